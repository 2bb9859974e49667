"""The sign that stands in a text for the number of a page, until the layout knows it."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

SIGNS = {"effects": "\ue000", "numbers": "\ue001"}
"""A sign for the page of each section to which a figure can send. They belong to no script, so that
no text of a workbook has them."""

SECTIONS = {sign: section for section, sign in SIGNS.items()}

MEASURED = "00"
"""What a page's number is measured as."""

_ANY = re.compile(f"([{''.join(SECTIONS)}])")


def measured(text: str) -> str:
    """`text` as it is measured."""
    return _ANY.sub(MEASURED, text)


def linked(text: str, numbered: Callable[[str], Markup]) -> Markup | str:
    """`text` with the number of each page, which `numbered` gives by its section."""
    parts = _ANY.split(text)
    if len(parts) == 1:
        return text
    return Markup("").join(numbered(SECTIONS[part]) if place % 2 else escape(part)
                           for place, part in enumerate(parts))
