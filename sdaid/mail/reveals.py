"""Whether what a stranger sees of an e-mail tells the condition: sender, subject, file name, text.

The condition's words are looked for whatever their length, as whole words, in the singular and the
plural. Abbreviations in capitals are looked for with regard to case: “MS” is not “Ms”. A word
within a longer one, and an abbreviation in other letters, are doubtful: a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_EVERYDAY = (
    "a about after all also an and any are as at be before being but by call can de del der des di "
    "die do du e el en for from get go has have he her his how i if in into is it its la le les "
    "long may me more my no nor not o of off on one or other our out over own per she so some such "
    "than that the their them then there these they this those time to too two und up upon us van "
    "via visit von was we what when which while who why will with without y you your")
EVERYDAY = frozenset(_EVERYDAY.split())
"""Words that tell no condition."""

WITHIN = 5
"""Letters of a word from which on it is looked for within longer ones."""

IRREGULAR = {"teeth": "tooth", "feet": "foot"}


@dataclass(frozen=True)
class Found:
    """A word of the condition that was found; `sure` where it is the word itself."""

    word: str
    sure: bool


@dataclass(frozen=True)
class Condition:
    """The words that tell a condition: `words` in small letters, `short` ones as they are written,
    in capitals."""

    words: tuple[str, ...]
    short: tuple[str, ...]

    def within(self, text: str, *, shows_case: bool = True) -> Iterator[Found]:
        """The words of the condition that `text` holds, surely or perhaps. An address does not
        show the case of its letters (`shows_case`)."""
        tokens = _tokens(text)
        small = {token.casefold() for token in tokens}
        stems = {stem for token in small for stem in _stems(token)}
        for word in self.words:
            if not stems.isdisjoint(_stems(word)):
                yield Found(word, sure=True)
            elif len(word) >= WITHIN and any(
                    stem in token for token in small for stem in _stems(word)):
                yield Found(word, sure=False)
        for word in self.short:
            if word in tokens or f"{word}s" in tokens:
                yield Found(word, sure=True)
            elif {word.casefold(), f"{word.casefold()}s"} & small:
                yield Found(word, sure=not shows_case and len(word) > 2)


def condition_words(condition: str) -> Condition:
    """What to look for, of a workbook's condition."""
    tokens = _tokens(condition)
    shouted = len(tokens) > 1 and condition.isupper()
    short = {token for token in tokens if not shouted and token.isupper() and len(token) > 1}
    words = {token.casefold() for token in tokens if token not in short}
    return Condition(tuple(sorted(word for word in words - EVERYDAY if _tells(word))),
                     tuple(sorted(short)))


def surely(found: Iterable[Found]) -> list[str]:
    return [each.word for each in found if each.sure]


def perhaps(found: Iterable[Found]) -> list[str]:
    return [each.word for each in found if not each.sure]


def _tells(word: str) -> bool:
    """Whether `word` is more than a number or a single letter of an alphabet."""
    return not word.isdecimal() and (len(word) > 1 or not word.isascii())


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))


def _stems(word: str) -> set[str]:
    """`word` and what it may be the plural of."""
    found = {word, IRREGULAR.get(word, word)}
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        found.add(word[:-1])
    if len(word) > 4 and word.endswith("ies"):
        found.add(f"{word[:-3]}y")
    if len(word) > 4 and word.endswith(("ses", "xes", "zes", "ches", "shes")):
        found |= {word[:-2], f"{word[:-2]}is"}
    if len(word) > 4 and word.endswith("ae"):
        found.add(word[:-1])
    return found
