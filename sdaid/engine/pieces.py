"""Pages as they stand in one document, with its numbers of objects; see `sdaid.engine.engine`.

Every page has its own range of object numbers, so that its objects are written once for all
documents in which it has the same place.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sdaid.engine.elements import Ground, marked, numbered, tag_at
from sdaid.engine.leaf import (
    CELL_NAME,
    FONTS,
    GLYPHS,
    NUMBERED,
    OWN,
    PAGE_COUNT,
    PAGE_NUMBER,
    PAGE_TOKEN,
    REFERENCE,
    TOKEN,
    Finished,
    Leaf,
    NotCompiledError,
    Tag,
    content_of,
)
from sdaid.engine.patchwork import Sewn
from sdaid.engine.shape import Shaper, decimal

PAGE_BASE, PAGE_STRIDE = 1000, 1024
"""Where a page's range of numbers begins, and how long it is. Readers refuse numbers that are
large for the file's size."""

CONTENTS, PACKED, FIRST = 1, 30, 32
"""In a page's range: where its content streams, its two packs of objects and what they hold
begin."""

DOCUMENT = 6
"""The object number of the tag of the whole document."""

MOST_PAGES = 99
"""What stand-ins of two letters are as wide as."""

LEVEL, MOST = 6, 9
"""How hard to compress what one aid has, and what many have."""

RUN = re.compile(rb"BT\n1 0 0 -1 (\S+) (\S+) Tm\n/(\w+) (\S+) Tf\n\[([^\]]*)\] TJ\nET")


@dataclass(frozen=True)
class Run:
    """Text that a patient's text stands in, or that moves with one. It starts at `x`, or where
    the run before it ends plus `x` if `follows`. `limit` is how far the last of a line was proved
    to reach without a new line; `array` are the glyphs of text that never changes."""

    x: float
    y: str
    font: str
    size: str
    text: str
    follows: bool
    limit: float | None
    array: bytes = b""
    width: float = 0.0


Slots = tuple[bytes | Run, ...]
"""Content with a patient's text in it: fixed operators and runs. The head of most pages is the same
slots, which a file has once."""


@dataclass(frozen=True)
class Pack:
    """Objects from number `first` on, `count` of them, compressed into one that is `body`."""

    first: int
    count: int
    body: bytes


@dataclass(frozen=True, eq=False)
class Piece:
    """One finished page with the object numbers of its place in the document.

    `content` is fixed streams (compressed) and slots, in order; `streams` are other stream
    objects as (number, bytes); `numbers` is the object that lists the tags of the page's marked
    content; `tops` are the tags right below the document's; `bookmarks` are (level, title, place).
    """

    boxes: str
    resources: int
    content: tuple[bytes | Slots, ...]
    streams: tuple[tuple[int, bytes], ...]
    packs: tuple[Pack, ...]
    numbers: int
    tops: tuple[int, ...]
    dests: tuple[tuple[str, str], ...]
    bookmarks: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, eq=False)
class Base:
    """A page as it stands in one document, before and `after` its elements, which `piece` lacks.
    `next` is the first number that is free, `numbered` has the tag of each mark, `holder` is the
    start of the tag that is to hold the elements, whose number is `next`; empty where none are."""

    piece: Piece
    after: tuple[bytes | Slots, ...]
    next: int
    numbered: dict[int, int]
    holder: bytes


def piece(leaf: Leaf, number: int, count: int, shaper: Shaper) -> Piece:
    """`leaf` as page `number` (from 0) of `count`. Raises `NotCompiledError` where a stand-in is
    in no plain line."""
    made = _based(leaf, (leaf.content, b""), (), (number, count), shaper)
    return _finished(made, (), (), made.piece.bookmarks, MOST)


def base_of(ground: Ground, number: int, count: int, shaper: Shaper) -> Base:
    """What all pages of a ground have in common as page `number` of `count`."""
    return _based(ground.leaf, (ground.before, ground.after), ground.path,
                  (number, count), shaper)


