"""What only the whole list shows: one appointment id twice, two people under one patient id, a
second visit of one person. Keeps a few bytes of each row."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from sdaid.appointments.columns import Appointment, PartlyRead
from sdaid.appointments.statuses import Status
from sdaid.problems import Place
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


NEVER, LAST = -1, 1 << 62
"""The moments of a row that does not come, and of one whose day cannot be read."""

UNREAD = 0
"""The name or date of birth of a row that cannot be read."""


class Repeats:
    """Takes the rows of a list one after another, by their number, then tells what repeats."""

    def __init__(self) -> None:
        self._ids = _Known()
        self._patients = _Known()
        self._clashing: set[str] = set()
        self._names = array("q")  # by row, who it is
        self._births = array("q")
        self._moments = array("q")  # by row, minutes of the visit
        self._moved: list[tuple[int, str, Place]] = []

    def note(self, visit: Appointment | PartlyRead, *, comes: bool) -> None:
        """Take the next row in; only a visit that `comes` counts as a first or second visit. Ids
        that differ in case alone are one: their files would be one on some systems."""
        number = len(self._moments)
        whole = visit.given_name or visit.family_name  # some people have one name alone
        name = hash(fold(f"{visit.given_name} {visit.family_name}")) if whole else UNREAD
        born = visit.born.toordinal() if visit.born else UNREAD
        self._names.append(name)
        self._births.append(born)
        self._moments.append(_minutes(visit) if comes else NEVER)
        if visit.id:
            self._ids.note(visit.id.casefold(), number)
        patient = visit.patient_id.casefold()
        if visit.status is Status.MOVED:
            self._moved.append((number, patient, visit.at("status")))
        if not patient:
            return
        first = self._patients.note(patient, number)
        for known, said in ((self._names, name), (self._births, born)):
            if known[first] == UNREAD:
                known[first] = said  # the first row stands for its patient
            elif said not in (UNREAD, known[first]):
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

    def moved(self) -> Iterator[tuple[int, Place, list[int]]]:
        """Each slot that was left, where its status says so, and the visits of the same person
        that stand."""
        for number, patient, status in self._moved:
            others = self._patients.again.get(patient, ()) if patient else ()
            yield number, status, [other for other in others if self._moments[other] != NEVER]


def _minutes(visit: Appointment | PartlyRead) -> int:
    """When the visit is, for putting visits in order; without a time, at the end of its day."""
    if visit.visit_date is None:
        return LAST
    clock = visit.visit_time
    passed = clock.hour * 60 + clock.minute if clock else 24 * 60 - 1
    return visit.visit_date.toordinal() * 24 * 60 + passed
