"""What stands in kept places, laid out apart: once for each text, many in one go.

A *fragment* is a block of a place's HTML, on a page of its own that is as wide as the place. The
messages that rest on the same facts are one table, and so are laid out once for all patients.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from sdaid.engine.sheets import Sheets
from sdaid.page import fonts
from sdaid.page.boxes import Place, heights_of
from sdaid.page.draw import lay_out
from sdaid.page.errors import PageError
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

    @classmethod
    def of(cls, place: Place, style: str) -> Frame:
        return cls(place.section, place.opened, round(place.width, 6), style)


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


def laid_out(wanted: Sequence[Wanted], head: str, styles: tuple[str, ...], css: str,
             sheets: Sheets) -> list[Fragment | None]:
    """The fragments of these blocks, None for one that cannot be drawn apart. `head` is the HTML
    of the document up to its body."""
    if not wanted:
        return []
    try:
        return list(_drawn(wanted, head, styles, css, sheets))
    except (PageError, NotFastError):
        if len(wanted) == 1:
            return [None]
    middle = len(wanted) // 2
    return [*laid_out(wanted[:middle], head, styles, css, sheets),
            *laid_out(wanted[middle:], head, styles, css, sheets)]


def _drawn(wanted: Sequence[Wanted], head: str, styles: tuple[str, ...], css: str,
           sheets: Sheets) -> Sequence[Fragment]:
    html = f"{head}<body><main>{''.join(_section(*each) for each in wanted)}</main></body></html>"
    if fonts.missing_glyphs(html):
        raise NotFastError("a letter that no font has")
    laid = lay_out(html, styles=styles, css=css + APART, families=fonts.needed_families(html))
    if laid.pages != len(wanted):
        raise NotFastError("a text that fills more than a page")
    heights = heights_of(laid, "fragment")
    made = Finished.opened(laid.pdf())
    pages = [page.obj for page in made.pdf.pages]
    tags = {}
    for part in made.document.K:
        for section in kids_of(part):
            place = kids_of(kids_of(section)[0])[0]
            tags[section.get("/Pg").objgen] = tuple(
                _without_names(tag_of(kid)) for kid in kids_of(place))
    return [_fragment(page, height, tags[page.objgen], sheets)
            for page, height in zip(pages, heights, strict=True)]


def _section(frame: Frame, html: str) -> str:
    name = frame.opened[1:].split()[0]
    # the block stands at the left of its page whichever way its lines run
    return (f'<section class="{frame.section}"><div class="fragment" style="display: flow-root; '
            f'margin: 0 auto 0 0; width: {frame.width:.6f}px">'
            f'{frame.opened} style="position: static; width: auto; '
            f'height: auto; margin: 0; border: 0; padding: 0">{html}</{name}></div></section>')


def _fragment(page: object, height: float, tags: tuple[Tag, ...], sheets: Sheets) -> Fragment:
    content = content_of(page)
    match = BODY.fullmatch(content)
    if match is None or "/Annots" in page or DRAWN.search(content) or not {  # type: ignore[operator]
            name.decode() for name in STATES.findall(content)} <= {*sheets.states}:
        raise NotFastError("a place with more than text and frames")
    text_of(content, sheets.letters)
    body = match[1] + b"\n"
    marks = MARK.findall(body)
    if [int(mark) for mark in marks] != list(range(len(marks))):
        raise NotFastError("marks out of order")
    parts = MARK.split(body)[::2]
    return Fragment(height, tuple(parts), shape_of(tags))


def _without_names(tag: Tag) -> Tag:
    """A tag whose cells' names wait for the number of their table."""
    head = CELL_NAME.sub(lambda match: b"(%s-%s-%s)" % (TABLE, match[2], match[3]), tag.head)
    return Tag(head, tuple(kid if isinstance(kid, int) else _without_names(kid)
                           for kid in tag.kids))
