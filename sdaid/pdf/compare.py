"""Whether two PDFs say and show the same, and the second holds nothing else: so the fast way is
proved; see `sdaid.engine.engine`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sdaid.page.pdfium import shown
from sdaid.pdf.content import (
    CELL_NAME,
    SHOWN,
    Finished,
    as_bytes,
    content_of,
    glyphs_of,
    is_stream,
    kids_of,
)
from sdaid.pdf.drawn import marks_of, same_drawing

DPI = 60
SHADE = 3
"""By how much of 255 a pixel may differ: places are rounded to a millionth of a px."""

STRETCH = 64
"""Bytes of a picture that are compared at once."""

BODY = re.compile(rb"(?:^|[\r\n])(\d+) 0 obj\b")


def compare(plain: bytes, fast: bytes, foreign: Iterable[str] = ()) -> list[str]:
    """What differs between the two files: pages, pixels, text, tags, bookmarks, document data.

    In which order a page's content draws and says it does not count: its tags tell the order in
    which it is read, and they are compared with all that each of them shows.

    Also whatever in `fast` belongs to nothing (an object that no page leads to, bytes that no
    list names), and any of the `foreign` texts, which are other patients', in any object. Empty
    where the files say and show the same and hold nothing else.
    """
    import pikepdf

    try:
        one, other = Finished.opened(plain), Finished.opened(fast)
    except (pikepdf.PdfError, AttributeError, KeyError) as error:
        return [f"the file cannot be read: {error}"]
    return [*_looks(plain, fast), *_drawing(one, other), *_tags(one, other), *_data(one, other),
            *_loose(fast, other), *_foreign(other, list(foreign))]


def _looks(plain: bytes, fast: bytes) -> Iterator[str]:
    with shown(plain) as mine, shown(fast) as theirs:
        yield from _pages(mine, theirs)


def _pages(mine: Any, theirs: Any) -> Iterator[str]:
    if len(mine) != len(theirs):
        yield f"{len(theirs)} pages in place of {len(mine)}"
    for number in range(min(len(mine), len(theirs))):
        one, other = mine[number], theirs[number]
        if one.get_size() != other.get_size():
            yield f"page {number + 1}: another size"
        if not _look_alike(*(bytes(page.render(scale=DPI / 72).buffer) for page in (one, other))):
            yield f"page {number + 1}: other pixels"
        words = [Counter(page.get_textpage().get_text_range().split()) for page in (one, other)]
        if words[0] != words[1]:
            yield f"page {number + 1}: other text"


def _look_alike(one: bytes, other: bytes) -> bool:
    """Whether no pixel differs by more than `SHADE`; only stretches that differ are looked at
    closely."""
    parts = ((one[at:at + STRETCH], other[at:at + STRETCH]) for at in range(0, len(one), STRETCH))
    return one == other or (len(one) == len(other) and all(
        abs(mine - theirs) <= SHADE for pair in parts if pair[0] != pair[1]
        for mine, theirs in zip(*pair, strict=True)))


def _drawing(one: Finished, other: Finished) -> Iterator[str]:
    for number, (mine, theirs) in enumerate(zip(one.pdf.pages, other.pdf.pages, strict=False)):
        if not same_drawing(content_of(mine.obj), content_of(theirs.obj)):
            yield f"page {number + 1}: other operators"


def _tags(one: Finished, other: Finished) -> Iterator[str]:
    lines = list(_tag_lines(one)), list(_tag_lines(other))
    if lines[0] != lines[1]:
        where = next((at for at, pair in enumerate(zip(*lines, strict=False))
                      if pair[0] != pair[1]), min(map(len, lines)))
        yield f"other tags, from the {where + 1}. of {len(lines[0])}"


def _tag_lines(made: Finished) -> Iterator[str]:
    """The tags in reading order, and then those that a page's marks alone lead to (the head and the
    foot): depth, kind, attributes, and what each mark shows."""
    said = {page.obj.objgen: marks_of(content_of(page.obj)) for page in made.pdf.pages}
    pages = {page.obj.objgen: number for number, page in enumerate(made.pdf.pages)}
    seen: set[tuple[int, int]] = set()

    def walk(tag: Any, depth: int) -> Iterator[str]:
        if tag.objgen in seen:
            yield f"{depth} again"
            return
        seen.add(tag.objgen)
        page = tag.get("/Pg")
        page = page.objgen if page is not None else None
        told = [CELL_NAME.sub(rb"(\2-\3)", as_bytes(tag[name])).decode("latin-1")
                for name in sorted(tag.keys()) if name not in ("/P", "/K", "/Pg", "/Type")]
        yield f"{depth} {' '.join(told)} {pages.get(page)}"
        for kid in kids_of(tag):
            if isinstance(kid, int):
                row = made.parents.get(int(tag["/Pg"].get("/StructParents", -1)), [])
                if kid >= len(row) or tag.objgen != row[kid].objgen:
                    yield "a mark that leads to another tag"
                yield f"{depth + 1} shows {said.get(page, {}).get(kid)}"
            elif "/S" in kid:
                yield from walk(kid, depth + 1)
            else:
                yield f"{depth + 1} {kid.get('/Type')}"

    yield from walk(made.document, 0)
    for page in made.pdf.pages:
        rest = [tag for tag in made.parents[int(page.obj.StructParents)]
                if tag is not None and tag.objgen not in seen]
        tops: dict[tuple[int, int], Any] = {}
        for tag in rest:
            top = tag
            while top.P.objgen != made.document.objgen:
                top = top.P
            tops[top.objgen] = top
        yield from sorted("\n".join(walk(top, 0)) for top in tops.values()
                          if top.objgen not in seen)


def _data(one: Finished, other: Finished) -> Iterator[str]:
    mine, theirs = one.pdf, other.pdf
    for name in sorted({*mine.Root.keys(), *theirs.Root.keys()} - {
            "/Pages", "/Names", "/Outlines", "/StructTreeRoot", "/Metadata"}):
        if as_bytes(mine.Root.get(name)) != as_bytes(theirs.Root.get(name)):
            yield f"another {name} in the catalogue"
    if mine.trailer.Info.unparse(resolved=True) != theirs.trailer.Info.unparse(resolved=True):
        yield "other document information"
    if mine.Root.Metadata.read_bytes() != theirs.Root.Metadata.read_bytes():
        yield "other metadata"
    if list(_bookmarks(mine)) != list(_bookmarks(theirs)):
        yield "other bookmarks"
    if list(_places(mine)) != list(_places(theirs)):
        yield "other named places"


def _bookmarks(pdf: Any) -> Iterator[str]:
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

    def walk(entry: Any, depth: int) -> Iterator[str]:
        while entry is not None:
            yield (f"{depth} {entry.Title} {pages.get(entry.Dest[0].objgen)} "
                   f"{_where(entry.Dest)} {entry.get('/Count')}")
            yield from walk(entry.get("/First"), depth + 1)
            entry = entry.get("/Next")

    outline = pdf.Root.get("/Outlines")
    yield from walk(outline.get("/First") if outline is not None else None, 0)


def _places(pdf: Any) -> Iterator[str]:
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    names = pdf.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    for at in range(0, len(names), 2):
        target = names[at + 1]
        yield f"{names[at]} {pages.get(target[0].objgen)} {_where(target)}"


def _where(target: Any) -> list[str]:
    """The place on a page that `target` leads to, to a thousandth of a point."""
    return [f"{float(each):.3f}" if re.fullmatch(r"-?[\d.]+", str(each)) else str(each)
            for each in list(target)[1:]]


def _loose(raw: bytes, made: Finished) -> Iterator[str]:
    """Objects that nothing leads to, and bodies of objects that the list does not name."""
    reached: set[int] = set()
    waiting = [made.pdf.trailer]
    while waiting:
        found = waiting.pop()
        if getattr(found, "is_indirect", False):
            if found.objgen[0] in reached:
                continue
            reached.add(found.objgen[0])
        waiting += _inside(found)
    packed = {"/ObjStm", "/XRef"}
    for each in made.pdf.objects:
        number = each.objgen[0] if hasattr(each, "objgen") else 0
        if number and number not in reached and not (
                is_stream(each) and str(each.get("/Type")) in packed):
            yield f"object {number} belongs to nothing"
    bodies = [int(number) for number in BODY.findall(_without_streams(raw))]
    listed = {each.objgen[0] for each in made.pdf.objects if hasattr(each, "objgen")}
    for number in bodies:
        if number not in listed:
            yield f"object {number} is in no list"
    if len(bodies) != len(set(bodies)):
        yield "an object that was replaced is still there"
    if raw.count(b"startxref") != 1 or not raw.endswith(b"%%EOF\n"):
        yield "more than one document in the file"


def _without_streams(raw: bytes) -> bytes:
    """The file without what is inside streams, by the lengths that they tell."""
    out, at = [], 0
    for match in re.finditer(rb"/Length (\d+)[^\n]*>>\s*stream\r?\n", raw):
        if match.start() >= at:
            out.append(raw[at:match.start()])
            at = match.end() + int(match[1])
    out.append(raw[at:])
    return b"\n".join(out)


def _inside(found: Any) -> list[Any]:
    import pikepdf

    if isinstance(found, pikepdf.Array):
        return [each for each in found if isinstance(each, pikepdf.Object)]
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        return [found[name] for name in found.keys()  # noqa: SIM118 - not a mapping
                if isinstance(found[name], pikepdf.Object)]
    return []


def _foreign(made: Finished, foreign: list[str]) -> Iterator[str]:
    if not foreign:
        return
    for each in made.pdf.objects:
        said = "\n".join(_said(each, made))
        for text in foreign:
            if text and text in said:
                yield f"object {each.objgen[0]} holds another patient's text"


def _said(found: Any, made: Finished) -> Iterator[str]:
    """All text of an object: its strings, and a stream's bytes and glyphs."""
    import pikepdf

    if isinstance(found, pikepdf.Stream):
        raw = found.read_bytes()
        yield raw.decode("utf-8", "replace")
        yield raw.decode("utf-16-be", "replace")
        for font, letters in made.letters.items():
            yield "".join(_glyphs(raw, font, letters))
    waiting = [found]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.String):
            yield str(each)
        waiting += [inner for inner in _inside(each) if not inner.is_indirect]


def _glyphs(raw: bytes, font: str, letters: dict[int, str]) -> Iterator[str]:
    """What shown glyphs of `raw` say in `font`, whichever font they are in."""
    yield font
    for _, array in SHOWN.findall(raw):
        yield from (letters.get(glyph, "") for glyph in glyphs_of(array))
        yield "\n" if array else ""


