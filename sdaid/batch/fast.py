"""The fast way to draw a list. It is off: the shared pages of the new aid are still to be prepared
for it. Until then each aid is drawn the plain way, and a run of some length says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sdaid.batch.press import Draw, Press
from sdaid.problems import Problem

FAST = "fast"
"""The way of an aid that was drawn the fast way; any other names why it was drawn the plain one."""

WORTH_PREPARING = 12
"""Aids of one format and paper from which on the fast way is gone."""

FEW_AIDS = f"fewer than {WORTH_PREPARING} aids of a kind"

OFF = "the fast way is off in this edition of the program"


@dataclass(frozen=True)
class Pages:
    """A document as it was drawn: its PDF in parts (those that many aids have are the same objects,
    and so travel once with several aids), or what keeps it from being made; how many pages it has
    (0: nobody counted); the way (`FAST`, or why not); and whether both ways were compared, and how
    they differ."""

    parts: tuple[bytes, ...]
    problems: list[Problem]
    count: int = 0
    way: str = ""
    compared: bool = False
    differs: tuple[str, ...] = ()

    @property
    def pdf(self) -> bytes:
        return b"".join(self.parts)


def fast_draw(draw: Draw, aids: int, *, verify: bool = False) -> Draw:  # noqa: ARG001
    """The fast way in place of the plain one, for so many `aids` of the commonest format and
    paper."""
    return draw


def either_way(press: Press) -> tuple[Press, ...]:
    """`press` as it draws the plain way and the fast way: the pages of both are the same."""
    return (press,)


def sharing(press: Press, place: Path, hands: int) -> Press:  # noqa: ARG001
    """`press`, whose processes share what they lay out in the folder `place`."""
    return press
