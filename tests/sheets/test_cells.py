"""The cells of a sheet, held against a second reader."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from sdaid.sheets.book import open_book
from sdaid.sheets.cells import Shape, read_rows
from sdaid.sheets.markup import UnfitFileError
from sdaid.sheets.values import Cell
from tests.sheets.small import GOOD, kites, read, rewrite, share_texts, told, write

SHEET_PART = "xl/worksheets/sheet1.xml"
FORMATS = ["General", "0.00", "0%", "@", "yyyy-mm-dd", "d/m/yy h:mm", "[h]:mm", "h:mm AM/PM",
           '0" days"', "[Red]0", "#,##0", r"000\-00", "mmm-yy", "[$-409]dddd", '"month" 0']


def cells(path: Path) -> tuple[list[Cell], Shape]:
    """All cells of the first sheet, and its shape."""
    book, problems = open_book(path)
    assert book, problems
    shape = Shape()
    with book:
        return [cell for row in read_rows(book, book.sheets[0], shape) for cell in row], shape


def test_reading_needs_no_slow_import() -> None:
    """The reader loads neither openpyxl nor anything that draws pages."""
    code = ("import sys, sdaid.workbook.read; "
            "sys.exit(bool({'openpyxl', 'weasyprint', 'lxml', 'jinja2'} & set(sys.modules)))")
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff_"),
            min_size=1, max_size=12).filter(lambda text: text.strip() and text[0] != "="),
    st.integers(-10**12, 10**12), st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(), st.datetimes(datetime(1905, 1, 1), datetime(2100, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)),
    st.dates(date(1905, 1, 1), date(2100, 1, 1)),
    st.times().map(lambda moment: moment.replace(microsecond=0)),
    st.sampled_from(["#N/A", "#DIV/0!"]), st.none())


@settings(deadline=None, max_examples=60, suppress_health_check=[
    HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(st.tuples(VALUES, st.sampled_from(FORMATS)), max_size=4),
                     min_size=1, max_size=4), old_mac=st.booleans(), shared=st.booleans())
def test_cells_agree_with_openpyxl(
        tmp_path: Path, rows: list[list[tuple[Any, str]]], old_mac: bool, shared: bool) -> None:
    """Whatever openpyxl reads of a cell, the same value and format are read here."""
    path = tmp_path / "a.xlsx"
    book = Workbook()
    page = book.active
    assert page is not None
    if old_mac:
        book.epoch = datetime(1904, 1, 1)
    for row, values in enumerate(rows, start=1):
        for column, (value, number_format) in enumerate(values, start=1):
            cell = page.cell(row, column, value)
            if isinstance(value, int | float) and not isinstance(value, bool) \
                    and 0 <= value < 2_000_000:
                cell.number_format = number_format
    book.save(path)
    if shared:
        share_texts(path)
    expected = {}
    for each in (cell for row in load_workbook(path).worksheets[0].iter_rows() for cell in row):
        if each.value is not None and str(each.value).strip(" \u00a0\u200b\u2060\ufeff\u00ad"):
            expected[each.coordinate] = (each.value, each.number_format)
    found = {cell.address: (cell.value, cell.number_format) for cell in cells(path)[0]}
    assert found == {address: pair for address, pair in expected.items() if address in found}
    blank = [expected[address][0] for address in set(expected) - set(found)]
    assert all(isinstance(value, str) and not read_as_text(value) for value in blank)


def read_as_text(value: str) -> str:
    """What is left of a text once everything invisible is gone."""
    return "".join(letter for letter in value if letter.isprintable() and not letter.isspace())


@pytest.mark.parametrize(("xml", "kind", "value"), [
    ('<c r="A1"><v>7</v></c>', "number", 7),
    ('<c r="A1"><v>1.5E3</v></c>', "number", 1500.0),
    ('<c><v>7</v></c>', "number", 7),
    ('<c r="A1" t="b"><v>0</v></c>', "bool", False),
    ('<c r="A1" t="e"><v>#N/A</v></c>', "error", "#N/A"),
    ('<c r="A1" t="d"><v>2026-04-03T14:30:00</v></c>', "date", datetime(2026, 4, 3, 14, 30)),
    ('<c r="A1" t="d"><v>14:30:00</v></c>', "time", time(14, 30)),
    ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></is></c>',
     "text", "a b"),
    ('<c r="A1" t="inlineStr"><is><t>kanji</t><rPh sb="0" eb="1"><t>spoken</t></rPh></is></c>',
     "text", "kanji"),
    ('<c r="A1" t="str"><f>"x"</f><v>x</v></c>', "text", "x"),
    ('<c r="A1" t="str"><f>"x"</f></c>', "formula", None),
    ('<c r="A1"><f t="shared" si="0"/></c>', "formula", None),
    ('<c r="A1" t="inlineStr"><is><t>a_x0041__x005F_</t></is></c>', "text", "aA_"),
])
def test_stored_cells(tmp_path: Path, xml: str, kind: str, value: object) -> None:
    """Each way in which a file stores a cell gives its kind and value."""
    path = rewrite(write(tmp_path / "a.xlsx", [("x",)]), SHEET_PART, lambda old: old.replace(
        old[old.index("<c "):old.index("</c>") + 4], xml))
    found, _ = cells(path)
    assert [(cell.kind, cell.value, cell.address) for cell in found] == [(kind, value, "A1")]


def test_shared_texts(tmp_path: Path) -> None:
    """Texts stored once for the whole file are found, without how they are spoken."""
    path = share_texts(write(tmp_path / "a.xlsx", [("é <b>", "b", "é <b>")]))
    rewrite(path, "xl/sharedStrings.xml", lambda xml: xml.replace(
        "<si><t>b</t>", '<si><r><t>b</t></r><r><t> c</t></r><rPh sb="0" eb="1"><t>no</t></rPh>'))
    assert [cell.value for cell in cells(path)[0]] == ["é <b>", "b c", "é <b>"]


def test_durations_over_a_day_are_kept(tmp_path: Path) -> None:
    """Thirty hours are thirty hours."""
    found, _ = cells(write(tmp_path / "a.xlsx", [(timedelta(hours=30),)]))
    assert found[0].value == timedelta(hours=30)


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", "nonsense", ""])
def test_a_wrong_dimension_does_not_matter(tmp_path: Path, dimension: str) -> None:
    """What the file says about its own size is not believed."""
    path = rewrite(write(tmp_path / "a.xlsx", kites(GOOD)), SHEET_PART,
                   lambda xml: xml.replace('ref="A1:C2"', f'ref="{dimension}"'))
    records, problems = read(path)
    assert problems == []
    assert len(records) == 1


def test_prefixed_and_strict_namespaces_are_read(tmp_path: Path) -> None:
    """Other programs write the same elements under another prefix or the strict namespace."""
    def prefixed(xml: str) -> str:
        for tag in ("worksheet", "sheetData", "row", "c", "v", "is", "t"):
            xml = xml.replace(f"<{tag} ", f"<x:{tag} ").replace(f"<{tag}>", f"<x:{tag}>")
            xml = xml.replace(f"</{tag}>", f"</x:{tag}>")
        return xml.replace("xmlns=", "xmlns:x=")

    for change in (prefixed, lambda xml: xml.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main")):
        path = tmp_path / "a.xlsx"
        records, problems = read(rewrite(write(path, kites(GOOD)), SHEET_PART, change))
        assert (len(records), problems) == (1, [])


@pytest.mark.parametrize("change", [
    lambda xml: xml.replace('r="A2"', 'r="A1"'),
    lambda xml: xml.replace('r="B2"', 'r="A2"'),
    lambda xml: xml.replace('<row r="2"', '<row r="1"'),
    lambda xml: xml.replace('<row r="2"', '<row r="1048577"'),
    lambda xml: xml.replace('r="A2"', 'r="XFE2"'),
    lambda xml: xml.replace('r="A2"', 'r="2"'),
    lambda xml: xml.replace('t="s"><v>0<', 't="s"><v>99<'),
    lambda xml: xml.replace('t="s"><v>0<', 't="s"><v>x<'),
    lambda xml: xml.replace("<v>3<", "<v>nan<"),
    lambda xml: xml.replace("<v>3<", "<v>1_0<"),
    lambda xml: xml.replace('t="n"', 't="zz"'),
    lambda xml: xml.replace("</sheetData>", ""),
    lambda xml: xml[:200],
])
def test_nonsense_in_the_xml_is_damage(tmp_path: Path, change: Any) -> None:
    """A file that contradicts itself is damaged, and never half read."""
    path = share_texts(write(tmp_path / "a.xlsx", kites(GOOD)))
    assert read(path)[1] == []
    records, problems = read(rewrite(path, SHEET_PART, change))
    assert records == []
    assert [each.code for each in problems] == ["file-damaged"]


def test_damage_is_an_error_with_its_sentence(tmp_path: Path) -> None:
    """Below the doors damage is one kind of exception, whose message is the problem's."""
    path = rewrite(write(tmp_path / "a.xlsx", kites(GOOD)), SHEET_PART, lambda xml: xml[:200])
    with pytest.raises(UnfitFileError, match="the workbook is damaged"):
        cells(path)


def test_a_filter_of_a_table_is_told(tmp_path: Path) -> None:
    """The filter of an Excel table lies in a part of its own and is found there."""
    from openpyxl.worksheet.table import Table

    path = write(tmp_path / "a.xlsx", kites(GOOD),
                 lambda book: book["Kites"].add_table(Table(displayName="T", ref="A1:C2")))
    assert read(path)[1] == []
    rewrite(path, "xl/tables/table1.xml", lambda xml: xml.replace(
        '<autoFilter ref="A1:C2" />', '<autoFilter ref="A1:C2"><filterColumn colId="0"><filters>'
        '<filter val="x"/></filters></filterColumn></autoFilter>').replace(
        '<autoFilter ref="A1:C2"/>', '<autoFilter ref="A1:C2"><filterColumn colId="0"><filters>'
        '<filter val="x"/></filters></filterColumn></autoFilter>'))
    assert told(read(path)[1]) == [("filter-active", "")]
