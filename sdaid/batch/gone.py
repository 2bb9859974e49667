"""Patients whom one row of a list calls dead or opted out, and whom another row does not. Keeps a
few bytes of each row, and none of its words."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from sdaid.appointments.columns import Appointment, PartlyRead
from sdaid.problems import Place, Problem, problem
from sdaid.sheets.values import fold

NOBODY = 0
"""The key of a row that does not tell whose it is."""


class Gone:
    """Takes the rows of a list one after another, by their number, then tells what is held."""

    def __init__(self) -> None:
        self._patients = array("q")
        self._people = array("q")
        self._told: dict[int, str] = {}

    def note(self, visit: Appointment | PartlyRead) -> None:
        """Take the next row in, whatever its day and status."""
        name = fold(f"{visit.given_name} {visit.family_name}")
        patient = hash(("id", visit.patient_id.casefold())) if visit.patient_id else NOBODY
        person = hash((name, visit.born)) if name and visit.born else NOBODY
        self._patients.append(patient)
        self._people.append(person)
        if visit.deceased or visit.opted_out:
            place = visit.at("deceased" if visit.deceased else "opted_out")
            for key in (patient, person):
                self._told.setdefault(key, place.cell or place.sheet)

    def held(self, places: list[Place]) -> Iterator[tuple[int, Problem]]:
        """The rows of these patients, by number, each with its problem: a patient is known by the
        patient id, or by name and date of birth. `places` are those of all rows."""
        for number, keys in enumerate(zip(self._patients, self._people, strict=True)):
            told = next((self._told[key] for key in keys
                         if key != NOBODY and key in self._told), "")
            if told:
                yield number, problem("held-gone", places[number], other=told)
