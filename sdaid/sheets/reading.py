"""The doors of this package: a whole workbook at once, or one long list row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, problem, stops
from sdaid.sheets.book import Book, SheetPart, open_book
from sdaid.sheets.cells import read_rows
from sdaid.sheets.columns import Record, Sheet
from sdaid.sheets.headings import (
    SEARCHED,
    Heading,
    Headings,
    Names,
    alike,
    find_headings,
    find_value_headings,
    not_left_alone,
    unheaded,
)
from sdaid.sheets.lines import StreamedRow, row_by_row, row_entries
from sdaid.sheets.markup import UnfitFileError
from sdaid.sheets.records import Entry, RecordMaker
from sdaid.sheets.shape import Shape, look_through
from sdaid.sheets.structure import merged, structure_problems
from sdaid.sheets.values import Cell, clean, closest, fold, guess, letters, shown

MOST_ROWS = 20_000
"""Rows of a sheet of a workbook; an appointment list may be longer."""

MOST_NAMES = 100
"""Rows searched for the names of a sheet that has one in each row."""

NOT_READ = ("Read me", "Lists")
"""Sheets that every workbook may hold and that nobody reads."""

ExtraHeadings = Callable[[str, Mapping[str, Sequence[Record]]], Mapping[str, str]]
"""From a sheet's name and what was read of the sheets before it, to the further headings of that
sheet and the keys under which their cells are kept."""


def read_sheets(path: Path, sheets: Sequence[Sheet], extra_headings: ExtraHeadings
                ) -> tuple[dict[str, list[Record]], list[Problem]]:
    """The records of each of `sheets` by its name, and every problem in the order of `sheets`.

    Nothing is returned where the file cannot be read at all.
    """
    book, problems = open_book(path)
    if book is None:
        return {}, problems
    records: dict[str, list[Record]] = {}
    with book:
        parts, found = _match_sheets(book, sheets)
        problems += found
        try:
            for sheet in sheets:
                place = Place(path.name, sheet.name)
                extra = extra_headings(sheet.name, records) if sheet.extra else {}
                part = parts.get(sheet.name)
                records[sheet.name], found = (
                    _read_sheet(book, part, place, sheet, extra) if part else ([], []))
                if any(stops([each]) and each.place.sheet == sheet.extra for each in problems):
                    # it does not tell yet what may stand here
                    found = [each for each in found
                             if each.code not in ("heading-unknown", "heading-unread")]
                problems += found
        except UnfitFileError as error:
            return {}, [*problems, error.at(place)]
    return records, problems


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
            yield from row_by_row(read_rows(book, part, shape), headings, maker)
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


def _read_sheet(book: Book, part: SheetPart, place: Place, sheet: Sheet,
                extra: Mapping[str, str]) -> tuple[list[Record], list[Problem]]:
    shape = look_through(book, part)
    rows = list(islice(read_rows(book, part, shape), MOST_ROWS))
    problems = structure_problems(place, shape, hidden=part.hidden)
    if shape.rows > MOST_ROWS:
        problems.append(problem("too-many-rows", place, found=shape.rows, allowed=MOST_ROWS))
    read = _read_values if sheet.layout == "values" else _read_table
    records, found = read(place, rows, shape, sheet, extra)
    found = [each for each in found
             if each.code != "blank" or not merged(each.place.position, shape)]
    return records, sorted(problems + found, key=lambda each: each.place.position)


def _read_table(place: Place, rows: Sequence[Sequence[Cell]], shape: Shape, sheet: Sheet,
                extra: Mapping[str, str]) -> tuple[list[Record], list[Problem]]:
    """The records of a sheet with headings in a row and a record in each row below."""
    if not rows and sheet.may_be_empty:
        return [], []
    headings, problems = find_headings(place, rows, sheet, extra)
    if not headings.row:
        return [], problems
    problems = not_left_alone(sheet, extra, headings, problems, shape.last_in_column)
    problems += _unheaded(place, headings, rows, shape)
    problems += _rows_above(place, headings, rows, sheet)
    lost = {each.place.position[1] for each in problems
            if each.code in ("heading-unread", "heading-blank")}
    maker = RecordMaker(place, sheet)
    records: list[Record] = []
    filled = 0
    for cells in rows:
        entries = row_entries(headings, cells) if cells[0].row > headings.row else []
        if entries:
            filled += 1
            record, found = maker.make(cells[0].row, entries)
            # without one of its conditions a row says something else, so nobody judges it
            whole = not sheet.conditions or all(cell.column not in lost for cell in cells)
            records += [record] if record and whole else []
            problems += found
    if not filled and not sheet.may_be_empty:
        problems.append(problem("sheet-empty", place, allowed=_one_row(sheet)))
    return records, problems


def _read_values(place: Place, rows: Sequence[Sequence[Cell]], shape: Shape, sheet: Sheet,
                 extra: Mapping[str, str]) -> tuple[list[Record], list[Problem]]:
    """The one record of a sheet with a name and its value in each row."""
    if not rows:
        return [], [problem("sheet-empty", place, allowed=_one_row(sheet))]
    header, columns, problems = find_value_headings(place, rows)
    names = Names(sheet, extra)
    entries: list[Entry] = []
    seen: dict[str, Cell] = {}
    unknown: list[tuple[str, Place, bool]] = []  # the last tells whether there is a value
    name_column = next(column for column, meaning in columns.items() if meaning == "name")
    for cells in rows:
        by_column = {cell.column: cell for cell in cells}
        name = by_column.get(name_column)
        beside = [column for column, meaning in columns.items()
                  if meaning not in ("name", "help") and column in by_column]
        if cells[0].row <= header or (name is None and not beside):
            continue
        if name is None:
            problems.append(problem("name-blank", Place(
                place.file, place.sheet, f"{letters(name_column)}{cells[0].row}")))
            continue
        text = clean(shown(name))
        here = Place(place.file, place.sheet, name.address)
        key = names.match(text)
        if key is None:
            if beside or header:  # else a title above the names
                unknown.append((text, here, bool(beside)))
        elif key in seen:
            problems.append(problem("name-twice", here, found=text, other=seen[key].address))
        else:
            seen[key] = name
            entries += [(Heading(key, text, key not in names.fields, meaning),
                         by_column.get(column) or Cell(name.row, column))
                        for column, meaning in columns.items() if meaning not in ("name", "help")
                        and (not meaning or key in names.translatable)]
    absent = {column.heading: needed for key, column, needed, _ in sheet.model.columns()
              if key not in seen}
    for text, here, filled in unknown:
        meant = closest(text, absent)
        if filled and meant and not absent[meant]:
            problems.append(problem("name-meant", here, found=text, heading=meant))
        else:
            problems.append(problem("name-unknown", here, found=text,
                                    guess=guess(text, names.known(seen))))
    problems += [problem("name-missing", place, found=heading,
                         guess=guess(heading, [text for text, _, _ in unknown]))
                 for heading, needed in absent.items() if needed]
    known = Headings(header, {})
    problems += unheaded(place, known, [Cell(header, column) for column in columns],
                         shape.last_in_column)
    record, found = RecordMaker(place, sheet).make(0, entries)
    return [record] if record else [], problems + found


def _unheaded(place: Place, headings: Headings, rows: Sequence[Sequence[Cell]], shape: Shape
              ) -> list[Problem]:
    header = next((row for row in rows if row[0].row == headings.row), None)
    return unheaded(place, headings, header, shape.last_in_column) if header else []


def _rows_above(place: Place, headings: Headings, rows: Sequence[Sequence[Cell]], sheet: Sheet
                ) -> list[Problem]:
    """A problem for each row above the headings that is no title, but whole, as if it were sorted
    together with them."""
    needed = {key for key, _, needed, _ in sheet.model.columns() if needed}
    return [problem("row-above", Place(place.file, place.sheet, f"A{cells[0].row}"))
            for cells in rows if cells[0].row < headings.row and len(cells) > 1
            and needed <= {headings.columns[cell.column].key for cell in cells
                           if cell.column in headings.columns}]


def _one_row(sheet: Sheet) -> str:
    """What a sheet's rows are, in words."""
    return ", ".join(column.heading for _, column, _, _ in sheet.model.columns())
