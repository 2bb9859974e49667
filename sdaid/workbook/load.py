"""From the workbook's file to its content, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from sdaid.problems import Problem, Severity, problem, stops
from sdaid.workbook.columns import SHEETS
from sdaid.workbook.content import Content
from sdaid.workbook.memory import from_lists
from sdaid.workbook.read import read_workbook
from sdaid.workbook.understand import understand


def load(path: Path) -> tuple[Content | None, list[Problem]]:
    """The workbook's content and its problems in sheet order; no content where one of them stops
    everything. Of a workbook of an older form that alone is said. Nothing is written."""
    records, lists, problems = read_workbook(path)
    if not records:
        return None, problems
    if old := [each for each in problems if each.code == "format-version-old"]:
        return None, old  # the rest would be what the older form lacks
    broken = {each.place.sheet for each in problems if each.severity is Severity.UNREADABLE}
    content, found = understand(path, records, broken, from_lists(lists))
    problems, found = _told_once(problems, found, broken)
    problems = in_sheet_order(problems + found)
    return (None if stops(problems) else content), problems


def _told_once(read: list[Problem], found: list[Problem], broken: Collection[str]
               ) -> tuple[list[Problem], list[Problem]]:
    """The problems `read` and `found`, those of cells whose column is not there (“row 4”) as one
    for the column; where the sheet was not read whole, that was told."""
    kept = [each for each in found if not each.place.cell.startswith("row ")]
    columns = {(each.place.sheet, each.place.heading): each.place for each in found
               if each not in kept and each.place.sheet not in broken}
    gone = {(each.place.sheet, each.place.heading): each.place for each in read
            if each.code == "heading-gone"}
    bare = [each for each in kept if each.code == "rule-no-condition"]
    if any(sheet == each.place.sheet for sheet, _ in gone for each in bare):
        kept = [each for each in kept if each not in bare[1:]]  # their column is gone
    missing = [problem("heading-missing", gone.get(key, replace(place, cell="")),
                       heading=place.heading, guess="") for key, place in columns.items()]
    return [each for each in read if each.code != "heading-gone" or (
        each.place.sheet, each.place.heading) not in columns], kept + missing


def in_sheet_order(problems: list[Problem]) -> list[Problem]:
    """`problems` once each, by sheet as declared, then row, then column."""
    order = {sheet.name: number for number, sheet in enumerate(SHEETS)}

    def place(each: Problem) -> tuple[int, int, int, str]:
        digits = "".join(letter for letter in each.place.cell if letter.isdigit())
        letters = each.place.cell.rstrip("0123456789")
        return (order.get(each.place.sheet, -1), int(digits or 0), len(letters), letters)

    return sorted(dict.fromkeys(problems), key=place)
