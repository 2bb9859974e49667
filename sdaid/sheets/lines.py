"""Row by row from cells to records, with what real exports put between their rows left out:
headings that come again on every page, lines of sums, a line that says that the report ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sdaid.problems import Place, Problem, problem
from sdaid.sheets.columns import Record
from sdaid.sheets.headings import Headings
from sdaid.sheets.records import Entry, RecordMaker
from sdaid.sheets.values import Cell, fold, shown

StreamedRow = tuple[int, Record | None, list[Problem]]
"""A row's number, its record where one could be made, its own problems."""


class Line(NamedTuple):
    """The filled cells of a line, and why they may not be those of one row, if they may not."""

    cells: Sequence[Cell]
    doubt: Problem | None = None


SUMS = re.compile(r"(grand )?(sub)?totals?\b|sum\b|count\b|number of\b|end of\b|page \d|printed\b|"
                  r"generated\b|report\b|confidential\b|\d+ (rows?|appointments?|visits?|"
                  r"patients?)\b")
AGAIN = "the headings again"
MOST_IN_A_SUM = 3
"""Cells that a line of sums fills at most."""


def row_by_row(lines: Iterable[Line], headings: Headings, maker: RecordMaker
               ) -> Iterator[StreamedRow]:
    """The rows below the headings as records."""
    for cells, doubt in lines:
        row = cells[0].row
        entries = row_entries(headings, cells) if row > headings.row else []
        if not entries:
            continue
        if doubt is None and (notice := not_a_row(maker.place, entries)):
            yield row, None, [notice]
            continue
        record, problems = maker.make(row, entries)
        yield row, record, [*problems, doubt] if doubt else problems


def row_entries(headings: Headings, cells: Sequence[Cell]) -> list[Entry]:
    """The row's cells with what they are for, blanks too; nothing where all of them are blank."""
    by_column = {cell.column: cell for cell in cells}
    if not any(column in headings.columns for column in by_column):
        return []
    row = cells[0].row
    return [(heading, by_column.get(column) or Cell(row, column))
            for column, heading in headings.columns.items()]


def not_a_row(place: Place, entries: Sequence[Entry]) -> Problem | None:
    """A warning where the line holds the headings again, or sums."""
    filled = [(heading, cell) for heading, cell in entries if cell.kind != "blank"]
    if len(filled) > 1 and all(shown(cell)[:1].casefold() == heading.text[:1].casefold()
                               and fold(shown(cell)) == fold(heading.text)
                               for heading, cell in reversed(filled)):
        return problem("line-left-out", _at(place, filled[0][1]), what=AGAIN)
    if len(filled) <= MOST_IN_A_SUM and SUMS.match(fold(shown(filled[0][1]))):
        return problem("line-left-out", _at(place, filled[0][1]),
                       what="a line about the list, not a row of it")
    return None


def _at(place: Place, cell: Cell) -> Place:
    return Place(place.file, place.sheet, cell.address)
