"""Files that are not what they say, and files that mean harm."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sdaid.appointments.profile import Wanted
from sdaid.appointments.read import read_list
from sdaid.problems import Severity
from sdaid.workbook.read import read_workbook
from tests.sheets.small import GOOD, kites, read, rewrite, share_texts, told, write

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SHEET_PART = "xl/worksheets/sheet1.xml"


def zipped(**parts: bytes | str) -> bytes:
    """A zip archive; “__” in a name stands for “/”, “_” for “.”."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


@pytest.mark.parametrize(("content", "code", "word"), [
    (OLE + "Workbook".encode("utf-16-le"), "file-not-xlsx", ".xls"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "file-password", "password"),
    (OLE, "file-not-xlsx", "old Office document"),
    (b"id,name\n1,Bob\n", "file-not-xlsx", "CSV"),
    ("id;name\n1;J\u00fcrgen".encode("latin-1"), "file-not-xlsx", "CSV"),
    ("\ufeffid\tname".encode("utf-16-le"), "file-not-xlsx", "CSV"),
    (b"<html><table><tr><td>1</td></tr></table></html>", "file-not-xlsx", "web page"),
    (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "file-not-xlsx", "web page"),
    (b"<?xml version='1.0'?><Workbook/>", "file-not-xlsx", "XML"),
    (b"%PDF-1.7", "file-not-xlsx", "PDF"),
    (b"\x89PNG\r\n", "file-not-xlsx", "picture"),
    (b"\x01\x02\x00\x03", "file-not-xlsx", "unknown"),
    (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "file-not-xlsx", ".ods"),
    (zipped(mimetype="application/vnd.oasis.opendocument.text"), "file-not-xlsx", "OpenDocument"),
    (zipped(word__document_xml="<x/>"), "file-not-xlsx", "Word"),
    (zipped(ppt__presentation_xml="<x/>"), "file-not-xlsx", "PowerPoint"),
    (zipped(xl__workbook_bin="x"), "file-not-xlsx", ".xlsb"),
    (zipped(Index__Document_iwa="x"), "file-not-xlsx", "Numbers"),
    (zipped(readme_txt="x"), "file-not-xlsx", "zip archive"),
    (b"PK\x05\x06" + b"\0" * 18, "file-not-xlsx", "zip archive"),
    (b"", "file-damaged", "empty"),
    (b"\0" * 4096, "file-damaged", "empty"),
    (b"PK\x03\x04" + b"\0" * 100, "file-damaged", "end of the file is missing"),
])
def test_a_file_of_another_kind_is_named(
        tmp_path: Path, content: bytes, code: str, word: str) -> None:
    """Whatever is called .xlsx and is not: the sentence says what it is."""
    path = tmp_path / "options.xlsx"
    path.write_bytes(content)
    records, lists, problems = read_workbook(path)
    assert (records, lists) == ({}, {})
    assert [each.code for each in problems] == [code]
    assert word in problems[0].sentence


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    """A wrong name and a folder are told apart."""
    assert [each.code for each in read_workbook(tmp_path / "no.xlsx")[-1]] == ["file-missing"]
    assert [each.code for each in read_workbook(tmp_path)[-1]] == ["file-unreadable"]
    assert [each.code for each in read_workbook(Path("a\0b.xlsx"))[-1]] == ["file-unreadable"]


def test_a_file_that_is_open_in_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows an open workbook cannot be read; the remedy is to close it."""
    def locked(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    problems = read_workbook(tmp_path / "options.xlsx")[-1]
    assert [each.code for each in problems] == ["file-unreadable"]
    assert "close it in Excel" in problems[0].sentence


def test_a_lock_file_is_not_a_workbook(tmp_path: Path) -> None:
    """~$options.xlsx is Excel's own, whatever it holds."""
    path = write(tmp_path / "~$options.xlsx", kites(GOOD))
    assert [each.code for each in read(path)[1]] == ["file-locked"]


def test_macros_are_ignored_with_a_warning(tmp_path: Path) -> None:
    """A workbook with macros is read like any other, and said to hold them."""
    path = rewrite(write(tmp_path / "a.xlsm", kites(GOOD)), "xl/vbaProject.bin", lambda _: "boo")
    records, problems = read(path)
    assert len(records) == 1
    assert [(each.code, each.severity) for each in problems] == [
        ("macros-ignored", Severity.WARNING)]


