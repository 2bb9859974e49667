"""Patient facts from a file of their own, joined to the list by the patient id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sdaid.appointments.columns import PATIENT_FACTS, Appointment, PatientFacts
from sdaid.appointments.facts import fact_headings
from sdaid.appointments.read import Row, Rows, stream_table
from sdaid.appointments.understand import fact_value
from sdaid.problems import Place, Problem, problem, stops, unquoted
from sdaid.workbook.columns import Fact

WISHES = ("tried", "channel", "language", "format", "paper", "opted_out")


@dataclass
class Known:
    """What the file says of one patient; `problems` hold every visit of theirs."""

    place: Place
    facts: dict[str, str]
    wishes: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class FactsFile:
    """What is known of each patient, by patient id."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts = {fact.name: fact for fact in facts}
        self.patients: dict[str, Known] = {}

    def add(self, row: PatientFacts, problems: list[Problem]) -> None:
        """Take a row in; a second one of the same patient must say the same."""
        known = Known(row.at("patient_id"), row.extra,
                      {name: getattr(row, name) for name in WISHES
                       if name in row.model_fields_set},
                      [replace(each, one_row=True) for each in problems])
        for name, text in row.extra.items():
            known.problems += fact_value(self._facts[name], text, row.at(name))[1]
        first = self.patients.setdefault(row.patient_id.casefold(), known)
        if first is not known and (first.facts, first.wishes) != (known.facts, known.wishes):
            first.problems.append(problem("facts-twice", known.place, other=first.place.cell))

    def joined(self, appointment: Appointment) -> tuple[Appointment, list[Problem]]:
        """The appointment with what the file knows of its patient. Where both say something and
        not the same, it is held."""
        known = self.patients.get(appointment.patient_id.casefold())
        if known is None:
            return appointment, []
        problems = list(known.problems)
        faulty = {each.place.heading for each in problems}
        facts = dict(appointment.extra)
        for name, text in known.facts.items():
            own = facts.get(name, "")
            if own and own != text:
                problems.append(problem("facts-differ", appointment.at(name), found=own,
                                        second=text))
            elif not own and name not in faulty:
                facts[name] = text
        wishes = {}
        for name, value in known.wishes.items():
            if name not in appointment.model_fields_set:
                wishes[name] = value
            elif getattr(appointment, name) != value:
                problems.append(problem("facts-differ", appointment.at(name),
                                        found=getattr(appointment, name), second=value))
        return appointment.model_copy(update={"extra": facts, **wishes}), problems

    def join(self, rows: Rows) -> Rows:
        """`rows` with what the file knows."""
        def joined() -> Iterator[Row]:
            for number, visit, problems in rows():
                if isinstance(visit, Appointment):
                    made, found = self.joined(visit)
                    yield number, made, [*problems, *found]
                else:
                    yield number, visit, problems
        return joined


def read_facts(path: Path, facts: Iterable[Fact]) -> tuple[FactsFile | None, list[Problem]]:
    """The file of patient facts, .xlsx or CSV; none where it cannot be used. A problem in a row
    of the facts comes with every visit of its patient; a row that cannot be read stops the file."""
    facts = list(facts)
    problems, rows = stream_table(path, PATIENT_FACTS, fact_headings(facts))
    if stops(problems):
        return None, problems
    made = FactsFile(facts)
    for _, row, found in rows:
        if isinstance(row, PatientFacts):
            made.add(row, found)
        else:
            problems += map(unquoted, found)  # whose row it is, nobody can tell
    return (None if stops(problems) else made), problems
