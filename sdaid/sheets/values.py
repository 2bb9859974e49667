"""From a cell to a typed value. Each type of column is an annotated type used in declarations.

A cell that does not fit raises pydantic's custom error, whose type is a code of the catalogue and
whose context holds the words of its sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache
from typing import Annotated, Any, Generic, Literal, NamedTuple, NoReturn, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from sdaid.staff import mark, translate

Choice = TypeVar("Choice", bound=StrEnum)
Reader = TypeVar("Reader", bound=Callable[..., Any])


class Cell(NamedTuple):
    """One cell as it was read. `row` and `column` count from 1. `kind` is one of blank, text,
    number, bool, date (date, datetime), time (time, timedelta), error, formula (nothing stored)."""

    row: int
    column: int
    value: Any = None
    kind: str = "blank"
    number_format: str = "General"
    mark: str = ""  # of its letters: "struck", "raised" (or lowered), or both with a space between

    @property
    def address(self) -> str:
        return f"{letters(self.column)}{self.row}"


class TimeUnit(StrEnum):
    DAY = "days"
    WEEK = "weeks"
    MONTH = "months"
    YEAR = "years"


DAYS = {TimeUnit.DAY: 1.0, TimeUnit.WEEK: 7.0, TimeUnit.MONTH: 30.4, TimeUnit.YEAR: 365.25}
"""Days in a unit, for drawing on a common axis; a month is a twelfth of a year."""


class Duration(BaseModel):
    """A time span as a person wrote it: `low` (in `low_unit` where that is another) to `high` in
    `unit`; `manner` tells how a study told it: "within", "up to" or "each". Or a word in its place
    ("straight away", "not stated", "any time"), with `unit` None."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    low: float = 0
    high: float = 0
    unit: TimeUnit | None = None
    word: str = ""
    low_unit: TimeUnit | None = None
    manner: Literal["", "within", "up to", "each"] = ""

    @property
    def days(self) -> tuple[float, float] | None:
        """(low, high) in days; (0, 0) for straight away; None where it is not stated."""
        if self.unit is not None:
            low = 0.0 if self.manner == "up to" else self.low * DAYS[self.low_unit or self.unit]
            return low, self.high * DAYS[self.unit]
        return (0.0, 0.0) if self.word == "straight away" else None


@cache
def letters(column: int) -> str:
    """Excel's letters of a column counted from 1: 1 is A, 27 is AA."""
    made = ""
    while column:
        column, rest = divmod(column - 1, 26)
        made = chr(65 + rest) + made
    return made


def column_number(address: str) -> int:
    """The number of the column of a cell's address: 1 for A7, 27 for AA7."""
    number = 0
    for letter in address.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number


SIGNS = re.compile(r"[\W_]+")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"), None)
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], None)
UNSEEN = re.compile(f"[{''.join(map(chr, [*INVISIBLE, *TURNING]))}]")


def clean(text: str) -> str:
    """`text` in NFC with plain spaces, no zero-width and direction-turning characters, line ends
    as newlines, no blanks at the ends. Typographic quotes stay."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")  # most cells, and a tenth of the time
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = UNSEEN.sub("", text).replace("\u2028", "\n")
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(lines).strip()


def fold(text: str) -> str:
    """`text` for matching: case, punctuation, accents' composition and spacing do not count."""
    return _folded_word(text) if len(text) <= WORD else _folded(text)


WORD = 60
"""Letters of a text that a list is likely to hold again."""


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", clean(text)).casefold()
    return " ".join(SIGNS.sub(" ", plain).split())


_folded_word = lru_cache(4000)(_folded)


def guess(found: str, allowed: Iterable[str]) -> str:
    """“; did you mean …?” where something allowed is close to `found`, else nothing."""
    meant = closest(found, allowed)
    return f"; did you mean “{meant}”?" if meant else ""


def closest(found: str, allowed: Iterable[str]) -> str:
    """What of `allowed` is spelt nearly like `found`, or is a part of it, or holds it (“Rules” and
    “Rules 2026”); "" where nothing is."""
    known = {fold(each): each for each in allowed}
    typed = fold(found)
    close = get_close_matches(typed, known, n=1, cutoff=0.72) or sorted(
        (name for name in known if _within(name, typed) or _within(typed, name)), key=len)[-1:]
    return known[close[0]] if close else ""


def _within(short: str, long: str) -> bool:
    """Whether the words of `short`, of three letters or more, stand in `long`."""
    return len(short) >= 3 and f" {short} " in f" {long} "


