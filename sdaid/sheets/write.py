"""A new .xlsx file from declared sheets: headings with help, dropdowns, formats, protection.

It never changes a file that is there, writes no formula, and gives the same bytes for the same
input. Reading is elsewhere: this module and its look (dress) are all that writes with openpyxl.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.styles import Alignment, Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sdaid.sheets.columns import Sheet
from sdaid.sheets.dress import (
    HEAD_EDGE,
    HELP_FONT,
    INK,
    LEFT,
    LOCKED,
    NEEDED_FILL,
    NEEDED_FONT,
    OPTIONAL_FILL,
    OPTIONAL_FONT,
    UNLOCKED,
    WRAPPED,
    cell_at,
    fit_to_paper,
    help_comment,
    protect,
    put,
    save_new,
    style_cell,
    style_column,
)
from sdaid.sheets.form import (
    GENERAL,
    LISTS,
    MADE_WITH,
    TEXT,
    ExtraColumn,
    FormColumn,
    form_columns,
)
from sdaid.sheets.values import Cell, letters, shown

Row = Mapping[str, object]
"""A row to write: values by field name, and under "extra" a mapping for the further columns."""

LAST_ROW = 10_000  # dropdowns and length checks reach down to here
SPARE_ROWS = 20  # rows that may be added below the known ids before their dropdown ends
SPARE_COLUMNS = 60  # unlocked columns for translations and for what another sheet names


@dataclass(frozen=True)
class Carried:
    """A value out of another file's cell, with the number format that tells what it means."""

    value: object
    number_format: str = GENERAL

    def __str__(self) -> str:
        return shown(Cell(0, 0, self.value, number_format=self.number_format))


@dataclass(frozen=True)
class Line:
    """A line of the sheet Read me: its cells; `style` is text, title, head, needed or optional."""

    cells: tuple[str, ...]
    style: str = "text"


class _Book:
    """The workbook being made, with the lists behind its dropdowns."""

    def __init__(self, rows: Mapping[str, Sequence[Row]], sheets: Sequence[Sheet]) -> None:
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        self.rows = rows
        self.names = {sheet.name for sheet in sheets}
        self.lists: dict[tuple[str, ...], str] = {}
        self.made_with: dict[str, list[str]] = {}

    def list_name(self, choices: tuple[str, ...]) -> str:
        """The defined name of these choices, the same for the same choices."""
        return self.lists.setdefault(choices, f"choices_{len(self.lists) + 1}")

    def ids_name(self, sheet: str) -> str:
        """The defined name of the ids that stand in the first column of `sheet`."""
        name = f"ids_{sheet.replace(' ', '_')}"
        if name not in self.book.defined_names:
            last = 1 + len(self.rows.get(sheet, ())) + SPARE_ROWS
            self.name(name, f"'{sheet}'!$A$2:$A${last}")
        return name

    def name(self, name: str, cells: str) -> None:
        self.book.defined_names[name] = DefinedName(name, attr_text=cells)

    def write_lists(self, further: Mapping[str, Sequence[str]]) -> None:
        """The hidden sheet: a column for each list of choices, one for the headings of each sheet,
        by which a renamed column is known, and those of `further`."""
        page = self.book.create_sheet(LISTS)
        page.sheet_state = "hidden"
        for at, (choices, name) in enumerate(self.lists.items(), start=1):
            for row, text in enumerate((name, *choices), start=1):
                put(cell_at(page, row, at), text)
            self.name(name, f"'{LISTS}'!${letters(at)}$2:${letters(at)}${len(choices) + 1}")
        noted = {f"{MADE_WITH}{sheet}": headings for sheet, headings in self.made_with.items()}
        for at, (head, texts) in enumerate((noted | dict(further)).items(),
                                           start=len(self.lists) + 1):
            for row, text in enumerate((head, *texts), start=1):
                put(cell_at(page, row, at), text)


