"""A column of whole names: how its names are put together, and their two parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sdaid.appointments.profile import NameOrder
from sdaid.sheets.values import clean, fold

TITLES = frozenset((
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "reverend", "fr", "sir",
    "dame", "lady", "lord", "master", "mstr", "herr", "frau", "hr", "mme", "mlle", "sr",
    "sra", "srta", "sig", "sig ra", "dott", "dhr", "mevr", "mw", "pan", "pani"))
"""Folded. In brackets each of them is dropped."""

OPEN_TITLES = frozenset((
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "herr", "frau", "mme", "mlle"))
"""Those that are dropped without brackets, in front of a name or behind its last comma."""

BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")

SINGLE_NAME = frozenset((
    "no given name", "no family name", "no first name", "no last name", "no forename",
    "no surname", "single name", "one name only", "only one name"))
"""What stands, folded, in one of the two columns of a person who has one name alone."""




def says_single(text: str) -> bool:
    """Whether `text`, in one of the two columns of names, says that the other is the whole name."""
    return "name" in text.casefold() and fold(text) in SINGLE_NAME


def untitled(name: str) -> str:
    """`name` without titles; other words in brackets stay."""
    def kept(match: re.Match[str]) -> str:
        return " " if fold(match[1]) in TITLES else match[0]

    text = clean(BRACKETS.sub(kept, name)).replace("\n", " ").strip(" ;")
    before, comma, after = text.rpartition(",")
    if comma and fold(after) in OPEN_TITLES:
        text = before.strip()
    head, comma, tail = text.partition(",")
    parts = [_without_front(head), *([_without_front(tail)] if comma else [])]
    return ", ".join(parts)


def _without_front(words: str) -> str:
    """`words` without a title in front, where something is left."""
    first, _, rest = words.strip().partition(" ")
    return rest.strip() if rest and fold(first) in OPEN_TITLES else words.strip()


def contradicts(name: str, given: str, family: str) -> bool:
    """Whether the whole `name` and the two parts are not one person's, in whatever order: each has
    a word that the other has not. A middle name or a short form in brackets is in one alone."""
    whole, parts = set(fold(untitled(name)).split()), set(fold(f"{given} {family}").split())
    return bool(whole - parts and parts - whole)


def split_name(name: str, order: NameOrder) -> tuple[str, str] | None:
    """The given and the family name in a cell that puts them together in `order`; None where it
    does not. A single word is the family name of somebody who has no other."""
    text = untitled(name)
    words = text.split()
    if not words:
        return None
    if order is NameOrder.SINGLE:
        return ("", text) if "," not in text else None
    family, comma, given = (part.strip() for part in text.partition(","))
    if comma:
        whole = given and family and "," not in given
        return (given, family) if whole and order is NameOrder.FAMILY_COMMA_GIVEN else None
    if len(words) == 1:
        return "", text
    return _by_place(words, order) if order is not NameOrder.FAMILY_COMMA_GIVEN else None


def _by_place(words: list[str], order: NameOrder) -> tuple[str, str] | None:
    capitals = [_in_capitals(word) for word in words]
    if order is NameOrder.GIVEN_FAMILY:
        at = capitals.index(True) if _ends_in_capitals(capitals) else len(words) - 1
        return " ".join(words[:at]), " ".join(words[at:])
    if _ends_in_capitals(capitals[::-1]):
        at = capitals.index(False)
    elif len(words) == 2:
        at = 1
    else:
        return None  # where the family name ends, nothing tells
    return " ".join(words[at:]), " ".join(words[:at])


def _in_capitals(word: str) -> bool:
    letters = [each for each in word if each.isalpha()]
    return len(letters) > 1 and word.upper() == word


def _ends_in_capitals(capitals: list[bool]) -> bool:
    """Whether words without capitals come first, then words in capitals alone."""
    return not capitals[0] and capitals[-1] and capitals == sorted(capitals)


EITHER = {NameOrder.GIVEN_FAMILY, NameOrder.FAMILY_GIVEN}
"""The ways that two words without a comma may be put together."""


@dataclass
class NameColumn:
    """Takes the names of a column, and tells which way of putting them together holds for all."""

    left: set[NameOrder] = field(default_factory=lambda: set(NameOrder))
    seen: bool = False
    titled: bool = True  # whether every name that tells nothing else has a title in front
    odd: str = ""  # the first cell that left no way

    def take(self, name: str, address: str) -> None:
        """Look at a filled cell."""
        fits = _ways(untitled(name))
        if len(fits) == len(EITHER):
            self.titled = self.titled and _has_title_in_front(name)
        if not self.left & fits and not self.odd:
            self.odd = address
        self.left &= fits
        self.seen = True

    @property
    def guess(self) -> NameOrder | None:
        """The one way that holds for every name. Names with a title in front, as in “Mr Testa
        Example”, have the given name first. None where no way holds, or two do: then nothing tells
        “Testa Example” from “Example Testa”."""
        if self.left == EITHER and not self.titled:
            return None
        for order in (NameOrder.SINGLE, NameOrder.FAMILY_COMMA_GIVEN, NameOrder.GIVEN_FAMILY,
                      NameOrder.FAMILY_GIVEN):
            if order in self.left:
                return order if self.seen else None
        return None


def _has_title_in_front(name: str) -> bool:
    first, _, rest = clean(name).partition(" ")
    return bool(rest) and fold(first) in OPEN_TITLES


def _ways(text: str) -> set[NameOrder]:
    words = text.split()
    if "," in text:
        # with one side blank its row is held
        return {NameOrder.FAMILY_COMMA_GIVEN} if text.count(",") == 1 else set()
    if len(words) < 2:
        return set(NameOrder)  # of one word all of them are true; without any, its row is held
    capitals = [_in_capitals(word) for word in words]
    if _ends_in_capitals(capitals):
        return {NameOrder.GIVEN_FAMILY}
    if _ends_in_capitals(capitals[::-1]):
        return {NameOrder.FAMILY_GIVEN}
    return set(EITHER)
