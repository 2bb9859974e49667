"""The sources of a workbook, numbered once for the aid and the evidence book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sdaid.aid.edition import Row, SourceLine
from sdaid.aid.sayings import PAID, PAYER, Payer, joined, said
from sdaid.aid.signs import without_end
from sdaid.aid.wording import Wording
from sdaid.sheets.values import fold
from sdaid.workbook.columns import NN_, Source
from sdaid.workbook.content import Content

SHORT = 34
"""Characters of a short citation that is made from the whole one."""


@dataclass(frozen=True)
class SourceList:
    """The sources in the workbook's order; the first is number 1."""

    content: Content
    wording: Wording

    def numbers(self, ids: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the sources `ids`, in order."""
        return tuple(sorted({self._order[each] for each in ids}))

    def payer(self, source: str) -> str:
        """Who paid for a source; empty where that is not stated, which the pages say once."""
        _ = self.wording.translations.gettext
        paid_by = self.content.source[source].paid_by
        return "" if fold(paid_by) in (fold("not stated"), fold(_("not stated"))) else paid_by

    def says_who_paid(self, source: str) -> bool:
        """Whether a source says who paid; a cell may say more of one that does not."""
        _ = self.wording.translations.gettext
        paid_by = fold(self.content.source[source].paid_by)
        return not paid_by.startswith((fold("not stated"), fold(_("not stated"))))

    def paid_by(self, sources: Sequence[str]) -> Payer:
        """Who paid for `sources`: the maker or seller where they paid for one of them or, where
        theirs do not say who paid, had a part in it."""
        theirs = [each for each in sources if self.content.source[each].maker_paid]
        stated = any(self.says_who_paid(each) for each in theirs or sources)
        if theirs:
            return "maker" if stated else "part"
        return "others" if stated else ""

    def lines(self, rows: Iterable[Row]) -> tuple[SourceLine, ...]:
        """Every source as a line. `rows` are those of the edition: what its headline rows cite,
        the aid itself lists."""
        cited = {number for row in rows if row.headline for cell in row.cells for figure in cell
                 for number in figure.sources}
        for option in self.content.recovery:
            cited.update(self.numbers(option.sources))
        for rule in self.content.rules:
            cited.update(self.numbers(rule.sources))
        for shown in self.content.headlines:
            cited.update(self.numbers(shown.noticed_sources))
        return tuple(self._line(number, source, cited=number in cited)
                     for number, source in enumerate(self.content.sources, 1))

    @cached_property
    def _order(self) -> dict[str, int]:
        return {source.id: number for number, source in enumerate(self.content.sources, 1)}

    def _line(self, number: int, source: Source, *, cited: bool) -> SourceLine:
        wording = self.wording
        _ = wording.translations.gettext
        checked = wording.day(source.checked)
        if source.people is None:
            facts = _("{design}. Last checked {day}.").format(design=source.design, day=checked)
        else:
            facts = wording.counted(
                NN_("{design}, {n} person. Last checked {day}.",
                    "{design}, {n} people. Last checked {day}."), source.people,
                design=source.design, n=wording.number(source.people), day=checked)
        citation = source.citation
        if source.year is not None and str(source.year) not in citation:
            citation = _("{citation} ({year})").format(citation=citation, year=source.year)
        address = source.address.removeprefix("https://").removeprefix("http://")
        return SourceLine(number, source.short or short_citation(source), citation, facts, address,
                          source.maker_paid, self._payer_words(source), cited)

    def _payer_words(self, source: Source) -> str:
        """A sentence on who paid; empty where that is not stated."""
        _ = self.wording.translations.gettext
        payer = without_end(self.payer(source.id))
        if not source.maker_paid:
            return _("Paid for by: {payer}.").format(payer=payer) if payer else ""
        if not payer:
            return said(PAYER[self.paid_by([source.id])], self.wording)
        if not self.says_who_paid(source.id):
            return joined(self.wording, said(PAYER[self.paid_by([source.id])], self.wording),
                          said(PAID, self.wording, payers=payer))
        return _("Paid for by the maker or seller: {payer}.").format(payer=payer)


def short_citation(source: Source) -> str:
    """The start of a citation as it is told in a list: the first name or title, and the year."""
    start = re.split(r"[,.:;]", source.citation, maxsplit=1)[0].strip()
    year = f" {source.year}" if source.year is not None else ""
    room = SHORT - len(year)
    return (start if len(start) <= room else f"{start[:room - 1].rstrip()}…") + year
