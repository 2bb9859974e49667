"""What real workbooks do, trap by trap."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.filters import FilterColumn, Filters

from sdaid.problems import Severity
from tests.sheets.small import (
    CLUB,
    GOOD,
    HEADINGS,
    KITES,
    TALKS,
    Colour,
    kites,
    read,
    rewrite,
    told,
    with_column,
    write,
)

SHEET_PART = "xl/worksheets/sheet1.xml"


def page_change(change: Any) -> Any:
    """A change of the workbook's first page."""
    return lambda book: change(book.worksheets[0])


# -- formatted but empty rows -----------------------------------------------------------------


def test_formatted_empty_rows_are_not_rows(tmp_path: Path) -> None:
    """Rows that are only coloured are passed over without a word."""
    def colour(page: Any) -> None:
        for row in range(3, 200):
            page.cell(row, 1).fill = PatternFill("solid", fgColor="00FF00")

    records, problems = read(write(tmp_path / "a.xlsx", kites(GOOD), page_change(colour)))
    assert len(records) == 1
    assert problems == []


def test_blank_rows_inside_are_skipped(tmp_path: Path) -> None:
    """Fewer than sixty blank rows between two rows change nothing."""
    records, problems = read(write(tmp_path / "a.xlsx", kites(
        GOOD, *[(None,)] * 59, ("b", "B", 1))))
    assert [kite.id for kite in records] == ["albatross", "b"]
    assert records[1].at("name").cell == "B62"
    assert problems == []


def test_data_after_a_gap_is_named_and_not_read(tmp_path: Path) -> None:
    """After sixty blank rows nothing is read, and the row below is named."""
    records, problems = read(write(tmp_path / "a.xlsx", kites(
        GOOD, *[(None,)] * 60, ("b", "B", 1))))
    assert len(records) == 1
    assert told(problems) == [("data-after-gap", "A63")]


def test_cells_that_hold_only_blanks_are_blank(tmp_path: Path) -> None:
    """Spaces, no-break and zero-width spaces alone do not fill a cell."""
    records, problems = read(write(tmp_path / "a.xlsx", kites(
        GOOD, (" ", "\u00a0\u200b", "\u2003"), ("b", " \ufeff", 1))))
    assert len(records) == 1
    assert told(problems) == [("blank", "B4")]


# -- formulas and errors ----------------------------------------------------------------------


def test_a_formula_without_a_stored_value_is_a_problem(tmp_path: Path) -> None:
    """A formula that no spreadsheet program has worked out is told with its cell and heading."""
    records, problems = read(write(tmp_path / "a.xlsx", with_column("Note", "=1+1")))
    assert records == []
    assert told(problems) == [("formula-no-value", "D2")]
    assert problems[0].place.heading == "Note"


def test_a_formula_with_a_stored_value_is_its_value(tmp_path: Path) -> None:
    """A stored result is read like a typed value."""
    path = rewrite(write(tmp_path / "a.xlsx", with_column("n", "=1+1")), SHEET_PART,
                   lambda xml: xml.replace("<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")
                   .replace("<f>1+1</f><v />", "<f>1+1</f><v>2</v>"))
    records, problems = read(path)
    assert problems == []
    assert records[0].n == 2


def test_a_formula_whose_result_is_empty_text_is_blank(tmp_path: Path) -> None:
    """=IF(..., "") stored as empty text is a blank cell, not a missing result."""
    path = rewrite(write(tmp_path / "a.xlsx", with_column("Note", "=1+1")), SHEET_PART,
                   lambda xml: xml.replace('<c r="D2"><f>', '<c r="D2" t="str"><f>'))
    records, problems = read(path)
    assert problems == []
    assert records[0].note == ""


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!"])
@pytest.mark.parametrize("heading", ["Note", "n"])
def test_error_cells_are_never_blanks(tmp_path: Path, error: str, heading: str) -> None:
    """An error cell is a problem in an optional column too, naming the error."""
    records, problems = read(write(tmp_path / "a.xlsx", with_column(heading, error)))
    assert records == []
    assert told(problems) == [("error-cell", "D2")]
    assert error in problems[0].sentence


# -- dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [
    date(2026, 4, 3), datetime(2026, 4, 3), datetime(2026, 4, 3, 14, 30), "2026-04-03",
    "2026-4-3", " 2026-04-03\u00a0", "2026-04-03T00:00:00"])
