"""The word that opens a PDF is kept letter for letter, or the row is held with why it cannot be."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sdaid import steps
from sdaid.appointments.columns import Appointment
from sdaid.mail.message import password_problem
from sdaid.mail.pdf import locked
from sdaid.problems import Problem
from sdaid.workbook.content import Content
from tests.batch.lists import line
from tests.build import SMALL, workbook_from
from tests.mail.batches import patient, small_aid

KEPT = ("copper  kettle", "copper   kettle", "a-b.c_d!e?", "größer Wal", "ключ к двери",
        "cafe\u0301 noir", "'quoted' \"word\"", "=1+1 is two", "<kettle> & pot", "00112233",
        "kettle\\n;drop", "NA or N/A or none")
HELD = {"copper\u00adkettle": "U+00AD", "copper\u200bkettle": "U+200B",
        "copper\u00a0kettle": "U+00A0", " copper kettle": "blank", "copper kettle ": "blank",
        "copper\nkettle": "U+000A",
        "copper\tkettle": "U+0009", "copper\ufffdkettle": "U+FFFD",
        "copper\u3000kettle": "U+3000", "ｃｏｐｐｅｒkettle": "different ways",
        "coﬀee kettle": "different ways",
        "copper\u202ekettle": "U+202E"}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    path = workbook_from(SMALL, tmp_path_factory.mktemp("book") / "small.xlsx")
    found, _ = steps.read_workbook(path)
    assert found is not None
    return found


def as_csv(path: Path, password: str) -> Path:
    row = {**line(1), "Channel": "e-mail", "E-mail": "p@home.example", "E-mail password": password}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row)
    return path


def as_xlsx(path: Path, password: Any, number_format: str = "General") -> Path:
    row = {**line(1), "Channel": "e-mail", "E-mail": "p@home.example", "E-mail password": ""}
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(row))
    sheet.append(list(row.values()))
    cell = sheet.cell(2, len(row))
    cell.value, cell.number_format = password, number_format
    if isinstance(password, str):
        cell.data_type = "s"
    book.save(path)
    return path


def read(path: Path, content: Content) -> tuple[Appointment | None, list[Problem]]:
    listed, problems = steps.read_list(path, content)
    assert listed is not None, problems
    [(_, row, found)] = list(listed.rows())
    return (row if isinstance(row, Appointment) else None), found


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
@pytest.mark.parametrize("password", KEPT)
def test_a_word_opens_the_aid_as_it_was_typed(tmp_path: Path, content: Content, write: Any,
                                              password: str) -> None:
    """Blanks between words, signs and letters of any alphabet; from CSV and Excel alike."""
    suffix = ".csv" if write is as_csv else ".xlsx"
    row, found = read(write(tmp_path / f"list{suffix}", password), content)
    assert row is not None, found
    assert password_problem(row) is None

    aid = tmp_path / "aid.pdf"
    aid.write_bytes(small_aid(patient(1)))
    typed = unicodedata.normalize("NFC", password)  # as a keyboard gives it
    with pikepdf.open(BytesIO(locked(aid, row.email_password)), password=typed) as opened:
        assert len(opened.pages) == 4


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
@pytest.mark.parametrize(("password", "why"), HELD.items())
def test_a_word_that_nobody_could_type_is_held(tmp_path: Path, content: Content, write: Any,
                                               password: str, why: str) -> None:
    """At its cell, with why; never cleaned without a word."""
    suffix = ".csv" if write is as_csv else ".xlsx"
    row, _ = read(write(tmp_path / f"list{suffix}", password), content)
    if row is not None:  # a line end within a cell may hold the row before that
        found = password_problem(row)
        assert found is not None
        assert (found.code, found.place.heading) == ("email-password-exact", "E-mail password")
        assert why in found.sentence
        assert password not in found.sentence


@pytest.mark.parametrize(("value", "number_format"), [
    (date(2024, 3, 1), "yyyy-mm-dd"), (time(9, 30), "hh:mm"), (True, "General"),
    (123456789012, "General"), (12345678.5, "General"), (12345678, "#,##0"), (0.12345678, "0%"),
])
def test_a_word_that_excel_took_for_something_else_is_held(
        tmp_path: Path, content: Content, value: Any, number_format: str) -> None:
    """What was typed is not known any more."""
    row, found = read(as_xlsx(tmp_path / "list.xlsx", value, number_format), content)
    assert row is None
    assert [each.code for each in found] == ["password-cell"]


def test_a_whole_number_is_as_it_is_shown(tmp_path: Path, content: Content) -> None:
    """Eight digits are what the office sees, and told the patient."""
    row, _ = read(as_xlsx(tmp_path / "list.xlsx", 40712356), content)
    assert row is not None
    assert row.email_password == "40712356"
    assert password_problem(row) is None


@pytest.mark.parametrize("password", ["see notes", "not applicable", "to be confirmed"])
def test_a_placeholder_opens_nothing(tmp_path: Path, content: Content, password: str) -> None:
    """It is no password, however long."""
    row, _ = read(as_csv(tmp_path / "list.csv", password), content)
    assert row is not None
    found = password_problem(row)
    assert found is not None
    assert found.code == "email-password-blank"


@pytest.fixture(scope="module")
def aid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("aid") / "aid.pdf"
    path.write_bytes(small_aid(patient(1), 1))
    return path


@settings(max_examples=100, deadline=None, suppress_health_check=[
    HealthCheck.function_scoped_fixture])
@given(password=st.text(st.characters(exclude_categories=["Cs"]), min_size=8, max_size=24))
@example(password="e\u0301e\u0301e\u0301e\u0301 kettle")
def test_every_word_that_passes_opens(tmp_path: Path, content: Content, aid: Path, password: str
                                      ) -> None:
    """Whatever is in the cell: it is held, or what was typed opens the aid."""
    listed, _ = steps.read_list(as_csv(tmp_path / "any.csv", password), content)
    rows = [row for _, row, _ in listed.rows()] if listed else []
    row = rows[0] if len(rows) == 1 else None
    if not isinstance(row, Appointment) or password_problem(row):
        return
    typed = unicodedata.normalize("NFC", password)
    with pikepdf.open(BytesIO(locked(aid, row.email_password)), password=typed) as opened:
        assert len(opened.pages) == 1
