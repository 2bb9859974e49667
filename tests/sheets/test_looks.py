"""What a cell's look says beside its value, as spreadsheet programs store it in the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from sdaid.problems import Severity
from tests.sheets.small import CLUB, GOOD, kites, read, share_texts, told, with_column, write


def on(cell: str, change: Callable[[Any], object]) -> Callable[[Any], None]:
    """A change of one cell of the first sheet."""
    return lambda book: change(book.worksheets[0][cell])  # type: ignore[func-returns-value]


def font(**how: Any) -> Callable[[Any], None]:
    return lambda cell: setattr(cell, "font", Font(**how))


def runs(**how: Any) -> Callable[[Any], None]:
    """A text of which some letters look otherwise."""
    return lambda cell: setattr(cell, "value", CellRichText(
        "It pulls ", TextBlock(InlineFont(**how), "hard"), " in wind"))


@pytest.mark.parametrize(("look", "code"), [
    (font(strike=True), "struck-out"), (runs(strike=True), "struck-out"),
    (font(vertAlign="superscript"), "raised-letters"),
    (font(vertAlign="subscript"), "raised-letters"),
    (runs(vertAlign="superscript"), "raised-letters")])
@pytest.mark.parametrize("shared", [True, False])
def test_letters_that_are_struck_or_raised(
        tmp_path: Path, look: Any, code: str, shared: bool) -> None:
    """In the whole cell or in some of its letters, however the text is stored."""
    path = write(tmp_path / "a.xlsx", with_column("Note", "It pulls hard"), on("D2", look))
    _, problems = read(share_texts(path) if shared else path)
    assert told(problems) == [(code, "D2")]
    stops = problems[0].severity is Severity.UNREADABLE
    assert stops == (code == "struck-out")


@pytest.mark.parametrize("look", [
    font(strike=False), font(vertAlign="baseline"), font(bold=True, color="FF0000"),
    runs(b=True, vertAlign="baseline")])
def test_other_looks_say_nothing(tmp_path: Path, look: Any) -> None:
    """Bold, colour, and a line or a height that is switched off."""
    _, problems = read(write(tmp_path / "a.xlsx", with_column("Note", "It pulls"), on("D2", look)))
    assert problems == []


def test_a_struck_number_stops_too(tmp_path: Path) -> None:
    """A figure that is crossed out must not be printed as if it counted."""
    path = write(tmp_path / "a.xlsx", with_column("n", 5), on("D2", font(strike=True)))
    assert told(read(path)[1]) == [("struck-out", "D2")]


@pytest.mark.parametrize(("heading", "value", "form", "code"), [
    ("Share", 6, '0" weeks"', "format-unit"), ("Share", 25, "£#,##0", "format-unit"),
    ("Share", 25, '"$"#,##0_);("$"#,##0)', "format-unit"), ("n", 12, 'General" people"',
                                                            "format-unit"),
    ("Note", 25, "[$£-809]0.00", "format-unit"), ("Share", 3.84, "0", "format-rounds"),
    ("Share", -0.54, "0.0;-0.0", "format-rounds"), ("Share", 15_021, "0,", "format-rounds"),
    ("Share", 0.054, "0%", "format-rounds"), ("n", 0.05, "0%", "percent-count"),
    ("Share", 3.8, "0.0", ""), ("Share", 3, "0.00", ""), ("Share", 1500, "#,##0", ""),
    ("Share", 1500, "#,##0_);[Red](#,##0)", ""), ("Share", 0.05, "0%", ""),
    ("n", 12, "General", ""),
    ("Note", 7, "000-00-0000", ""), ("Note", 42, "00000", ""), ("Share", 12.5, "0.0E+00", "")])
def test_formats_that_show_something_else(
        tmp_path: Path, heading: str, value: float, form: str, code: str) -> None:
    """A unit or another number that stands in the format alone stops; other formats do not."""
    path = write(tmp_path / "a.xlsx", with_column(heading, value),
                 on("D2", lambda cell: setattr(cell, "number_format", form)))
    assert told(read(path)[1]) == ([(code, "D2")] if code else [])


@pytest.mark.parametrize("value", [date(2026, 4, 3), time(14, 30), True])
@pytest.mark.parametrize("heading", ["Note", "Goes with"])
def test_what_excel_made_of_a_text_stops(tmp_path: Path, value: Any, heading: str) -> None:
    """A date, a time or TRUE in a column of words."""
    _, problems = read(write(tmp_path / "a.xlsx", with_column(heading, value)))
    assert ("made-by-excel", "D2") in told(problems)


@pytest.mark.parametrize("text", ["It costs #REF! or so", "#NAME?, they say", "see #VALUE!"])
def test_an_error_within_a_text_stops(tmp_path: Path, text: str) -> None:
    """What a formula left when it was joined with a text."""
    _, problems = read(write(tmp_path / "a.xlsx", with_column("Note", text)))
    assert told(problems) == [("error-text", "D2")]


@pytest.mark.parametrize(("text", "doubts"), [
    ("not verified", True), ("Not yet checked by AB", True), ("TBC", True), ("5 or 6??", True),
    ("is this right?", True), ("please check the trial", True), ("to be confirmed", True),
    ("From table 2 of the trial", False), ("Checked by AB in May", False), ("p. 14", False)])
def test_comments_that_doubt_are_warned_of(
        tmp_path: Path, text: str, doubts: bool) -> None:
    """A note that says where a figure comes from is nobody's business."""
    path = write(tmp_path / "a.xlsx", with_column("n", 5),
                 on("D2", lambda cell: setattr(cell, "comment", Comment(text, "AB"))))
    assert told(read(path)[1]) == ([("comment-doubts", "D2")] if doubts else [])


def test_comments_of_headings_and_names_are_help(tmp_path: Path) -> None:
    """What a heading, or the name of a value, is for may say anything."""
    def note(cell: Any) -> None:
        cell.comment = Comment("TBC: not verified", "AB")

    path = write(tmp_path / "a.xlsx", with_column("n", 5), on("D1", note))
    assert read(path)[1] == []
    path = write(tmp_path / "b.xlsx", {"Club": [("Name", "Value"), ("Club name", "Kites"),
                                                ("Members", 3)]}, on("A2", note))
    assert read(path, CLUB)[1] == []


def test_remarks_are_told_once(tmp_path: Path) -> None:
    """Below and between the rows: one warning, and every row is read."""
    records, problems = read(write(tmp_path / "a.xlsx", kites(
        GOOD, ("Kites of the coast",), ("b", "B", 1), (None,),
        ("Notes: as of May",), ("Ask Bob about the rest.",))))
    assert [kite.id for kite in records] == ["albatross", "b"]
    assert told(problems) == [("remarks", "A3")]
    assert "3 rows" in problems[0].sentence
    assert problems[0].severity is Severity.WARNING
