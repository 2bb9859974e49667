"""How hard the text is to read, by the formulas of its language: levels, long sentences, jargon.

Numbers in figures and the terms that the sheet Words allows are left out. A formula is a smoke
alarm, not a proof: cells of a few words are measured only as part of their option and of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sdaid.aid.signs import sentences
from sdaid.aid.wording import Wording
from sdaid.problems import Place, Problem, problem
from sdaid.staff import mark, translate
from sdaid.standards.formulas import SCALES, Counts, Scale, count, scale_of
from sdaid.standards.passages import WORD, Passage
from sdaid.standards.words.terms import terms_for
from sdaid.workbook.columns import Word
from sdaid.workbook.content import Content

CELL_WORDS = 30
"""The fewest words for which one cell is judged by itself."""

LONG_SENTENCE = 25
"""Words. GOV.UK's limit (Inside GOV.UK, 4 August 2014, “Why 25 words is our limit”)."""


@dataclass(frozen=True)
class Level:
    """The scores of one text by each formula of its scale, and the one that they make. `measure`
    is the scale, one of `SCALES`."""

    name: str
    words: int
    grades: tuple[float, ...]
    measure: str = "en"

    @property
    def scale(self) -> Scale:
        return SCALES[self.measure]

    @property
    def grade(self) -> float:
        """The text's one score."""
        return round(self.scale.level(self.grades), 1)

    @property
    def school_year(self) -> int:
        """The grade as a whole number, halves up, as schools count and limits are set."""
        return int(self.grade + 0.5)

    @property
    def age(self) -> int:
        """The age of a reader at this grade, in years."""
        return self.school_year + 5

    @property
    def band(self) -> str:
        """What the scale calls this score; "" for a school grade."""
        return self.scale.band(self.grade)

    @property
    def above(self) -> bool:
        """Whether it is harder than aimed at."""
        return self.school_year > self.scale.aim if self.scale.grades else (
            self.grade < self.scale.aim)

    @property
    def too_hard(self) -> bool:
        """Whether it is too hard to be read alone."""
        return self.school_year > self.scale.too_hard if self.scale.grades else (
            self.grade < self.scale.too_hard)


@dataclass(frozen=True)
class Reading:
    """The reading levels of a workbook. `whole` is None, and `options` empty, in a language for
    which we have no formula; `note` then says so."""

    whole: Level | None
    options: tuple[Level, ...]
    note: str

    @property
    def formulas(self) -> tuple[str, ...]:
        """The names of the formulas."""
        return self.whole.scale.names if self.whole else ()

    def told(self, wording: Wording) -> str:
        """The level as patients read it, with the formulas' names, in their language."""
        _ = wording.translations.gettext
        if self.whole is None:
            return _("Not measured: we know no formula for this language.")
        grades = wording.listed([f"{name} {wording.number(round(grade, 1))}" for name, grade in
                                 zip(self.formulas, self.whole.grades, strict=True)])
        if not self.whole.scale.grades:  # its name and its bands are words of its language
            return f"{self.whole.scale.name}: {self.whole.band} ({grades})"
        return _("Grade {grade}, age {age} ({formulas})").format(
            grade=wording.number(self.whole.grade), age=wording.number(self.whole.age),
            formulas=grades)

    @property
    def sentence(self) -> str:
        """The level as staff read it, with the formulas' names."""
        if self.whole is None:
            return self.note
        grades = ", ".join(f"{name} {grade:.1f}"
                           for name, grade in zip(self.formulas, self.whole.grades, strict=True))
        if not self.whole.scale.grades:
            return f"{self.whole.scale.name}: {self.whole.band} ({grades})"
        return translate("Grade {grade}, for readers of {age} ({formulas})").format(
            grade=f"{self.whole.grade:.1f}", age=self.whole.age, formulas=grades)


MEDIAN = mark("By {formulas}: the median of the three. Left out are numbers in figures, and the "
              "terms that the sheet Words allows.")
BANDS = mark("By {formulas}, with the bands of {scale}. Left out are numbers in figures, and the "
             "terms that the sheet Words allows.")
"""How the level was found."""


def level(name: str, counts: Counts, measure: str = "en") -> Level | None:
    """The scores of a text with these counts by a scale of `SCALES`; None for one without a word.
    """
    return Level(name, counts.words, SCALES[measure].scores(counts), measure
                 ) if counts.words else None


def terms(words: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern that finds any of `words` whole in a text in lower case, longest first."""
    known = sorted({re.escape(each.lower()) for each in words}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(known)})\b") if known else None


@lru_cache(8)
def reading(content: Content, texts: tuple[Passage, ...]
            ) -> tuple[Reading, tuple[Problem, ...]]:
    """The levels of the whole and of each option, and the cells, options and sentences that are
    hard to read. A language without a formula is not measured, and it is said. The check asks for
    it, and so does what is printed; it is measured once."""
    language = content.decision.language
    measure = scale_of(language)
    if measure is None:
        return Reading(None, (), translate(
            "Not measured: there is no formula here for the language “{language}”.").format(
                language=language)), ()
    scale = SCALES[measure]
    allowed = terms(word.term for word in content.words if word.allowed)
    measured = [(each, count(each.text, allowed, scale)) for each in texts]
    problems: list[Problem] = []
    for passage, counts in measured:
        problems += _cell(passage, counts, measure)
    whole = level(translate("The whole"), sum((each for _, each in measured), Counts()), measure)
    options = [level(option.name, sum((counts for passage, counts in measured
                                       if passage.option == option.id), Counts()), measure)
               for option in content.options]
    for record, found in ((content.decision, whole), *zip(content.options, options, strict=True)):
        if found and found.above:
            field = "name" if record is not content.decision else "about"
            problems.append(_hard(found, record.at(field), "hard" if found.too_hard else "above"))
    problems += _jargon(content.words, [passage for passage, _ in measured],
                        terms_for(language).plain)
    note = translate(MEDIAN if scale.grades else BANDS).format(
        formulas=", ".join(scale.names), scale=scale.name)
    return Reading(whole, tuple(each for each in options if each), note), tuple(problems)


def _hard(found: Level, place: Place, how: str) -> Problem:
    """That a text is above the aim, or too hard to be read alone, by grade or by the scale."""
    if found.scale.grades:
        return problem(f"reading-{how}", place, what=found.name, found=found.grade, age=found.age)
    return problem(f"ease-{how}", place, what=found.name, found=found.grade, band=found.band,
                   formula=found.scale.names[0], aim=f"{found.scale.aim:g}",
                   least=f"{found.scale.too_hard:g}")


def _cell(passage: Passage, counts: Counts, measure: str) -> list[Problem]:
    problems = []
    found = level(passage.heading, counts, measure)
    if found and found.words >= CELL_WORDS and found.too_hard:
        problems.append(_hard(found, passage.place, "cell"))
    return problems + [
        problem("sentence-long", passage.place, found=words, allowed=LONG_SENTENCE, text=sentence)
        for sentence in sentences(passage.text)
        if (words := len(WORD.findall(sentence))) > LONG_SENTENCE]


def _jargon(words: Iterable[Word], texts: Iterable[Passage], instead: Mapping[str, str]
            ) -> list[Problem]:
    """Words of the clinic that the sheet Words neither explains nor allows. What it explains is
    printed in the aid's list of words."""
    known = {word.term.casefold() for word in words}
    pattern = terms(term for term in instead if term not in known)
    return [problem("jargon", passage.place, found=term, plain=instead[term])
            for passage in texts if passage.sheet != "Words"
            for term in dict.fromkeys(pattern.findall(passage.text.lower()))
            ] if pattern else []
