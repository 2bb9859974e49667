"""The languages of a finished run: in which each letter and e-mail is written, and what the
workbook says there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sdaid.aid.wording import Wording
from sdaid.batch.languages import edition_of, offer_problem
from sdaid.batch.manifest import Ended
from sdaid.batch.press import own_wording
from sdaid.offered import Offer
from sdaid.problems import Place, Problem
from sdaid.workbook.content import Content
from sdaid.workbook.languages import in_language


@dataclass(frozen=True)
class Tongue:
    """A language in which patients are written to: the workbook's content in it, and its words."""

    content: Content
    wording: Wording

    @property
    def language(self) -> str:
        return self.content.decision.language


@dataclass(frozen=True)
class Languages:
    """What a workbook offers in each language, by it, its own first."""

    content: Content
    offers: Mapping[str, Offer]

    def of(self, ended: Ended) -> str:
        """The language of an aid as the workbook names it; "" where it has none such."""
        return edition_of(ended.language, self.content.decision.language, self.offers)

    def problem(self, ended: Ended, place: Place) -> Problem | None:
        """Why nothing may go out in the language of an aid today: it is not whole, or not signed as
        its words are in this program."""
        return offer_problem(self.offers.get(self.of(ended)), place, draft=False)

    def tongue(self, language: str) -> Tongue:
        """The content and the words of a language."""
        if language not in self._made:
            self._made[language] = Tongue(in_language(self.content, language),
                                          own_wording(language))
        return self._made[language]

    @cached_property
    def _made(self) -> dict[str, Tongue]:
        return {}
