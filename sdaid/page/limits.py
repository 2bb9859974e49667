"""How much text the pages hold where no template can give more room."""

from __future__ import annotations

IDENTIFIER_LINE = 100
"""Characters of name, date of birth and id together: one line at the head of a landscape page."""

PORTRAIT_FOOT = 130.0
LANDSCAPE_FOOT = {"a4": 250.0, "letter": 232.0}
"""Widths of a line at the foot of a page in mm, the page number beside it."""


def foot_width(notices: str, clinic: str) -> float:
    """How wide the words at the foot of a page are on one line, in mm, by the usual width of a
    letter: notices are bold, the clinic is not."""
    return 2.05 * len(notices) + 1.95 * len(clinic)
