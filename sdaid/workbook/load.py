"""From the workbook's file to its content, or to everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

from sdaid.problems import Problem, Severity, stops
from sdaid.workbook.columns import SHEETS
from sdaid.workbook.content import Content
from sdaid.workbook.read import read_workbook
from sdaid.workbook.understand import understand


def load(path: Path) -> tuple[Content | None, list[Problem]]:
    """The workbook's content and its problems in sheet order; no content where one of them stops
    everything. Of a workbook of an older form that alone is said. Nothing is written."""
    records, problems = read_workbook(path)
    if not records:
        return None, problems
    if old := [each for each in problems if each.code == "format-version-old"]:
        return None, old  # the rest would be what the older form lacks
    broken = {each.place.sheet for each in problems if each.severity is Severity.UNREADABLE}
    content, found = understand(path, records, broken)
    problems = in_sheet_order(problems + found)
    return (None if stops(problems) else content), problems


def in_sheet_order(problems: list[Problem]) -> list[Problem]:
    """`problems` once each, by sheet as declared, then row, then column."""
    order = {sheet.name: number for number, sheet in enumerate(SHEETS)}

    def place(each: Problem) -> tuple[int, int, int, str]:
        digits = "".join(letter for letter in each.place.cell if letter.isdigit())
        letters = each.place.cell.rstrip("0123456789")
        return (order.get(each.place.sheet, -1), int(digits or 0), len(letters), letters)

    return sorted(dict.fromkeys(problems), key=place)
