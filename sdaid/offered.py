"""Which languages a workbook offers to patients: the step between the check and the plan.

A language prints where every text of the workbook and every fixed word is there, where all of it
has room on the pages, where the check finds nothing unfit in its texts, and where a person has
signed it as it is now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from sdaid.aid.wording import languages, wording
from sdaid.page.fits import place_problems
from sdaid.problems import Place, Problem, first_few, problem
from sdaid.standards.check import judge
from sdaid.workbook.content import Content
from sdaid.workbook.languages import fingerprint, in_language, lacking, languages_of
from sdaid.workbook.signing import Signature, signature, words_to_sign

State = Literal["prints", "draft", "held"]
"""What is made for patients of a language: their aids; drafts alone; nothing."""

NAMED = 3
"""Fixed words without a translation that a problem names."""


@dataclass(frozen=True)
class Offer:
    """What a workbook offers in a language. `lacks` is what keeps it from being whole: cells, fixed
    words, places that are too small; `unfit` what the check finds in its texts that no patient
    may get, looked for where nothing is lacking. `fingerprint` stands for what is to be signed, ""
    in the workbook's own language, which needs no translation; `signed_by` names who signed it as
    it is now; `notices` tell of signatures on what it was before."""

    language: str
    lacks: tuple[Problem, ...] = ()
    unfit: tuple[Problem, ...] = ()
    fingerprint: str = ""
    signed_by: tuple[str, ...] = ()
    notices: tuple[Problem, ...] = ()

    @property
    def state(self) -> State:
        if self.lacks:
            return "held"
        if self.unfit:
            return "draft"
        return "prints" if self.signed_by or not self.fingerprint else "draft"

    @property
    def to_sign(self) -> str:
        """The words that a person types under Attests, as in “translation es 0a1b2c3d4e5f”."""
        return words_to_sign(self.language, self.fingerprint)


class Offers(Mapping[str, Offer]):
    """What `content` offers on `day`, by language, its own first. `catalogues` is the folder of
    fixed words. A translation is judged and measured when it is first asked for, so that a call
    waits for the languages alone that it prints."""

    def __init__(self, content: Content, catalogues: Path, day: date) -> None:
        self._content, self._catalogues, self._day = content, catalogues, day
        self._languages = languages_of(content)
        self._found: dict[str, Offer] = {}

    def __getitem__(self, language: str) -> Offer:
        if language not in self._found:
            if language not in self._languages:
                raise KeyError(language)
            self._found[language] = offer(self._content, language, self._catalogues, self._day)
        return self._found[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)


@lru_cache(maxsize=32)
def offer(content: Content, language: str, catalogues: Path, day: date) -> Offer:
    """What `content` offers in `language`, which may be one in which it says nothing yet. The steps
    of one call ask for it several times; it is found out once."""
    if language == content.decision.language:
        return Offer(language)
    lacks = [*_fixed_words(content, language, catalogues), *lacking(content, language)]
    own_texts = in_language(content, language)
    if not lacks:
        lacks = place_problems(own_texts, wording(language, catalogues))
    unfit = () if lacks else judge(own_texts, day).unfit
    stamp = fingerprint(content, language, _version(language, catalogues))
    now = Signature(language.casefold(), stamp)
    signed, before = [], []
    for person in content.people:
        own = [each for name in person.attests if (each := signature(name))
               and each.language == now.language]
        if now in own and person.signed_on <= day:
            signed.append(person.name)
        elif own and now not in own:
            before.append(problem("signed-before", person.at("attests"), language=language))
    return Offer(language, tuple(lacks), unfit, stamp, tuple(signed),
                 () if signed else tuple(before))


def _fixed_words(content: Content, language: str, catalogues: Path) -> list[Problem]:
    from sdaid.aid.catalogue import untranslated

    place = Place(content.path.name)
    try:
        lacking = untranslated(wording(language, catalogues).language, catalogues)
    except LookupError:
        return [problem("catalogue-missing", place, language=language,
                        allowed=", ".join(languages(catalogues)))]
    return [problem("catalogue-lacks", place, count=len(lacking), language=language,
                    found=first_few((f"“{each}”" for each in lacking), NAMED))] if lacking else []


def _version(language: str, catalogues: Path) -> str:
    from sdaid.aid.catalogue import catalogue_version

    try:
        return catalogue_version(language, catalogues)
    except LookupError:
        return ""
