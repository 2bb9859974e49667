"""Laying out the pages that all patients share, with stand-ins in the kept places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from gettext import NullTranslations
from importlib.metadata import version
from pathlib import Path

from sdaid.aid.edition import Document
from sdaid.engine.letters import alphabet
from sdaid.engine.proof import patient_of
from sdaid.engine.sheets import STAND_IN, Sheets, sheets_of
from sdaid.page import fonts
from sdaid.page.boxes import places_of
from sdaid.page.draw import draw
from sdaid.page.html import Around, Kept, Written, aid_html
from sdaid.page.library import pango_version
from sdaid.page.render import STYLES, lay_out_written
from sdaid.page.styles import aid_css
from sdaid.pdf.content import Finished, NotFastError
from sdaid.resources import HERE, folder_sum, templates, text_sum

Asked = tuple[str, int]
"""What a place asks for: a template of `own` by its name, and the number of an option, or 0."""

PACKAGES = ("cssselect2", "fonttools", "jinja2", "markupsafe", "pikepdf", "pillow", "pydyf",
            "pypdfium2", "segno", "tinycss2", "uharfbuzz", "weasyprint")
"""The libraries that make the pages, and those with which both ways are compared."""


@dataclass(frozen=True)
class Shared:
    """The shared pages, and all that filling them takes: their HTML up to the body, their style
    sheet, what is `around` kept places, and what each of these asks for, by the number of its
    stand-in."""

    sheets: Sheets
    head: str
    css: str
    around: Around
    asked: tuple[Asked, ...]


class Setting:
    """What shared pages are made from: an edition in one format and on one paper, with or without
    the added leaf."""

    def __init__(self, document: Document, translations: NullTranslations, logo: Path | None, *,
                 leaf: bool) -> None:
        self.overdue = document.personal.overdue if document.personal else ""
        self.document = replace(document, personal=patient_of(document.edition, self.overdue))
        self.leaf, self.translations, self.logo = leaf, translations, logo

    @cached_property
    def key(self) -> str:
        """A name for all that these pages are made from. It is told without making them."""
        logo = self.logo.read_bytes().hex() if self.logo else ""
        return named(repr(self.document), repr(self.leaf), repr(self.logo), logo,
                     *_words(self.translations))

    def laid_out(self) -> Shared:
        """The shared pages, laid out. There is an even number, as in the plain way."""
        written, asked = self._written(None)
        laid = lay_out_written(written, self.document, self.logo)
        odd = self.document.kind == "aid" and laid.pages % 2
        if odd or (written.pages and laid.pages != written.pages):
            written, asked = self._written(not written.notes)
            laid = lay_out_written(written, self.document, self.logo)
        document, html = self.document, written.html
        css = aid_css(document.format, document.paper, document.edition.direction, written.bottom)
        places, pdf = list(places_of(laid, STAND_IN)), laid.pdf()

        def sheets(*, whole: bool) -> Sheets:
            letters = alphabet(html, repr(document.edition), whole=whole)
            fonts_of_all = Finished.opened(_font_pages(letters, css, self.logo))
            return sheets_of(Finished.opened(pdf), fonts_of_all, places)

        try:
            made = sheets(whole=False)
        except NotFastError:
            made = sheets(whole=True)
        return Shared(made, html[:html.index("<body>")], css, written.around, asked)

    def _written(self, notes: bool | None) -> tuple[Written, tuple[Asked, ...]]:
        """The HTML, with a page for notes or not, and what its places ask for."""
        asked: list[Asked] = []

        def own(name: str, option: int = 0) -> str:
            asked.append((name, int(option)))
            return f"Qz{len(asked) - 1:03}zq"

        written = aid_html(self.document, self.translations, self.logo, notes=notes,
                           kept=Kept(own, self.leaf, STAND_IN))
        return written, tuple(asked)


@lru_cache(2)
def _font_pages(html: str, css: str, logo: Path | None) -> bytes:
    """An alphabet as a PDF: pages with the added leaf have mostly the same one as those without."""
    return draw(html, styles=STYLES, css=css, logo=logo, families=fonts.needed_families(html))


def named(*texts: str) -> str:
    """A name for what programs, fonts and templates make of `texts`."""
    return text_sum(versions(), repr(texts))


@cache
def versions() -> str:
    """Whatever else decides how pages look: this program, whole, its templates, libraries and
    fonts."""
    packages = [*PACKAGES, *(each.package for each in fonts.FAMILIES if each.files())]
    return " ".join([pango_version(), *map(version, packages),
                     *map(folder_sum, (HERE, templates()))])


def _words(translations: NullTranslations) -> tuple[str, ...]:
    """All that `translations` say."""
    held = {name: said for name, said in vars(translations).items() if not callable(said)}
    others = held.pop("_fallback", None)
    return repr((type(translations), held)), *(_words(others) if others else ())
