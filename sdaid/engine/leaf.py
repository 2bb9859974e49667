"""From a finished PDF to its pages as plain data; see `sdaid.engine.engine`.

Read with pikepdf, through nothing but the PDF format: a page's content is a program of drawing
operators, its tags are a tree of objects that point into that program by number, and its text is
glyph numbers of an embedded font.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sdaid.engine.shape import Shaper

FONTS, OWN = 8, 100
"""In what belongs to a leaf “8 0 R” is the table of fonts, “100 0 R” the first of its objects."""

REFERENCE = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f]*>|(\d+) (\d+) R\b", re.S)
SHOWN = re.compile(rb"/(\w+) \S+ Tf|\[([^\]]*)\] TJ|<([0-9a-f]*)> Tj")
GLYPHS = re.compile(rb"<([0-9a-f]*)>")
USED = re.compile(rb"/([^\s/\[\]<>()]+)\s+(?:gs|Do|scn|SCN|sh|cs|CS)\b")
MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
CELL_NAME = re.compile(rb"\((\d+)-(\d+-\d+)\)")
NUMBERED = re.compile(rb"/MCID (\d+)")
ARRAY = re.compile(rb"\[([^\]]*)\] TJ")
SHOWN_PART = re.compile(rb"<([0-9a-f]*)>|(-?[0-9.]+)")

PAGE_NUMBER, PAGE_COUNT = "ÞÞ", "ÐÐ"
"""Stand-ins for the page's number and the count of pages, about as wide as two figures."""

PAGE_TOKEN = re.compile(f"{PAGE_NUMBER}|{PAGE_COUNT}")
TOKEN = re.compile(r"Qz([a-g])n*zq")
"""A patient's stand-in: the letter tells which of their texts belongs there."""

STAND_IN = re.compile(f"{TOKEN.pattern}|{PAGE_TOKEN.pattern}", re.I)
"""Any of them, in whatever letters a style may set it."""


class NotCompiledError(Exception):
    """These pages hold something that the fast way does not understand."""


class TooLongError(NotCompiledError):
    """A text is longer than was proved to fit its line."""


@dataclass(frozen=True)
class Tag:
    """A tag: its kind and attributes as the PDF writes them, and what is in it: tags, and the
    numbers of marked content of its page."""

    head: str
    kids: tuple[Tag | int, ...]

    def all(self) -> Iterator[Tag]:
        """This tag and those below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.all()


@dataclass(frozen=True)
class Leaf:
    """One finished page, wherever in a document it comes to stand.

    `others` are the objects that it uses, as (head, stream or None); `tags` those right below the
    document's, of which the first `listed` are listed there (what stands in the margins is not).
    `dests` are (name, place), `bookmarks` (level, title, place).
    """

    boxes: str
    content: bytes
    resources: bytes
    others: tuple[tuple[bytes, bytes | None], ...]
    tags: tuple[Tag, ...]
    listed: int
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


def leaves(made: Finished, shaper: Shaper) -> tuple[Leaf, ...]:
    """The pages of `made`. Raises `NotCompiledError` where one could not stand in another
    document, or has a glyph that the shared fonts lack."""
    places: dict[tuple[int, int], list[tuple[str, str]]] = {}
    names = made.pdf.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    for at in range(0, len(names), 2):
        target = names[at + 1]
        places.setdefault(target[0].objgen, []).append((as_text(names[at]), _place(target)))
    marks = _bookmarks(made)
    return tuple(
        _Page(made, page.obj, shaper).leaf(
            places.get(page.obj.objgen, []), marks.get(page.obj.objgen, []))
        for page in made.pdf.pages)


class _Page:
    """One page while it is taken out of its document."""

    def __init__(self, made: Finished, page: Any, shaper: Shaper) -> None:
        self.made, self.page, self.shaper = made, page, shaper
        self.numbers: dict[tuple[int, int], int] = {}
        font_table = page.Resources.get("/Font")
        if font_table is not None and font_table.is_indirect:
            self.numbers[font_table.objgen] = FONTS
        self.foreign = {other.obj.objgen for other in made.pdf.pages} | {
            made.document.objgen, made.tags.objgen}
        self.others: dict[int, tuple[bytes, bytes | None]] = {}

    def leaf(self, dests: Sequence[tuple[str, str]], marks: Sequence[tuple[str, str]]) -> Leaf:
        listed = {each.objgen: each for each in self.made.document.K
                  if each.get("/Pg").objgen == self.page.objgen}
        tops = listed | {top.objgen: top for top in map(
            self._top, self.made.tag_numbers[int(self.page.StructParents)])}
        tags = tuple(self._tag(each) for each in tops.values())
        content = content_of(self.page)
        self._said(content)
        resources = self._resources(content)
        levels = [int(tag.head[5]) for top in tags for tag in top.all()
                  if re.match(r"/S /H[1-6]\b", tag.head)]
        if len(levels) != len(marks):
            raise NotCompiledError("headings and bookmarks differ")
        return Leaf(
            boxes=" ".join(f"/{name} {as_text(self.page[f'/{name}'])}" for name in (
                "MediaBox", "TrimBox", "BleedBox")),
            content=content, resources=resources,
            others=tuple(self.others[number] for number in sorted(self.others)), tags=tags,
            listed=len(listed), dests=tuple(dests),
            bookmarks=tuple((level, *mark) for level, mark in zip(levels, marks, strict=True)))

    def _top(self, tag: Any) -> Any:
        """The tag right below the document's that `tag` is in."""
        while tag.P.objgen != self.made.document.objgen:
            tag = tag.P
        return tag

    def _tag(self, found: Any) -> Tag:
        if found.get("/Pg").objgen != self.page.objgen:
            raise NotCompiledError("a tag of two pages")
        names = [name for name in sorted(found.keys()) if name not in (
            "/P", "/K", "/Pg", "/Type", "/S")]
        head = " ".join(f"{name} {as_text(found[name])}" for name in ("/S", *names))
        if TOKEN.search(head) or any(
                match[1] for match in REFERENCE.finditer(head.encode("latin-1"))):
            raise NotCompiledError("a tag with more than words")
        return Tag(head, tuple(kid if isinstance(kid, int) else self._tag(kid)
                               for kid in found.K))

    def _take(self, found: Any) -> int:
        """The number of an object of the finished PDF in the leaf, with all it points to."""
        if found.objgen in self.numbers:
            return self.numbers[found.objgen]
        if found.objgen in self.foreign:
            raise NotCompiledError("a page that points to another")
        number = self.numbers[found.objgen] = OWN + len(self.others)
        self.others[number] = (b"", None)
        if not is_stream(found):
            self.others[number] = (self._renumbered(found.unparse(resolved=True)), None)
            return number
        if TOKEN.search(self._said(found.read_bytes())):
            raise NotCompiledError("a patient's text inside a picture")
        held = b" ".join(f"{name} {as_text(found[name])}".encode("latin-1")
                         for name in sorted(found.keys()) if name != "/Length")
        self.others[number] = (self._renumbered(held), found.read_raw_bytes())
        return number

    def _renumbered(self, text: bytes) -> bytes:
        if TOKEN.search(text.decode("latin-1")):
            raise NotCompiledError("a patient's text outside the page's lines")
        return REFERENCE.sub(lambda match: match[0] if match[1] is None else b"%d 0 R" % (
            self._take(self.made.pdf.get_object((int(match[1]), int(match[2]))))), text)

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


