"""The numbers of pages within the sentences of a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape


@dataclass(frozen=True)
class PageNumbers:
    """The page of each section and how many pages there are, where that is known before the pages
    are laid out: in standard print each section has one page. Else both are empty, and the layout
    counts, which takes longer."""

    of: Mapping[str, int] = field(default_factory=dict)
    total: int = 0


def counted(words: str, known: PageNumbers, anchor: str = "") -> Markup:
    """“Page {page} of {pages}” with the page's own numbers, or with the page of `anchor`."""
    parts = re.split(r"\{(pages?)\}", words)
    numbers = {"page": Markup('<span class="page-number"></span>'),
               "pages": Markup('<span class="page-count"></span>')}
    if known.total:
        numbers["pages"] = escape(str(known.total))
    if anchor:
        numbers["page"] = _page_of(anchor, known)
    return Markup("").join(numbers[part] if place % 2 else escape(part)
                           for place, part in enumerate(parts))


def at_pages(words: str, known: PageNumbers, **anchors: str) -> Markup:
    """A sentence with the page of an anchor in each of its places."""
    parts = re.split(r"\{(\w+)\}", words)
    return Markup("").join(_page_of(anchors[part], known) if place % 2 else escape(part)
                           for place, part in enumerate(parts))


def _page_of(anchor: str, known: PageNumbers) -> Markup:
    if anchor in known.of:
        return escape(str(known.of[anchor]))
    return Markup('<span class="page-ref" data-of="#{}"></span>').format(anchor)
