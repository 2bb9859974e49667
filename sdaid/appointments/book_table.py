"""Lists as Excel workbooks: which of its sheets is the list, and its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from sdaid.appointments.table import Look
from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, problem
from sdaid.sheets.book import Book, SheetPart, open_book
from sdaid.sheets.cells import read_rows
from sdaid.sheets.columns import Sheet
from sdaid.sheets.form import LISTS
from sdaid.sheets.headings import SEARCHED, Headings
from sdaid.sheets.lines import Line
from sdaid.sheets.markup import UnfitFileError
from sdaid.sheets.reading import NOT_READ
from sdaid.sheets.shape import Shape, look_through
from sdaid.sheets.structure import structure_problems
from sdaid.sheets.values import Cell, fold
from sdaid.staff import translate

Fits = Callable[[Sequence[Sequence[Cell]]], bool]
"""Whether some of the first lines of a sheet hold headings of the list."""


@dataclass(frozen=True)
class BookTable:
    """The sheet of a workbook that is the list, with its first lines."""

    path: Path
    part: SheetPart
    shape: Shape
    first: Sequence[Sequence[Cell]]
    from_1904: bool = False
    own_form: bool = False

    @property
    def place(self) -> Place:
        return Place(self.path.name, self.part.name)

    @property
    def kind(self) -> str:
        return translate("an Excel workbook")

    def early(self, last: int) -> Sequence[Sequence[Cell]]:
        """The lines up to number `last` that hold something, each as its filled cells."""
        return _up_to(last, self._rows()) if last > SEARCHED else self.first

    def look(self, headings: Headings) -> Look:
        """What the shape of the sheet tells of its columns; it was looked through before. Cells
        that are merged within one line, and titles, hide nothing."""
        hiding = [each for each in self.shape.merged if not _in_one_line(each, headings.row)]
        return Look(
            self.shape.last_in_column,
            {column for column, row in self.shape.last_text_in_column.items()
             if row > headings.row},
            _covered(self.shape.merged, headings.row),
            problems=structure_problems(self.place, replace(self.shape, merged=hiding),
                                        hidden=self.part.hidden))

    def lines(self, headings: Headings, look: Look) -> Iterator[Line]:  # noqa: ARG002 - as every table
        """The lines below the headings that hold something; a struck-through one is in doubt."""
        for cells in self._rows():
            if cells[0].row > headings.row:
                struck = next((cell for cell in cells if "struck" in cell.mark
                               and cell.column in headings.columns), None)
                yield Line(cells, problem("row-struck", Place(
                    self.path.name, self.part.name, struck.address)) if struck else None)

    def _rows(self) -> Iterator[list[Cell]]:
        book, problems = open_book(self.path)
        if book is None:
            raise CannotGoOnError(problems, ExitCode.UNUSABLE)
        with book:
            yield from read_rows(book, self.part, self.shape)


def open_sheet(path: Path, sheet: Sheet, wanted: str, fits: Fits
               ) -> tuple[BookTable | None, list[Problem]]:
    """The list in the workbook at `path`: the sheet named `wanted`, or like the declared one, the
    only sheet, or the only one that `fits`; and what is wrong with the file. Raises
    `UnfitFileError`."""
    book, problems = open_book(path)
    if book is None:
        return None, problems
    with book:
        part, found = _the_list(book, sheet, wanted, fits)
        if part is None:
            return None, problems + found
        shape = look_through(book, part)
        first = _up_to(SEARCHED, read_rows(book, part, shape))
        return BookTable(path, part, shape, first, book.epoch.year == 1904,
                         _is_own_form(book, sheet, part)), problems + found


def _is_own_form(book: Book, sheet: Sheet, part: SheetPart) -> bool:
    """Whether `sdaid new` made the workbook: the hidden sheet of its dropdowns tells."""
    return part.name == sheet.name and any(each.name == LISTS and each.hidden
                                           for each in book.sheets)


def _the_list(book: Book, sheet: Sheet, wanted: str, fits: Fits
              ) -> tuple[SheetPart | None, list[Problem]]:
    ignored = {fold(name) for name in NOT_READ}
    candidates = [part for part in book.sheets if fold(part.name) not in ignored]
    names = {fold(wanted)} if wanted else {fold(name) for name in (sheet.name, *sheet.aliases)}
    fitting = [part for part in candidates if fold(part.name) in names]
    if len(fitting) > 1:
        return None, [problem("sheet-twice", Place(book.file, fitting[1].name), sheet=sheet.name)]
    if wanted and not fitting:
        return None, [problem("profile-sheet", Place(book.file), sheet=wanted)]
    fitting = fitting or (candidates if len(candidates) == 1 else
                          [part for part in candidates if fits(_first(book, part))])
    if len(fitting) != 1:
        names_there = ", ".join(part.name for part in fitting or candidates)
        return None, [problem("list-sheet", Place(book.file), found=names_there,
                              sheet=sheet.name)]
    return fitting[0], [problem("sheet-unknown", Place(book.file, part.name))
                        for part in candidates if part is not fitting[0]]


def _first(book: Book, part: SheetPart) -> Sequence[Sequence[Cell]]:
    try:
        return _up_to(SEARCHED, read_rows(book, part, look_through(book, part)))
    except UnfitFileError:
        return []


def _up_to(last: int, rows: Iterator[list[Cell]]) -> list[list[Cell]]:
    return list(takewhile(lambda cells: cells[0].row <= last, rows))


def _in_one_line(merged: str, heading_line: int) -> bool:
    """Whether a merged range is of one row, or above the headings."""
    (top, _), (bottom, _) = _corners(merged)
    return top == bottom or bottom < heading_line


def _covered(merged: Sequence[str], line: int) -> set[int]:
    """The columns of the merged ranges that reach into `line`."""
    found: set[int] = set()
    for each in merged:
        (top, left), (bottom, right) = _corners(each)
        if top <= line <= bottom:
            found.update(range(left, right + 1))
    return found


def _corners(merged: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """(row, column) of the first and of the last cell of a range such as A1:C3."""
    first, _, last = merged.partition(":")
    return Place(cell=first).position, Place(cell=last or first).position
