"""What the sheets say to one another: ids, references, completeness; then the content as a whole.

A sheet that could not be read whole ("broken") is not asked for what it lacks: its own problems
say it already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sdaid.problems import DECIDED_BY_PEOPLE, DECIDED_BY_RULE, Place, Problem, problem, stops
from sdaid.sheets.values import guess
from sdaid.staff import translate
from sdaid.workbook.columns import (
    STEPS,
    Decision,
    Effort,
    FactType,
    ScaleName,
    ScaleStep,
    Side,
)
from sdaid.workbook.content import Content
from sdaid.workbook.languages import languages_of
from sdaid.workbook.logo import logo_problems
from sdaid.workbook.memory import Made
from sdaid.workbook.missing import figures_missing, steps_missing
from sdaid.workbook.outcomes import outcome_problems, row_problems
from sdaid.workbook.references import reference_problems, unknown_sheets
from sdaid.workbook.rules import parse_rules
from sdaid.workbook.signing import signature
from sdaid.workbook.ways_back import recovery_problems

MINUTES_A_DAY = 24 * 60
MOST_VISITS = 50

FOLLOWS = ("reference-unknown", "id-renamed", "recovery-contradicts")
"""What follows from an option's id that is used twice."""

PARTS = ("ratings", "content")
"""What people sign beside the checks."""

HELP_NUMBERS = ("help_now_number", "help_same_day_number", "help_out_of_hours_number")

UNIQUE = {"Options": "id", "Rows": "id", "Outcomes": "id", "Sources": "id",
          "Patient facts": "name"}


def understand(
    path: Path, records: Mapping[str, Sequence[Any]], broken: Collection[str],
    made: frozenset[Made] = frozenset()
) -> tuple[Content | None, list[Problem]]:
    """The content of the workbook at `path`, None where the sheet Decision is missing, and what
    its sheets contradict or lack. `broken` names sheets that were not read whole; `made` is what
    the workbook remembers of its translations."""
    decisions = records.get("Decision", ())
    if not decisions:
        return None, [each for row in records.get("Rows", ()) for each in row_problems(row)]
    decision: Decision = decisions[0]
    rules, problems = parse_rules(records["Rules"], records["Patient facts"])
    if "Patient facts" in broken:  # what may stand in a condition is not known
        problems = []
    content = Content(
        path=path, decision=decision,
        options=tuple(records["Options"]), effort=tuple(records["Effort"]),
        recovery=tuple(records["Recovery"]), scales=tuple(records["Scales"]),
        rows=tuple(records["Rows"]), outcomes=tuple(records["Outcomes"]),
        questions=tuple(records["Questions"]), facts=tuple(records["Patient facts"]),
        rules=tuple(rules), values=tuple(records["Values"]), sources=tuple(records["Sources"]),
        people=tuple(records["People"]), words=tuple(records["Words"]),
        accepted=tuple(records["Accepted"]), made=made)
    problems += _ids_twice(records)
    problems += reference_problems(records, broken)
    unknown = unknown_sheets(problems)
    problems += _options(content, broken)
    problems += _headlines(content, broken)
    problems += outcome_problems(content, broken)
    if not {"Outcomes", "Rows", "Options"} & {*broken, *unknown}:
        problems += figures_missing(content)
    problems += _scales(content.scales, broken)
    problems += recovery_problems(content, {*broken, *unknown})
    problems += _phases(content.effort)
    problems += _help(decision)
    problems += _answers(content, broken)
    problems += _facts(content)
    problems += _attested(content)
    problems += [] if stops(problems) else _unused_sources(content, broken)
    problems += logo_problems(path, decision)
    if any(each.code == "id-twice" and each.place.sheet == "Options" for each in problems):
        problems = [each for each in problems if each.code not in FOLLOWS]
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
    return problems + steps_missing(tuple(found.values()), file, tuple(ScaleName),
                                    range(STEPS + 1))


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
                                    allowed=f"{each.from_week} ({each.at('from_week').cell})"))
        last[each.option] = max(each.to_week, each.from_week)
        if each.minutes is not None and not 0 <= each.minutes <= MINUTES_A_DAY:
            problems.append(problem("out-of-range", each.at("minutes"), found=f"{each.minutes:g}",
                                    allowed=translate(
                                        "0 to {n}, the minutes of a day").format(
                                            n=f"{MINUTES_A_DAY:,}")))
        if each.visits is not None and not 0 <= each.visits <= MOST_VISITS:
            problems.append(problem("out-of-range", each.at("visits"), found=f"{each.visits:g}",
                                    allowed=translate("0 to {n} visits a week").format(
                                        n=MOST_VISITS)))
    return problems


def _help(decision: Decision) -> list[Problem]:
    """Whom to call must hold a number that can be called."""
    return [problem("help-number", decision.at(field), found=getattr(decision, field))
            for field in HELP_NUMBERS
            if not any(letter.isdigit() for letter in getattr(decision, field))]


def _answers(content: Content, broken: Collection[str]) -> list[Problem]:
    """A question has one answer for all options, or one for each."""
    if {"Options", "Questions"} & set(broken):
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
    languages = languages_of(content)[1:]
    problems = []
    for person in content.people:
        for name in person.attests:
            if signed := signature(name):
                if not any(signed.language == each.casefold() for each in languages):
                    problems.append(problem("signed-no-language", person.at("attests"),
                                            found=signed.language,
                                            allowed=", ".join(languages) or "none"))
            elif name not in known:
                problems.append(problem("not-a-choice", person.at("attests"), found=name,
                                        allowed=", ".join(by_people),
                                        guess=guess(name, by_people)))
    return problems


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
