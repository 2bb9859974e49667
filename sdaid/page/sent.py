"""The sign that stands in a text for the number of a page, until the layout knows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from markupsafe import Markup, escape

SentTo = Literal["effects", "numbers"]
"""A section to which a figure can send."""

SENT_TO: tuple[SentTo, ...] = ("effects", "numbers")

SIGNS: dict[str, SentTo] = {"\ue000": "effects", "\ue001": "numbers"}
"""A sign for the page of each. They belong to no script, so that no text of a workbook has them."""

MEASURED = "00"
"""What a page's number is measured as."""

_ANY = re.compile(f"([{''.join(SIGNS)}])")


def signed(section: SentTo) -> str:
    """The sign for the page of `section`."""
    return next(sign for sign, each in SIGNS.items() if each == section)


def measured(text: str) -> str:
    """`text` as it is measured."""
    return _ANY.sub(MEASURED, text)


def linked(text: str, numbered: Callable[[SentTo], Markup]) -> Markup | str:
    """`text` with the number of each page, which `numbered` gives by its section."""
    parts = _ANY.split(text)
    if len(parts) == 1:
        return text
    return Markup("").join(numbered(SIGNS[part]) if place % 2 else escape(part)
                           for place, part in enumerate(parts))