def write_sheets(
    path: Path,
    sheets: Sequence[Sheet],
    rows: Mapping[str, Sequence[Row]],
    extra: Mapping[str, Sequence[ExtraColumn]],
    *,
    extra_first: frozenset[str] = frozenset(),
    read_me: Sequence[Line] = (),
    known: Mapping[str, Sequence[str]] | None = None,
    private: bool = False,
    lists: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write a new file at `path`; FileExistsError where there is one, OSError where none can be.

    `rows` and `extra` are by sheet name; `extra_first` names the sheets whose further columns stand
    on the left; `known` holds the ids of sheets that are not in this file; `lists` are further
    columns of the hidden sheet by their heads. A `private` file is its owner's alone.
    """
    made = _Book(rows, sheets)
    if read_me:
        _write_read_me(made.book.create_sheet("Read me"), read_me)
    for sheet in sheets:
        drawn = form_columns(sheet, extra.get(sheet.name, ()),
                             extra_first=sheet.name in extra_first, known=known or {})
        if read_me:  # a workbook, which is read back by its headings
            made.made_with[sheet.name] = [each.column.heading for each in drawn]
        page = made.book.create_sheet(sheet.name)
        if sheet.layout == "values":
            _write_values(made, page, drawn, rows.get(sheet.name, ()))
        else:
            _write_table(made, page, sheet, drawn, rows.get(sheet.name, ()))
        protect(page)
    made.write_lists(lists or {})
    save_new(made.book, path, private=private)


def _write_table(made: _Book, page: Worksheet, sheet: Sheet, drawn: Sequence[FormColumn],
                 rows: Sequence[Row]) -> None:
    """Headings in row 1, one row below for each of `rows`."""
    for at, each in enumerate(drawn, start=1):
        style_column(page.column_dimensions[letters(at)], each.number_format, each.column.width)
        _write_heading(cell_at(page, 1, at), each)
        _limit(made, page, each, f"{letters(at)}2:{letters(at)}{LAST_ROW}")
    spare = page.column_dimensions[letters(len(drawn) + 1)]
    style_column(spare, TEXT, 24)
    spare.min, spare.max = len(drawn) + 1, len(drawn) + SPARE_COLUMNS
    if sheet.extra:
        beside = cell_at(page, 1, len(drawn) + 1)
        style_cell(beside, TEXT)
        beside.comment = help_comment(
            f"You may add columns from here on, each headed with an id of the sheet {sheet.extra}.")
    for row, values in enumerate(rows, start=2):
        for at, each in enumerate(drawn, start=1):
            cell = cell_at(page, row, at)
            _fill(cell, _value(values, each), each.number_format)
    page.freeze_panes = "B2"
    page.row_dimensions[1].height = 32
    page.auto_filter.ref = f"A1:{letters(len(drawn))}{len(rows) + 1}"


def _write_values(made: _Book, page: Worksheet, drawn: Sequence[FormColumn],
                  rows: Sequence[Row]) -> None:
    """A name, its value and its help in each row, and behind them the columns of translations."""
    values = rows[0] if rows else {}
    languages: Any = values.get("languages", {})
    for at, heading in enumerate(languages, start=4):
        page.column_dimensions[letters(at)].width = 70
        cell = cell_at(page, 1, at)
        put(cell, heading)
        cell.font, cell.alignment = OPTIONAL_FONT, WRAPPED
    for at, (heading, width) in enumerate((("Name", 30), ("Value", 70), ("Help", 60)), start=1):
        page.column_dimensions[letters(at)].width = width
        cell = cell_at(page, 1, at)
        put(cell, heading)
        cell.font, cell.alignment = OPTIONAL_FONT, WRAPPED
    for row, each in enumerate(drawn, start=2):
        _write_heading(cell_at(page, row, 1), each)
        cell = cell_at(page, row, 2)
        _fill(cell, _value(values, each), each.number_format)
        cell.alignment = LEFT
        for at, wording in enumerate(languages.values(), start=4):
            _fill(cell_at(page, row, at), wording.get(each.key), TEXT)
        cell = cell_at(page, row, 3)
        put(cell, each.column.help)
        cell.alignment, cell.font = WRAPPED, HELP_FONT
        _limit(made, page, each, f"B{row}")
    page.freeze_panes = "B2"
    fit_to_paper(page)


def _fill(cell: BookCell, value: object, number_format: str) -> None:
    """Store `value`. What is carried over keeps the format of a number, which is part of it."""
    style_cell(cell, number_format)
    if isinstance(value, Carried):
        if not isinstance(value.value, str):
            cell.number_format = value.number_format
        value = value.value
    put(cell, value)


def _value(values: Row, each: FormColumn) -> object:
    if not each.extra:
        return values.get(each.key)
    further = values.get("extra", {})
    return further.get(each.key) if isinstance(further, Mapping) else None


def _write_heading(cell: BookCell, each: FormColumn) -> None:
    put(cell, each.column.heading)
    cell.fill = NEEDED_FILL if each.needed else OPTIONAL_FILL
    cell.font = NEEDED_FONT if each.needed else OPTIONAL_FONT
    cell.border, cell.alignment = HEAD_EDGE, WRAPPED
    cell.protection = UNLOCKED if each.extra else LOCKED
    help_text = each.column.help
    if each.column.limit:
        help_text += f" About {each.column.limit} letters fit at most."
    where = each.column.needed_where
    cell.comment = help_comment(help_text + (
        " Needed." if each.needed else f" Needed where {where}." if where else " May stay blank."))


def _limit(made: _Book, page: Worksheet, each: FormColumn, cells: str) -> None:
    """The dropdown of a column, or the check of its length."""
    refers = each.column.refers
    if each.choices:
        rule = DataValidation("list", formula1=made.list_name(each.choices), allow_blank=True)
        rule.showErrorMessage = each.strict
        rule.errorTitle, rule.error = "Not a choice", "Choose one of the list."
    elif refers in made.names:
        # a cell may hold several ids, so the list helps and does not forbid
        rule = DataValidation("list", formula1=made.ids_name(str(refers)), allow_blank=True)
        rule.showErrorMessage = False
    elif each.column.limit:
        rule = DataValidation("textLength", operator="lessThanOrEqual",
                              formula1=str(each.column.limit), allow_blank=True)
        rule.showErrorMessage, rule.errorStyle = True, "warning"
        rule.errorTitle = "Too long"
        rule.error = (f"About {each.column.limit} letters fit here at most. “sdaid check” measures "
                      "what the page holds.")
    else:
        return
    rule.add(cells)
    page.add_data_validation(rule)


def _write_read_me(page: Worksheet, lines: Sequence[Line]) -> None:
    styles = {
        "title": (Font("Calibri", bold=True, size=16, color=INK), None),
        "head": (Font("Calibri", bold=True, size=12, color=INK), None),
        "needed": (NEEDED_FONT, NEEDED_FILL),
        "optional": (OPTIONAL_FONT, OPTIONAL_FILL),
    }
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 26, 90
    for row, line in enumerate(lines, start=1):
        for at, text in enumerate(line.cells, start=1):
            cell = cell_at(page, row, at)
            put(cell, text)
            cell.alignment = Alignment(wrap_text=at > 1, vertical="top")
        if line.style in styles:
            font, fill = styles[line.style]
            cell_at(page, row, 1).font = font
            if fill:
                cell_at(page, row, 1).fill = fill
        page.row_dimensions[row].height = 16 * max(1, ceil(len(line.cells[-1]) / 85))
    page.row_dimensions[1].height = 24
    page.sheet_view.showGridLines = False
    protect(page)
    fit_to_paper(page)


