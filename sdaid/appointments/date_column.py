"""One column of dates, looked at as a whole: in which order its numbers stand, and whether Excel
may have exchanged days and months in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sdaid.appointments.dates import Written, from_serial, readings, written
from sdaid.appointments.profile import DateOrder
from sdaid.sheets.values import Cell

LONGEST_DATE = 60
"""Letters that a cell with a date may have."""

LAST_YEAR = 2200
"""A number up to this one may be a year; a column of serial numbers has larger ones too."""

Verdict = Literal["none", "known", "unproved", "both", "wrong"]
"""Whether the order is: not needed; known; proved by no cell; ruled out in every way; stated, and
ruled out by a cell."""


@dataclass
class DateColumn:
    """Takes the filled cells of one column, in flat memory."""

    language: str = "en"
    numeric: str = ""  # the first cell whose numbers need an order
    cells: int = 0  # date cells
    unmoved: bool = False  # a date cell that shows no exchange of day and month
    depends: bool = False  # a cell is another day in another order
    small: bool = False  # a text that Excel would have read in either order
    ruled_out: dict[DateOrder, str] = field(default_factory=dict)  # by which cell first
    serials: int = 0
    large: bool = False  # one of the serial numbers is no year
    others: int = 0  # cells that are no serial number

    def take(self, cell: Cell) -> None:
        """Look at a filled cell."""
        if as_serial(cell) is not None:
            self.serials += 1
            self.large = self.large or float(cell.value) > LAST_YEAR
            return
        self.others += 1
        if cell.kind == "date" and isinstance(cell.value, date):
            self.cells += 1
            self.unmoved = self.unmoved or cell.value.day > 12
        elif cell.kind == "text" and len(cell.value) <= LONGEST_DATE:
            text = cell.value
            if text[4:5] == "-" and text[:4].isdecimal():
                return  # as in 2026-12-01, which has its order
            found = written(text, self.language, ages=True)
            if found and not found.known:
                self._numeric(found, cell.address)

    def _numeric(self, found: Written, address: str) -> None:
        days = readings(found)
        if not days:
            return  # no date in any order: its row is held
        self.numeric = self.numeric or address
        self.depends = self.depends or len(set(days.values())) > 1
        self.small = self.small or {DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST} <= days.keys()
        for order in DateOrder:
            if order not in days:
                self.ruled_out.setdefault(order, address)

    @property
    def mixed(self) -> bool:
        """Whether numeric dates as text stand beside date cells: what Excel could not read in its
        own order, and what it could."""
        return bool(self.cells and self.numeric)

    @property
    def left_over(self) -> bool:
        """Whether the texts are those alone that Excel cannot read in one of the two orders."""
        return bool(self.numeric) and not self.small

    @property
    def all_serials(self) -> bool:
        """Whether the column holds Excel's serial numbers alone."""
        return self.large and not self.others

    def order(self, stated: DateOrder | None) -> tuple[Verdict, DateOrder | None, tuple[str, ...]]:
        """The verdict; the order, where it is known; and the cells that led to it."""
        if not self.numeric:
            return "none", None, ()
        if stated:
            if stated in self.ruled_out:
                return "wrong", None, (self.ruled_out[stated],)
            return "known", stated, ()
        left = [order for order in DateOrder if order not in self.ruled_out]
        day_first, month_first = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST
        if not left:
            return "both", None, (self.ruled_out[day_first], self.ruled_out[month_first])
        if len(left) == 1:
            against = month_first if left[0] is day_first else day_first
            return "known", left[0], (self.ruled_out[against],)
        return ("unproved", None, ()) if self.depends else ("none", None, ())


def as_serial(cell: Cell, *, from_1904: bool = False) -> date | None:
    """The day of a cell that may be one of Excel's serial numbers: a plain number, or five digits
    as text, with a part of a day behind a point."""
    if cell.kind == "number" and cell.number_format in ("General", "0", "@"):
        return from_serial(cell.value, from_1904=from_1904)
    if cell.kind == "text":
        whole, _, part = cell.value.strip().partition(".")
        if len(whole) == 5 and whole.isdecimal() and (not part or part.isdecimal()):
            return from_serial(float(cell.value), from_1904=from_1904)
    return None

