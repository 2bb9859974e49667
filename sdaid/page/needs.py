"""How much of a band each part of an option needs, and which places are too small for theirs."""

from __future__ import annotations

from dataclasses import dataclass

from sdaid.aid.edition import Edition
from sdaid.aid.option import OptionBand
from sdaid.page.bands import (
    GAP,
    METER,
    PAD,
    BandSection,
    Geometry,
    activity_heights,
    filled_lines,
    mark_room,
    name_indent,
    name_room,
)
from sdaid.page.cells import cite
from sdaid.page.measure import Run, lines
from sdaid.page.paper import POINT


@dataclass(frozen=True)
class Shortage:
    """A place that is too small: which option (position) and which part of it, and by how many
    lines. `row` is the comparison row, where the place is a cell of one."""

    section: BandSection
    option: int
    part: str
    lines: int
    row: str = ""


def shortages_of(place: int, option: OptionBand, edition: Edition, made: Geometry
                 ) -> list[Shortage]:
    """The parts of the option at `place` that have no room in its bands, but for its figures."""
    return (options_short(place, option, made) + _names_short(place, option, made)
            + life_short(place, option, edition, made))


def options_short(place: int, option: OptionBand, made: Geometry) -> list[Shortage]:
    """The parts of an option that have no room in the section options."""
    return _short("options", place, option_parts(option, made), made,
                  made.sections["options"].heights[place] - made.name - PAD)


def life_short(place: int, option: OptionBand, edition: Edition, made: Geometry) -> list[Shortage]:
    """The parts of an option that have no room in the section life."""
    return _short("life", place, life_parts(option, edition, made), made,
                  made.body("life", place) - PAD)


def _names_short(place: int, option: OptionBand, made: Geometry) -> list[Shortage]:
    if made.large:
        return []
    return _short("effects", place, {"short_name": _name(option, made)}, made,
                  made.body("effects") - PAD - _mark_lines(option, made) * made.marks)


def _short(section: BandSection, place: int, parts: dict[str, float], made: Geometry, held: float
           ) -> list[Shortage]:
    over = {part: -int(-(needed - held - 0.05) // made.line) for part, needed in parts.items()}
    return [Shortage(section, place, part, count) for part, count in over.items() if count > 0]


def option_parts(option: OptionBand, made: Geometry) -> dict[str, float]:
    """The heights in mm that the parts of an option need in the section options, below the line of
    name and marks: what it is, with meters and axis beside it, or below it in large print."""
    meter, found = METER * made.meter, dict[str, float]()
    if made.large:
        above = filled_lines(option.what, made, made.width - GAP) * made.line
        columns = (0, 1, 2)
    else:
        found["what"] = filled_lines(option.what, made, made.room("options", 0)) * made.line
        columns, above = (1, 2, 3), 0.0
    words = {"effort": option.effort.words, "invasiveness": option.invasiveness.words,
             "back_words": option.back_words}
    for column, (part, text) in zip(columns, words.items(), strict=True):
        count = filled_lines(text, made, made.room("options", column))
        if part == "back_words":
            count += filled_lines(option.back[0].short, made, made.room("options", column),
                                  bold=True)
        found[part] = above + meter + count * made.line
    return found


def life_parts(option: OptionBand, edition: Edition, made: Geometry) -> dict[str, float]:
    """The heights in mm that the parts of an option need in the section life: activities and their
    sources; what it is like afterwards, beside them or, in large print, below."""
    sources = sorted({number for back in option.back for number in back.sources})
    room = made.width - GAP if made.large else sum(made.columns("life")[1:4]) - GAP
    cited = lines([Run(cite(sources), made.format.small)], room) * made.format.small * 1.15 * POINT
    rows = sum(activity_heights(option, edition, made))
    words = made.line * filled_lines(
        option.afterwards, made, room if made.large else made.room("life", 4))
    if made.large:
        return {"afterwards": rows + cited + words}
    return {"back": rows + cited, "afterwards": words}


def _name(option: OptionBand, made: Geometry) -> float:
    """The height in mm of the option's name in the sections but options, with room for its marks
    below it."""
    room = made.room("effects", 0)
    name = Run(option.short_name, made.format.text, bold=True)
    beside = name_room(name.text, room, made)
    runs = [name] if beside < room else [Run("", name.size, box=name_indent(made)), name]
    return lines(runs, beside) * made.line


def _mark_lines(option: OptionBand, made: Geometry) -> int:
    """The lines kept for the marks below the option's name: one for each, three at most, for two
    short ones share a line; and more where a mark is too long for one."""
    room = mark_room(made)
    return min(3, len(option.can_have)) + sum(
        filled_lines(words, made, room, bold=True) - 1 for words in option.can_have)
