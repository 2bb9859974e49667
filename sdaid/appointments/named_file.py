"""Appointments by their ids alone, from a file such as `sdaid recall` writes."""

from __future__ import annotations

from pathlib import Path

from sdaid.appointments.columns import NAMED, Named
from sdaid.appointments.read import stream_table
from sdaid.problems import Place, Problem, problem, stops


def read_named(path: Path) -> tuple[tuple[str, ...], list[Problem]]:
    """The ids in the column “Appointment id” of an .xlsx or CSV, each once; its other columns are
    for people. None where the file, or one of its rows, cannot be read."""
    problems, rows = stream_table(path, NAMED, {})
    problems = [each for each in problems if each.code != "heading-unknown"]
    if stops(problems):
        return (), problems
    ids: dict[str, None] = {}
    for _, row, found in rows:
        problems += found
        if isinstance(row, Named):
            ids[row.id] = None
    if not ids and not stops(problems):
        problems.append(problem("only-empty", Place(path.name)))
    return (() if stops(problems) else tuple(ids)), problems
