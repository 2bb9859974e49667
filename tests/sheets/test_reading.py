"""Whole workbooks and long lists, through the doors of the reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sdaid.sheets.reading import read_sheets, stream_sheet
from sdaid.workbook.columns import SHEETS
from sdaid.workbook.read import read_workbook
from tests.sheets.small import (
    CLUB,
    GOOD,
    HEADINGS,
    KITES,
    TALKS,
    kites,
    read,
    rewrite,
    told,
    with_column,
    write,
)

# -- names and values -------------------------------------------------------------------------


def test_names_and_values_are_one_record(tmp_path: Path) -> None:
    """Each row names a field; the record knows the cell of each value."""
    records, problems = read(write(tmp_path / "a.xlsx", {"Club": [
        ("Our club",), ("Name", "Value", "Help", "Value::es"),
        ("MEMBERS", 12, "how many"), (None,), ("Club name", "Kite club", None, "Club de cometas"),
    ]}), CLUB)
    assert problems == []
    assert (records[0].name, records[0].members) == ("Kite club", 12)
    assert records[0].wording == {"es": {"name": "Club de cometas"}}
    assert (records[0].at("members").cell, records[0].at("members").heading) == ("B3", "MEMBERS")
    assert records[0].at("name::es").cell == "D5"


def test_names_and_values_without_headings(tmp_path: Path) -> None:
    """Where no row says Name and Value, the first two columns are taken."""
    records, problems = read(write(tmp_path / "a.xlsx", {"Club": [("Club name", "Kites")]}), CLUB)
    assert problems == []
    assert records[0].name == "Kites"


@pytest.mark.parametrize(("rows", "expected"), [
    ([("Members", 1)], [("name-missing", "")]),
    ([("Club name", None)], [("blank", "B2")]),
    ([("Club name", "a"), ("Membres", 1)], [("name-meant", "A3")]),
    ([("Club name", "a"), ("Membres", None)], [("name-unknown", "A3")]),
    ([("Club name", "a"), ("Motto", "up")], [("name-meant", "A3")]),
    ([("Club name", "a"), ("Members", 1), ("Motto", "up")], [("name-unknown", "A4")]),
    ([("Club name", "a"), ("(Motto)", "up")], []),
    ([("Club name", "a"), ("Club name", "b")], [("name-twice", "A3")]),
    ([("Club name", "a"), (None, 7)], [("name-blank", "A3")]),
    ([("Club name", "a", "stray")], [("beside", "C2")]),
    ([("Club name", "#N/A")], [("error-cell", "B2")]),
])
def test_what_is_wrong_with_names_and_values(
        tmp_path: Path, rows: list[tuple[object, ...]], expected: list[tuple[str, str]]) -> None:
    """Missing, blank, unknown and double names, and stray cells, each name their place."""
    _, problems = read(write(tmp_path / "a.xlsx", {"Club": [("Name", "Value"), *rows]}), CLUB)
    assert told(problems) == expected


# -- translations and further columns ---------------------------------------------------------


@pytest.mark.parametrize(("heading", "language"), [
    ("Name::es", "es"), ("name :: pt_br", "pt-BR"), ("Name::Español (es)", "es"),
    ("kite name::zh-hant", "zh-Hant")])
def test_translated_columns(tmp_path: Path, heading: str, language: str) -> None:
    """A column such as name::es holds the wording in that language."""
    records, problems = read(write(tmp_path / "a.xlsx", with_column(heading, "Albatros")))
    assert problems == []
    assert records[0].wording == {language: {"name": "Albatros"}}
    assert records[0].at(f"name::{language}").cell == "D2"


@pytest.mark.parametrize(("heading", "code"), [
    ("Name::Spanish", "language-unknown"), ("Pull::es", "translation-unread"),
    ("Nmae::es", "heading-meant")])
def test_translated_columns_that_are_not_read(tmp_path: Path, heading: str, code: str) -> None:
    """A language nobody knows, or a column without words, is a warning."""
    _, problems = read(write(tmp_path / "a.xlsx", with_column(heading, "x")))
    assert told(problems) == [(code, "D1")]


def test_translations_keep_the_limit(tmp_path: Path) -> None:
    """A translation must fit the same place on the page."""
    _, problems = read(write(tmp_path / "a.xlsx", with_column("Name::es", "x" * 21)))
    assert told(problems) == [("too-long", "D2")]


def test_columns_that_another_sheet_names(tmp_path: Path) -> None:
    """Further columns are headed with the names of another sheet, and kept by its ids."""
    path = write(tmp_path / "a.xlsx", {
        "Kites": kites(GOOD, ("b", "Blue One", 1)),
        "Talks": kites(("t", "T", 1, 65, "yes", "blau", None),
                       headings=(*HEADINGS, "albatross ", "blue one", "Blue One::de", "Nobody"))})
    records, _, problems = read_sheets(path, (KITES, TALKS), lambda sheet, found: {
        name: kite.at("id").cell + kite.id  # type: ignore[attr-defined]
        for kite in found["Kites"] for name in (kite.name,)})  # type: ignore[attr-defined]
    talk = records["Talks"][0]
    assert talk.extra == {"A2albatross": "65", "A3b": "yes"}
    assert talk.wording == {"de": {"A3b": "blau"}}
    assert talk.at("A3b").cell == "E2"
    assert told(problems) == [("heading-unknown", "G1")]


def test_errors_in_further_columns_are_told(tmp_path: Path) -> None:
    """An error cell or a formula below a further heading is a problem too."""
    path = write(tmp_path / "a.xlsx", {
        "Kites": kites(GOOD),
        "Talks": kites(("t", "T", 1, "#N/A"), ("u", "U", 1, "=1"),
                       headings=(*HEADINGS, "Albatross"))})
    _, problems = read(path, KITES, TALKS)
    assert told(problems) == [("error-cell", "D2"), ("formula-no-value", "D3")]


# -- lists ------------------------------------------------------------------------------------


def test_a_list_gives_its_rows_one_by_one(tmp_path: Path) -> None:
    """A problem of a row comes with that row; the others are not touched by it."""
    path = write(tmp_path / "a.xlsx", kites(GOOD, ("b", None, 9), (None,), ("c", "C", 1)))
    problems, rows = stream_sheet(path, KITES, {})
    found = list(rows)
    assert problems == []
    assert [(row, record.at("id").cell if record else None) for row, record, _ in found] == [
        (2, "A2"), (3, None), (5, "A5")]
    assert [told(each) for _, _, each in found] == [[], [("blank", "B3"), ("out-of-range", "C3")],
                                                   []]


@pytest.mark.parametrize("name", ["KITES", "Kite list", "Sheet1"])
def test_a_list_is_found_by_its_name_or_as_the_only_sheet(tmp_path: Path, name: str) -> None:
    """An export rarely names its sheet as we would."""
    problems, rows = stream_sheet(write(tmp_path / "a.xlsx", {
        "Read me": [("x",)], name: kites(GOOD)}), KITES, {})
    assert problems == []
    assert len(list(rows)) == 1


def test_a_list_among_several_sheets_must_be_named(tmp_path: Path) -> None:
    """Nobody guesses which of two sheets holds the patients."""
    problems, rows = stream_sheet(write(tmp_path / "a.xlsx", {
        "Mon": kites(GOOD), "Tue": kites(GOOD)}), KITES, {})
    assert [each.code for each in problems] == ["sheet-missing"]
    assert list(rows) == []


def test_a_list_with_merged_cells_is_told_before_its_rows(tmp_path: Path) -> None:
    """What is wrong with the whole list is known before the first row."""
    path = write(tmp_path / "a.xlsx", kites(GOOD), lambda book: book["Kites"].merge_cells("D2:E2"))
    problems, _ = stream_sheet(path, KITES, {})
    assert told(problems) == [("merged-cells", "D2")]


def test_a_list_without_headings_has_no_rows(tmp_path: Path) -> None:
    """Without headings nothing can be read."""
    problems, rows = stream_sheet(write(tmp_path / "a.xlsx", [("x", "y")]), KITES, {})
    assert [each.code for each in problems] == ["header-missing"]
    assert list(rows) == []


def test_a_list_that_is_no_file(tmp_path: Path) -> None:
    """A list that is not there is one problem and no rows."""
    problems, rows = stream_sheet(tmp_path / "none.xlsx", KITES, {})
    assert [each.code for each in problems] == ["file-missing"]
    assert list(rows) == []


# -- the workbook -----------------------------------------------------------------------------


def test_the_workbook_is_read_whole(small_workbook: Path) -> None:
    """Every declared sheet of a complete workbook gives its records, without a problem."""
    records, _, problems = read_workbook(small_workbook)
    assert problems == []
    assert list(records) == [sheet.name for sheet in SHEETS]
    options = [option.id for option in records["Options"]]  # type: ignore[attr-defined]
    assert set(records["Questions"][0].extra) == set(options)
    assert any(rule.extra for rule in records["Rules"])


def test_an_empty_workbook_misses_every_needed_sheet(tmp_path: Path) -> None:
    """Every sheet that must hold something is told at once."""
    _, _, problems = read_workbook(write(tmp_path / "a.xlsx", {"Read me": [("x",)]}))
    assert [each.code for each in problems] == ["sheet-missing"] * sum(
        not sheet.may_be_empty for sheet in SHEETS)


# -- what is rare and must be told all the same -----------------------------------------------


@pytest.mark.parametrize(("header", "expected"), [
    (("Name", "Value", "Remarks"), [("heading-unknown", "C1")]),
    (("Name", "Value", "Value::Spanish"), [("language-unknown", "C1")]),
    (("Name", "Value", "value"), [("heading-twice", "C1")]),
    (("Name", "Value", "Name::es"), [("heading-unknown", "C1")])])
def test_headings_above_names_and_values(
        tmp_path: Path, header: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    """Columns beside the values that nobody reads are told."""
    _, problems = read(write(tmp_path / "a.xlsx", {"Club": [header, ("Club name", "a")]}), CLUB)
    assert told(problems) == expected


def test_a_list_whose_cells_are_damaged_has_no_rows(tmp_path: Path) -> None:
    """Damage anywhere in the list is found before the first row is handed out."""
    path = rewrite(write(tmp_path / "a.xlsx", kites(GOOD)), "xl/worksheets/sheet1.xml",
                   lambda xml: xml.replace("</sheetData>", "<row r='2'/></sheetData>"))
    problems, rows = stream_sheet(path, KITES, {})
    assert [each.code for each in problems] == ["file-damaged"]
    assert list(rows) == []


def test_a_list_twice_in_one_file_is_a_problem(tmp_path: Path) -> None:
    """Two sheets that both are the list are one too many."""
    problems, rows = stream_sheet(write(tmp_path / "a.xlsx", {
        "Kites": kites(GOOD), "Kite list": kites(GOOD)}), KITES, {})
    assert [each.code for each in problems] == ["sheet-twice"]
    assert list(rows) == []


def test_empty_sheets_say_what_belongs_there(tmp_path: Path) -> None:
    """A sheet without a single cell is told with the headings that it needs."""
    _, problems = read(write(tmp_path / "a.xlsx", {"Kites": [], "Club": []}), KITES, CLUB)
    assert [(each.code, each.place.sheet) for each in problems] == [
        ("header-missing", "Kites"), ("sheet-empty", "Club")]
    assert "Members" in problems[1].sentence


def test_many_merged_and_hidden_stretches_are_summed_up(tmp_path: Path) -> None:
    """A sentence names a dozen places and counts the others."""
    def change(book: Any) -> None:
        for row in range(2, 40, 2):
            book["Kites"].merge_cells(f"F{row}:G{row}")
            book["Kites"].row_dimensions[row].hidden = True

    _, problems = read(write(tmp_path / "a.xlsx", kites(
        *[(f"k{row}", "K", 1) for row in range(2, 40)]), change))
    assert [each.code for each in problems] == ["rows-hidden", "merged-cells"]
    assert all("and 7 more" in each.sentence for each in problems)
