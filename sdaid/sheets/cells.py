"""The cells of one sheet, row by row in flat memory, as openpyxl's parser reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Any
from xml.etree.ElementTree import iterparse

from openpyxl.worksheet._reader import (
    CELL_TAG,
    DATA_TAG,
    FORMULA_TAG,
    INLINE_STRING,
    ROW_TAG,
    VALUE_TAG,
    WorkSheetParser,
)
from openpyxl.xml.constants import SHEET_MAIN_NS

from sdaid.sheets.book import Book, SheetPart, openpyxl_reads
from sdaid.sheets.shape import BLANKS, MOST_COLUMNS, Shape
from sdaid.sheets.texts import Marks, joined, letter_marks
from sdaid.sheets.values import Cell

LONGEST_TEXT = 32_768
"""Characters kept of a cell's text: one more than Excel's own limit, so that more is noticed."""

LONGEST_WHOLE = 10**17  # a larger number is no longer exact, whatever is typed
ROWS_AT_ONCE = 100
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
TEXT, RUN, RUN_LOOK = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("t", "r", "rPr"))
KINDS = {"n": "number", "s": "text", "inlineStr": "text", "b": "bool", "e": "error"}
"""The kind of a cell by openpyxl's name for it; a date's is told by its value."""


def read_rows(book: Book, sheet: SheetPart, shape: Shape) -> Iterator[list[Cell]]:
    """The rows of `sheet`, whose shape is known, that hold something, each as its cells that do,
    from left to right. Ends before a gap of 60 empty rows. Raises UnfitFileError.
    """
    if not shape.last_row:
        return
    with book.archive.open(sheet.part) as source:
        parser = _Parser(source, book.texts, book.text_marks, data_only=True, epoch=book.epoch,
                         date_formats=book.formats.dates, timedelta_formats=book.formats.spans)
        rows = parser.rows(shape.last_row)
        some = [[Cell(1, 1)]]
        while some:
            with openpyxl_reads(f"its part {sheet.part} cannot be read"):
                some = [_cells(book, found) for found in islice(rows, ROWS_AT_ONCE)]
            yield from filter(None, some)


class _Parser(WorkSheetParser):
    """The parser of openpyxl's read-only mode, for the rows alone: what stands around them is not
    made into objects, and what was handed out is forgotten."""

    def __init__(self, source: Any, texts: Sequence[str], marks: Marks, **how: Any) -> None:
        super().__init__(source, texts, **how)
        self.marks = marks

    def rows(self, last: int) -> Iterator[list[dict[str, Any]]]:
        """The cells of each row up to the row `last`."""
        rows = None
        for event, element in iterparse(self.source, ("start", "end")):  # noqa: S314 - looked through
            if element.tag == DATA_TAG:
                rows = element
            elif event == "end" and element.tag == ROW_TAG and rows is not None:
                _, cells = self.parse_row(element)
                rows.clear()
                self.row_dimensions.clear()
                yield cells
                if self.row_counter >= last:
                    return

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        """The row's number and its cells; those that hold nothing are left out where they may."""
        cells = [each for each in row if each.tag == CELL_TAG]
        if all("r" in each.attrib for each in cells):
            cells = [each for each in cells if len(each)]
        row[:] = cells
        number, parsed = super().parse_row(row)
        return number, parsed

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """A cell; one whose formula has no stored result is told as a formula, and a text in the
        cell is joined without a look at its letters' colours, in a quarter of the time."""
        inline = element.find(INLINE_STRING) if element.get("t") == "inlineStr" else None
        if inline is not None:
            element.remove(inline)
        shared = element.find(VALUE_TAG) if self.marks and element.get("t") == "s" else None
        number = int(shared.text or 0) if shared is not None else -1
        cell: dict[str, Any] = super().parse_cell(element)
        cell["mark"] = self.marks.get(number, "")
        if inline is not None:
            cell["value"] = _inline_text(inline)
            cell["mark"] = joined(*map(letter_marks, inline.iterfind(f"{RUN}/{RUN_LOOK}")))
        elif cell["value"] is None and element.find(FORMULA_TAG) is not None:
            empty_text = cell["data_type"] == "str" and element.find(VALUE_TAG) is not None
            cell["data_type"] = "n" if empty_text else "f"
        return cell


def _inline_text(inline: Any) -> str:
    """The text in a cell: one piece, or several of unlike letters; how it is spoken left out."""
    if len(inline) == 1 and inline[0].tag == TEXT:
        return inline[0].text or ""
    texts = [*inline.iterfind(TEXT), *inline.iterfind(f"{RUN}/{TEXT}")]
    return "".join(each.text or "" for each in texts)


def _cells(book: Book, row: list[dict[str, Any]]) -> list[Cell]:
    """The cells of `row` that hold something, from left to right."""
    found = [_cell(book, each) for each in row if each["column"] <= MOST_COLUMNS]
    return sorted((cell for cell in found if cell), key=lambda cell: cell.column)


def _cell(book: Book, parsed: dict[str, Any]) -> Cell | None:
    """The cell that openpyxl `parsed`; None where it is blank."""
    value, kind, style = parsed["value"], parsed["data_type"], parsed["style_id"]
    if kind == "d":
        kind, value = _moment(value, book.epoch)
    elif kind == "f":
        kind = "formula"
    elif value is None:
        return None
    else:
        kind = KINDS[kind]
    if kind == "text":
        value = unescape(value)[:LONGEST_TEXT]
        if not value.strip(BLANKS):
            return None
    elif kind == "number" and abs(value) >= LONGEST_WHOLE:
        value = float(value)
    if style >= len(book.formats.codes):
        return Cell(parsed["row"], parsed["column"], value, kind, mark=parsed["mark"])
    mark = book.formats.marks[style]
    return Cell(parsed["row"], parsed["column"], value, kind, book.formats.codes[style],
                joined(mark, parsed["mark"]) if mark else parsed["mark"])


def _moment(value: Any, epoch: datetime) -> tuple[str, Any]:
    """The kind and value of what is formatted as a date."""
    if isinstance(value, time | timedelta):
        return "time", value
    if isinstance(value, datetime) and value < epoch:
        return "error", "########"  # as Excel shows it
    return "date", value


def unescape(text: str) -> str:
    """`text` with the characters that the format writes as _x0007_; half a character (a lone
    surrogate) becomes U+FFFD."""
    return ESCAPED.sub(_character, text) if "_x" in text else text


def _character(escaped: re.Match[str]) -> str:
    letter = chr(int(escaped[1], 16))
    return "\ufffd" if "\ud800" <= letter <= "\udfff" else letter
