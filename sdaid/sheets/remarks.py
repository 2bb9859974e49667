"""Notes that people write below a table, between its rows or beside it: told once, never printed,
and never read as rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from sdaid.problems import Place, Problem, problem
from sdaid.sheets.records import Entry, RecordMaker
from sdaid.sheets.renamed import Form
from sdaid.sheets.values import Cell, letters, shown

MOST_OF_A_REMARK = 2
"""Cells that a row of remarks fills at most."""

LEAST_OF_A_ROW = 3
"""Columns that a sheet needs, so that a row with one cell cannot be a row of it."""

REMARK = re.compile(r"\W*(?:foot)?(?:notes?|n\.?b|comments?|remarks?|to ?do|legend|key|"
                    r"abbreviations?|sources?|updated?|last (?:changed|edited)|p\.?s)\b\W*(?:$|[:.*"
                    r"–—-])", re.IGNORECASE)


def is_remark(maker: RecordMaker, entries: Sequence[Entry]) -> bool:
    """Whether the row is no row of the table: “Notes: …”, or a lone text where no such text can
    stand."""
    filled = [(heading, cell) for heading, cell in entries if cell.kind != "blank"]
    if len(filled) > MOST_OF_A_REMARK or any(cell.kind != "text" for _, cell in filled):
        return False
    heading, first = filled[0]
    if REMARK.match(shown(first)):
        return True
    needed = [key for key, _, needed, _ in maker.sheet.model.columns() if needed]
    return len(filled) == 1 and len(needed) >= LEAST_OF_A_ROW and (
        not maker.takes(heading, first))


def remark_problems(place: Place, remarks: Sequence[Cell]) -> list[Problem]:
    """One warning of all the rows of remarks in a sheet."""
    if not remarks:
        return []
    rows = "row" if len(remarks) == 1 else f"{len(remarks)} rows"
    return [problem("remarks", Place(place.file, place.sheet, remarks[0].address), rows=rows,
                    found=shown(remarks[0]))]


def beside(form: Form, header: Sequence[Cell], blank: Sequence[Problem], lost: Collection[int]
           ) -> list[Problem]:
    """Of the columns with a `blank` heading, those to the right of the table as one warning; but
    not those that `lost` their heading, or adjoin conditions."""
    last = max(cell.column for cell in header) + form.sheet.conditions
    right = [each.place.position[1] for each in blank
             if each.place.position[1] > last and each.place.position[1] not in lost]
    left = [each for each in blank if each.place.position[1] not in right]
    if not right:
        return left
    first = next(each for each in blank if each.place.position[1] == right[0])
    named = letters(right[0]) if len(right) == 1 else f"{letters(right[0])} to {letters(right[-1])}"
    return [*left, problem("beside", form.at(first.place.cell), found=named)]
