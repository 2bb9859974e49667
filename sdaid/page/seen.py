"""The pages of a finished PDF as they are seen on a screen: each exactly as it is printed, as a
picture; and as it is read aloud, from the PDF's own tags. One page at a time is in memory."""

from __future__ import annotations

import ctypes
import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sdaid.page.pdfium import shown

MOST_DOTS = 12_000_000
"""Dots of a picture: a page of A4 at 250 dots an inch has six million."""

Part = Literal["heading", "text", "item", "picture", "table"]

HEADINGS = {f"H{level}": level for level in range(1, 7)} | {"H": 1, "Title": 1}
ALOUD: dict[str, Part] = {
    "P": "text", "Caption": "text", "LI": "item", "TOCI": "item", "BlockQuote": "text"}
GAP = re.compile(r"\s+([,.;:!?)\]])")


@dataclass(frozen=True)
class Said:
    """A piece of a page as it is read aloud: a heading of a `level`, a text, an item of a list,
    what a picture shows, or a table, whose `rows` are cells: (whether it heads others, text)."""

    part: Part
    text: str = ""
    level: int = 0
    rows: tuple[tuple[tuple[bool, str], ...], ...] = ()


def page_sizes(pdf: Path | bytes) -> list[tuple[float, float]]:
    """(width, height) of each page in points, turned as it is seen. Raises `UnreadableError`."""
    with shown(pdf) as document:
        return [document.get_page_size(number) for number in range(len(document))]


def page_picture(pdf: Path | bytes, number: int, width: int) -> bytes:
    """The page `number`, counted from 0, as a PNG of about `width` dots. IndexError where there is
    no such page; raises `UnreadableError`."""
    with shown(pdf) as document:
        if not 0 <= number < len(document):
            raise IndexError(number)
        across, down = document.get_page_size(number)
        scale = min(width / across, (MOST_DOTS / across / down) ** 0.5)
        page = document[number]
        bitmap = page.render(scale=scale, rev_byteorder=True, fill_color=(255, 255, 255, 255))
        made = _png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride,
                    bitmap.n_channels)
        bitmap.close()
        page.close()
    return made