def test_date_cells_and_iso_text_are_dates(tmp_path: Path, value: Any) -> None:
    """Date cells, date-times and ISO text give the day."""
    records, problems = read(write(tmp_path / "a.xlsx", with_column("First flown", value)))
    assert problems == []
    assert records[0].flown == date(2026, 4, 3)


def test_an_ambiguous_text_date_is_refused_with_both_readings(tmp_path: Path) -> None:
    """3/4/26 may be March or April: both are named."""
    _, problems = read(write(tmp_path / "a.xlsx", with_column("First flown", "3/4/26")))
    assert told(problems) == [("date-ambiguous", "D2")]
    assert "2026-03-04" in problems[0].sentence
    assert "2026-04-03" in problems[0].sentence


@pytest.mark.parametrize("typed", [
    "3 April 2026", "03 APR 2026", "3-Apr-2026", "3. April 2026", "3rd April, 2026",
    "April 3, 2026", "apr. 3 2026"])
def test_a_month_in_words_has_one_reading(tmp_path: Path, typed: str) -> None:
    """Which of the two is the month, nobody needs to guess."""
    records, problems = read(write(tmp_path / "a.xlsx", with_column("First flown", typed)))
    assert problems == []
    assert records[0].flown == date(2026, 4, 3)


@pytest.mark.parametrize("typed", [
    "31 April 2026", "3 April 26", "3 Ap 2026", "3 Aprile 2026", "April 2026", "3 April Apr 2026",
    "April April 2026", "3 avril 2026"])
def test_what_is_no_date_in_words(tmp_path: Path, typed: str) -> None:
    """A day that no month has, a short year, an unknown month."""
    _, problems = read(write(tmp_path / "a.xlsx", with_column("First flown", typed)))
    assert told(problems) == [("not-a-date", "D2")]


def test_a_text_date_with_one_reading_is_read(tmp_path: Path) -> None:
    """25/12/2026 can only be one day."""
    records, problems = read(write(tmp_path / "a.xlsx", with_column("First flown", "25/12/2026")))
    assert problems == []
    assert records[0].flown == date(2026, 12, 25)


@pytest.mark.parametrize("value", ["31/31/2026", "2026-02-30", "soon", 46000, "25/12/26"])
def test_what_is_no_date_is_refused(tmp_path: Path, value: Any) -> None:
    """Impossible days, words, plain numbers and short years are not dates."""
    _, problems = read(write(tmp_path / "a.xlsx", with_column("First flown", value)))
    assert told(problems) == [("not-a-date", "D2")]


