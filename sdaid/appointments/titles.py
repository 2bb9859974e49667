"""What the lines above the headings say of the whole list: the day of its visits, if they do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sdaid.appointments.dates import readings, written
from sdaid.appointments.deciding import meant
from sdaid.appointments.profile import DateOrder
from sdaid.appointments.understood import Understood
from sdaid.problems import Place, Problem, problem
from sdaid.sheets.values import Cell, clean, shown

DAY = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th)?[ .-]+[^\W\d_]{3,}\.?[ ,.-]+\d{4}"
    r"|[^\W\d_]{3,}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}")
NOT_COMING = re.compile(
    r"\b(cancel\w*|dnas?|did not attend|no.shows?|deceased|died|wait(ing)? ?list|unbooked|"
    r"not booked|opted out|missed)\b", re.IGNORECASE)
"""What a title says of rows that need no aid."""

NOT_COMING_ELSEWHERE = {"Visit cancelled", "Deceased"}
"""What a title in another language says of them, by our column."""

OF_THE_REPORT = re.compile(r"\b(run|printed|print|generated|created|exported|produced|report date|"
                           r"as (of|at)|updated)\b", re.IGNORECASE)
"""Words beside a date that is the report's own."""


def title_day(place: Place, titles: Sequence[Sequence[Cell]], language: str,
              order: DateOrder | None) -> tuple[tuple[date, str] | None, list[Problem]]:
    """The one day that the lines above the headings name, and its cell; a problem where they name
    several, or one that can be read as two. `order` is that of dates in numbers, where it was
    told."""
    found: dict[date, str] = {}
    for cells in titles:
        if any(cell.kind == "text" and OF_THE_REPORT.search(cell.value) for cell in cells):
            continue
        for cell in cells:
            for day in _days(cell, language, order):
                if day is None:
                    return None, [problem("title-day", Place(place.file, place.sheet, cell.address),
                                          why="it can be read as two days, or as none")]
                found.setdefault(day, cell.address)
    if len(found) > 1:
        return None, [problem("title-day", Place(place.file, place.sheet, [*found.values()][-1]),
                              why="the titles name several")]
    return next(iter(found.items()), None), []


def title_problems(place: Place, titles: Sequence[Sequence[Cell]]) -> list[Problem]:
    """A problem where a line above the headings speaks of visits that do not take place, for a list
    whose rows do not say it themselves."""
    return [problem("title-decides", Place(place.file, place.sheet, cell.address))
            for cells in titles for cell in cells
            if cell.kind == "text" and (NOT_COMING.search(cell.value)
                                        or NOT_COMING_ELSEWHERE & set(meant(cell.value)))]


def title_days(cell: Cell, told: Understood) -> set[date | None]:
    """The days that a line with one text names; None among them where one is not clear."""
    if OF_THE_REPORT.search(shown(cell)):
        return set()
    return set(_days(cell, told.language, told.order("visit_date")))


def _days(cell: Cell, language: str, order: DateOrder | None) -> Iterator[date | None]:
    """The days that a cell names; None for one that is not clear."""
    if cell.kind == "date" and isinstance(cell.value, date):
        yield cell.value.date() if isinstance(cell.value, datetime) else cell.value
    elif cell.kind == "text":
        for match in DAY.finditer(clean(cell.value)):
            found = written(match[0], language)
            days = readings(found) if found else {}
            if order in days:
                yield days[order]
            else:
                yield next(iter(days.values())) if len(set(days.values())) == 1 else None
