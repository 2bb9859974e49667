"""How wide words are and how many lines they fill, as the page will set them.

HarfBuzz shapes each word in the fonts of the page, so that the result holds for every script that
a font here can set. Lines break at spaces, and between ideographs; a word that is wider than its
place is broken with a hyphen, by `hyphenated`, which goes through the same measure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sdaid.page import fonts
from sdaid.page.paper import POINT

TOLERANCE = 0.15
"""By how much, in mm, a line that is measured must be shorter than its room: the page rounds."""

SOFT_HYPHEN = "\u00ad"

UNBROKEN = re.compile(r"(?:\S|[\u00a0\u2007\u202f])+")
"""What no line parts at a blank: the three blanks are there to hold together what they part."""


class Run(NamedTuple):
    """Some words of one size (pt) and weight. `box` is the width in mm of a frame around it, which
    is not broken over lines."""

    text: str
    size: float
    bold: bool = False
    box: float = 0.0


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of `text` on one line in mm."""
    return _units(text, bold) * size * POINT


def lines(runs: Iterable[Run], room: float) -> int:
    """How many lines of `room` mm the runs fill, one behind the other, as the page breaks them."""
    count, used = 0, 0.0
    room -= TOLERANCE
    for run in runs:
        for word, space, wide in _word_widths(run):
            if count and used + space + wide <= room:
                used += space + wide
                continue
            parts = hyphen_parts(word, run.size, room - run.box, bold=run.bold)
            count += len(parts)
            used = width(parts[-1], run.size, bold=run.bold) + run.box
    return count


@lru_cache(5_000)
def _word_widths(run: Run) -> tuple[tuple[str, float, float], ...]:
    """The words of a run, each with the width of the space before it and its own, in mm."""
    before, found = "", []
    for word in _words(run):
        space = _space(before[-1:], word[:1], run.bold) * run.size * POINT
        found.append((word, space, width(word, run.size, bold=run.bold) + run.box))
        before = word
    return tuple(found)


@lru_cache(20_000)
def hyphenated(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """`text` with soft hyphens in each word that is wider than `room` mm, so that it breaks."""
    return " ".join(SOFT_HYPHEN.join(hyphen_parts(word, size, room, bold=bold))
                    for word in text.split(" "))


def hyphen_parts(word: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """`word` in parts that fit `room` mm, each but the last with a hyphen behind it; the word
    itself where it fits."""
    if width(word, size, bold=bold) <= room:
        return [word]
    parts, part = [], ""
    for letter in _clusters(word):
        if part and width(f"{part}{letter}-", size, bold=bold) > room:
            parts.append(part)
            part = ""
        part += letter
    return [*parts, part]


def _words(run: Run) -> Iterator[str]:
    if run.box:
        yield run.text
        return
    for word in UNBROKEN.findall(run.text):
        if not word.isascii() and any(
                unicodedata.east_asian_width(letter) in "WF" for letter in word):
            yield from _clusters(word)
        else:
            yield word


def _clusters(word: str) -> list[str]:
    """The letters of a word, each with the marks that belong to it."""
    found: list[str] = []
    for letter in word:
        if found and unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf"):
            found[-1] += letter
        else:
            found.append(letter)
    return found


@cache
def _space(before: str, behind: str, bold: bool) -> float:
    """The width of a space in ems. It is set in the font of the letter before it, or behind it
    where it comes first. Beside a letter that runs to the left, digits and letters that run to the
    right are apart from it, and punctuation has it in its own font."""
    beside = [letter for letter in (before, behind) if letter]
    directions = {letter: unicodedata.bidirectional(letter) for letter in beside}
    if {"R", "AL"} & set(directions.values()):
        beside = [letter for letter in beside if directions[letter] not in ("L", "EN", "AN")]
        beside.sort(key=lambda letter: directions[letter] in ("R", "AL"))
    return _advance(fonts.family_of(beside[0] if beside else " "), " ", bold)


@lru_cache(50_000)
def _units(text: str, bold: bool) -> float:
    """The width of `text` in ems: the advances of its glyphs, each run of letters in its font."""
    return sum(_advance(family, part, bold) for family, part in _by_family(text))


def _by_family(text: str) -> Iterator[tuple[fonts.Family, str]]:
    part, current = "", fonts.MAIN
    for letter in text:
        family = current if fonts.is_unseen(letter) else fonts.family_of(letter)
        if family is not current and part:
            yield current, part
            part = ""
        current, part = family, part + letter
    if part:
        yield current, part


def _advance(family: fonts.Family, text: str, bold: bool) -> float:
    import uharfbuzz

    font, units = _font(family, bold)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return float(sum(position.x_advance for position in buffer.glyph_positions)) / units


@cache
def _font(family: fonts.Family, bold: bool) -> tuple[Any, int]:
    import uharfbuzz

    files = family.files()
    wanted = "bold" if bold else "normal"
    path, cut = next(((path, face.cut) for path, face in files
                      if face.weight == wanted and face.style == "normal"),
                     (files[0][0], files[0][1].cut))
    face = uharfbuzz.Face(fonts.font_data(path, cut))
    return uharfbuzz.Font(face), face.upem
