"""The pages on which every option has one band: where their columns stand, how tall the bands are,
and what each needs.

A band has the same height on each of these pages. What all patients share has its place in it, and
a place is kept in it for the marks of one patient.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from itertools import product
from typing import Literal

from sdaid.aid.edition import (
    DocumentKind,
    Edition,
    FigureMark,
    OptionBand,
    PageFormat,
    PaperName,
    Row,
)
from sdaid.page.cells import CellView, Level, Place, cells, cite, mark_words
from sdaid.page.measure import Run, lines
from sdaid.page.measure import width as text_width
from sdaid.page.paper import FORMATS, PAPERS, POINT, Format
from sdaid.page.strips import (
    FixedLines,
    band_rows,
    foot_lines,
    head_lines,
    says_lines,
    strip_lines,
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

KEYED: tuple[tuple[Level, ...], ...] = (("brief",), ("brief", "letters"))
"""The levels that the key above the bands explains: few words, and where it must be letters too."""

ACROSS = (4, 3, 2, 1)
"""How many options stand on one page of large print: the first of these that its bands fit."""


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
    room for the ends of a scale, and so cells for differences drawn on it."""

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
        shares = (LARGE_COLUMNS if self.large else COLUMNS)[section]
        return tuple(self.width * share for share in shares)

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
    head = max(counts.head * line + (axis if strips else 0.0), line + axis) + 0.7
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
    return Geometry(size, large, width, line, head, says, feet, name, bottom, strips, sections)


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


@dataclass(frozen=True)
class Shortage:
    """A place that is too small: which option (position) and which part of it, and by how many
    lines. `row` is the comparison row, where the place is a cell of one."""

    section: BandSection
    option: int
    part: str
    lines: int
    row: str = ""


def fitted(edition: Edition, format_: PageFormat, paper: PaperName, translations: NullTranslations,
           kind: DocumentKind = "aid") -> tuple[Geometry, tuple[Shortage, ...]]:
    """The pages with bands of an edition, and the places in them that are too small for what they
    hold. In large print each section has as many options on a page as all its bands allow. In
    standard print the heads of columns keep room for a scale only where something is drawn on it,
    and what stands above the bands for a key of letters only where a row has letters."""
    count = len(edition.options)
    across: dict[BandSection, int] = dict.fromkeys(SECTIONS, count)
    size, sheet = FORMATS[format_], PAPERS[paper]
    words = mark_words(translations)
    room = sheet.width - 2 * size.side
    shares = LARGE_COLUMNS if format_ == "large-print" else COLUMNS
    drawn = any(figure.difference for row in edition.headlines for cell in row.cells
                for figure in cell)
    head = head_lines(edition, size.text, {
        section: [room * share - GAP for share in shares[section]][-2:]
        for section in ROW_SECTIONS})
    strip = strip_lines(edition, kind, size.text, room, translations)
    foot = foot_lines(edition, format_, room, translations)
    for levels, strips in product(KEYED, (drawn, False)):
        says = says_lines(edition, size.text, room, translations, levels)
        counts = FixedLines(head, says, strip, foot)
        made = geometry(edition, format_, paper, across, counts, strips=strips)
        views = [view for section, rows in zip(ROW_SECTIONS, band_rows(edition), strict=True)
                 for column, row in enumerate(rows)
                 for view in row_cells(row, edition, made, section=section, column=column,
                                       mark_words=words).values()]
        as_drawn = not strips or any(told.picture == "strip" for view in views
                                     for told in view.told)
        if as_drawn and ("letters" in levels or all(view.level != "letters" for view in views)):
            break
    found = shortages(edition, made, words)
    if not made.large:
        return made, found
    for most in (each for each in ACROSS if each < count):
        tight = {each.section for each in found}
        if not tight:
            break
        across.update(dict.fromkeys(tight, most))
        made = geometry(edition, format_, paper, across, counts, strips=drawn)
        found = shortages(edition, made, words)
    return made, found


