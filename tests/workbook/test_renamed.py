"""Headings, names and sheets that a person renamed: nothing that matters is left out in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from sdaid.problems import Problem, Severity
from sdaid.steps import read_workbook
from sdaid.workbook.columns import SHEETS
from sdaid.workbook.content import Content
from tests.build import SMALL, Rows, workbook_from

Edit = Callable[[Any], object]


def edited(path: Path, edit: Edit, change: Callable[[Rows], None] | None = None
           ) -> tuple[Content | None, list[Problem]]:
    """The small workbook with `change`, then edited as a person does in Excel, and read."""
    workbook_from(SMALL, path, change)
    book = load_workbook(path)
    edit(book)
    book.save(path)
    return read_workbook(path)


def rename(sheet: str, heading: str, other: str | None) -> Edit:
    """Type `other` over a heading, or over a name of the sheet Decision."""

    def edit(book: Any) -> None:
        page = book[sheet]
        cells = [row[0] for row in page.iter_rows()] if sheet == "Decision" else page[1]
        next(cell for cell in cells if cell.value == heading).value = other

    return edit


def stopping(problems: list[Problem]) -> list[tuple[str, str, str]]:
    """(code, sheet, cell) of each problem that stops everything."""
    return [(each.code, each.place.sheet, each.place.cell) for each in problems
            if each.severity is Severity.UNREADABLE]


# -- conditions -------------------------------------------------------------------------------


@pytest.mark.parametrize("heading", ["age at visit", "ages", "patient", "age::es"])
def test_a_condition_under_a_heading_that_is_no_fact_stops(heading: str, tmp_path: Path) -> None:
    """A rule never speaks to more people because its heading was renamed, and that is all that is
    said of it."""
    content, problems = edited(tmp_path / "w.xlsx", rename("Rules", "age", heading))
    assert content is None
    assert stopping(problems) == [("heading-unread", "Rules", "A1")]
    assert len(problems) == 1
    assert f"“{heading}”" in problems[0].sentence
    assert "it reads age, " in problems[0].sentence
    assert "did you mean “age”?" in problems[0].sentence


def test_a_fact_renamed_in_its_sheet_alone_stops(tmp_path: Path) -> None:
    """The heading in Rules that lost its fact is named, with the fact's new name."""
    def edit(book: Any) -> None:
        book["Patient facts"]["A2"] = f"{book['Patient facts']['A2'].value}-now"

    content, problems = edited(tmp_path / "w.xlsx", edit)
    assert content is None
    assert stopping(problems) == [("heading-unread", "Rules", "B1")]
    assert "-now”?" in problems[0].sentence


def test_a_condition_below_a_blank_heading_is_told_once(tmp_path: Path) -> None:
    """The blank heading is the fault; that the rule lacks a condition follows from it."""
    _, problems = edited(tmp_path / "w.xlsx", rename("Rules", "age", None))
    assert [each.code for each in problems] == ["heading-blank"]


def test_an_empty_column_in_rules_may_have_any_heading(tmp_path: Path) -> None:
    """With nothing below it no condition is lost: a warning, as everywhere."""
    def edit(book: Any) -> None:
        page = book["Rules"]
        page.cell(1, page.max_column + 1, "to do")

    content, problems = edited(tmp_path / "w.xlsx", edit)
    assert content is not None
    assert [each.code for each in problems] == ["heading-unknown"]


def test_a_fact_that_cannot_be_read_is_told_without_what_follows(tmp_path: Path) -> None:
    """The rules that ask for it are not told as wrong too."""
    def edit(book: Any) -> None:
        book["Patient facts"]["A2"] = "bad name!"

    content, problems = edited(tmp_path / "w.xlsx", edit)
    assert content is None
    assert [(each.code, each.place.sheet) for each in problems] == [("not-id", "Patient facts")]


def test_a_sheet_with_a_fault_does_not_make_others_wrong(tmp_path: Path) -> None:
    """Where a column of Options is missing, its ids are not known: the answers' headings wait."""
    _, problems = edited(tmp_path / "w.xlsx", rename("Options", "Cost", "Price"))
    assert [(each.code, each.place.sheet) for each in problems] == [
        ("heading-meant", "Options")]


def test_an_option_without_its_column_of_answers_is_told_once(tmp_path: Path) -> None:
    """And not for each question."""
    _, problems = edited(tmp_path / "w.xlsx", rename("Questions", "sips", "nonsense"))
    assert [(each.code, each.place.sheet) for each in problems] == [
        ("heading-meant", "Questions")]
    assert "there is no column “sips”" in problems[0].sentence


# -- sheets -----------------------------------------------------------------------------------


def entitle(sheet: str, other: str) -> Edit:
    """Rename a sheet."""

    def edit(book: Any) -> None:
        book[sheet].title = other

    return edit


@pytest.mark.parametrize("sheet", [sheet.name for sheet in SHEETS if sheet.name != "Accepted"])
@pytest.mark.parametrize("other", ["{} 2026", "Another name"])
def test_a_renamed_sheet_stops_and_is_all_that_is_said(
        sheet: str, other: str, tmp_path: Path) -> None:
    """Whether it may be left out or not: its new name is told, and nothing that follows from it."""
    other = other.format(sheet)
    content, problems = edited(tmp_path / "w.xlsx", entitle(sheet, other))
    assert content is None
    assert [(each.code, each.place.sheet) for each in problems] == [("sheet-renamed", sheet)]
    assert f"“{other}” looks like it; rename that one to “{sheet}”" in problems[0].sentence


def test_a_sheet_of_the_clinics_own_is_a_warning(tmp_path: Path) -> None:
    """A copy of a sheet that is there, or one that looks like none, is left alone."""
    def edit(book: Any) -> None:
        book.copy_worksheet(book["Rules"]).title = "Rules 2025"
        book.create_sheet("To do")["A1"] = "Question"
        del book["Words"]

    content, problems = edited(tmp_path / "w.xlsx", edit)
    assert content is not None
    assert [(each.code, each.place.sheet) for each in problems] == [
        ("sheet-unknown", "Rules 2025"), ("sheet-unknown", "To do")]
