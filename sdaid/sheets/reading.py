"""The doors of this package: a whole workbook at once, or one long list row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, problem, stops
from sdaid.sheets.book import Book, SheetPart, open_book
from sdaid.sheets.cells import read_rows
from sdaid.sheets.columns import Record, Sheet
from sdaid.sheets.form import LISTS, MADE_WITH
from sdaid.sheets.headings import SEARCHED, Headings, alike, find_headings, unheaded
from sdaid.sheets.lines import Line, StreamedRow, row_by_row
from sdaid.sheets.markup import UnfitFileError
from sdaid.sheets.records import RecordMaker
from sdaid.sheets.renamed import Form
from sdaid.sheets.shape import Shape, look_through
from sdaid.sheets.structure import structure_problems
from sdaid.sheets.tables import read_sheet
from sdaid.sheets.values import Cell, clean, closest, fold, guess, shown

NOT_READ = ("Read me", LISTS)
"""Sheets that every workbook may hold and that nobody reads for what patients are told."""

UNTOLD = ("heading-unknown", "heading-unread", "heading-meant", "heading-gone")
"""What is not told of a sheet's further columns while the sheet that names them has a fault."""

MOST_NAMES = 100
"""Rows searched for the names of a sheet that has one in each row."""

Lists = dict[str, list[str]]
"""The columns of the hidden sheet: by its head, what stands below it."""

ExtraHeadings = Callable[[str, Mapping[str, Sequence[Record]]], Mapping[str, str]]
"""From a sheet's name and what was read of the sheets before it, to the further headings of that
sheet and the keys under which their cells are kept."""

Language = Callable[[Mapping[str, Sequence[Record]]], str]
"""From what was read of the sheets before to the language of the workbook; "" where none is told.
"""


def read_sheets(path: Path, sheets: Sequence[Sheet], extra_headings: ExtraHeadings,
                language: Language = lambda _: ""
                ) -> tuple[dict[str, list[Record]], Lists, list[Problem]]:
    """The records of each of `sheets` by its name, the lists of the hidden sheet by their heads,
    and every problem in the order of `sheets`.

    Nothing is returned where the file cannot be read at all.
    """
    book, problems = open_book(path)
    if book is None:
        return {}, {}, problems
    records: dict[str, list[Record]] = {}
    place = Place(path.name)
    with book:
        parts, found = _match_sheets(book, sheets)
        problems += found
        try:
            lists = _hidden_lists(book)
            for sheet in sheets:
                place = Place(path.name, sheet.name)
                extra = extra_headings(sheet.name, records) if sheet.extra else {}
                part = parts.get(sheet.name)
                records[sheet.name], found = (
                    read_sheet(book, part, Form(place, sheet, extra, language(records),
                                                lists.get(f"{MADE_WITH}{sheet.name}", ())))
                    if part else ([], []))
                if any(stops([each]) and each.place.sheet == sheet.extra for each in problems):
                    # it does not tell yet what may stand here
                    found = [each for each in found
                             if each.code not in UNTOLD]
                problems += found
        except UnfitFileError as error:
            return {}, {}, [*problems, error.at(place)]
    return records, lists, problems


def stream_sheet(path: Path, sheet: Sheet, extra: Mapping[str, str]
                 ) -> tuple[list[Problem], Iterator[StreamedRow]]:
    """The problems of the list as a whole, and its rows one after another in flat memory.

    The list is the sheet of the declared name, or the only sheet. It is looked through once before
    the first row is handed out, so that nothing is made of a list that cannot be used. The rows end
    before a gap; the problems name it.
    """
    book, problems = open_book(path)
    if book is None:
        return problems, iter(())
    try:
        part, found = _the_list(book, sheet)
        problems += found
        if part is None:
            book.archive.close()
            return problems, iter(())
        place = Place(path.name, part.name)
        shape = look_through(book, part)
        early = list(islice(read_rows(book, part, shape), SEARCHED))
    except UnfitFileError as error:
        book.archive.close()
        return [*problems, error.at(Place(path.name))], iter(())
    headings, found = find_headings(place, early, sheet, extra)
    problems += structure_problems(place, shape, hidden=part.hidden)
    problems += found + _unheaded(place, headings, early, shape)
    if not headings.row:
        book.archive.close()
        return problems, iter(())
    return problems, _stream(book, part, shape, headings, RecordMaker(place, sheet))


def _stream(book: Book, part: SheetPart, shape: Shape, headings: Headings, maker: RecordMaker
            ) -> Iterator[StreamedRow]:
    with book:
        try:
            yield from row_by_row(map(Line, read_rows(book, part, shape)), headings, maker)
        except UnfitFileError as error:  # the file was changed since it was looked through
            raise CannotGoOnError([error.at(maker.place)], ExitCode.UNUSABLE) from error


