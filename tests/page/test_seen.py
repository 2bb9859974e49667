"""A finished page on a screen: the picture of what is printed, and its words in reading order."""

from __future__ import annotations

import re
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from sdaid import steps
from sdaid.page.pdfium import UnreadableError
from sdaid.page.seen import Said, page_picture, page_said, page_sizes
from tests.mail.batches import patient, small_aid

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def aid(small_workbook: Path) -> bytes:
    """The blank aid of the hiccups."""
    content, problems = steps.read_workbook(small_workbook)
    assert content is not None, problems
    asked = steps.Asked(TODAY)
    press, _ = steps.press(content, asked)
    pdf, problems = press.draw(steps.blank(press, asked))
    assert not problems
    return pdf


def dots(png: bytes) -> tuple[int, int, list[bytes]]:
    """(width, height, lines of a PNG that is not filtered)."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (png[:8], depth) == (b"\x89PNG\r\n\x1a\n", 8)
    at, body = 8, b""
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at:at + 8])
        part = png[at + 8:at + 8 + size]
        assert struct.unpack(">I", png[at + 8 + size:at + 12 + size])[0] == zlib.crc32(kind + part)
        body += part if kind == b"IDAT" else b""
        at += 12 + size
    lines = zlib.decompress(body)
    length = 1 + width * {0: 1, 2: 3, 6: 4}[colour]
    assert len(lines) == height * length
    starts = range(0, len(lines), length)
    return width, height, [lines[start + 1:start + length] for start in starts]


def all_text(said: list[Said]) -> str:
    told = [" ".join([each.text, *(text for row in each.rows for _, text in row)])
            for each in said]
    return "".join("".join(told).split())


def test_each_page_is_pictured_as_it_is_printed(aid: bytes) -> None:
    """Every page in its own shape, with ink on white; the same page gives the same bytes."""
    sizes = page_sizes(aid)
    assert len(sizes) == 10
    for number, (across, down) in enumerate(sizes):
        width, height, lines = dots(page_picture(aid, number, 300))
        assert abs(width / height - across / down) < 0.01
        assert abs(width - 300) <= 1
        assert set(lines[0]) == {255}
        assert any(min(line) < 60 for line in lines)
    assert page_picture(aid, 0, 300) == page_picture(aid, 0, 300)


def test_every_object_is_where_the_file_says(aid: bytes) -> None:
    """A viewer finds a packed object by its place; one that is out of place is another object, and
    the tags that lead to it are lost."""
    at = int(aid[aid.rfind(b"startxref") + 9:].split()[0])
    widths = [int(each) for each in re.findall(rb"/W ?\[(\d) (\d) (\d)\]", aid[at:])[0]]
    listed, size = unpacked(aid, at), sum(widths)
    rows = [(line[0], int.from_bytes(line[1:-widths[2]], "big"),
             int.from_bytes(line[-widths[2]:], "big"))
            for line in (listed[start:start + size] for start in range(0, len(listed), size))]
    held: dict[int, list[int]] = {}
    places = [(number, *row[1:]) for number, row in enumerate(rows) if row[0] == 2]
    for number, packed, place in places:
        if packed not in held:
            start = rows[packed][1]
            count = int(re.findall(rb"/N (\d+)", aid[start:])[0])
            held[packed] = [int(each) for each in unpacked(aid, start).split()[:2 * count:2]]
        assert held[packed][place] == number
    assert len(places) > 100
    assert all(rows[number][0] == 0 or rows[number][1] for number in range(len(rows)))


def unpacked(pdf: bytes, at: int) -> bytes:
    """The stream of the object at a place of the file."""
    return zlib.decompressobj().decompress(pdf[pdf.index(b"stream\n", at) + 7:])


def test_a_picture_is_never_larger_than_memory_bears(aid: bytes) -> None:
    width, height, _ = dots(page_picture(aid, 0, 10**6))
    assert width * height < 12_100_000


def test_the_words_come_in_reading_order_with_their_kinds(aid: bytes) -> None:
    """Headings, texts, items, tables with their heads; pictures in the words that stand for them.
    Each word of the page's tables and texts is there once."""
    pages = [page_said(aid, number) for number in range(10)]

    first = pages[0]
    assert (first[0].part, first[0].level) == ("heading", 1)
    assert "hiccups" in first[0].text
    kinds = {each.part for page in pages for each in page}
    assert {"heading", "text", "item", "table"} <= kinds
    table = next(each for page in pages for each in page
                 if each.part == "table" and each.rows[0][0] == (True, "Option"))
    assert [heads for heads, _ in table.rows[1][:2]] == [True, False]
    whole = "".join(all_text(page) for page in pages)
    assert whole.count("WillIhavetostayintheclinic?") == 1
    assert all(each.text == " ".join(each.text.split()) for page in pages for each in page)


def test_without_tags_the_lines_are_told() -> None:
    """A file for the printer has none."""
    (said,) = page_said(small_aid(patient(1)), 0)
    assert said.part == "text"
    assert "Sample0001" in said.text


def test_a_page_that_is_not_there_is_an_error(aid: bytes) -> None:
    for number in (-1, 10):
        with pytest.raises(IndexError):
            page_picture(aid, number, 100)
        with pytest.raises(IndexError):
            page_said(aid, number)
    for nothing in (b"", b"%PDF-1.7 and no more"):
        with pytest.raises(UnreadableError):
            page_sizes(nothing)


def test_many_may_look_at_once(aid: bytes) -> None:
    """Each sees the page that was asked for."""
    alone = [page_picture(aid, number, 80) for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda number: page_picture(aid, number % 8, 80), range(32)))
    assert together == alone * 4
