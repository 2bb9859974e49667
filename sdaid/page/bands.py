"""The pages on which every option has one band: where their columns stand, how tall the bands are,
and what each needs.

In standard print a band has the same height on each of these pages; in large print it is as tall as
its option needs (`sdaid.page.packing`). What all patients share has its place in it, and a place is
kept in it for the marks of one patient.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from sdaid.aid.edition import Edition, PageFormat, PaperName
from sdaid.aid.option import OptionBand
from sdaid.page.cells import Place
from sdaid.page.measure import Run, lines
from sdaid.page.measure import width as text_width
from sdaid.page.paper import FORMATS, PAPERS, POINT, Format
from sdaid.page.strips import (
    FOOT_LINES,
    FixedLines,
)

BandSection = Literal["options", "effects", "numbers", "life"]

SECTIONS: tuple[BandSection, ...] = ("options", "effects", "numbers", "life")

ROW_SECTIONS: tuple[BandSection, BandSection] = ("effects", "numbers")
"""Sections whose columns are comparison rows, as `band_rows` gives them."""

GAP = 2.8
"""Between two columns, in mm."""

MARK_REACH = 2.2
"""How far a mark may reach into that gap, in mm; as templates/css has it."""

PAD = 0.6
"""Above and below the words of a band together, in mm."""

RULE = 0.25
"""The line below a band, in mm, which stands outside its height."""

METER_WIDTH = 27.0
"""The width of a meter of five steps in mm, in a standard band."""

METER = 4.4
"""The height of a meter or an axis with the room below it, in mm, in a standard band."""

TALL = 30.0
"""The height in mm from which on a standard band has larger pictures."""

LARGEST = 1.7
"""How much larger they are at most."""

TRACKS = {False: 5.4, True: 7.2}
"""The height of one activity's row, in mm; in large print (True) it is hardly more than a line."""

ROW_RULE = 0.08
"""What the rules around an activity's row add to the height of its line, in mm."""

TITLE = 7.0
"""The height of a section's title in mm, in standard print."""

COLUMNS: dict[BandSection, tuple[float, ...]] = {
    "options": (0.345, 0.205, 0.205, 0.245),
    "effects": (0.155, 0.442, 0.403),
    "numbers": (0.16, 0.42, 0.42),
    "life": (0.16, 0.17, 0.245, 0.18, 0.245),
}
"""Shares of the page's width, in standard print. The first is the option's."""

LARGE_COLUMNS: dict[BandSection, tuple[float, ...]] = {
    "options": (0.33, 0.33, 0.34),
    "effects": (0.55, 0.45),
    "numbers": (0.5, 0.5),
    "life": (0.36, 0.26, 0.38),
}
"""The same in large print, below the option's name."""

@dataclass(frozen=True)
class Bands:
    """The bands of one section: the height of each option's in mm, and the positions of the options
    on each of its pages, of which the last has the strip at its foot."""

    heights: tuple[float, ...]
    chunks: tuple[range, ...]

    @property
    def least(self) -> float:
        """The height of the lowest band."""
        return min(self.heights)


