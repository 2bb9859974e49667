"""How the sheet Accepted names a cell, and what it tells of one."""

from __future__ import annotations

from sdaid.problems import Place

A_TEXT = 3
"""Words from which on a text is told by itself; less is told with the row that it stands in."""


def named(place: Place) -> str:
    """A cell as people name it, as in Options!F3."""
    return f"{place.sheet}!{place.cell}"


def address(cell: str) -> str:
    """A cell as in Options!F3, however it was typed: 'Patient facts'!$B$2, options ! f3."""
    kept = "".join(letter for letter in cell.casefold() if letter not in "'’‘$\" \u00a0")
    return kept.rstrip("!")
