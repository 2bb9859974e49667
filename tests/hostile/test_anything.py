"""Whatever is in a file, the answer is problems, never a traceback."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pydantic import ValidationError

from sdaid.problems import CATALOGUE, Problem
from sdaid.sheets.columns import Record, Sheet
from sdaid.sheets.reading import stream_sheet
from sdaid.sheets.values import Cell
from sdaid.workbook.columns import SHEETS
from sdaid.workbook.read import read_workbook
from tests.sheets.small import KITES, kites, read, write

QUIET = settings(deadline=None, max_examples=60, suppress_health_check=[
    HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=[
    chr(number) for number in range(32) if number not in (9, 10, 13)] + ["\ufffe", "\uffff"]),
    max_size=40)
TRICKS = st.sampled_from([
    "#N/A", "=1+1", "3/4/26", "99/99/99", "2026-02-31", "0000-00-00", "1E+15", "\u202eabc",
    "_x0000_", "_xD800_", "-", "::", "Name::", "::es", "5 to", "6 months", "9" * 400, "\u0663",
    "\u00b2", "yes", "None", "[", "%", "{found}", "\u0130"])
VALUES = st.one_of(
    st.none(), TEXT, TRICKS, st.booleans(), st.integers(-10**18, 10**18),
    st.floats(allow_nan=False, allow_infinity=False), st.dates(date(1900, 1, 1)),
    st.datetimes(datetime(1900, 1, 1)), st.times())
FORMATS = st.sampled_from(["General", "0%", "000", "@", "yyyy-mm-dd", "[h]:mm", "0.00E+00", "\"",
                           "[", "\\", "000-000", "#,##0.00"])


def sound(problems: list[Problem]) -> None:
    """Every problem has its sentence and its place in the catalogue."""
    for each in problems:
        assert each.code in CATALOGUE
        assert each.sentence
        assert each.place.file


def filled(path: Path, sheets: dict[str, list[list[tuple[Any, str]]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row, values in enumerate(rows, start=1):
            for column, (value, number_format) in enumerate(values, start=1):
                cell = page.cell(row, column, value)
                if number_format != "General":
                    cell.number_format = number_format
    if not book.worksheets:
        book.create_sheet("Nothing")
    book.save(path)
    return path


ROW = st.lists(st.tuples(VALUES, FORMATS), max_size=8)


@QUIET
@given(row=st.lists(VALUES, min_size=11, max_size=11), forms=st.lists(FORMATS, min_size=11,
                                                                     max_size=11))
def test_arbitrary_cells(tmp_path: Path, row: list[Any], forms: list[str]) -> None:
    """Any values below good headings give records or problems, the same both ways of reading. A row
    with a remark alone is one warning where all of a sheet is read, and nobody judges its cells."""
    headings = [column.heading for _, column, _, _ in KITES.model.columns()]
    path = filled(tmp_path / "a.xlsx", {"Kites": [
        [(heading, "General") for heading in headings], list(zip(row, forms, strict=True))]})
    records, problems = read(path)
    sound(problems)
    _, streamed = stream_sheet(path, KITES, {})
    rows = list(streamed)
    assert [record for _, record, _ in rows if record] == records
    if "remarks" not in {each.code for each in problems}:
        assert {each for _, _, found in rows for each in found} <= set(problems)
    if any(value == "#N/A" for value in row):
        assert records == []


@QUIET
@given(rows=st.lists(ROW, max_size=6), sheet=st.sampled_from(SHEETS))
def test_arbitrary_rows_below_any_headings(
        tmp_path: Path, rows: list[list[tuple[Any, str]]], sheet: Sheet) -> None:
    """Any rows in any of the declared sheets give problems and no traceback."""
    headings = [(column.heading, "General") for _, column, _, _ in sheet.model.columns()]
    if sheet.layout == "values":
        rows = [[heading, *row] for heading, row in zip(headings, rows, strict=False)]
    else:
        rows = [headings, *rows]
    sound(read_workbook(filled(tmp_path / "a.xlsx", {sheet.name: rows}))[-1])


NAMES = st.one_of(st.sampled_from([*(sheet.name for sheet in SHEETS), "options", "Lists"]),
                  st.text("abc :", min_size=1, max_size=6))


@QUIET
@given(sheets=st.dictionaries(NAMES.filter(lambda name: ":" not in name and name.strip()),
                              st.lists(ROW, max_size=5), max_size=4))
@example(sheets={"Lists": [[(1.7976931348623155e308, "General")]]})  # written as infinite
def test_arbitrary_sheets(
        tmp_path: Path, sheets: dict[str, list[list[tuple[Any, str]]]]) -> None:
    """Any sheets, with or without headings, give problems and no traceback."""
    unlike = {name.casefold(): (name, rows) for name, rows in sheets.items()}
    sound(read_workbook(filled(tmp_path / "a.xlsx", dict(unlike.values())))[-1])


@QUIET
@given(content=st.one_of(
    st.binary(max_size=300),
    st.tuples(st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
                               b"<?xml", b"\xff\xfe"]), st.binary(max_size=200)).map(b"".join)))
def test_arbitrary_bytes(tmp_path: Path, content: bytes) -> None:
    """Any bytes called .xlsx give one problem that stops."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    records, lists, problems = read_workbook(path)
    sound(problems)
    assert (records, lists) == ({}, {})
    assert len(problems) == 1


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a good file of kites."""
    return write(tmp_path_factory.mktemp("good") / "a.xlsx", kites(("a", "A", 1))).read_bytes()


@QUIET
@given(data=st.data())
def test_a_good_file_with_some_bytes_changed(
        tmp_path: Path, good: bytes, data: st.DataObject) -> None:
    """A file damaged anywhere is read as before, or is a problem."""
    changed = bytearray(good)
    for at in data.draw(st.lists(st.integers(0, len(good) - 1), min_size=1, max_size=6)):
        changed[at] = data.draw(st.integers(0, 255))
    path = tmp_path / "a.xlsx"
    path.write_bytes(bytes(changed))
    sound(read(path)[1])


@QUIET
@given(data=st.data())
def test_a_good_file_with_its_xml_changed(
        tmp_path: Path, good: bytes, data: st.DataObject) -> None:
    """The same for what is packed: any part, cut and changed anywhere."""
    with zipfile.ZipFile(io.BytesIO(good)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    part = data.draw(st.sampled_from(sorted(parts)))
    content = parts[part]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 12)))
    parts[part] = content[:start] + data.draw(st.binary(max_size=8)) + content[end:]
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as new:
        for name, each in parts.items():
            new.writestr(name, each)
    sound(read(path)[1])


def _models() -> list[type[Record]]:
    return [sheet.model for sheet in SHEETS]


KINDS = st.sampled_from(["text", "number", "bool", "date", "time"])


@QUIET
@given(model=st.sampled_from(_models()), data=st.data())
def test_arbitrary_values_in_any_column(model: type[Record], data: st.DataObject) -> None:
    """Every column of every sheet refuses what does not fit with a code of the catalogue."""
    values = {
        "text": st.one_of(st.text(max_size=30), TRICKS), "bool": st.booleans(),
        "number": st.one_of(st.integers(-10**18, 10**18),
                            st.floats(allow_nan=False, allow_infinity=False)),
        "date": st.one_of(st.dates(), st.datetimes()),
        "time": st.one_of(st.times(), st.timedeltas())}
    given_cells = {}
    for name, _, _, _ in model.columns():
        kind = data.draw(KINDS)
        given_cells[name] = Cell(1, 1, data.draw(values[kind]), kind, data.draw(FORMATS))
    codes = set()
    try:
        model.model_validate(given_cells)
    except ValidationError as error:
        codes = {each["type"] for each in error.errors()}
    assert codes <= set(CATALOGUE)
