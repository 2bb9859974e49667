"""The patient facts of a workbook as columns of its appointment list."""

from __future__ import annotations

from collections.abc import Iterable

from sdaid.appointments.columns import Appointment
from sdaid.problems import Problem, problem
from sdaid.sheets.values import fold
from sdaid.workbook.columns import Fact, FactType
from sdaid.workbook.rules import AGE


def fact_headings(facts: Iterable[Fact]) -> dict[str, str]:
    """Every heading by which a list may call a fact, to the fact's name."""
    return {heading: fact.name for fact in facts for heading in (fact.name, *fact.aliases)}


def date_facts(facts: Iterable[Fact]) -> frozenset[str]:
    """The names of the facts that are dates."""
    return frozenset(fact.name for fact in facts if fact.type is FactType.DATE)


def fact_name_problems(facts: Iterable[Fact]) -> list[Problem]:
    """Facts that go by a heading which the list, the rules or another fact use for something
    else."""
    taken = {AGE} | {fold(heading) for _, column, _, _ in Appointment.columns()
                     for heading in (column.heading, *column.aliases)}
    first: dict[str, Fact] = {}
    problems = []
    for fact in facts:
        for field, names in (("name", (fact.name,)), ("aliases", fact.aliases)):
            for name in names:
                if fold(name) in taken:
                    problems.append(problem("fact-name-taken", fact.at(field), found=name))
                elif first.setdefault(fold(name), fact) is not fact:
                    problems.append(problem("id-twice", fact.at(field), found=name,
                                            other=first[fold(name)].at().cell))
    return problems
