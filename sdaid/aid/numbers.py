"""Counts as natural frequencies: so many out of 100 or 1000 people, rounded half up."""

from __future__ import annotations

from fractions import Fraction


def out_of(events: int, people: int, denominator: int) -> int:
    """`events` of `people` as a whole count out of `denominator`; halves go up.

    50 of 99 is 51 of 100; 12 of 46 is 26 of 100.
    """
    return int(Fraction(events * denominator, people) + Fraction(1, 2))


def is_trace(events: int, people: int, denominator: int) -> bool:
    """Whether some, yet fewer than half of one in `denominator`, had it: a count of 0 would lie."""
    return events > 0 and out_of(events, people, denominator) == 0


def is_nearly_all(events: int, people: int, denominator: int) -> bool:
    """Whether nearly all had it, so that a count of all would lie."""
    return events < people and out_of(events, people, denominator) == denominator
