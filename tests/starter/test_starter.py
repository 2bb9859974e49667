"""The starter workbook and the starter list: what a clinician finds when the file is opened."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from sdaid.appointments.columns import APPOINTMENTS
from sdaid.appointments.starter import write_list
from sdaid.workbook.columns import FORMAT_VERSION, SHEETS
from sdaid.workbook.example import facts_of
from sdaid.workbook.read import read_workbook
from sdaid.workbook.starter import write_workbook
from tests.build import ROOT, SMALL, Rows, list_from, texts_from, workbook_from
from tests.starter.reading import as_written, cells_in, rows_in


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("empty") / "new.xlsx"
    write_workbook(target)
    return target


@pytest.fixture(scope="module")
def book(small_workbook: Path) -> Any:
    return openpyxl.load_workbook(small_workbook)


def choices_at(book: Any, sheet: str, cell: str) -> list[str] | None:
    """What the dropdown at a cell offers, through its defined name."""
    for rule in book[sheet].data_validations.dataValidation:
        if rule.type == "list" and cell in rule.sqref:
            page, cells = next(iter(book.defined_names[rule.formula1].destinations))
            return [each.value for (each,) in book[page][cells] if each.value is not None]
    return None


def test_every_declared_sheet_and_heading_is_there(empty: Path) -> None:
    """The empty starter has each sheet in order, and each heading of its declaration."""
    book = openpyxl.load_workbook(empty)
    assert book.sheetnames == ["Read me", *(sheet.name for sheet in SHEETS), "Lists"]
    for sheet in SHEETS:
        page = book[sheet.name]
        cells = page["A"][1:] if sheet.layout == "values" else page[1]
        headings = [cell.value for cell in cells]
        for _, column, _, _ in sheet.model.columns():
            assert headings.count(column.heading) == 1, (sheet.name, column.heading)


def test_read_me_names_every_sheet_and_the_check(empty: Path) -> None:
    """The sheet Read me tells what each sheet is for and how to check."""
    text = [str(value) for (page, _), value in cells_in(empty).items() if page == "Read me"]
    for sheet in SHEETS:
        assert sheet.name in text
        assert any(each.startswith(sheet.purpose) for each in text)
    assert any("sdaid check" in each for each in text)


def test_a_filled_workbook_holds_its_texts(small_workbook: Path) -> None:
    """What is written comes back, row for row and cell for cell, and nothing beside it."""
    texts = texts_from(SMALL)
    del texts["Appointments"]
    assert rows_in(small_workbook, SHEETS) == as_written(texts)


def test_a_filled_list_holds_its_texts(small_list: Path) -> None:
    """Appointments come back with their facts, dates, times and leading zeros."""
    found = rows_in(small_list, [APPOINTMENTS])["Appointments"]
    assert found == as_written(texts_from(SMALL))["Appointments"]
    assert found[2]["patient_id"] == "0042"


def live_with(text: str, texts: Rows) -> None:
    texts["Options"][0]["living_with"] = text


def test_no_cell_holds_a_formula(tmp_path: Path) -> None:
    """Text that looks like a formula, an error or a date stays the text that it is."""
    hostile = ['=HYPERLINK("http://example.org")', "#N/A", "3-4", "+1", "TRUE"]

    for text in hostile:
        target = tmp_path / f"{hostile.index(text)}.xlsx"
        workbook_from(SMALL, target, partial(live_with, text))
        page = openpyxl.load_workbook(target)["Options"]
        cell = next(cell for cell in page[2] if cell.value == text)
        assert (cell.data_type, cell.number_format) == ("s", "@")


@pytest.mark.parametrize("sheet", [each.name for each in SHEETS])
def test_enums_and_yes_no_have_dropdowns(book: Any, sheet: str) -> None:
    """Every column of fixed choices offers exactly these, behind a defined name."""
    declared = next(each for each in SHEETS if each.name == sheet)
    headings = {cell.value: cell.column_letter for cell in book[sheet][1]}
    for row, (_, column, _, kind) in enumerate(declared.model.columns(), start=2):
        plain = next(iter(get_args(kind)), kind)
        cell = f"B{row}" if declared.layout == "values" else f"{headings[column.heading]}9999"
        if plain is bool:
            assert choices_at(book, sheet, cell) == ["yes", "no"]
        elif isinstance(plain, type) and issubclass(plain, StrEnum):
            assert choices_at(book, sheet, cell) == [each.value for each in plain]


def test_references_offer_the_ids_of_their_sheet(book: Any) -> None:
    """A column that refers to another sheet offers the ids that stand there now."""
    assert choices_at(book, "Outcomes", "B3") == ["wait", "sips", "bell"]
    assert choices_at(book, "Outcomes", "C3") == ["fewer", "bother", "sore", "sleep", "worry"]


def test_new_ids_come_into_the_dropdown(book: Any) -> None:
    """The list behind an id column reaches below the ids that are there."""
    _, cells = next(iter(book.defined_names["ids_Options"].destinations))
    assert len(book["Options"][cells]) > 3


def test_headings_are_locked_and_contents_are_not(book: Any) -> None:
    """Protection is on without a password; headings are locked, every cell below is open."""
    for sheet in SHEETS:
        page = book[sheet.name]
        guard = page.protection
        assert guard.sheet, sheet.name
        assert guard.password is None
        for free in ("formatCells", "formatColumns", "insertRows", "insertColumns", "sort",
                     "autoFilter"):
            assert getattr(guard, free) is False, free
        if sheet.layout == "values":
            assert page["A2"].protection.locked
            assert not page["B2"].protection.locked
            continue
        own = {column.heading for _, column, _, _ in sheet.model.columns()}
        for cell in page[1]:
            assert cell.protection.locked == (cell.value in own), cell.coordinate
            if cell.value:
                assert not page.column_dimensions[cell.column_letter].protection.locked
        for row in page.iter_rows(min_row=2):
            assert not any(cell.protection.locked for cell in row if cell.has_style)


def test_headings_are_frozen_and_have_help(book: Any) -> None:
    """Headings stay in sight, and each carries its help as a comment with its limit."""
    for sheet in SHEETS:
        page = book[sheet.name]
        assert page.freeze_panes == "B2"
        cells = page["A"][1:] if sheet.layout == "values" else page[1]
        comments = {cell.value: cell.comment.text for cell in cells if cell.comment}
        for _, column, _, _ in sheet.model.columns():
            assert comments[column.heading].startswith(column.help)
            assert (f"About {column.limit} letters" in comments[column.heading]) == bool(
                column.limit)


def test_needed_columns_look_different(book: Any) -> None:
    """A needed heading has another fill than an optional one."""
    fills: dict[bool, set[str]] = {True: set(), False: set()}
    for sheet in SHEETS[1:]:
        colours = {cell.value: cell.fill.fgColor.rgb for cell in book[sheet.name][1]}
        for _, column, needed, _ in sheet.model.columns():
            fills[needed].add(colours[column.heading])
    assert len(fills[True]) == len(fills[False]) == 1
    assert fills[True] != fills[False]


def test_lengths_are_watched_while_typing(book: Any) -> None:
    """A column with a limit warns in Excel as soon as a text is longer."""
    option = next(each for each in SHEETS if each.name == "Options")
    limits = {f"{get_column_letter(at)}2": column.limit
              for at, (_, column, _, _) in enumerate(option.model.columns(), start=1)
              if column.limit}
    rules = book["Options"].data_validations.dataValidation
    found = {cell: int(rule.formula1) for cell in limits for rule in rules
             if rule.type == "textLength" and cell in rule.sqref}
    assert found == limits


def test_ids_and_dates_keep_their_form(small_list: Path) -> None:
    """Columns of ids and postcodes are text, dates are dates, also where rows are still empty."""
    page: Any = openpyxl.load_workbook(small_list)["Appointments"]
    formats = {cell.value: page.column_dimensions[cell.column_letter].number_format
               for cell in page[1]}
    assert formats["Appointment id"] == formats["Patient id"] == formats["Postcode"] == "@"
    assert formats["Date of birth"] == formats["Visit date"] == "yyyy-mm-dd"
    assert formats["Visit time"] == "hh:mm"


def test_questions_have_a_column_for_each_option(book: Any) -> None:
    """Answers are headed with the options' ids, after the question and its answer for all."""
    assert [cell.value for cell in book["Questions"][1]][:5] == [
        "Question", "Answer for all options", "wait", "sips", "bell"]


