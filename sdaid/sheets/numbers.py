"""What a stored number is: a plain one, a date or a time, by its number format and the epoch."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from sdaid.sheets.values import NUMBER_PARTS

CellValue = int | float | date | datetime | time | timedelta
FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no time zone
FIRST_DAY_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
SECONDS = 86_400
LAST_SERIAL = 2_958_466  # the day after 9999-12-31


@lru_cache(maxsize=1024)
def tells(number_format: str) -> str:
    """What cells of this format hold: "number", "date" or "span" (hours that may pass 24)."""
    positive = NUMBER_PARTS.sub(lambda part: part[0] if part[0][:2].casefold() in
                                ("[h", "[m", "[s") else "", number_format).split(";")[0].casefold()
    if re.search(r"\[(h+|m+|s+)\]", positive):
        return "span"
    return "date" if positive != "general" and re.search(r"[dmyhs]", positive) else "number"


def stored_number(text: str) -> int | float | None:
    """The number stored as `text`; None where it is none."""
    try:
        value = int(text) if text.isdigit() and len(text) < 18 else float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in text else None


def dated(serial: float, kind: str, *, epoch_1904: bool) -> tuple[str, CellValue] | None:
    """The cell kind ("date", "time") and value of a serial number; None outside the calendar.

    A number under 1 is a time of day, except in the 1904 system where 0 is its first day. In the
    1900 system Excel counts a 29 February 1900, so days before 1 March 1900 lie one later.
    """
    if kind == "span":
        return ("time", timedelta(seconds=round(serial * SECONDS, 3))) \
            if abs(serial) < LAST_SERIAL else None
    if not 0 <= serial < LAST_SERIAL:
        return None
    days, part = divmod(serial, 1)
    moment = timedelta(days=days, milliseconds=round(part * SECONDS * 1000))
    if serial < 1 and moment.days == 0:
        return "time", (FIRST_DAY + moment).time()
    if epoch_1904:
        first = FIRST_DAY_1904
    else:
        first = FIRST_DAY + timedelta(days=1 if moment.days < 60 else 0)
    try:
        return "date", first + moment
    except OverflowError:
        return None


def iso_moment(text: str) -> tuple[str, CellValue] | None:
    """The cell kind and value of a date stored as ISO text, as strict files do; None otherwise."""
    for kind, read in (("date", datetime.fromisoformat), ("time", time.fromisoformat)):
        try:
            return kind, read(text.strip().removesuffix("Z"))
        except ValueError:
            continue
    return None
