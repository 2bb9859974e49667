"""The pages that all patients share, as the parts of a file; see `sdaid.engine.engine`.

They come from one finished PDF with stand-ins in the kept places. Its objects get new numbers:
first those that every patient's file has, then those that each file writes anew (the pages and the
tags of kept places), then, page by page, what a patient adds.
"""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sdaid.page.boxes import Place
from sdaid.pdf.content import (
    BODY,
    MARK,
    MARKED,
    REFERENCE,
    SET_TEXT,
    Finished,
    Letters,
    NotFastError,
    as_bytes,
    content_of,
    is_stream,
    kids_of,
    text_of,
    widths_of,
)
from sdaid.pdf.objects import numbered, object_stream, packed, row, stream

STAND_IN = re.compile(r"Qz(\d{3})zq")
"""What stands in a kept place while the shared pages are laid out."""

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
ROOM = 1000
"""Objects packed into one at most."""

HEAD_MARKS = 16
"""Numbers of marks that a page keeps for its head, before its own."""

BLOCK = 1000
"""Numbers of objects that a page has for what is a patient's own."""


@dataclass(frozen=True)
class Kept:
    """A kept place: the number of its stand-in, where it is, and the object of its tag."""

    stand_in: int
    place: Place
    tag: int
    opened: bytes


@dataclass(frozen=True)
class Page:
    """A shared page: its object up to its contents, the object of its shared content, its row of
    the parent tree and how many marks that has; its kept places, the last of which is its head."""

    number: int
    opened: bytes
    content: int
    row: bytes
    marks: int
    kept: tuple[Kept, ...]


@dataclass(frozen=True)
class Sheets:
    """The shared pages. `start` is the file up to what a patient adds, `rows` its part of the list
    of objects and `next` the first number that is free, which is for the content of the head.
    `widths`, `letters` and `names` are of the fonts, by their names in a page; `states` are the
    graphics states that a page knows."""

    start: bytes
    rows: bytes
    next: int
    root: int
    info: int
    pages: tuple[Page, ...]
    widths: dict[str, dict[int, int]]
    letters: dict[str, dict[int, str]]
    names: dict[str, str]
    states: tuple[str, ...]


def first_number(after: int, page: int) -> int:
    """The first number of what is a patient's own on a page, where `after` is that of the head's
    content: its row of the parent tree. The next is the pack that holds the page's object and the
    tags of its kept places, then comes the content of these."""
    return after + 1 + page * BLOCK


def sheets_of(made: Finished, fonts: Finished, places: Sequence[tuple[str, Place]]) -> Sheets:
    """The shared pages of `made`, whose stand-ins are at these `places`, with the fonts of `fonts`.
    Raises `NotFastError` where a stand-in is somewhere else too, or pages have no head in
    common."""
    _take_fonts(made, fonts)
    letters = made.letters
    where = {(int(text[2:5]), place.page): place for text, place in places}
    cleared = [_cleared(made, number, letters, where) for number in range(len(made.pdf.pages))]
    if sum(len(each.kept) for each in cleared) != len(places):
        raise NotFastError("a kept place that is not on its page")
    heads = {replace(each.kept[-1][1], page=0) if each.kept else None for each in cleared}
    if len(heads) > 1 or None in heads:
        raise NotFastError("pages with different heads")
    return _numbered(made, cleared, letters)


@dataclass
class _Cleared:
    """A page without its stand-ins: its content, its marks' tags, its kept places' tags."""

    page: Any
    content: Any
    tags: list[Any]
    kept: list[tuple[int, Place, Any]]

    @property
    def places(self) -> list[Any]:
        """The tags of the kept places."""
        return [tag for _, _, tag in self.kept]

    @property
    def anew(self) -> list[Any]:
        """What each patient's file writes anew."""
        return [self.page, *self.places]


