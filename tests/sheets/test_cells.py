"""The cells of a sheet: each way in which a file stores them."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from sdaid.sheets.book import open_book
from sdaid.sheets.cells import read_rows
from sdaid.sheets.markup import UnfitFileError
from sdaid.sheets.shape import Shape, look_through
from sdaid.sheets.values import Cell
from tests.sheets.small import GOOD, kites, read, rewrite, share_texts, told, write

SHEET_PART = "xl/worksheets/sheet1.xml"


def cells(path: Path) -> tuple[list[Cell], Shape]:
    """All cells of the first sheet, and its shape."""
    book, problems = open_book(path)
    assert book, problems
    with book:
        shape = look_through(book, book.sheets[0])
        return [cell for row in read_rows(book, book.sheets[0], shape) for cell in row], shape


def test_reading_needs_no_slow_import() -> None:
    """The reader loads nothing that draws pages."""
    code = ("import sys, sdaid.workbook.read; "
            "sys.exit(bool({'weasyprint', 'jinja2', 'pikepdf'} & set(sys.modules)))")
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


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


@pytest.mark.parametrize(("number_format", "kind"), [
    ("General", "number"), ("0.00", "number"), ('0" days"', "number"), ("[Red]0", "number"),
    (r"0\d", "number"), ("yyyy-mm-dd", "date"), ("[$-409]mmm d", "date"), ("h:mm AM/PM", "date"),
    ("[h]:mm", "time"), ("[mm]:ss", "time"), ("0;yyyy", "number"), ("", "number")])
def test_number_formats_tell_dates_from_numbers(
        tmp_path: Path, number_format: str, kind: str) -> None:
    """Words, colours and conditions in a format do not make a date of it."""
    def form(book: Any) -> None:
        book["Kites"]["A1"].number_format = number_format

    assert cells(write(tmp_path / "a.xlsx", [(46000,)], form))[0][0].kind == kind


@pytest.mark.parametrize("number", [14, 31, 57])
def test_dates_in_the_formats_of_every_country(tmp_path: Path, number: int) -> None:
    """Excel's own formats of dates have a number and no letters, those of East Asia too."""
    path = write(tmp_path / "a.xlsx", [(46000,)],
                 lambda book: setattr(book["Kites"]["A1"], "number_format", "0.0000"))
    rewrite(path, "xl/styles.xml", lambda xml: xml.replace(
        'numFmtId="164" fontId', f'numFmtId="{number}" fontId'))
    assert [cell.value for cell in cells(path)[0]] == [datetime(2025, 12, 9)]


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


def test_a_wholly_strict_file_is_read(tmp_path: Path) -> None:
    """Excel's “Strict Open XML” names every namespace and link otherwise, in each part."""
    path = share_texts(write(tmp_path / "a.xlsx", kites(GOOD)))
    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml",
                 "xl/styles.xml", SHEET_PART):
        rewrite(path, part, lambda xml: re.sub(
            r"http://schemas\.openxmlformats\.org/(spreadsheetml|officeDocument)/2006/",
            r"http://purl.oclc.org/ooxml/\1/", xml))
    records, problems = read(path)
    assert ([kite.name for kite in records], problems) == (["Albatross"], [])


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
