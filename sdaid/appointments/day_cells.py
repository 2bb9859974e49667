"""A cell that holds a day, and perhaps a time of day beside it; and cells that say why they cannot
be read."""

from __future__ import annotations

from datetime import date, datetime, time

from sdaid.appointments.clock import clock_time, of_day
from sdaid.appointments.date_column import as_serial
from sdaid.appointments.dates import Written, age_at, century, readings, written
from sdaid.appointments.profile import DateOrder
from sdaid.appointments.understood import Understood
from sdaid.sheets.values import Cell, shown

REFUSED = "refused"
"""The kind of a cell that says why it is refused."""


def refused(cell: Cell, code: str, **words: object) -> Cell:
    """`cell` as one that its reader refuses with the problem `code`."""
    return cell._replace(kind=REFUSED, value=(code, words))


def is_refused(cell: object) -> bool:
    """Whether its reader refuses the cell, as `refused` made it."""
    return isinstance(cell, Cell) and cell.kind == REFUSED


def day_and_time(cell: Cell, field: str, understood: Understood, latest: date | None = None
                  ) -> tuple[Cell, time | None]:
    """The cell with its day, and the time of day beside it. `latest` is the visit's day, for a
    birth, whose century it tells."""
    if cell.kind == "date" and isinstance(cell.value, datetime):
        return cell, cell.value.timetz()
    if field in understood.serials and (day := as_serial(cell, from_1904=understood.from_1904)):
        return cell._replace(value=day, kind="date"), of_day(float(cell.value) % 1)
    text = shown(cell) if cell.kind in ("text", "number") else ""
    found = written(text, understood.language, ages=field == "born") if text else None
    if found is None:
        return cell, None
    if found.known and not (found.clock or found.short or found.weekday or found.age):
        return _whole(cell, found), None  # most dates
    together = len(found.clock) == 4  # behind a date it can be nothing else
    beside = clock_time(found.clock, iso=found.iso, together=together) if found.clock else None
    if found.clock and beside is None:
        return cell, None  # nobody knows what stands there, so the whole is not read
    return _day(cell, found, field, understood, latest), beside


def _whole(cell: Cell, found: Written) -> Cell:
    """The cell with a day that is told in full; as it is where there is no such day."""
    try:
        return cell._replace(value=date(*found.numbers), kind="date")
    except ValueError:
        return cell


def _day(cell: Cell, found: Written, field: str, understood: Understood, latest: date | None
         ) -> Cell:
    """The cell with the day that `found` is in the order of its column."""
    order = understood.order(field)
    days = set(readings(found, [order] if order else DateOrder).values())
    if field == "born" and found.short:
        days = {day for each in days if latest and (day := century(each, latest))}
        if not days:
            return refused(cell, "year-short")
    if len(days) != 1:
        return refused(cell, "date-ambiguous", found=shown(cell), first=min(days),
                       second=max(days)) if days else cell
    (day,) = days
    if found.weekday and day.isoweekday() != found.weekday:
        return refused(cell, "weekday-differs")
    older = found.age and latest and abs(age_at(day, latest) - found.age) > 1
    return refused(cell, "age-differs") if older else cell._replace(value=day, kind="date")
