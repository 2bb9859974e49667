"""How many pages an aid in large print has, measured without drawing it."""

from __future__ import annotations

from gettext import NullTranslations

from sdaid.aid.edition import Edition, PaperName
from sdaid.page import length
from sdaid.page.fitting import fitted
from sdaid.page.pointers import with_pages


def large_pages(edition: Edition, paper: PaperName, translations: NullTranslations
                ) -> dict[str, int]:
    """The pages of each section of an aid in large print, without an added leaf and notes."""
    paged = with_pages(edition, translations)
    made, _ = fitted(paged, "large-print", paper, translations)
    return {name: part.pages for name, part in length.large_pages(
        paged, made, paper, translations).items()}