@dataclass(frozen=True)
class Geometry:
    """The pages with bands of one document. Sizes in mm: of a page's text, a line; in each section
    the heads of columns, the title, what stands below it (`says`) and the strip; `name` is
    the height of an option's name and marks above its cells (in large print, and in the section
    options), `held` the height that a page has for all of them, `bottom` the margin that holds the
    foot. `strips` are the sections where the heads of columns have room for the ends of a scale,
    and so cells for differences drawn on it; `shares` are those of the columns in the page's width.
    `texts` are the sizes in pt of the words in the bands of those sections that have room for
    larger ones."""

    format: Format
    large: bool
    width: float
    line: float
    heads: Mapping[BandSection, float]
    titles: Mapping[str, float]
    says: Mapping[str, float]
    strip: Mapping[str, float]
    name: float
    held: float
    bottom: float
    strips: frozenset[BandSection]
    shares: Mapping[BandSection, tuple[float, ...]]
    sections: Mapping[BandSection, Bands]
    texts: Mapping[BandSection, float] = field(default_factory=dict)

    @property
    def scale(self) -> float:
        return self.format.text / 12

    def grown(self, section: BandSection) -> Geometry:
        """The same pages, with words everywhere as large as in the bands of `section`."""
        share = self.texts.get(section, self.format.text) / self.format.text
        return replace(self, format=replace(self.format, text=self.format.text * share),
                       line=self.line * share, name=self.name * share, texts={})

    @property
    def meter(self) -> float:
        """How much larger than in a standard band of seven meters and axes of the section options
        are."""
        if self.large:
            return self.scale
        return max(1.0, min(self.pictures("options"), self.room("options", 1) / METER_WIDTH))

    def track(self, activities: int) -> float:
        """The height of the row of one of so many `activities`: of a line and its rule at least,
        and less than `TRACKS` where a standard band would not hold them all above a line of
        sources."""
        held = self.body("life") - PAD - self.format.small * 1.15 * POINT
        wanted = TRACKS[True] if self.large else min(TRACKS[False], held / activities)
        return max(self.line + ROW_RULE, wanted)

    @property
    def marks(self) -> float:
        """The height of the place for marks that runs across a band."""
        return self.line

    def columns(self, section: BandSection) -> tuple[float, ...]:
        return tuple(self.width * share for share in self.shares[section])

    def shifted(self, section: BandSection, shift: float) -> Geometry:
        """The same pages, where the first of the two rows of a section is wider by `shift`."""
        *before, first, second = self.shares[section]
        return replace(self, shares={**self.shares, section: (
            *before, first + shift, second - shift)})

    def room(self, section: BandSection, column: int) -> float:
        """The width of a column's words."""
        return self.columns(section)[column] - GAP

    def anchor(self, section: BandSection, place: int) -> str:
        """The id of the title on the page where the option at `place` stands in a section."""
        number = next(number for number, chunk in enumerate(self.sections[section].chunks, 1)
                      if place in chunk)
        return section if number == 1 else f"{section}-{number}"

    def body(self, section: BandSection, place: int | None = None) -> float:
        """The height of the cells in the band of the option at `place`, or in the lowest band."""
        bands = self.sections[section]
        height = bands.least if place is None else bands.heights[place]
        return height - (self.name if self.large else 0.0)

    def cells(self, section: BandSection, row: int) -> tuple[Place, ...]:
        """The places of the cells of the section's row at position `row`, option by option."""
        column, grown = row if self.large else row + 1, self.grown(section)
        lowest = Place(self.room(section, column), self.body(section) - PAD, grown.line,
                       grown.format.text, self.pictures(section), section in self.strips)
        return tuple(replace(lowest, height=self.body(section, place) - PAD) if self.large
                     else lowest for place in range(len(self.sections[section].heights)))

    def pictures(self, section: BandSection) -> float:
        """How much larger than in a standard band of seven the pictures of a section are. In large
        print they are as much larger as its words."""
        scale = self.grown(section).scale
        if self.large:
            return scale
        return scale * min(LARGEST, max(1.0, self.body(section) / (TALL * scale)))