def test_the_1904_epoch_is_honoured(tmp_path: Path) -> None:
    """A workbook from an old Mac gives the same day."""
    def old_mac(book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904

    records, problems = read(write(tmp_path / "a.xlsx", with_column(
        "First flown", date(2026, 4, 3)), old_mac))
    assert problems == []
    assert records[0].flown == date(2026, 4, 3)


def test_a_date_outside_the_calendar_is_an_error_cell(tmp_path: Path) -> None:
    """A negative number formatted as a date shows as ######## in Excel and is told."""
    def negative(page: Any) -> None:
        page["D2"] = -5
        page["D2"].number_format = "yyyy-mm-dd"

    _, problems = read(write(tmp_path / "a.xlsx", with_column("First flown", None),
                             page_change(negative)))
    assert told(problems) == [("error-cell", "D2")]


# -- percentages ------------------------------------------------------------------------------


def formatted(value: Any, number_format: str, cell: str = "D2") -> Any:
    def change(page: Any) -> None:
        page[cell] = value
        page[cell].number_format = number_format

    return page_change(change)


@pytest.mark.parametrize(("number_format", "expected"), [
    ("0%", 5), ("0.0%", 5), ("General", 0.05), ("0.00", 0.05)])
def test_the_number_format_decides_about_percent(
        tmp_path: Path, number_format: str, expected: float) -> None:
    """5 % stored as 0.05 is 5; a plain 0.05 stays what it is."""
    records, problems = read(write(tmp_path / "a.xlsx", with_column("Share", None),
                                   formatted(0.05, number_format)))
    assert problems == []
    assert records[0].share == expected


def test_a_percentage_in_a_column_of_counts_stops(tmp_path: Path) -> None:
    """5 % is no count: nobody says of how many."""
    _, problems = read(write(tmp_path / "a.xlsx", with_column("n", None), formatted(0.05, "0%")))
    assert told(problems) == [("percent-count", "D2")]


def test_a_bare_fraction_in_a_column_of_counts_is_warned_about(tmp_path: Path) -> None:
    """0.05 where people are counted looks like a share, and is no whole number."""
    _, problems = read(write(tmp_path / "a.xlsx", with_column("n", 0.05)))
    assert sorted(told(problems)) == [("looks-fraction", "D2"), ("not-whole", "D2")]


# -- leading zeros and long ids ---------------------------------------------------------------


@pytest.mark.parametrize(("value", "number_format", "expected"), [
    (7, "00000", "00007"), (123456789, "000-00-0000", "123-45-6789"),
    (123456789, r"000\-00\-0000", "123-45-6789"), (7, "General", "7"), (1.1, "0.00", "1.10"),
    ("007", "@", "007"), (5.0, "0", "5"), (0.1 + 0.2, "General", "0.3")])
def test_leading_zeros_come_back_from_the_number_format(
        tmp_path: Path, value: Any, number_format: str, expected: str) -> None:
    """A number in a column of text is read as its cell shows it."""
    records, problems = read(write(tmp_path / "a.xlsx", with_column("Note", None),
                                   formatted(value, number_format)))
    assert problems == []
    assert records[0].note == expected


@pytest.mark.parametrize("value", [1234567890123456, 1.2345678901234568e17, "1.23E+15"])
def test_damaged_ids_are_warned_about(tmp_path: Path, value: Any) -> None:
    """A number of more than 15 digits may have lost its end."""
    records, problems = read(write(tmp_path / "a.xlsx", with_column("Note", value)))
    assert told(problems) == [("id-damaged", "D2")]
    assert problems[0].severity is Severity.WARNING
    assert len(records) == 1


def test_fifteen_digits_and_long_text_ids_are_whole(tmp_path: Path) -> None:
    """Fifteen digits fit, and text of any length keeps its digits."""
    _, problems = read(write(tmp_path / "a.xlsx", with_column("Note", 999999999999999)))
    assert problems == []
    _, problems = read(write(tmp_path / "b.xlsx", with_column("Note", "12345678901234567890")))
    assert problems == []


# -- quotes, spaces, marks --------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["Dark  Blue ", "dark\u00a0blue", "DARK-BLUE", "dark\u200b blue",
                                   "“dark blue”"])
def test_spaces_case_and_quotes_do_not_hinder_matching(tmp_path: Path, typed: str) -> None:
    """A choice is known in spite of no-break spaces, zero-width spaces, quotes and case."""
    records, problems = read(write(tmp_path / "a.xlsx", with_column("Colour", typed)))
    assert problems == []
    assert records[0].colour is Colour.DARK_BLUE


def test_prose_keeps_its_typographic_quotes_and_is_nfc(tmp_path: Path) -> None:
    """Quotes stay, blanks at the ends go, letters are composed."""
    records, problems = read(write(tmp_path / "a.xlsx", with_column(
        "Note", "  “it’s a cafe\u0301” \u200b")))
    assert problems == []
    assert records[0].note == "“it’s a caf\u00e9”"


def test_direction_marks_are_taken_out_and_told(tmp_path: Path) -> None:
    """A right-to-left override does not reach the page."""
    records, problems = read(write(tmp_path / "a.xlsx", with_column("Note", "abc\u202efdp.exe")))
    assert told(problems) == [("direction-marks", "D2")]
    assert records[0].note == "abcfdp.exe"


def test_control_characters_are_refused(tmp_path: Path) -> None:
    """A bell in a text is named by its code, and so is half a character."""
    for typed, named in (("a_x0007_b", "U+0007"), ("a_xD83D_b", "U+FFFD")):
        _, problems = read(write(tmp_path / "a.xlsx", with_column("Note", typed)))
        assert told(problems) == [("characters", "D2")]
        assert named in problems[0].sentence


# -- merged, hidden, filtered -----------------------------------------------------------------


def test_merged_cells_are_named(tmp_path: Path) -> None:
    """Merged cells stop the reading and name their range."""
    _, problems = read(write(tmp_path / "a.xlsx", kites(GOOD, ("b", "B", 1)),
                             page_change(lambda page: page.merge_cells("D2:E3"))))
    assert told(problems) == [("merged-cells", "D2")]
    assert "D2:E3" in problems[0].sentence


