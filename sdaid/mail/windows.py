"""Where an envelope's window shows the sheet behind it. Millimetres from the top left of the page.

DIN 5008 forms A and B; the UK's C5/DL window as GOV.UK Notify prints it; the US number 10.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

INSET = 3.0
"""How far inside the window's block the address stays."""

SLIDE = 6.0
"""How far a sheet slides in its envelope: nothing else may stand this close to the block."""

POINT = 25.4 / 72
"""A point in mm."""

CLOSEST, TALLEST, STACKED = 1.06, 1.2, 1.38
"""In sizes of the type: the least from one line to the next; the height of a line alone, from the
mark on a capital to the foot of a p; and that of one with two marks on a capital, as in Ễ."""


@dataclass(frozen=True)
class Box:
    """A rectangle of the page in mm from its top left."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def grown(self, by: float) -> Box:
        """The same box with `by` mm more (or less) on each side."""
        return Box(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether `other` lies within this box, but for `slack` mm."""
        return (other.left >= self.left - slack and other.top >= self.top - slack
                and other.right <= self.right + slack and other.bottom <= self.bottom + slack)


@dataclass(frozen=True)
class Blank:
    """Widths of the page's border, in mm, in which nothing may be printed."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True)
class Window:
    """One kind of window. `body_top` is where the letter's text begins, below the first fold;
    `sender` is the clinic's own block; `folds` are from the top of the page; `home` is the country
    whose envelopes these are; `centred` puts the address into the middle of the block's height."""

    name: str
    title: str
    block: Box
    most_lines: int
    body_top: float
    sender: Box
    blank: Blank = Blank(5, 5, 5, 5)
    folds: tuple[float, ...] = ()
    home: str = ""
    centred: bool = False

    @property
    def address(self) -> Box:
        """Where the address may stand: the block less the inset."""
        return self.block.grown(-INSET)

    @property
    def forbidden(self) -> Box:
        """Where nothing but the address may stand."""
        return self.block.grown(SLIDE)

    def type_size(self, address: Sequence[str]) -> tuple[float, float]:
        """(size, line height) in points for the lines of `address`: as large as the window holds,
        11 pt at most."""
        height, lines, tallest = self.address.height / POINT, len(address), tallest_of(address)
        size = min(11.0, height / (CLOSEST * (lines - 1) + tallest))
        pitch = min(1.28 * size, (height - tallest * size) / max(1, lines - 1))
        return round(size, 2), round(pitch, 2)

    def address_top(self, address: Sequence[str]) -> float:
        """Where the first line's box begins, in mm from the top of the page. The letters stand in
        its middle, so that a box of close lines begins above them."""
        size, pitch = self.type_size(address)
        letters = (size + (len(address) - 1) * pitch) * POINT
        inside, above = self.address, (tallest_of(address) - 1) / 2 * size * POINT
        spare = (inside.height - letters) / 2 if self.centred else above
        top = inside.top + spare
        return round(top + (size - pitch) / 2 * POINT, 3)


def stacked_letter(line: str) -> str:
    """The first capital of `line` with two marks above one another; empty where there is none."""
    for each in unicodedata.normalize("NFC", line):
        parts = unicodedata.normalize("NFD", each)
        if parts[0].isupper() and sum(unicodedata.combining(mark) == ABOVE for mark in parts) > 1:
            return each
    return ""


def tallest_of(address: Sequence[str]) -> float:
    """The height of the first line of `address` alone, in sizes of the type."""
    return STACKED if address and stacked_letter(address[0]) else TALLEST


WINDOWS = {window.name: window for window in (
    Window("din-a", "DIN 5008 form A", Box(20, 27, 85, 45), 8, 91, Box(125, 12, 65, 60),
           folds=(87, 192), home="DE", centred=True),
    Window("din-b", "DIN 5008 form B", Box(20, 45, 85, 45), 8, 109, Box(125, 20, 65, 70),
           folds=(105, 210), home="DE", centred=True),
    Window("uk", "UK C5/DL", Box(24.6, 39.5, 95.4, 26.8), 7, 103, Box(130, 15, 65, 70),
           blank=Blank(5, 15, 5, 15), folds=(99, 198), home="GB"),
    Window("us", "US number 10", Box(12.7, 51.9, 88.9, 22.2), 5, 97,
           Box(12.7, 12.7, 88.9, 30), folds=(93.1, 186.3), home="US", centred=True),
)}

ABOVE = 230
"""Unicode's class of marks that stand above a letter."""

SMALLEST_TYPE = 7.7
"""Points. An address in smaller type is not read by sorting machines."""


def own_window(numbers: str) -> Window | None:
    """The window that a clinic describes as LEFT,TOP,WIDTH,HEIGHT in mm; None where these are not
    four numbers of a window that a letter can have."""
    found = re.fullmatch(r"\s*" + r"\s*,\s*".join([r"(\d+(?:\.\d+)?)"] * 4) + r"\s*", numbers)
    if not found:
        return None
    block = Box(*map(float, found.groups()))
    inside = block.grown(-INSET)
    lines = min(8, 1 + int((inside.height / POINT / SMALLEST_TYPE - TALLEST) / CLOSEST))
    if lines < 3 or inside.width < 40 or block.left < 5 or block.top < 5 or block.bottom > 130:
        return None
    right, top = block.right + SLIDE + 4, block.top - SLIDE - 12
    if 210 - 15 - right >= 45:
        sender = Box(right, 15, 210 - 15 - right, 70)
    elif top >= 22:
        sender = Box(block.left, 12, block.width, top)
    else:
        return None
    body = max(block.bottom + SLIDE + 4, sender.bottom if right <= 150 else 0)
    return Window("own", f"the clinic's own ({numbers.strip()})", block, lines, body, sender,
                  centred=True)
