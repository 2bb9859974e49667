"""The shape of one sheet: all that its cells' values do not tell, and whether they can be read.

One pass over the stored XML finds what openpyxl's reading of long sheets passes over in silence:
merged ranges, hidden rows, filters, gaps, far columns. It also refuses what contradicts itself, so
that openpyxl only ever meets a sheet that it can read to the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite

from openpyxl.utils.datetime import from_ISO8601

from sdaid.sheets.book import Book, SheetPart
from sdaid.sheets.markup import Start, UnfitFileError, damaged
from sdaid.sheets.values import INVISIBLE, TURNING, letters

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
MOST_COLUMNS = 200
LONGEST_GAP = 60
MOST_NOTED = 1_000  # merged ranges and hidden stretches remembered of one sheet
MOST_PIECES = 64  # of 64 KiB, that one row may go on for: far more than 200 full cells
LONGEST_LOOK = 400  # letters of a cell that tell whether it can be read
TEXTS = ("s", "str", "inlineStr")
CRITERIA = ("filters", "customFilters", "top10", "dynamicFilter", "colorFilter", "iconFilter")
STORED_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")

SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
BLANKS = SPACES + "".join(map(chr, [*range(0x2000, 0x200B), *INVISIBLE, *TURNING]))
"""What a cell may hold and still be blank."""


@dataclass
class Shape:
    """What one pass over a sheet found beside its cells. Rows and columns count from 1.

    `last_row` and `last_in_column` tell where a value stands last, up to the gap, and
    `last_text_in_column` where a text does; `after_gap` is
    the first row that holds something after 60 empty ones; `far_column` the address of the first
    value to the right of column 200.
    """

    rows: int = 0
    last_row: int = 0
    after_gap: int = 0
    far_column: str = ""
    last_in_column: dict[int, int] = field(default_factory=dict)
    last_text_in_column: dict[int, int] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)


def look_through(book: Book, sheet: SheetPart) -> Shape:
    """The shape of `sheet`. Raises UnfitFileError where its cells cannot all be read."""
    look = _Look(book)
    starts: dict[str, Start] = {
        "row": look.row, "c": look.cell, "v": look.value, "t": look.text_inline,
        "f": look.formula, "rPh": look.speech, "col": look.column,
        "mergeCell": look.merge, "autoFilter": look.filter,
        **dict.fromkeys(CRITERIA, look.criterion),
    }
    ends = {"row": look.row_ends, "c": look.cell_ends, "v": look.text_ends,
            "t": look.text_ends, "rPh": look.speech_ends, "sheetData": look.cells_end}
    row, pieces = 0, 0
    for _ in book.archive.walk(sheet.part, starts, ends, look.take):
        pieces = pieces + 1 if look.at == row and not look.over else 0
        row = look.at
        if pieces > MOST_PIECES:
            raise UnfitFileError("file-bomb", why=f"row {row} goes on without end")
    look.finish()
    for part in book.tables(sheet):
        for _ in book.archive.walk(part, {
                "autoFilter": look.filter, **dict.fromkeys(CRITERIA, look.criterion)}):
            pass
    return look.shape


class _Look:
    """Takes the events of one sheet's XML, and fills in its shape."""

    def __init__(self, book: Book) -> None:
        self.texts = len(book.texts)
        self.blank_texts = {number for number, text in enumerate(book.texts)
                            if not text.strip(BLANKS)}
        self.shape = Shape()
        self.known_letters: dict[str, int] = {}
        self.hidden: list[tuple[int, int]] = []
        self.filter_range = ""
        self.at = 0  # the row being read
        self.over = False  # whether the cells have ended
        self.row_hidden = False
        self.columns: list[int] = []  # that hold something in this row
        self.texts_in: list[int] = []  # and those of them that hold a text
        self.address, self.cells_after = "", 0  # cells may leave their addresses out
        self.in_cell = self.spoken = self.open = False
        self.kind, self.text = "n", ""
        self.has_value = self.has_formula = False

    def row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        before = self.at
        self.at = _whole(number, LAST_ROW) if number else before + 1
        if self.at <= before or self.at > LAST_ROW:
            raise damaged(f"row {self.at} comes after row {before}")
        self.row_hidden = attributes.get("hidden") in ("1", "true") or attributes.get("ht") == "0"
        self.address, self.cells_after = "", 0

    def cell(self, attributes: dict[str, str]) -> None:
        if self.in_cell or not self.at:
            raise damaged("a cell stands outside its row")
        self.in_cell = True
        address = attributes.get("r")
        if address:
            self.address, self.cells_after = address, 0
        else:
            self.cells_after += 1
        self.kind = attributes.get("t", "n")
        self.has_value = self.has_formula = False

    def value(self, _: dict[str, str]) -> None:
        self.has_value = True
        self.open = self.in_cell

    def text_inline(self, _: dict[str, str]) -> None:
        self.open = self.in_cell and not self.spoken

    def text_ends(self) -> None:
        self.open = False

    def take(self, piece: str) -> None:
        if self.open and len(self.text) < LONGEST_LOOK:
            # more than the blanks at its start is not needed of a text
            self.text += piece[:LONGEST_LOOK] if self.text else piece.lstrip(BLANKS)[:LONGEST_LOOK]

    def formula(self, _: dict[str, str]) -> None:
        self.has_formula = self.in_cell

    def speech(self, _: dict[str, str]) -> None:
        self.spoken = True

    def speech_ends(self) -> None:
        self.spoken = False

    def cell_ends(self) -> None:
        self.in_cell = False
        if not (self.text or self.has_formula):
            return
        # worked out here and not before: in many files most cells are formatted and hold nothing
        text, self.text = self.text, ""
        column = self.cells_after + (self._column_of(self.address) if self.address else 0)
        if column > LAST_COLUMN:
            raise damaged(f"row {self.at} has more cells than a sheet has columns")
        if not self._holds(text):
            return
        if column > MOST_COLUMNS:
            self.shape.far_column = self.shape.far_column or f"{letters(column)}{self.at}"
            return
        self.columns.append(column)
        if self.kind in TEXTS:
            self.texts_in.append(column)

    def row_ends(self) -> None:
        if not self.columns:
            return
        columns, self.columns = self.columns, []
        texts, self.texts_in = self.texts_in, []
        shape = self.shape
        if shape.after_gap or self.at - shape.last_row > LONGEST_GAP:
            shape.after_gap = shape.after_gap or self.at
            return
        if any(left >= right for left, right in pairwise(columns)) \
                and len(set(columns)) < len(columns):
            raise damaged(f"row {self.at} holds one cell twice")
        shape.rows += 1
        shape.last_row = self.at
        shape.last_in_column.update(dict.fromkeys(columns, self.at))
        shape.last_text_in_column.update(dict.fromkeys(texts, self.at))
        if self.row_hidden and len(shape.hidden_rows) < MOST_NOTED:
            shape.hidden_rows.append(self.at)

    def cells_end(self) -> None:
        self.over = True

    def column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true") and len(self.hidden) < MOST_NOTED:
            self.hidden.append((_whole(attributes.get("min", ""), LAST_COLUMN),
                                _whole(attributes.get("max", ""), LAST_COLUMN)))

    def merge(self, attributes: dict[str, str]) -> None:
        if len(self.shape.merged) < MOST_NOTED:
            self.shape.merged.append(attributes.get("ref", "")[:30])

    def filter(self, attributes: dict[str, str]) -> None:
        self.filter_range = attributes.get("ref", "")[:30]

    def criterion(self, _: dict[str, str]) -> None:
        if self.filter_range and self.filter_range not in self.shape.filters:
            self.shape.filters.append(self.filter_range)

    def finish(self) -> None:
        """Note which of the hidden columns hold something."""
        self.shape.hidden_columns = [
            column for column in sorted(self.shape.last_in_column)
            if any(first <= column <= last for first, last in self.hidden)]

    def _column_of(self, address: str) -> int:
        name = address.rstrip("0123456789")
        if address[len(name):] != str(self.at):
            raise damaged(f"the cell {address[:20]} stands in row {self.at}")
        column = self.known_letters.get(name)
        if column is None:
            column = _column_number(name)
            self.known_letters[name] = column
        return column

    def _holds(self, text: str) -> bool:
        """Whether the cell that ends here is not blank; damage where its value is none."""
        if self.kind == "s":
            number = _whole(text, 1 << 32)
            if number >= self.texts:
                raise damaged("a cell names a text that is not there")
            return number not in self.blank_texts
        if self.kind in ("str", "inlineStr"):
            return bool(text) or not self.has_value
        if text:
            self._check_value(text)
        return True

    def _check_value(self, text: str) -> None:
        if self.kind == "n":
            if not (STORED_NUMBER.fullmatch(text) and isfinite(float(text))):
                raise damaged(f"a cell stores “{text[:20]}” as a number")
        elif self.kind == "b":
            if text not in ("0", "1"):
                raise damaged(f"a cell stores “{text[:20]}” as true or false")
        elif self.kind == "d":
            try:
                from_ISO8601(text)  # type: ignore[no-untyped-call]
            except (ValueError, OverflowError) as error:
                raise damaged(f"a cell stores “{text[:20]}” as a date") from error
        elif self.kind != "e":
            raise damaged(f"a cell is of the kind “{self.kind[:20]}”, which there is not")


def _whole(text: str, most: int) -> int:
    text = text.strip()
    if not text.isascii() or not text.isdigit() or len(text) > 10 or int(text) > most:
        raise damaged(f"“{text[:20]}” stands where a count belongs")
    return int(text)


def _column_number(name: str) -> int:
    number = 0
    if not (name.isascii() and name.isalpha() and len(name) <= 3):
        raise damaged(f"“{name[:20]}” is not a column")
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    if number > LAST_COLUMN:
        raise damaged(f"“{name[:20]}” is not a column")
    return number
