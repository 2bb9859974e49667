"""Writing one patient's file: the shared pages, and fragments in their kept places.

What does not depend on the patient's words is written once and kept: contents between filled
places, and a page's tags for all patients whose places on it hold blocks of the same kinds. Each
object has its number from its page and its place alone, so that this can be used as it is.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sdaid.engine.fragments import AT, TABLE, Fragment
from sdaid.engine.sheets import BLOCK, HEAD_MARKS, Kept, Sheets
from sdaid.engine.store import Latest
from sdaid.pdf.content import NotFastError, Shape, Tag
from sdaid.pdf.objects import compressed, decimal, numbered, object_stream, packed, row, stream

LEVEL = 6
"""How hard to compress."""

MOST_KINDS = 1000
"""Pages with their tags that are held in memory."""

FREE = row(0, 0, 0)


class Placed(NamedTuple):
    """A fragment and how far below the top of its place it stands, in px; `goes_on` where it is a
    row of the table before it."""

    fragment: Fragment
    down: float
    goes_on: bool


class Writer:
    """Writes the files of all patients who have the same `sheets`."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self._between: dict[tuple[int, int, int], bytes] = {}
        self._tagged: Latest[tuple[object, ...], _Tagged] = Latest(MOST_KINDS)

    def file(self, filled: Sequence[Sequence[Sequence[Placed]]]) -> tuple[bytes, ...]:
        """The file in parts; those that many patients have are the same objects. `filled` has for
        each page and each of its kept places what stands there."""
        sheets = self._sheets
        parts, rows, blocks = [sheets.start], [FREE, sheets.rows], [0, sheets.next]
        at = len(sheets.start)
        for index, (page, places) in enumerate(zip(sheets.pages, filled, strict=True)):
            again = index > 0 and self._same_head(index, places, filled[0])
            tagged = self._tagged_page(index, places, again=again)
            base = sheets.base(index)
            objects: list[tuple[int, bytes]] = [(base + 1, tagged.pack)]
            for number, (kept, placed) in enumerate(zip(page.kept, places, strict=True)):
                if placed and not (again and number == len(page.kept) - 1):
                    own = _drawn(kept, placed, tagged.marks[number])
                    objects.append((base + 2 + number, numbered(base + 2 + number, own)))
            objects += [(self._between_number(index, start), self._content(index, start, end))
                        for start, end in tagged.between]
            where = {}
            for number, body in objects:
                where[number] = row(1, at, 0)
                parts.append(body)
                at += len(body)
            streams = range(base + 1, self._between_number(index, len(page.contents)))
            rows += [tagged.first, *(where.get(number, FREE) for number in streams), tagged.rest]
            blocks += [base, 1 + len(streams) + tagged.added]
        parts.append(_list_of_objects(sheets, rows, blocks, at))
        return tuple(parts)

    def _same_head(self, index: int, places: Sequence[Sequence[Placed]],
                   first: Sequence[Sequence[Placed]]) -> bool:
        """Whether a page's last place, which is its head, has the content of the first page's."""
        if not places or not first or places[-1] != first[-1]:
            return False
        one, two = (self._sheets.pages[page].kept[-1].place for page in (index, 0))
        same = (one.x, one.y, one.height, one.rises) == (two.x, two.y, two.height, two.rises)
        return same and sum(each.fragment.shape.marks for each in places[-1]) <= HEAD_MARKS

    def _between_number(self, index: int, piece: int) -> int:
        """The number of the content that begins with a piece of a page."""
        return self._sheets.base(index) + 2 + len(self._sheets.pages[index].kept) + piece

    def _content(self, index: int, start: int, end: int) -> bytes:
        """The object of the contents of a page from one piece up to another."""
        key = index, start, end
        if key not in self._between:
            content = b"\n".join(self._sheets.pages[index].contents[start:end])
            self._between[key] = numbered(
                self._between_number(index, start), stream(zlib.compress(content, LEVEL)))
        return self._between[key]

    def _tagged_page(self, index: int, places: Sequence[Sequence[Placed]], *, again: bool
                     ) -> _Tagged:
        kinds = tuple(tuple((each.fragment.shape, each.goes_on) for each in placed)
                      for placed in places)
        key = index, again, kinds
        tagged = self._tagged.get(key)
        if tagged is None:
            made = _OwnTags(self._sheets, index)
            tagged = self._tagged[key] = made.page(kinds, again=again)
        return tagged


