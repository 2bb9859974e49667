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

MOST_NAMED = 20
"""Cells of a column that a message may name."""

Verdict = Literal["none", "known", "unproved", "both", "wrong"]
"""Whether the order is: not needed; known; proved by no cell; ruled out in every way; stated, and
ruled out by a cell."""


@dataclass
class _Form:
    """The dates in numbers that are written alike: with one sign between the numbers, with years of
    two digits or of four. Where a column has several forms, each must prove its own order."""

    depends: bool = False  # a cell is another day in another order
    ruled_out: dict[DateOrder, str] = field(default_factory=dict)  # by which cell first

    @property
    def left(self) -> list[DateOrder]:
        return [order for order in DateOrder if order not in self.ruled_out]

    @property
    def other(self) -> DateOrder:
        """The order against which the one that is left was proved."""
        return (DateOrder.MONTH_FIRST if self.left[0] is DateOrder.DAY_FIRST
                else DateOrder.DAY_FIRST)


@dataclass
class DateColumn:
    """Takes the filled cells of one column, in flat memory."""

    language: str = "en"
    texts: list[str] = field(default_factory=list)  # the first cells whose numbers need an order
    cells: int = 0  # date cells
    first: str = ""  # the first of them
    unmoved: bool = False  # a date cell that shows no exchange of day and month
    small: bool = False  # a text that Excel would have read in either order
    forms: dict[tuple[str, bool], _Form] = field(default_factory=dict)
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
            self.first = self.first or cell.address
            self.unmoved = self.unmoved or cell.value.day > 12
        elif cell.kind == "text" and len(cell.value) <= LONGEST_DATE:
            text = cell.value
            if text[4:5] == "-" and text[:4].isdecimal():
                return  # as in 2026-12-01, which has its order
            found = written(text, self.language, ages=True)
            if found and not found.known:
                self._numeric(found, text, cell.address)

    def _numeric(self, found: Written, text: str, address: str) -> None:
        days = readings(found)
        if not days:
            return  # no date in any order: its row is held
        if len(self.texts) < MOST_NAMED:
            self.texts.append(address)
        sign = next((letter for letter in text.strip() if not letter.isdecimal()), "")
        form = self.forms.setdefault((sign, found.short), _Form())
        form.depends = form.depends or len(set(days.values())) > 1
        self.small = self.small or {DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST} <= days.keys()
        for order in DateOrder:
            if order not in days:
                form.ruled_out.setdefault(order, address)

    @property
    def numeric(self) -> str:
        """The first cell whose numbers need an order; "" where there is none."""
        return self.texts[0] if self.texts else ""

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
            against = [form.ruled_out[stated] for form in self.forms.values()
                       if stated in form.ruled_out]
            return ("wrong", None, (against[0],)) if against else ("known", stated, ())
        proved: dict[DateOrder, str] = {}
        for form in self.forms.values():
            if len(form.left) == 1:
                proved.setdefault(form.left[0], form.ruled_out[form.other])
        against_all = [form.ruled_out for form in self.forms.values() if not form.left]
        if against_all:
            return "both", None, (against_all[0][DateOrder.DAY_FIRST],
                                  against_all[0][DateOrder.MONTH_FIRST])
        if len(proved) > 1:
            return "both", None, tuple(proved.values())[:2]
        if any(form.depends and len(form.left) > 1 for form in self.forms.values()):
            return "unproved", None, ()
        return ("known", *next((order, (cell,)) for order, cell in proved.items())
                ) if proved else ("none", None, ())


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

