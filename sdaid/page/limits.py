"""How much text the side-by-side pages hold at 12 pt, measured on the smaller of both papers."""

from __future__ import annotations

DIFFERENCE_CELL = 90
"""Characters of `lead`, `short` and `marks` together in a cell of a row of differences, all the
figures that are told together counted."""

COUNT_CELL = 50
"""The same in a cell of a row of counts."""

FOOT = 145
"""Characters at the foot of a page above which it is given more room."""

IDENTIFIER_LINE = 100
"""Characters of name, date of birth and id together at the head of a page."""
