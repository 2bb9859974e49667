"""Dates and times of day as scheduling systems write them, zones kept."""

from __future__ import annotations

import pytest

from sdaid.appointments.columns import Appointment
from sdaid.sheets.values import Cell


@pytest.mark.parametrize(("day", "clock", "expected"), [
    ("2026-12-01", "", ("2026-12-01", "None")),
    ("2026-12-01 09:30", "", ("2026-12-01", "09:30:00")),
    ("2026-12-01T00:00:00", "", ("2026-12-01", "None")),
    ("2026-12-01T09:30:00.000Z", "", ("2026-12-01", "09:30:00+00:00")),
    ("2026-12-01T23:30:00-05:00", "", ("2026-12-01", "23:30:00-05:00")),
    ("2026-12-01T09:30:00+0545", "", ("2026-12-01", "09:30:00+05:45")),
    ("12/31/2026 2:30 PM", "", ("2026-12-31", "14:30:00")),
    ("31.12.2026 12:05 am", "", ("2026-12-31", "00:05:00")),
    ("1 December 2026 2:30 PM", "", ("2026-12-01", "14:30:00")),
    ("Dec 1, 2026, 09:30", "", ("2026-12-01", "09:30:00")),
    ("01-DEC-2026", "9:30 am", ("2026-12-01", "09:30:00")),
    ("2026-12-01", "2:30 p.m.", ("2026-12-01", "14:30:00")),
    ("2026-12-01 09:30", "9.30am", ("2026-12-01", "09:30:00")),
    ("2026-12-01 09:30", "00:00", ("2026-12-01", "09:30:00")),
    ("2026-12-01", "00:00", ("2026-12-01", "None")),
])
def test_a_moment_is_split(day: str, clock: str, expected: tuple[str, str]) -> None:
    """The day stays the one that was written, and the time of day keeps its zone."""
    cells = {"id": "A-1", "patient_id": "P-1", "given_name": "Ana", "family_name": "Example",
             "born": "1950-01-01", "visit_date": day, "visit_time": clock}

    made = Appointment.model_validate({name: Cell(2, column, text, "text")
                                       for column, (name, text) in enumerate(cells.items(), 1)
                                       if text})

    assert (str(made.visit_date), str(made.visit_time)) == expected
