"""Reading a finished PDF with nothing but the PDF format: what a page draws, and its tags.

A page's content is a program of drawing operators. What belongs to a tag stands between `BDC` and
`EMC` with the number of its mark; the tags are a tree of objects that name these numbers, and the
page's row in the parent tree leads back from each number to its tag.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

REFERENCE = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f]*>|(\d+) (\d+) R\b", re.S)
MARKED = re.compile(rb"/\w+\n<</MCID (\d+)>>\nBDC\n(.*?)EMC\n?", re.S)
SET_TEXT = re.compile(rb"BT\n.*?ET\n?", re.S)
SHOWN = re.compile(rb"/(\w+) \S+ Tf|\[([^\]]*)\] TJ")
GLYPHS = re.compile(rb"<([0-9a-f]*)>")
MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
CELL_NAME = re.compile(rb"\((\d+)-(\d+)-(\d+)\)")
MARK = re.compile(rb"/MCID (\d+)")
IN_PX = b"q\n0.75 0 0 0.75 0 0 cm\n"
"""How whatever WeasyPrint draws on a page begins: in CSS pixels."""

BODY = re.compile(rb"1 0 0 -1 0 [\d.]+ cm\n" + re.escape(IN_PX) + rb"(.*)\nQ\s*", re.S)
"""All that a page draws; behind it the page's state is as it was before."""

Letters = Mapping[str, Mapping[int, str]]
"""The text of each glyph, by the name of its font in the page."""


class NotFastError(Exception):
    """The fast way does not understand something. The message names no patient."""


@dataclass(frozen=True)
class Tag:
    """A tag: its kind and attributes as the PDF writes them, and what is in it: tags, and the
    numbers of marks of its page."""

    head: bytes
    kids: tuple[Tag | int, ...]


@dataclass(frozen=True, eq=False)
class Shape:
    """The tags of a block and how many marks they have. Blocks with the same tags have the same
    one."""

    tags: tuple[Tag, ...]
    marks: int


@lru_cache(10_000)
def shape_of(tags: tuple[Tag, ...]) -> Shape:
    """The shape of these tags."""
    return Shape(tags, sum(map(_marks_in, tags)))


def _marks_in(tag: Tag) -> int:
    return sum(1 if isinstance(kid, int) else _marks_in(kid) for kid in tag.kids)


@dataclass(frozen=True)
class Finished:
    """A finished PDF, opened."""

    pdf: Any

    @classmethod
    def opened(cls, made: bytes) -> Finished:
        import pikepdf

        return cls(pikepdf.open(io.BytesIO(made)))

    @cached_property
    def document(self) -> Any:
        """The tag of the whole document."""
        return self.pdf.Root.StructTreeRoot.K[0]

    @cached_property
    def fonts(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for page in self.pdf.pages:
            found.update((str(name)[1:], font) for name, font in
                         page.obj.Resources.get("/Font", {}).items())
        return found

    @cached_property
    def letters(self) -> dict[str, dict[int, str]]:
        return {name: letters_of(font) for name, font in self.fonts.items()}

    @cached_property
    def parents(self) -> dict[int, Any]:
        """The rows of the parent tree, by number."""
        numbers = self.pdf.Root.StructTreeRoot.ParentTree.Nums
        return {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}


def letters_of(font: Any) -> dict[int, str]:
    """The text of each glyph of an embedded font."""
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
            for glyph, text in MAPPED.findall(font.ToUnicode.read_bytes())}


def widths_of(font: Any) -> dict[int, int]:
    """The width of each glyph of an embedded font, in thousandths of its size."""
    found: dict[int, int] = {}
    entries = list(font.DescendantFonts[0].W)
    for first, widths in zip(entries[::2], entries[1::2], strict=True):
        found.update((int(first) + at, int(width)) for at, width in enumerate(widths))
    return found


def glyphs_of(array: bytes) -> list[int]:
    """The glyphs that the operand of a TJ shows."""
    shown = b"".join(GLYPHS.findall(array))
    return [int(shown[at:at + 4], 16) for at in range(0, len(shown), 4)]


def text_of(content: bytes, letters: Letters, font: str = "") -> str:
    """All text that a content shows. Raises `NotFastError` where a font lacks a glyph."""
    text: list[str] = []
    for name, array in SHOWN.findall(content):
        if name:
            font = name.decode()
            continue
        try:
            text += [letters[font][glyph] for glyph in glyphs_of(array)]
        except KeyError:
            raise NotFastError("a letter that the shared fonts lack") from None
    return "".join(text)


def content_of(page: Any) -> bytes:
    """The content of a page, however many streams it is in."""
    import pikepdf

    contents = page.Contents
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def tag_of(found: Any) -> Tag:
    """A tag with all that is in it. Raises `NotFastError` where it leads elsewhere."""
    names = [name for name in sorted(found.keys()) if name not in ("/P", "/K", "/Pg", "/Type")]
    head = b" ".join(name.encode() + b" " + as_bytes(found[name]) for name in names)
    if any(match[1] for match in REFERENCE.finditer(head)):
        raise NotFastError("a tag with more than words")
    return Tag(head, tuple(kid if isinstance(kid, int) else tag_of(kid) for kid in kids_of(found)))


def kids_of(tag: Any) -> list[Any]:
    """What is in a tag: tags and numbers of marks."""
    import pikepdf

    kids = tag.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def as_bytes(found: Any) -> bytes:
    """An object as the PDF writes it."""
    return bytes(found.unparse()) if hasattr(found, "unparse") else str(found).encode()


def is_stream(found: Any) -> bool:
    import pikepdf

    return isinstance(found, pikepdf.Stream)
