"""Words by which rules know what a cell says: roles, designs of studies, directions, times. Each is
a pattern of a language's table, the file of that name beside this one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sdaid.sheets.values import DAYS, TimeUnit

HERE = Path(__file__).parent
NOTHING = re.compile(r"(?!)")
UNITS = {"day": TimeUnit.DAY, "week": TimeUnit.WEEK, "month": TimeUnit.MONTH, "year": TimeUnit.YEAR}


@dataclass(frozen=True)
class Terms:
    """The words of one language. `known` is False for a language without a table: then no pattern
    finds anything, and what a rule would say of it is not checked."""

    known: bool = False
    patterns: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    orders: tuple[tuple[re.Pattern[str], str, int], ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    plain: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """The pattern of that name, as in “author”."""
        return self.patterns.get(name, NOTHING)

    def times(self, text: str) -> Iterator[tuple[float, float]]:
        """The times that `text` names, in days."""
        for match in self["time"].finditer(text):
            low, high = (self.numbers.get(each.casefold(), 0) or float(each)
                         for each in (match["low"], match["high"] or match["low"]))
            unit = next(unit for name, unit in UNITS.items() if match[name])
            yield low * DAYS[unit], high * DAYS[unit]


@cache
def terms_for(language: str) -> Terms:
    """The words of a language such as en or en-GB."""
    code = language.casefold().replace("_", "-").partition("-")[0]
    path = HERE / f"{code}.toml"
    if not code.isalpha() or not path.is_file():
        return Terms()
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    told = dict(read["terms"])
    numbers = told.pop("numbers")
    orders = tuple((_pattern(each["words"]), str(each["field"]), int(each["sign"]))
                   for each in told.pop("orders"))
    told["time"] = told["time"].replace("NUMBER", rf"\d+(?:[.,]\d+)?|{'|'.join(numbers)}")
    return Terms(True, {name: _pattern(text) for name, text in told.items()}, orders, numbers,
                 read["plain_words"])


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.VERBOSE)