def content_of(page: Any) -> bytes:
    """The content of a page, however many streams it is in."""
    import pikepdf

    contents = page.Contents
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def same_pages(one: Finished, other: Finished) -> bool:
    """Whether both draw the same, operator by operator, to a thousandth of a px, with the same
    tags."""
    pages = [page.obj for page in one.pdf.pages], [page.obj for page in other.pdf.pages]
    if len(pages[0]) != len(pages[1]) or tag_lines(one.pdf) != tag_lines(other.pdf):
        return False
    return all(same_operators(content_of(mine), content_of(theirs))
               for mine, theirs in zip(*pages, strict=True))


def same_operators(one: bytes, other: bytes) -> bool:
    """Whether two contents draw the same, to a thousandth, however their marks are numbered."""
    mine, theirs = _operators(one), _operators(other)
    return len(mine) == len(theirs) and all(
        left == right or _close(left, right) for left, right in zip(mine, theirs, strict=True))


def _operators(stream: bytes) -> list[bytes]:
    """Operators and operands; an array of glyphs without moves of nothing."""
    return NUMBERED.sub(b"/MCID", ARRAY.sub(lambda match: b" [" + b" ".join(
        glyphs[at:at + 4] if glyphs else move
        for glyphs, move in SHOWN_PART.findall(match[1])
        for at in (range(0, len(glyphs), 4) if glyphs else [0])
        if glyphs or (move and float(move))) + b"] ", stream)).split()


def _close(one: bytes, other: bytes) -> bool:
    try:
        return abs(float(one) - float(other)) < 0.001
    except ValueError:
        return False


def ranks(content: bytes) -> dict[int, int]:
    """The marks of a content by number, each with its place in the order of drawing."""
    return {int(number): place for place, number in enumerate(NUMBERED.findall(content))}


def tag_lines(pdf: Any) -> list[str]:
    """The tags of a PDF in reading order: depth, kind, words for what is not text, attributes,
    and the page and place of its marked content."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    drawn = [ranks(content_of(page.obj)) for page in pdf.pages]
    lines: list[str] = []

    def walk(tag: Any, depth: int, page: int) -> None:
        if isinstance(tag, int):
            lines.append(f"{depth} content {page} {drawn[page].get(tag) if page >= 0 else tag}")
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
