"""Writing one patient's file: the shared pages, and fragments in their kept places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from sdaid.engine.content import Tag
from sdaid.engine.fragments import AT, TABLE, Fragment
from sdaid.engine.numbers import decimal
from sdaid.engine.sheets import Kept, Page, Sheets, compressed, object_stream, row, stream

LEVEL = 6

OWN = re.compile(rb"\x03(\d+)\x03")


class Placed(NamedTuple):
    """A fragment and how far below the top of its place it stands, in px."""

    fragment: Fragment
    down: float
    goes_on: bool


def written(sheets: Sheets, filled: Sequence[Sequence[Sequence[Placed]]], listed: Any
            ) -> tuple[bytes, ...]:
    """The file in parts, of which the first is the same for many patients. `filled` has for each
    page and each of its kept places what stands there; `listed` is a compressor that has read
    `sheets.rows`."""
    made = _Patient(sheets)
    for page, places in zip(sheets.pages, filled, strict=True):
        made.add_page(page, places)
    return made.file(listed)


class _Patient:
    """The objects that are one patient's own. `anew` are those that take the place of a number
    below `sheets.next`, `added` those from there on."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
        self.anew: dict[int, bytes] = {}
        self.added: list[bytes] = []
        self.streams: list[bytes] = []
        self.tree: list[bytes] = []

    def add_page(self, page: Page, places: Sequence[Sequence[Placed]]) -> None:
        row_, mark = [page.row], page.marks
        contents = [b"%d 0 R" % page.contents[0]]
        for kept, placed, after in zip(page.kept, places, page.contents[1:], strict=True):
            out: list[bytes] = []
            kids: list[bytes] = []
            rows = _Rows(self, kept.tag, page.number, row_)
            for each in placed:
                _draw(out, kept, each, placed, mark)
                rows.add(each, mark, kids)
                mark += len(each.fragment.parts) - 1
            rows.end(kids)
            self.anew[kept.tag] = kept.opened + (b"/K[%s]>>" % b" ".join(kids) if kids else b">>")
            if out:
                contents.append(b"\x03%d\x03" % len(self.streams))
                self.streams.append(b"".join(out))
            contents.append(b"%d 0 R" % after)
        self.anew[page.number] = b"%s/Contents[%s]>>" % (page.opened, b" ".join(contents))
        self.tree.append(b"%d[%s]" % (len(self.tree), b" ".join(row_)))

    def tag(self, tag: Tag, parent: int, page: int, mark: int, marks: dict[int, bytes],
            table: int, at: int) -> bytes:
        """A reference to `tag`, which is added with all that is in it."""
        number = self.sheets.next + len(self.added)
        self.added.append(b"")
        reference = b"%d 0 R" % number
        if b"/S /Table" in tag.head:
            table = number
        kids = []
        for kid in tag.kids:
            if isinstance(kid, int):
                marks[mark + kid] = reference
                kids.append(b"%d" % (mark + kid))
            else:
                kids.append(self.tag(kid, number, page, mark, marks, table, at))
        self.added[number - self.sheets.next] = _element(tag, parent, page, kids, table, at)
        return reference

    def file(self, listed: Any) -> tuple[bytes, ...]:
        sheets = self.sheets
        self.anew[sheets.tree] = b"<</Nums[%s %s]>>" % (b" ".join(self.tree), sheets.trailing)
        first = sheets.next + len(self.added)
        texts = {number: _with_contents(text, first) for number, text in self.anew.items()}
        numbers = [*sorted(texts), *range(sheets.next, first)]
        pack = first + len(self.streams)
        out, at, rows = [sheets.start], len(sheets.start), []
        rows += [row(2, pack, index) for index in range(len(numbers))]
        for number, body in [
                *((first + place, stream(compressed(each, LEVEL)))
                  for place, each in enumerate(self.streams)),
                (pack, object_stream(numbers, [*(texts[each] for each in sorted(texts)),
                                               *self.added], LEVEL))]:
            rows.append(row(1, at, 0))
            out.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            at += len(out[-1])
        rows.append(row(1, at, 0))
        head, compressor = listed
        compressor = compressor.copy()
        packed = head + compressor.compress(b"".join(rows)) + compressor.flush()
        return (sheets.start, b"".join(out[1:]) + (
            b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Index[1 %d]/Root %d 0 R/Info %d 0 R"
            b"/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n"
            b"%%%%EOF\n" % (pack + 1, pack + 2, pack + 1, sheets.root, sheets.info, len(packed),
                            packed, at)))


