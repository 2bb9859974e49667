"""What only the whole list shows: one appointment id twice, two people under one patient id, a
second visit of one person. Keeps a few bytes of each row."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from sdaid.appointments.columns import Appointment
from sdaid.sheets.values import fold


@dataclass
class _Known:
    """Keys and the rows that have them; all rows are kept only for keys that come again."""

    first: dict[str, int] = field(default_factory=dict)
    again: dict[str, list[int]] = field(default_factory=dict)

    def note(self, key: str, number: int) -> int:
        """The first row that has this key."""
        first = self.first.setdefault(key, number)
        if first != number:
            self.again.setdefault(key, [first]).append(number)
        return first


NEVER = -1
"""The moment of a row that does not come."""


class Repeats:
    """Takes the rows of a list one after another, by their number, then tells what repeats."""

    def __init__(self) -> None:
        self._ids = _Known()
        self._patients = _Known()
        self._clashing: set[str] = set()
        self._people = array("q")  # by row, who it is
        self._moments = array("q")  # by row, minutes of the visit

    def note(self, number: int, appointment: Appointment, *, comes: bool) -> None:
        """Take a row in; only a visit that `comes` counts as a first or second visit. Ids that
        differ in case alone are one: their files would be one on some systems."""
        gap = number - len(self._people)
        self._people.extend([0] * gap)
        self._moments.extend([NEVER] * gap)
        self._ids.note(appointment.id.casefold(), number)
        patient = appointment.patient_id.casefold()
        who = hash((fold(f"{appointment.given_name} {appointment.family_name}"), appointment.born))
        self._people.append(who)
        self._moments.append(_minutes(appointment) if comes else NEVER)
        if self._people[self._patients.note(patient, number)] != who:
            self._clashing.add(patient)

    def same_id(self) -> Iterator[list[int]]:
        """The rows of each appointment id that more than one row has."""
        yield from self._ids.again.values()

    def two_people(self) -> Iterator[list[int]]:
        """The rows of each patient id that has more than one name or date of birth."""
        yield from (self._patients.again[patient] for patient in self._clashing)

    def second_visits(self) -> Iterator[tuple[int, list[int]]]:
        """The first visit of each person who comes more than once, and the later ones."""
        for numbers in self._patients.again.values():
            coming = [number for number in numbers if self._moments[number] != NEVER]
            coming.sort(key=lambda number: (self._moments[number], number))
            if len(coming) > 1:
                yield coming[0], coming[1:]


def _minutes(appointment: Appointment) -> int:
    """When the visit is, for putting visits in order; without a time, at the end of its day."""
    clock = appointment.visit_time
    passed = clock.hour * 60 + clock.minute if clock else 24 * 60 - 1
    return appointment.visit_date.toordinal() * 24 * 60 + passed
