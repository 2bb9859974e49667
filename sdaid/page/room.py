"""How high a side-by-side table will be, reckoned from its words before anything is drawn.

The check of a workbook must say that a cell is too long without waiting for a PDF. The reckoning
follows the templates: lines are broken between words at the columns' widths, without hyphens, so
that it errs on the high side. The drawing itself still proves that each table is on one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sdaid.aid.aid import Cell, Figure, OptionHead, PaperName, Part, Table, TableRow

EM = 12 * 25.4 / 72
"""Millimetres of 12 points, the size of the table's type."""

LINE = EM * 1.125
OPEN_LINE = EM * 1.2
LABELS = 25.0
SIDES = 2.0
"""Padding left and right in a cell."""

ROW = 1.75
OPEN_ROW = 2.7
"""Padding and rule of a row; tables of words alone are set more openly than those of figures."""

MARK = 2.9
"""The bar before a mark, and the space around it."""

WIDTH: dict[PaperName, float] = {"a4": 283.0, "letter": 265.4}
HEIGHT: dict[PaperName, float] = {"a4": 180.0, "letter": 185.9}
"""Between the margins of a landscape page, in millimetres."""

SPARE = 4.0
"""Millimetres kept for what lines turn out to be when hyphens and pictures part them."""

SHORT_FOOT = 4.5
"""Millimetres that a page gains where notice and clinic stand on one line at its foot."""

REGULAR = (
    280, 281, 301, 655, 594, 927, 705, 160, 300, 300, 433, 602, 205, 368, 205, 377, 648, 402, 549,
    574, 614, 583, 598, 510, 615, 598, 205, 205, 553, 602, 553, 520, 780, 626, 619, 656, 673, 567,
    548, 710, 690, 414, 510, 627, 539, 820, 689, 727, 601, 753, 618, 596, 558, 690, 589, 840, 623,
    595, 607, 315, 377, 315, 552, 396, 268, 526, 566, 500, 564, 539, 311, 560, 546, 278, 254, 490,
    239, 841, 546, 552, 566, 576, 340, 471, 324, 536, 441, 654, 461, 429, 460, 319, 233, 319, 555)
BOLD = (
    320, 283, 410, 783, 619, 977, 702, 222, 366, 366, 434, 618, 243, 374, 243, 442, 652, 448, 586,
    605, 626, 612, 632, 543, 625, 561, 243, 243, 573, 618, 573, 614, 754, 690, 639, 673, 686, 580,
    544, 719, 679, 458, 560, 659, 537, 842, 700, 764, 626, 781, 654, 619, 617, 663, 656, 883, 699,
    687, 621, 333, 442, 333, 589, 430, 314, 553, 596, 520, 596, 566, 367, 597, 572, 315, 259, 567,
    314, 886, 572, 573, 596, 601, 372, 534, 379, 570, 526, 723, 533, 518, 516, 370, 234, 370, 533)
"""Advance widths of the letters U+0020 to U+007E in thousandths of an em."""

OTHER = 700
"""The same for any other letter."""


@dataclass(frozen=True)
class Room:
    """The height that a table needs and that the page has, in millimetres, and for each row the
    position of its tallest cell."""

    needed: float
    held: float
    tallest: tuple[int, ...]

    @property
    def fits(self) -> bool:
        return self.needed <= self.held


def room(table: Table, heads: Sequence[OptionHead], paper: PaperName, *,
         short_foot: bool = False) -> Room:
    """What `table` with `heads` needs on one landscape page of `paper` at 12 pt."""
    column = (WIDTH[paper] - LABELS) / len(heads) - SIDES
    dense = any(cell.kind == "figures" for row in table.rows for cell in row.cells)
    line, padding = (LINE, ROW) if dense else (OPEN_LINE, OPEN_ROW)
    rows = [[_cell(cell, column, line) for cell in row.cells] for row in table.rows]
    heights = [max(_label(row, line), *cells) + padding
               for row, cells in zip(table.rows, rows, strict=True)]
    notes = [*dict.fromkeys(row.note for row in table.rows if row.note), *table.notes]
    labels = [row.label for row in table.rows if row.note]
    below = _lines([*_words(", ".join(labels)), *_words(" ".join(notes))], WIDTH[paper])
    head = max(_lines(_words(table.title, bold=True, size=14 / 12), LABELS - SIDES) * 14 / 12,
               *(_head(option, column, line) for option in heads))
    needed = head + padding + 0.7 + sum(heights) + below * LINE + 1.0 + SPARE
    held = HEIGHT[paper] + (SHORT_FOOT if short_foot else 0)
    return Room(needed, held, tuple(cells.index(max(cells)) for cells in rows))


