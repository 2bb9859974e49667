"""Lists as text: CSV with commas, semicolons, tabs or pipes, one row after another."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from sdaid.appointments.encoding import encoding_of
from sdaid.problems import Place, Problem, problem
from sdaid.sheets.columns import Sheet
from sdaid.sheets.headings import SEARCHED, Headings, Names, find_headings, unheaded
from sdaid.sheets.lines import StreamedRow, row_by_row
from sdaid.sheets.markup import UnfitFileError
from sdaid.sheets.records import RecordMaker
from sdaid.sheets.shape import BLANKS
from sdaid.sheets.values import Cell

SEPARATORS = ",;\t|"
SAYS_SEPARATOR = re.compile(r"\s*sep=(.)\s*", re.IGNORECASE)
AS_TEXT = re.compile(r'="([^"]*)"')
"""How some systems keep Excel from eating leading zeros."""


@dataclass(frozen=True)
class _Text:
    """A text file that is a table, and how to read it."""

    path: Path
    encoding: str
    separator: str

    def rows(self) -> Iterator[list[Cell]]:
        """The rows that hold something, each as its filled cells. Raises `UnfitFileError`."""
        for number, fields in self.fields():
            cells = [Cell(number, column, _unwrapped(text), "text")
                     for column, text in enumerate(fields, start=1) if text.strip(BLANKS)]
            if cells:
                yield cells

    def fields(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with its number, blank ones too."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=self.separator, strict=True)
            number = 0
            try:
                for number, fields in enumerate(reader, start=1):
                    if number > 1 or not SAYS_SEPARATOR.fullmatch(self.separator.join(fields)):
                        yield number, fields
            except csv.Error as error:
                raise UnfitFileError("csv-broken", found=reader.line_num, why=error) from None
            except UnicodeError:
                raise UnfitFileError("csv-encoding", found=number + 1,
                                     tried=self.encoding.upper()) from None


@dataclass
class _Shape:
    """What one pass over the file found. `odd` are problems of rows, by their number."""

    last_in_column: dict[int, int] = field(default_factory=dict)
    odd: dict[int, Problem] = field(default_factory=dict)
    rows: int = 0


def stream_text(path: Path, sheet: Sheet, extra: Mapping[str, str]
                ) -> tuple[list[Problem], Iterator[StreamedRow]]:
    """The problems of the list as a whole, and its rows one after another in flat memory. It is
    looked through once before the first row is handed out."""
    place = Place(path.name)
    try:
        encoding, problems = encoding_of(path)
        text = _Text(path, encoding, _separator(path, encoding, Names(sheet, extra)))
        early = list(islice(text.rows(), SEARCHED))
        headings, found = find_headings(place, early, sheet, extra)
        problems += found
        if not headings.row:
            return problems, iter(())
        shape = _look_through(text, headings, place)
    except UnfitFileError as error:
        return [error.at(place)], iter(())
    header = next(row for row in early if row[0].row == headings.row)
    problems += unheaded(place, headings, header, shape.last_in_column)
    maker = RecordMaker(place, sheet)
    return problems, row_by_row(text.rows(), headings, maker, shape.odd)


def _look_through(text: _Text, headings: Headings, place: Place) -> _Shape:
    """Every row once: is it whole, and does it hold more cells than there are headings?"""
    shape, width, number = _Shape(), 0, 0
    fields: list[str] = []
    for number, fields in text.fields():
        filled = [column for column, each in enumerate(fields, start=1) if each.strip(BLANKS)]
        if number == headings.row:
            width = len(fields)
        if number <= headings.row or not filled:
            continue
        shape.rows += 1
        shape.last_in_column.update(
            dict.fromkeys((column for column in filled if column <= width), number))
        if filled[-1] > width:
            shape.odd[number] = problem("csv-row-long", Place(place.file, "", f"A{number}"),
                                        found=filled[-1], allowed=width)
    if number > headings.row and fields and len(fields) < width and _cut(text):
        shape.odd[number] = problem("csv-row-cut", Place(place.file, "", f"A{number}"),
                                    found=len(fields), allowed=width)
    return shape


def _cut(text: _Text) -> bool:
    """Whether the file ends within a line."""
    with text.path.open("rb") as file:
        file.seek(-min(4, file.seek(0, 2)), 2)
        return not any(end in file.read() for end in (b"\n", b"\r"))


def _separator(path: Path, encoding: str, names: Names) -> str:
    """The separator with which one of the first rows holds the most headings."""
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        lines = [line[:10_000] for line in islice(file, 3 * SEARCHED)]
    told = SAYS_SEPARATOR.fullmatch(lines[0].lstrip("\ufeff")) if lines else None
    if told and told[1] in SEPARATORS:
        return told[1]

    def fits(separator: str) -> int:
        rows = csv.reader(lines, delimiter=separator)
        return max((len({names.match(each) for each in row} - {None}) for row in _safe(rows)),
                   default=0)

    return max(SEPARATORS, key=fits)


def _safe(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error:
        return


def _unwrapped(text: str) -> str:
    match = AS_TEXT.fullmatch(text.strip())
    return match[1] if match else text
