"""Writing one patient's file: the shared pages, and fragments in their kept places.

A page's content is in three streams: the shared one, what stands in the page's own places, and the
head, which is the same on every page. A page's tags are the same for all patients whose places on
it hold blocks of the same kinds: they are written once and used again. Each object has its number
from its page and its place alone, so that this can be used as it is.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from sdaid.engine.fragments import TABLE, Fragment
from sdaid.engine.sheets import BLOCK, HEAD_MARKS, Sheets, first_number
from sdaid.page.boxes import Place
from sdaid.pdf.content import IN_PX, NotFastError, Shape, Tag
from sdaid.pdf.objects import compressed, decimal, numbered, object_stream, packed, row, stream

LEVEL, QUICK = 6, 3
"""How hard to compress what many files have, and what is one patient's own."""

MOST_KINDS = 1000
"""Pages with their tags that are held in memory."""

FREE = row(0, 0, 0)


class Placed(NamedTuple):
    """A fragment and how far below the top of its place it stands, in px."""

    fragment: Fragment
    down: float


class Writer:
    """Writes the files of all patients who have the same `sheets`."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self._tagged = lru_cache(MOST_KINDS)(
            lambda index, kinds: _OwnTags(sheets, index).page(kinds))
        self._list = zlib.compressobj(LEVEL)
        self._listed = self._list.compress(FREE + sheets.rows)

    def file(self, filled: Sequence[Sequence[Sequence[Placed]]]) -> tuple[bytes, ...]:
        """The file in parts; those that many patients have are the same objects. `filled` has for
        each page and each of its kept places what stands there; the last place is the head."""
        sheets, head = self._sheets, filled[0][-1]
        parts, rows, blocks = [sheets.start], list[bytes](), [0, sheets.next, sheets.next, 1]
        at = len(sheets.start)

        def add(body: bytes) -> None:
            nonlocal at
            rows.append(row(1, at, 0))
            parts.append(body)
            at += len(body)

        add(numbered(sheets.next, _drawn([(sheets.pages[0].kept[-1].place, head, 0)])))
        for index, (page, places) in enumerate(zip(sheets.pages, filled, strict=True)):
            if places[-1] != head:
                raise NotFastError("pages with different heads")
            base, tagged = first_number(sheets.next, index), self._tagged(index, tuple(
                tuple(each.fragment.shape for each in placed) for placed in places))
            rows.append(tagged.first)
            add(tagged.pack)
            if any(places[:-1]):
                add(numbered(base + 2, _drawn(
                    (kept.place, placed, mark) for kept, placed, mark in zip(
                        page.kept[:-1], places, tagged.marks, strict=False) if placed)))
            else:
                rows.append(FREE)
            rows.append(tagged.rest)
            blocks += [base, 3 + tagged.added]
        parts.append(self._list_of_objects(rows, blocks, at))
        return tuple(parts)

    def _list_of_objects(self, rows: Sequence[bytes], blocks: Sequence[int], at: int) -> bytes:
        """The end of the file: which objects it has, and where. Its beginning, which all files
        have, is compressed already."""
        sheets, packer = self._sheets, self._list.copy()
        number = first_number(sheets.next, len(sheets.pages))
        listed = packer.compress(b"".join([*rows, row(1, at, 0)])) + packer.flush()
        return numbered(number, stream(self._listed + listed, (
            b"/Type/XRef/Size %d/W[1 4 2]/Index[%s %d 1]/Root %d 0 R/Info %d 0 R"
            b"/DecodeParms<</Predictor 12/Columns 7>>") % (
                number + 1, b" ".join(b"%d" % each for each in blocks), number, sheets.root,
                sheets.info))) + b"startxref\n%d\n%%%%EOF\n" % at


class _Tagged(NamedTuple):
    """A page with its tags for all patients whose places on it hold the same kinds: the object of
    its `pack`; the number of the first mark in each place; how many tags are `added`; the entries
    of its row of the parent tree and of these tags in the list of objects."""

    pack: bytes
    marks: tuple[int, ...]
    added: int
    first: bytes
    rest: bytes


class _OwnTags:
    """The tags that are a patient's own on one page."""

    def __init__(self, sheets: Sheets, index: int) -> None:
        self._sheets, self._page = sheets, sheets.pages[index]
        self._base = first_number(sheets.next, index)
        self._next = self._base + 3
        self._added: list[bytes] = []
        self._of_mark: dict[int, bytes] = {}

    def page(self, kinds: Sequence[Sequence[Shape]]) -> _Tagged:
        """The page whose places hold these kinds. The marks of its head come before the shared
        ones, so that its content is the same on every page; all others come behind them."""
        page, base = self._page, self._base
        shared = HEAD_MARKS + page.marks
        counts = [sum(shape.marks for shape in kind) for kind in kinds]
        if counts[-1] > HEAD_MARKS:
            raise NotFastError("a head with more marks than it has numbers")
        marks = (*(shared + sum(counts[:place]) for place in range(len(counts) - 1)), 0)
        tags = [kept.opened + b"/K[%s]>>" % b" ".join(self._tags(kind, kept.tag, mark))
                if kind else kept.opened + b">>"
                for kept, kind, mark in zip(page.kept, kinds, marks, strict=True)]
        own = b"%d 0 R " % (base + 2) if any(kinds[:-1]) else b""
        if len(self._added) + 3 > BLOCK:
            raise NotFastError("more tags than a page has numbers")
        leads = [b" ".join(self._of_mark.get(mark, b"null") for mark in marks_of)
                 for marks_of in (range(HEAD_MARKS), range(shared, shared + sum(counts[:-1])))]
        texts = [b"%s/Contents[%d 0 R %s%d 0 R]>>" % (
                     page.opened, page.content, own, self._sheets.next),
                 *tags, b"[%s %s %s]" % (leads[0], page.row, leads[1]), *self._added]
        numbers = [page.number, *(kept.tag for kept in page.kept), base,
                   *range(self._next, self._next + len(self._added))]
        row_at = 1 + len(page.kept)
        return _Tagged(
            numbered(base + 1, object_stream(numbers, texts, LEVEL)), marks, len(self._added),
            row(2, base + 1, row_at), packed(base + 1, row_at + 1, len(self._added)))

    def _tags(self, kind: Sequence[Shape], parent: int, mark: int) -> Iterable[bytes]:
        """References to the tags of a place, which are added."""
        for shape in kind:
            for tag in shape.tags:
                yield self._tag(tag, parent, mark)
            mark += shape.marks

    def _tag(self, tag: Tag, parent: int, mark: int, table: int = 0) -> bytes:
        """A reference to `tag`, which is added with all that is in it. `mark` is the number of its
        fragment's first mark, `table` that of the table around it."""
        number = self._next + len(self._added)
        self._added.append(b"")
        reference = b"%d 0 R" % number
        if tag.head.endswith(b"/S /Table"):
            table = number
        kids = []
        for kid in tag.kids:
            if isinstance(kid, int):
                self._of_mark[mark + kid] = reference
                kids.append(b"%d" % (mark + kid))
            else:
                kids.append(self._tag(kid, number, mark, table))
        self._added[number - self._next] = b"<<%s/P %d 0 R/Pg %d 0 R/K[%s]>>" % (
            tag.head.replace(TABLE, b"%d" % table), parent, self._page.number, b" ".join(kids))
        return reference


def _drawn(places: Iterable[tuple[Place, Sequence[Placed], int]]) -> bytes:
    """The stream of what stands in some places of a page, each with the number of its first
    mark."""
    out: list[bytes] = [IN_PX]
    for place, placed, first_mark in places:
        mark, last = first_mark, placed[-1]
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
    out.append(b"Q\n")
    return _stream(b"".join(out))


@lru_cache(2000)
def _stream(content: bytes) -> bytes:
    return stream(compressed(content, QUICK))
