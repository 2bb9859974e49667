"""Carrying a workbook of format version 1 over: every cell, into a new file, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sdaid.problems import ExitCode, Severity
from sdaid.workbook.load import load
from tests.build import ROOT, SMALL, workbook_from
from tests.standards.commands import sdaid

OLD = ROOT / "tests" / "texts" / "hiccups-format-1.xlsx"
"""The made-up hiccups as sdaid wrote them in format version 1."""

MOVED = "When to get help at once"


def edited(path: Path, change: Callable[[Any], None]) -> Path:
    """A copy of the old workbook, changed with openpyxl."""
    book = openpyxl.load_workbook(OLD)
    change(book)
    book.save(path)
    return path


def add_column(page: Any, heading: str, *values: Any) -> None:
    column = page.max_column + 1
    for row, value in enumerate((heading, *values), start=1):
        page.cell(row, column).value = value


def told(path: Path) -> dict[tuple[str, int, str], Any]:
    """Every cell by its sheet, its row and its heading; of the sheet Decision by its name."""
    found = {}
    for page in openpyxl.load_workbook(path).worksheets:
        if page.title in ("Read me", "Lists"):
            continue
        for row in page.iter_rows(min_row=2):
            for cell in row:
                heading = page.cell(1, cell.column).value
                name = page.cell(cell.row, 1).value if page.title == "Decision" else cell.row
                if cell.value is not None and heading != "Help":
                    found[page.title, name, heading] = cell.value
    return found


def with_the_clinics_own(book: Any) -> None:
    """Translations, columns and names of the clinic's own, and numbers whose format tells."""
    add_column(book["Options"], "Name::es", "Esperar", "Sorbos", "La campana")
    add_column(book["Questions"], "wait::es", "No.", "Sí.")
    add_column(book["Questions"], "Question::es", "¿Me quedo?", "¿Puedo cambiar?")
    add_column(book["Outcomes"], "Our notes", "seen", None, 3)
    add_column(book["Rules"], "Message::es", "Puede ser difícil.")
    page = book["Decision"]
    page.cell(1, 4).value = "Value::es"
    page.cell(3, 4).value = "hipo inventado"
    page.cell(page.max_row + 1, 1).value = "Our file number"
    page.cell(page.max_row, 2).value = 42
    share = next(row for row in book["Outcomes"].iter_rows() if row[0].value == "wait-fewer")[5]
    share.value, share.number_format = 0.31, "0%"


def test_every_cell_is_carried_over(tmp_path: Path) -> None:
    """Translations, the clinic's own columns and names, and the formats of numbers among them."""
    old = edited(tmp_path / "old.xlsx", with_the_clinics_own)
    before = old.read_bytes()
    assert sdaid("new", tmp_path / "new.xlsx", "--from", old, day="").code == ExitCode.DONE
    assert old.read_bytes() == before
    was, now = told(old), told(tmp_path / "new.xlsx")
    left = {("Decision", "Format version", "Value"), ("Decision", MOVED, "Name"),
            ("Decision", MOVED, "Value")}
    assert {key: value for key, value in was.items() if key not in left} == {
        key: now.get(key) for key in was if key not in left}
    assert now["Decision", "Help at once: signs", "Value"] == was["Decision", MOVED, "Value"]
    assert now["Decision", "Format version", "Value"] == 2
    page = openpyxl.load_workbook(tmp_path / "new.xlsx")["Outcomes"]
    assert next(row for row in page.iter_rows() if row[0].value == "wait-fewer")[5] \
        .number_format == "0%"


def test_what_is_still_to_fill_is_said(tmp_path: Path) -> None:
    """The numbers to call, and the words that the verdicts need, each with its cell; then the
    workbook can be used."""
    new = tmp_path / "new.xlsx"
    said = sdaid("new", new, "--from", OLD, day="")
    for heading in ("Help at once: number", "Help out of hours: signs", "Words for better",
                    "How to get the evidence book", "stands in “Help at once: signs”"):
        assert heading in f"{said.out}{said.err}"
    book = openpyxl.load_workbook(new)
    values = {"number": "000 0000", "signs": "you cannot sleep.", "book": "Ask us, 000 0000."}
    for row in book["Decision"].iter_rows(min_row=2):
        if row[1].value is None and (kind := str(row[0].value).rpartition(" ")[2]) in values:
            row[1].value = values[kind]
    rows = book["Rows"]
    for column in range(1, rows.max_column + 1):
        if rows.cell(1, column).value in ("Words for better", "Words for worse"):
            rows.cell(3, column).value = rows.cell(6, column).value = "Other than before"
    book.save(new)
    content, problems = load(new)
    assert [each.sentence for each in problems if each.severity is Severity.UNREADABLE] == []
    assert content is not None
    assert content.decision.help_now_signs == "If you cannot breathe, call for help at once."


