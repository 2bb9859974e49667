"""Columns that tell whether somebody has died, opted out or cancelled: a yes, or the day when."""

from __future__ import annotations

from sdaid.appointments.dates import readings, written
from sdaid.appointments.placeholders import says_nothing
from sdaid.sheets.values import Cell, reads, shown, yes_no


@reads("yes or no, or the day when")
def read_answer(cell: Cell) -> bool:
    """The answer of a cell that holds a yes or a no, or a day, which stands for a yes."""
    if cell.kind == "date":
        return True
    text = shown(cell)
    found = written(text) if cell.kind == "text" else None
    if found and (found.known or readings(found)):
        return True
    return yes_no(cell) if not says_nothing(text) or text.strip().isdecimal() else False