def _match_sheets(book: Book, sheets: Sequence[Sheet]
                  ) -> tuple[dict[str, SheetPart], list[Problem]]:
    """The file's sheet for each declared one; what is missing, double or not known."""
    wanted = {fold(name): sheet for sheet in sheets for name in (sheet.name, *sheet.aliases)}
    ignored = {fold(name) for name in NOT_READ}
    parts: dict[str, SheetPart] = {}
    problems: list[Problem] = []
    unknown: list[SheetPart] = []
    for part in book.sheets:
        sheet = wanted.get(fold(part.name))
        if sheet and sheet.name in parts:
            problems.append(problem("sheet-twice", Place(book.file, part.name), sheet=sheet.name))
        elif sheet:
            parts[sheet.name] = part
        elif fold(part.name) not in ignored:
            unknown.append(part)
    missing = [sheet for sheet in sheets if sheet.name not in parts]
    renamed = _renamed(book, unknown, missing)
    problems += [problem("sheet-unknown", Place(book.file, part.name))
                 for part in unknown if part.name not in renamed.values()]
    for sheet in missing:
        place = Place(book.file, sheet.name)
        # a sheet that may be empty may as well not be there, unless it only lost its name
        if sheet.name in renamed:
            problems.append(problem("sheet-renamed", place, sheet=sheet.name,
                                    found=renamed[sheet.name]))
        elif not sheet.may_be_empty:
            problems.append(problem("sheet-missing", place, sheet=sheet.name, guess=""))
    return parts, problems


def _hidden_lists(book: Book) -> Lists:
    """What the hidden sheet lists; nothing where it is not there any more."""
    found: Lists = {}
    for part in book.sheets:
        if fold(part.name) != fold(LISTS):
            continue
        at: dict[int, str] = {}
        for row in read_rows(book, part, look_through(book, part)):
            for cell in row:
                text = clean(shown(cell))
                if cell.row == 1:
                    at[cell.column] = text
                elif cell.column in at:
                    found.setdefault(at[cell.column], []).append(text)
    return found


def _renamed(book: Book, unknown: Sequence[SheetPart], missing: Sequence[Sheet]) -> dict[str, str]:
    """Which of the sheets that are not known is a missing one under another name: by its headings,
    or else by the name."""
    found: dict[str, str] = {}
    for part in unknown:
        left = [sheet for sheet in missing if sheet.name not in found]
        rows = _first_rows(book, part) if left else []
        likeness, name = max(((alike(_searched(rows, sheet), sheet), sheet.name)
                              for sheet in left), default=(0, ""))
        if likeness:
            found[name] = part.name
    for sheet in missing:
        free = [part.name for part in unknown if part.name not in found.values()]
        if sheet.name not in found and (name := closest(sheet.name, free)):
            found[sheet.name] = name
    return found


def _first_rows(book: Book, part: SheetPart) -> list[list[Cell]]:
    """The rows of a sheet that may hold its headings, or its names; none where it cannot be read.
    """
    try:
        return list(islice(read_rows(book, part, look_through(book, part)), MOST_NAMES))
    except UnfitFileError:
        return []


def _searched(rows: list[list[Cell]], sheet: Sheet) -> list[list[Cell]]:
    """The rows in which the headings of `sheet` may stand, or its names, a row each."""
    return rows[:SEARCHED] if sheet.layout == "table" else rows


def _the_list(book: Book, sheet: Sheet) -> tuple[SheetPart | None, list[Problem]]:
    ignored = {fold(name) for name in NOT_READ}
    candidates = [part for part in book.sheets if fold(part.name) not in ignored]
    named = {fold(name) for name in (sheet.name, *sheet.aliases)}
    fitting = [part for part in candidates if fold(part.name) in named]
    if len(fitting) > 1:
        return None, [problem("sheet-twice", Place(book.file, fitting[1].name), sheet=sheet.name)]
    if not fitting and len(candidates) != 1:
        names = [part.name for part in candidates]
        return None, [problem("sheet-missing", Place(book.file), sheet=sheet.name,
                              guess=guess(sheet.name, names))]
    chosen = (fitting or candidates)[0]
    return chosen, [problem("sheet-unknown", Place(book.file, part.name))
                    for part in candidates if part is not chosen]


def _unheaded(place: Place, headings: Headings, rows: Sequence[Sequence[Cell]], shape: Shape
              ) -> list[Problem]:
    header = next((row for row in rows if row[0].row == headings.row), None)
    return unheaded(place, headings, header, shape.last_in_column) if header else []