def refuse(code: str, **words: object) -> NoReturn:
    """Raise the error that becomes the problem `code`."""
    raise PydanticCustomError(code, "{code}", {"code": code, **words})


def shown(cell: Cell) -> str:
    """What a person sees in the cell, for a problem's sentence."""
    value = cell.value
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return shown_number(value, cell.number_format)
    return str(value)


def shown_number(value: float, number_format: str = "General") -> str:
    """A number as its cell shows it: leading zeros, decimals, percent sign and the separators of a
    format such as 000-00-0000. Thousands are not parted."""
    form = re.sub(r"\[[^\]]*\]|_.|\*.", "", number_format).split(";")[0]
    form = re.sub(r'"([^"]*)"|\\(.)', r"\1\2", form)
    if match := re.fullmatch(r"(?:#,##)?(0+)(?:\.(0+))?(%?)", form):
        whole, decimals, percent = match[1], len(match[2] or ""), match[3]
        width = len(whole) + (decimals + 1 if decimals else 0)
        if not percent and not decimals and not float(value).is_integer():
            return f"{value:.15g}"  # what Excel rounds away on the screen is not thrown away here
        return f"{value * (100 if percent else 1):0{width}.{decimals}f}{percent}"
    if re.fullmatch(r"[0\-() /.]*0[0\-() /.]*", form) and value >= 0 and float(value).is_integer():
        places = form.count("0")
        digits = str(int(value)).zfill(places)
        left = iter(digits[len(digits) - places:])
        filled = "".join(next(left) if letter == "0" else letter for letter in form)
        return digits[:len(digits) - places] + filled
    is_whole = float(value).is_integer() and abs(value) < 1e21
    return str(int(value)) if is_whole else f"{value:.15g}"


def plain_text(cell: Cell) -> str:
    """Text; a number is taken as it is shown, leading zeros restored from the number format."""
    if cell.kind == "text":
        text = clean(str(cell.value))
        if text.isprintable() and "\ufffd" not in text:
            return text
        bad = sorted({f"U+{ord(c):04X}" for c in text if c == "\ufffd" or (
            unicodedata.category(c) in ("Cc", "Cs") and c != "\n")})
        if bad:
            refuse("characters", found=", ".join(bad))
        return text
    if cell.kind in ("number", "bool", "date", "time"):
        return shown(cell)
    refuse("not-text", found=shown(cell))


def identifier(cell: Cell) -> str:
    typed = plain_text(cell)
    text = typed.casefold()
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", text):
        refuse("not-id", found=typed)
    return text


def identifiers(cell: Cell) -> tuple[str, ...]:
    """Ids parted by commas, semicolons or line ends, in the order given, each once."""
    parts = [part.strip() for part in re.split(r"[,;\n]", plain_text(cell))]
    found = [part for part in parts if part]
    for part in found:
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", part.casefold()):
            refuse("not-id", found=part)
    return tuple(dict.fromkeys(part.casefold() for part in found))


def phrases(cell: Cell) -> tuple[str, ...]:
    """Texts parted by commas, semicolons (of any script) or line ends, in the order given, each
    once."""
    parts = [part.strip() for part in re.split(r"[,;\n،؛、，；]", plain_text(cell))]
    return tuple(dict.fromkeys(part for part in parts if part))


LARGEST_NUMBER = 1e9
"""No figure of a decision aid is larger, and none as large is anything but a slip."""


def number(cell: Cell) -> float:
    """A number of at most a thousand million. A percentage format counts in hundredths: 5 % is
    5."""
    value = _any_number(cell)
    if not abs(value) <= LARGEST_NUMBER:  # which no NaN is
        refuse("out-of-range", found=f"{value:g}",
               allowed=translate("a number up to {n}").format(n=f"{LARGEST_NUMBER:,.0f}"))
    return value


def _any_number(cell: Cell) -> float:
    if cell.kind == "number":
        share = "%" in cell.number_format
        return round(float(cell.value) * 100, 9) if share else float(cell.value)
    if cell.kind == "text":
        text = clean(str(cell.value)).replace("\u2212", "-")
        if re.fullmatch(r"-?\d+(\.\d+)?", text):
            return float(text)
    refuse("not-a-number", found=shown(cell), allowed="a number")


def whole(cell: Cell) -> int:
    value = number(cell)
    if not value.is_integer():
        refuse("not-whole", found=f"{value:g}", allowed="a whole number")
    return int(value)


