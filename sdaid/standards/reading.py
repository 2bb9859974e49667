"""How hard the text is to read: three published formulas for English, long sentences, jargon.

Each formula gives a school grade of the United States; a reader's age is the grade plus 5. A text
counts as above a grade when two of the three say so: the reading level is their median. Numbers in
figures and the terms that the sheet Words allows are left out. A formula is a smoke alarm, not a
proof: cells of a few words are measured only as part of their option and of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import median

from sdaid.aid.wording import Wording
from sdaid.problems import Problem, problem
from sdaid.standards.passages import WORD, Passage, is_english, sentences
from sdaid.standards.syllables import syllables
from sdaid.workbook.columns import Word
from sdaid.workbook.content import Content

AIM = 6
"""Grade 6, age 11: a mailed aid is read alone (Healthcare Improvement Scotland: 11 or less)."""

TOO_HARD = 8
"""Above it a text is too hard to be read alone."""

CELL_WORDS = 30
"""The fewest words for which one cell is judged by itself."""

LONG_SENTENCE = 25
"""Words. GOV.UK's limit (Inside GOV.UK, 4 August 2014, “Why 25 words is our limit”)."""

FORMULAS = ("Flesch-Kincaid", "SMOG", "Coleman-Liau")

PLAIN = {
    "adverse event": "harm", "adverse events": "harms", "adverse effects": "harms",
    "administer": "give", "administered": "given", "analgesic": "painkiller",
    "analgesics": "painkillers", "analgesia": "pain relief", "approximately": "about",
    "asymptomatic": "without symptoms", "benign": "harmless", "bilateral": "on both sides",
    "chronic": "lasting", "commence": "start", "contraindicated": "not safe for you",
    "contraindication": "reason not to have it", "deteriorate": "get worse",
    "efficacy": "how well it works", "efficacious": "working", "etiology": "cause",
    "aetiology": "cause", "fracture": "break", "haemorrhage": "bleeding",
    "hemorrhage": "bleeding", "hypertension": "high blood pressure", "idiopathic":
    "without a known cause", "incidence": "how many get it", "inflammation": "swelling",
    "lesion": "damaged spot", "lumbar": "of the lower back", "morbidity": "illness",
    "mortality": "deaths", "myocardial infarction": "heart attack", "oedema": "swelling",
    "edema": "swelling", "oral": "by mouth", "orally": "by mouth", "palliative": "easing",
    "paraesthesia": "pins and needles", "percutaneous": "through the skin",
    "pharmacological": "with medicines", "post-operative": "after the operation",
    "postoperative": "after the operation", "prior to": "before", "prognosis": "outlook",
    "prophylaxis": "prevention", "renal": "of the kidneys", "cardiac": "of the heart",
    "hepatic": "of the liver", "sequelae": "after-effects", "subcutaneous": "under the skin",
    "thrombosis": "blood clot", "topical": "on the skin", "utilise": "use", "utilize": "use",
}
"""Words of the clinic, and what to say in their place."""


@dataclass(frozen=True)
class Counts:
    """What the formulas need to know of a text."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    polysyllables: int = 0
    letters: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.sentences + other.sentences, self.words + other.words,
                      self.syllables + other.syllables,
                      self.polysyllables + other.polysyllables, self.letters + other.letters)


@dataclass(frozen=True)
class Level:
    """Grades of one text by each formula, in the order of `FORMULAS`."""

    name: str
    words: int
    grades: tuple[float, float, float]

    @property
    def grade(self) -> float:
        """The median of the three."""
        return round(median(self.grades), 1)

    @property
    def school_year(self) -> int:
        """The grade as a whole number, halves up, as schools count and limits are set."""
        return int(self.grade + 0.5)

    @property
    def age(self) -> int:
        """The age of a reader at this grade, in years."""
        return self.school_year + 5


@dataclass(frozen=True)
class Reading:
    """The reading levels of a workbook. `whole` is None, and `options` empty, in a language for
    which we have no formula; `note` then says so."""

    whole: Level | None
    options: tuple[Level, ...]
    note: str

    def told(self, wording: Wording) -> str:
        """The level as patients read it, with the formulas' names, in their language."""
        _ = wording.translations.gettext
        if self.whole is None:
            return _("Not measured: we know no formula for this language.")
        grades = wording.listed([f"{name} {wording.number(round(grade, 1))}" for name, grade in
                                 zip(FORMULAS, self.whole.grades, strict=True)])
        return _("Grade {grade}, for readers of {age} ({formulas})").format(
            grade=wording.number(self.whole.grade), age=wording.number(self.whole.age),
            formulas=grades)

    @property
    def sentence(self) -> str:
        """The level as staff read it, with the formulas' names."""
        if self.whole is None:
            return self.note
        grades = ", ".join(f"{name} {grade:.1f}"
                           for name, grade in zip(FORMULAS, self.whole.grades, strict=True))
        return f"Grade {self.whole.grade:.1f}, for readers of {self.whole.age} ({grades})"


