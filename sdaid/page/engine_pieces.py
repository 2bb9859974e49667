"""From a finished PDF to pieces of it that can be put together again; see `sdaid.page.engine`.

Read with pikepdf, through nothing but the PDF format: a page's content is a program of drawing
operators, its tags are a tree of objects that point into that program by number, and its text is
glyph numbers of an embedded font.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sdaid.page.engine_shape import Shaper

PAGE_BASE, PAGE_STRIDE = 1000, 1024
"""Every page has its own range of object numbers, so that its pieces are serialised once. Readers
refuse numbers that are large for the file's size."""

CONTENTS, PACKED, FIRST = 1, 31, 32
"""In a page's range: where its content streams, its packed objects and what they hold begin."""

CATALOG, PAGES, INFO, METADATA, TAGS, DOCUMENT, TAG_NUMBERS, FONTS, OUTLINE = range(1, 10)
FIRST_FONT, FIRST_BOOKMARK = 20, 200
"""Object numbers of what a document has once."""

REFERENCE = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f]*>|(\d+) (\d+) R\b", re.S)
RUN = re.compile(rb"BT\n1 0 0 -1 (\S+) (\S+) Tm\n/(\w+) (\S+) Tf\n\[([^\]]*)\] TJ\nET")
SHOWN = re.compile(rb"/(\w+) \S+ Tf|\[([^\]]*)\] TJ|<([0-9a-f]*)> Tj")
GLYPHS = re.compile(rb"<([0-9a-f]*)>")
USED = re.compile(rb"/([^\s/\[\]<>()]+)\s+(?:gs|Do|scn|SCN|sh|cs|CS)\b")
MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
CELL_NAME = re.compile(rb"\((\d+)-(\d+-\d+)\)")
ARRAY = re.compile(rb"\[([^\]]*)\] TJ")
SHOWN_PART = re.compile(rb"<([0-9a-f]*)>|(-?[0-9.]+)")
TOKEN = re.compile(r"Qz([a-g])n*zq")
"""A stand-in: the letter tells which of the patient's texts belongs there."""


class NotCompiledError(Exception):
    """These pages hold something that the fast way does not understand."""


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
"""Content with a patient's text in it: fixed operators and runs."""


@dataclass(frozen=True)
class Piece:
    """One finished page with the object numbers of its place in the document.

    `content` is fixed streams (compressed) and slots, in order; `streams` are other stream
    objects as (number, bytes); `packed` is the compressed object stream of `count` objects, and
    `numbers` the object that lists the tags of the page's marked content; `tops` are the tags
    right below the document's; `bookmarks` are (level, title, place).
    """

    boxes: str
    resources: int
    content: tuple[bytes | Slots, ...]
    streams: tuple[tuple[int, bytes], ...]
    packed: bytes
    first: int
    count: int
    numbers: int
    tops: tuple[int, ...]
    dests: tuple[tuple[str, str], ...]
    bookmarks: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class Finished:
    """A finished PDF, opened: its pages, fonts by name, and what a document has once."""

    pdf: Any
    tags: Any
    document: Any
    tag_numbers: dict[int, Any]
    fonts: dict[str, Any]
    letters: dict[str, dict[int, str]]

    @classmethod
    def opened(cls, made: bytes) -> Finished:
        import pikepdf

        pdf = pikepdf.open(io.BytesIO(made))
        tags = pdf.Root.StructTreeRoot
        numbers = tags.ParentTree.Nums
        fonts = {str(name)[1:]: font for name, font in pdf.pages[0].obj.Resources.Font.items()}
        return cls(pdf, tags, tags.K[0], {
            int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)
        }, fonts, {name: letters_of(font) for name, font in fonts.items()})


def letters_of(font: Any) -> dict[int, str]:
    """The text of each glyph of an embedded font."""
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
            for glyph, text in MAPPED.findall(font.ToUnicode.read_bytes())}


