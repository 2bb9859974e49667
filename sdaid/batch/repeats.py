"""What only the whole list shows: one appointment id twice, two people under one patient id, a
second visit of one person. Keeps a few bytes of each row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sdaid.appointments.columns import Appointment
from sdaid.sheets.values import fold


@dataclass
class _Known:
    """Keys and the rows that have them; all rows are kept only for keys that come again."""

    first: dict[str, int] = field(default_factory=dict)
    again: dict[str, list[int]] = field(default_factory=dict)

    def note(self, key: str, number: int) -> None:
        first = self.first.setdefault(key, number)
        if first != number:
            self.again.setdefault(key, [first]).append(number)


class Repeats:
    """Takes the rows of a list one after another, by their number, then tells what repeats."""

    def __init__(self) -> None:
        self._ids = _Known()
        self._patients = _Known()
        self._visits = _Known()
        self._people: dict[str, int] = {}
        self._clashing: set[str] = set()
        self._moments: dict[int, str] = {}

    def note(self, number: int, appointment: Appointment, *, comes: bool) -> None:
        """Take a row in; only a visit that `comes` counts as a first or second visit. Ids that
        differ in case alone are one: their files would be one on some systems."""
        self._ids.note(appointment.id.casefold(), number)
        patient = appointment.patient_id.casefold()
        self._patients.note(patient, number)
        who = hash((fold(f"{appointment.given_name} {appointment.family_name}"), appointment.born))
        if self._people.setdefault(patient, who) != who:
            self._clashing.add(patient)
        if comes:
            self._visits.note(patient, number)
            clock = appointment.visit_time
            self._moments[number] = f"{appointment.visit_date} {clock or '99'}"

    def same_id(self) -> Iterator[list[int]]:
        """The rows of each appointment id that more than one row has."""
        yield from self._ids.again.values()

    def two_people(self) -> Iterator[list[int]]:
        """The rows of each patient id that has more than one name or date of birth."""
        yield from (self._patients.again[patient] for patient in self._clashing)

    def second_visits(self) -> Iterator[tuple[int, list[int]]]:
        """The first visit of each person who comes more than once, and the later ones."""
        for numbers in self._visits.again.values():
            first, *later = sorted(numbers, key=lambda number: (self._moments[number], number))
            yield first, later
