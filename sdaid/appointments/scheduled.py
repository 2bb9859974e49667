"""One scheduled visit, understood: who comes when, and what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sdaid.appointments.columns import Appointment
from sdaid.workbook.rules import FactValue


@dataclass(frozen=True)
class Scheduled:
    """`facts` by name, age among them; None where the list is blank."""

    appointment: Appointment
    facts: Mapping[str, FactValue | None]
