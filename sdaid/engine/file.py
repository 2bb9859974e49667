"""Writing one patient's file: the shared pages, and fragments in their kept places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from sdaid.engine.content import Tag
from sdaid.engine.fragments import AT, TABLE, Fragment
from sdaid.engine.objects import compressed, decimal, object_stream, row, stream
from sdaid.engine.sheets import Kept, Page, Sheets

LEVEL = 6
"""How hard to compress what one file has."""

OWN = re.compile(rb"\x03(\d+)\x03")
"""A page's own content, by its place among the file's, until that has a number."""


class Placed(NamedTuple):
    """A fragment and how far below the top of its place it stands, in px; `goes_on` where it is a
    row of the table before it."""

    fragment: Fragment
    down: float
    goes_on: bool


class _At(NamedTuple):
    """Where a tag comes to stand: its page's object, the number of its fragment's first mark, the
    object of its table and which row of it it is in."""

    page: int
    mark: int
    table: int = 0
    row: int = 0


def written(sheets: Sheets, filled: Sequence[Sequence[Sequence[Placed]]], listed: Any
            ) -> tuple[bytes, ...]:
    """The file in parts, of which the first is the same for many patients. `filled` has for each
    page and each of its kept places what stands there; `listed` is what a compressor made of
    `sheets.rows`, and that compressor."""
    made = _Patient(sheets)
    for page, places in zip(sheets.pages, filled, strict=True):
        made.add_page(page, places)
    return made.file(listed)


class _Patient:
    """The objects that are one patient's own: `anew` are those with a number of the shared part,
    `added` those that follow, and `streams` the contents of kept places. `tree` are the rows of
    the parent tree."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
        self.anew: dict[int, bytes] = {}
        self.added: list[bytes] = []
        self.streams: list[bytes] = []
        self.tree: list[bytes] = []

    def add_page(self, page: Page, places: Sequence[Sequence[Placed]]) -> None:
        """Fill the kept places of a page."""
        parents, mark = [page.row], page.marks
        contents = [b"%d 0 R" % page.contents[0]]
        for kept, placed, after in zip(page.kept, places, page.contents[1:], strict=True):
            out: list[bytes] = []
            tags = _Tags(self, kept.tag, parents)
            for each in placed:
                _draw(out, kept, each, placed, mark)
                tags.add(each, _At(page.number, mark))
                mark += len(each.fragment.parts) - 1
            tags.close()
            self.anew[kept.tag] = kept.opened + (
                b"/K[%s]>>" % b" ".join(tags.kids) if tags.kids else b">>")
            if out:
                contents.append(b"\x03%d\x03" % len(self.streams))
                self.streams.append(b"".join(out))
            contents.append(b"%d 0 R" % after)
        self.anew[page.number] = b"%s/Contents[%s]>>" % (page.opened, b" ".join(contents))
        self.tree.append(b"%d[%s]" % (len(self.tree), b" ".join(parents)))

    def reserve(self) -> int:
        """The number of a new object."""
        self.added.append(b"")
        return self.sheets.next + len(self.added) - 1

    def put(self, number: int, tag: Tag, parent: int, kids: Sequence[bytes], at: _At) -> bytes:
        """Write a tag into the object that was reserved for it; a reference to it."""
        head = tag.head
        if TABLE in head:
            head = head.replace(TABLE, b"%d" % at.table).replace(AT, b"%d" % at.row)
        self.added[number - self.sheets.next] = (
            b"<</Type/StructElem%s/P %d 0 R/Pg %d 0 R/K[%s]>>" % (
                head, parent, at.page, b" ".join(kids)))
        return b"%d 0 R" % number

    def tag(self, tag: Tag, parent: int, at: _At, marks: dict[int, bytes]) -> bytes:
        """A reference to `tag`, which is added with all that is in it; `marks` gets the tag of
        each mark."""
        number = self.reserve()
        if tag.head.endswith(b"/S /Table"):
            at = at._replace(table=number)
        kids = []
        for kid in tag.kids:
            if isinstance(kid, int):
                marks[kid] = b"%d 0 R" % number
                kids.append(b"%d" % (at.mark + kid))
            else:
                kids.append(self.tag(kid, number, at, marks))
        return self.put(number, tag, parent, kids, at)

    def file(self, listed: Any) -> tuple[bytes, ...]:
        """The whole file."""
        sheets = self.sheets
        self.anew[sheets.tree] = b"<</Nums[%s %s]>>" % (b" ".join(self.tree), sheets.trailing)
        first = sheets.next + len(self.added)
        pack = first + len(self.streams)
        texts = [OWN.sub(lambda match: b"%d 0 R" % (first + int(match[1])), self.anew[number])
                 for number in sorted(self.anew)] + self.added
        numbers = [*sorted(self.anew), *range(sheets.next, first)]
        rows = [row(2, pack, index) for index in range(len(numbers))]
        bodies = [stream(compressed(each, LEVEL)) for each in self.streams]
        out, at = [], len(sheets.start)
        for number, body in enumerate([*bodies, object_stream(numbers, texts, LEVEL)], first):
            rows.append(row(1, at, 0))
            out.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            at += len(out[-1])
        rows.append(row(1, at, 0))
        head, compressor = listed
        compressor = compressor.copy()
        packed = head + compressor.compress(b"".join(rows)) + compressor.flush()
        out.append(
            b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Index[1 %d]/Root %d 0 R/Info %d 0 R"
            b"/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n"
            b"%%%%EOF\n" % (pack + 1, pack + 2, pack + 1, sheets.root, sheets.info, len(packed),
                            packed, at))
        return sheets.start, b"".join(out)