@dataclass(frozen=True)
class Bounded:
    """A reader of whole numbers from `low` to `high`."""

    low: int
    high: int

    def __call__(self, cell: Cell) -> int:
        value = whole(cell)
        if not self.low <= value <= self.high:
            refuse("out-of-range", found=value, allowed=f"{self.low} to {self.high}")
        return value

    @property
    def allowed(self) -> str:
        return (f"a whole number {self.low} to {self.high}" if self.low < self.high
                else f"the number {self.low}")


def bounded(low: int, high: int) -> Callable[[Cell], int]:
    """A reader of whole numbers from `low` to `high`."""
    return Bounded(low, high)


ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
SLASHED = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})")
IN_WORDS = re.compile(r"(?P<one>\w+)[ .,-]+(?P<two>\w+)[ .,-]+(?P<year>\d{4})")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
          "october", "november", "december")

FIRST_DATE, LAST_DATE = date(1800, 1, 1), date(2200, 12, 31)


def calendar_date(cell: Cell) -> date:
    """A date cell, ISO text, or text with the month in English words, of the years 1800 to 2200; a
    time of day beside it is not looked at. A text with two readings is refused, naming both."""
    found = _any_date(cell)
    if not FIRST_DATE <= found <= LAST_DATE:
        refuse("out-of-range", found=found, allowed=translate(
            "a date from {first} to {last}").format(first=FIRST_DATE, last=LAST_DATE))
    return found


def _any_date(cell: Cell) -> date:
    if cell.kind == "date" and isinstance(cell.value, datetime):
        return cell.value.date()
    if cell.kind == "date" and isinstance(cell.value, date):
        return cell.value
    text = shown(cell)
    if cell.kind == "text":
        text = clean(text)
        if match := ISO_DATE.fullmatch(text):
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                refuse("not-a-date", found=text)
        if match := SLASHED.fullmatch(text):
            readings = _readings(*map(int, match.groups()))
            if len(readings) == 2:
                refuse("date-ambiguous", found=text, first=readings[0], second=readings[1])
            if len(readings) == 1 and len(match.group(3)) == 4:
                return readings[0]
        if (match := IN_WORDS.fullmatch(text)) and (worded := _worded(**match.groupdict())):
            return worded
    refuse("not-a-date", found=text)


def _worded(one: str, two: str, year: str) -> date | None:
    """“1 December 2026”, “1st Dec 2026”, “December 1, 2026”: one of the two names a month."""
    month, day = (one, two) if one.isalpha() else (two, one)
    named = [number for number, name in enumerate(MONTHS, start=1)
             if len(month) >= 3 and name.startswith(month.casefold())]
    counted = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", day, re.IGNORECASE)
    try:
        return date(int(year), named[0], int(counted[1])) if named and counted else None
    except ValueError:
        return None


def _readings(first: int, second: int, year: int) -> list[date]:
    """The dates that day-month and month-day readings give, without repeats, the earlier first."""
    year += 2000 if year < 100 else 0
    found = set()
    for month, day in ((second, first), (first, second)):
        try:
            found.add(date(year, month, day))
        except ValueError:
            continue
    return sorted(found)


def time_of_day(cell: Cell) -> time:
    """A time cell, or text such as 14:30."""
    if isinstance(cell.value, datetime):
        return cell.value.time()
    if isinstance(cell.value, time):
        return cell.value
    text = shown(cell)
    if match := re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?", clean(text)):
        return time(int(match[1]), int(match[2]))
    refuse("not-a-time", found=text)


def yes_no(cell: Cell) -> bool:
    if cell.kind == "bool":
        return bool(cell.value)
    word = fold(shown(cell))
    if word in ("yes", "y", "true"):
        return True
    if word in ("no", "n", "false"):
        return False
    refuse("not-yes-no", found=shown(cell))


class Choices(Generic[Choice]):
    """A reader of one of an enumeration's values; case and punctuation do not count."""

    def __init__(self, kind: type[Choice]) -> None:
        self.allowed = ", ".join(each.value for each in kind)
        self.known = {fold(each.value): each for each in kind}

    def __call__(self, cell: Cell) -> Choice:
        found = shown(cell)
        if fold(found) not in self.known:
            refuse("not-a-choice", found=found, allowed=self.allowed,
                   guess=guess(found, [each.value for each in self.known.values()]))
        return self.known[fold(found)]


def choice(kind: type[Choice]) -> Callable[[Cell], Choice]:
    """A reader of one of `kind`'s values; case and punctuation do not count."""
    return Choices(kind)