def pieces(made: Finished, start: int, shaper: Shaper) -> tuple[Piece, ...]:
    """The pages of `made` as pieces of a document in which its first page is number `start`,
    counted from 0."""
    places: dict[tuple[int, int], list[tuple[str, Any]]] = {}
    names = made.pdf.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    for place in range(0, len(names), 2):
        target = names[place + 1]
        places.setdefault(target[0].objgen, []).append((as_text(names[place]), target))
    marks = _bookmarks(made)
    return tuple(
        _Page(made, page.obj, start + number, shaper).piece(
            places.get(page.obj.objgen, []), marks.get(page.obj.objgen, []),
            made.tag_numbers[int(page.obj.StructParents)])
        for number, page in enumerate(made.pdf.pages))


def line_places(made: Finished) -> list[tuple[int, bytes]]:
    """The page and height of every line of text, in order of drawing."""
    return [(number, match[2]) for number, page in enumerate(made.pdf.pages)
            for match in RUN.finditer(content_of(page))]


def content_of(page: Any) -> bytes:
    """The content of a page, however many streams it is in."""
    import pikepdf

    contents = page.obj.Contents
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def same_pages(one: Finished, other: Finished) -> bool:
    """Whether both draw the same, operator by operator, to a thousandth of a px, with the same
    tags."""
    pages = [page.obj for page in one.pdf.pages], [page.obj for page in other.pdf.pages]
    if len(pages[0]) != len(pages[1]) or tag_lines(one.pdf) != tag_lines(other.pdf):
        return False
    return all(_same_operators(content_of(mine), content_of(theirs))
               for mine, theirs in zip(one.pdf.pages, other.pdf.pages, strict=True))


def _same_operators(one: bytes, other: bytes) -> bool:
    mine, theirs = _operators(one), _operators(other)
    return len(mine) == len(theirs) and all(
        left == right or _close(left, right) for left, right in zip(mine, theirs, strict=True))


def _operators(stream: bytes) -> list[bytes]:
    """Operators and operands; an array of glyphs without moves of nothing."""
    return ARRAY.sub(lambda match: b" [" + b" ".join(
        glyphs[at:at + 4] if glyphs else move
        for glyphs, move in SHOWN_PART.findall(match[1])
        for at in (range(0, len(glyphs), 4) if glyphs else [0])
        if glyphs or (move and float(move))) + b"] ", stream).split()


def _close(one: bytes, other: bytes) -> bool:
    try:
        return abs(float(one) - float(other)) < 0.001
    except ValueError:
        return False


