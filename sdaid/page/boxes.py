"""Where on its pages a laid out document has its texts: read from the boxes of the layout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from sdaid.page.draw import OWN_PLACES, PLACES, SLACK, Laid


@dataclass(frozen=True)
class Place:
    """An element that a text stands in, on a page (from 0): its opening tag, the classes of its
    section, and the box of what it holds, in CSS pixels. What it holds may be `room` tall; where
    `rises` it ends at the bottom of the box, else it begins at its top."""

    page: int
    opened: str
    section: str
    x: float
    y: float
    width: float
    height: float
    room: float
    rises: bool


def places_of(laid: Laid, wanted: re.Pattern[str]) -> Iterator[tuple[str, Place]]:
    """The texts that `wanted` matches, each with the element that it stands in."""
    for number, page in enumerate(laid.document.pages):
        for chain, text in _texts(page._page_box, ()):
            if match := wanted.search(text):
                yield match[0], _place(number, chain, page._page_box)


def heights_of(laid: Laid, name: str) -> list[float]:
    """The heights of the elements with the class `name`, in CSS pixels."""
    return [box.height for page in laid.document.pages
            for box in page._page_box.descendants() if name in _names(box)]


def _texts(box: Any, chain: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], str]]:
    if hasattr(box, "text"):
        yield (*chain, box), box.text
    for child in getattr(box, "children", ()):
        yield from _texts(child, (*chain, box))


def _place(number: int, chain: tuple[Any, ...], page: Any) -> Place:
    element = chain[-1].element
    at = next(index for index, box in enumerate(chain) if box.element is element)
    box, style = chain[at], chain[at].style
    rises = (style["position"] == "absolute" and style["bottom"] != "auto") or any(
        each.style["vertical_align"] == "bottom" for each in chain[:at]
        if type(each).__name__ == "MarginBox")
    section = next((each.element.get("class", "") for each in chain[at::-1]
                    if each.element_tag == "section"), "")
    lowest = next((each.position_y + each.margin_height() + SLACK for each in chain[at::-1]
                   if _names(each) & (PLACES | OWN_PLACES) and each.style["height"] != "auto"),
                  page.content_box_y() + page.height)
    y = box.content_box_y()
    given = "".join(f' {name}="{escape(value)}"' for name, value in element.items()
                    if name != "style")
    return Place(number, f"<{box.element_tag}{given}", section, box.content_box_x(), y, box.width,
                 box.height, y + box.height if rises else lowest - y, rises)


def _names(box: Any) -> frozenset[str]:
    element = getattr(box, "element", None)
    return frozenset((element.get("class") or "").split()) if element is not None else frozenset()