def test_cells_that_are_blank_by_merging_are_not_told_too(tmp_path: Path) -> None:
    """Unmerging comes first; what is blank elsewhere is told at once."""
    def merge(page: Any) -> None:
        page.merge_cells("A2:A4")

    _, problems = read(write(tmp_path / "a.xlsx", kites(
        GOOD, ("b", "B", 1), ("c", "C", 1), ("d", None, 1)), page_change(merge)))
    assert told(problems) == [("merged-cells", "A2"), ("blank", "B5")]


def hide_rows(page: Any) -> None:
    page.row_dimensions[3].hidden = page.row_dimensions[4].hidden = True
    page.row_dimensions[9].hidden = True


def hide_column(page: Any) -> None:
    page.column_dimensions["B"].hidden = page.column_dimensions["Z"].hidden = True


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    """Hidden rows that hold something are read, and one sentence names them."""
    records, problems = read(write(tmp_path / "a.xlsx", kites(
        GOOD, ("b", "B", 1), ("c", "C", 1)), page_change(hide_rows)))
    assert [kite.id for kite in records] == ["albatross", "b", "c"]
    assert told(problems) == [("rows-hidden", "A3")]
    assert "rows 3 to 4 are hidden" in problems[0].sentence


def test_hidden_columns_are_read_and_told(tmp_path: Path) -> None:
    """A hidden column that holds something is read and named; an empty one does not matter."""
    records, problems = read(write(tmp_path / "a.xlsx", kites(GOOD), page_change(hide_column)))
    assert records[0].name == "Albatross"
    assert told(problems) == [("columns-hidden", "B1")]
    assert "column B is hidden" in problems[0].sentence


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_and_told(tmp_path: Path, state: str) -> None:
    """A hidden sheet is read like any other, with a warning."""
    def hide(book: Any) -> None:
        book.create_sheet("Read me")
        book["Kites"].sheet_state = state

    records, problems = read(write(tmp_path / "a.xlsx", kites(GOOD), hide))
    assert len(records) == 1
    assert told(problems) == [("sheet-hidden", "")]


def test_an_active_filter_is_told_and_an_idle_one_is_not(tmp_path: Path) -> None:
    """Filter arrows are fine; a filter that is on is a warning with its range."""
    def idle(page: Any) -> None:
        page.auto_filter.ref = "A1:C3"

    def active(page: Any) -> None:
        page.auto_filter.ref = "A1:C3"
        page.auto_filter.filterColumn = [FilterColumn(colId=0, filters=Filters(filter=["b"]))]

    rows = kites(GOOD, ("b", "B", 1))
    assert read(write(tmp_path / "a.xlsx", rows, page_change(idle)))[1] == []
    records, problems = read(write(tmp_path / "b.xlsx", rows, page_change(active)))
    assert len(records) == 2
    assert told(problems) == [("filter-active", "")]
    assert "A1:C3" in problems[0].sentence


# -- headings ---------------------------------------------------------------------------------


def test_title_rows_above_the_headings_are_allowed(tmp_path: Path) -> None:
    """The headings are found below a title and a blank row."""
    records, problems = read(write(tmp_path / "a.xlsx", [
        ("Our kites, Name by Name",), (None,), HEADINGS, GOOD]))
    assert problems == []
    assert records[0].at("name").cell == "B4"


@pytest.mark.parametrize("headings", [
    ("ID", " name ", "pull 0–5"), ("id.", "NAME:", "Pull"), ("Id", "Kite-name", "PULL (0-5)"),
    ("\u200bId", "Na\u00adme", "Pull\u00a0(0-5)")])
def test_headings_match_free_of_case_and_punctuation(
        tmp_path: Path, headings: tuple[str, ...]) -> None:
    """Case, punctuation, invisible characters, aliases and brackets do not hinder matching."""
    records, problems = read(write(tmp_path / "a.xlsx", kites(GOOD, headings=headings)))
    assert problems == []
    assert records[0].pull == 3


def test_columns_may_be_in_any_order(tmp_path: Path) -> None:
    """The heading says what a column is, not its place."""
    records, problems = read(write(tmp_path / "a.xlsx", kites(
        (3, "Albatross", "albatross"), headings=HEADINGS[::-1])))
    assert problems == []
    assert (records[0].id, records[0].at("id").cell) == ("albatross", "C2")


def test_headings_that_differ_in_case_alone_are_told_apart(tmp_path: Path) -> None:
    """n and N are two columns."""
    records, problems = read(write(tmp_path / "a.xlsx", kites(
        (*GOOD, 51, 3), headings=(*HEADINGS, "N", "n"))))
    assert problems == []
    assert (records[0].n, records[0].of) == (3, 51)