NUMBER_WORDS = {word: str(value) for value, word in enumerate((
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve"), start=1)} | {"a": "1", "an": "1"}
AMOUNT = rf"\d+(?:\.\d+)?|{'|'.join(NUMBER_WORDS)}"
UNIT = "day|week|month|year"
DURATION = re.compile(
    r"(?:(?P<within>within|in|in the first|by)|(?P<upto>up to|at most)|at|after)?\s*"
    rf"(?P<low>{AMOUNT})(?:\s*(?P<low_unit>{UNIT})s?)?(?:\s*(?:to|-|–)\s*(?P<high>{AMOUNT}))?[\s-]*"
    rf"(?P<unit>{UNIT})?s?", re.IGNORECASE)
EACH = re.compile(rf"(?:each|every|per|in each|in a|in one)\s+(?P<unit>{UNIT})", re.IGNORECASE)
LONGEST_DURATION = 1000  # of any unit
DURATION_WORDS = ("straight away", "not stated", "any time")


def duration(cell: Cell) -> Duration:
    """“6 months”, “2 to 6 weeks”, “3 months to 5 years”, “within 90 days”, “up to 6 years”, “each
    year”, “straight away”, “not stated”, “any time”."""
    text = clean(plain_text(cell))
    if fold(text) in DURATION_WORDS:
        return Duration(word=fold(text))
    if match := EACH.fullmatch(text):
        return Duration(low=1, high=1, unit=_unit(match["unit"]), manner="each")
    match = DURATION.fullmatch(text)
    if not match or not (match["unit"] or match["low_unit"]) or (
            match["high"] and not match["unit"]):
        refuse("not-a-duration", found=text)
    low, high = (float(NUMBER_WORDS.get(each.casefold(), each))
                 for each in (match["low"], match["high"] or match["low"]))
    unit = _unit(match["unit"] or match["low_unit"])
    low_unit = _unit(match["low_unit"]) if match["low_unit"] else unit
    if max(low, high) > LONGEST_DURATION:
        refuse("out-of-range", found=text, allowed=translate("0 to {n} of a unit").format(
            n=f"{LONGEST_DURATION:,}"))
    if high * DAYS[unit] < low * DAYS[low_unit]:
        refuse("not-a-duration", found=text)
    manner: Literal["", "within", "up to"] = (
        "within" if match["within"] else "up to" if match["upto"] else "")
    if manner and match["high"]:
        refuse("not-a-duration", found=text)
    return Duration(low=low, high=high, unit=unit, manner=manner,
                    low_unit=low_unit if low_unit is not unit else None)


def _unit(word: str) -> TimeUnit:
    return TimeUnit(word.casefold() + "s")


ALLOWED: dict[Callable[..., Any], str] = {
    plain_text: mark("text"),
    identifier: mark("a short name of letters, digits, “-” and “_”"),
    identifiers: mark("short names with commas between them"),
    phrases: mark("texts with commas between them"),
    number: mark("a number"),
    calendar_date: mark("a date such as 2026-11-30"),
    time_of_day: mark("a time of day such as 14:30"),
    yes_no: mark("yes or no"),
    duration: mark("a time such as 6 months, 2 to 6 weeks, within 90 days, up to 6 years, each "
                   "year, straight away, not stated"),
}


def reads(words: str) -> Callable[[Reader], Reader]:
    """Marks a reader of cells with what it allows, in words."""
    def marked(reader: Reader) -> Reader:
        ALLOWED[reader] = words
        return reader

    return marked


def allowed(marks: Iterable[object]) -> str:
    """What a cell may hold, in words, from the marks of its annotated type."""
    for each in marks:
        if isinstance(each, BeforeValidator):
            if isinstance(each.func, Bounded | Choices):
                return each.func.allowed
            return ALLOWED.get(each.func, "text")
    return "text"


Text = Annotated[str, BeforeValidator(plain_text)]
Id = Annotated[str, BeforeValidator(identifier)]
Ids = Annotated[tuple[str, ...], BeforeValidator(identifiers)]
Phrases = Annotated[tuple[str, ...], BeforeValidator(phrases)]
Number = Annotated[float, BeforeValidator(number)]
MaybeNumber = Annotated[float | None, BeforeValidator(number)]
Whole = Annotated[int, BeforeValidator(bounded(0, 1_000_000))]
MaybeWhole = Annotated[int | None, BeforeValidator(bounded(0, 1_000_000))]
Date = Annotated[date, BeforeValidator(calendar_date)]
YesNo = Annotated[bool, BeforeValidator(yes_no)]
Span = Annotated[Duration, BeforeValidator(duration)]
MaybeSpan = Annotated[Duration | None, BeforeValidator(duration)]
