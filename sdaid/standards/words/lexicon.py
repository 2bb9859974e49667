"""A text as tokens: words, numbers and signs, with the names that a language gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sdaid.standards.words.numerals import NOT_A_NUMBER, Numerals, value_of

TOKEN = re.compile(
    r"(?P<time>\b(?:(?:[02-9]|1\d|2[0-3]):[0-5]\d|1:(?:00|15|30|45))\b)"
    r"|\d+(?:st|nd|rd|th)\b|(?P<number>\d+(?:[.,·]\d+)*)"
    r"|[^\W\d_][^\W_]*(?:['’][^\W\d_]+)*"
    r"|[%٪½⅓⅔¼¾⅕⅛/:=<>]|(?P<dash>[-‐‑–])|(?P<stop>[.!?;]|\n)|(?P<other>[^\w\s])")
"""1:10 is a ratio, as 1:5 is; other hours with minutes are times of day."""

SIGNS = {"stop": frozenset({"."}), "other": frozenset({","}), "time": frozenset[str](),
         "dash": frozenset({"-"})}
"""What patterns may call the signs: a full stop ends a sentence, a comma does not."""


class Token(NamedTuple):
    """A word, number or sign of a text. `text` is in lower case, `names` what patterns may call
    it, `value` its number; `start` and `end` are its place in the text."""

    text: str
    names: frozenset[str]
    value: float
    start: int
    end: int


_Known = tuple[str, frozenset[str], float]


class Lexicon:
    """The words of a language by class: lists with commas, in which a word that ends with * stands
    for all that begin so. An entry of several words is one token, and so is one of `phrases`."""

    def __init__(self, classes: Mapping[str, str], numerals: Numerals, phrases: Iterable[str]
                 ) -> None:
        self._numerals = numerals
        self._words: dict[str, set[str]] = {}
        self._stems: dict[str, set[str]] = {}
        self._known: dict[str, _Known] = {}
        for name, listed in classes.items():
            for entry in filter(None, (" ".join(each.split()) for each in listed.split(","))):
                target = self._stems if entry.endswith("*") else self._words
                target.setdefault(entry.rstrip("*"), set()).add(name)
        self._all_stems = tuple(self._stems)
        self._phrases: dict[tuple[str, str], list[tuple[str, ...]]] = {}
        for first, *others in map(str.split, {*self._words, *phrases}):
            if others:
                self._phrases.setdefault((first, others[0]), []).append((first, *others))
        for longest_first in self._phrases.values():
            longest_first.sort(key=len, reverse=True)

    def names(self, word: str) -> frozenset[str]:
        """The classes of `word`, and the word itself."""
        stems = [names for stem, names in self._stems.items() if word.startswith(stem)
                 ] if word.startswith(self._all_stems) else []
        return frozenset({word}.union(self._words.get(word, ()), *stems))

    def tokens(self, text: str) -> list[Token]:
        """`text` as tokens. Numerals of several words and phrases are one token, the parts of a
        hyphened word are tokens of their own."""
        raw = self._cut(text)
        made: list[Token] = []
        at = 0
        while at < len(raw):
            token, length = raw[at], 1
            pair = (token.text, raw[at + 1].text) if at + 1 < len(raw) else (token.text, "")
            if pair in self._phrases or pair[1] in self._numerals.follow:
                token, length = self._together(raw, at, self._phrases.get(pair, ()))
            made.append(token)
            at += length
        return made

    def _cut(self, text: str) -> list[Token]:
        """Its words, numbers and signs one by one, without its hyphens."""
        made: list[Token] = []
        for match in TOKEN.finditer(text):
            typed = match[0]
            known = self._known.get(typed)
            if known is None:
                known = self._known[typed] = self._know(typed, match.lastgroup)
            if known[0] != "-" or not _is_hyphen(text, *match.span()):
                made.append(Token(*known, *match.span()))
        return made

    def _know(self, typed: str, kind: str | None) -> _Known:
        """The text, names and value of what is typed; RR and OR are not rr and or."""
        if kind in SIGNS:
            return "-" if kind == "dash" else typed, SIGNS[kind], NOT_A_NUMBER
        word = typed.lower().replace("’", "'")
        value = value_of(word) if kind == "number" else self._numerals.read([word])[1]
        if kind == "number" or value >= 0:
            return word, self._numerals.names(word, value), value
        names = self.names(word)
        return word, names | self.names(typed) if typed.isupper() else names, NOT_A_NUMBER

    def _together(self, raw: Sequence[Token], at: int, phrases: Iterable[tuple[str, ...]]
                  ) -> tuple[Token, int]:
        """The token that begins at `at`, and of how many it is made: one of `phrases`, or a number.
        """
        first = raw[at]
        length, names, value = 1, first.names, first.value
        for phrase in phrases:
            if tuple(each.text for each in raw[at:at + len(phrase)]) == phrase:
                length, names, value = len(phrase), self.names(" ".join(phrase)), NOT_A_NUMBER
                break
        else:
            many, number = self._numerals.read([each.text for each in raw[at:at + 4]])
            if many > 1:
                length, names, value = many, self._numerals.names(first.text, number), number
        text = " ".join(each.text for each in raw[at:at + length])
        return Token(text, names, value, first.start, raw[at + length - 1].end), length


def _is_hyphen(text: str, start: int, end: int) -> bool:
    """Whether the dash at this place joins a letter to something."""
    between = text[max(start - 1, 0):start] + text[end:end + 1]
    return len(between.strip()) == 2 and not between.isdigit()
