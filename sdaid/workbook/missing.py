"""Rows that a sheet lacks, each with the cell where it belongs: figures, recoveries, steps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sdaid.problems import Place, Problem, first_few, problem
from sdaid.workbook.columns import Activity, ScaleName, ScaleStep
from sdaid.workbook.content import Content

Missing = TypeVar("Missing")

FIRST_ROW = 2
MOST = 2
"""Missing rows of one option, row or scale that are told one by one."""


def figures_missing(content: Content) -> list[Problem]:
    """A problem for each option and row without an outcome; one for all those of an option, or of
    a row, that lacks most of them."""
    options = [option.id for option in content.options]
    rows = [row.id for row in content.rows]
    lacking = [(option, row) for row in rows for option in options
               if (option, row) not in content.cells]

    def at(option: str, row: str) -> Place:
        ranks = {each.origin.row: options.index(each.option) for each in content.outcomes
                 if each.row == row and each.option in options}
        return where(content.outcomes, Place(content.path.name, "Outcomes"), ranks,
                     options.index(option))

    problems = []
    told: set[tuple[str, str]] = set()
    for place, names in enumerate((options, rows)):
        for name in names:
            own = [pair for pair in lacking if pair[place] == name and pair not in told]
            if len(own) > MOST:
                what = "option" if place == 0 else "row"
                problems.append(problem("figures-missing", at(*own[0]), what=what, name=name,
                                        found=first_few(pair[1 - place] for pair in own)))
                told.update(own)
    return problems + [problem("figure-missing", at(option, row), option=option, row=row)
                       for option, row in lacking if (option, row) not in told]


def recoveries_missing(content: Content) -> list[Problem]:
    """A problem for each option and activity without a recovery; one where most are missing."""
    there = {(each.option, each.activity) for each in content.recovery}
    order = list(Activity)
    problems = []
    for option in content.options:
        ranks = {each.origin.row: order.index(each.activity) for each in content.recovery
                 if each.option == option.id}
        lacking = [activity for activity in order if (option.id, activity) not in there]
        problems += [problem("recovery-missing", where(
            content.recovery, Place(content.path.name, "Recovery"), ranks, order.index(each[0])),
            option=option.id, activity=", ".join(activity.value for activity in each))
            for each in _told(lacking)]
    return problems


def steps_missing(steps: Sequence[ScaleStep], file: str, scales: Collection[ScaleName],
                  wanted: Sequence[int]) -> list[Problem]:
    """A problem for each step of a scale without a meaning; one where most are missing."""
    problems = []
    for scale in scales:
        there = {each.step for each in steps if each.scale is scale}
        ranks = {each.origin.row: each.step for each in steps if each.scale is scale}
        lacking = [step for step in wanted if step not in there]
        problems += [problem("step-missing", where(steps, Place(file, "Scales"), ranks, each[0]),
                             scale=scale.value, found=", ".join(map(str, each)),
                             highest=max(wanted))
                     for each in _told(lacking)]
    return problems


def _told(lacking: Sequence[Missing]) -> list[Sequence[Missing]]:
    """What is missing, one by one; all at once where it is most of them."""
    return [lacking] if len(lacking) > MOST else [[each] for each in lacking]


def where(records: Iterable[Any], sheet: Place, ranks: Mapping[int, int], missing: int) -> Place:
    """The first cell of the row where one of this rank is missing: below the row with the next
    lower of `ranks` (by row), else above the one with the next higher, else below all `records`."""
    taken = {each.origin.row for each in records}
    lower = [row for row, rank in ranks.items() if rank < missing]
    higher = [row for row, rank in ranks.items() if rank > missing]
    row = max(taken, default=1) + 1
    if lower:
        row = max(lower, key=lambda each: ranks[each]) + 1
    elif higher:
        row = min(higher, key=lambda each: ranks[each])
        row -= 1 if row - 1 not in taken and row > FIRST_ROW else 0
    return Place(sheet.file, sheet.sheet, f"A{row}")
