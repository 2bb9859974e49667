"""Invented conditions in which every text is as long as the check lets it be."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from sdaid.aid.wording import wording
from sdaid.page.fits import place_problems
from sdaid.problems import Place, Problem
from sdaid.resources import templates
from sdaid.sheets.columns import Record
from sdaid.workbook.columns import RecoveryStatus, Rule, ScaleStep
from sdaid.workbook.content import Content
from sdaid.workbook.load import load
from sdaid.workbook.starter import write_workbook
from tests.build import Rows
from tests.page.conditions import LETTERS, WORDS, Condition

LINE = {"Decision": 55, "Outcomes": 16}
"""About how many letters a line has of the texts of a sheet; 24 elsewhere."""

MESSAGE = next(column.limit for name, column, *_ in Rule.columns() if name == "message")

AS_IT_IS = frozenset({
    "help_now_number", "help_same_day_number", "help_out_of_hours_number", "content_version",
    "return_address", "book_from", "phone", "comparator"})
"""Columns whose texts are not lengthened: what is dialled and addressed, and what would take the
room of a caveat."""

SHEETS = ("options", "recovery", "scales", "outcomes", "questions", "facts", "values",
          "sources", "people")
"""The sheets of a content whose texts are lengthened, but for Decision and Rules."""


class _Whole(Condition):
    """A condition that has everything a workbook may have, in short texts."""

    def __init__(self, seed: int, options: int) -> None:
        super().__init__(seed)
        self.options = options
        self.rows = self._all_rows()

    def text(self, most: int) -> str:
        return super().text(min(most, 8))

    def _all_rows(self) -> Rows:
        rows = super()._all_rows()
        rows["Questions"] = [{"question": f"q{number}", "for_all": "x"} for number in range(6)]
        return rows

    def _comparison_rows(self) -> list[dict[str, Any]]:
        sides = ("benefit", "harm", "benefit", "harm")
        rows = [self._comparison_row(f"r{number}", side, "headline")
                for number, side in enumerate(sides)]
        return [*rows, self._comparison_row("d1", "benefit", "detail")]

    def _facts(self) -> list[dict[str, Any]]:
        return [{"name": f"fact{number}", "question": f"f{number}?", "type": "yes/no",
                 "told": f"f{number}"} for number in range(9)]


def condition_at_limits(seed: int, options: int, folder: Path) -> Content:
    """The content of a condition with so many `options`, in which each text is as long as its
    column allows, and then shortened, word by word, until the check finds nothing too long."""
    condition = _Whole(seed, options)
    path = folder / f"limits-{seed}.xlsx"
    write_workbook(path, condition.rows)
    content, problems = load(path)
    assert content is not None, [each.sentence for each in problems]
    content = _lengthened(content, condition)
    words = wording(content.decision.language, templates() / "locale")
    for _attempt in range(40):
        if not (found := place_problems(content, words)):
            return content
        cut = dict[Place, int]()
        for each in found:
            for place, lines in too_long(each):
                cut[place] = max(lines, cut.get(place, 0))
        content = shortened(content, cut)
    raise AssertionError(f"seed {seed}: {[each.sentence for each in found]}")


def too_long(found: Problem) -> list[tuple[Place, int]]:
    """The cells that a problem names, each with the lines to take from it: of those that share a
    page the longest, a line at a time."""
    words = dict(found.words)
    over = int(words["over"])
    if "cells" not in words:
        return [(found.place, over)]
    counts = {replace(found.place, sheet=sheet, cell=cell): int(count)
              for sheet, cell, count in re.findall(r"(\w+)!(\w+) \((\d+)\)", words["cells"])}
    left = dict(counts)
    for _line in range(over):
        longest = max(left, key=lambda each: left[each])
        left[longest] -= 1
    return [(place, count - left[place]) for place, count in counts.items() if count > left[place]]


def _changed(content: Content, change: Any) -> Content:
    """`content` with `change` made in each of its records."""
    return replace(content, decision=change(content.decision), **{
        sheet: tuple(change(each) for each in getattr(content, sheet)) for sheet in SHEETS})


def _lengthened(content: Content, condition: Condition) -> Content:
    def words(most: int, *, whole: bool) -> str:
        if whole:
            return "".join(condition.chance.choice(LETTERS) for _ in range(most)).title()
        made = ""
        while len(made) < most:
            made += condition.chance.choice(WORDS) + " "
        return made[:most].strip().capitalize()

    def lengthen(record: Record) -> Record:
        longer: dict[str, str] = {}
        for name, column, _needed, _type in record.columns():
            text = getattr(record, name)
            if column.limit and name not in AS_IT_IS and isinstance(text, str) and text:
                whole = column.limit <= 40 and condition.chance.random() < 0.15
                longer[name] = words(column.limit, whole=whole)
        return record.model_copy(update=longer)

    rules = tuple(replace(each, message=words(MESSAGE, whole=False)) for each in content.rules)
    return replace(_changed(content, lengthen), rules=rules)


def shortened(content: Content, cut: dict[Place, int], line: int = 0) -> Content:
    """`content` with each of these cells shorter by so many lines, of `line` letters."""
    by_cell = {(place.sheet, place.cell): lines for place, lines in cut.items()}
    full = {each.option for each in content.recovery
            if ("Recovery", each.at("sources").cell) in by_cell}

    def shorten(record: Record) -> Record:
        shorter: dict[str, Any] = {}
        if getattr(record, "activity", None) and getattr(record, "option", "") in full:
            shorter = {"status": RecoveryStatus.NONE_NEEDED, "start": None, "end": None,
                       "unit": None}
        if isinstance(record, ScaleStep) and full:  # what stands around all bands takes their room
            shorter = {"meaning": record.meaning[:-20] or "x",
                       "rated_by": record.rated_by[:-20] or "x"}
        for name, _column, _needed, _type in record.columns():
            place = record.at(name)
            lines = by_cell.get((place.sheet, place.cell), 0)
            text = getattr(record, name)
            if not lines or not isinstance(text, str):
                continue
            letters = lines * (line or LINE.get(place.sheet, 24))
            shorter[name] = text[:max(4, len(text) - letters)].strip()
        return record.model_copy(update=shorter)

    gone = {each.at("caveat").cell for each in content.outcomes
            if len(each.caveat) <= 4 and each.together
            and ("Outcomes", each.at("caveat").cell) in by_cell}
    pairs = {each.together for each in content.outcomes if each.at("caveat").cell in gone}
    kept = tuple(each.model_copy(update={"together": ""}) if each.together in pairs else each
                 for each in content.outcomes if each.at("caveat").cell not in gone)
    return _changed(replace(content, outcomes=kept), shorten)
