"""One scheduled visit, understood: who comes when, and what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sdaid.appointments.columns import Appointment
from sdaid.workbook.rules import FactValue


@dataclass(frozen=True)
class Scheduled:
    """`facts` by name, age among them; None where the list is blank."""

    appointment: Appointment
    facts: Mapping[str, FactValue | None]


def age_at(born: date, day: date) -> int:
    """Whole years from birth to `day`; somebody born on 29 February has it on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
