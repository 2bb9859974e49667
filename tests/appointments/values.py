"""Rows of a list from their cells alone, without a file: what the whole columns show, then each row
in our own forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from sdaid.appointments.columns import Appointment
from sdaid.appointments.profile import Profile
from sdaid.appointments.survey import Survey
from sdaid.appointments.understood import ColumnRead, NotRead, Understood
from sdaid.problems import Problem
from sdaid.sheets.values import Cell, letters

WHOLE = {"id": "A-1", "patient_id": "P-1", "given_name": "Testa", "family_name": "Example",
         "born": "1961-03-04", "visit_date": "2026-12-01"}
"""A row whose other fields are in order."""

Value = Any
"""Of a cell: a text, a number, a date, a time, TRUE."""


def cell(row: int, column: int, value: Value) -> Cell:
    """A cell of the kind that its value has."""
    if isinstance(value, Cell):
        return value._replace(row=row, column=column)
    kind = ("bool" if isinstance(value, bool) else "text" if isinstance(value, str)
            else "number" if isinstance(value, int | float)
            else "date" if isinstance(value, date) else "time")
    return Cell(row, column, value, kind)


def surveyed(columns: Mapping[str, Sequence[Value]], profile: Profile | None = None,
             book: bool = False, **told: Any) -> tuple[Understood, list[Problem]]:
    """What was understood of a list of `columns`, each a field (or a heading that is not read, with
    “?” in front) with its cells below the headings, None for a blank one."""
    read = tuple(ColumnRead(name, name, name, f"{letters(number)}1", number)
                 for number, name in enumerate(columns, 1) if name[0] != "?")
    others = tuple(NotRead(name, f"{letters(number)}1")
                   for number, name in enumerate(columns, 1) if name[0] == "?")
    understood = Understood("list", "Sheet1" if book else "", columns=read, not_read=others, **told)
    survey = Survey(understood, profile or Profile())
    for row, values in enumerate(zip(*columns.values(), strict=True), 2):
        for column, value in enumerate(values, 1):
            if value is not None and column in survey.wants:
                survey.take(cell(row, column, value))
    return survey.ended()


def read_row(understood: Understood, **values: Value) -> Appointment | str:
    """The appointment whose fields hold `values` and else what is in order; or the codes of what
    is wrong, with commas."""
    row = {name: value for name, value in {**WHOLE, **values}.items() if value is not None}
    cells = {name: cell(2, number, value) for number, (name, value) in enumerate(row.items(), 1)}
    try:
        return Appointment.model_validate(cells, context={"understood": understood})
    except ValidationError as error:
        return ", ".join(sorted({each["type"] for each in error.errors()}))


def codes(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """The code and the cell of each problem."""
    return [(each.code, each.place.cell) for each in problems]
