"""Writing one file from pieces, a patient's texts in their places; see `sdaid.engine.engine`."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from sdaid.engine.frame import FIRST_BOOKMARK, INFO, METADATA, Frame, stream
from sdaid.engine.leaf import (
    TOKEN,
    NotCompiledError,
    TooLongError,
)
from sdaid.engine.pieces import (
    CONTENTS,
    DOCUMENT,
    LEVEL,
    PACKED,
    PAGE_BASE,
    PAGE_STRIDE,
    Piece,
    Slots,
    line_set,
    object_stream,
)
from sdaid.engine.shape import Shaper

CATALOG, PAGES, TAGS, TAG_NUMBERS, OUTLINE = 1, 2, 5, 7, 9
"""Object numbers of what a document has once, as those of `sdaid.engine.frame`."""

SHARED_PACKED = 10
QUICK = 1
"""How hard to compress the list of objects, which is new for each aid."""

ROW = struct.Struct(">BIH")
"""Where an object is: 1, its place in the file, 0; or 2, the object stream, its place there."""


@dataclass(frozen=True)
class Variant:
    """All of a file but a patient's own streams: its bytes up to them in parts, most of which other
    variants have too, and how many they are; how many pages; the compressor that has read the list
    of its objects, the numbers listed, and the first number of a patient's own streams, which are
    last in the file and in its list."""

    parts: tuple[bytes, ...]
    length: int
    pages: int
    rows: Any
    listed: str
    own: int
    slots: tuple[Slots, ...]


def assembled(pieces: Sequence[Piece], frame: Frame) -> Variant:
    """All that the files of a variant have in common."""
    once = _once(pieces, frame)
    own = PAGE_BASE + len(pieces) * PAGE_STRIDE
    slots: list[Slots] = []
    start, places = _start(frame)
    out, at = [start], len(start)
    rows = dict(places)
    listed: list[bytes] = []
    ranges: list[tuple[int, int]] = []
    for place, piece in enumerate(pieces):
        chunk = _chunk(piece, place)
        contents = [own + _place(each, slots) if isinstance(each, tuple) else each
                    for each in chunk.contents]
        base = PAGE_BASE + place * PAGE_STRIDE
        listed.append(ROW.pack(2, SHARED_PACKED, len(once)))
        once[base] = (f"<</Type/Page/Parent {PAGES} 0 R {piece.boxes} "
                      f"/Contents[{_references(contents)}]/Resources {piece.resources} 0 R"
                      f"/Tabs/S/StructParents {place}>>").encode("latin-1")
        listed += [row if isinstance(row, bytes) else ROW.pack(1, at + row, 0)
                   for row in chunk.rows]
        ranges += chunk.ranges
        out.append(chunk.body)
        at += len(chunk.body)
    rows[SHARED_PACKED] = ROW.pack(1, at, 0)
    out.append(_object(SHARED_PACKED, object_stream(list(once), list(once.values()), LEVEL)))
    rows.update((number, ROW.pack(2, SHARED_PACKED, index))
                for index, number in enumerate(once) if number < PAGE_BASE)
    first = sorted(rows)
    compressor = zlib.compressobj(QUICK)
    head = compressor.compress(b"".join([*(rows[number] for number in first), *listed]))
    told = _ranges(first) + "".join(f" {start} {count}" for start, count in ranges)
    return Variant(tuple(out), at + len(out[-1]), len(pieces), (head, compressor), told, own,
                   tuple(slots))


def _place(own: Slots, slots: list[Slots]) -> int:
    """Where `own` is among `slots`; it is added where it is not."""
    for place, each in enumerate(slots):
        if each is own:
            return place
    slots.append(own)
    return len(slots) - 1


@lru_cache(1024)
def _one(slots: Slots) -> Slots:
    """The same object for equal slots."""
    return slots


@lru_cache(16)
def _start(frame: Frame) -> tuple[bytes, dict[int, bytes]]:
    """How every file of a frame begins, and the rows of the objects in it."""
    out = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    at = len(out[0])
    rows: dict[int, bytes] = {}
    for number, body in frame.objects:
        rows[number] = ROW.pack(1, at, 0)
        out.append(_object(number, body))
        at += len(out[-1])
    return b"".join(out), rows


@dataclass(frozen=True)
class _Chunk:
    """A piece as it is written: its objects; the rows of the list for them, with a place in
    `body` where an object has one of its own; (first number, count) of these; its contents as
    numbers, or slots that get one in the file."""

    body: bytes
    rows: tuple[bytes | int, ...]
    ranges: tuple[tuple[int, int], ...]
    contents: tuple[int | Slots, ...]


@lru_cache(1024)
def _chunk(piece: Piece, place: int) -> _Chunk:
    base = PAGE_BASE + place * PAGE_STRIDE
    out: list[bytes] = []
    places: dict[int, int] = {}
    at = 0

    def add(number: int, body: bytes) -> None:
        nonlocal at
        places[number] = at
        out.append(_object(number, body))
        at += len(out[-1])

    contents: list[int | Slots] = []
    for part in piece.content:
        number = base + CONTENTS + len(places)
        contents.append(_one(part) if isinstance(part, tuple) else number)
        if isinstance(part, bytes):
            add(number, stream(part))
    ranges = [(base, 1 + len(places))]
    for number, body in piece.streams:
        add(number, body)
    for index, pack in enumerate(piece.packs):
        add(base + PACKED + index, pack.body)
    ranges.append((base + PACKED, len(piece.packs)))
    rows: list[bytes | int] = [places[number] for number in sorted(places)
                               if number < base + PACKED + len(piece.packs)]
    for index, pack in enumerate(piece.packs):
        ranges.append((pack.first, pack.count))
        rows += [places.get(number, ROW.pack(2, base + PACKED + index, number - pack.first))
                 for number in range(pack.first, pack.first + pack.count)]
    return _Chunk(b"".join(out), _joined(rows), tuple(ranges), tuple(contents))


def _joined(rows: Sequence[bytes | int]) -> tuple[bytes | int, ...]:
    """Rows with those that never change put together."""
    made: list[bytes | int] = []
    for fixed, several in groupby(rows, lambda row: isinstance(row, bytes)):
        run = list(several)
        made += [b"".join(row for row in run if isinstance(row, bytes))] if fixed else run
    return tuple(made)


def _object(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%s\nendobj\n" % (number, body)


def _once(pieces: Sequence[Piece], frame: Frame) -> dict[int, bytes]:
    """The objects that tie the pages together."""
    bases = [PAGE_BASE + place * PAGE_STRIDE for place in range(len(pieces))]
    dests = sorted((name, f"[{base} 0 R {place}]")
                   for base, piece in zip(bases, pieces, strict=True)
                   for name, place in piece.dests)
    names = f"/Names<</Dests<</Names[{' '.join(f'{name} {to}' for name, to in dests)}]>>>>"
    marks = _outline([(level, title, f"[{base} 0 R {place}]")
                      for base, piece in zip(bases, pieces, strict=True)
                      for level, title, place in piece.bookmarks])
    texts = {
        CATALOG: f"<</Type/Catalog/Pages {PAGES} 0 R {frame.catalog} /Metadata {METADATA} 0 R"
                 f"{names if dests else ''}{f'/Outlines {OUTLINE} 0 R' if marks else ''}"
                 f"/StructTreeRoot {TAGS} 0 R>>",
        PAGES: f"<</Type/Pages/Count {len(pieces)}/Kids[{_references(bases)}]>>",
        TAGS: f"<</Type/StructTreeRoot/K[{DOCUMENT} 0 R]/ParentTree {TAG_NUMBERS} 0 R>>",
        DOCUMENT: f"<</Type/StructElem/S/Document/P {TAGS} 0 R/K["
                  f"{_references(top for piece in pieces for top in piece.tops)}]>>",
        TAG_NUMBERS: "<</Nums[{}]>>".format(" ".join(
            f"{place} {piece.numbers} 0 R" for place, piece in enumerate(pieces))),
        **marks}
    return {number: text.encode("latin-1") for number, text in texts.items()}


@dataclass
class _Bookmark:
    number: int
    parent: _Bookmark | None
    level: int
    text: str
    kids: list[_Bookmark]

    def size(self) -> int:
        return sum(1 + kid.size() for kid in self.kids)


def _outline(marks: Sequence[tuple[int, str, str]]) -> dict[int, str]:
    """The bookmarks as objects: each below the last one before it of a smaller level."""
    if len(marks) > PAGE_BASE - FIRST_BOOKMARK:
        raise NotCompiledError("too many bookmarks")
    root = _Bookmark(OUTLINE, None, 0, "", [])
    last, made = root, [root]
    for place, (level, title, to) in enumerate(marks):
        parent = last
        while parent.level >= level and parent.parent is not None:
            parent = parent.parent
        last = _Bookmark(FIRST_BOOKMARK + place, parent, level, f"/Title {title}/Dest{to}", [])
        parent.kids.append(last)
        made.append(last)
    return {each.number: _bookmark(each) for each in made} if marks else {}


def _bookmark(mark: _Bookmark) -> str:
    parts = [f"/Count {mark.size()}", mark.text]
    if mark.kids:
        parts.append(f"/First {mark.kids[0].number} 0 R/Last {mark.kids[-1].number} 0 R")
    if mark.parent is not None:
        among = mark.parent.kids
        place = next(at for at, each in enumerate(among) if each is mark)
        parts.append(f"/Parent {mark.parent.number} 0 R")
        if place:
            parts.append(f"/Prev {among[place - 1].number} 0 R")
        if place + 1 < len(among):
            parts.append(f"/Next {among[place + 1].number} 0 R")
    return f"<<{''.join(parts)}>>"


def written(variant: Variant, texts: Mapping[str, str], shaper: Shaper) -> tuple[bytes, ...]:
    """The file of one patient, whose texts are by the letters of their stand-ins, in parts: those
    that many files have are the same objects.

    Raises `TooLongError` where a text is longer than its line, `NotShapedError` where it cannot be
    set.
    """
    out, at = list(variant.parts), variant.length
    rows = []
    for place, slots in enumerate(variant.slots):
        body = _object(variant.own + place,
                       stream(zlib.compress(filled(slots, texts, shaper), LEVEL)))
        rows.append(ROW.pack(1, at, 0))
        out.append(body)
        at += len(body)
    number = variant.own + len(rows)
    rows.append(ROW.pack(1, at, 0))
    head, compressor = variant.rows
    compressor = compressor.copy()
    listed = head + compressor.compress(b"".join(rows)) + compressor.flush()
    out.append(
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Index[%s %d %d]/Root %d 0 R/Info %d 0 R"
        b"/Filter/FlateDecode/Length %d>>\nstream\n" % (
            number, number + 1, variant.listed.encode(), variant.own, len(rows), CATALOG, INFO,
            len(listed)))
    out += [listed, b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at]
    return tuple(out)


def fits(piece: Piece, texts: Mapping[str, str], shaper: Shaper) -> bool:
    """Whether all `texts` fit their lines on this page."""
    try:
        for part in piece.content:
            if isinstance(part, tuple):
                filled(part, texts, shaper)
    except TooLongError:
        return False
    return True


def filled(slots: Slots, texts: Mapping[str, str], shaper: Shaper) -> bytes:
    """The content of `slots` with a patient's `texts`. Raises `TooLongError` where a line would
    reach further than was proved."""
    out: list[bytes] = []
    end = 0.0
    for part in slots:
        if isinstance(part, bytes):
            out.append(part)
            continue
        x = end + part.x if part.follows else part.x
        if part.array:
            array, width = part.array, part.width
        else:
            text = TOKEN.sub(lambda match: texts[match[1]], part.text)
            array, width = shaper.shape(part.font, part.size, text)
        end = x + width
        if part.limit is not None and end > part.limit:
            raise TooLongError("a text too long for its line")
        out.append(line_set(x, part.y, part.font, part.size, array))
    return b"".join(out)


def _references(numbers: Iterable[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def _ranges(numbers: Sequence[int]) -> str:
    """Rising numbers as pairs of a first number and how many follow it."""
    pairs: list[list[int]] = []
    for number in numbers:
        if pairs and number == sum(pairs[-1]):
            pairs[-1][1] += 1
        else:
            pairs.append([number, 1])
    return " ".join(f"{first} {count}" for first, count in pairs)
