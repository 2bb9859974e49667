"""A workbook that is read once, and then many times with a few cells changed in memory, as a
person would change them in Excel: what the check says of each change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sdaid.problems import Problem
from sdaid.sheets import reading, tables
from sdaid.sheets.book import Book, open_book
from sdaid.sheets.cells import read_rows
from sdaid.sheets.shape import look_through
from sdaid.sheets.values import Cell, letters, shown
from sdaid.standards.check import judge
from sdaid.workbook.load import load

NAMED_BY = {"Recovery": ("Option", "Activity"), "Effort": ("Option", "From week"),
            "Scales": ("Scale", "Step"), "Values": ("Row",), "People": ("Name",),
            "Words": ("Term",), "Patient facts": ("Name",), "Decision": ("Name",)}
"""The columns by which a row is named in a test, for sheets without ids."""

HEADING = "heading"


@dataclass(frozen=True)
class Look:
    """A value with its number format, or the mark of its letters."""

    value: Any
    number_format: str = "General"
    mark: str = ""


@dataclass(frozen=True)
class Comment:
    """A comment of a cell, which keeps its value."""

    text: str


ERRORS = ("#N/A", "#REF!", "#DIV/0!")
Place = tuple[str, int, int]
Changes = dict[Place, Any]


class Bench:
    """The workbook at `path`, judged on `day`."""

    def __init__(self, path: Path, day: date) -> None:
        self.path, self.day = path, day
        book, _ = open_book(path)
        assert book is not None
        self.book: Book = book
        self.close = book.archive.close
        book.archive.close = lambda: None  # type: ignore[method-assign]
        self.parts = {part.name: part for part in book.sheets}
        self.shapes = {name: look_through(book, part) for name, part in self.parts.items()}
        self.rows = {name: list(read_rows(book, part, self.shapes[name]))
                     for name, part in self.parts.items()}
        self.comments = {name: book.comments(part) for name, part in self.parts.items()}
        self._read: dict[object, Any] = {}
        self.unchanged = {_key(each) for each in self._problems({})}

    def column(self, sheet: str, heading: str) -> int:
        """The column below `heading`; as “+2” the second to the right of the last."""
        if heading.startswith("+"):
            return self.rows[sheet][0][-1].column + int(heading)
        return next(cell.column for cell in self.rows[sheet][0] if shown(cell) == heading)

    def row(self, sheet: str, name: str) -> int:
        """The row of that name: an id, or as `NAMED_BY` says with a slash between; or its number
        among the rows, as in “2.”; the heading's, or the first that is free (“below”)."""
        if name == HEADING:
            return 1
        last = self.rows[sheet][-1][0].row
        if name.startswith("below"):
            return last + int(name.removeprefix("below") or 1)
        if name.endswith("."):
            return self.rows[sheet][int(name[:-1])][0].row
        columns = [self.column(sheet, each) for each in NAMED_BY.get(sheet, ("Id",))]
        for cells in self.rows[sheet][1:]:
            texts = {cell.column: shown(cell) for cell in cells}
            if "/".join(texts.get(each, "") for each in columns) == name:
                return cells[0].row
        raise LookupError(f"{sheet} has no row “{name}”")

    def cells(self, sheet: str, row: int) -> list[Cell]:
        """The cells of a row."""
        return next(cells for cells in self.rows[sheet] if cells[0].row == row)

    def found(self, changes: Changes) -> list[Problem]:
        """The problems that the changed workbook has, and the unchanged one has not."""
        return [each for each in self._problems(changes) if _key(each) not in self.unchanged]

    def _problems(self, changes: Changes) -> list[Problem]:
        with self._changed(changes):
            content, problems = load(self.path)
        return problems if content is None else list(
            judge(content, self.day, found=problems).problems)

    @contextmanager
    def _changed(self, changes: Changes) -> Iterator[None]:
        sheets = {sheet for sheet, _, _ in changes}
        rows = {name: _with(self.rows[name], {
            (row, column): value for (sheet, row, column), value in changes.items()
            if sheet == name}) for name in sheets}
        shapes = {name: self._shape(name, rows[name]) for name in sheets}
        comments = {name: dict(self.comments[name]) for name in self.parts}
        for (sheet, row, column), value in changes.items():
            if isinstance(value, Comment):
                comments[sheet][f"{letters(column)}{row}"] = value.text

        def read_sheet(book: Book, part: Any, form: Any) -> Any:
            key = (part.name, tuple(form.extra.items()), form.language)
            if part.name in sheets:
                return tables.read_sheet(book, part, form)
            if key not in self._read:
                self._read[key] = tables.read_sheet(book, part, form)
            records, problems = self._read[key]
            return list(records), list(problems)

        with (patch.object(reading, "open_book", lambda _: (self.book, [])),
              patch.object(reading, "read_sheet", read_sheet),
              patch.object(reading, "read_rows", lambda _, part, __: self.rows[part.name]),
              patch.object(reading, "look_through", lambda _, part: self.shapes[part.name]),
              patch.object(tables, "read_rows",
                           lambda _, part, __: rows.get(part.name, self.rows[part.name])),
              patch.object(tables, "look_through",
                           lambda _, part: shapes.get(part.name, self.shapes[part.name])),
              patch.object(Book, "comments", lambda _, part: comments[part.name])):
            yield

    def _shape(self, sheet: str, rows: list[list[Cell]]) -> Any:
        last = {cell.column: cell.row for cells in rows for cell in cells}
        return replace(self.shapes[sheet], rows=len(rows), last_in_column=last,
                       last_row=rows[-1][0].row if rows else 0)


def _with(rows: list[list[Cell]], changes: Mapping[tuple[int, int], Any]) -> list[list[Cell]]:
    """The rows with other cells at (row, column); None clears one."""
    cells = {(cell.row, cell.column): cell for row in rows for cell in row}
    for (row, column), value in changes.items():
        if not isinstance(value, Comment):
            cells[row, column] = _cell(row, column, value)
    made: dict[int, list[Cell]] = {}
    for row, column in sorted(cells):
        if cells[row, column].kind != "blank":
            made.setdefault(row, []).append(cells[row, column])
    return list(made.values())


def _cell(row: int, column: int, value: Any) -> Cell:
    look = value if isinstance(value, Look) else Look(value)
    kinds: tuple[tuple[type, str], ...] = (
        (bool, "bool"), (int, "number"), (float, "number"), (datetime, "date"), (date, "date"),
        (time, "time"))
    kind = next((kind for each, kind in kinds if isinstance(look.value, each)), "text")
    if look.value is None:
        kind = "blank"
    elif look.value in ERRORS:
        kind = "error"
    return Cell(row, column, look.value, kind, look.number_format, look.mark)


def _key(each: Problem) -> tuple[str, str, str]:
    return each.code, each.place.sheet, each.place.cell


