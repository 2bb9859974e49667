"""What several patients of a list have in common and one alone should have: a name with a date of
birth, an e-mail address, a password. Mostly it was filled down by mistake. Keeps a few bytes of
each row, and none of its words."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import replace

from sdaid.appointments.columns import Appointment, Channel, PartlyRead
from sdaid.problems import Place, Problem, problem
from sdaid.sheets.values import fold

PERSON, EMAIL, PASSWORD = "family_name", "email", "email_password"
"""What is looked at, by the field at whose cell it is told."""

CODES = {PERSON: "held-one-person", EMAIL: "held-shared-email", PASSWORD: "held-shared-password"}

SHOWN = 5
"""Cells of others that are named."""


class InCommon:
    """Takes the rows of a list one after another, by their number, then tells what is held."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, int], int] = {}
        self._again: dict[tuple[str, int], list[int]] = {}
        self._patients = array("q")
        self._yes = bytearray()
        self._by_email = bytearray()
        self._seen: dict[str, Place] = {}

    def note(self, visit: Appointment | PartlyRead) -> None:
        """Take the next row in."""
        number = len(self._patients)
        self._patients.append(hash(visit.patient_id.casefold()))
        self._yes.append(isinstance(visit, Appointment) and visit.shared_email)
        self._by_email.append(visit.channel is Channel.EMAIL)
        if not visit.patient_id:
            return
        for field, said in _said(visit):
            if field not in self._seen:
                self._seen[field] = visit.at(field)
            key = field, hash(said)
            first = self._first.setdefault(key, number)
            if first != number:
                self._again.setdefault(key, [first]).append(number)

    def held(self, places: list[Place]) -> Iterator[tuple[int, Problem]]:
        """The rows that are held, by number, each with its problem. `places` are those of all rows.
        Where every row that has an address, or a password, in common says so, none is."""
        for (field, _), numbers in self._again.items():
            if len({self._patients[number] for number in numbers}) == 1:
                continue
            shared = field != PERSON and all(self._yes[number] for number in numbers)
            for number in numbers if not shared else ():
                if field == PERSON or self._by_email[number]:
                    others = [places[other].cell or places[other].sheet for other in numbers
                              if other != number]
                    yield number, problem(CODES[field], self._at(field, places[number]),
                                          other=", ".join(others[:SHOWN]))

    def _at(self, field: str, row: Place) -> Place:
        """The cell of `field` in the row of which `row` is a cell."""
        seen = self._seen[field]
        column, line = seen.cell.rstrip("0123456789"), row.position[0]
        if not line or not column.isalpha():
            return replace(row, heading=seen.heading)
        return replace(row, cell=f"{column}{line}", heading=seen.heading)


def _said(visit: Appointment | PartlyRead) -> Iterator[tuple[str, object]]:
    """What the row says of what one patient alone should have."""
    name = fold(f"{visit.given_name} {visit.family_name}")
    if name and visit.born:
        yield PERSON, (name, visit.born)
    if isinstance(visit, Appointment):
        if visit.email:
            yield EMAIL, visit.email.casefold()
        if visit.email_password:
            yield PASSWORD, visit.email_password