class _Tags:
    """The tags in a kept place, whose tag is `parent`: rows of one table come into one tag.
    `parents` is the page's row of the parent tree."""

    def __init__(self, patient: _Patient, parent: int, parents: list[bytes]) -> None:
        self._patient, self._parent, self._parents = patient, parent, parents
        self.kids: list[bytes] = []
        self._table: tuple[Tag, Tag, int, int, list[bytes], _At] | None = None

    def add(self, placed: Placed, at: _At) -> None:
        """Add the tags of a fragment."""
        marks: dict[int, bytes] = {}
        if not placed.goes_on:
            self.close()
        for tag in placed.fragment.tags:
            body = tag.kids[0] if tag.head.endswith(b"/S /Table") and len(tag.kids) == 1 else None
            if not isinstance(body, Tag):
                self.close()
                self.kids.append(self._patient.tag(tag, self._parent, at, marks))
                continue
            if self._table is None:
                reserve = self._patient.reserve
                self._table = tag, body, reserve(), reserve(), [], at
            _, _, table, group, rows, _ = self._table
            for kid in body.kids:
                assert isinstance(kid, Tag)  # noqa: S101 - a table's body holds rows
                rows.append(self._patient.tag(
                    kid, group, at._replace(table=table, row=len(rows)), marks))
        self._parents.extend(marks[place] for place in range(len(marks)))

    def close(self) -> None:
        """Write the table that is open."""
        if self._table is None:
            return
        tag, body, table, group, rows, at = self._table
        inner = self._patient.put(group, body, table, rows, at)
        self.kids.append(self._patient.put(table, tag, self._parent, [inner], at))
        self._table = None


def _draw(out: list[bytes], kept: Kept, each: Placed, placed: Sequence[Placed], mark: int) -> None:
    """The operators of a fragment in its place."""
    place = kept.place
    top = place.y + each.down
    if place.rises:
        top += place.height - placed[-1].down - placed[-1].fragment.height
    out.append(b"q\n1 0 0 1 %s %s cm\n" % (decimal(place.x), decimal(top)))
    first, *rest = each.fragment.parts
    out.append(first)
    for number, part in enumerate(rest, mark):
        out += [b"/MCID %d" % number, part]
    out.append(b"Q\n")