def tag_lines(pdf: Any) -> list[str]:
    """The tags of a PDF in reading order: depth, kind, words for what is not text, attributes,
    and the numbers of the page and its marked content."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    lines: list[str] = []

    def walk(tag: Any, depth: int, page: int) -> None:
        if isinstance(tag, int):
            lines.append(f"{depth} content {page} {tag}")
            return
        page = pages.get(tag.get("/Pg").objgen, -1) if tag.get("/Pg") is not None else page
        told = [CELL_NAME.sub(rb"(\2)", as_text(tag[name]).encode("latin-1")).decode("latin-1")
                for name in sorted(tag.keys()) if name not in ("/P", "/K", "/Pg", "/Type")]
        lines.append(f"{depth} {' '.join(told)} {page}")
        kids = tag.get("/K")
        for kid in () if kids is None else kids if hasattr(kids, "append") else (kids,):
            walk(kid, depth + 1, page)

    for top in pdf.Root.StructTreeRoot.K:
        walk(top, 0, -1)
    return lines


def _bookmarks(made: Finished) -> dict[tuple[int, int], list[tuple[str, str]]]:
    found: dict[tuple[int, int], list[tuple[str, str]]] = {}

    def walk(entry: Any) -> None:
        while entry is not None:
            found.setdefault(entry.Dest[0].objgen, []).append(
                (as_text(entry.Title), _place(entry.Dest)))
            walk(entry.get("/First"))
            entry = entry.get("/Next")

    outline = made.pdf.Root.get("/Outlines")
    walk(outline.get("/First") if outline is not None else None)
    return found


def as_text(found: Any) -> str:
    """An object as the PDF writes it."""
    return found.unparse().decode("latin-1") if hasattr(found, "unparse") else str(found)


def is_stream(found: Any) -> bool:
    import pikepdf

    return isinstance(found, pikepdf.Stream)


def _place(target: Any) -> str:
    return " ".join(as_text(each) for each in list(target)[1:])


class _Page:
    """One page while it is taken apart."""

    def __init__(self, made: Finished, page: Any, number: int, shaper: Shaper) -> None:
        self.made, self.page, self.shaper = made, page, shaper
        self.base = PAGE_BASE + number * PAGE_STRIDE
        self.names: dict[tuple[int, int], int] = {
            page.objgen: self.base, made.document.objgen: DOCUMENT, made.tags.objgen: TAGS}
        font_table = page.Resources.get("/Font")
        if font_table is not None and font_table.is_indirect:
            self.names[font_table.objgen] = FONTS
        self.others = {other.obj.objgen for other in made.pdf.pages} - {page.objgen}
        self.objects: dict[int, bytes] = {}
        self.streams: dict[int, bytes] = {}
        self.heads: list[int] = []
        self.next = self.base + FIRST

    def piece(self, dests: Sequence[tuple[str, Any]], marks: Sequence[tuple[str, str]],
              numbered: Any) -> Piece:
        tops = [each for each in self.made.document.K
                if each.get("/Pg").objgen == self.page.objgen]
        top_numbers = tuple(self._take(each) for each in tops)
        numbers = self._add(b"[" + b" ".join(
            b"%d 0 R" % self._take(each) for each in numbered) + b"]")
        stream = self.page.Contents.read_bytes()
        resources = self._add(self._resources(stream))
        levels = [level for top in tops for level in _levels(top)]
        if len(levels) != len(marks):
            raise NotCompiledError("headings and bookmarks differ")
        content = self._content(stream)
        first = self.base + FIRST
        return Piece(
            boxes=" ".join(f"/{name} {as_text(self.page[f'/{name}'])}" for name in (
                "MediaBox", "TrimBox", "BleedBox")),
            resources=resources, content=content, streams=tuple(self.streams.items()),
            packed=self._packed(), first=first, count=self.next - first, numbers=numbers,
            tops=top_numbers, dests=tuple((name, _place(to)) for name, to in dests),
            bookmarks=tuple((level, *mark) for level, mark in zip(levels, marks, strict=True)))

    def _add(self, text: bytes) -> int:
        number = self._new()
        self.objects[number] = text
        return number

    def _new(self) -> int:
        number, self.next = self.next, self.next + 1
        if number >= self.base + PAGE_STRIDE:
            raise NotCompiledError("a page of too many parts")
        return number

    def _take(self, found: Any) -> int:
        """The number of an object of the finished PDF in this piece, with all it points to."""
        if found.objgen in self.names:
            return self.names[found.objgen]
        if found.objgen in self.others:
            raise NotCompiledError("a page that points to another")
        number = self.names[found.objgen] = self._new()
        if is_stream(found):
            self._take_stream(found, number)
            return number
        text = self._renumbered(found.unparse(resolved=True))
        self.objects[number] = CELL_NAME.sub(rb"(%d-\2)" % self.base, text)
        return number

    def _take_stream(self, found: Any, number: int) -> None:
        if TOKEN.search(self._said(found.read_bytes())):
            raise NotCompiledError("a patient's text inside a picture")
        head = self._renumbered(_dictionary(found))
        self.streams[number] = head + b"stream\n" + found.read_raw_bytes() + b"\nendstream"

    def _renumbered(self, text: bytes) -> bytes:
        if TOKEN.search(text.decode("latin-1")):
            raise NotCompiledError("a patient's text outside the page's lines")

        def number(match: re.Match[bytes]) -> bytes:
            if match[1] is None:
                return match[0]
            target = self.made.pdf.get_object((int(match[1]), int(match[2])))
            return b"%d 0 R" % self._take(target)

        return REFERENCE.sub(number, text)

    def _resources(self, stream: bytes) -> bytes:
        used = {name.decode("latin-1") for name in USED.findall(stream)}
        parts = [b"/Font %d 0 R" % FONTS]
        for kind, table in self.page.Resources.items():
            if kind == "/Font":
                continue
            if kind == "/ColorSpace":
                if re.search(rb"\b(?:cs|CS)\b", stream):
                    parts.append(b"/ColorSpace " + self._renumbered(table.unparse()))
                continue
            held = [name.encode("latin-1") + b" " + self._renumbered(each.unparse())
                    for name, each in table.items() if name[1:] in used]
            if held:
                parts.append(kind.encode() + b" <<" + b" ".join(held) + b">>")
        return b"<<" + b" ".join(parts) + b">>"

    def _packed(self) -> bytes:
        """The object stream of all that is no stream, as the whole object."""
        numbers = range(self.base + FIRST, self.next)
        texts = [self.objects.get(number, b"null") for number in numbers]
        return object_stream(numbers, texts, 9)

    def _content(self, stream: bytes) -> tuple[bytes | Slots, ...]:
        runs = [_Found(match, self.made.letters, self.shaper) for match in RUN.finditer(stream)]
        said = self._said(stream)
        chains = _chains(runs)
        if len(TOKEN.findall(said)) != sum(
                len(TOKEN.findall(run.text)) for chain in chains for run in chain):
            raise NotCompiledError("a patient's text that is no plain line")
        content: list[bytes | Slots] = []
        done = 0
        for group in _groups(chains, stream):
            start = stream.rfind(b"EMC\n", 0, group[0].start) + 4
            start = done if start < done or start == 3 else start
            stop = stream.find(b"EMC", group[-1].stop) + 3
            content.append(zlib.compress(stream[done:start], 9))
            content.append(_slots(group, chains, stream, start, stop))
            done = stop
        content.append(zlib.compress(stream[done:], 9))
        return tuple(content)

    def _said(self, stream: bytes) -> str:
        """All text of a content stream, as its fonts tell; every glyph must be in the book."""
        text, letters, held = [], {}, frozenset[int]()
        for font, array, single in SHOWN.findall(stream):
            if font:
                letters = self.made.letters.get(font.decode(), {})
                held = self.shaper.held(font.decode())
                continue
            for shown in GLYPHS.findall(array) or [single]:
                glyphs = [int(shown[at:at + 4], 16) for at in range(0, len(shown), 4)]
                if not held.issuperset(glyphs):
                    raise NotCompiledError("a letter that the shared fonts lack")
                text += [letters.get(glyph, "\ufffd") for glyph in glyphs]
        return "".join(text)


class _Found:
    """A run of text in a content stream."""

    def __init__(self, match: re.Match[bytes], letters: Mapping[str, Mapping[int, str]],
                 shaper: Shaper) -> None:
        self.start, self.stop = match.span()
        self.x, self.y = float(match[1]), match[2].decode()
        self.font, self.size = match[3].decode(), match[4].decode()
        self.array = match[5]
        known = letters[self.font]
        self.text = "".join(
            known[int(shown[at:at + 4], 16)] for shown in GLYPHS.findall(self.array)
            for at in range(0, len(shown), 4))
        self.has_slot = bool(TOKEN.search(self.text))
        self.shaper = shaper

    @property
    def width(self) -> float:
        return self.shaper.shape(self.font, self.size, self.text)[1]


def _chains(runs: Sequence[_Found]) -> list[list[_Found]]:
    """Runs with a patient's text, each with those that stand right behind it on its line."""
    chains: list[list[_Found]] = []
    place = 0
    while place < len(runs):
        if runs[place].has_slot:
            chain = [runs[place]]
            while place + 1 < len(runs):
                here, after = runs[place], runs[place + 1]
                gap = after.x - here.x - here.width
                if after.y != here.y or not -0.05 < gap < float(here.size):
                    break
                chain.append(after)
                place += 1
            chains.append(chain)
        place += 1
    return chains


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
                         b"" if run.has_slot else run.array, run.width))
        start = run.stop
    parts.append(stream[start:stop])
    return tuple(parts)


def _levels(tag: Any) -> list[int]:
    kind = as_text(tag.S)
    if re.fullmatch(r"/H[1-6]", kind):
        return [int(kind[2])]
    kids = tag.get("/K")
    if kids is None or isinstance(kids, int):
        return []
    return [level for kid in kids if hasattr(kid, "get") and kid.get("/S") is not None
            for level in _levels(kid)]


def _dictionary(stream: Any) -> bytes:
    held = [f"{name} {as_text(stream[name])}".encode("latin-1")
            for name in sorted(stream.keys()) if name != "/Length"]
    return b"<<" + b" ".join(held) + b" /Length %d>>\n" % len(stream.read_raw_bytes())


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
