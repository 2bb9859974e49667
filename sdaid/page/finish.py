"""What WeasyPrint leaves to be put right in a PDF that it has drawn: what its glyphs say, and tags
that say nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sdaid.page import fonts

GLYPH_LINE = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")

HOLD_TEXT = frozenset({"/P", "/H1", "/H2", "/H3", "/TH", "/TD", "/LBody", "/Lbl", "/Span"})
"""Tags that may hold text themselves."""


def finish(_document: object, pdf: Any) -> None:
    """Put the objects of a PDF right, before they are written."""
    _map_every_glyph(pdf)
    _drop_empty_spans(pdf)


def _drop_empty_spans(pdf: Any) -> None:
    """Take out tags that say nothing: WeasyPrint wraps each line of text in a span of its own,
    though the paragraph around it can hold it. They are a third of all tags."""
    found: list[Any] = [each for each in pdf.objects if isinstance(each, dict)]
    tags = {each.reference: each for each in found if "S" in each and "K" in each}
    instead: dict[bytes, bytes] = {}
    for tag in reversed(tags.values()):  # what is in a tag comes behind it
        kids: list[Any] = []
        for kid in tag["K"]:
            held = tags.get(kid) if isinstance(kid, bytes) else None
            if (held is None or tag["S"] not in HOLD_TEXT or held["S"] != "/Span"
                    or held.keys() != {"Type", "S", "K", "Pg", "P"} or held["Pg"] != tag["Pg"]
                    or not all(isinstance(each, int) for each in held["K"])):
                kids.append(kid)
                continue
            kids += held["K"]
            instead[kid] = tag.reference
            _free(held)
        tag["K"][:] = kids
    for row in next((each["Nums"] for each in found if "Nums" in each), ())[1::2]:
        if isinstance(row, list):
            row[:] = [_last(reference, instead) for reference in row]


def _free(thing: Any) -> None:
    """Leave an object out of the file. pydyf counts every object of generation 0 among those that
    it packs, whether it writes it or not: a free one would move the place of each that follows. Its
    line of the cross-references says free where its number is 0."""
    thing.free, thing.number, thing.generation = "f", 0, 1


def _last(reference: bytes, instead: dict[bytes, bytes]) -> bytes:
    while reference in instead:
        reference = instead[reference]
    return reference


def _map_every_glyph(pdf: Any) -> None:
    """Give each glyph its character. WeasyPrint gives it what it is first used for, which may be a
    letter with its marks; and it maps the second glyph of a letter to nothing, which PDF/UA
    forbids: a word joiner is read as nothing."""
    names = {int(part["ToUnicode"].split()[0]): part["BaseFont"].decode().split("+")[-1]
             for part in pdf.objects if isinstance(part, dict) and "ToUnicode" in part}
    for part in pdf.objects:
        lines = getattr(part, "stream", None)
        if lines and b"begincmap" in lines:
            letters = fonts.glyph_letters(names.get(part.number, ""))
            part.stream = [_mapped(line, letters) for line in lines]


def _mapped(line: bytes, letters: Mapping[int, str]) -> bytes:
    """A line of a glyph map, as in <0041> <0628>, with the character that the glyph stands for."""
    match = GLYPH_LINE.fullmatch(line)
    if match is None:
        return line
    letter = letters.get(int(match[1], 16))
    told = letter.encode("utf-16-be").hex().encode() if letter else match[2] or b"2060"
    return b"<%s> <%s>" % (match[1], told)