def pages_of(table: Table, heads: Sequence[OptionHead], paper: PaperName, *,
             short_foot: bool = False) -> tuple[Table, ...]:
    """`table` where one page holds it, or else its parts as tables of their own."""
    if not table.parts or room(table, heads, paper, short_foot=short_foot).fits:
        return (table,)
    return tuple(_part(table, part) for part in table.parts if part.rows)


def _part(table: Table, part: Part) -> Table:
    """One part of `table`, with those of its notes whose mark stands in this part's cells."""
    rows = tuple(table.rows[place] for place in part.rows)
    said = " ".join(line for row in rows for cell in row.cells for figure in cell.figures
                    for line in figure.short)
    notes = tuple(note for note in table.notes if note[:1] in said)
    return replace(table, id=part.id, title=part.title, rows=rows, notes=notes, parts=())


Word = tuple[float, float]
"""The width of a word, and of the space after it, in millimetres."""


def _head(option: OptionHead, column: float, line: float) -> float:
    name = _lines(_words(f"{option.number} {option.short_name}", bold=True), column)
    marks: list[Word] = []
    for mark in option.marks:
        (width, space), *rest = _words(mark.words)
        marks += [(width + MARK, space), *rest]
    return (name + _lines(marks, column)) * line


def _label(row: TableRow, line: float) -> float:
    width = LABELS - SIDES / 2
    return (_lines(_words(row.label, bold=True), width) + _lines(_words(row.help), width)) * line


def _cell(cell: Cell, column: float, line: float) -> float:
    if cell.kind == "figures":
        between = 1.6 * (len(cell.figures) - 1)
        return sum(_figure(figure, column) for figure in cell.figures) + between
    picture = {"scale": 4.8, "span": 4.8}.get(cell.kind, 0.0)
    return picture + _lines(_words(cell.text), column) * line


def _figure(figure: Figure, column: float) -> float:
    if figure.kind == "unknown":
        chip = _lines(_words(figure.lead), column - 3.0) * LINE + 1.6
        return chip + _lines(_after_lead(figure), column) * LINE
    words = [*_words(figure.lead, bold=True), *_after_lead(figure)]
    if figure.difference:
        return 6.2 + _lines(words, column) * LINE
    if figure.array and figure.array.of == 100:
        return _beside(words, column)
    return (6.2 if figure.array else 0.0) + _lines(words, column) * LINE


def _after_lead(figure: Figure) -> list[Word]:
    cites = _words(f"[{', '.join(map(str, figure.sources))}]") if figure.sources else []
    marks = [word for mark in figure.marks for word in _words(mark, bold=True)]
    return [*_words("; ".join(figure.short)), *marks, *cites]


def _beside(words: list[Word], column: float, picture: float = 14.0, rows: int = 3) -> float:
    """The height of words that run beside a picture for its first lines, then below it."""
    first, rest = _fill(words, column - picture, rows)
    height = max(12.4 + 1.7, first * LINE)
    return height + _lines(rest, column) * LINE


@lru_cache(4000)
def _words(text: str, *, bold: bool = False, size: float = 1.0) -> tuple[Word, ...]:
    widths = BOLD if bold else REGULAR
    scale = EM * size / 1000

    def width(letter: str) -> int:
        place = ord(letter) - 32
        return widths[place] if 0 <= place < len(widths) else OTHER

    return tuple((sum(map(width, word)) * scale, widths[0] * scale) for word in text.split())


def _lines(words: Iterable[Word], column: float) -> int:
    return _fill(list(words), column, None)[0]


def _fill(words: list[Word], column: float, most: int | None) -> tuple[int, list[Word]]:
    """How many lines of `column` millimetres `words` fill, at most `most`, and what is left."""
    lines, used = 0, column + 1
    for place, (width, space) in enumerate(words):
        if used + width > column:
            if most is not None and lines == most:
                return lines, words[place:]
            lines += max(1, -int(-width // column))
            used = width % column if width > column else width
        else:
            used += width
        used += space
    return lines, []