def _take_fonts(made: Finished, fonts: Finished) -> None:
    for page in made.pdf.pages:
        table = page.obj.Resources.get("/Font", {})
        for name in list(table.keys()):
            if name[1:] not in fonts.fonts:
                raise NotFastError("a font without an alphabet")
            table[name] = made.pdf.copy_foreign(fonts.fonts[name[1:]])


def _cleared(made: Finished, number: int, letters: Letters,
             where: Mapping[tuple[int, int], Place]) -> _Cleared:
    """A page without its stand-ins; its marks are counted anew, and its tags too."""
    page = made.pdf.pages[number].obj
    content, parents = content_of(page), made.parents[int(page.StructParents)]
    kept: list[tuple[int, Place, Any]] = []
    gone: set[int] = set()
    font = ""

    def cleared(match: re.Match[bytes]) -> bytes:
        nonlocal font
        told = STAND_IN.search(text_of(match[2], letters, font))
        font = (re.findall(rb"/(\w+) \S+ Tf", match[2]) or [font.encode()])[-1].decode()
        if told is None:
            return match[0]
        place = where.get((int(told[1]), number))
        if place is None:
            raise NotFastError("a stand-in in no kept place")
        mark = int(match[1])
        gone.add(mark)
        tag = parents[mark]
        while str(tag.S) == "/Span":
            tag = tag.P
        kept.append((int(told[1]), place, tag))
        return SET_TEXT.sub(b"", match[2])

    if not BODY.fullmatch(content):
        raise NotFastError("a page that is drawn in another way")
    content = MARKED.sub(cleared, content)
    marks = [mark for mark in range(len(parents)) if mark not in gone]
    anew = {mark: place for place, mark in enumerate(marks, HEAD_MARKS)}
    content = MARK.sub(lambda match: b"/MCID %d" % anew[int(match[1])], content)
    for _, _, tag in kept:
        tag.K = made.pdf.make_indirect([])
    for tag in {parents[mark].objgen: parents[mark] for mark in marks}.values():
        tag.K = [anew[kid] if isinstance(kid, int) else kid for kid in kids_of(tag)]
    content = content.replace(b">0<", b"")  # moves by nothing between letters
    return _Cleared(page, made.pdf.make_stream(content), [parents[mark] for mark in marks], kept)


def _numbered(made: Finished, cleared: Sequence[_Cleared], letters: Letters) -> Sheets:
    """The objects with their new numbers, written."""
    pdf = made.pdf
    tree = pdf.Root.StructTreeRoot.ParentTree
    if not tree.is_indirect:
        tree = pdf.Root.StructTreeRoot.ParentTree = pdf.make_indirect(tree)
    of_pages = [int(each.page.StructParents) for each in cleared]
    others = {number: found for number, found in made.parents.items() if number not in of_pages}
    del tree["/Nums"]
    for each in cleared:  # what is in a page, and in the tags of its places, is written anew
        del each.page["/Contents"]
        for tag in each.places:
            del tag["/K"]
    fixed = _reached(pdf, [
        pdf.trailer.Root, pdf.trailer.Info, *others.values(),
        *(found for each in cleared for found in (each.content, *each.tags, *each.places))],
        {found.objgen for each in cleared for found in each.anew})
    out = _Writer(fixed, [each.anew for each in cleared])
    rows = {number: first_number(out.next, place) for place, number in enumerate(of_pages)}
    rows |= {number: out.number(found) for number, found in others.items()}
    out.write({tree.objgen: b"<</Nums[%s]>>" % b" ".join(
        b"%d %d 0 R" % each for each in sorted(rows.items()))})
    fonts = made.fonts
    return Sheets(
        start=b"".join(out.parts), rows=b"".join(out.rows), next=out.next,
        root=out.number(pdf.trailer.Root), info=out.number(pdf.trailer.Info),
        pages=tuple(Page(
            out.number(each.page), out.text(each.page)[:-2],
            out.number(each.content),
            b" ".join(b"%d 0 R" % out.number(tag) for tag in each.tags), len(each.tags),
            tuple(Kept(stand_in, where, out.number(tag), out.text(tag)[:-2])
                  for stand_in, where, tag in each.kept))
            for each in cleared),
        widths={name: widths_of(font) for name, font in fonts.items()},
        letters={name: dict(each) for name, each in letters.items()},
        names={name: as_bytes(font.BaseFont).decode().split("+", 1)[-1].lstrip("/")
               for name, font in fonts.items()},
        states=tuple(sorted({str(name)[1:] for each in cleared for name in dict(
            each.page.Resources.get("/ExtGState", {}))})))