@pytest.mark.parametrize("headings", [("n:", "N:"), (" n ", "N\u00a0"), ("“n”", "“N”")])
def test_capitals_tell_two_headings_apart_where_they_alone_differ(
        tmp_path: Path, headings: tuple[str, str]) -> None:
    """With signs around them too."""
    records, problems = read(write(tmp_path / "a.xlsx", kites(
        (*GOOD, 3, 51), headings=(*HEADINGS, *headings))))
    assert problems == []
    assert (records[0].n, records[0].of) == (3, 51)


def test_a_misspelt_heading_gets_a_suggestion(tmp_path: Path) -> None:
    """A needed column that is misspelt stops once, and the sentence says what was meant."""
    _, problems = read(write(tmp_path / "a.xlsx", kites(GOOD, headings=("Id", "Nmae", "Pull"))))
    assert told(problems) == [("heading-meant", "B1")]
    assert "“Nmae”" in problems[0].sentence
    assert "“Name”, which it probably is" in problems[0].sentence


def test_a_heading_twice_is_a_problem(tmp_path: Path) -> None:
    """Two columns of one name are refused, and both are named."""
    _, problems = read(write(tmp_path / "a.xlsx", kites(
        (*GOOD, "x"), headings=(*HEADINGS, "kite name"))))
    assert told(problems) == [("heading-twice", "D1")]
    assert "B1" in problems[0].sentence


def test_an_unknown_heading_is_a_warning(tmp_path: Path) -> None:
    """A column of the clinic's own is left alone, and said to be."""
    whole = ("Id", "Name", "Pull", "Colour", "First flown", "n", "N", "Share", "Goes with", "Safe",
             "Note", "To do")
    records, problems = read(write(tmp_path / "a.xlsx", kites(
        (*GOOD, *[None] * 8, "call Bob"), headings=whole)))
    assert told(problems) == [("heading-unknown", "L1")]
    assert problems[0].severity is Severity.WARNING
    assert len(records) == 1


@pytest.mark.parametrize("heading", ["(To do)", "[Note]", " (my own: Caveat) "])
def test_a_heading_in_brackets_is_the_clinicians_own(tmp_path: Path, heading: str) -> None:
    """It is left alone without a word, even where it holds the name of a column."""
    records, problems = read(write(tmp_path / "a.xlsx", with_column(heading, "call Bob")))
    assert problems == []
    assert records[0].note == ""


@pytest.mark.parametrize("heading", ["Notes", "Note of the kite", "Remark", "Names"])
def test_a_column_that_may_be_left_out_is_not_lost_by_its_heading(
        tmp_path: Path, heading: str) -> None:
    """A heading that is not known stops where a column is not there, if something stands below it:
    it may be that column."""
    _, problems = read(write(tmp_path / "a.xlsx", with_column(heading, "of weight")))
    assert told(problems) == [("heading-meant", "D1")]
    assert problems[0].severity is Severity.UNREADABLE
    _, problems = read(write(tmp_path / "b.xlsx", with_column(heading, None)))
    assert told(problems) == [("heading-unknown", "D1")]


def test_rows_above_the_headings_are_told(tmp_path: Path) -> None:
    """A row that was sorted together with the headings is not taken for a title."""
    _, problems = read(write(tmp_path / "a.xlsx", [
        ("Our kites", None, "of 2026"), GOOD, HEADINGS, ("b", "B", 1)]))
    assert told(problems) == [("row-above", "A2")]


def test_text_below_a_blank_heading_is_a_problem(tmp_path: Path) -> None:
    """What nobody can name is not silently dropped."""
    _, problems = read(write(tmp_path / "a.xlsx", kites((*GOOD, "lost"))))
    assert told(problems) == [("heading-blank", "D2")]


def test_no_headings_at_all_is_one_problem(tmp_path: Path) -> None:
    """A sheet without headings is told once, with what is expected."""
    _, problems = read(write(tmp_path / "a.xlsx", [GOOD, ("b", "B", 1)]))
    assert told(problems) == [("header-missing", "")]
    assert "Pull (0-5)" in problems[0].sentence


def test_an_error_in_a_heading_is_told(tmp_path: Path) -> None:
    """A heading that is an error cell is a problem with its cell."""
    _, problems = read(write(tmp_path / "a.xlsx", with_column("#REF!", "x")))
    assert told(problems) == [("error-cell", "D1")]