class _Rows:
    """The tags of a place, while they are added: rows of one table come into one tag."""

    def __init__(self, patient: _Patient, parent: int, page: int, row_: list[bytes]) -> None:
        self.patient, self.parent, self.page, self.row = patient, parent, page, row_
        self.open: tuple[Tag, int, int, list[bytes]] | None = None
        self.count = 0

    def add(self, placed: Placed, mark: int, kids: list[bytes]) -> None:
        """Add the tags of a fragment whose marks count from `mark`."""
        marks: dict[int, bytes] = {}
        for tag in placed.fragment.tags:
            if isinstance(tag, int):
                raise ValueError(tag)
            body = _body(tag)
            if body is None:
                self.end(kids)
                kids.append(self.patient.tag(tag, self.parent, self.page, mark, marks, 0, 0))
                continue
            if not placed.goes_on:
                self.end(kids)
            if self.open is None:
                table = self._reserve()
                self.open, self.count = (tag, table, self._reserve(), []), 0
            _, table, group, rows = self.open
            for kid in body.kids:
                rows.append(self.patient.tag(kid, group, self.page, mark, marks, table,
                                             self.count))
                self.count += 1
        self.row.extend(marks[mark + place] for place in range(len(marks)))

    def _reserve(self) -> int:
        self.patient.added.append(b"")
        return self.patient.sheets.next + len(self.patient.added) - 1

    def end(self, kids: list[bytes]) -> None:
        """Write the table that is open."""
        if self.open is None:
            return
        tag, table, group, rows = self.open
        added, first = self.patient.added, self.patient.sheets.next
        body = _body(tag)
        assert body is not None
        added[table - first] = _element(tag, self.parent, self.page, [b"%d 0 R" % group], table, 0)
        added[group - first] = _element(body, table, self.page, rows, table, 0)
        kids.append(b"%d 0 R" % table)
        self.open = None


def _body(tag: Tag) -> Tag | None:
    """The only group of rows of a table."""
    if tag.head.endswith(b"/S /Table") and len(tag.kids) == 1 and isinstance(tag.kids[0], Tag):
        return tag.kids[0]
    return None


def _element(tag: Tag, parent: int, page: int, kids: Sequence[bytes], table: int, at: int
             ) -> bytes:
    head = tag.head
    if TABLE in head:
        head = head.replace(TABLE, b"%d" % table).replace(AT, b"%d" % at)
    return b"<</Type/StructElem%s/P %d 0 R/Pg %d 0 R/K[%s]>>" % (
        head, parent, page, b" ".join(kids))


def _draw(out: list[bytes], kept: Kept, each: Placed, placed: Sequence[Placed], mark: int) -> None:
    place = kept.place
    top = place.y + each.down
    if place.rises:
        top += place.height - placed[-1].down - placed[-1].fragment.height
    out.append(b"q\n1 0 0 1 %s %s cm\n" % (decimal(place.x), decimal(top)))
    first, *rest = each.fragment.parts
    out.append(first)
    for part in rest:
        out.append(b"/MCID %d" % mark)
        out.append(part)
        mark += 1
    out.append(b"Q\n")


def _with_contents(text: bytes, first: int) -> bytes:
    """A page's object, in which the numbers of its own contents count from `first`."""
    return OWN.sub(lambda match: b"%d 0 R" % (first + int(match[1])), text)