class _Writer:
    """The start of a file. Numbers are given to packs of objects, to streams, to what is packed,
    and to the objects of each page that are written `anew` by each patient's file, in this
    order."""

    def __init__(self, fixed: Sequence[Any], anew: Sequence[Sequence[Any]]) -> None:
        self.streams = [each for each in fixed if is_stream(each)]
        self.plain = [each for each in fixed if not is_stream(each)]
        self.anew = anew
        self._packs = [self.plain[at:at + ROOM] for at in range(0, len(self.plain), ROOM)]
        given = [*self.streams, *self.plain, *(found for each in anew for found in each)]
        self._numbers = {found.objgen: number for number, found in enumerate(
            given, 1 + len(self._packs))}
        self.next = 1 + len(self._packs) + len(given)
        self.parts, self.rows = [HEADER], list[bytes]()
        self._at = len(HEADER)

    def number(self, found: Any) -> int:
        """The new number of an object."""
        return self._numbers[found.objgen]

    def text(self, found: Any, *, resolved: bool = True) -> bytes:
        """An object as it is written, with new numbers."""
        raw = bytes(found.unparse(resolved=True)) if resolved else as_bytes(found)
        return REFERENCE.sub(lambda match: match[0] if match[1] is None else b"%d 0 R" % (
            self._numbers[int(match[1]), int(match[2])]), raw)

    def write(self, known: Mapping[tuple[int, int], bytes]) -> None:
        """Write all but what is written anew; some objects have a text that is `known`."""
        for number, held in enumerate(self._packs, 1):
            self._add(number, object_stream(
                list(map(self.number, held)),
                [known.get(each.objgen) or self.text(each) for each in held], 9))
        for each in self.streams:
            kept = b" ".join(name.encode() + b" " + self.text(each[name], resolved=False)
                             for name in sorted(each.keys())
                             if name not in ("/Length", "/Filter", "/DecodeParms"))
            self._add(self.number(each), stream(zlib.compress(each.read_bytes(), 9), kept))
        for number, held in enumerate(self._packs, 1):
            self.rows.append(packed(number, 0, len(held)))
        for page, written in enumerate(self.anew):
            self.rows.append(packed(first_number(self.next, page) + 1, 0, len(written)))

    def _add(self, number: int, body: bytes) -> None:
        self.rows.append(row(1, self._at, 0))
        self.parts.append(numbered(number, body))
        self._at += len(self.parts[-1])


def _reached(pdf: Any, first: Sequence[Any], anew: set[tuple[int, int]]) -> list[Any]:
    """All objects that something leads to but those that are written anew, the nearest first: so
    the tags of one row of a table have numbers beside one another, and take less room."""
    seen: dict[tuple[int, int], Any] = {}
    waiting = deque(first)
    while waiting:
        found = waiting.popleft()
        if not found.is_indirect:
            raise NotFastError("an object without a number")
        if found.objgen in seen:
            continue
        seen[found.objgen] = found
        raw = bytes(found.unparse(resolved=True)) if not is_stream(found) else b" ".join(
            as_bytes(found[name]) for name in found.keys() if name != "/Length")  # noqa: SIM118
        waiting += [pdf.get_object(int(match[1]), int(match[2]))
                    for match in REFERENCE.finditer(raw) if match[1]]
    return [found for key, found in seen.items() if key not in anew]
