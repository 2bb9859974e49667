"""Numbers in figures and in the words of a language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

NOT_A_NUMBER = -1.0
"""The value of a token that is no number; texts hold no negative ones."""

SIZES = (("LOW", 0, 20), ("TEN", 10, 1e12), ("HUNDRED", 100, 1e12), ("YEAR", 1900, 2101))
"""Names of numbers by size, each from, to (not included)."""

THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")


def value_of(figures: str) -> float:
    """The number that `figures` are: 1,000 is a thousand, 0.5 and 0,5 are a half."""
    if THOUSANDS.fullmatch(figures):
        figures = figures.replace(",", "")
    try:
        return float(figures.replace(",", ".").replace("·", "."))
    except ValueError:  # 1.2.3 is a version or a date
        return NOT_A_NUMBER


@dataclass(frozen=True)
class Numerals:
    """The number words of a language: units from 0, tens, and what multiplies. `one` are words
    that may stand for one before those, as in “a hundred”."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    multiples: Mapping[str, int]
    one: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Numerals:
        """The numerals of a language's table; units from 0 on and tens from 20 on, in order."""
        return cls({word: number for number, word in enumerate(table["units"])},
                   {word: 10 * number for number, word in enumerate(table["tens"], 2)},
                   table["multiples"], frozenset(table["one"]))

    @cached_property
    def starts(self) -> frozenset[str]:
        """The words with which a number may begin."""
        return frozenset({*self.units, *self.tens, *self.multiples, *self.one})

    @cached_property
    def follow(self) -> frozenset[str]:
        """The words with which one may go on."""
        return frozenset({*self.units, *self.multiples})

    def read(self, words: Sequence[str]) -> tuple[int, float]:
        """How many of `words` make a number, and which; (0, -1) where the first makes none."""
        first = words[0]
        if first not in self.starts:
            return 0, NOT_A_NUMBER
        if first in self.one:
            if len(words) > 1 and words[1] in self.multiples:
                return 2, float(self.multiples[words[1]])
            return 0, NOT_A_NUMBER
        if first in self.multiples:
            return 1, float(self.multiples[first])
        length, value = 1, self.units.get(first, self.tens.get(first, 0))
        if first in self.tens and len(words) > 1 and 0 < self.units.get(words[1], 0) < 10:
            length, value = 2, value + self.units[words[1]]
        while len(words) > length and words[length] in self.multiples:
            value *= self.multiples[words[length]]
            length += 1
        return length, float(value)

    @staticmethod
    def names(word: str, value: float) -> frozenset[str]:
        """What patterns may call this number."""
        if value < 0:
            return frozenset({word})
        return frozenset({word, "NUMBER", *(
            name for name, low, high in SIZES if low <= value < high)})
