"""Names of months and weekdays as lists write them: in English and in the workbook's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from sdaid.sheets.values import fold

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
          "october", "november", "december")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

SHORTEST = 3
"""Letters that the beginning of an English name needs to stand for it."""


@cache
def month_of(word: str, language: str = "en") -> int | None:
    """The month (1 to 12) that `word` names in English or in `language`, in full or shortened as
    usual there; None where it names none, or one in each of the two languages."""
    return _named(word, MONTHS, _own(language, "months"))


@cache
def weekday_of(word: str, language: str = "en") -> int | None:
    """The weekday (1 is Monday) that `word` names, as `month_of` finds a month."""
    return _named(word, WEEKDAYS, _own(language, "days"))


def _named(word: str, english: Iterable[str], own: Mapping[str, frozenset[int]]) -> int | None:
    typed = fold(word)
    if not typed:
        return None
    found = set(own.get(typed, ()))
    found |= {number for number, name in enumerate(english, start=1)
              if len(typed) >= SHORTEST and name.startswith(typed)}
    return found.pop() if len(found) == 1 else None


@cache
def _own(language: str, what: str) -> Mapping[str, frozenset[int]]:
    """Babel's names of `what` in `language`, folded, each with the numbers it stands for."""
    if language.partition("-")[0] == "en":
        return {}
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return {}
    names: dict[str, frozenset[int]] = {}
    for forms in getattr(locale, what).values():
        for width in ("wide", "abbreviated"):
            for number, name in forms[width].items():
                # Babel counts weekdays from 0, months from 1
                counted = number + 1 if what == "days" else number
                names[fold(name)] = names.get(fold(name), frozenset()) | {counted}
    return names
