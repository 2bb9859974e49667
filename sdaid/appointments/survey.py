"""What only all rows together show: the order of the dates in a column, how names are put
together."""

from __future__ import annotations

from dataclasses import dataclass, field

from sdaid.appointments.profile import Profile
from sdaid.appointments.understood import Understood
from sdaid.problems import Problem
from sdaid.sheets.values import Cell


@dataclass
class Survey:
    """Takes the cells of the columns that it `wants` (their numbers), row by row, in flat memory;
    then completes what was understood."""

    understood: Understood
    profile: Profile = field(default_factory=Profile)
    date_facts: frozenset[str] = frozenset()
    wants: frozenset[int] = frozenset()

    def take(self, cell: Cell) -> None:
        """Look at a filled cell below the headings."""

    def ended(self) -> tuple[Understood, list[Problem]]:
        """What was understood, with the orders of dates and of names; problems of the columns."""
        return self.understood, []
