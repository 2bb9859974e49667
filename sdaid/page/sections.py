"""The sections of each document, in the order of print: one template of `templates/pages` each.

Another section is a template, and its name here and in `SectionName`; another order is another
order here.
"""

from __future__ import annotations

from sdaid.aid.edition import Document, SectionName
from sdaid.page.strips import band_rows

AID: tuple[SectionName, ...] = (
    "start", "options", "effects", "numbers", "life", "values", "visit", "about")

SHEET: tuple[SectionName, ...] = ("options", "effects")

BANDS = frozenset({"options", "effects", "numbers", "life"})
"""Sections that have one band an option."""


def sections_of(document: Document, *, leaf: bool, notes: bool) -> tuple[str, ...]:
    """The sections of an aid or a sheet. `leaf` adds what did not fit page 1, `notes` a page to
    write on; a draft ends with what is still open."""
    edition = document.edition
    if document.kind == "sheet":
        return SHEET
    own: list[str] = [name for name in AID if name != "numbers" or band_rows(edition)[1]]
    own += ["leaf"] if leaf else []
    own += ["notes"] if notes else []
    own += ["problems"] if edition.draft else []
    return tuple(own)
