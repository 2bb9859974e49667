"""What stands in kept places, laid out apart: once for each text, many in one go.

A *fragment* is a block of a place's HTML, as wide as the place. The messages that rest on the same
facts are one table, and so are laid out once for all patients. Many fragments are laid out on one
page, each from its top left: WeasyPrint draws such boxes one behind the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from sdaid.engine.sheets import Sheets
from sdaid.page import fonts
from sdaid.page.boxes import heights_of
from sdaid.page.draw import lay_out
from sdaid.page.errors import PageError
from sdaid.page.render import STYLES
from sdaid.pdf.content import (
    BODY,
    CELL_NAME,
    MARK,
    Finished,
    NotFastError,
    Shape,
    Tag,
    content_of,
    kids_of,
    shape_of,
    tag_of,
    text_of,
)

APART = ("@page { size: 900px 2400px; margin: 0; @top-left { content: none } "
         "@bottom-left { content: none } }")

STATES = re.compile(rb"/(\S+) gs\b")
DRAWN = re.compile(rb"/\S+ (?:Do|sh|scn|SCN)\b")

AT_ONCE = 120
"""Fragments that are laid out in one go."""

STATE = re.compile(rb"^[qQ]\n", re.M)
AROUND = 4
"""So many states are around each fragment: two of the page and two of the document's box."""

BLOCK = re.compile(r"<(p|table)\b.*?</\1>", re.S)

TABLE = b"\x01"
"""In the head of a cell's tag: where the number of its table belongs."""


class Frame(NamedTuple):
    """What is around a block: the classes of its section, the tag of its place, its width in px,
    and what stands for the styles and fonts of its pages."""

    section: str
    opened: str
    width: float
    style: str


Wanted = tuple[Frame, str]
"""A block's frame and its HTML."""


@dataclass(frozen=True)
class Fragment:
    """A block as it is drawn, from its own top left: its height in px, its operators, cut where
    the number of each mark stands, and the shape of its tags."""

    height: float
    parts: tuple[bytes, ...]
    shape: Shape


@lru_cache(4000)
def blocks(html: str) -> tuple[str, ...]:
    """The blocks of a place's HTML from top to bottom: its paragraphs and tables; or all of it
    where it has anything else."""
    if BLOCK.sub("", html).strip():
        return (html,)
    return tuple(match[0] for match in BLOCK.finditer(html))


def laid_out(wanted: Sequence[Wanted], head: str, css: str, sheets: Sheets
             ) -> tuple[Fragment | None, ...]:
    """The fragments of these blocks, None for one that cannot be drawn apart. `head` is the HTML
    of the document up to its body."""
    if len(wanted) <= AT_ONCE:
        try:
            return tuple(_drawn(wanted, head, css, sheets) if wanted else ())
        except (PageError, NotFastError):
            if len(wanted) == 1:
                return (None,)
    middle = len(wanted) // 2
    return (*laid_out(wanted[:middle], head, css, sheets),
            *laid_out(wanted[middle:], head, css, sheets))


def _drawn(wanted: Sequence[Wanted], head: str, css: str, sheets: Sheets) -> Iterator[Fragment]:
    html = f"{head}<body><main>{''.join(_sections(wanted))}</main></body></html>"
    if fonts.missing_glyphs(html):
        raise NotFastError("a letter that no font has")
    laid = lay_out(html, styles=STYLES, css=css + APART, families=fonts.needed_families(html))
    made = Finished.opened(laid.pdf())
    page, heights = made.pdf.pages[0].obj, heights_of(laid, "fragment")
    contents = list(_contents(content_of(page)))
    tags = [place for part in made.document.K for section in kids_of(part)
            for fragment in kids_of(section) for place in kids_of(fragment)[:1]]
    if laid.pages != 1 or "/Annots" in page or not (
            len(heights) == len(contents) == len(tags) == len(wanted)):
        raise NotFastError("a place with more than text and frames, or less")
    first = 0
    for height, content, place in zip(heights, contents, tags, strict=True):
        shape = shape_of(tuple(_moved(tag_of(kid), first) for kid in kids_of(place)))
        yield _fragment(content, height, shape, first, sheets)
        first += shape.marks


def _contents(content: bytes) -> Iterator[bytes]:
    """What a page of fragments draws, by fragment."""
    match = BODY.fullmatch(content)
    depth, start = 0, 0
    for operator in STATE.finditer(match[1] + b"\n" if match else b""):
        if operator[0] == b"q\n":
            if depth == AROUND:
                start = operator.end()
            depth += 1
        else:
            depth -= 1
            if depth == AROUND:
                yield operator.string[start:operator.start()]


def _sections(wanted: Sequence[Wanted]) -> Iterator[str]:
    for name, held in groupby(wanted, key=lambda each: each[0].section):
        yield f'<section class="{name}" style="break-before: auto">'
        for frame, html in held:  # each at the left of the page whichever way its lines run
            yield ('<div class="fragment" style="position: absolute; z-index: 0; top: 0; left: 0; '
                   f'width: {frame.width:.6f}px">{frame.opened} style="position: static; '
                   'width: auto; height: auto; margin: 0; border: 0; padding: 0">'
                   f'{html}</{frame.opened[1:].split()[0]}></div>')
        yield "</section>"


def _fragment(content: bytes, height: float, shape: Shape, first: int, sheets: Sheets) -> Fragment:
    if DRAWN.search(content) or not {
            name.decode() for name in STATES.findall(content)} <= {*sheets.states}:
        raise NotFastError("a place with more than text and frames")
    text_of(content, sheets.letters)
    parts = MARK.split(content)
    if [int(mark) for mark in parts[1::2]] != list(range(first, first + shape.marks)):
        raise NotFastError("marks out of order")
    return Fragment(height, tuple(parts[::2]), shape)


def _moved(tag: Tag, first: int) -> Tag:
    """A tag whose marks are counted from `first`, and whose cells' names wait for the number of
    their table."""
    head = CELL_NAME.sub(lambda match: b"(%s-%s-%s)" % (TABLE, match[2], match[3]), tag.head)
    return Tag(head, tuple(kid - first if isinstance(kid, int) else _moved(kid, first)
                           for kid in tag.kids))
