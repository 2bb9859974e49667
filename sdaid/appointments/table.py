"""What a list that is a table is to its reader, be it a sheet of a workbook or a text file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sdaid.problems import Place, Problem
from sdaid.sheets.headings import Headings
from sdaid.sheets.lines import Line
from sdaid.sheets.values import Cell

PLAIN = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?|\d{1,2}:\d{2}(?::\d{2})?")
"""Days and times of day that have one reading, whatever the others of their column are."""


@dataclass
class Look:
    """What one pass over a whole list found. `last` tells the last line that holds something, by
    column; `texts` are the columns that hold texts below the headings which may be dates in
    numbers; `covered` are columns below a heading that is merged over several; `cut` is the line
    within which the file ends, 0 where it ends well."""

    last: dict[int, int] = field(default_factory=dict)
    texts: set[int] = field(default_factory=set)
    covered: set[int] = field(default_factory=set)
    cut: int = 0
    problems: list[Problem] = field(default_factory=list)


class Table(Protocol):
    """An opened list. Its lines can be read again and again, in flat memory. Each of these raises
    `UnfitFileError` where the file cannot be read."""

    @property
    def from_1904(self) -> bool:
        """Whether its days are counted from 1904 on, as some Macs did."""

    @property
    def own_form(self) -> bool:
        """Whether sdaid made it, as a form in which people type."""

    @property
    def place(self) -> Place:
        """Its file and sheet."""

    @property
    def kind(self) -> str:
        """What kind of file it is, in words."""

    def early(self, last: int) -> Sequence[Sequence[Cell]]:
        """The lines up to number `last` that hold something, each as its filled cells."""

    def look(self, headings: Headings) -> Look:
        """Look through the whole list once."""

    def lines(self, headings: Headings, look: Look) -> Iterator[Line]:
        """The lines below the headings that hold something."""
