"""Shared pages with all that filling them takes; see `sdaid.engine.engine`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sdaid.aid.edition import Edition, Personal
from sdaid.engine.file import Writer
from sdaid.engine.fragments import Frame, Wanted, blocks
from sdaid.engine.moulds import Moulds, Trusted
from sdaid.engine.setting import Setting, Shared
from sdaid.engine.shape import Shaper
from sdaid.page.bidi import isolated_parts
from sdaid.page.html import own_html, page_environment
from sdaid.page.start import own_words, personal_items
from sdaid.resources import text_sum

Blocks = list[list[list[Wanted]]]
"""The blocks in each kept place of each page of a patient, from top to bottom."""


class Ready:
    """A setting with its shared pages, to fill; `moulds` are those that are trusted already."""

    def __init__(self, setting: Setting, shared: Shared, moulds: Trusted) -> None:
        self.setting, self.shared, self.sheets = setting, shared, shared.sheets
        sheets = shared.sheets
        self.around = shared.head, shared.css, sheets  # what a fragment is laid out with
        style = text_sum(repr((shared.head, shared.css, sheets.letters, sheets.states)))
        self.places = [[(kept, Frame(kept.place.section, kept.place.opened,
                                     round(kept.place.width, 6), style))
                        for kept in page.kept] for page in sheets.pages]
        edition = setting.document.edition
        leftward = edition.direction == "rtl"
        self.moulds = Moulds(Shaper(sheets, edition.language, leftward=leftward), sheets.letters,
                             moulds, leftward=leftward)
        self.writer = Writer(sheets)
        environment = page_environment(setting.translations)
        self._templates = {asked: environment.get_template(f"pages/own/{asked[0]}.html")
                           for asked in shared.asked}

    def context(self, personal: Personal) -> dict[str, Any]:
        """What the templates are given for a patient."""
        return self.shared.around.context(
            replace(self.setting.document, personal=personal), self.setting.translations)

    def blocks(self, context: Mapping[str, Any]) -> Blocks:
        """What stands in the places of the pages of the patient of `context`."""
        direction = self.setting.document.edition.direction
        made = {asked: blocks(isolated_parts(
                    own_html(template, context, asked[1]), direction))
                for asked, template in self._templates.items()}
        return [[[(frame, block) for block in made[self.shared.asked[kept.stand_in]]]
                 for kept, frame in page] for page in self.places]

    def by_place(self, patients: Callable[[Edition, str], Iterator[Personal]]
                 ) -> list[tuple[Wanted, ...]]:
        """What made-up patients have, by place, as far as it needs a layout."""
        found: dict[Frame, dict[Wanted, None]] = {}
        for personal in patients(self.setting.document.edition, self.setting.overdue):
            for key in self._everywhere(personal):
                if not self.moulds.cast(*key):
                    found.setdefault(key[0], {})[key] = None
        return list(map(tuple, found.values()))

    def _everywhere(self, personal: Personal) -> Iterator[Wanted]:
        """What a patient has in each place: all that is particular to them both on page 1 and on
        the leaf; and so many lines to write on as page 1 leaves, and fewer."""
        context = self.context(personal)
        start = context["start"]
        items = personal_items(personal, own_words(self.setting.translations))
        told = personal.particulars or any(personal.marks)
        for blank in (start.blank,) if told else range(start.blank + 1):
            context["start"] = replace(start, items=items, blank=blank,
                                       left=items if self.setting.leaf else ())
            yield from every(self.blocks(context))


def every(held: Blocks) -> Iterator[Wanted]:
    """All blocks of a patient, page by page."""
    return (key for page in held for place in page for key in place)
