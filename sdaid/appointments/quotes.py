"""Stray quotation marks in a text file: from one to the next, rows of the list stand in one cell.

A cell of the list that holds what may be another patient's row is never printed: its row is held.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sdaid.staff import mark

SEVERAL = 3
"""Separators in a cell of one line from which it is taken for several cells."""

DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{2,4}")


class Stray(NamedTuple):
    """The column (from 1) of a cell that may hold other cells, and why it is thought so."""

    column: int
    why: str


def stray(fields: Sequence[str], width: int, separator: str, of_lines: Collection[int]
          ) -> Stray | None:
    """The first cell of a row that may hold cells, or rows, of the list. `width` is how many
    headings there are; columns in `of_lines` may hold line ends, those of addresses."""
    short = width - len(fields)
    for column, text in enumerate(fields, start=1):
        inside = text.count(separator)
        if "\n" in text or "\r" in text:
            if _holds_a_row(text, column, width, separator) or (short and inside):
                return Stray(column, mark("it holds a line that reads as a row of the list"))
            if column not in of_lines:
                return Stray(column, mark("it holds a line end"))
        if column not in of_lines and text.count('"') % 2:
            return Stray(column, mark("it holds one quotation mark alone"))
        tight = inside - text.count(f"{separator} ")  # behind a comma of prose stands a space
        if (tight and short > 0) or (tight >= SEVERAL and column not in of_lines):
            return Stray(column, mark("it holds what parts the cells of a row"))
    return None


def _holds_a_row(text: str, column: int, width: int, separator: str) -> bool:
    """Whether a line within the cell reads as a row, or the cell as the end of one row and the
    start of the next."""
    lines = text.splitlines() or [text]
    counts = [line.count(separator) for line in lines]
    whole = any(count >= width - 1 for count in counts) if width > 1 else False
    joined = counts[0] >= width - column and counts[-1] >= column - 1 and sum(counts) >= width - 1
    dated = any(count >= 2 and any(DAY.fullmatch(each.strip()) for each in line.split(separator))
                for count, line in zip(counts, lines, strict=True))
    return whole or joined or dated
