"""Where the figures of an aid send their reader: to the page of a row that their text names, and to
that of a number, where their own cell has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from gettext import NullTranslations

from sdaid.aid.edition import DocumentKind, Edition, Row, SideName
from sdaid.aid.figure import Figure
from sdaid.aid.signs import in_sentences
from sdaid.page.cells import NO_NUMBER
from sdaid.page.sections import SHEET
from sdaid.page.sent import SENT_TO, SentTo, signed
from sdaid.page.strips import band_rows

QUOTES = ("“”", "«»", "„“", "‘’", '""')
"""Marks between which a text may name a row."""

WITHOUT = NO_NUMBER - {"does-not-apply"}
"""Verdicts of a cell that has no number, although there may be one of another kind."""


def quoted(label: str) -> tuple[str, ...]:
    """The label of a row, in each pair of quotation marks."""
    return tuple(f"{marks[0]}{label}{marks[-1]}" for marks in QUOTES)


@lru_cache(16)
def with_pages(edition: Edition, translations: NullTranslations, kind: DocumentKind = "aid"
               ) -> Edition:
    """`edition`, in which the figures of the bands and of page 1 say on which page a row stands
    that they name in quotation marks; and where an option has no number on a row, but one on a row
    of the same side on another page, that it is there. Page 1 sends to no other harm, which may be
    a slight one. For the number of a page stands its sign. A
    sheet sends to its own pages alone."""
    pointers = _Pointers(edition, translations, kind)
    return replace(edition, rows=tuple(pointers.row(row) for row in edition.rows))


@dataclass(frozen=True)
class _Pointers:
    edition: Edition
    translations: NullTranslations
    kind: DocumentKind

    @cached_property
    def sections(self) -> dict[str, SentTo]:
        """The section of each row that has a place in the bands of the paper."""
        return {row.id: section
                for section, rows in zip(SENT_TO, band_rows(self.edition), strict=True)
                for row in rows if self.kind == "aid" or section in SHEET}

    def row(self, row: Row) -> Row:
        sections = self.sections
        if row.id not in sections:
            return row
        return replace(row, cells=tuple(
            tuple(self._figure(figure, row.side, self._elsewhere(place, row, sections), sections)
                  for figure in cell)
            for place, cell in enumerate(row.cells)))

    def _figure(self, figure: Figure, side: SideName, elsewhere: SentTo | None,
                sections: Mapping[str, SentTo]) -> Figure:
        _ = self.translations.gettext
        caveat, brief = (self._with_named(text, sections)
                         for text in (figure.caveat, figure.brief))
        if not elsewhere or caveat != figure.caveat:
            return replace(figure, caveat=caveat, brief=brief)
        sign = signed(elsewhere)
        if side == "harm":
            return replace(figure, elsewhere=_("Other harm: page {page}.").format(page=sign))
        rest = brief.removeprefix(figure.brief_lead).strip()
        lead = _("No number here: see page {page}.").format(page=sign)
        return replace(
            figure, elsewhere=_("Another number: page {page}.").format(page=sign),
            brief=in_sentences([lead, rest], self.translations) if rest else lead,
            brief_lead=lead)

    def _with_named(self, text: str, sections: Mapping[str, SentTo]) -> str:
        """`text`, with its page behind each row of the bands that it names."""
        _ = self.translations.gettext
        for row in self.edition.rows:
            for name in quoted(row.label):
                if row.id in sections and name in text:
                    text = text.replace(name, _("{row}, page {page}").format(
                        row=name, page=signed(sections[row.id])))
        return text

    @staticmethod
    def _has_number(figures: tuple[Figure, ...]) -> bool:
        return any(figure.kind != "unknown" for figure in figures)

    def _elsewhere(self, place: int, row: Row, sections: Mapping[str, SentTo]
                   ) -> SentTo | None:
        """The section on another page that has a number of the option at `place`, on the side of
        `row`; None where the cell has one itself, and where there is none."""
        if any(figure.verdict.kind not in WITHOUT for figure in row.cells[place]):
            return None
        return next((sections[other.id] for other in self.edition.rows
                     if other.id in sections and other.side == row.side
                     and sections[other.id] != sections[row.id]
                     and self._has_number(other.cells[place])), None)