def geometry(edition: Edition, format_: PageFormat, paper: PaperName, counts: FixedLines, *,
             strips: bool) -> Geometry:
    """The pages with bands of an edition, with all options on one page of each section, and so many
    lines in what stands around the bands. Bands are as tall as the section that has most around
    its bands allows, and in standard print heads of columns as tall as the tallest."""
    size, sheet, large = FORMATS[format_], PAPERS[paper], format_ == "large-print"
    scale, line = size.text / 12, size.line(sheet, edition.direction)
    width = sheet.width - 2 * size.side
    axis = axis_height(size)
    heads: dict[BandSection, float] = {
        section: counts.heads[section] * line + (axis if strips else 0.0) + 0.7
        for section in ROW_SECTIONS}
    heads["life"] = counts.labels["life"] * line + axis + 0.7
    heads["options"] = max(counts.labels["options"] * line + axis, counts.scales * line) + 0.7
    if not large:
        heads = dict.fromkeys(SECTIONS, max(heads.values()))
    says = {section: count * line for section, count in counts.says.items()}
    feet = {section: count * line + 1.4 for section, count in counts.strip.items()}
    bottom = size.bottom + max(0, counts.foot - FOOT_LINES) * size.small * 1.15 * POINT
    titles = {section: TITLE * scale + (count - 1) * size.head * 1.15 * POINT
              for section, count in counts.titles.items()}
    held, options = sheet.height - size.top - bottom - 0.8, len(edition.options)
    around = max(heads[section] + titles[section] + says[section] + feet[section]
                 for section in SECTIONS if section in feet)
    height = (held - around) / options - RULE
    sections = dict.fromkeys(SECTIONS, Bands((height,) * options, (range(options),)))
    one_line = all(beside(option.short_name if large else option.name, option, size, width)
                   for option in edition.options)
    name = (1 if one_line else 2) * (line + 0.4 * scale) + 0.6
    return Geometry(size, large, width, line, heads, titles, says, feet, name, held, bottom,
                    frozenset(ROW_SECTIONS if strips else ()),
                    LARGE_COLUMNS if large else COLUMNS, sections)


def axis_height(size: Format) -> float:
    """The height of the axis at the foot of a column's head, in mm."""
    return size.small * 1.2 * POINT


def beside(name: str, option: OptionBand, size: Format, width: float) -> bool:
    """Whether the option's name and every mark that it can have stand on one line."""
    scale = size.text / 12
    marks = sum(text_width(words, size.text, bold=True) + 3.8 * scale for words in option.can_have)
    return 7.0 * scale + text_width(name, size.text, bold=True) + marks <= width - GAP


def filled_lines(text: str, made: Geometry, room: float, *, bold: bool = False) -> int:
    return lines([Run(text, made.format.text, bold)], room)


def name_room(name: str, room: float, made: Geometry) -> float:
    """The width that a word of an option's name has before it is broken: that of the column, where
    each fits it below the option's number; else that beside the number."""
    widest = max(text_width(word, made.format.text, bold=True) for word in name.split())
    return room if widest <= room else room - name_indent(made)


def mark_frame(made: Geometry) -> float:
    """What the frame around a patient's mark adds to its width, in mm."""
    return 2.9 * made.scale


def mark_room(made: Geometry) -> float:
    """The width of a mark's words below an option's name, in mm; its frame may reach into the gap
    between two columns."""
    return made.room("effects", 0) + MARK_REACH - mark_frame(made)


def name_indent(made: Geometry) -> float:
    """What the option's number takes beside its name, in mm."""
    return 7.0 * made.scale


def activity_heights(option: OptionBand, edition: Edition, made: Geometry) -> list[float]:
    """The height in mm of each activity's row: of one line, or of as many as its words need."""
    first = 0 if made.large else 1
    rooms = made.room("life", first), made.room("life", first + 2)
    track = made.track(len(edition.activities))
    return [track + made.line * (max(
        filled_lines(label, made, rooms[0]), filled_lines(back.short, made, rooms[1])) - 1)
        for label, back in zip(edition.activities, option.back, strict=True)]


def life_rest(option: OptionBand, edition: Edition, made: Geometry) -> float:
    """The height in mm of what stands below an option's activities."""
    return max(0.0, made.body("life", option.number - 1)
               - sum(activity_heights(option, edition, made.grown("life"))))


def option_heights(edition: Edition, made: Geometry) -> list[float]:
    """The height in mm of the cells with meters of each option: what its band has left below its
    name and, in large print, below what it is."""
    name = made.grown("options").name
    return [height - name - (made.line * filled_lines(option.what, made, made.width - GAP)
                             if made.large else 0.0)
            for option, height in zip(
                edition.options, made.sections["options"].heights, strict=True)]
