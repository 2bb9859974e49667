"""The door of the pages: an aid in, a PDF out."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path

from sdaid.aid.aid import Aid
from sdaid.page import fonts
from sdaid.page.chunks import LINES
from sdaid.page.draw import draw
from sdaid.page.errors import PageError
from sdaid.page.html import aid_html, page_styles, sheets
from sdaid.page.limits import IDENTIFIER_LINE
from sdaid.problems import problem


def render_aid(aid: Aid, translations: NullTranslations | None = None,
               logo: Path | None = None) -> bytes:
    """The PDF of `aid`, tagged (PDF/UA-1), the same bytes for the same aid.

    `translations` are of the fixed words; `logo` is the clinic's picture. Raises `PageError`
    where a letter has no font, a table does not fit on its page or something cannot be drawn, and
    `CannotGoOnError` where this machine lacks Pango.
    """
    reader = aid.reader
    if reader and len(reader.name + reader.born + reader.id) > IDENTIFIER_LINE:
        raise PageError(problem("identifiers-long", allowed=IDENTIFIER_LINE))
    for lines in LINES:
        pages = sheets(aid, lines)
        html = aid_html(aid, pages, translations, logo)
        missing = fonts.missing_glyphs(html)
        if missing:
            shown = ", ".join(f"“{letter}”" for letter in missing[:5])
            raise PageError(problem("held-glyphs", found=shown, do=fonts.remedy(missing)))
        try:
            return draw(html, styles=page_styles(aid), families=fonts.needed_families(html),
                        wholes=[page.whole for page in pages], logo=logo)
        except PageError as error:
            too_long = error.problem.code == "page-overflow"
            if not too_long or aid.format == "standard" or lines == LINES[-1]:
                raise
    raise AssertionError("the last of the lines returns or raises")
