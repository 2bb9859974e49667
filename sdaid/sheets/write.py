"""A new .xlsx file from declared sheets: headings with help, dropdowns, formats, protection.

The only module that writes with openpyxl. It never changes a file that is there, writes no formula,
and gives the same bytes for the same input.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from sdaid.sheets.columns import Sheet
from sdaid.sheets.form import TEXT, YES_NO, ExtraColumn, FormColumn, form_columns
from sdaid.sheets.values import letters

Row = Mapping[str, object]
"""A row to write: values by field name, and under "extra" a mapping for the further columns."""

LISTS = "Lists"
LAST_ROW = 10_000  # dropdowns and length checks reach down to here
SPARE_ROWS = 20  # rows that may be added below the known ids before their dropdown ends
SPARE_COLUMNS = 60  # unlocked columns for translations and for what another sheet names

INK, PALE, GREY = "1F3A4D", "DCE6EC", "5F6B73"
NEEDED_FILL = PatternFill("solid", fgColor=INK)
OPTIONAL_FILL = PatternFill("solid", fgColor=PALE)
NEEDED_FONT = Font(bold=True, color="FFFFFF")
OPTIONAL_FONT = Font(bold=True, color=INK)
HELP_FONT = Font(italic=True, color=GREY)
HEAD_EDGE = Border(right=Side("thin", color="FFFFFF"))
WRAPPED = Alignment(wrap_text=True, vertical="top")
LOCKED, UNLOCKED = Protection(locked=True), Protection(locked=False)
MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - fixed, so that the same content gives the same bytes


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

    def write_lists(self) -> None:
        """The hidden sheet of choices, a column for each list."""
        page = self.book.create_sheet(LISTS)
        page.sheet_state = "hidden"
        for at, (choices, name) in enumerate(self.lists.items(), start=1):
            for row, text in enumerate((name, *choices), start=1):
                _put(_at(page, row, at), text)
            self.name(name, f"'{LISTS}'!${letters(at)}$2:${letters(at)}${len(choices) + 1}")


def write_sheets(
    path: Path,
    sheets: Sequence[Sheet],
    rows: Mapping[str, Sequence[Row]],
    extra: Mapping[str, Sequence[ExtraColumn]],
    *,
    extra_first: frozenset[str] = frozenset(),
    read_me: Sequence[Line] = (),
    known: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write a new file at `path`; FileExistsError where there is one, OSError where none can be.

    `rows` and `extra` are by sheet name; `extra_first` names the sheets whose further columns stand
    on the left; `known` holds the ids of sheets that are not in this file.
    """
    made = _Book(rows, sheets)
    if read_me:
        _write_read_me(made.book.create_sheet("Read me"), read_me)
    for sheet in sheets:
        drawn = form_columns(sheet, extra.get(sheet.name, ()),
                             extra_first=sheet.name in extra_first, known=known or {})
        page = made.book.create_sheet(sheet.name)
        if sheet.layout == "values":
            _write_values(made, page, drawn, rows.get(sheet.name, ()))
        else:
            _write_table(made, page, sheet, drawn, rows.get(sheet.name, ()))
        _protect(page)
    made.write_lists()
    _save_new(made.book, path)


def _write_table(made: _Book, page: Worksheet, sheet: Sheet, drawn: Sequence[FormColumn],
                 rows: Sequence[Row]) -> None:
    """Headings in row 1, one row below for each of `rows`."""
    for at, each in enumerate(drawn, start=1):
        _style_column(page.column_dimensions[letters(at)], each.number_format, each.column.width)
        _write_heading(_at(page, 1, at), each)
        _limit(made, page, each, f"{letters(at)}2:{letters(at)}{LAST_ROW}")
    spare = page.column_dimensions[letters(len(drawn) + 1)]
    _style_column(spare, TEXT, 24)
    spare.min, spare.max = len(drawn) + 1, len(drawn) + SPARE_COLUMNS
    if sheet.extra:
        _at(page, 1, len(drawn) + 1).comment = _comment(
            f"You may add columns from here on, each headed with an id of the sheet {sheet.extra}.")
    for row, values in enumerate(rows, start=2):
        for at, each in enumerate(drawn, start=1):
            cell = _at(page, row, at)
            _style_cell(cell, each.number_format)
            _put(cell, _value(values, each))
    page.freeze_panes = "B2"
    page.row_dimensions[1].height = 32
    page.auto_filter.ref = f"A1:{letters(len(drawn))}{len(rows) + 1}"


