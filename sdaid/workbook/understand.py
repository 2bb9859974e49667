"""What the sheets say to one another: ids, references, completeness; then the content as a whole.

A sheet that could not be read whole ("broken") is not asked for what it lacks: its own problems
say it already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sdaid.problems import DECIDED_BY_PEOPLE, DECIDED_BY_RULE, Place, Problem, problem
from sdaid.sheets.columns import Record
from sdaid.sheets.values import guess
from sdaid.workbook.columns import (
    SHEETS,
    STEPS,
    Decision,
    Effort,
    FactType,
    ScaleName,
    ScaleStep,
    Side,
)
from sdaid.workbook.content import Content
from sdaid.workbook.logo import logo_problems
from sdaid.workbook.outcomes import outcome_problems, row_problems
from sdaid.workbook.rules import parse_rules
from sdaid.workbook.ways_back import recovery_problems

ASPECTS = ("effort", "invasiveness", "recovery", "cost")
"""What a value may belong to beside a comparison row."""

PARTS = ("ratings", "content")
"""What people sign beside the checks."""

HELP_NUMBERS = ("help_now_number", "help_same_day_number", "help_out_of_hours_number")

UNIQUE = {"Options": "id", "Rows": "id", "Outcomes": "id", "Sources": "id",
          "Patient facts": "name"}


def understand(
    path: Path, records: Mapping[str, Sequence[Any]], broken: Collection[str]
) -> tuple[Content | None, list[Problem]]:
    """The content of the workbook at `path`, None where the sheet Decision is missing, and what
    its sheets contradict or lack. `broken` names sheets that were not read whole."""
    decisions = records.get("Decision", ())
    if not decisions:
        return None, [each for row in records.get("Rows", ()) for each in row_problems(row)]
    decision: Decision = decisions[0]
    rules, problems = parse_rules(records["Rules"], records["Patient facts"])
    content = Content(
        path=path, decision=decision,
        options=tuple(records["Options"]), effort=tuple(records["Effort"]),
        recovery=tuple(records["Recovery"]), scales=tuple(records["Scales"]),
        rows=tuple(records["Rows"]), outcomes=tuple(records["Outcomes"]),
        questions=tuple(records["Questions"]), facts=tuple(records["Patient facts"]),
        rules=tuple(rules), values=tuple(records["Values"]), sources=tuple(records["Sources"]),
        people=tuple(records["People"]), words=tuple(records["Words"]),
        accepted=tuple(records["Accepted"]))
    problems += _ids_twice(records)
    problems += _references(records, broken)
    problems += _options(content, broken)
    problems += _headlines(content, broken)
    problems += outcome_problems(content, broken)
    problems += _scales(content.scales, broken)
    problems += recovery_problems(content, broken)
    problems += _phases(content.effort)
    problems += _help(decision)
    problems += _answers(content, broken)
    problems += _facts(content)
    problems += _attested(content)
    problems += _unused_sources(content, broken)
    problems += logo_problems(path, decision)
    return content, problems


def _ids_twice(records: Mapping[str, Sequence[Any]]) -> list[Problem]:
    problems = []
    for sheet, field in UNIQUE.items():
        first: dict[str, Place] = {}
        for each in records[sheet]:
            name = getattr(each, field)
            if name in first:
                problems.append(problem("id-twice", each.at(field), found=name,
                                        other=first[name].cell))
            first.setdefault(name, each.at(field))
    return problems


def _references(records: Mapping[str, Sequence[Any]], broken: Collection[str]) -> list[Problem]:
    """Every id that names a row of another sheet and finds none there."""
    problems = []
    for sheet in SHEETS:
        refers = [(field, column.refers) for field, column, _, _ in sheet.model.columns()
                  if column.refers and column.refers not in broken]
        for each in records[sheet.name]:
            for field, target in refers:
                known = [other.id for other in records[target or ""]]
                problems += _unknown(each, field, target or "", known)
    if "Rows" not in broken:
        known = [row.id for row in records["Rows"]] + list(ASPECTS)
        for each in records["Values"]:
            problems += _unknown(each, "row", "Rows", known)
    return problems


def _unknown(each: Record, field: str, sheet: str, known: Collection[str]) -> list[Problem]:
    named = getattr(each, field)
    named = named if isinstance(named, tuple) else (named,)
    return [problem("reference-unknown", each.at(field), found=name, sheet=sheet,
                    guess=guess(name, known))
            for name in named if name and name not in known]


def _options(content: Content, broken: Collection[str]) -> list[Problem]:
    if "Options" in broken:
        return []
    problems = []
    place = Place(content.path.name, "Options")
    if not 2 <= len(content.options) <= 7:
        problems.append(problem("options-count", place, found=len(content.options)))
    return problems


def _headlines(content: Content, broken: Collection[str]) -> list[Problem]:
    if "Rows" in broken:
        return []
    place = Place(content.path.name, "Rows")
    rows = content.headlines
    problems = []
    if not 1 <= len(rows) <= 4:
        problems.append(problem("headline-count", place, found=len(rows)))
    problems += [problem("headline-side", place, side=side.value) for side in Side
                 if rows and all(row.side is not side for row in rows)]
    return problems


def _scales(steps: Iterable[ScaleStep], broken: Collection[str]) -> list[Problem]:
    problems = []
    found: dict[tuple[ScaleName, int], ScaleStep] = {}
    file = ""
    for each in steps:
        file = each.at().file
        if (each.scale, each.step) in found:
            problems.append(problem("step-twice", each.at("step"), found=each.step,
                                    scale=each.scale.value))
        found[each.scale, each.step] = each
    if "Scales" in broken:
        return problems
    return problems + [
        problem("step-missing", Place(file, "Scales"), found=step, scale=scale.value,
                highest=STEPS)
        for scale in ScaleName for step in range(STEPS + 1)
        if (scale, step) not in found]


def _phases(phases: Iterable[Effort]) -> list[Problem]:
    """Phases of one option are in order and do not overlap."""
    problems = []
    last: dict[str, int] = {}
    for each in phases:
        if each.from_week <= last.get(each.option, 0):
            problems.append(problem("phase-order", each.at("from_week"), found=each.from_week,
                                    allowed=last.get(each.option, 0) + 1))
        if each.to_week < each.from_week:
            problems.append(problem("phase-order", each.at("to_week"), found=each.to_week,
                                    allowed=each.from_week))
        last[each.option] = max(each.to_week, each.from_week)
    return problems


def _help(decision: Decision) -> list[Problem]:
    """Whom to call must hold a number that can be called."""
    return [problem("help-number", decision.at(field), found=getattr(decision, field))
            for field in HELP_NUMBERS
            if not any(letter.isdigit() for letter in getattr(decision, field))]


def _answers(content: Content, broken: Collection[str]) -> list[Problem]:
    """A question has one answer for all options, or one for each."""
    if "Options" in broken:
        return []
    columns = {name for question in content.questions for name, _, _ in question.origin.cells}
    by_option = [question for question in content.questions if not question.for_all]
    return [problem("heading-missing", Place(content.path.name, "Questions", "", option.id),
                    heading=option.id, guess="")
            for option in content.options if by_option and option.id not in columns] + [
        problem("answer-missing", question.at(option.id), option=option.id)
        for question in by_option for option in content.options
        if option.id in columns and not question.extra.get(option.id)] + [
        problem("answer-twice", question.at(option.id), option=option.id)
        for question in content.questions for option in content.options
        if question.for_all and question.extra.get(option.id)]


def _facts(content: Content) -> list[Problem]:
    return [problem("fact-choices", fact.at("choices")) for fact in content.facts
            if fact.type is FactType.CHOICE and len(fact.choices) < 2] + [
        problem("fact-told", fact.at("told"), found=fact.told) for fact in content.facts
        if fact.told and fact.type is not FactType.YES_NO]


def _attested(content: Content) -> list[Problem]:
    """What people sign that is no check, so that their word would count for nothing."""
    by_people = [*DECIDED_BY_PEOPLE, *PARTS]
    known = {*by_people, *DECIDED_BY_RULE}
    return [problem("not-a-choice", person.at("attests"), found=name,
                    allowed=", ".join(by_people), guess=guess(name, by_people))
            for person in content.people for name in person.attests if name not in known]


def _unused_sources(content: Content, broken: Collection[str]) -> list[Problem]:
    if broken:
        return []
    used: set[str] = set()
    for sheet in (content.options, content.effort, content.recovery, content.rows,
                  content.outcomes):
        for each in sheet:
            for field, column, _, _ in type(each).columns():
                if column.refers == "Sources":
                    used.update(getattr(each, field))
    used.update(name for rule in content.rules for name in rule.sources)
    return [problem("source-unused", source.at("id"), found=source.id)
            for source in content.sources if source.id not in used]