def test_rules_begin_with_their_conditions(book: Any) -> None:
    """A rule reads from age and facts to its message; a choice's conditions are offered."""
    headings = [cell.value for cell in book["Rules"][1]]
    assert headings[:4] == ["age", "trouble-swallowing", "work", "Option"]
    assert choices_at(book, "Rules", "B2") == ["yes", "no"]
    assert choices_at(book, "Rules", "C2") == ["at a desk", "outdoors", "bell-ringing"]
    rule = next(each for each in book["Rules"].data_validations.dataValidation
                if "C2" in each.sqref)
    assert not rule.showErrorMessage, "other conditions, such as “not a”, may be typed"


def test_a_fact_in_free_text_is_no_condition(tmp_path: Path) -> None:
    """A fact of the type text has no column among the rules."""
    def change(texts: Rows) -> None:
        texts["Patient facts"].append({"name": "hobby", "question": "Which?", "type": "text"})

    target = workbook_from(SMALL, tmp_path / "b.xlsx", change)
    assert "hobby" not in [cell.value for cell in openpyxl.load_workbook(target)["Rules"][1]]


def test_the_list_has_a_column_for_each_fact(tmp_path: Path) -> None:
    """An empty list for a workbook ends with its facts, with their choices as dropdowns."""
    target = tmp_path / "list.xlsx"
    write_list(target, facts_of(texts_from(SMALL)), options=["wait", "sips"])
    book = openpyxl.load_workbook(target)
    cells = {cell.value: cell.column_letter for cell in book["Appointments"][1] if cell.value}
    assert list(cells)[-2:] == ["trouble-swallowing", "work"]
    assert choices_at(book, "Appointments", f"{cells['work']}9") == [
        "at a desk", "outdoors", "bell-ringing"]
    assert choices_at(book, "Appointments", f"{cells['Already tried']}9") == ["wait", "sips"]
    assert rows_in(target, [APPOINTMENTS]) == {"Appointments": []}


