"""Times of day as lists write them: 9.30am, 0930, 9.00 Uhr, a slot such as 10:30-10:50, 0.375."""

from __future__ import annotations

import re
from datetime import UTC, time, timedelta, timezone, tzinfo
from functools import lru_cache

from sdaid.sheets.values import clean

FURTHEST = timedelta(hours=14)
"""No zone is further from UTC."""

CLOCK = re.compile(
    r"(?:at\s+)?(?P<hour>\d{1,2})(?:\s?[:.h]\s?(?P<minute>\d{2}))?"
    r"(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m?\.?)?"
    r"\s*(?P<word>uhr|hrs?|hours|h|o.?clock)?\.?", re.IGNORECASE)
TOGETHER = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})\s*(?P<half>[ap]\.?m\.?)?"
                      r"\s*(?P<word>uhr|hrs?|hours|h)?\.?", re.IGNORECASE)
ZONED = re.compile(r"(?P<clock>\d{1,2}:\d{2}(?P<seconds>:\d{2}(?:[.,]\d+)?)?)\s?"
                   r"(?P<zone>Z|[+-]\d{2}:?\d{2})", re.IGNORECASE)
SLOT = re.compile(r"(?P<start>\d[^-–—]*?)\s*(?:[-–—]|\bto\b|\bbis\b|\buntil\b|\btill\b)\s*"
                  r"(?P<end>\d.*)", re.IGNORECASE)
FRACTION = re.compile(r"0?[.,]\d+")
HALVES = ("a", "p")


@lru_cache(maxsize=4_000)  # of a day there are not so many
def clock_time(text: str, *, iso: bool = False, together: bool = False) -> time | None:
    """The time of day that `text` writes, of a slot its start; None where it is none.

    An offset from UTC counts behind seconds, or where the text stands behind a date and a T
    (`iso`). Four digits alone are a time where `together` says that the column writes them so.
    """
    text = clean(text)
    if match := ZONED.fullmatch(text):
        plain, zone = _alone(match["clock"], False), _zone(match["zone"])
        if plain and zone and (iso or match["seconds"] or match["zone"] in "Zz"):
            return plain.replace(tzinfo=zone)
    if (match := SLOT.fullmatch(text)) and text.count(":") < 4:
        return _start(match["start"], match["end"])
    if FRACTION.fullmatch(text):
        # “0.25” may be a quarter of the day or a quarter past midnight
        maybe = re.fullmatch(r"0?[.,][0-5]\d", text)
        return None if maybe else of_day(float("0" + text.lstrip("0").replace(",", ".")))
    return _alone(text, together)


def looks_together(text: str) -> bool:
    """Whether `text` is four digits, or three, that may be a time of day, as in 0930."""
    return bool(re.fullmatch(r"\d{3,4}", text)) and _alone(text, True) is not None


def of_day(fraction: float) -> time | None:
    """The time of day that is this part of a day, as Excel stores it, to the minute."""
    minutes = round(fraction * 24 * 60 * 60) // 60
    return time(*divmod(minutes, 60)) if 0 <= minutes < 24 * 60 else None


def says_no_time(clock: time) -> bool:
    """Whether the time is midnight, which systems put where they know none. In UTC it may be any
    time of day elsewhere."""
    midnight = not (clock.hour or clock.minute or clock.second)
    return midnight and (clock.tzinfo is None or clock.utcoffset() != timedelta(0))


def same_clock(one: time, other: time) -> bool:
    """Whether the two show the same minute; a zone that one of them lacks does not count."""
    zones = one.tzinfo is None or other.tzinfo is None or one.utcoffset() == other.utcoffset()
    return zones and (one.hour, one.minute) == (other.hour, other.minute)


def _alone(text: str, together: bool) -> time | None:
    if match := TOGETHER.fullmatch(text):
        if together or match["half"] or match["word"]:
            return _of(match["hour"], match["minute"], match["half"])
        return None
    match = CLOCK.fullmatch(text)
    if not match or not (match["minute"] or match["half"] or match["word"]):
        return None
    return _of(match["hour"], match["minute"] or "0", match["half"])


def _of(hours: str, minutes: str, half: str | None) -> time | None:
    hour = int(hours)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    try:
        return time(hour, int(minutes))
    except ValueError:
        return None


def _start(first: str, last: str) -> time | None:
    """The start of a slot; None where it does not end after it. “9:30-10:00 am” tells the half of
    the day once."""
    together = looks_together(first.strip()) and looks_together(last.strip())
    start, end = _alone(first.strip(), together), _alone(last.strip(), together)
    if end is None:
        return None
    if not re.search(r"[ap]\.?m?\.?$", first.strip(), re.IGNORECASE) \
            and re.search(r"[ap]\.?m?\.?$", last.strip(), re.IGNORECASE):
        halves = [_alone(f"{first.strip()} {half}m", False) for half in HALVES]
        fitting = [each for each in halves if each and each < end]
        return max(fitting, default=None)  # the later of two starts is the nearer to the end
    if start is None and re.fullmatch(r"\d{1,2}", first.strip()):
        start = _of(first.strip(), "0", None)  # as in “9-9.30”
    return start if start and start < end else None


def _zone(text: str) -> tzinfo | None:
    if text in "Zz":
        return UTC
    digits = text[1:].replace(":", "")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if away > FURTHEST or int(digits[2:]) not in (0, 30, 45):
        return None  # no zone is so far from UTC, or between its quarters
    return timezone(-away if text[0] == "-" else away)
