"""One sheet of a workbook as records, with everything that is wrong with its cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from sdaid.problems import Place, Problem, problem
from sdaid.sheets.book import Book, SheetPart
from sdaid.sheets.cells import read_rows
from sdaid.sheets.columns import Record, Sheet
from sdaid.sheets.headings import (
    Heading,
    Headings,
    find_headings,
    find_value_headings,
    unheaded,
)
from sdaid.sheets.lines import row_entries
from sdaid.sheets.looks import comment_problems
from sdaid.sheets.records import Entry, RecordMaker
from sdaid.sheets.remarks import beside, is_remark, remark_problems
from sdaid.sheets.renamed import Form, judge_headings, judge_names
from sdaid.sheets.shape import Shape, look_through
from sdaid.sheets.structure import merged, structure_problems
from sdaid.sheets.values import Cell, clean, letters, shown

MOST_ROWS = 20_000
"""Rows of a sheet of a workbook; an appointment list may be longer."""

MOST_BLANKS = 3
"""Blank cells of one row that are told one by one."""


def read_sheet(book: Book, part: SheetPart, form: Form) -> tuple[list[Record], list[Problem]]:
    """The records of the workbook's sheet `part`, and its problems by row and column. Raises
    UnfitFileError."""
    place = form.place
    shape = look_through(book, part)
    rows = list(islice(read_rows(book, part, shape), MOST_ROWS))
    problems = structure_problems(place, shape, hidden=part.hidden)
    if shape.rows > MOST_ROWS:
        problems.append(problem("too-many-rows", place, found=shape.rows, allowed=MOST_ROWS))
    values = form.sheet.layout == "values"
    records, found = (_read_values if values else _read_table)(form, rows, shape)
    found = [each for each in found
             if each.code != "blank" or not merged(each.place.position, shape)]
    names = {"A"} if values else set()
    found += comment_problems(place, {
        address: text for address, text in book.comments(part).items()
        if address.rstrip("0123456789") not in names}, _heading_row(rows, records))
    return records, sorted(problems + found, key=lambda each: each.place.position)


def _heading_row(rows: Sequence[Sequence[Cell]], records: Sequence[Record]) -> int:
    """The row above the first record; 1 where there is none."""
    first = min((record.origin.row for record in records if record.origin.row), default=0)
    above = [cells[0].row for cells in rows if cells[0].row < first]
    return above[-1] if above else 1


def _read_table(form: Form, rows: Sequence[Sequence[Cell]], shape: Shape
                ) -> tuple[list[Record], list[Problem]]:
    """The records of a sheet with headings in a row and a record in each row below."""
    place, sheet = form.place, form.sheet
    if not rows and sheet.may_be_empty:
        return [], []
    headings, problems = find_headings(place, rows, sheet, form.extra, form.language,
                                       expected=len(form.made_with))
    if not headings.row:
        return [], problems
    header = next(row for row in rows if row[0].row == headings.row)
    blank = unheaded(place, headings, header, shape.last_in_column)
    problems, lost_theirs = judge_headings(form, headings, problems, shape.last_in_column, [
        each.place.position[1] for each in blank])
    problems += beside(form, header, blank, lost_theirs)
    problems += _rows_above(place, headings, rows, sheet)
    lost = {each.place.position[1] for each in problems
            if each.code in ("heading-unread", "heading-blank")}
    maker = RecordMaker(place, sheet)
    maker.looks = True
    records: list[Record] = []
    remarks: list[Cell] = []
    filled = 0
    for cells in rows:
        entries = row_entries(headings, cells) if cells[0].row > headings.row else []
        if entries and is_remark(maker, entries):
            remarks.append(next(cell for _, cell in entries if cell.kind != "blank"))
        elif entries:
            filled += 1
            record, found = maker.make(cells[0].row, entries)
            # without one of its conditions a row says something else, so nobody judges it
            whole = not sheet.conditions or all(cell.column not in lost for cell in cells)
            records += [record] if record and whole else []
            problems += _blanks_as_one(found) + _alone(form, entries)
    problems += remark_problems(place, remarks)
    if not filled and not sheet.may_be_empty:
        problems.append(problem("sheet-empty", place, allowed=one_row(sheet)))
    return records, problems


def _blanks_as_one(found: Sequence[Problem]) -> list[Problem]:
    """The problems of one row, where many needed cells are blank those as one."""
    blanks = [each for each in found if each.code == "blank"]
    if len(blanks) <= MOST_BLANKS:
        return list(found)
    many = problem("blanks", blanks[0].place, found=", ".join(
        f"{each.place.cell} ({each.place.heading})" for each in blanks))
    return [many, *(each for each in found if each.code != "blank")]


def _alone(form: Form, entries: Sequence[Entry]) -> list[Problem]:
    """Translations of a cell that is blank, and may be: patients would read them in one language
    and nothing in the other."""
    blank = {heading.key for heading, cell in entries
             if cell.kind == "blank" and not heading.language}
    needed = {key for key, _, needed, _ in form.sheet.model.columns() if needed}
    return [problem("translation-alone", form.at(cell.address, heading.text),
                    heading=heading.text.partition("::")[0].strip(), language=heading.language)
            for heading, cell in entries
            if heading.language and cell.kind != "blank" and heading.key in blank - needed]


def _read_values(form: Form, rows: Sequence[Sequence[Cell]], shape: Shape
                 ) -> tuple[list[Record], list[Problem]]:
    """The one record of a sheet with a name and its value in each row."""
    place, sheet = form.place, form.sheet
    if not rows:
        return [], [problem("sheet-empty", place, allowed=one_row(sheet))]
    header, columns, problems = find_value_headings(place, rows)
    names = form.names
    entries: list[Entry] = []
    seen: dict[str, Cell] = {}
    unknown: dict[int, tuple[str, Place, bool]] = {}  # the last tells whether there is a value
    name_column = next(column for column, meaning in columns.items() if meaning == "name")
    for cells in rows:
        by_column = {cell.column: cell for cell in cells}
        name = by_column.get(name_column)
        values = [column for column, meaning in columns.items()
                  if meaning not in ("name", "help") and column in by_column]
        if cells[0].row <= header or (name is None and not values):
            continue
        if name is None:
            problems.append(problem("name-blank", form.at(
                f"{letters(name_column)}{cells[0].row}")))
            continue
        text = clean(shown(name))
        here = form.at(name.address)
        key = names.match(text)
        if key is None:
            if values or header:  # else a title above the names
                unknown[name.row] = (text, here, bool(values))
        elif key in seen:
            problems.append(problem("name-twice", here, found=text, other=seen[key].address))
        else:
            seen[key] = name
            entries += [(Heading(key, text, key not in names.fields, meaning),
                         by_column.get(column) or Cell(name.row, column))
                        for column, meaning in columns.items() if meaning not in ("name", "help")
                        and (not meaning or key in names.translatable)]
            problems += [problem("translation-unread", form.at(by_column[column].address, text),
                                 heading=text, language=columns[column]) for column in values
                         if columns[column] and key not in names.translatable]
    problems += judge_names(form, unknown, {cell.row: key for key, cell in seen.items()})
    named = [Cell(header, column) for column in columns]
    problems += beside(form, named, unheaded(place, Headings(header), named,
                                             shape.last_in_column), set())
    maker = RecordMaker(place, sheet)
    maker.looks = True
    record, found = maker.make(0, entries)
    return [record] if record else [], problems + found + _alone(form, entries)


def _rows_above(place: Place, headings: Headings, rows: Sequence[Sequence[Cell]], sheet: Sheet
                ) -> list[Problem]:
    """A problem for each row above the headings that is no title, but whole, as if it were sorted
    together with them."""
    needed = {key for key, _, needed, _ in sheet.model.columns() if needed}
    return [problem("row-above", Place(place.file, place.sheet, f"A{cells[0].row}"))
            for cells in rows if cells[0].row < headings.row and len(cells) > 1
            and needed <= {headings.columns[cell.column].key for cell in cells
                           if cell.column in headings.columns}]


def one_row(sheet: Sheet) -> str:
    """What a sheet's rows are, in words."""
    return ", ".join(column.heading for _, column, _, _ in sheet.model.columns())
