"""Lists as a page of HTML, which many systems call .xls: its rows as they stand there, so that no
zero in front of an id is lost."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import takewhile
from pathlib import Path

from sdaid.appointments.table import PLAIN, Look
from sdaid.problems import Place, problem
from sdaid.sheets.headings import Headings
from sdaid.sheets.lines import Line
from sdaid.sheets.markup import UnfitFileError
from sdaid.sheets.shape import BLANKS, MOST_COLUMNS
from sdaid.sheets.structure import rows_hidden
from sdaid.sheets.values import Cell, clean
from sdaid.staff import translate

CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
AT_ONCE = 1 << 16
UNSEEN = ("script", "style", "title")
STRUCK = ("s", "strike", "del")
CELLS = ("td", "th")
GROUPS = ("table", "thead", "tbody", "tfoot")
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)", re.IGNORECASE)


@dataclass
class _Row:
    """A row as it is read: each cell's column and the pieces of its text; where the next begins."""

    cells: list[tuple[int, list[str]]] = field(default_factory=list)
    next: int = 1
    struck: bool = False
    hidden: bool = False


class _Parser(HTMLParser):
    """Gathers the finished rows of all tables in `rows`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[_Row] = []
        self.open: list[_Row] = []  # one for each table that is open
        self.covered: dict[int, int] = {}  # by column, how many rows a cell above still reaches
        self.in_cell = False
        self.unseen = 0
        self.table_hidden = self.group_hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in GROUPS:
            self.table_hidden = _hides(attrs) if tag == "table" else self.table_hidden
            self.group_hidden = self.table_hidden or _hides(attrs)
        if tag == "table":
            self.open.append(_Row())
            self.in_cell = False
        elif tag in UNSEEN:
            self.unseen += 1
        elif tag == "tr" and self.open:
            self._row_ends()
            self.open[-1].hidden = self.group_hidden or _hides(attrs)
        elif tag in CELLS and self.open:
            self._cell_starts(self.open[-1], dict(attrs))
        elif tag == "br" and self.in_cell:
            self.open[-1].cells[-1][1].append("\n")
        elif tag in STRUCK and self.open and self.in_cell:
            self.open[-1].struck = True

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in CELLS:
            self.in_cell = False
        elif tag in ("tr", "table") and self.open:
            self._row_ends()
            if tag == "table":
                self.open.pop()
                self.covered.clear()

    def handle_data(self, data: str) -> None:
        if self.in_cell and not self.unseen:
            self.open[-1].cells[-1][1].append(re.sub(r"\s+", " ", data))

    def _cell_starts(self, row: _Row, attributes: dict[str, str | None]) -> None:
        wide, high = (min(int(told), MOST_COLUMNS) if (told := attributes.get(name) or "").isdigit()
                      else 1 for name in ("colspan", "rowspan"))
        while self.covered.get(row.next):
            row.next += 1
        row.cells.append((row.next, []))
        if high > 1:
            self.covered |= dict.fromkeys(range(row.next, row.next + wide), high)
        row.next += wide
        self.in_cell = True

    def _row_ends(self) -> None:
        row, self.open[-1] = self.open[-1], _Row()
        self.in_cell = False
        if row.cells:
            self.rows.append(row)
            self.covered = {column: left - 1 for column, left in self.covered.items() if left > 1}


def _hides(attrs: list[tuple[str, str | None]]) -> bool:
    """Whether an element with these attributes is not shown."""
    told = dict(attrs)
    return "hidden" in told or bool(NOT_SHOWN.search(told.get("style") or ""))


@dataclass(frozen=True)
class HtmlTable:
    """The tables of a page of HTML, one below the other."""

    path: Path
    encoding: str
    from_1904: bool = False
    own_form: bool = False

    @property
    def place(self) -> Place:
        return Place(self.path.name)

    @property
    def kind(self) -> str:
        return translate("a page of HTML in {encoding}").format(encoding=self.encoding.upper())

    def early(self, last: int) -> Sequence[Sequence[Cell]]:
        """The lines up to number `last` that hold something, each as its filled cells."""
        return [cells for cells, _ in takewhile(lambda line: line[0][0].row <= last, self._rows())]

    def look(self, headings: Headings) -> Look:
        """Which columns are filled how far, and which hold more than plain days and times."""
        look = Look()
        hidden = []
        for cells, row in self._rows():
            if cells[0].row > headings.row:
                hidden += [cells[0].row] if row.hidden else []
                look.last.update((cell.column, cell.row) for cell in cells)
                look.texts.update(cell.column for cell in cells if not PLAIN.fullmatch(cell.value))
        look.problems += [rows_hidden(self.place, hidden)] if hidden else []
        return look

    def lines(self, headings: Headings, look: Look) -> Iterator[Line]:  # noqa: ARG002 - as every table
        """The lines below the headings that hold something; one that is struck is in doubt."""
        for cells, row in self._rows():
            if cells[0].row > headings.row:
                place = Place(self.path.name, "", cells[0].address)
                yield Line(cells, problem("row-struck", place) if row.struck else None)

    def _rows(self) -> Iterator[tuple[list[Cell], _Row]]:
        parser, number = _Parser(), 0
        try:
            with self.path.open(encoding=self.encoding) as file:
                while piece := file.read(AT_ONCE):
                    parser.feed(piece)
                    rows, parser.rows = parser.rows, []
                    for row in rows:
                        number += 1
                        if cells := _cells(number, row):
                            yield cells, row
        except UnicodeError:
            raise UnfitFileError("csv-encoding", found=number + 1,
                                 tried=self.encoding.upper()) from None


def _cells(number: int, row: _Row) -> list[Cell]:
    told = ((column, clean("".join(pieces))) for column, pieces in row.cells
            if column <= MOST_COLUMNS)
    return [Cell(number, column, text, "text") for column, text in told if text.strip(BLANKS)]


def open_html(path: Path) -> HtmlTable:
    """The page at `path`, in the encoding that it names or begins with. Raises
    `UnfitFileError`."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return HtmlTable(path, "utf-16")
    told = CHARSET.search(start)
    try:
        name = codecs.lookup(told[1].decode() if told else "utf-8").name
    except LookupError:
        raise UnfitFileError("list-kind", found="a page of HTML in an unknown encoding") from None
    if name == "iso8859-1":
        name = "cp1252"  # as browsers do
    return HtmlTable(path, "utf-8-sig" if name == "utf-8" else name)
