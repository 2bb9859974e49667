"""Invented patients in realistic variety, for measuring: as many as are wanted, from one seed.

    python -m benchmarks.people 20000 > list.csv    an appointment list for the example workbook
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path

from sdaid.aid.edition import Document, PageFormat, PaperName
from sdaid.appointments.columns import Appointment
from sdaid.appointments.dates import age_at
from sdaid.appointments.scheduled import Scheduled
from sdaid.batch.press import Drawing, Press
from sdaid.workbook.columns import Fact, FactType
from sdaid.workbook.content import Content
from sdaid.workbook.load import load

TODAY = date(2026, 11, 22)
GIVEN = ("Testa", "Sample", "Invente", "Mocka", "Exempla", "Paul-Test", "Zoë", "Ñandú", "Ağça",
         "Fictiva", "Żaneta-Probe", "Demo", "Ülle", "Prøve", "Placeholdra", "Anyone")
FAMILY = ("Example", "O’Sample", "Testmann", "van der Muster", "Specimen-Muster", "Prueba",
          "Exemplar", "Inventado", "Mockson", "Fictional", "Próba", "Pretender", "Demo-Ltd",
          "Niemand", "Beispiel", "Voorbeeld")
LIKELY = 0.04
"""How often a yes/no fact is yes. More makes more combinations of facts."""


def content_of(workbook: Path) -> Content:
    """What the workbook says. Raises ValueError where it cannot be used."""
    content, problems = load(workbook)
    if content is None:
        raise ValueError("; ".join(each.sentence for each in problems))
    return content


def press_of(content: Content) -> Press:
    """What all their aids share."""
    return Press(content, TODAY, "grade 6 by a sample formula",
                 Drawing(content.decision.language, None))


def people(content: Content, count: int, seed: int = 1, format_: PageFormat = "standard",
           paper: PaperName = "a4") -> Iterator[Document]:
    """The aids of `count` invented patients."""
    chance = random.Random(seed)
    press = press_of(content)
    for number in range(count):
        yield press.document("aid", _visit(number, content, chance), format_, paper)


def _visit(number: int, content: Content, chance: random.Random) -> Scheduled:
    born = date(1936, 1, 1) + timedelta(days=chance.randrange(25_000))
    day = TODAY + timedelta(days=chance.randrange(1, 40))
    appointment = Appointment.model_construct(
        id=f"A-{100_000 + number}", patient_id=f"P-{200_000 + number}",
        given_name=chance.choice(GIVEN), family_name=chance.choice(FAMILY), born=born,
        visit_date=day, visit_time=time(chance.randrange(8, 17), chance.choice((0, 15, 30, 45))),
        reason=content.decision.visit_reasons[0], place=f"Room {chance.randrange(1, 30)}",
        clinician=f"Dr {chance.choice(FAMILY)}",
        tried=tuple(option.id for option in content.options[:4] if chance.random() < 0.15))
    facts = {fact.name: _fact(fact, chance) for fact in content.facts}
    return Scheduled(appointment, {"age": float(age_at(born, day)), **facts})


def _fact(fact: Fact, chance: random.Random) -> bool | float | str | date | None:
    if chance.random() < 0.002:
        return None
    match fact.type:
        case FactType.YES_NO:
            return chance.random() < LIKELY
        case FactType.NUMBER:
            return float(chance.choice((2, 4, 8, 12, 24, 60)))
        case FactType.CHOICE:
            return chance.choice(fact.choices)
        case FactType.DATE:
            return date(2026, 1, 1) + timedelta(days=chance.randrange(300))
        case _:
            return "sample"


def as_list(content: Content, count: int, seed: int = 1) -> Iterator[list[str]]:
    """The rows of an appointment list with these patients, its headings first."""
    chance = random.Random(seed)
    facts = [fact.name for fact in content.facts]
    yield ["Appointment id", "Patient id", "Given name", "Family name", "Date of birth",
           "Visit date", "Visit time", "Reason", "Place", "Clinician", "Tried", *facts]
    for number in range(count):
        visit = _visit(number, content, chance)
        own = visit.appointment
        yield [*map(_cell, (
            own.id, own.patient_id, own.given_name, own.family_name, own.born, own.visit_date,
            own.visit_time, own.reason, own.place, own.clinician, ", ".join(own.tried))),
            *(_cell(visit.facts[name]) for name in facts)]


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)


if __name__ == "__main__":
    example = content_of(Path(__file__).resolve().parent.parent / "inputs" / "sacroiliac.xlsx")
    csv.writer(sys.stdout).writerows(as_list(example, int(sys.argv[1])))
