"""Patient facts from a file of their own, joined to the list by the patient id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sdaid.appointments.cells import dated_fact
from sdaid.appointments.columns import PATIENT_FACTS, Appointment, PatientFacts
from sdaid.appointments.dates import century, readings, written
from sdaid.appointments.deciding import decides
from sdaid.appointments.facts import date_facts, fact_headings
from sdaid.appointments.name_column import contradicts
from sdaid.appointments.placeholders import says_nothing
from sdaid.appointments.profile import DateOrder, Profile
from sdaid.appointments.read import Row, Rows, stream_table
from sdaid.appointments.survey import Survey
from sdaid.appointments.understood import ColumnRead, Understood
from sdaid.problems import Place, Problem, first_few, problem, stops, unquoted
from sdaid.sheets.values import ISO_DATE, Cell, fold
from sdaid.staff import mark, translate
from sdaid.workbook.columns import Fact

WISHES = ("tried", "channel", "language", "format", "paper", "opted_out")

PERSON = ("given_name", "family_name", "name", "born")
"""What the file may tell of whose row it is: compared with the list, and not used."""


@dataclass
class Known:
    """What the file says of one patient, and where; `problems` hold every visit of theirs."""

    place: Place
    facts: dict[str, str]
    wishes: dict[str, Any]
    places: dict[str, Place]
    problems: list[Problem]
    person: dict[str, str]


class FactsFile:
    """What is known of each patient, by patient id."""

    def __init__(self) -> None:
        self.patients: dict[str, Known] = {}

    def add(self, row: PatientFacts, problems: list[Problem]) -> None:
        """Take a row in; a second one of the same patient must say the same."""
        wishes = {name: getattr(row, name) for name in WISHES if name in row.model_fields_set}
        known = Known(row.at("patient_id"), row.extra, wishes,
                      {name: row.at(name) for name in (*row.extra, *wishes, *PERSON)},
                      [replace(each, one_row=True) for each in problems],
                      {name: text for name in PERSON
                       if not says_nothing(text := getattr(row, name))})
        first = self.patients.setdefault(row.patient_id.casefold(), known)
        if first is not known and (
                first.facts, first.wishes, first.person) != (
                known.facts, known.wishes, known.person):
            first.problems.append(problem("facts-twice", known.place, other=first.place.cell))

    def settle_dates(self, dates: frozenset[str], order: DateOrder | None) -> list[Problem]:
        """Read the facts that are `dates` in `order`, or in the one that their column proves;
        problems where there is none."""
        where = {name: known.places[name] for known in self.patients.values()
                 for name in dates & known.places.keys()}
        if not where:
            return []
        read = tuple(ColumnRead(name, name, place.heading, place.cell, place.position[1])
                     for name, place in sorted(where.items()))
        place = next(iter(where.values()))
        survey = Survey(Understood(place.file, place.sheet, columns=read),
                        Profile(dates=order), dates)
        for known in self.patients.values():
            for name in where.keys() & known.facts.keys():
                if known.facts[name]:
                    survey.take(_as_stored(known.facts[name], known.places[name]))
        understood, problems = survey.ended()
        for known in self.patients.values():
            known.facts = {name: dated_fact(name, text, understood)
                           for name, text in known.facts.items()}
        return problems

    def joined(self, appointment: Appointment, strays: Mapping[str, Place]
               ) -> tuple[Appointment, list[Problem]]:
        """The appointment with what the file knows of its patient. Where both say something and
        not the same, it is held; so it is where the patient may be one of the file's `strays`."""
        known = self.patients.get(appointment.patient_id.casefold())
        if known is None:
            place, near = appointment.at("patient_id"), strays.get(_bare(appointment.patient_id))
            return appointment, [problem("facts-near", place, other=near) if near
                                 else problem("facts-unknown", place)]
        problems = [*known.problems, *_another(appointment, known)]
        facts, wishes = {}, {}
        for name, text in known.facts.items():
            own = appointment.extra.get(name, "")
            if not own:
                facts[name] = text
            elif own != text:
                problems.append(problem("facts-differ", appointment.at(name), found=own,
                                        theirs=text))
        for name, value in known.wishes.items():
            if name not in appointment.model_fields_set:
                wishes[name] = value
            elif getattr(appointment, name) != value:
                problems.append(problem("facts-differ", appointment.at(name),
                                        found=getattr(appointment, name), theirs=value))
        origin = replace(appointment.origin, elsewhere=tuple(
            (name, known.places[name]) for name in (*facts, *wishes)))
        return appointment.model_copy(update={
            "extra": appointment.extra | facts, "origin": origin, **wishes}), problems

    def join(self, rows: Rows, file: str) -> tuple[Rows, list[Problem]]:
        """`rows` with what the file knows, and what is wrong with the file, called `file`, beside
        this list. It may tell of more patients; of none of the list, it is another list's."""
        listed = {visit.patient_id.casefold() for _, visit, _ in rows()
                  if visit and visit.patient_id}
        strays = {patient: known.place for patient, known in self.patients.items()
                  if patient not in listed}
        bare = {_bare(patient): place for patient, place in strays.items()}

        def joined() -> Iterator[Row]:
            for number, visit, problems in rows():
                if isinstance(visit, Appointment):
                    made, found = self.joined(visit, bare)
                    yield number, made, [*problems, *found]
                else:
                    yield number, visit, problems

        near = sum(_bare(patient) in bare for patient in listed - self.patients.keys())
        words = {"count": len(strays), "all": len(self.patients),
                 "found": first_few(place.cell for place in strays.values()),
                 "near": translate(", {n} of them only because of zeros in front or spaces").format(
                     n=near) if near else ""}
        if listed and listed.isdisjoint(self.patients):
            return joined, [problem("facts-other", Place(file), **words)]
        return joined, [problem("facts-stray", Place(file), **words)] if strays else []


