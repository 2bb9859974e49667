"""The pages on which every option has one band: where their columns stand, how tall the bands are,
and what each needs.

A band has the same height on each of these pages. What all patients share has its place in it, and
a place is kept in it for the marks of one patient.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sdaid.aid.edition import (
    Edition,
    FigureMark,
    OptionBand,
    PageFormat,
    PaperName,
    Row,
)
from sdaid.page.cells import CellView, Place, cells
from sdaid.page.measure import Run, lines
from sdaid.page.measure import width as text_width
from sdaid.page.paper import FORMATS, PAPERS, POINT, Format
from sdaid.page.strips import (
    FixedLines,
)

BandSection = Literal["options", "effects", "numbers", "life"]

SECTIONS: tuple[BandSection, ...] = ("options", "effects", "numbers", "life")

ROW_SECTIONS: tuple[BandSection, BandSection] = ("effects", "numbers")
"""Sections whose columns are comparison rows, as `band_rows` gives them."""

GAP = 2.8
"""Between two columns, in mm."""

PAD = 0.6
"""Above and below the words of a band together, in mm."""

RULE = 0.25
"""The line below a band, in mm, which stands outside its height."""

METER = 4.4
"""The height of a meter or an axis with the room below it, in mm, in a standard band."""

TALL = 30.0
"""The height in mm from which on a standard band has larger pictures."""

LARGEST = 1.7
"""How much larger they are at most."""

TRACKS = {False: 5.4, True: 7.2}
"""The height of one activity's row, in mm; in large print (True) it is no taller than a line."""

TITLE = 7.0
"""The height of a section's title in mm, in standard print."""

COLUMNS: dict[BandSection, tuple[float, ...]] = {
    "options": (0.345, 0.205, 0.205, 0.245),
    "effects": (0.155, 0.442, 0.403),
    "numbers": (0.16, 0.42, 0.42),
    "life": (0.16, 0.17, 0.25, 0.175, 0.245),
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
    """The bands of one section: their height in mm, and the positions of the options on each of
    its pages. `strips` tells for each page whether it has the strip at its foot."""

    height: float
    chunks: tuple[range, ...]
    strips: tuple[bool, ...]


@dataclass(frozen=True)
class Geometry:
    """The pages with bands of one document. Sizes in mm: of a page's text, a line, the heads of
    columns, what stands below the title (`says`) and in the strip of each section; `name` is the
    height of an option's name and marks above its cells (in large print, and in the section
    options), `bottom` the margin that holds the foot. `strips` tells that the heads of columns have
    room for the ends of a scale, and so cells for differences drawn on it; `shares` are those of
    the columns in the page's width."""

    format: Format
    large: bool
    width: float
    line: float
    head: float
    says: Mapping[str, float]
    strip: Mapping[str, float]
    name: float
    bottom: float
    strips: bool
    shares: Mapping[BandSection, tuple[float, ...]]
    sections: Mapping[BandSection, Bands]

    @property
    def scale(self) -> float:
        return self.format.text / 12

    def track(self, activities: int) -> float:
        """The height of the row of one of so many `activities`: of a line at least, and less than
        `TRACKS` where a standard band would not hold them all above a line of sources."""
        if self.large:
            return TRACKS[True]
        held = self.body("life") - PAD - self.format.small * 1.15 * POINT
        return max(self.line, min(TRACKS[False], held / activities))

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

    def body(self, section: BandSection) -> float:
        """The height of a band's cells."""
        return self.sections[section].height - (self.name if self.large else 0.0)

    def cell(self, section: BandSection, column: int) -> Place:
        """The place of a row's cell."""
        return Place(self.room(section, column), self.body(section) - PAD, self.line,
                     self.format.text, self.pictures(section), self.strips)

    def pictures(self, section: BandSection) -> float:
        """How much larger than in a standard band of seven the pictures of a section are."""
        return self.scale * min(LARGEST, max(1.0, self.body(section) / (TALL * self.scale)))


def geometry(edition: Edition, format_: PageFormat, paper: PaperName,
             across: Mapping[BandSection, int], counts: FixedLines, *, strips: bool) -> Geometry:
    """The pages with bands of an edition, with so many options `across` a page in each section, and
    so many lines in what stands around the bands. On standard pages bands are as tall as the
    section that has most around its bands allows."""
    size, sheet, large = FORMATS[format_], PAPERS[paper], format_ == "large-print"
    scale, line = size.text / 12, size.line(sheet)
    width = sheet.width - 2 * size.side
    axis = size.small * 1.2 * POINT
    head = max(counts.head * line + (axis if strips else 0.0), counts.labels * line + axis) + 0.7
    says = {section: count * line for section, count in counts.says.items()}
    feet = {section: count * line + 1.4 for section, count in counts.strip.items()}
    bottom = size.bottom + max(0, counts.foot - 2) * size.small * 1.15 * POINT
    left = (sheet.height - size.top - bottom - TITLE * scale - head - 0.8)
    around = max(says[section] + foot for section, foot in feet.items())
    sections: dict[BandSection, Bands] = {}
    for section in SECTIONS:
        chunks = split_options(len(edition.options), across[section])
        tallest = max(len(chunk) for chunk in chunks)
        # where the last page has fewer options, the strip stands in the room that they leave
        last = feet.get(section, 0.0) if len(chunks[-1]) == tallest else 0.0
        reserved = says[section] + last if large else around
        sections[section] = Bands((left - reserved) / tallest - RULE, chunks,
                                  tuple(chunk is chunks[-1] for chunk in chunks))
    one_line = all(_beside(option, size, width) for option in edition.options)
    name = (1 if one_line else 2) * (line + 0.4 * scale) + 0.6
    return Geometry(size, large, width, line, head, says, feet, name, bottom, strips,
                    LARGE_COLUMNS if large else COLUMNS, sections)


def _beside(option: OptionBand, size: Format, width: float) -> bool:
    """Whether the option's name and every mark that it can have stand on one line."""
    scale = size.text / 12
    marks = sum(text_width(words, size.text, bold=True) + 3.8 * scale for words in option.can_have)
    name = option.name if size is FORMATS["standard"] else option.short_name
    return 7.0 * scale + text_width(name, size.text, bold=True) + marks <= width - GAP


def split_options(count: int, most: int) -> tuple[range, ...]:
    """Positions of options, page by page, as even as can be, in order."""
    pages = -(-count // most)
    small, more = divmod(count, pages)
    sizes = [small + (page < more) for page in range(pages)]
    starts = [sum(sizes[:page]) for page in range(pages)]
    return tuple(range(start, start + size) for start, size in zip(starts, sizes, strict=True))


def row_cells(row: Row, edition: Edition, made: Geometry, *, section: BandSection, column: int,
              mark_words: dict[FigureMark, str]) -> dict[int, CellView]:
    """The cells of a row as they are printed, by the position of their option."""
    first = 0 if made.large else 1
    return cells(row, range(len(edition.options)), made.cell(section, first + column), mark_words)


def filled_lines(text: str, made: Geometry, room: float, *, bold: bool = False) -> int:
    return lines([Run(text, made.format.text, bold)], room)


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
    return max(0.0, made.body("life") - sum(activity_heights(option, edition, made)))
