"""How a new workbook looks and behaves: colours, formats, protection; then its bytes."""

from __future__ import annotations

import io
import os
import zipfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from sdaid.sheets.form import YES_NO

INK, PALE, GREY = "1F3A4D", "DCE6EC", "5F6B73"
NEEDED_FILL = PatternFill("solid", fgColor=INK)
OPTIONAL_FILL = PatternFill("solid", fgColor=PALE)
NEEDED_FONT = Font("Calibri", bold=True, color="FFFFFF")
OPTIONAL_FONT = Font("Calibri", bold=True, color=INK)
HELP_FONT = Font("Calibri", italic=True, color=GREY)
HEAD_EDGE = Border(right=Side("thin", color="FFFFFF"))
WRAPPED = Alignment(wrap_text=True, vertical="top")
LEFT = Alignment(wrap_text=True, vertical="top", horizontal="left")
LOCKED, UNLOCKED = Protection(locked=True), Protection(locked=False)
MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - fixed, so that the same content gives the same bytes


def style_column(column: ColumnDimension, form: str, width: int) -> None:
    """Style the whole column, so that cells that are not there yet are unlocked and formatted."""
    column.width = width
    column.number_format = form
    column.alignment, column.protection = WRAPPED, UNLOCKED


def style_cell(cell: BookCell, form: str) -> None:
    cell.number_format, cell.alignment, cell.protection = form, WRAPPED, UNLOCKED


def cell_at(page: Worksheet, row: int, column: int) -> BookCell:
    return cast(BookCell, page.cell(row, column))  # never a merged one: nothing is merged


def put(cell: BookCell, value: object) -> None:
    """Store `value`; text stays text, also where it begins with “=” or “#”."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        value = YES_NO[0] if value else YES_NO[1]
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.data_type = "s"


def protect(page: Worksheet) -> None:
    """Lock what is marked locked, without a password; leave formatting, rows and sorting free."""
    guard = page.protection
    guard.sheet = True
    for name in ("formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows",
                 "deleteColumns", "deleteRows", "sort", "autoFilter"):
        setattr(guard, name, False)  # False means: not forbidden


def fit_to_paper(page: Worksheet) -> None:
    """For colleagues who review on paper: landscape, all columns on one page."""
    page.page_setup.orientation = "landscape"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0


def help_comment(text: str) -> Comment:
    return Comment(text, "sdaid", width=300, height=24 + 18 * (len(text) // 40 + 1))


def save_new(book: Workbook, path: Path, *, private: bool = False) -> None:
    """The whole file, or none; its owner's alone if `private`. FileExistsError where there is
    one."""
    finished = _bytes(book)
    how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    file = os.fdopen(os.open(path, how, 0o600 if private else 0o666), "wb")
    try:
        with file:
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
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            kept.writestr(entry, made.read(part))
    return fixed.getvalue()
