"""The pages on which every option has one band: where their columns stand, how tall the bands are,
and what each needs.

A band has the same height on each of these pages. What all patients share has its place in it, and
a place is kept in it for the marks of one patient.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sdaid.aid.edition import Edition, FigureMark, OptionBand, PageFormat, PaperName, Row
from sdaid.page.cells import CellView, Place, cells, cite
from sdaid.page.measure import Run, lines
from sdaid.page.paper import FORMATS, PAPERS, POINT, Format

BandSection = Literal["options", "effects", "numbers", "life"]

GAP = 3.0
"""Between two columns, in mm."""

PAD = 0.9
"""Above and below the words of a band together, in mm."""

HEAD_LINES = 3
"""Lines that the heads of columns have: a label, and two of help."""

STRIP_LINES = 3
"""Lines of the strip at the foot of a page with bands."""

METER = 4.4
"""The height of a meter or an axis with the room below it, in mm, in a standard band."""

TRACK = 5.4
"""The height of one activity's row, in mm, in a standard band."""

TITLE = 8.2
"""The height of a section's title in mm, in standard print."""

COLUMNS: dict[BandSection, tuple[float, ...]] = {
    "options": (0.345, 0.205, 0.205, 0.245),
    "effects": (0.16, 0.48, 0.36),
    "numbers": (0.16, 0.42, 0.42),
    "life": (0.16, 0.155, 0.235, 0.19, 0.26),
}
"""Shares of the page's width, in standard print. The first is the option's."""

LARGE_COLUMNS: dict[BandSection, tuple[float, ...]] = {
    "options": (0.33, 0.33, 0.34),
    "effects": (0.55, 0.45),
    "numbers": (0.5, 0.5),
    "life": (0.36, 0.26, 0.38),
}
"""The same in large print, below the option's name."""

ACROSS = (7, 4, 3, 2)
"""How many options stand on one page of large print: the first of these that all bands fit."""


@dataclass(frozen=True)
class Geometry:
    """The bands of one document: sizes in mm. `height` is of a band; `chunks` are positions of
    options, page by page."""

    format: Format
    large: bool
    width: float
    line: float
    head: float
    strip: float
    height: float
    chunks: tuple[range, ...]

    @property
    def scale(self) -> float:
        return self.format.text / 12

    @property
    def marks(self) -> float:
        """The height of the place for marks that runs across a band."""
        return self.line + 0.8 * self.scale

    def columns(self, section: BandSection) -> tuple[float, ...]:
        shares = (LARGE_COLUMNS if self.large else COLUMNS)[section]
        return tuple(self.width * share for share in shares)

    def room(self, section: BandSection, column: int) -> float:
        """The width of a column's words."""
        return self.columns(section)[column] - GAP

    def cell(self, section: BandSection, column: int) -> Place:
        """The place of a row's cell."""
        height = self.height - PAD
        if self.large:
            height -= self.line + self.marks  # the option's name and its marks stand above
        return Place(self.room(section, column), height, self.line, self.format)


def geometry(count: int, format_: PageFormat, paper: PaperName, across: int = 0) -> Geometry:
    """The bands of `count` options; in large print with `across` of them on a page."""
    size, sheet, large = FORMATS[format_], PAPERS[paper], format_ == "large-print"
    scale, line = size.text / 12, size.line(sheet.leading)
    head = HEAD_LINES * line + size.small * 1.2 * POINT + 1.0
    strip = STRIP_LINES * line + 2.0
    left = (sheet.height - size.top - size.bottom - TITLE * scale - line - head - strip)
    chunks = split_options(count, across or count)
    return Geometry(size, large, sheet.width - 2 * size.side, line, head, strip,
                    left / max(len(chunk) for chunk in chunks), chunks)


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


def band_rows(edition: Edition) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The rows of the section effects (the first headline benefit and harm), and those of the
    section numbers (the other headline rows)."""
    firsts = [next(row for row in edition.headlines if row.side == side)
              for side in ("benefit", "harm")]
    return tuple(firsts), tuple(row for row in edition.headlines if row not in firsts)


def fitted(edition: Edition, format_: PageFormat, paper: PaperName,
           mark_words: dict[FigureMark, str]) -> tuple[Geometry, tuple[Shortage, ...]]:
    """The bands of an edition, and the places in them that are too small for what they hold."""
    count = len(edition.options)
    if format_ == "standard":
        made = geometry(count, format_, paper)
        return made, shortages(edition, made, mark_words)
    for across in (each for each in ACROSS if each < count or each == 2):
        made = geometry(count, format_, paper, min(across, count))
        found = shortages(edition, made, mark_words)
        if not found:
            break
    return made, found


def shortages(edition: Edition, made: Geometry, mark_words: dict[FigureMark, str]
              ) -> tuple[Shortage, ...]:
    """The places of `made` that are too small for what they hold, whoever the patient is."""
    found: list[Shortage] = []
    for place, option in enumerate(edition.options):
        found += _options(place, option, made)
        found += _names(place, option, made)
        found += _life(place, option, made)
    for section, rows in zip(("effects", "numbers"), band_rows(edition), strict=True):
        for column, row in enumerate(rows):
            views = row_cells(row, edition, made, section=section, column=column,
                              mark_words=mark_words)
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
    """Section options: the name and what it is above the marks; meters and axis beside them, or
    below in large print."""
    held, meter = made.height - PAD - made.marks, METER * made.scale
    if made.large:
        held -= made.line
        what = _filled(option.what, made, made.width - GAP) * made.line
        columns, above = (0, 1, 2), what
        found = _short("options", place, "what", made, needed=what + meter + made.line, held=held)
    else:
        room = made.room("options", 0)
        name = _filled(option.name, made, room - name_indent(made), bold=True) * made.line
        what = _filled(option.what, made, room) * made.line
        columns, above = (1, 2, 3), 0.0
        found = _short("options", place, "what", made, needed=name + what, held=held)
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
        return _short("effects", place, "name", made, held=made.line, needed=made.line * _filled(
            option.name, made, made.width - name_indent(made), bold=True))
    room = made.room("effects", 0)
    needed = _filled(option.short_name, made, room - name_indent(made), bold=True) * made.line
    return _short("effects", place, "short_name", made, needed=needed,
                  held=made.height - PAD - 3 * made.marks)


def _life(place: int, option: OptionBand, made: Geometry) -> list[Shortage]:
    """Section life: activities and their sources; what it is like afterwards, beside them or, in
    large print, below."""
    sources = sorted({number for back in option.back for number in back.sources})
    rows = len(option.back) * TRACK * made.scale
    room = made.room("life", 0) + made.room("life", 1) if made.large else sum(
        made.columns("life")[1:4]) - GAP
    cited = lines([Run(cite(sources), made.format.small)], room) * made.format.small * 1.15 * POINT
    held = made.height - PAD - ((made.line + made.marks) if made.large else 0.0)
    column = made.width - GAP if made.large else made.room("life", 4)
    words = _filled(option.afterwards, made, column) * made.line
    if made.large:
        return _short("life", place, "afterwards", made, needed=rows + cited + words, held=held)
    return (_short("life", place, "back", made, needed=rows + cited, held=held)
            + _short("life", place, "afterwards", made, needed=words, held=held))
