"""The door of the pages: a document in, a PDF out."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path

from sdaid.aid.edition import Document
from sdaid.page import fonts
from sdaid.page.book import STYLES as BOOK_STYLES
from sdaid.page.book import book_css, book_html
from sdaid.page.draw import Laid, lay_out, undisturbed
from sdaid.page.errors import PageError
from sdaid.page.html import Written, aid_html
from sdaid.page.styles import aid_css
from sdaid.problems import problem

STYLES = ("aid.css",)
"""The style sheets of an aid."""


@undisturbed()
def render(document: Document, translations: NullTranslations | None = None,
           logo: Path | None = None) -> bytes:
    """The PDF of a document, tagged (PDF/UA-1), the same bytes for the same document. An aid has
    an even number of pages: where one is missing, a page to write on is added.

    `translations` are of the fixed words; `logo` is the clinic's picture. Raises `PageError` where
    a letter has no font, a text leaves its place or something cannot be drawn, and
    `CannotGoOnError` where this machine lacks Pango.
    """
    if document.kind == "book":
        html = book_html(document, translations or NullTranslations(), logo)
        css = book_css(document, translations or NullTranslations())
        return _lay_out(html, BOOK_STYLES[document.format], css, logo).pdf()
    written = aid_html(document, translations, logo)
    laid = lay_out_written(written, document, logo)
    odd = document.kind == "aid" and laid.pages % 2 == 1
    if odd or (written.pages and laid.pages != written.pages):
        again = aid_html(document, translations, logo, notes=written.notes != odd)
        laid = lay_out_written(again, document, logo)
    return laid.pdf()


def lay_out_written(written: Written, document: Document, logo: Path | None) -> Laid:
    """`written` on its pages. Raises `PageError` where a letter has no font."""
    css = aid_css(document.format, document.paper, document.edition.direction, written.bottom)
    return _lay_out(written.html, STYLES, css, logo)


def _lay_out(html: str, styles: tuple[str, ...], css: str, logo: Path | None) -> Laid:
    missing = fonts.missing_glyphs(html)
    if missing:
        shown = ", ".join(f"“{letter}”" for letter in missing[:5])
        raise PageError(problem("held-glyphs", found=shown, do=fonts.remedy(missing)))
    return lay_out(html, styles=styles, css=css, families=fonts.needed_families(html), logo=logo)
