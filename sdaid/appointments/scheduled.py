"""One scheduled visit, understood: who comes when, and what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sdaid.appointments.columns import Appointment
from sdaid.sheets.columns import Origin
from sdaid.workbook.rules import FactValue


@dataclass(frozen=True)
class Scheduled:
    """`facts` by name, age among them; None where the list is blank."""

    appointment: Appointment
    facts: Mapping[str, FactValue | None]

    @property
    def as_sent(self) -> Scheduled:
        """The visit as it is handed to whoever draws: without the cells in which it stood, and the
        texts of the facts, which are typed."""
        return Scheduled(self.appointment.model_copy(update={"origin": Origin(), "extra": {}}),
                         self.facts)