@lru_cache(1024)
def sewn_piece(sewn: Sewn, base: Base) -> Piece:
    """A page put together on `base`; elements have no stand-ins."""
    marks, led = base.piece.bookmarks, sewn.ground.led
    return _finished(base, (zlib.compress(sewn.content, LEVEL),), sewn.tags,
                     (*marks[:led], *sewn.bookmarks, *marks[led:]), LEVEL)


class _Objects:
    """Objects in a page's range of numbers, one behind the other."""

    def __init__(self, page: int, first: int) -> None:
        self.page, self.first = page, first
        self.texts: list[bytes] = []
        self.numbered: dict[int, int] = {}
        self.above = DOCUMENT

    @property
    def next(self) -> int:
        return self.first + len(self.texts)

    def add(self, text: bytes) -> int:
        """The number of a new object."""
        if self.next >= self.page + PAGE_STRIDE:
            raise NotCompiledError("a page of too many parts")
        self.texts.append(text)
        return self.next - 1

    def tag(self, tag: Tag, parent: int, holder: Tag | None = None, at: int = 0, *, mark: int = 0
            ) -> int:
        """The number of `tag` as an object, with those below it, without `holder`, which is to be
        number `at`. Its marks count from `mark`."""
        if tag is holder:
            self.above = parent
            return at
        number = self.add(b"")
        self.texts[number - self.first] = self.opened(
            tag, number, parent, holder, at, mark=mark) + b"]>>"
        return number

    def opened(self, tag: Tag, number: int, parent: int, holder: Tag | None = None, at: int = 0,
               *, mark: int = 0) -> bytes:
        """The text of a tag's object up to the end of what it holds."""
        kids = []
        for kid in tag.kids:
            if isinstance(kid, Tag):
                kids.append(b"%d 0 R" % self.tag(kid, number, holder, at, mark=mark))
            else:
                self.numbered[mark + kid] = number
                kids.append(b"%d" % (mark + kid))
        head = tag.head.encode("latin-1")
        if b"(" in head:
            head = CELL_NAME.sub(rb"(%d-\2)" % self.page, head)
        return b"<</Type/StructElem%s/P %d 0 R/Pg %d 0 R/K[%s " % (
            head, parent, self.page, b" ".join(kids))

    def pack(self, level: int) -> Pack:
        """All of them, compressed."""
        numbers = range(self.first, self.next)
        return Pack(self.first, len(self.texts), object_stream(numbers, self.texts, level))


def _based(leaf: Leaf, content: tuple[bytes, bytes], path: Sequence[int],
           place: tuple[int, int], shaper: Shaper) -> Base:
    number, count = place
    if count > MOST_PAGES:
        raise NotCompiledError(f"more than {MOST_PAGES} pages")
    page = PAGE_BASE + number * PAGE_STRIDE
    objects = _Objects(page, page + FIRST)

    def renumbered(text: bytes) -> bytes:
        return REFERENCE.sub(lambda match: match[0] if match[1] is None else b"%d 0 R" % (
            FONTS if int(match[1]) == FONTS else page + FIRST + int(match[1]) - OWN), text)

    streams = []
    for head, raw in leaf.others:
        own = objects.add(renumbered(head) if raw is None else b"null")
        if raw is not None:
            streams.append((own, b"<<%s /Length %d>>\nstream\n%s\nendstream" % (
                renumbered(head), len(raw), raw)))
    resources = objects.add(renumbered(leaf.resources))
    cut = [_cut(_with_numbers(each, number, count, shaper), shaper) if each else []
           for each in content]
    first = _slots_first([*cut[0], *cut[1]])
    tags = tuple(numbered(tag, first.__getitem__) for tag in leaf.tags)
    holder = tag_at(tags, path) if path else None
    at = objects.next + sum(1 for top in tags for _ in top.all()) - 1
    tops = tuple(objects.tag(tag, DOCUMENT, holder, at) for tag in tags)
    opened = objects.opened(holder, at, objects.above) if holder else b""
    before, after = (tuple(_finished_part(part, first) for part in each) for each in cut)
    made = Piece(
        boxes=leaf.boxes, resources=resources, content=before, streams=tuple(streams),
        packs=(objects.pack(MOST),), numbers=0, tops=tops[:leaf.listed], dests=leaf.dests,
        bookmarks=leaf.bookmarks)
    return Base(made, after, objects.next, objects.numbered, opened)