@pytest.mark.parametrize("cut", [1, 30, 200, 1000])
def test_a_file_cut_short_is_damaged(tmp_path: Path, cut: int) -> None:
    """A download that broke off is damaged, wherever it broke."""
    path = write(tmp_path / "a.xlsx", kites(GOOD))
    path.write_bytes(path.read_bytes()[:-cut])
    assert [each.code for each in read(path)[1]] == ["file-damaged"]


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    """A part whose checksum does not fit is never believed."""
    path = write(tmp_path / "a.xlsx", kites(GOOD))
    content = bytearray(path.read_bytes())
    at = content.index(SHEET_PART.encode()) + len(SHEET_PART) + 40
    content[at] ^= 0xFF
    path.write_bytes(bytes(content))
    assert [each.code for each in read(path)[1]] == ["file-damaged"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET_PART, "xl/styles.xml", "_rels/.rels",
                                  "xl/_rels/workbook.xml.rels"])
def test_a_part_that_is_not_xml_is_damage(tmp_path: Path, part: str) -> None:
    """Every part that is read may be broken."""
    for content in ("", "<", "\0", "<a></b>"):
        path = rewrite(write(tmp_path / "a.xlsx", kites(GOOD)), part, lambda _, c=content: c)
        assert [each.code for each in read(path)[1]] == ["file-damaged"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml",
                                  "xl/_rels/workbook.xml.rels"])
def test_a_namespace_that_is_no_address_is_damage(tmp_path: Path, part: str) -> None:
    """One parser takes it, and another one does not."""
    path = rewrite(write(tmp_path / "a.xlsx", kites(GOOD)), part,
                   lambda text: text.replace('xmlns="', 'xmlns="$', 1))
    assert {each.code for each in read(path)[1]} == {"file-damaged"}


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET_PART, "xl/styles.xml", "_rels/.rels"])
@pytest.mark.parametrize("declaration", [
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd">',
    "<!DOCTYPE a>"])
def test_xml_declarations_are_refused(tmp_path: Path, part: str, declaration: str) -> None:
    """No document type, entity or outside reference is ever followed."""
    def declare(xml: str) -> str:
        return declaration + xml.partition("?>")[2] if xml.startswith("<?xml") \
            else declaration + xml

    path = rewrite(write(tmp_path / "a.xlsx", kites(GOOD)), part, declare)
    assert [each.code for each in read(path)[1]] == ["file-entities"]


def nested(xml: str) -> str:
    return xml.replace("<sheetData>", "<sheetData>" + "<a>" * 5000 + "</a>" * 5000)


def many_names(xml: str) -> str:
    return xml.replace("<sheetData>", "<sheetData>" + "".join(
        f"<a{number}/>" for number in range(20_000)))


def endless_tag(xml: str) -> str:
    return xml.replace("<sheetData>", "<sheetData><a b='" + "xyz" * 700_000 + "'/>")


@pytest.mark.parametrize("change", [nested, many_names, endless_tag])
def test_xml_bombs_are_refused(tmp_path: Path, change: Callable[[str], str]) -> None:
    """Deep nesting, countless element names and endless tags end the reading."""
    path = rewrite(write(tmp_path / "a.xlsx", kites(GOOD)), SHEET_PART, change)
    assert [each.code for each in read(path)[1]] == ["file-bomb"]


def test_a_zip_bomb_is_refused_before_unpacking(tmp_path: Path) -> None:
    """Nothing but blanks, packed a thousand times smaller, is not unpacked."""
    path = write(tmp_path / "a.xlsx", kites(GOOD))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/blank.bin", bytes(30_000_000))
    _, problems = read(path)
    assert [each.code for each in problems] == ["file-bomb"]
    assert "30,000,000 bytes" in problems[0].sentence


def test_declared_sizes_over_the_limit_are_refused(tmp_path: Path) -> None:
    """Many parts that together unpack to gigabytes are refused by their sum."""
    path = write(tmp_path / "a.xlsx", kites(GOOD))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/media/{number}.bin", bytes(9_000_000))
    assert [each.code for each in read(path)[1]] == ["file-bomb"]