class _Tagged(NamedTuple):
    """A page with its tags for all patients whose places on it hold the same kinds: the object of
    its `pack`; the number of the first mark in each place; which of its pieces of content are
    written as one, between filled places; how many tags are `added`; the entries of its row of the
    parent tree and of these tags in the list of objects."""

    pack: bytes
    marks: tuple[int, ...]
    between: tuple[tuple[int, int], ...]
    added: int
    first: bytes
    rest: bytes


class _At(NamedTuple):
    """Where a tag comes to stand: the number of its fragment's first mark, the object of its table
    and which row of it it is in."""

    mark: int
    table: int = 0
    row: int = 0


class _OwnTags:
    """The tags that are a patient's own on one page. `added` are their objects, `row` leads from
    each mark of the page to its tag."""

    def __init__(self, sheets: Sheets, index: int) -> None:
        page = sheets.pages[index]
        self._page, self._base = page, sheets.base(index)
        self._first_head = sheets.base(0) + 1 + len(sheets.pages[0].kept)
        self._next = self._base + 2 + len(page.kept) + len(page.contents)
        self.added: list[bytes] = []
        self.row = [*[b"null"] * HEAD_MARKS, page.row]
        self._mark = HEAD_MARKS + page.marks

    def page(self, kinds: Sequence[Sequence[tuple[Shape, bool]]], *, again: bool) -> _Tagged:
        """The page whose places hold these kinds. Where it is filled `again`, its head has the
        content of the first page's."""
        page, base = self._page, self._base
        marks, tags, contents = [], [], list[bytes]()
        between: list[tuple[int, int]] = []
        start = 0
        for number, (kept, kind) in enumerate(zip(page.kept, kinds, strict=True)):
            marks.append(self._first_mark(number, kind))
            tags.append(self._kept(kept, kind, marks[-1]))
            if kind:
                head = again and number == len(page.kept) - 1
                own = self._first_head if head else base + 2 + number
                contents += [self._between(start), b"%d 0 R" % own]
                between.append((start, number + 1))
                start = number + 1
        between.append((start, len(page.contents)))
        contents.append(self._between(start))
        if self._next + len(self.added) > base + BLOCK:
            raise NotFastError("more tags than a page has numbers")
        texts = [b"%s/Contents[%s]>>" % (page.opened, b" ".join(contents)), *tags,
                 b"[%s]" % b" ".join(self.row), *self.added]
        numbers = [page.number, *(kept.tag for kept in page.kept), base,
                   *range(self._next, self._next + len(self.added))]
        row_at = 1 + len(page.kept)
        return _Tagged(
            numbered(base + 1, object_stream(numbers, texts, LEVEL)), tuple(marks),
            tuple(between), len(self.added), row(2, base + 1, row_at),
            packed(base + 1, row_at + 1, len(self.added)))

    def _between(self, piece: int) -> bytes:
        return b"%d 0 R" % (self._base + 2 + len(self._page.kept) + piece)

    def _first_mark(self, number: int, kind: Sequence[tuple[Shape, bool]]) -> int:
        """The number of the first mark in a place. Those of the page's head come before the shared
        ones where they have room there: so its content is the same on every page."""
        count = sum(shape.marks for shape, _ in kind)
        if number == len(self._page.kept) - 1 and count <= HEAD_MARKS:
            return 0
        mark = self._mark
        self._mark += count
        self.row += [b""] * count
        return mark

    def _kept(self, kept: Kept, kind: Sequence[tuple[Shape, bool]], mark: int) -> bytes:
        """The tag of a kept place."""
        kids: list[bytes] = []
        table: _Table | None = None
        for shape, goes_on in kind:
            if table and not goes_on:
                kids.append(table.closed())
                table = None
            for tag in shape.tags:
                at = _At(mark)
                body = tag.kids[0] if tag.head.endswith(b"/S /Table") and len(tag.kids) == 1 else 0
                if isinstance(body, Tag):
                    table = table or _Table(self, tag, body, kept.tag, at)
                    table.add(body, at)
                    continue
                if table:
                    kids.append(table.closed())
                    table = None
                kids.append(self.tag(tag, kept.tag, at))
            mark += shape.marks
        if table:
            kids.append(table.closed())
        return kept.opened + (b"/K[%s]>>" % b" ".join(kids) if kids else b">>")

    def reserve(self) -> int:
        """The number of a new object."""
        self.added.append(b"")
        return self._next + len(self.added) - 1

    def put(self, number: int, tag: Tag, parent: int, kids: Sequence[bytes], at: _At) -> bytes:
        """Write a tag into the object that was reserved for it; a reference to it."""
        head = tag.head
        if TABLE in head:
            head = head.replace(TABLE, b"%d" % at.table).replace(AT, b"%d" % at.row)
        self.added[number - self._next] = b"<<%s/P %d 0 R/Pg %d 0 R/K[%s]>>" % (
            head, parent, self._page.number, b" ".join(kids))
        return b"%d 0 R" % number

    def tag(self, tag: Tag, parent: int, at: _At) -> bytes:
        """A reference to `tag`, which is added with all that is in it."""
        number = self.reserve()
        if tag.head.endswith(b"/S /Table"):
            at = at._replace(table=number)
        kids = []
        for kid in tag.kids:
            if isinstance(kid, int):
                mark = at.mark + kid
                self.row[mark if mark < HEAD_MARKS else
                         mark - self._page.marks + 1] = b"%d 0 R" % number
                kids.append(b"%d" % mark)
            else:
                kids.append(self.tag(kid, number, at))
        return self.put(number, tag, parent, kids, at)