def shortages(edition: Edition, made: Geometry, words: dict[FigureMark, str]
              ) -> tuple[Shortage, ...]:
    """The places of `made` that are too small for what they hold, whoever the patient is."""
    found: list[Shortage] = []
    for place, option in enumerate(edition.options):
        found += _options(place, option, made)
        found += _names(place, option, made)
        found += _life(place, option, edition, made)
    for section, rows in zip(ROW_SECTIONS, band_rows(edition), strict=True):
        for column, row in enumerate(rows):
            views = row_cells(row, edition, made, section=section, column=column,
                              mark_words=words)
            for place, view in views.items():
                if view.over:
                    found.append(Shortage(section, place, "figures", view.over, row.id))
    return tuple(found)


def row_cells(row: Row, edition: Edition, made: Geometry, *, section: BandSection, column: int,
              mark_words: dict[FigureMark, str]) -> dict[int, CellView]:
    """The cells of a row as they are printed, by the position of their option."""
    first = 0 if made.large else 1
    return cells(row, range(len(edition.options)), made.cell(section, first + column), mark_words)


def _filled(text: str, made: Geometry, room: float, *, bold: bool = False) -> int:
    return lines([Run(text, made.format.text, bold)], room)


def _short(section: BandSection, place: int, part: str, made: Geometry, *, needed: float,
           held: float) -> list[Shortage]:
    over = -int(-(needed - held - 0.05) // made.line)
    return [Shortage(section, place, part, over)] if over > 0 else []


def _options(place: int, option: OptionBand, made: Geometry) -> list[Shortage]:
    """Section options, below the line of name and marks: what it is, with meters and axis beside
    it, or below in large print."""
    held, meter = made.sections["options"].height - made.name - PAD, METER * made.scale
    if made.large:
        above = _filled(option.what, made, made.width - GAP) * made.line
        columns, found = (0, 1, 2), []
    else:
        what = _filled(option.what, made, made.room("options", 0)) * made.line
        columns, above = (1, 2, 3), 0.0
        found = _short("options", place, "what", made, needed=what, held=held)
    words = {"effort": option.effort.words, "invasiveness": option.invasiveness.words,
             "back_words": option.back_words}
    for column, (part, text) in zip(columns, words.items(), strict=True):
        needed = above + meter + _filled(text, made, made.room("options", column)) * made.line
        found += _short("options", place, part, made, needed=needed, held=held)
    return found


def name_indent(made: Geometry) -> float:
    """What the option's number takes beside its name, in mm."""
    return 7.0 * made.scale


def _names(place: int, option: OptionBand, made: Geometry) -> list[Shortage]:
    """The option's name in the other sections, with room for its marks below it."""
    if made.large:
        return []
    room = made.room("effects", 0)
    needed = _filled(option.short_name, made, room - name_indent(made), bold=True) * made.line
    return _short("effects", place, "short_name", made, needed=needed,
                  held=made.body("effects") - PAD - 3 * made.marks)


def activity_heights(option: OptionBand, edition: Edition, made: Geometry) -> list[float]:
    """The height in mm of each activity's row: of one line, or of as many as its words need."""
    first = 0 if made.large else 1
    rooms = made.room("life", first), made.room("life", first + 2)
    track = made.track(len(edition.activities))
    return [track + made.line * (max(
        _filled(label, made, rooms[0]), _filled(back.short, made, rooms[1])) - 1)
        for label, back in zip(edition.activities, option.back, strict=True)]


def life_rest(option: OptionBand, edition: Edition, made: Geometry) -> float:
    """The height in mm of what stands below an option's activities."""
    return max(0.0, made.body("life") - sum(activity_heights(option, edition, made)))


def _life(place: int, option: OptionBand, edition: Edition, made: Geometry) -> list[Shortage]:
    """Section life: activities and their sources; what it is like afterwards, beside them or, in
    large print, below."""
    sources = sorted({number for back in option.back for number in back.sources})
    room = made.width - GAP if made.large else sum(made.columns("life")[1:4]) - GAP
    cited = lines([Run(cite(sources), made.format.small)], room) * made.format.small * 1.15 * POINT
    rows, held = sum(activity_heights(option, edition, made)), made.body("life") - PAD
    words = _filled(option.afterwards, made, room if made.large else made.room("life", 4))
    if made.large:
        return _short("life", place, "afterwards", made, held=held,
                      needed=rows + cited + words * made.line)
    return (_short("life", place, "back", made, needed=rows + cited, held=held)
            + _short("life", place, "afterwards", made, needed=words * made.line, held=held))
