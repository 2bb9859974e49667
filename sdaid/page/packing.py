"""The bands of large print: how many options stand on each page, and how tall the band of each is.

A page has as many options, in their order, as their bands need room, so that a long text of one
takes no room from the others. What a page has left makes its lower bands taller.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from sdaid.aid.edition import Edition
from sdaid.page.bands import (
    PAD,
    ROW_SECTIONS,
    RULE,
    Bands,
    BandSection,
    Geometry,
    axis_height,
)
from sdaid.page.cells import WAYS, Level
from sdaid.page.needs import life_parts, option_parts
from sdaid.page.ways import RowCells

Cells = Mapping[BandSection, tuple[RowCells, ...]]
"""The cells of the rows that the aid prints, by their section."""

Says = Mapping[tuple[Level, ...], Mapping[str, int]]
"""How many lines stand below the title of each section, by the levels that they explain."""


TAILS = 0.6
"""What a band of large print has below its last line, in mm, for the tails of its letters."""


@dataclass(frozen=True)
class Packed:
    """The pages of a section in large print: how much each option's band `needs`, and the room for
    bands on a page and on the last, which has the strip, all in mm; the bands that follow."""

    needs: tuple[float, ...]
    room: float
    last: float
    bands: Bands


def packed(edition: Edition, made: Geometry, says: Says, cells: Cells) -> Geometry:
    """`made`, with the bands of each section on as few pages as hold them, and on these with the
    figures told in the fullest way."""
    for section in ("options", "life"):
        made = _with(made, section, pack(section, edition, made, cells).bands)
    for section in (each for each in ROW_SECTIONS if cells[each]):
        made = min((each for each, levels in _tried(section, edition, made, says, cells)
                    if _levels(section, each, cells) <= {*levels}),
                   key=lambda each: len(each.sections[section].chunks))
    return made


def _tried(section: BandSection, edition: Edition, made: Geometry, says: Says, cells: Cells
           ) -> Iterator[tuple[Geometry, tuple[Level, ...]]]:
    """`made` with the bands of a section of rows in each of `WAYS`, and the levels that what stands
    above them explains, from the fewest to all."""
    axis = axis_height(made.format) if section in made.strips else 0.0
    for pictures, level in WAYS:
        tried = made if pictures else replace(
            made, strips=made.strips - {section},
            heads={**made.heads, section: made.heads[section] - axis})
        for levels in (each for each in says if level in ("whole", *each)):
            keyed = replace(tried, says={
                **made.says, section: says[levels][section] * made.line})
            found = pack(section, edition, keyed, cells, level, pictures=pictures)
            yield _with(keyed, section, found.bands), levels


def _levels(section: BandSection, made: Geometry, cells: Cells) -> set[Level]:
    """The levels at which the rows of a section are told, but for whole sentences."""
    return {choice.level for position, row in enumerate(cells[section])
            for choice in row.chosen(made.cells(section, position))} - {"whole"}


def _with(made: Geometry, section: BandSection, bands: Bands) -> Geometry:
    return replace(made, sections={**made.sections, section: bands})


def pack(section: BandSection, edition: Edition, made: Geometry, cells: Cells,
         level: Level = "letters", *, pictures: bool = False) -> Packed:
    """The pages of a section of `made` that hold what each option needs, with figures told at
    `level`. An option that has no room on a page alone has one of its own."""
    if section == "options":
        tallest = [max(option_parts(option, made).values()) for option in edition.options]
    elif section == "life":
        tallest = [max(life_parts(option, edition, made).values()) for option in edition.options]
    else:
        rows = [row.needed(made.cells(section, position)[0], level, pictures=pictures)
                for position, row in enumerate(cells[section])]
        tallest = [max(each) for each in zip(*rows, strict=True)]
    needs = tuple(made.name + PAD + TAILS + each for each in tallest)
    room = made.held - made.heads[section] - made.titles[section] - made.says[section]
    last = room - made.strip[section]
    chunks = _chunks(needs, room, last)
    heights = [height for chunk in chunks for height in _heights(
        [needs[place] for place in chunk],
        (last if chunk is chunks[-1] else room) - RULE * len(chunk))]
    return Packed(needs, room, last, Bands(tuple(heights), chunks))


def saved_by(packed: Packed, pages: int, line: float) -> tuple[int, tuple[int, ...]]:
    """How many lines of `line` mm are too many for the section to stand on so many pages, and the
    options on the pages that have them: in the split that has fewest."""
    found: list[tuple[int, tuple[int, ...]]] = []
    for chunks in splits(len(packed.needs), pages):
        over = {chunk: -_spare(packed.needs, chunk, packed.last if chunk is chunks[-1]
                               else packed.room) * len(chunk) for chunk in chunks}
        full = [(-int(-more // line), chunk) for chunk, more in over.items() if more > 0]
        found.append((sum(count for count, _ in full),
                      tuple(place for _, chunk in full for place in chunk)))
    return min(found, key=lambda each: each[0])


def splits(count: int, pages: int) -> Iterator[tuple[range, ...]]:
    """All ways in which so many options can stand on so many pages, in their order."""
    for cuts in combinations(range(1, count), pages - 1):
        yield tuple(range(*each) for each in pairwise((0, *cuts, count)))


def _chunks(needs: Sequence[float], room: float, last: float) -> tuple[range, ...]:
    """The options of each page: on as few pages as hold them, and so that the fullest page has as
    much left for each of its bands as can be."""
    for pages in range(1, len(needs)):
        spare, chunks = max(((min(_spare(needs, chunk, last if chunk.stop == len(needs) else room)
                                  for chunk in chunks), chunks)
                             for chunks in splits(len(needs), pages)), key=lambda each: each[0])
        if spare >= 0:
            return chunks
    return next(splits(len(needs), len(needs)))


def _spare(needs: Sequence[float], chunk: range, room: float) -> float:
    """What a page has left for each of its bands, in mm."""
    return (room - sum(needs[place] + RULE for place in chunk)) / len(chunk)


def _heights(needs: Sequence[float], room: float) -> list[float]:
    """The heights of the bands of a page, which fill `room` mm: as tall as each needs, and else as
    even as can be."""
    even, left = room / len(needs), len(needs)
    for need in sorted(needs, reverse=True):
        if need <= even or left == 1:
            break
        room, left = room - need, left - 1
        even = room / left
    return [max(need, even) if len(needs) > 1 else even for need in needs]
