"""Which cells of a workbook fill a part of an aid, each with its lines there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from gettext import NullTranslations

from sdaid.aid.edition import Edition
from sdaid.page.about import facts
from sdaid.page.bands import GAP, ROW_SECTIONS, BandSection, Geometry, filled_lines
from sdaid.page.length import told_lines
from sdaid.page.start_room import shared_lines
from sdaid.page.strips import band_rows
from sdaid.problems import Place
from sdaid.workbook.content import Content

PARTS = {
    "what": "summary", "effort": "effort_words", "invasiveness": "invasiveness_words",
    "back_words": "recovery_words", "afterwards": "living_with", "short_name": "short_name",
    "name": "name"}
"""The column of the sheet Options that holds each part of a band."""

ABOUT = ("not_known", "evidence_method", "funding", "interests")
"""The fields of the sheet Decision that the page about these pages begins with, in its order."""

Shares = list[tuple[Place, int]]


def longest_told(option: str, row: str, content: Content) -> Place:
    """The longest text of the figures of an option on a row."""
    longest = max(content.cells[option, row],
                  key=lambda each: len(each.caveat) + len(each.definition))
    return longest.at("caveat" if longest.caveat else "definition" if longest.definition else "id")


@dataclass(frozen=True)
class Shared:
    """The cells of a workbook on its pages of one format and paper."""

    content: Content
    edition: Edition
    made: Geometry
    translations: NullTranslations

    def of(self, name: str, options: Sequence[int]) -> Shares:
        """The cells of a part of large print by its name (`sdaid.page.length.large_pages`); where
        it has bands, those of the options at the positions `options`."""
        found: dict[str, Callable[[], Shares]] = {
            "first": self.first, "known": self.known, "values": self._values,
            "visit": self._visit, "about": self._about}
        banded: dict[str, Callable[[Iterable[int]], Shares]] = {
            "options": self._options, "life": self._life,
            "effects": lambda places: self._figures(places, "effects"),
            "numbers": lambda places: self._figures(places, "numbers")}
        return found[name]() if name in found else banded[name](options)

    def first(self) -> Shares:
        """What page 1 tells all patients, but for what is known."""
        told, decision = shared_lines(self.edition, self.made), self.content.decision
        own = (("condition", told.title), ("question", told.question), ("about", told.about),
               ("audience", told.audience),
               *zip(("help_now_signs", "help_same_day_signs", "help_out_of_hours_signs"),
                    told.help, strict=True))
        return [(decision.at(name), count) for name, count in own]

    def known(self) -> Shares:
        """What is known, in short: the fullest cell of each option."""
        rows = band_rows(self.edition)[0]
        told = shared_lines(self.edition, self.made).options
        return [(longest_told(option.id, rows[column - 1].id, self.content) if column else
                 option.at("short_name"), count)
                for option, (count, column) in zip(self.content.options, told, strict=True)]

    def _options(self, places: Iterable[int]) -> Shares:
        room = self.made.room
        return [(self.content.options[place].at(PARTS[part]), self._lines(text, width))
                for place in places for option in (self.edition.options[place],)
                for part, text, width in (
                    ("what", option.what, self.made.width - GAP),
                    ("effort", option.effort.words, room("options", 0)),
                    ("invasiveness", option.invasiveness.words, room("options", 1)),
                    ("back_words", option.back_words, room("options", 2)))]

    def _life(self, places: Iterable[int]) -> Shares:
        return [(self.content.options[place].at("living_with"),
                 self._lines(self.edition.options[place].afterwards)) for place in places]

    def _figures(self, places: Iterable[int], section: BandSection) -> Shares:
        rows = band_rows(self.edition)[ROW_SECTIONS.index(section)]
        return [(longest_told(self.content.options[place].id, row.id, self.content),
                 max(1, sum(self._lines(figure.caveat, self.made.room(section, column))
                            for figure in row.cells[place])))
                for place in places for column, row in enumerate(rows)]

    def _values(self) -> Shares:
        return [(each.at("statement"), self._lines(each.statement))
                for each in self.content.values]

    def _visit(self) -> Shares:
        return [(each.at("question"), self._lines(each.question))
                for each in self.content.questions]

    def _about(self) -> Shares:
        counts = told_lines(facts(self.edition, self.translations), self.made, self.translations)
        return [(self.content.decision.at(name), count)
                for name, count in zip(ABOUT, counts, strict=False)]

    def _lines(self, text: str, room: float = 0.0) -> int:
        return filled_lines(text, self.made, room or self.made.width - GAP)
