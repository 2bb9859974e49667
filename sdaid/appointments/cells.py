"""The cells of one row of a list, as its own system writes them, in our own forms: dates and times
of day as such, a whole name in its two parts. What cannot be read says why."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sdaid.appointments.clock import clock_time, looks_together, of_day, same_clock
from sdaid.appointments.date_column import as_serial
from sdaid.appointments.dates import Written, age_at, century, readings, written
from sdaid.appointments.name_column import says_single, split_name
from sdaid.appointments.profile import DateOrder
from sdaid.appointments.understood import Understood
from sdaid.sheets.values import Cell, calendar_date, reads, refuse, shown

NONE = Cell(0, 0)
REFUSED = "refused"
"""The kind of a cell that says why it is refused."""


def refused(cell: Cell, code: str, **words: object) -> Cell:
    """`cell` as one that its reader refuses with the problem `code`."""
    return cell._replace(kind=REFUSED, value=(code, words))


@reads("a date such as 2026-11-30")
def read_date(cell: Cell) -> date:
    """The day of a cell that was `in_our_forms`."""
    _refuse(cell)
    if cell.kind != "date":
        refuse("not-a-date", found=shown(cell))
    return calendar_date(cell)


@reads("a time of day such as 14:30")
def read_time(cell: Cell) -> time | None:
    """The time of day of a cell that was `in_our_forms`; None where it tells of none: 00:00 says
    that no time was known."""
    _refuse(cell)
    if not isinstance(cell.value, time):
        refuse("not-a-time", found=shown(cell))
    return cell.value if cell.value != time(0) or cell.value.tzinfo else None


def read_whole_name(cell: Cell) -> str:
    """The text of a cell with a whole name. It was split before, where it could be."""
    _refuse(cell)
    return shown(cell)


def is_refused(cell: object) -> bool:
    """Whether its reader refuses the cell, as `refused` made it."""
    return isinstance(cell, Cell) and cell.kind == REFUSED


def _refuse(cell: Cell) -> None:
    if cell.kind == REFUSED:
        code, words = cell.value
        refuse(code, **words)


def in_our_forms(given: dict[str, Any], understood: Understood) -> dict[str, Any]:
    """`given`, a row's cells by field, with dates, times and names in our own forms. What cannot
    be read stays as it is, or is a cell that says why."""
    made = dict(given)
    _split_name(made, understood)
    _moment(made, understood)
    _birth(made, understood)
    if understood.dates and made.get("extra"):
        made["extra"] = {name: dated_fact(name, text, understood)
                         for name, text in made["extra"].items()}
    return made


def _split_name(made: dict[str, Any], understood: Understood) -> None:
    name = made.get("name")
    if name is None and understood.column("name") and not (
            made.get("given_name") or made.get("family_name")):
        made["name"] = refused(NONE, "blank", allowed="a name")
        made["given_name"] = made["family_name"] = NONE._replace(value="", kind="text")
    if isinstance(name, Cell) and name.kind == "text" and understood.names and not (
            made.get("given_name") or made.get("family_name")):
        parts = split_name(name.value, understood.names.order)
        if parts is None:
            made["name"] = refused(name, "name-odd", allowed=understood.names.order.value)
            parts = ("", "")
        for field, part in zip(("given_name", "family_name"), parts, strict=True):
            made[field] = name._replace(value=part)
    single = [field for field in ("given_name", "family_name")
              if isinstance(cell := made.get(field), Cell) and says_single(shown(cell))]
    if len(single) == 1:
        made[single[0]] = made[single[0]]._replace(value="", kind="text")


def _moment(made: dict[str, Any], understood: Understood) -> None:
    """Day and time of the visit, which often share the cell of the day."""
    cell = made.get("visit_date")
    own = made.get("visit_time")
    beside: time | None = None
    if isinstance(cell, Cell):
        made["visit_date"], beside = _day_and_time(cell, "visit_date", understood)
    if isinstance(own, Cell):
        made["visit_time"] = own = _clock(own, understood)
    if beside is None or (beside == time(0) and not beside.tzinfo):
        return
    if own is None or _is_midnight(own):
        made["visit_time"] = cell._replace(value=beside, kind="time") if cell else own
    elif isinstance(own, Cell) and isinstance(own.value, time) \
            and not same_clock(own.value, beside):
        made["visit_time"] = refused(own, "times-differ")


def _is_midnight(cell: object) -> bool:
    return isinstance(cell, Cell) and isinstance(cell.value, time) and cell.value == time(0) \
        and cell.value.tzinfo is None


def _clock(cell: Cell, understood: Understood) -> Cell:
    """A cell of times alone with its time of day, where it can be read."""
    found: time | None = None
    if cell.kind == "text":
        found = clock_time(cell.value, together="visit_time" in understood.together)
    elif cell.kind == "number":
        together = str(int(cell.value)) if float(cell.value).is_integer() else ""
        if "visit_time" in understood.together and looks_together(together):
            found = clock_time(together, together=True)
        elif 0 < cell.value < 1:
            found = of_day(cell.value)
    elif isinstance(cell.value, datetime):
        found = cell.value.timetz()
    elif isinstance(cell.value, timedelta) and cell.value < timedelta(days=1):
        found = of_day(cell.value / timedelta(days=1))
    return cell if found is None else cell._replace(value=found, kind="time")


def _day_and_time(cell: Cell, field: str, understood: Understood, latest: date | None = None
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


def _birth(made: dict[str, Any], understood: Understood) -> None:
    """The day of birth, on which no time of day may stand but midnight."""
    cell, visit = made.get("born"), made.get("visit_date")
    if not isinstance(cell, Cell):
        return
    latest = visit.value if isinstance(visit, Cell) and isinstance(visit.value, date) else None
    if isinstance(latest, datetime):
        latest = latest.date()
    made["born"], beside = _day_and_time(cell, "born", understood, latest)
    if beside and (beside.hour or beside.minute or beside.second):
        made["born"] = refused(cell, "birth-time")


def dated_fact(name: str, text: str, understood: Understood) -> str:
    """The text of a patient fact; a date in the order of its column, as 2026-11-30."""
    if not understood.order(name):
        return text
    cell, _ = _day_and_time(Cell(0, 0, text, "text"), name, understood)
    return shown(cell) if cell.kind == "date" else text
