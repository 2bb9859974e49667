"""Columns that tell whether somebody has died, opted out or cancelled: a yes, or the day when."""

from __future__ import annotations

from sdaid.appointments.dates import readings, written
from sdaid.appointments.placeholders import says_nothing
from sdaid.sheets.values import Cell, shown, yes_no


class _AnswerReader:
    """A reader of a yes or a no, where a day stands for a yes; `allowed` says what it may hold."""

    allowed = "yes or no, or the day when"

    def __call__(self, cell: Cell) -> bool:
        if cell.kind == "date":
            return True
        text = shown(cell)
        found = written(text) if cell.kind == "text" else None
        if found and (found.known or readings(found)):
            return True
        return yes_no(cell) if not says_nothing(text) or text.strip().isdecimal() else False


read_answer = _AnswerReader()
