"""Lists as text: CSV with commas, semicolons, tabs or pipes, one row after another."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sdaid.appointments.encoding import encoding_of
from sdaid.appointments.quotes import stray
from sdaid.appointments.table import PLAIN, Look
from sdaid.problems import Place, Problem, problem
from sdaid.sheets.headings import SEARCHED, Headings
from sdaid.sheets.lines import Line
from sdaid.sheets.markup import UnfitFileError
from sdaid.sheets.shape import BLANKS
from sdaid.sheets.values import Cell, letters
from sdaid.staff import translate

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes"}
SAYS_SEPARATOR = re.compile(r"\s*sep=(.)\s*", re.IGNORECASE)
AS_TEXT = re.compile(r'="([^"]*)"')
"""How some systems keep Excel from eating leading zeros."""

OF_LINES = {"address", "tried"}
"""Fields whose cells may hold line ends."""

TIMES = {"born", "visit_date", "visit_time"}

Known = Callable[[str], object]
"""Whether a text is the name of one of our columns."""


@dataclass(frozen=True)
class TextTable:
    """A text file that is a table, and how to read it."""

    path: Path
    encoding: str
    separator: str
    from_1904: bool = False
    own_form: bool = False

    @property
    def place(self) -> Place:
        return Place(self.path.name)

    @property
    def kind(self) -> str:
        name = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}.get(
            self.encoding, self.encoding.upper())
        return translate("text in {encoding} with {separator}").format(
            encoding=name, separator=translate(SEPARATORS[self.separator]))

    def early(self, last: int) -> Sequence[Sequence[Cell]]:
        """The lines up to number `last` that hold something, each as its filled cells."""
        found = (self._cells(number, fields) for number, fields in islice(self._fields(), last))
        return [cells for cells in found if cells]

    def look(self, headings: Headings) -> Look:
        """Which columns are filled how far, and whether the file ends within a row."""
        look, width, number = Look(), 0, 0
        fields: list[str] = []
        dates = {column - 1 for column, heading in headings.columns.items()
                 if heading.extra or heading.key in TIMES}
        for number, fields in self._fields():
            if number == headings.row:
                width = len(fields)
            if number <= headings.row:
                continue
            look.last.update((column, number) for column, text in enumerate(fields, start=1)
                             if text and not text.isspace())
            look.texts.update(column + 1 for column in dates
                              if column < len(fields) and fields[column]
                              and not PLAIN.fullmatch(fields[column]))
        if number > headings.row and fields and len(fields) < width and self._ends_within():
            look.cut = number
        return look

    def lines(self, headings: Headings, look: Look) -> Iterator[Line]:
        """The lines below the headings that hold something, and the doubts of each."""
        of_lines: set[int] = set()
        width = 0
        for number, fields in self._fields():
            if number == headings.row:
                width = len(fields)
                of_lines = {column for column in range(1, width + 1)
                            if column not in headings.columns
                            or headings.columns[column].key in OF_LINES}
            cells = self._cells(number, fields) if number > headings.row else []
            if cells:
                yield Line(cells, self._doubt(number, fields, cells, width, of_lines)
                           or (self._cut(number, fields, width) if number == look.cut else None))

    def _cells(self, number: int, fields: Sequence[str]) -> list[Cell]:
        return [Cell(number, column, _unwrapped(text) if '="' in text else text, "text")
                for column, text in enumerate(fields, start=1) if text.strip(BLANKS)]

    def _doubt(self, number: int, fields: Sequence[str], cells: Sequence[Cell], width: int,
               of_lines: set[int]) -> Problem | None:
        """Why the cells of this line may stand below the wrong headings, or be another row's."""
        text = "".join(fields)
        odd = any(sign in text for sign in (self.separator, "\n", "\r", '"'))
        if odd and (found := stray(fields, width, self.separator, of_lines)):
            return problem("csv-quotes", self._at(found.column, number), why=found.why)
        if cells[-1].column > width:
            return problem("csv-row-long", self._at(1, number), found=cells[-1].column,
                           allowed=width)
        return None

    def _cut(self, number: int, fields: Sequence[str], width: int) -> Problem:
        return problem("csv-row-cut", self._at(1, number), found=len(fields), allowed=width)

    def _at(self, column: int, number: int) -> Place:
        return Place(self.path.name, "", f"{letters(column)}{number}")

    def _fields(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with its number, blank ones too. Raises `UnfitFileError`."""
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

    def _ends_within(self) -> bool:
        """Whether the file ends within a line."""
        with self.path.open("rb") as file:
            file.seek(-min(4, file.seek(0, 2)), 2)
            return not any(end in file.read() for end in (b"\n", b"\r"))


def open_text(path: Path, known: Known) -> tuple[TextTable, list[Problem]]:
    """The text file at `path`, and a warning where its encoding was only assumed. `known` tells
    the headings by which its separator is found. Raises `UnfitFileError`."""
    encoding, problems = encoding_of(path)
    return TextTable(path, encoding, _separator(path, encoding, known)), problems


def _separator(path: Path, encoding: str, known: Known) -> str:
    """The separator with which one of the first rows holds the most headings; where none does, the
    one that parts them into the most cells."""
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        lines = [line[:10_000] for line in islice(file, 3 * SEARCHED)]
    told = SAYS_SEPARATOR.fullmatch(lines[0].lstrip("\ufeff")) if lines else None
    if told and told[1] in SEPARATORS:
        return told[1]

    def fits(separator: str) -> tuple[int, int]:
        rows = list(_safe(csv.reader(lines, delimiter=separator)))
        return (max((len({known(each) for each in row} - {None}) for row in rows), default=0),
                sum(len(row) > 2 for row in rows))

    return max(SEPARATORS, key=fits)


def _safe(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error:
        return


def _unwrapped(text: str) -> str:
    match = AS_TEXT.fullmatch(text.strip())
    return match[1] if match else text