def test_a_size_that_lies_is_damage(tmp_path: Path) -> None:
    """A part that holds more than it says is not read beyond that."""
    path = rewrite(write(tmp_path / "a.xlsx", kites(GOOD)), SHEET_PART,
                   lambda xml: xml + " " * 5_000_000)
    content = path.read_bytes()
    directory = content.index(b"PK\x01\x02", content.rindex(b"</") if b"</" in content else 0)
    at = content.index(SHEET_PART.encode(), directory) - 46
    assert struct.unpack_from("<L", content, at + 24)[0] > 5_000_000
    path.write_bytes(content[:at + 24] + struct.pack("<L", 900) + content[at + 28:])
    assert [each.code for each in read(path)[1]] == ["file-damaged"]


def test_countless_parts_are_refused(tmp_path: Path) -> None:
    """An archive of very many parts is refused, by its table of contents or by their number."""
    for number, size in ((10_050, 8), (25_000, 60)):
        path = write(tmp_path / "a.xlsx", kites(GOOD))
        with zipfile.ZipFile(path, "a") as archive:
            for part in range(number):
                archive.writestr(f"{part:0{size}d}", b"")
        assert [each.code for each in read(path)[1]] == ["file-bomb"]


@pytest.mark.parametrize("name", ["../out.xml", "/etc/out.xml", "xl/../../out.xml", "..\\out"])
def test_parts_outside_the_file_are_refused(tmp_path: Path, name: str) -> None:
    """A part that names a place outside the archive is never looked at."""
    path = rewrite(write(tmp_path / "a.xlsx", kites(GOOD)), name, lambda _: "x")
    assert [each.code for each in read(path)[1]] == ["file-damaged"]


def test_links_out_of_the_file_are_not_followed(tmp_path: Path) -> None:
    """A sheet that lies elsewhere is damage, and nothing is fetched."""
    path = rewrite(write(tmp_path / "a.xlsx", kites(GOOD)), "xl/_rels/workbook.xml.rels",
                   lambda xml: xml.replace('Target="/xl/worksheets/sheet1.xml"',
                                           'Target="file:///etc/passwd" TargetMode="External"'))
    assert [each.code for each in read(path)[1]] == ["file-damaged"]


def test_packing_that_no_program_uses_is_refused(tmp_path: Path) -> None:
    """Only the two ways of packing that spreadsheets use are unpacked."""
    path = write(tmp_path / "a.xlsx", kites(GOOD))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/media/x.bin", b"x")
    assert [each.code for each in read(path)[1]] == ["file-damaged"]


@pytest.mark.parametrize("text", [
    "<script>alert(1)</script>", "{{ 7 * 7 }}", "{% include 'x' %}", "javascript:alert(1)",
    "file:///etc/passwd", "@SUM(A1)", "+1", "&amp;", "]]>", "%s {found}"])
def test_hostile_text_is_only_text(tmp_path: Path, text: str) -> None:
    """Markup, templates and links are kept as the letters they are, also inside sentences."""
    records, problems = read(write(tmp_path / "a.xlsx", kites(
        (*GOOD, text), ("b", "B", text, None), headings=("Id", "Name", "Pull", "Note"))))
    assert records[0].note == text
    assert told(problems) == [("not-a-number", "C3")]
    assert text in problems[0].sentence


def test_a_hyperlink_formula_is_not_text(tmp_path: Path) -> None:
    """=HYPERLINK(...) is a formula without a result, and is never printed."""
    _, problems = read(write(tmp_path / "a.xlsx", kites(
        ("a", '=HYPERLINK("http://127.0.0.1","x")', 1))))
    assert told(problems) == [("formula-no-value", "B2")]


def test_thirty_thousand_characters_are_too_long(tmp_path: Path) -> None:
    """A cell as long as Excel allows is told with its length, with or without a limit."""
    _, problems = read(write(tmp_path / "a.xlsx", kites(
        ("a", "x" * 30_000, 1, "y" * 30_000), headings=("Id", "Name", "Pull", "Note"))))
    assert told(problems) == [("too-long", "B2"), ("too-long", "D2")]
    assert "30000 characters" in problems[0].sentence