def _finished(base: Base, content: tuple[bytes | Slots, ...], tags: Sequence[tuple[Tag, int]],
              bookmarks: tuple[tuple[int, str, str], ...], level: int) -> Piece:
    """The page with these elements. Their tags, the one that holds them and the list of the tags
    of all marks are a pack of their own."""
    page = PAGE_BASE + (base.next - PAGE_BASE) // PAGE_STRIDE * PAGE_STRIDE
    objects = _Objects(page, base.next)
    if base.holder:
        objects.add(b"")
        kids = [objects.tag(tag, base.next, mark=mark) for tag, mark in tags]
        objects.texts[0] = base.holder + _references(kids) + b"]>>"
    holders = base.numbered | objects.numbered
    numbers = objects.add(b"[" + _references(
        holders[mark] for mark in range(len(holders))) + b"]")
    return replace(base.piece, content=(*base.piece.content, *content, *base.after),
                   packs=(*base.piece.packs, objects.pack(level)), numbers=numbers,
                   bookmarks=bookmarks)


def line_places(made: Finished) -> list[tuple[int, bytes]]:
    """The page and height of every line of text, in order of drawing."""
    return [(number, match[2]) for number, page in enumerate(made.pdf.pages)
            for match in RUN.finditer(content_of(page.obj))]


def _references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _cut(stream: bytes, shaper: Shaper) -> list[bytes | Slots]:
    """A content as streams that never change, and slots."""
    chains = _chains([_Found(match, shaper) for match in RUN.finditer(stream)], TOKEN)
    content: list[bytes | Slots] = []
    done = 0
    for group in _groups(chains, stream):
        start = stream.rfind(b"EMC\n", 0, group[0].start) + 4
        start = done if start < done or start == 3 else start
        stop = stream.find(b"EMC", group[-1].stop) + 3
        content += [stream[done:start], _slots(group, chains, stream, start, stop)]
        done = stop
    return [*content, stream[done:]]


def _slots_first(content: Sequence[bytes | Slots]) -> dict[int, int]:
    """New numbers for a page's marks: those of the slots come first, so that slots that draw the
    same are the same on every page."""
    found: dict[bool, list[int]] = {True: [], False: []}
    for part in content:
        for text in part if isinstance(part, tuple) else (part,):
            if isinstance(text, bytes):
                found[isinstance(part, tuple)] += map(int, NUMBERED.findall(text))
    return {mark: place for place, mark in enumerate(found[True] + found[False])}


def _finished_part(part: bytes | Slots, numbers: Mapping[int, int]) -> bytes | Slots:
    """A part of a content with its marks' new numbers; what never changes is compressed."""
    if isinstance(part, bytes):
        return zlib.compress(marked(part, numbers), MOST)
    return tuple(marked(each, numbers) if isinstance(each, bytes) else each for each in part)


def _with_numbers(stream: bytes, number: int, count: int, shaper: Shaper) -> bytes:
    """A content with the page's own number (from 0) and the count of pages. They stand at the end
    of a line: it ends where it did, and so begins elsewhere."""
    texts = {PAGE_NUMBER: str(number + 1), PAGE_COUNT: str(count)}
    runs = [_Found(match, shaper) for match in RUN.finditer(stream)]
    for chain in reversed(_chains(runs, PAGE_TOKEN)):
        ends = chain[-1].x + chain[-1].width
        for at in range(len(chain) - 1, -1, -1):
            run = chain[at]
            gap = chain[at + 1].x - run.x - run.width if at + 1 < len(chain) else 0.0
            text = PAGE_TOKEN.sub(lambda match: texts[match[0]], run.text)
            array, width = (run.array, run.width) if text == run.text else shaper.shape(
                run.font, run.size, text)
            ends -= gap + width
            stream = stream[:run.start] + line_set(ends, run.y, run.font, run.size, array) + \
                stream[run.stop:]
    return stream


