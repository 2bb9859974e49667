"""The door of the pages: an aid in, a PDF out."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path

from sdaid.aid.aid import Aid
from sdaid.page import fonts
from sdaid.page.draw import draw
from sdaid.page.errors import PageError
from sdaid.page.html import aid_html, sheets
from sdaid.page.limits import FOOT, IDENTIFIER_LINE
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
    pages = sheets(aid)
    html = aid_html(aid, pages, translations, logo)
    missing = fonts.missing_glyphs(html)
    if missing:
        shown = ", ".join(f"“{letter}”" for letter in missing[:5])
        raise PageError(problem("held-glyphs", found=shown, do=fonts.remedy(missing)))
    styles = ["aid.css", f"{aid.format}.css", f"{aid.paper}.css"]
    if len(aid.overdue + aid.notice + aid.clinic.name + aid.clinic.phone) > FOOT:
        styles.append(f"{aid.format}-long-foot.css")
    return draw(html, styles=tuple(styles), families=fonts.needed_families(html),
                wholes=[page.whole for page in pages], logo=logo)
