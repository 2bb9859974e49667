"""A row of the list, understood: the facts typed, and what holds this appointment back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from pydantic_core import PydanticCustomError

from sdaid.appointments.columns import Appointment
from sdaid.appointments.dates import OLDEST, age_at
from sdaid.appointments.scheduled import Scheduled
from sdaid.files import DEVICES
from sdaid.problems import Place, Problem, problem
from sdaid.sheets.values import Cell, calendar_date, fold, guess, number, refuse, yes_no
from sdaid.staff import mark, translate
from sdaid.workbook.columns import Fact, FactType
from sdaid.workbook.content import Content
from sdaid.workbook.rules import AGE, FactValue

FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
"""Appointment ids that can name a file on every system."""


NO_BIRTH = date(1900, 1, 1)
YEARS_AS_DAYS = date(1904, 12, 4), date(1906, 1, 8)
"""What Excel shows of the numbers 1800 to 2200 in a cell that is formatted as a date."""


NOWHERE = Place()

FEW = (FactType.YES_NO, FactType.CHOICE, FactType.NUMBER)
USUAL, SHORT = 100, 40
"""Facts of these types have few different answers: so many of each, of so many letters, are
remembered."""


@lru_cache(maxsize=4)
def _usual_answers(content: Content
                   ) -> tuple[tuple[str, Fact, dict[str, FactValue | None]], ...]:
    """Each fact of the workbook with the answers to it that were understood so far."""
    return tuple((fact.name, fact, {}) for fact in content.facts)


def understand(appointment: Appointment, content: Content) -> tuple[Scheduled, list[Problem]]:
    """The visit with its typed facts, age among them, and the problems that hold it."""
    problems: list[Problem] = []
    facts: dict[str, FactValue | None] = {
        AGE: float(age_at(appointment.born, appointment.visit_date))}
    for name, fact, known in _usual_answers(content):
        text = appointment.extra.get(name, "")
        if text in known:
            facts[name] = known[text]
            continue
        facts[name], found = fact_value(fact, text, NOWHERE)
        if found:
            problems += [replace(each, place=appointment.at(name)) for each in found]
        elif len(text) <= SHORT and len(known) < USUAL and fact.type in FEW:
            known[text] = facts[name]
    problems += _id(appointment) + _birth(appointment) + _tried(appointment, content)
    return Scheduled(appointment, facts), problems


def fact_value(fact: Fact, text: str, place: Place) -> tuple[FactValue | None, list[Problem]]:
    """What the list says of `fact`, typed; None where it is blank."""
    if not text:
        if fact.needed:
            return None, [problem("held-fact-missing", place, fact=fact.name,
                                  allowed=allowed_answers(fact))]
        return None, []
    try:
        return _typed(fact, text), []
    except PydanticCustomError as error:
        words: Mapping[str, object] = error.context or {}
        said = {name: word for name, word in words.items() if name != "code"}
        return None, [held(problem(error.type, place, **said))]


def _typed(fact: Fact, text: str) -> FactValue:
    """`text` as the fact's type; raises pydantic's custom error where it does not fit."""
    cell = Cell(0, 0, text, mark("text"))
    match fact.type:
        case FactType.YES_NO:
            return yes_no(cell)
        case FactType.NUMBER:
            return number(cell)
        case FactType.DATE:
            return calendar_date(cell)
        case FactType.CHOICE:
            known = {fold(choice): choice for choice in fact.choices}
            if fold(text) not in known:
                refuse("not-a-choice", found=text, allowed=", ".join(fact.choices),
                       guess=guess(text, fact.choices))
            return known[fold(text)]
        case FactType.TEXT:
            return text


def allowed_answers(fact: Fact) -> str:
    """The answers that `fact` takes, in words."""
    return {
        FactType.YES_NO: translate("yes or no"), FactType.NUMBER: translate("a number"),
        FactType.CHOICE: ", ".join(fact.choices),
        FactType.DATE: translate("a date such as 2026-11-30"),
        FactType.TEXT: translate("text"),
    }[fact.type]


def held(found: Problem) -> Problem:
    """`found`, which would stop a workbook, as what holds one appointment."""
    return replace(found, one_row=True)


def names_file(id_: str) -> bool:
    """Whether the appointment id can name a file on every system."""
    return bool(FILE_NAME.fullmatch(id_)) and not DEVICES.fullmatch(id_) and not id_.endswith(".")


def _id(appointment: Appointment) -> list[Problem]:
    if names_file(appointment.id):
        return []
    return [problem("held-id-name", appointment.at("id"), found=appointment.id)]


def _birth(appointment: Appointment) -> list[Problem]:
    born = appointment.born
    why = ""
    if born == appointment.visit_date:
        why = mark("the day of the visit")
    elif born > appointment.visit_date:
        why = mark("after the visit")
    elif born == NO_BIRTH:
        why = mark("a day that systems put where they know none")
    elif age_at(born, appointment.visit_date - timedelta(days=1)) >= OLDEST:
        why = translate("over {n} years before the visit").format(n=OLDEST)
        if YEARS_AS_DAYS[0] <= born <= YEARS_AS_DAYS[1]:
            why += translate("; perhaps it is a year, typed into a cell that shows dates")
    return [problem("held-birth", appointment.at("born"), found=born.isoformat(), why=why)
            ] if why else []


def _tried(appointment: Appointment, content: Content) -> list[Problem]:
    known = [option.id for option in content.options]
    return [problem("held-option", appointment.at("tried"), found=name,
                    guess=guess(name, known))
            for name in appointment.tried if name not in known]
