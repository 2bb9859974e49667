"""When a visit is: a date and a time of day, with its zone where one was told."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any

from sdaid.sheets.values import IN_WORDS, Cell, clean

ZONE = r"(?P<zone>Z|[+-]\d{2}:?\d{2})?"
CLOCK = re.compile(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2}(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\.?)?\s*"
    + ZONE, re.IGNORECASE)
MOMENT = re.compile(rf"(?P<day>\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|{IN_WORDS.pattern})"
                    r"(?:[T ]|, )\s*(?P<clock>\S.*)")


def split_moment(given: dict[str, Any], day: str, clock: str) -> dict[str, Any]:
    """`given` with the time of day that stands in the cell of `day`, or as a text such as
    “2:30 PM” in its own, as a time in the cell of `clock`. What does not fit stays as it is."""
    made = dict(given)
    cell = made.get(day) or Cell(0, 0)
    if cell.kind == "date" and isinstance(cell.value, datetime):
        if cell.value.time() != time(0) and clock not in made:
            made[clock] = cell._replace(value=cell.value.timetz(), kind="time")
    elif cell.kind == "text" and (match := MOMENT.fullmatch(clean(str(cell.value)))):
        told = clock_time(match["clock"])
        if told is not None:
            made[day] = cell._replace(value=match["day"])
            if clock not in made and (told != time(0) or told.tzinfo):
                made[clock] = cell._replace(value=told, kind="time")
    own = made.get(clock)
    if isinstance(own, Cell) and own.kind == "text":
        told = clock_time(clean(str(own.value)))
        if told is not None:
            made[clock] = own._replace(value=told, kind="time")
    return made


def clock_time(text: str) -> time | None:
    """“14:30”, “2:30 PM”, “14:30:00+01:00”; None where it is none of these."""
    match = CLOCK.fullmatch(text)
    if not match:
        return None
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    try:
        return time(hour, int(match["minute"]), tzinfo=_zone(match["zone"]))
    except ValueError:
        return None


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text in ("Z", "z"):
        return UTC
    digits = text[1:].replace(":", "")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-away if text[0] == "-" else away)


def in_zone(day: date, clock: time, zone: tzinfo) -> tuple[date, time]:
    """The day and time of day on the clinic's own clocks, for a time whose zone was told."""
    moment = datetime.combine(day, clock).astimezone(zone)
    return moment.date(), moment.time()


def is_utc(clock: time | None) -> bool:
    """Whether the time was told in UTC, which is what systems store and nobody's clock shows."""
    return clock is not None and clock.tzinfo is not None and clock.utcoffset() == timedelta(0)