# -- dropdowns lost by pasting ----------------------------------------------------------------


def test_choices_are_checked_again(tmp_path: Path) -> None:
    """A pasted value that the dropdown would have refused is refused here."""
    _, problems = read(write(tmp_path / "a.xlsx", with_column("Colour", "drak blue")))
    assert told(problems) == [("not-a-choice", "D2")]
    assert "red, dark blue; did you mean “dark blue”?" in problems[0].sentence


@pytest.mark.parametrize(("heading", "value", "code"), [
    ("Pull", 6, "out-of-range"), ("Pull", 2.5, "not-whole"), ("Pull", "hard", "not-a-number"),
    ("Safe", "maybe", "not-yes-no"), ("Share", "5 of 100", "not-a-number"),
    ("Goes with", "two words", "not-id"), ("Name", "x" * 21, "too-long")])
def test_every_cell_is_checked_again(
        tmp_path: Path, heading: str, value: Any, code: str) -> None:
    """Each type of column refuses what does not fit."""
    row = {"Id": "a", "Name": "A", "Pull": 1} | {heading: value}
    _, problems = read(write(tmp_path / "a.xlsx", kites(
        tuple(row.values()), headings=tuple(row))))
    assert [each.code for each in problems] == [code]
    assert problems[0].place.heading == heading


def test_blank_needed_cells_say_what_is_allowed(tmp_path: Path) -> None:
    """A blank is never read as a value."""
    _, problems = read(write(tmp_path / "a.xlsx", kites(("a", None, None))))
    assert told(problems) == [("blank", "B2"), ("blank", "C2")]
    assert "a whole number 0 to 5" in problems[1].sentence


# -- sheets -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Kiets", "Kites 2026", "My kites", "Dragons"])
def test_a_renamed_sheet_is_known_by_its_headings(tmp_path: Path, name: str) -> None:
    """One sentence names the missing sheet and the one that looks like it, whatever others are
    called."""
    _, problems = read(write(tmp_path / "a.xlsx", {
        "Kites we lost": [("Name",), ("x",)], name: kites(GOOD)}))
    assert [(each.code, each.place.sheet) for each in problems] == [
        ("sheet-unknown", "Kites we lost"), ("sheet-renamed", "Kites")]
    assert f"“{name}” looks like it" in problems[1].sentence


@pytest.mark.parametrize("name", ["Kiets", "Kites 2026", "My kites"])
def test_a_renamed_sheet_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    """Its headings need not be right."""
    _, problems = read(write(tmp_path / "a.xlsx", {name: [("No", "headings")]}))
    assert [each.code for each in problems] == ["sheet-renamed"]


def test_sheets_that_nobody_reads(tmp_path: Path) -> None:
    """Read me and Lists pass without a word; any other sheet is a warning."""
    _, problems = read(write(tmp_path / "a.xlsx", {
        "Kites": kites(GOOD), "Read me": [("x",)], "Lists": [("x",)], "Old": [("x",)]}))
    assert [(each.code, each.place.sheet) for each in problems] == [("sheet-unknown", "Old")]


def test_two_sheets_of_one_meaning(tmp_path: Path) -> None:
    """A sheet and another that goes by its alias are one too many."""
    _, problems = read(write(tmp_path / "a.xlsx", {
        "Kites": kites(GOOD), "kite-list": kites(GOOD)}))
    assert [each.code for each in problems] == ["sheet-twice"]


def test_an_empty_sheet_is_a_problem_unless_it_may_be(tmp_path: Path) -> None:
    """Headings alone are no rows; some sheets may be empty, or absent."""
    _, problems = read(write(tmp_path / "a.xlsx", kites()), KITES, TALKS)
    assert [each.code for each in problems] == ["sheet-empty"]


def test_all_problems_at_once_in_order(tmp_path: Path) -> None:
    """Problems come by sheet as declared, then row, then column."""
    path = write(tmp_path / "a.xlsx", {
        "Club": [("Name", "Value"), ("Club name", "#N/A"), ("Members", "many")],
        "Kites": kites(("a b", "A", 9), ("c", "=1", "x"))})
    _, problems = read(path, KITES, CLUB)
    assert [(each.place.sheet, each.place.cell) for each in problems] == [
        ("Kites", "A2"), ("Kites", "C2"), ("Kites", "B3"), ("Kites", "C3"),
        ("Club", "B2"), ("Club", "B3")]