def test_an_old_workbook_says_how_to_carry_it_over(tmp_path: Path) -> None:
    """And nothing of what its form lacks."""
    for command in (("check", OLD), ("render", OLD, "--blank", "--output", tmp_path)):
        said = sdaid(*command)
        assert said.code == ExitCode.UNUSABLE
        assert "sdaid new NEW.xlsx --from OLD.xlsx" in f"{said.out}{said.err}"
        assert "unreadable" in f"{said.out}{said.err}"
        assert "blank" not in f"{said.out}{said.err}"


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    """Least of all the old one."""
    new = tmp_path / "new.xlsx"
    new.write_bytes(b"mine")
    assert sdaid("new", new, "--from", OLD, day="").code == ExitCode.CANNOT_WRITE
    assert new.read_bytes() == b"mine"
    before = OLD.read_bytes()
    assert sdaid("new", OLD, "--from", OLD, day="").code == ExitCode.CANNOT_WRITE
    assert OLD.read_bytes() == before


@pytest.mark.parametrize(("change", "code"), [
    (lambda book: book["Options"].merge_cells("B2:C2"), "merged"),
    (lambda book: book["Outcomes"].__setitem__("G2", "#N/A"), "error"),
    (lambda book: book["Outcomes"].__setitem__("G2", "=1+1"), "formula"),
    (lambda book: book["Decision"].__setitem__("B2", 3), "format version 3"),
    (lambda book: add_column(book["Rows"], "", "lost"), "no heading"),
], ids=["merged", "error", "formula", "newer", "no-heading"])
def test_what_cannot_be_carried_stops(
    change: Callable[[Any], None], code: str, tmp_path: Path
) -> None:
    """A cell that would be lost or changed is named, and no file is made."""
    old = edited(tmp_path / "old.xlsx", change)
    said = sdaid("new", tmp_path / "new.xlsx", "--from", old, day="")
    assert said.code == ExitCode.UNUSABLE
    assert code in f"{said.out}{said.err}"
    assert not (tmp_path / "new.xlsx").exists()


def test_a_sheet_of_the_clinics_own_is_named(tmp_path: Path) -> None:
    """It is not copied, and that is said."""
    old = edited(tmp_path / "old.xlsx", lambda book: book.create_sheet("Minutes").append(["x"]))
    said = sdaid("new", tmp_path / "new.xlsx", "--from", old, day="")
    assert "Minutes" in f"{said.out}{said.err}"
    assert "not carried over" in f"{said.out}{said.err}"


def test_a_workbook_of_this_form_is_carried_whole(tmp_path: Path) -> None:
    """A fresh form for a workbook that was changed by hand: the same content, cell for cell."""
    old = workbook_from(SMALL, tmp_path / "old.xlsx")
    said = sdaid("new", tmp_path / "new.xlsx", "--from", old, day="")
    assert said.code == ExitCode.DONE, f"{said.out}{said.err}"
    assert told(tmp_path / "new.xlsx") == told(old)


def test_an_example_is_not_carried_too(tmp_path: Path) -> None:
    """One source at a time."""
    assert sdaid("new", tmp_path / "new.xlsx", "--example", "--from", OLD, day="").code == (
        ExitCode.USAGE)


def test_an_acceptance_is_carried_with_what_its_cell_said(tmp_path: Path) -> None:
    """The old sheet Accepted names a cell alone; what the cell said is filled in."""
    def accept(book: Any) -> None:
        page = book["Accepted"]
        for column, value in enumerate(("persuasive", "options!$E$4", "Its name.", "AB",
                                        "2026-11-22"), start=1):
            page.cell(2, column).value = value

    old = edited(tmp_path / "old.xlsx", accept)
    sdaid("new", tmp_path / "new.xlsx", "--from", old, day="")
    summary = openpyxl.load_workbook(old)["Options"]["E4"].value
    assert told(tmp_path / "new.xlsx")["Accepted", 2, "What it said"] == summary