def flesch_kincaid(counts: Counts) -> float:
    """Grade = 0.39 words per sentence + 11.8 syllables per word - 15.59.

    Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Derivation of new readability formulas for
    Navy enlisted personnel. Research Branch Report 8-75, Naval Technical Training, 1975.
    """
    return (0.39 * counts.words / counts.sentences
            + 11.8 * counts.syllables / counts.words - 15.59)


def smog(counts: Counts) -> float:
    """Grade = 3.1291 + 1.0430 times the root of words of three syllables or more in 30 sentences.

    McLaughlin GH. SMOG grading: a new readability formula. Journal of Reading 1969; 12: 639-646.
    Other numbers of sentences are scaled to 30. It predicts full understanding, and so lies one to
    two grades above formulas that predict less.
    """
    return 3.1291 + 1.0430 * sqrt(counts.polysyllables * 30 / counts.sentences)


def coleman_liau(counts: Counts) -> float:
    """Grade = 0.0588 letters per 100 words - 0.296 sentences per 100 words - 15.8.

    Coleman M, Liau TL. A computer readability formula designed for machine scoring. Journal of
    Applied Psychology 1975; 60: 283-284.
    """
    return (0.0588 * 100 * counts.letters / counts.words
            - 0.296 * 100 * counts.sentences / counts.words - 15.8)


def count(text: str, leave_out: re.Pattern[str] | None = None) -> Counts:
    """The counts of `text`. Hyphenated words are one word; numbers in figures are none; what
    `leave_out` matches is none either, but its sentence stays."""
    found = Counts()
    for sentence in sentences(text):
        words = WORD.findall(leave_out.sub(" ", sentence.lower()) if leave_out else sentence)
        if words:
            beats = [syllables(word) for word in words]
            found += Counts(1, len(words), sum(beats), sum(each >= 3 for each in beats),
                            sum(map(str.isalpha, "".join(words))))
    return found


def level(name: str, counts: Counts) -> Level | None:
    """The grades of a text with these counts; None for one without a word."""
    if not counts.words:
        return None
    first, second, third = (round(formula(counts), 1)
                            for formula in (flesch_kincaid, smog, coleman_liau))
    return Level(name, counts.words, (first, second, third))


def terms(words: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern that finds any of `words` whole in a text in lower case, longest first."""
    known = sorted({re.escape(each.lower()) for each in words}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(known)})\b") if known else None


def reading(content: Content, texts: Iterable[Passage]) -> tuple[Reading, list[Problem]]:
    """The levels of the whole and of each option, and the cells, options and sentences that are
    hard to read. Texts in other languages than English are not measured, and it is said."""
    if not is_english(content.decision.language):
        return Reading(None, (), f"Not measured: there is no formula here for the language "
                       f"“{content.decision.language}”."), []
    allowed = terms(word.term for word in content.words if word.allowed)
    measured = [(each, count(each.text, allowed)) for each in texts if is_english(each.language)]
    problems: list[Problem] = []
    for passage, counts in measured:
        problems += _cell(passage, counts)
    whole = level("The whole", sum((each for _, each in measured), Counts()))
    options = [level(option.name, sum((counts for passage, counts in measured
                                       if passage.option == option.id), Counts()))
               for option in content.options]
    for record, found in ((content.decision, whole), *zip(content.options, options, strict=True)):
        if found and found.school_year > AIM:
            field = "name" if record is not content.decision else "about"
            code = "reading-hard" if found.school_year > TOO_HARD else "reading-above"
            problems.append(problem(code, record.at(field), what=found.name, found=found.grade,
                                    age=found.age))
    problems += _jargon(content.words, [passage for passage, _ in measured])
    note = (f"By {', '.join(FORMULAS)}: the median of the three. Left out are numbers in figures, "
            "and the terms that the sheet Words allows.")
    return Reading(whole, tuple(each for each in options if each), note), problems


def _cell(passage: Passage, counts: Counts) -> list[Problem]:
    problems = []
    found = level(passage.heading, counts)
    if found and found.words >= CELL_WORDS and found.school_year > TOO_HARD:
        problems.append(problem("reading-cell", passage.place, found=found.grade, age=found.age))
    return problems + [
        problem("sentence-long", passage.place, found=words, allowed=LONG_SENTENCE, text=sentence)
        for sentence in sentences(passage.text)
        if (words := len(WORD.findall(sentence))) > LONG_SENTENCE]


def _jargon(words: Iterable[Word], texts: Iterable[Passage]) -> list[Problem]:
    """Words of the clinic that the sheet Words neither explains nor allows. What it explains is
    printed in the aid's list of words."""
    known = {word.term.casefold() for word in words}
    pattern = terms(term for term in PLAIN if term not in known)
    return [problem("jargon", passage.place, found=term, plain=PLAIN[term])
            for passage in texts if passage.sheet != "Words"
            for term in dict.fromkeys(pattern.findall(passage.text.lower()))
            ] if pattern else []