def _write_values(made: _Book, page: Worksheet, drawn: Sequence[FormColumn],
                  rows: Sequence[Row]) -> None:
    """A name, its value and its help in each row."""
    values = rows[0] if rows else {}
    for at, (heading, width) in enumerate((("Name", 30), ("Value", 70), ("Help", 60)), start=1):
        page.column_dimensions[letters(at)].width = width
        cell = _at(page, 1, at)
        _put(cell, heading)
        cell.font, cell.alignment = OPTIONAL_FONT, WRAPPED
    for row, each in enumerate(drawn, start=2):
        _write_heading(_at(page, row, 1), each)
        cell = _at(page, row, 2)
        _style_cell(cell, each.number_format)
        _put(cell, _value(values, each))
        cell = _at(page, row, 3)
        _put(cell, each.column.help)
        cell.alignment, cell.font = WRAPPED, HELP_FONT
        _limit(made, page, each, f"B{row}")
    page.freeze_panes = "B2"


def _value(values: Row, each: FormColumn) -> object:
    if not each.extra:
        return values.get(each.key)
    further = values.get("extra", {})
    return further.get(each.key) if isinstance(further, Mapping) else None


def _write_heading(cell: BookCell, each: FormColumn) -> None:
    _put(cell, each.column.heading)
    cell.fill = NEEDED_FILL if each.needed else OPTIONAL_FILL
    cell.font = NEEDED_FONT if each.needed else OPTIONAL_FONT
    cell.border, cell.alignment = HEAD_EDGE, WRAPPED
    cell.protection = UNLOCKED if each.extra else LOCKED
    help_text = each.column.help
    if each.column.limit:
        help_text += f" At most {each.column.limit} characters."
    cell.comment = _comment(help_text + (" Needed." if each.needed else " May stay blank."))


def _comment(text: str) -> Comment:
    return Comment(text, "sdaid", width=300, height=24 + 18 * (len(text) // 40 + 1))


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
        rule.error = f"The page holds {each.column.limit} characters here."
    else:
        return
    rule.add(cells)
    page.add_data_validation(rule)


def _style_column(column: ColumnDimension, form: str, width: int) -> None:
    # the style of the whole column: cells that are not there yet are unlocked and formatted
    column.width = width
    column.number_format = form
    column.alignment, column.protection = WRAPPED, UNLOCKED


def _style_cell(cell: BookCell, form: str) -> None:
    cell.number_format, cell.alignment, cell.protection = form, WRAPPED, UNLOCKED


def _at(page: Worksheet, row: int, column: int) -> BookCell:
    return cast(BookCell, page.cell(row, column))  # never a merged one: nothing is merged


def _put(cell: BookCell, value: object) -> None:
    """Store `value`; text stays text, also where it begins with “=” or “#”."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        value = YES_NO[0] if value else YES_NO[1]
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.data_type = "s"


def _protect(page: Worksheet) -> None:
    """Lock what is marked locked, without a password; leave formatting, rows and sorting free."""
    guard = page.protection
    guard.sheet = True
    for name in ("formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows",
                 "deleteColumns", "deleteRows", "sort", "autoFilter"):
        setattr(guard, name, False)  # False means: not forbidden


def _write_read_me(page: Worksheet, lines: Sequence[Line]) -> None:
    styles = {
        "title": (Font(bold=True, size=16, color=INK), None),
        "head": (Font(bold=True, size=12, color=INK), None),
        "needed": (NEEDED_FONT, NEEDED_FILL),
        "optional": (OPTIONAL_FONT, OPTIONAL_FILL),
    }
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 26, 90
    for row, line in enumerate(lines, start=1):
        for at, text in enumerate(line.cells, start=1):
            cell = _at(page, row, at)
            _put(cell, text)
            cell.alignment = Alignment(wrap_text=at > 1, vertical="top")
        if line.style in styles:
            font, fill = styles[line.style]
            _at(page, row, 1).font = font
            if fill:
                _at(page, row, 1).fill = fill
    page.sheet_view.showGridLines = False
    _protect(page)


def _save_new(book: Workbook, path: Path) -> None:
    """The whole file, or none."""
    finished = _bytes(book)
    with path.open("xb") as file:
        try:
            file.write(finished)
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise


def _bytes(book: Workbook) -> bytes:
    """The file's bytes, with fixed times."""
    book.properties.creator = "sdaid"
    book.properties.created = book.properties.modified = MADE
    raw, fixed = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(raw, "w")).save()
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(fixed, "w") as kept:
        for part in made.infolist():
            entry = zipfile.ZipInfo(part.filename, date_time=(2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, made.read(part))
    return fixed.getvalue()
