"""A date as lists write it: what stands there, and which day it is once the order of its numbers is
known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sdaid.appointments.calendar_words import month_of, weekday_of
from sdaid.appointments.profile import DateOrder
from sdaid.sheets.values import FIRST_DATE, LAST_DATE, clean

OLDEST = 115
"""Years. No patient is older; a birth longer ago is a slip or stands for “not known”."""

REST = r"(?:(?:(?P<iso>T)|,?\s+(?:at\s+|um\s+)?|,\s*)(?P<clock>\d.*))?"
ISO = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){REST}")
YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})(?P<part>[/.])(?P<month>\d{{1,2}})(?P=part)"
                        rf"(?P<day>\d{{1,2}})\.?{REST}")
TOGETHER = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
                      r"(?:T?(?P<clock>\d{4})\d{0,2})?")
NUMBERS = re.compile(rf"(?P<one>\d{{1,2}})(?P<part>[/.\- ])\s?(?P<two>\d{{1,2}})(?P=part)\s?"
                     rf"(?P<three>\d{{4}}|\d{{2}})\.?{REST}")
WORD = r"(?P<name>[^\W\d_]+)\.?"
BETWEEN = r"[\s,./-]*(?:(?:de|del|of)\s+)?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.|º|er)?"
WORDED = tuple(re.compile(f"{pattern}{REST}", re.IGNORECASE) for pattern in (
    rf"{DAY}{BETWEEN}{WORD}{BETWEEN}'?(?P<year>\d{{4}}|\d{{2}})",
    rf"{WORD}[\s,./-]*{DAY}(?:[\s,/-]+)(?P<year>\d{{4}})",
    rf"(?P<year>\d{{4}})[\s,/-]+{WORD}[\s,/-]+{DAY}"))
IN_FRONT = re.compile(r"([^\W\d_]+)\.?,?\s+(?=\S)")
AGE = re.compile(r"[\s,]*(?:\((?P<bare>\d{1,3})\)|"
                 r"[([]?\s*(?P<age>\d{1,3})\s*(?P<unit>y|yr|yrs|years?|yo|y/o|jahre|j|"
                 r"m|mo|mths?|months?|w|wks?|weeks?|d|days?)\.?(?:\s*\d{1,2}\s*[mwd]\w*)?"
                 r"(?:\s*old)?\s*[)\]]?)$",
                 re.IGNORECASE)

EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""Day 0 of Excel's serial numbers, and of those of workbooks that count from 1904."""


class Written(NamedTuple):
    """A date as it is written. `numbers` are year, month and day where they are `known`; else as
    they stand. `short` is a year of two digits, the last of the numbers where they are not known.
    `clock` is what stands behind, `iso` tells that it does so behind a T; `weekday` (from 1) and
    `age` (in years) are what is told beside it."""

    numbers: tuple[int, int, int]
    known: bool = True
    short: bool = False
    clock: str = ""
    iso: bool = False
    weekday: int | None = None
    age: int | None = None


def written(text: str, language: str = "en", *, ages: bool = False) -> Written | None:
    """What date `text` writes; None where it is none. With `ages` the patient's age may stand
    behind it."""
    if len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdecimal():
        return Written((int(text[:4]), int(text[5:7]), int(text[8:])))  # most dates
    text = clean(text)
    age = None
    if ages and (match := AGE.search(text)) and match.start():
        text = text[:match.start()].rstrip(" ,")
        unit = (match["unit"] or "y").lower()
        age = int(match["bare"] or match["age"]) if unit[0] in "yj" else 0
    found, weekday = _numeric(text) or _worded(text, language), None
    if not found and (match := IN_FRONT.match(text)):
        text, weekday = text[match.end():], weekday_of(match[1], language)
        found = (_numeric(text) or _worded(text, language)) if weekday else None
    return found._replace(weekday=weekday, age=age) if found else None


def _numeric(text: str) -> Written | None:
    if match := ISO.fullmatch(text) or YEAR_FIRST.fullmatch(text):
        return Written(_ints(match["year"], match["month"], match["day"]),
                       clock=match["clock"] or "", iso=bool(match["iso"]))
    if match := NUMBERS.fullmatch(text):
        return Written(_ints(match["one"], match["two"], match["three"]), known=False,
                       short=len(match["three"]) == 2, clock=match["clock"] or "")
    if (match := TOGETHER.fullmatch(text)) and 1800 <= int(match["year"]) <= 2200:
        clock = match["clock"]
        return Written(_ints(match["year"], match["month"], match["day"]),
                       clock=f"{clock[:2]}:{clock[2:]}" if clock else "")
    return None


def _worded(text: str, language: str) -> Written | None:
    for pattern in WORDED:
        match = pattern.fullmatch(text)
        month = month_of(match["name"], language) if match else None
        if match and month:
            return Written((int(match["year"]), month, int(match["day"])),
                           short=len(match["year"]) == 2, clock=match["clock"] or "")
    return None


def _ints(*texts: str) -> tuple[int, int, int]:
    one, two, three = map(int, texts)
    return one, two, three


def _ordered(numbers: tuple[int, int, int], order: DateOrder) -> tuple[int, int, int]:
    """Year, month and day of `numbers` that stand in `order`."""
    one, two, three = numbers
    return {DateOrder.DAY_FIRST: (three, two, one), DateOrder.MONTH_FIRST: (three, one, two),
            DateOrder.YEAR_FIRST: (one, two, three)}[order]


def readings(found: Written, orders: Iterable[DateOrder] = DateOrder) -> dict[DateOrder, date]:
    """The day that `found` is in each of `orders` in which it is one; a year of two digits is taken
    as one of 2000 to 2099. What does not depend on an order is the same day in all of them."""
    made = {}
    for order in orders:
        if found.known:
            year, month, day = found.numbers
        elif order is DateOrder.YEAR_FIRST and not found.short:
            continue  # its year has four digits and stands last
        else:
            year, month, day = _ordered(found.numbers, order)
        try:
            made[order] = date(year + 2000 if found.short else year, month, day)
        except ValueError:
            continue
    return made


def century(day: date, latest: date) -> date | None:
    """A birth whose year was told with two digits, read as `day` of 2000 to 2099: in the one
    century that puts it before `latest`, the day of the visit, and no more than 115 years before
    it; None where that is neither or both."""
    fitting = []
    for years in (0, -100):
        try:
            moved = day.replace(year=day.year + years)
        except ValueError:  # 29 February of 1900
            continue
        if moved < latest and latest.year - moved.year <= OLDEST:
            fitting.append(moved)
    return fitting[0] if len(fitting) == 1 else None


def age_at(born: date, day: date) -> int:
    """Whole years from birth to `day`; somebody born on 29 February has it on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def from_serial(number: float, *, from_1904: bool = False) -> date | None:
    """The day of one of Excel's serial numbers; None out of the years 1800 to 2200."""
    try:
        day = (EPOCH_1904 if from_1904 else EPOCH) + timedelta(days=int(number))
    except OverflowError:
        return None
    return day if FIRST_DATE <= day <= LAST_DATE else None