def line_set(x: float, y: str, font: str, size: str, array: bytes) -> bytes:
    """The operators that show glyphs at a place."""
    return b"BT\n1 0 0 -1 %s %s Tm\n/%s %s Tf\n[%s] TJ\nET" % (
        decimal(x), y.encode(), font.encode(), size.encode(), array)


class _Found:
    """A run of text in a content stream."""

    def __init__(self, match: re.Match[bytes], shaper: Shaper) -> None:
        self.start, self.stop = match.span()
        self.x, self.y = float(match[1]), match[2].decode()
        self.font, self.size = match[3].decode(), match[4].decode()
        self.array = match[5]
        known = shaper.letters.get(self.font, {})
        self.text = "".join(
            known.get(int(shown[at:at + 4], 16), "\ufffd") for shown in GLYPHS.findall(self.array)
            for at in range(0, len(shown), 4))
        self.shaper = shaper

    @property
    def width(self) -> float:
        return self.shaper.shape(self.font, self.size, self.text)[1]


def _chains(runs: Sequence[_Found], token: re.Pattern[str]) -> list[list[_Found]]:
    """Runs with a stand-in, each with those that stand right beside it on its line."""
    lines = {run.y for run in runs if token.search(run.text)}
    chains: list[list[_Found]] = [[]]
    for run in (each for each in runs if each.y in lines):
        last = chains[-1][-1] if chains[-1] else None
        if last and (run.y != last.y
                     or not -0.05 < run.x - last.x - last.width < float(last.size)):
            chains.append([])
        chains[-1].append(run)
    return [chain for chain in chains if any(token.search(run.text) for run in chain)]


def _groups(chains: Sequence[Sequence[_Found]], stream: bytes) -> list[list[_Found]]:
    """Chains that stand near one another in the content share one stream."""
    groups: list[list[_Found]] = []
    for chain in chains:
        if groups and chain[0].start - groups[-1][-1].stop < 1500 and \
                b"EMC" in stream[groups[-1][-1].stop:chain[0].start]:
            groups[-1].extend(chain)
        else:
            groups.append(list(chain))
    return groups


def _slots(group: Sequence[_Found], chains: Sequence[Sequence[_Found]], stream: bytes, start: int,
           stop: int) -> Slots:
    heads, tails = {chain[0].start for chain in chains}, {chain[-1].start for chain in chains}
    parts: list[bytes | Run] = []
    end = 0.0
    for run in group:
        follows = run.start not in heads
        parts.append(stream[start:run.start])
        x = run.x - end if follows else run.x
        end = run.x + run.width
        limit = end + 1e-6 if run.start in tails else None
        parts.append(Run(x, run.y, run.font, run.size, run.text, follows, limit,
                         b"" if TOKEN.search(run.text) else run.array, run.width))
        start = run.stop
    parts.append(stream[start:stop])
    return tuple(parts)


def object_stream(numbers: Sequence[int], texts: Sequence[bytes], level: int) -> bytes:
    """Objects packed into one compressed stream, as the whole object."""
    head, at = [], 0
    for number, text in zip(numbers, texts, strict=True):
        head.append(b"%d %d" % (number, at))
        at += len(text) + 1
    top = b" ".join(head) + b"\n"
    body = zlib.compress(top + b"\n".join(texts), level)
    return (b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n"
            % (len(texts), len(top), len(body)) + body + b"\nendstream")