def test_a_far_column_is_a_problem_and_not_a_hang(tmp_path: Path) -> None:
    """A value in the last column of Excel is named; nothing is padded up to it."""
    def far(xml: str) -> str:
        return xml.replace("</row></sheetData>",
                           '<c r="XFD2"><v>1</v></c></row><row r="1048576">'
                           '<c r="XFD1048576"><v>1</v></c></row></sheetData>')

    _, problems = read(rewrite(write(tmp_path / "a.xlsx", kites(GOOD)), SHEET_PART, far))
    assert told(problems) == [("too-many-columns", "XFD2")]
    assert "column XFD" in problems[0].sentence


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    """A pipe called a workbook or a list, which no one ever writes to, is refused unopened."""
    for name in ("a.xlsx", "a.csv", "a.json", "a"):
        os.mkfifo(tmp_path / name)
        listed = read_list(tmp_path / name, Wanted())
        for problems in (read_workbook(tmp_path / name)[-1], listed[2]):
            assert [each.code for each in problems] == ["file-unreadable"]
            assert "a device or a pipe" in problems[0].sentence


@pytest.mark.parametrize(("length", "codes"), [(255, ["format-unit"]), (256, ["file-damaged"]),
                                               (200_000, ["file-damaged"])])
def test_a_number_format_is_as_long_as_excel_allows(
        tmp_path: Path, length: int, codes: list[str]) -> None:
    """A longer one, over which patterns would search for hours, is damage."""
    def give(xml: str) -> str:
        return xml.replace("<cellXfs count=", '<numFmts><numFmt numFmtId="164" formatCode="'
                           + "[" * length + '"/></numFmts><cellXfs count=').replace(
                               'numFmtId="0"', 'numFmtId="164"')

    path = rewrite(write(tmp_path / "a.xlsx", kites(GOOD)), "xl/styles.xml", give)
    assert [each.code for each in read(path)[1]] == codes


@pytest.mark.parametrize(("part", "before", "element", "number"), [
    ("xl/styles.xml", "</cellXfs>", "<xf/>", 64_000),
    ("xl/styles.xml", "</cellXfs>", "<a/>", 500_000),
    ("xl/workbook.xml", "<sheets>", '<definedName name="a">b</definedName>', 20_001),
    ("[Content_Types].xml", "</Types>", '<Override PartName="/x" ContentType="y"/>', 12_001),
    ("xl/_rels/workbook.xml.rels", "</Relationships>",
     '<Relationship Id="x" Type="y" Target="z"/>', 12_001)])
def test_countless_small_elements_are_refused(
        tmp_path: Path, part: str, before: str, element: str, number: int) -> None:
    """Elements that are cheap to pack and dear to read are counted before they are read."""
    path = rewrite(write(tmp_path / "a.xlsx", kites(GOOD)), part,
                   lambda xml: xml.replace(before, element * number + before))
    _, problems = read(path)
    assert [each.code for each in problems] == ["file-bomb"]
    assert "times “" in problems[0].sentence


def test_countless_texts_are_refused(tmp_path: Path) -> None:
    """A workbook stores two million texts and no more, however short they are."""
    path = share_texts(write(tmp_path / "a.xlsx", kites(GOOD)))
    assert read(path)[1] == []
    rewrite(path, "xl/sharedStrings.xml",
            lambda xml: xml.replace("</sst>", "<si/>" * 1_990_000 + "</sst>"))
    assert read(path)[1] == []
    rewrite(path, "xl/sharedStrings.xml",
            lambda xml: xml.replace("</sst>", "<si/>" * 10_000 + "</sst>"))
    assert [each.code for each in read(path)[1]] == ["file-bomb"]


def test_a_part_that_was_read_as_texts_is_not_trusted_as_styles(tmp_path: Path) -> None:
    """Naming the styles as the list of texts does not lift the limits of styles."""
    path = share_texts(write(tmp_path / "a.xlsx", kites(("a", 1, 1))))
    rewrite(path, "[Content_Types].xml", lambda xml: xml.replace(
        "/xl/sharedStrings.xml", "/xl/styles.xml"))
    rewrite(path, "xl/styles.xml",
            lambda xml: xml.replace("</cellXfs>", "<xf/>" * 64_000 + "</cellXfs>"))
    assert [each.code for each in read(path)[1]] == ["file-bomb"]
