"""Where each published item stands: on which page of the aid, or in the evidence book."""

from __future__ import annotations

from sdaid.aid.edition import Edition, Where
from sdaid.page.sections import AID
from sdaid.page.strips import band_rows
from sdaid.staff import translate

ITEMS: dict[str, tuple[Where, ...]] = {
    "q1": ("start",), "q2": ("start",), "q3": ("options",),
    "q4": ("start", "effects", "numbers"), "q5": ("start", "effects", "numbers"),
    "q6": ("life",),
    "c1": ("options", "effects", "numbers", "life"), "c2": ("about", "book"), "c3": ("about",),
    "c4": ("about",), "c5": ("effects", "numbers"), "c6": ("about",),
    "k1": ("effects", "numbers", "book"), "k2": ("options", "effects", "numbers", "life"),
    "k3": ("effects", "numbers"), "k4": ("book",), "k5": ("effects", "numbers", "book"),
    "k6": ("effects", "numbers", "book"), "k7": ("effects", "numbers", "book"),
    "k8": ("effects", "numbers"), "k9": ("values",), "k10": ("visit",), "k11": ("visit",),
    "k18": ("about",), "k19": ("effects", "numbers", "book"), "k20": ("about",),
    "k21": ("about",),
}
"""The sections that hold each item. Items that people alone attest stand on no page."""


def stands(item: str, edition: Edition | None) -> str:
    """“aid, pages 1 and 3; book”: the pages of the standard aid, one for each section. Without an
    edition, every section counts as there. Empty for what no page says."""
    sections = [name for name in AID
                if name != "numbers" or edition is None or band_rows(edition)[1]]
    where = ITEMS.get(item, ())
    pages = [str(sections.index(name) + 1) for name in where
             if name != "book" and name in sections]
    aid = []
    if len(pages) == 1:
        aid = [translate("aid, page {page}").format(page=pages[0])]
    elif pages:
        aid = [translate("aid, pages {pages} and {last}").format(
            pages=", ".join(pages[:-1]), last=pages[-1])]
    return "; ".join([*aid, *([translate("book")] if "book" in where else [])])
