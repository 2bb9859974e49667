"""What stands on page 1 for all patients: how many lines each text has, and how much room they
leave for what is particular to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import NullTranslations

from sdaid.aid.edition import Edition, Row
from sdaid.page.bands import Geometry
from sdaid.page.cells import brief_pieces, piece_runs
from sdaid.page.measure import Run, lines, width
from sdaid.page.paper import POINT, Sheet
from sdaid.page.sent import MEASURED
from sdaid.page.strips import band_rows

CALL = 56.0
"""The width of the column that says whom to call, in mm, in standard print."""

KNOWN_COLUMNS = (0.195, 0.395, 0.41)
"""Shares of the page's width in the table of what is known. The first, the option's, is wider where
a word of a name would be broken, up to `WIDEST_OPTION`."""

WIDEST_OPTION = 0.26

CELL_PAD, LEAST_PAD = 0.35, 0.1
"""What stands above and below the words of a row of that table, in mm, at least; and where only
this lets a page of large print hold it."""

SPARE = 2.0
"""What is left on a page of large print that the table fills, in mm."""

LEAST_LINES = 8
"""Lines that must be left for what is particular to a patient."""

VISIT_LINES, LARGE_VISIT_LINES = 2, 4
"""Lines kept for the visit, in standard and in large print: its day and time, the place, the
clinician."""


@dataclass(frozen=True)
class FixedWords:
    """The fixed words of page 1 that may take more than one line, as they are measured: how to read
    these pages, the heading of what is known, and what stands beside it."""

    how: str
    known: str
    aside: str


@dataclass(frozen=True)
class SharedLines:
    """How many lines the texts of page 1 have: for each line of `help`, in its order, and for each
    of `options` in the table, with the column that has most of them: 0 for the name, then those of
    the rows."""

    title: int
    question: int
    about: int
    audience: int
    help: tuple[int, ...]
    options: tuple[tuple[int, int], ...]


def start_room(edition: Edition, made: Geometry, sheet: Sheet, fixed: FixedWords) -> float:
    """The height in mm of the place for what is particular to a patient: what page 1 leaves; in
    large print a page, without what begins on it of the table of what is known."""
    height = sheet.height - made.format.top - made.bottom
    if made.large:
        return height - heading_height(made) - known_above(edition, made, sheet, fixed)
    return max(0.0, height - VISIT_LINES * made.line - _fixed_height(edition, made, fixed))


def known_columns(edition: Edition, made: Geometry, rows: Sequence[Row]) -> tuple[float, ...]:
    """The widths of the option's column and of one for each of `rows`, in mm."""
    usual, *others = KNOWN_COLUMNS
    widest = max(width(word, made.format.text, bold=True)
                 for option in edition.options for word in option.short_name.split())
    first = max(usual * made.width, min(WIDEST_OPTION * made.width,
                                        widest + 7 * made.scale + 2.2))
    room = (made.width - first) / sum(others)
    return (first, *(room * share for share in others[:len(rows)]))


def known_above(edition: Edition, made: Geometry, sheet: Sheet, fixed: FixedWords) -> float:
    """The height in mm of what must stand, in large print, on the page before the one that the
    table of what is known ends on: its heading and the rows that this page does not hold. It is 0
    where one page holds all, and where it would leave too little for a patient's own."""
    height = sheet.height - made.format.top - made.bottom - SPARE
    top, head, rows = _known(edition, made, fixed, LEAST_PAD)
    if top + head + sum(rows) <= height:
        return 0.0
    count = next((count for count in range(1, len(rows)) if head + sum(rows[count:]) <= height), 0)
    above = top + head + sum(rows[:count]) + SPARE
    least = heading_height(made) + LEAST_LINES * made.line
    return above if count and above + least <= height else 0.0


def known_pad(edition: Edition, made: Geometry, sheet: Sheet, fixed: FixedWords) -> float:
    """What stands above and below the words of a row of the table of what is known, in mm: in large
    print less than `CELL_PAD` where the table is too tall for a page."""
    if not made.large:
        return CELL_PAD
    top, head, rows = _known(edition, made, fixed)
    over = top + head + sum(rows) - (sheet.height - made.format.top - made.bottom - SPARE)
    return max(LEAST_PAD, CELL_PAD - max(0.0, over) / (2 * (len(rows) + 1)))


