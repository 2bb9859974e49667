"""The cells of one row of a list, as its own system writes them, in our own forms: dates and times
of day as such, a whole name in its two parts. What cannot be read says why."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sdaid.appointments.clock import (
    clock_time,
    looks_together,
    of_day,
    same_clock,
    says_no_time,
)
from sdaid.appointments.day_cells import REFUSED, day_and_time, refused
from sdaid.appointments.name_column import contradicts, says_single, split_name
from sdaid.appointments.placeholders import says_nothing
from sdaid.appointments.understood import Understood
from sdaid.sheets.values import Cell, calendar_date, reads, refuse, shown

NONE = Cell(0, 0)

TYPED_TIMES = 1910
"""Excel keeps a time of day alone as one on a day of 1899 to 1904."""


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
    return None if says_no_time(cell.value) else cell.value


def read_whole_name(cell: Cell) -> str:
    """The text of a cell with a whole name. It was split before, where it could be."""
    _refuse(cell)
    return shown(cell)


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
    elif isinstance(name, Cell) and name.kind == "text" and not says_nothing(name.value) and (
            contradicts(name.value, *(shown(cell) if isinstance(cell := made.get(field), Cell)
                                      else "" for field in ("given_name", "family_name")))):
        made["name"] = refused(name, "names-differ")
    single = [field for field in ("given_name", "family_name")
              if isinstance(cell := made.get(field), Cell) and says_single(shown(cell))]
    if len(single) == 1:
        made[single[0]] = made[single[0]]._replace(value="", kind="text")


def _moment(made: dict[str, Any], understood: Understood) -> None:
    """Day and time of the visit, which often share the cell of the day."""
    cell, own = made.get("visit_date"), made.get("visit_time")
    beside: time | None = None
    if isinstance(cell, Cell):
        made["visit_date"], beside = day_and_time(cell, "visit_date", understood)
    if isinstance(own, Cell):
        made["visit_time"] = own = _clock(own, made.get("visit_date"), understood)
    if beside is None or says_no_time(beside):
        return
    told = own.value if isinstance(own, Cell) else None
    if own is None or (isinstance(told, time) and says_no_time(told)):
        made["visit_time"] = cell._replace(value=beside, kind="time") if cell else own
    elif isinstance(told, time) and not same_clock(told, beside):
        made["visit_time"] = refused(own, "times-differ")


def _clock(cell: Cell, visit: object, understood: Understood) -> Cell:
    """The cell of the visit's time with it, where it can be read; the visit's day may stand there
    again."""
    found: time | None = None
    if cell.kind == "text":
        found = clock_time(cell.value, together="visit_time" in understood.together)
    elif cell.kind == "number":
        together = str(int(cell.value)) if float(cell.value).is_integer() else ""
        if "visit_time" in understood.together and looks_together(together):
            found = clock_time(together, together=True)
        elif 0 <= cell.value < 1:
            found = of_day(cell.value)
    elif isinstance(cell.value, datetime) and cell.value.year < TYPED_TIMES:
        found = cell.value.timetz()
    elif isinstance(cell.value, timedelta) and cell.value < timedelta(days=1):
        found = of_day(cell.value / timedelta(days=1))
    if found is None and cell.kind in ("text", "date"):
        day, found = day_and_time(cell, "visit_date", understood)
        if found and not (isinstance(visit, Cell) and _same_day(day.value, visit.value)):
            return refused(cell, "times-differ")
    return cell if found is None else cell._replace(value=found, kind="time")


def _same_day(one: object, other: object) -> bool:
    return isinstance(one, date) and isinstance(other, date) \
        and one.timetuple()[:3] == other.timetuple()[:3]


def _birth(made: dict[str, Any], understood: Understood) -> None:
    """The day of birth, on which no time of day may stand but midnight."""
    cell, visit = made.get("born"), made.get("visit_date")
    if not isinstance(cell, Cell):
        return
    latest = visit.value if isinstance(visit, Cell) and isinstance(visit.value, date) else None
    if isinstance(latest, datetime):
        latest = latest.date()
    made["born"], beside = day_and_time(cell, "born", understood, latest)
    if beside and (beside.hour or beside.minute or beside.second):
        made["born"] = refused(cell, "birth-time")


def dated_fact(name: str, text: str, understood: Understood) -> str:
    """The text of a patient fact; a date in the order of its column, as 2026-11-30."""
    if not understood.order(name):
        return text
    cell, _ = day_and_time(Cell(0, 0, text, "text"), name, understood)
    return shown(cell) if cell.kind == "date" else text