def _another(appointment: Appointment, known: Known) -> Iterator[Problem]:
    """A problem for each part of the name, and the birth date, that is not the list's."""
    for field, told in known.person.items():
        what = mark("date of birth") if field == "born" else mark("name")
        if field == "born":
            differs = appointment.born not in _births(told, appointment.visit_date)
        elif field == "name":
            differs = contradicts(told, appointment.given_name, appointment.family_name)
        else:
            differs = fold(told) != fold(getattr(appointment, field))
        if differs:
            yield problem("facts-person", appointment.at(field if field != "name" else
                                                         "family_name"),
                          what=what, other=known.places[field].cell)


def _births(text: str, visit: date) -> set[date]:
    """The days that `text` may be, in whatever order it is written."""
    found = written(text)
    days = set(readings(found).values()) if found else set()
    return {day for each in days if (day := century(each, visit))} if found and found.short \
        else days


def _deciding(found: Problem) -> Problem:
    """An unknown heading that speaks of death, opting out or cancelling, as what stops the file."""
    heading = dict(found.words).get("found", "")
    return problem("facts-decide", found.place, found=heading) \
        if found.code == "heading-unknown" and decides(str(heading)) else found


def _as_stored(text: str, place: Place) -> Cell:
    """The cell of a fact at `place`. In a workbook a whole date was a date cell."""
    row, column = place.position
    found = written(text) if place.sheet and ISO_DATE.fullmatch(text) else None
    days = readings(found) if found else {}
    day = next(iter(days.values()), None)
    return Cell(row, column, day or text, "date" if day else "text")


def _bare(patient: str) -> str:
    """A patient id without what programs lose or add: zeros in front, spaces."""
    return re.sub(r"\s", "", patient.casefold()).lstrip("0")


def read_facts(path: Path, facts: Iterable[Fact], order: DateOrder | None = None
               ) -> tuple[FactsFile | None, list[Problem]]:
    """The file of patient facts, .xlsx or CSV; none where it cannot be used. A problem in a row
    of the facts comes with every visit of its patient; a row that cannot be read stops the file.
    Its dates are in `order`, or in the one that their whole column proves."""
    facts = tuple(facts)
    problems, rows = stream_table(path, PATIENT_FACTS, fact_headings(facts))
    problems = [_deciding(each) for each in problems]
    if stops(problems):
        return None, problems
    made = FactsFile()
    for _, row, found in rows:
        if isinstance(row, PatientFacts):
            made.add(row, found)
        else:
            problems += map(unquoted, found)  # whose row it is, nobody can tell
    problems += made.settle_dates(date_facts(facts), order)
    return (None if stops(problems) else made), problems