class _Table:
    """A table that is open: rows of one table come into one tag."""

    def __init__(self, own: _OwnTags, tag: Tag, body: Tag, parent: int, at: _At) -> None:
        self._own, self._tag, self._body, self._parent, self._at = own, tag, body, parent, at
        self._number, self._group = own.reserve(), own.reserve()
        self._rows: list[bytes] = []

    def add(self, body: Tag, at: _At) -> None:
        """Add the rows of a fragment."""
        for kid in body.kids:
            assert isinstance(kid, Tag)  # noqa: S101 - a table's body holds rows
            self._rows.append(self._own.tag(
                kid, self._group, at._replace(table=self._number, row=len(self._rows))))

    def closed(self) -> bytes:
        """A reference to the table, which is written."""
        inner = self._own.put(self._group, self._body, self._number, self._rows, self._at)
        return self._own.put(self._number, self._tag, self._parent, [inner], self._at)


def _drawn(kept: Kept, placed: Sequence[Placed], mark: int) -> bytes:
    """The stream of what stands in a place."""
    place, last = kept.place, placed[-1]
    out: list[bytes] = []
    for each in placed:
        top = place.y + each.down
        if place.rises:
            top += place.height - last.down - last.fragment.height
        first, *rest = each.fragment.parts
        out += [b"q\n1 0 0 1 %s %s cm\n" % (decimal(place.x), decimal(top)), first]
        for part in rest:
            out += [b"/MCID %d" % mark, part]
            mark += 1
        out.append(b"Q\n")
    return _stream(b"".join(out))


@lru_cache(2000)
def _stream(content: bytes) -> bytes:
    return stream(compressed(content, LEVEL))


def _list_of_objects(sheets: Sheets, rows: Sequence[bytes], blocks: Sequence[int], at: int
                     ) -> bytes:
    """The end of the file: which objects it has, and where."""
    number = sheets.base(len(sheets.pages))
    listed = zlib.compress(b"".join([*rows, row(1, at, 0)]), LEVEL)
    return numbered(number, stream(listed, (
        b"/Type/XRef/Size %d/W[1 4 2]/Index[%s %d 1]/Root %d 0 R/Info %d 0 R"
        b"/DecodeParms<</Predictor 12/Columns 7>>") % (
            number + 1, b" ".join(b"%d" % each for each in blocks), number, sheets.root,
            sheets.info))) + b"startxref\n%d\n%%%%EOF\n" % at