def test_an_empty_workbook_knows_its_format(empty: Path) -> None:
    """The empty starter already holds the format version and every step of the scales."""
    found = rows_in(empty, SHEETS)
    assert found["Decision"][0]["format_version"] == FORMAT_VERSION
    assert [row["step"] for row in found["Scales"]] == [*range(6), *range(6)]
    assert found["Options"] == []


def test_the_reader_finds_only_blanks_in_an_empty_workbook(empty: Path) -> None:
    """Checked as it is, a new workbook has nothing wrong but what is still to fill."""
    _, _, problems = read_workbook(empty)
    assert {each.code for each in problems} == {"blank", "sheet-empty"}


def test_the_reader_finds_nothing_wrong_in_a_filled_workbook(small_workbook: Path) -> None:
    """The program reads what it writes, every row of every sheet, without a word."""
    records, _, problems = read_workbook(small_workbook)
    assert problems == []
    texts = texts_from(SMALL)
    assert {name: len(each) for name, each in records.items()} == {
        sheet.name: len(texts[sheet.name]) for sheet in SHEETS}


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    """Where there is a file, nothing is written and the file stays as it is."""
    target = tmp_path / "mine.xlsx"
    target.write_text("precious")
    with pytest.raises(FileExistsError):
        write_workbook(target)
    with pytest.raises(FileExistsError):
        write_list(target, [])
    assert target.read_text() == "precious"


class FullDisk(io.BytesIO):
    """A file on a disk that is full."""

    def write(self, _: object) -> int:
        raise OSError(28, "No space left on device")


def test_nothing_is_left_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be written whole is not there at all."""
    def open_full(descriptor: int, mode: str) -> FullDisk:
        assert mode == "wb"
        os.close(descriptor)
        return FullDisk()

    monkeypatch.setattr(os, "fdopen", open_full)
    with pytest.raises(OSError, match="No space left"):
        write_workbook(tmp_path / "b.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_the_same_texts_give_the_same_bytes(small_workbook: Path, tmp_path: Path) -> None:
    """Another process, with other hash seeds, writes the same file to the byte."""
    target = tmp_path / "again.xlsx"
    code = ("from pathlib import Path; from tests.build import SMALL, workbook_from; "
            f"workbook_from(SMALL, Path({str(target)!r}))")
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT,
                   env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)})
    assert target.read_bytes() == small_workbook.read_bytes()


def test_lists_of_other_conditions_differ(tmp_path: Path, small_list: Path) -> None:
    """The list follows its workbook: without facts, no fact columns."""
    plain = list_from(SMALL, tmp_path / "plain.xlsx", drop_facts)
    assert len(openpyxl.load_workbook(plain)["Appointments"][1]) < len(
        openpyxl.load_workbook(small_list)["Appointments"][1])


def drop_facts(texts: Rows) -> None:
    texts["Patient facts"].clear()
    for row in texts["Appointments"]:
        row.pop("extra", None)
