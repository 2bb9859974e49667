"""From a workbook of an older form to one of this form: every cell that it holds, in a new file.

The old file is only read. Its cells are carried as they are, right or wrong, with their number
formats; `sdaid check` then says of the new file what is still to fill.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from sdaid.problems import Place, Problem, Severity, problem
from sdaid.sheets.book import Book, open_book
from sdaid.sheets.cells import read_rows
from sdaid.sheets.columns import Sheet
from sdaid.sheets.form import ExtraColumn
from sdaid.sheets.headings import Heading, Names, find_headings, find_value_headings
from sdaid.sheets.markup import UnfitFileError
from sdaid.sheets.shape import look_through
from sdaid.sheets.tables import MOST_ROWS
from sdaid.sheets.values import Cell, clean, fold, shown
from sdaid.sheets.write import Carried
from sdaid.workbook.acceptance import A_TEXT, address
from sdaid.workbook.columns import FORMAT_VERSION, SHEETS
from sdaid.workbook.memory import Made, from_lists
from sdaid.workbook.read import read_workbook
from sdaid.workbook.rules import AGE

MOVED: Mapping[str, tuple[str, str]] = {
    "Decision": ("When to get help at once", "help_now_signs"),
}
"""By sheet: a column of format version 1 that this form has no more, and the field that takes its
text."""

CARRIED_ANYWAY = frozenset({
    "format-version-old", "name-missing", "name-unknown", "name-meant", "heading-missing",
    "heading-unknown", "heading-unread", "heading-meant", "sheet-empty", "blank", "too-long",
    "not-text", "not-id", "not-a-number", "not-whole", "out-of-range", "not-a-date",
    "date-ambiguous", "not-yes-no", "not-a-choice", "not-a-duration", "language-unknown", "blanks",
    "error-text", "made-by-excel", "format-unit", "format-rounds", "percent-count",
    "translation-alone",
})
"""What is wrong with a cell or lacks, and is carried as it stands: the check names it in the new
file. Anything else that stops would lose or change a cell."""


@dataclass
class Carrying:
    """What is carried. `rows` and `extra` are as `write_workbook` takes them, `numbers` those of
    the rows in the old file; `moved` are texts
    that stand in another column now, as (old place, heading of the new column); `left` are names
    of sheets that sdaid does not read; `made` is what the old file remembers of translations."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    extra: dict[str, list[ExtraColumn]] = field(default_factory=dict)
    moved: list[tuple[Place, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)  # of the old file, by address
    made: frozenset[Made] = frozenset()
    numbers: dict[str, list[int]] = field(default_factory=dict)


def carry(path: Path) -> tuple[Carrying | None, list[Problem]]:
    """Everything that the workbook at `path` holds, for a new workbook of this form; nothing, with
    the problems, where a cell could not be carried as it is."""
    _records, lists, problems = read_workbook(path)
    stopping = [each for each in problems if each.severity is Severity.UNREADABLE
                and each.code not in CARRIED_ANYWAY]
    book, found = open_book(path)
    if book is None or stopping:
        return None, stopping or [each for each in found if each.severity is Severity.UNREADABLE]
    carried = Carrying(made=from_lists(lists))
    with book:
        try:
            for sheet in SHEETS:
                _carry_sheet(book, sheet, carried)
        except UnfitFileError as error:
            return None, [error.at(Place(path.name))]
    known = {fold(sheet.name) for sheet in SHEETS} | {fold("Read me"), fold("Lists")}
    carried.left = [part.name for part in book.sheets if fold(part.name) not in known]
    for row in carried.rows.get("Decision", ())[:1]:
        row["format_version"] = FORMAT_VERSION
    for row in carried.rows.get("Accepted", ()):
        said = carried.texts.get(address(str(row.get("cell", ""))), "")
        if len(said.split()) >= A_TEXT:  # a number is told with its row: check prints it to paste
            row.setdefault("said", said)
    return carried, []


def _carry_sheet(book: Book, sheet: Sheet, carried: Carrying) -> None:
    part = next((each for each in book.sheets if fold(each.name) == fold(sheet.name)), None)
    if part is None:
        return
    rows = [[cell for cell in cells if cell.kind != "blank"] for cells in islice(
        read_rows(book, part, look_through(book, part)), MOST_ROWS)]
    place = Place(book.file, part.name)
    carried.texts.update({address(f"{sheet.name}!{cell.address}"): clean(shown(cell))
                          for cells in rows for cell in cells if cell.kind == "text"})
    if sheet.layout == "values":
        _carry_values(place, rows, sheet, carried)
    else:
        _carry_table(place, rows, sheet, carried)


def _carry_table(place: Place, rows: Sequence[Sequence[Cell]], sheet: Sheet, carried: Carrying
                 ) -> None:
    """A row for each filled row below the headings. Columns that the form does not have, those of
    translations and the clinic's own, keep their headings."""
    headings, _ = find_headings(place, rows, sheet, _further(sheet, carried))
    if not headings.row:
        return
    moved = MOVED.get(sheet.name)
    names: dict[int, tuple[str, bool]] = {}  # the field or the heading, and whether it is further
    for cell in next(row for row in rows if row[0].row == headings.row):
        text = clean(shown(cell))
        known = headings.columns.get(cell.column)
        if moved and fold(text) == fold(moved[0]):
            names[cell.column] = (moved[1], False)
        elif known and not known.language and not known.extra:
            names[cell.column] = (known.key, False)
        else:
            names[cell.column] = (_own_heading(known, text), True)
    for cells in rows:
        row: dict[str, Any] = {}
        further: dict[str, Any] = {}
        for cell in cells if cells[0].row > headings.row else ():
            if cell.column in names:
                name, is_further = names[cell.column]
                (further if is_further else row)[name] = _value(cell)
        if row or further:
            carried.rows.setdefault(sheet.name, []).append({**row, "extra": further})
            carried.numbers.setdefault(sheet.name, []).append(cells[0].row)
    add_columns(sheet.name, (name for name, is_further in names.values() if is_further), carried)


def _own_heading(known: Heading | None, text: str) -> str:
    """How a further column is headed: with the id that it is for, or as it was typed."""
    return known.key if known and known.extra and not known.language else text


def _carry_values(place: Place, rows: Sequence[Sequence[Cell]], sheet: Sheet, carried: Carrying
                  ) -> None:
    """The one row of a sheet with a name and its value in each row; its translations by the
    heading of their column. Names that the form does not have keep their rows."""
    header, columns, _ = find_value_headings(place, rows)
    names = Names(sheet, {})
    moved = MOVED.get(sheet.name)
    row: dict[str, Any] = {}
    further: dict[str, Any] = {}
    languages: dict[str, dict[str, Any]] = {}
    titles = {cell.column: clean(shown(cell)) for cells in rows if cells[0].row == header
              for cell in cells}
    name_column = next(column for column, meaning in columns.items() if meaning == "name")
    for cells in rows:
        by_column = {cell.column: cell for cell in cells}
        if cells[0].row <= header or name_column not in by_column:
            continue
        text = clean(shown(by_column[name_column]))
        key = names.match(text)
        if moved and fold(text) == fold(moved[0]):
            key = moved[1]
            carried.moved.append((Place(place.file, place.sheet, by_column[name_column].address,
                                        text), names.fields[key]))
        for column, meaning in columns.items():
            cell = by_column.get(column)
            if cell is None or meaning in ("name", "help"):
                continue
            if meaning:
                languages.setdefault(titles[column], {})[key or text] = _value(cell)
            else:
                (row if key else further)[key or text] = _value(cell)
    carried.rows[sheet.name] = [{**row, "extra": further, "languages": languages}]
    add_columns(sheet.name, further, carried)


def _further(sheet: Sheet, carried: Carrying) -> dict[str, str]:
    """The headings of answers and of conditions, with what they name."""
    if sheet.extra == "Options":
        return {str(row[name]): str(row["id"]) for row in carried.rows.get("Options", ())
                if "id" in row for name in ("id", "name", "short_name") if name in row}
    if sheet.extra == "Patient facts":
        facts = [row for row in carried.rows.get("Patient facts", ()) if "name" in row]
        aliases = {alias.strip(): str(row["name"]) for row in facts
                   for alias in str(row.get("aliases", "")).split(",") if alias.strip()}
        return {AGE: AGE, **aliases, **{str(row["name"]): str(row["name"]) for row in facts}}
    return {}


def _value(cell: Cell) -> object:
    """What a cell holds; a number with its format, which tells what it means."""
    return cell.value if cell.kind == "text" else Carried(cell.value, cell.number_format)


def add_columns(sheet: str, names: Iterable[str], carried: Carrying, width: int = 24) -> None:
    """Give the new sheet further columns of these names, where it has none yet."""
    columns = carried.extra.setdefault(sheet, [])
    known = {each.key for each in columns}
    columns += [ExtraColumn(name, "Carried over as it was.", width=width)
                for name in dict.fromkeys(names) if name not in known]


def carried_notes(carried: Carrying) -> list[Problem]:
    """What a person must look at because it stands elsewhere now, or was left behind."""
    return [problem("carried-moved", place, heading=heading)
            for place, heading in carried.moved] + [
        problem("carried-left", Place("", name)) for name in carried.left]
