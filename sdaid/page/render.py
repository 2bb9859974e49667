"""The door of the pages: a document in, a PDF out."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path

from sdaid.aid.edition import Document
from sdaid.page import fonts
from sdaid.page.book import STYLES, book_html
from sdaid.page.draw import Laid, lay_out
from sdaid.page.errors import PageError
from sdaid.page.html import aid_html
from sdaid.page.styles import aid_css, paper_css
from sdaid.problems import problem


def render(document: Document, translations: NullTranslations | None = None,
           logo: Path | None = None) -> bytes:
    """The PDF of a document, tagged (PDF/UA-1), the same bytes for the same document. An aid has
    an even number of pages: where one is missing, a page to write on is added.

    `translations` are of the fixed words; `logo` is the clinic's picture. Raises `PageError` where
    a letter has no font, a text leaves its place or something cannot be drawn, and
    `CannotGoOnError` where this machine lacks Pango.
    """
    laid = _lay_out(document, translations, logo)
    if document.kind == "aid" and laid.pages % 2:
        laid = _lay_out(document, translations, logo, pages=laid.pages)
    return laid.pdf()


def _lay_out(document: Document, translations: NullTranslations | None, logo: Path | None, *,
             pages: int = 0) -> Laid:
    book = document.kind == "book"
    html = (book_html(document, translations or NullTranslations(), logo) if book
            else aid_html(document, translations, logo, pages=pages))
    missing = fonts.missing_glyphs(html)
    if missing:
        shown = ", ".join(f"“{letter}”" for letter in missing[:5])
        raise PageError(problem("held-glyphs", found=shown, do=fonts.remedy(missing)))
    return lay_out(
        html, styles=STYLES[document.format] if book else ("aid.css",),
        css=paper_css(document.paper) if book else aid_css(document.format, document.paper),
        families=fonts.needed_families(html), logo=logo)
