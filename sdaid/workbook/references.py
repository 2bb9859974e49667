"""Ids that name a row of another sheet and find none there: each told once, with all its cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sdaid.problems import Place, Problem, first_few, problem
from sdaid.sheets.columns import Record
from sdaid.sheets.values import guess
from sdaid.staff import translate
from sdaid.workbook.columns import SHEETS

ASPECTS = ("effort", "invasiveness", "recovery", "cost")
"""What a value may belong to beside a comparison row."""

Named = dict[str, dict[str, list[Place]]]
"""Places by the sheet whose ids are meant, and by the id."""

RENAMED = 2
"""So many references to one unknown id, and one id without any, mean that this was renamed."""


def reference_problems(records: Mapping[str, Sequence[Any]], broken: Collection[str]
                       ) -> list[Problem]:
    """A problem for each id that is in no row of its sheet: at the id that was renamed, where one
    was, else at the first cell that names it."""
    named = _named(records)
    problems = []
    for sheet, places in named.items():
        if sheet in broken:
            continue
        known = {each.id: each for each in records[sheet]}
        more = ASPECTS if sheet == "Rows" else ()
        unknown = {name: cells for name, cells in places.items()
                   if name not in known and name not in more}
        idle = [name for name in known if name not in places]
        if len(unknown) == 1 == len(idle) and len(next(iter(unknown.values()))) >= RENAMED:
            name, cells = next(iter(unknown.items()))
            problems.append(problem("id-renamed", known[idle[0]].at("id"),
                                    found=_typed(records, known[idle[0]].at("id"), idle[0]),
                                    other=name, count=len(cells), cells=_cells(cells)))
            continue
        for name, cells in unknown.items():
            typed = _typed(records, cells[0], name)
            others = translate(" (so in {cells} too)").format(
                cells=_cells(cells[1:])) if cells[1:] else ""
            problems.append(problem("reference-unknown", cells[0], found=typed, sheet=sheet,
                                    others=others, guess=guess(name, [*known, *more])))
    return problems


def unknown_sheets(problems: Iterable[Problem]) -> set[str]:
    """The sheets of whose ids some are not known: what lacks rows there is told already."""
    named = {dict(each.words)["sheet"] for each in problems if each.code == "reference-unknown"}
    return named | {each.place.sheet for each in problems if each.code == "id-renamed"}


def _named(records: Mapping[str, Sequence[Any]]) -> Named:
    """Where every id is named, by the sheet that it should stand in."""
    named: Named = {}
    for sheet in SHEETS:
        refers = [(field, column.refers) for field, column, _, _ in sheet.model.columns()
                  if column.refers]
        if sheet.name == "Values":
            refers = [("row", "Rows")]
        for each in records[sheet.name]:
            for field, target in refers:
                for name in _ids(each, field):
                    named.setdefault(target, {}).setdefault(name, []).append(each.at(field))
    return named


def _ids(record: Record, field: str) -> list[str]:
    value = getattr(record, field)
    return [each for each in (value if isinstance(value, tuple) else (value,)) if each]


def _typed(records: Mapping[str, Sequence[Any]], place: Place, name: str) -> str:
    """The id as it was typed at `place`: capitals do not count, but a person looks for them."""
    for each in records.get(place.sheet, ()):
        typed: tuple[str, ...] = each.origin.typed
        for kept in typed:
            if kept.casefold() == name and each.origin.row == place.position[0]:
                return kept
    return name


def _cells(places: Sequence[Place]) -> str:
    """“Outcomes!B4, Outcomes!B9, …”."""
    return first_few((f"{each.sheet}!{each.cell}" for each in places), 5)