def known_height(edition: Edition, made: Geometry, sheet: Sheet, fixed: FixedWords) -> float:
    """The height in mm of the table of what is known, with its heading, as it is set."""
    top, head, rows = _known(edition, made, fixed, known_pad(edition, made, sheet, fixed))
    return top + head + sum(rows)


def _known(edition: Edition, made: Geometry, fixed: FixedWords, pad: float = CELL_PAD
           ) -> tuple[float, float, list[float]]:
    """The heights in mm of the table of what is known: its heading, the heads of its columns, each
    of its rows with `pad` mm above and below its words."""
    size, rule = made.format, 2 * pad + 0.15
    shown = band_rows(edition)[0]
    columns = known_columns(edition, made, shown)
    known = lines([Run(fixed.known, size.head, bold=True), Run(fixed.aside, size.text)],
                  made.width)
    head = max(lines([Run(row.label, size.text, bold=True)], column - 2)
               for row, column in zip(shown, columns[1:], strict=True))
    return (heading_height(made) + (known - 1) * size.head * 1.15 * POINT, head * made.line + rule,
            [most * made.line + rule for most, _ in shared_lines(edition, made).options])


def _fixed_height(edition: Edition, made: Geometry, fixed: FixedWords) -> float:
    """The height in mm of all that is fixed on page 1 in standard print."""
    top, head, rows = _known(edition, made, fixed)
    return told_height(edition, made, fixed) + heading_height(made) + top + head + sum(rows)


def told_height(edition: Edition, made: Geometry, fixed: FixedWords) -> float:
    """The height in mm of what page 1 tells all patients above what is particular to one, without
    the place for the visit."""
    size, line, scale = made.format, made.line, made.scale
    told = shared_lines(edition, made)
    title = told.title * size.title * 1.15 * POINT + 1.2 * scale
    asked = told.question * size.text * 1.44 * POINT + scale
    count = (told.about + told.audience + sum(told.help)
             + lines([Run(fixed.how, size.text)], made.width))
    return title + asked + heading_height(made) + count * line + 3.7


def shared_lines(edition: Edition, made: Geometry) -> SharedLines:
    """How many lines the texts of a workbook fill on page 1 in standard print."""
    size, width_ = made.format, made.width
    rows = band_rows(edition)[0]
    columns = known_columns(edition, made, rows)
    call = CALL * made.scale ** 0.5

    def text(words: str, points: float = size.text, room: float = width_, *,
             bold: bool = False) -> int:
        return lines([Run(words, points, bold)], room)

    def option(place: int) -> tuple[int, int]:
        name = text(edition.options[place].short_name, room=columns[0] - 2 - 7 * made.scale,
                    bold=True)
        cells = [sum(lines(piece_runs(brief_pieces(figure), size.text, {}), column - 2)
                     for figure in row.cells[place])
                 for row, column in zip(rows, columns[1:], strict=True)]
        return max((count, column) for column, count in enumerate([name, *cells]))

    return SharedLines(
        text(edition.title, size.title, bold=True),
        text(edition.question, size.text * 1.2, bold=True),
        text(edition.about_condition), text(edition.audience),
        tuple(max(text(each.call, room=call - 3.0, bold=True),
                  text(each.when, room=width_ - call - 4.5)) for each in edition.help),
        tuple(option(place) for place in range(len(edition.options))))


def heading_height(made: Geometry) -> float:
    """The height in mm of a heading with what stands around it."""
    return made.format.head * 1.15 * POINT + 2.5 * made.scale


def start_words(translations: NullTranslations) -> FixedWords:
    """The fixed words of page 1 that may take more than one line."""
    _ = translations.gettext
    return FixedWords(
        _("These pages do not tell you what to choose. The main points come first: you may stop "
          "before page {more}. Pages to fill in start at page {fill}. Page {look} is to look "
          "things up.").format(more=MEASURED, fill=MEASURED, look=MEASURED),
        _("What is known, in short"),
        _("(page {page} says how sure) “No number” does not mean “no harm”.").format(page=MEASURED))
