"""Telephone numbers within texts: each stays on one line, so that nobody dials half of one."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TypeVar

NO_BREAK = "\u00a0"
"""A blank at which no line ends."""

SPACED = re.compile(r"[+(]*\d+(?:(?:\) ?| ?\(|[ /–-])\d+)+")
"""Digits in groups."""

FROM_DIGITS, TO_DIGITS = 7, 15
"""From how many digits on groups of them are one telephone number; fewer may be two amounts beside
each other, unless the first begins as a telephone number does. ITU-T E.164 has 15 at most."""

Told = TypeVar("Told")


def is_telephone(number: str) -> bool:
    """Whether digits in groups are a telephone number, and not amounts beside each other."""
    return number[0] in "0٠+(" or sum(map(str.isdigit, number)) >= FROM_DIGITS


def together(told: Told) -> Told:
    """A text, or data of texts, whose telephone numbers are not parted where a line ends."""
    if isinstance(told, str):
        joined = SPACED.sub(_joined, told)
        return told if joined == told else joined  # type: ignore[return-value]  # a text for a text
    if isinstance(told, tuple):
        parts = tuple(map(together, told))
        return told if parts == told else parts  # type: ignore[return-value]  # as many for as many
    changed = {}
    kind: type = type(told)
    for name in _given(kind):
        value = getattr(told, name)
        if (new := together(value)) is not value:
            changed[name] = new
    return replace(told, **changed) if changed else told  # type: ignore[type-var]  # a dataclass


@cache
def _given(kind: type) -> tuple[str, ...]:
    """What data of a kind are made of; nothing where it is no data class."""
    return tuple(each.name for each in fields(kind) if each.init) if is_dataclass(kind) else ()


def _joined(match: re.Match[str]) -> str:
    number = match[0]
    if not is_telephone(number) or sum(map(str.isdigit, number)) > TO_DIGITS:
        return number
    return number.replace(" ", NO_BREAK)
