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

CELL_PAD = 0.35
"""What stands above and below the words of a row of that table, in mm, at least."""

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
    """The height in mm of the place for what is particular to a patient: what page 1 leaves, or a
    page of its own in large print."""
    height = sheet.height - made.format.top - made.bottom
    if made.large:
        return height - heading_height(made)
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


def _fixed_height(edition: Edition, made: Geometry, fixed: FixedWords) -> float:
    """The height in mm of all that is fixed on page 1 in standard print."""
    size, line, scale = made.format, made.line, made.scale
    told = shared_lines(edition, made)
    rows = band_rows(edition)[0]
    title = told.title * size.title * 1.15 * POINT + 1.2 * scale
    asked = told.question * size.text * 1.44 * POINT + scale
    known = lines([Run(fixed.known, size.head, bold=True), Run(fixed.aside, size.text)],
                  made.width)
    headings = 3 * heading_height(made) + (known - 1) * size.head * 1.15 * POINT
    head = max(lines([Run(row.label, size.text, bold=True)], column - 2)
               for row, column in zip(rows, known_columns(edition, made, rows)[1:], strict=True))
    count = (told.about + told.audience + sum(told.help) + sum(most for most, _ in told.options)
             + lines([Run(fixed.how, size.text)], made.width) + head)
    rules = (len(edition.options) + 1) * (2 * CELL_PAD + 0.15)
    return title + asked + headings + count * line + rules + 3.7


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
