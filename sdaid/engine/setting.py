"""Laying out the pages that all patients share, with stand-ins in the kept places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from gettext import NullTranslations
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sdaid.aid.edition import Document, Personal
from sdaid.engine.proof import patient_of
from sdaid.engine.sheets import STAND_IN, Sheets, sheets_of
from sdaid.engine.store import fingerprint, folder_print
from sdaid.page import fonts
from sdaid.page.bidi import isolated_parts
from sdaid.page.boxes import places_of
from sdaid.page.draw import draw
from sdaid.page.html import Kept, aid_html, own_html, page_environment, personal_context
from sdaid.page.letters import alphabet
from sdaid.page.render import STYLES, lay_out_written
from sdaid.page.styles import aid_css
from sdaid.pdf.content import Finished, NotFastError
from sdaid.resources import templates


class Setting:
    """The shared pages of an edition in one format and on one paper, with or without the added
    leaf, and what its templates put into their kept places."""

    def __init__(self, document: Document, translations: NullTranslations, logo: Path | None, *,
                 leaf: bool) -> None:
        self.overdue = document.personal.overdue if document.personal else ""
        self.document = replace(document, personal=patient_of(document.edition, self.overdue))
        self.leaf, self.translations, self.logo = leaf, translations, logo
        self.notes = False
        self.ask(None)
        self.css = aid_css(document.format, document.paper, document.edition.direction,
                           self.written.bottom)
        self.head = self.written.html[:self.written.html.index("<body>")]

    def ask(self, notes: bool | None) -> None:
        """Make the HTML, with a page for notes or not, and note what its places ask for."""
        asked: list[tuple[str, dict[str, object]]] = []

        def own(name: str, **more: object) -> str:
            asked.append((name, more))
            return f"Qz{len(asked) - 1:03}zq"

        self.written = aid_html(self.document, self.translations, self.logo, notes=notes,
                                kept=Kept(own, self.leaf, STAND_IN))
        self.notes = self.written.notes
        environment = page_environment(self.translations)
        self._different: list[tuple[Any, dict[str, object]]] = []
        self._which: list[int] = []
        seen: list[tuple[str, dict[str, object]]] = []
        for each in asked:
            if each not in seen:
                seen.append(each)
                template = environment.get_template(f"pages/own/{each[0]}.html")
                self._different.append((template, each[1]))
            self._which.append(seen.index(each))

    def context(self, personal: Personal) -> dict[str, Any]:
        """What the templates are given for a patient."""
        return personal_context(self.written.context, personal, self.translations)

    def texts(self, context: dict[str, Any]) -> Sequence[str]:
        """The HTML in each place, by the number of its stand-in, as the templates make it."""
        direction = self.document.edition.direction
        made = [isolated_parts(own_html(template, context, more), direction)
                for template, more in self._different]
        return [made[which] for which in self._which]

    @property
    def key(self) -> str:
        """A name for all that these pages are made from."""
        logo = self.logo.read_bytes() if self.logo else b""
        return self.named(repr(self.document), self.written.html, self.css,
                          logo.hex(), repr(sorted(self.translations.info().items())))

    def named(self, *texts: str) -> str:
        """A name for what programs, fonts and templates make of `texts`."""
        return fingerprint(_versions(), *texts)

    def sheets(self) -> Sheets:
        """The shared pages, laid out. There is an even number, as in the plain way."""
        laid = lay_out_written(self.written, self.document, self.logo)
        odd = self.document.kind == "aid" and laid.pages % 2
        if odd or (self.written.pages and laid.pages != self.written.pages):
            self.ask(not self.notes)
            laid = lay_out_written(self.written, self.document, self.logo)
        places, pdf = list(places_of(laid, STAND_IN)), laid.pdf()
        try:
            return sheets_of(Finished.opened(pdf), self._fonts(whole=False), places)
        except NotFastError:
            return sheets_of(Finished.opened(pdf), self._fonts(whole=True), places)

    def _fonts(self, *, whole: bool) -> Finished:
        html = alphabet(self.written.html, repr(self.document.edition), whole=whole)
        return Finished.opened(_font_pages(html, self.css, self.logo))


@lru_cache(2)
def _font_pages(html: str, css: str, logo: Path | None) -> bytes:
    """An alphabet as a PDF: pages with the added leaf have mostly the same one as those without."""
    return draw(html, styles=STYLES, css=css, logo=logo, families=fonts.needed_families(html))


@cache
def _versions() -> str:
    """Whatever else decides how pages look: programs, fonts and templates."""
    packages = ["sdaid", "weasyprint", "pydyf", "uharfbuzz", *(
        family.package for family in fonts.FAMILIES if family.files())]
    house = Path(__file__).parent.parent
    return " ".join([*(f"{name} {_version(name)}" for name in packages), *map(folder_print, (
        templates(), house / "engine", house / "page", house / "pdf"))])


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"
