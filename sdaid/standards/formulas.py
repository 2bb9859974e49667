"""Published formulas of how hard a text is to read, for the languages that have some."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from statistics import median

from sdaid.aid.signs import sentences
from sdaid.standards.passages import WORD
from sdaid.standards.syllables import spanish_syllables, syllables


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


def szigriszt_pazos(counts: Counts) -> float:
    """Perspicuity = 206.835 - 62.3 syllables per word - words per sentence; 100 is easiest.

    Szigriszt Pazos F. Sistemas predictivos de legibilidad del mensaje escrito: fórmula de
    perspicuidad. Doctoral thesis, Universidad Complutense de Madrid, 1993.
    """
    return 206.835 - 62.3 * counts.syllables / counts.words - counts.words / counts.sentences


def fernandez_huerta(counts: Counts) -> float:
    """Ease = 206.84 - 0.60 syllables per 100 words - 1.02 words per sentence; 100 is easiest.

    Fernández Huerta J. Medidas sencillas de lecturabilidad. Consigna 1959; 214: 29-32. That paper
    calls the last one sentences per 100 words, by which long sentences would read more easily; it
    is the length of a sentence, as in Flesch's formula, which it adapts (Law G. Error in the
    Fernandez Huerta readability formula, 2011).
    """
    return (206.84 - 0.60 * 100 * counts.syllables / counts.words
            - 1.02 * counts.words / counts.sentences)


@dataclass(frozen=True)
class Scale:
    """How texts of a language are measured. `formulas` are told by their names; `level` makes one
    score of theirs; a text is wanted to reach `aim` and is too hard beyond `too_hard`; `grades`
    where scores are school grades, of which lower ones are easier. `bands` name the scores from
    each of these on."""

    formulas: tuple[tuple[str, Callable[[Counts], float]], ...]
    level: Callable[[tuple[float, ...]], float]
    aim: float
    too_hard: float
    syllables: Callable[[str], int]
    grades: bool = False
    bands: tuple[tuple[float, str], ...] = ()
    name: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.formulas)

    def scores(self, counts: Counts) -> tuple[float, ...]:
        return tuple(round(formula(counts), 1) for _, formula in self.formulas)

    def band(self, score: float) -> str:
        """What the scale calls this score; "" where it names none."""
        return next((name for least, name in self.bands if score >= least), "")


ENGLISH = Scale((("Flesch-Kincaid", flesch_kincaid), ("SMOG", smog),
                 ("Coleman-Liau", coleman_liau)), median, 6, 8, syllables, grades=True)
"""The median of three school grades of the United States. Grade 6 is age 11: a mailed aid is read
alone (Healthcare Improvement Scotland: 11 or less). Above grade 8 it is too hard for that."""

SPANISH = Scale((("Szigriszt-Pazos", szigriszt_pazos), ("Fernández Huerta", fernandez_huerta)),
                lambda scores: scores[0], 65, 55, spanish_syllables, name="INFLESZ", bands=(
                    (80, "muy fácil"), (65, "bastante fácil"), (55, "normal"),
                    (40, "algo difícil"), (float("-inf"), "muy difícil")))
"""Szigriszt-Pazos with the bands of the scale INFLESZ (Barrio-Cantalejo IM, Simón-Lorda P, Melguizo
M and others. Validación de la Escala INFLESZ para evaluar la legibilidad de los textos dirigidos a
pacientes. Anales del Sistema Sanitario de Navarra 2008; 31: 135-152). “Bastante fácil”, from 65 on,
is what is aimed at; below 55, where “algo difícil” begins, a text is too hard to be read alone.
Fernández Huerta is told beside it."""

SCALES = {"en": ENGLISH, "es": SPANISH}


def scale_of(language: str) -> str | None:
    """By which of `SCALES` texts in a language such as es or es-MX are measured; None without one.
    """
    code = language.casefold().replace("_", "-").partition("-")[0]
    return code if code in SCALES else None


def count(text: str, leave_out: re.Pattern[str] | None = None, scale: Scale = ENGLISH) -> Counts:
    """The counts of `text`. Hyphenated words are one word; numbers in figures are none; what
    `leave_out` matches is none either, but its sentence stays."""
    found = Counts()
    for sentence in sentences(text):
        words = WORD.findall(leave_out.sub(" ", sentence.lower()) if leave_out else sentence)
        if words:
            beats = [scale.syllables(word) for word in words]
            found += Counts(1, len(words), sum(beats), sum(each >= 3 for each in beats),
                            sum(map(str.isalpha, "".join(words))))
    return found
