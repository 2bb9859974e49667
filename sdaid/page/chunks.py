"""How a side-by-side table is cut for large print: so many options across, so many rows down."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from sdaid.aid.aid import Cell, Figure, OptionHead, TableRow

ACROSS = 3
"""Options on one page of large print."""

LINES = (30, 25, 20)
"""Lines of large print on one page: as many as most pages hold, then fewer for long foots, marks
and words."""

LETTERS = 14
"""Characters on a line of a large-print column."""


def split_options(count: int, most: int = ACROSS) -> tuple[range, ...]:
    """Positions of options, page by page, as even as can be, in order."""
    pages = -(-count // most)
    small, more = divmod(count, pages)
    sizes = [small + (page < more) for page in range(pages)]
    starts = [sum(sizes[:page]) for page in range(pages)]
    return tuple(range(start, start + size) for start, size in zip(starts, sizes, strict=True))


def split_rows(rows: Sequence[TableRow], options: Sequence[OptionHead],
               columns: range, lines: int) -> tuple[range, ...]:
    """Positions of rows, page by page, so that each page of so many `lines` holds them below the
    options' heads."""
    room = lines - max(_head_lines(options[column]) for column in columns)
    chunks: list[list[int]] = [[]]
    used = 0.0
    for number, row in enumerate(rows):
        tall = max(_row_lines(row.cells[column]) for column in columns)
        tall = max(tall, _lines(row.label) + _lines(row.help)) + 0.5
        if chunks[-1] and used + tall > room:
            chunks.append([])
            used = 0.0
        chunks[-1].append(number)
        used += tall
    return tuple(range(chunk[0], chunk[-1] + 1) for chunk in chunks)


def _head_lines(option: OptionHead) -> float:
    return _lines(option.short_name) + sum(_lines(mark.words) for mark in option.marks) + 0.5


def _row_lines(cell: Cell) -> float:
    if cell.kind == "figures":
        return sum(_figure_lines(figure) for figure in cell.figures)
    picture = 0.8 if cell.kind in ("scale", "span") else 0
    return picture + _lines(cell.text)


def _figure_lines(figure: Figure) -> float:
    words = sum(_lines(text) for text in (figure.lead, *figure.short, *figure.marks))
    picture = 5.0 if figure.array else 1.2 if figure.difference else 0
    return words + picture + 0.6


def _lines(text: str) -> int:
    return len(wrap(text, LETTERS))


def longest_cells(options: Sequence[OptionHead], rows: Sequence[TableRow], most: int = 3) -> str:
    """The cells that take most room, for the sentence that says what to shorten."""
    tall = [(_row_lines(cell), f"{option.short_name}, {row.label}")
            for row in rows for option, cell in zip(options, row.cells, strict=True)]
    return "; ".join(name for _, name in sorted(tall, key=lambda each: -each[0])[:most])