def _png(dots: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """The dots as a PNG: 8 bits for grey, for red, green and blue, or with opacity."""
    colour = {1: 0, 3: 2, 4: 6}[channels]
    packer = zlib.compressobj(4)
    lines = bytearray()
    for line in range(height):
        start = line * stride
        lines += packer.compress(b"\0" + dots[start:start + width * channels])
    lines += packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", head), (b"IDAT", bytes(lines)), (b"IEND", b"")))


def page_said(pdf: Path | bytes, number: int) -> list[Said]:
    """What the page `number`, counted from 0, says, in reading order; without tags, its lines in
    the order of the file. IndexError where there is no such page; raises `UnreadableError`."""
    from pypdfium2 import raw

    with shown(pdf) as document:
        if not 0 <= number < len(document):
            raise IndexError(number)
        page = document[number]
        words = page.get_textpage()
        tree = raw.FPDF_StructTree_GetForPage(page)
        try:
            said = list(_Reader(raw, _texts(raw, words)).read(tree)) if tree else []
            if said:
                return said
            return [Said("text", line) for each in words.get_text_range().splitlines()
                    if (line := _tidy(each))]
        finally:
            if tree:
                raw.FPDF_StructTree_Close(tree)
            words.close()
            page.close()


def _texts(raw: Any, words: Any) -> dict[int, str]:
    """The text of each marked piece of a page, by its number."""
    found: dict[int, list[str]] = {}
    for place in range(words.count_chars()):
        thing = raw.FPDFText_GetTextObject(words, place)
        if thing:
            mark = raw.FPDFPageObj_GetMarkedContentID(thing)
            found.setdefault(mark, []).append(chr(raw.FPDFText_GetUnicode(words, place)))
    return {mark: "".join(letters) for mark, letters in found.items() if mark >= 0}


class _Reader:
    """Goes through the tags of a page, whose marked pieces say `texts`."""

    def __init__(self, raw: Any, texts: dict[int, str]) -> None:
        self.raw, self.texts = raw, texts

    def read(self, tree: Any) -> Iterator[Said]:
        for place in range(self.raw.FPDF_StructTree_CountChildren(tree)):
            element = self.raw.FPDF_StructTree_GetChildAtIndex(tree, place)
            if element:
                yield from self._element(element)

    def _element(self, element: Any) -> Iterator[Said]:
        kind = self._kind(element)
        if kind == "Figure":
            yield from _said("picture", self._pieces(element))
        elif kind == "Table":
            rows = tuple(filter(None, (self._cells(row) for row in self._found(element, "TR"))))
            if rows:
                yield Said("table", rows=rows)
        elif kind in HEADINGS:
            yield from _said("heading", self._pieces(element), HEADINGS[kind])
        elif kind in ALOUD:
            yield from _said(ALOUD[kind], self._pieces(element))
        else:
            yield from self._parts(element)

    def _parts(self, element: Any) -> Iterator[Said]:
        """What an element holds that is none of the above: others, and text between them."""
        loose: list[str] = []
        for child, mark in self._inside(element):
            if child is None:
                loose.append(self.texts.get(mark, ""))
            elif self._kind(child) == "Span":
                loose += self._pieces(child)
            else:
                yield from _said("text", loose)
                loose = []
                yield from self._element(child)
        yield from _said("text", loose)

    def _cells(self, row: Any) -> tuple[tuple[bool, str], ...]:
        cells = [(self._kind(each) == "TH", _tidy(" ".join(self._pieces(each))))
                 for each in self._children(row)]
        return tuple(cells) if any(text for _, text in cells) else ()

    def _pieces(self, element: Any) -> Iterator[str]:
        """All text below an element, with what is said in the place of its pictures."""
        said = self._word(self.raw.FPDF_StructElement_GetAltText, element)
        if said and self._kind(element) == "Figure":
            yield said
            return
        for child, mark in self._inside(element):
            if child is None:
                yield self.texts.get(mark, "")
            else:
                yield from self._pieces(child)

    def _found(self, element: Any, kind: str) -> Iterator[Any]:
        """The elements of a kind below this one, none of them within another."""
        for child in self._children(element):
            if self._kind(child) == kind:
                yield child
            else:
                yield from self._found(child, kind)

    def _children(self, element: Any) -> Iterator[Any]:
        return (child for child, _ in self._inside(element) if child is not None)

    def _inside(self, element: Any) -> Iterator[tuple[Any, int]]:
        """What an element holds in its order: (an element, -1) or (None, the number of a piece)."""
        for place in range(self.raw.FPDF_StructElement_CountChildren(element)):
            child = self.raw.FPDF_StructElement_GetChildAtIndex(element, place)
            yield (child, -1) if child else (
                None, self.raw.FPDF_StructElement_GetChildMarkedContentID(element, place))

    def _kind(self, element: Any) -> str:
        return self._word(self.raw.FPDF_StructElement_GetType, element)

    def _word(self, get: Callable[[Any, Any, int], int], element: Any) -> str:
        size = get(element, None, 0)
        if size <= 2:
            return ""
        room = ctypes.create_string_buffer(size)
        get(element, room, size)
        return room.raw[:size - 2].decode("utf-16-le", "replace")


def _said(part: Part, pieces: Iterable[str], level: int = 0) -> Iterator[Said]:
    """The pieces as one part of the page; nothing where they are blank."""
    text = _tidy(" ".join(pieces))
    if text:
        yield Said(part, text, level)


def _tidy(text: str) -> str:
    """`text` on one line, without marks for hyphens at its ends, and without gaps before signs."""
    return GAP.sub(r"\1", " ".join(text.replace("\u0002", "").replace("\u00ad", "").split()))
