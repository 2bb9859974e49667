"""Line by line from cells to appointments, with what real exports put between their rows: headings
that come again on every page, sums, a line for each clinician, another table below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sdaid.appointments.deciding import decides, tells_an_end
from sdaid.appointments.placeholders import says_nothing
from sdaid.appointments.titles import title_days
from sdaid.appointments.understood import Understood
from sdaid.appointments.vocabulary import Vocabulary
from sdaid.problems import Place, Problem, problem
from sdaid.sheets.headings import Heading, Headings
from sdaid.sheets.lines import AGAIN, Line, StreamedRow, not_a_row, row_entries
from sdaid.sheets.records import SHORT, USUAL, Entry, RecordMaker
from sdaid.sheets.values import Cell, shown

MARKS = re.compile(
    r"\b(deceased|died|dead|r\.?i\.?p|cancel+ed|canx|cancel|opted out|opt out|do not contact|"
    r"do not send|do not mail|did not attend|dna|entered in error|duplicate)\b", re.IGNORECASE)
"""What people write in English beside a row that must not get an aid."""

MAY_HOLD_NOTES = ("place", "clinician")
"""Fields in whose cells people write such words."""

ALONE = "one text alone"
DATES = ("born", "visit_date")
TELLING = ("id", "patient_id", *DATES)
WHOSE = (*TELLING, "given_name", "family_name", "name")
DIGIT = re.compile(r"\d")
MOST_ELSEWHERE = 3  # cells that a line of sums, or a title, fills at most
LEAST = 3
"""Cells of these that a line without a digit in any of `TELLING` must fill to be a row."""


@dataclass
class ListLines:
    """Makes the rows of a list; `other` is the line of other headings, or of a title, below which
    nothing is read, 0 where none is; `clinician` is the last line that named one, `last` the number
    of the line before. `_quiet` are texts of cells that nobody reads and that mark nobody."""

    headings: Headings
    maker: RecordMaker
    understood: Understood
    names: Vocabulary
    inside: frozenset[int]
    other: int = 0
    clinician: Cell | None = None
    day: tuple[Heading, Cell] | None = None
    named: frozenset[str] = frozenset()
    unread: frozenset[int] = frozenset()
    last: int = 1 << 30
    _quiet: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        told = {column for column, heading in self.headings.columns.items()
                if heading.key not in MAY_HOLD_NOTES}
        self.unread = self.inside - told
        read = self.understood
        if read.title_date:
            row, column = Place(cell=read.title_cell).position
            self.day = (Heading("visit_date", "title"), Cell(row, column, read.title_date, "date"))
        self.named = frozenset(each.key for each in self.headings.columns.values())

    def rows(self, lines: Iterable[Line]) -> Iterator[StreamedRow]:
        """The rows below the headings as records, and notices of lines that are none."""
        for cells, doubt in lines:
            row = cells[0].row
            entries = row_entries(self.headings, cells)
            whole = doubt is None or doubt.code == "csv-row-cut"  # a sum may end the file
            if whole and (notice := self.notice(cells, entries)):
                yield row, None, [notice]
            elif doubt:
                yield row, self.maker.in_doubt(row, entries), [doubt]
            elif entries and self.other:
                yield row, self.maker.in_doubt(row, entries), [
                    problem("row-under-other", self._at(cells[0]), other=self.other)]
            elif entries:
                record, problems = self.maker.make(row, [*entries, *self._added(cells[0])])
                yield row, record, problems + self._marked(cells)

    def cells(self, lines: Iterable[Line]) -> Iterator[Sequence[Cell]]:
        """The cells of the lines that are rows of the list beyond doubt, and say whose."""
        for cells, doubt in lines:
            entries = row_entries(self.headings, cells)
            if doubt is None and entries and not self.notice(cells, entries) and not self.other \
                    and self._says_whose(entries):
                yield cells

    def _says_whose(self, entries: Sequence[Entry]) -> bool:
        """Whether the line has the ids that the list has. One without, such as the day on which
        the list was printed, may prove nothing of its columns."""
        there = {heading.key for heading, cell in entries if not says_nothing(shown(cell))}
        return there >= self.named & {"id", "patient_id"}

    def notice(self, cells: Sequence[Cell], entries: Sequence[Entry]) -> Problem | None:
        """Why the line is no row of the list; None where it is one. Remembers what it says of the
        lines below."""
        above, self.last = self.last, cells[0].row
        filled = [entry for entry in entries if entry[1].kind != "blank"]
        if len(filled) > MOST_ELSEWHERE and _dated(filled):
            return None  # most lines: a date stands where dates do, among enough other cells
        inside = [cell for cell in cells if cell.column in self.inside]
        if not filled:
            return self._left_out(inside[0], "a line with nothing in the columns that are read"
                                  ) if inside else None
        if again := not_a_row(self.maker.place, entries):
            if dict(again.words)["what"] == AGAIN:
                self.other = 0
            return again
        if self._are_headings(filled, inside, gap=cells[0].row > above + 1):
            self.other = cells[0].row
            return self._left_out(inside[0], "other headings; the rows below them are held")
        return self._title(inside[0]) if len(inside) == 1 and _alone(inside[0]) else \
            self._remark(filled)

    def _remark(self, filled: Sequence[Entry]) -> Problem | None:
        """A notice of a line that is about nobody."""
        if not any(_tells(heading, cell) for heading, cell in filled) \
                and sum(heading.key in WHOSE for heading, _ in filled) < LEAST:
            return self._left_out(filled[0][1], "a line that names no patient and no visit")
        return None

    def _title(self, cell: Cell) -> Problem:
        """A line that holds one text alone."""
        text = shown(cell)
        if self.understood.title_date and (days := title_days(cell, self.understood)) \
                and days != {self.understood.title_date}:
            self.other = cell.row
            return self._left_out(cell, "a title with another day; the rows below it are held")
        if decides(text) or gets_none(text):
            self.other = cell.row
            return self._left_out(cell, "a title; the rows below it are held, for it speaks of "
                                        "what decides whether somebody comes")
        if self.understood.clinician_lines:
            self.clinician = cell
            return self._left_out(cell, "the clinician of the rows below it")
        return self._left_out(cell, ALONE)

    def _are_headings(self, filled: Sequence[Entry], inside: Sequence[Cell], *, gap: bool) -> bool:
        """Whether the line holds headings, of which none is where it was."""
        if _dated(filled):
            return False
        if gap and len(inside) > 1 and not any(
                cell.kind != "text" or DIGIT.search(cell.value) for cell in inside):
            return True  # words alone below an empty line: nobody's row, for it has no date
        known = {found.field for cell in inside if cell.kind == "text"
                 and (found := self.names.exact(shown(cell)))}
        return len(known) > 1

    def _added(self, first: Cell) -> list[Entry]:
        """What other lines say of this row: the day of the title, the clinician. An id that the
        list does not have is made when the row is understood; its cell is the `first`."""
        added: list[Entry] = [self.day] if self.day and "visit_date" not in self.named else []
        if self.understood.made_ids:
            added.append((Heading("id", ""), first._replace(value="V", kind="text")))
        if self.clinician and "clinician" not in self.named:
            added.append((Heading("clinician", "line above"), self.clinician))
        return added

    def _marked(self, cells: Sequence[Cell]) -> list[Problem]:
        """A problem where a cell that nobody reads says that this person should get no aid."""
        for cell in cells if self.unread else ():
            if cell.column in self.unread and cell.kind == "text" and cell.value not in self._quiet:
                if gets_none(cell.value):
                    return [problem("row-marked", self._at(cell))]
                if len(cell.value) <= SHORT and len(self._quiet) < USUAL:
                    self._quiet.add(cell.value)
        return []

    def _left_out(self, cell: Cell, what: str) -> Problem:
        return problem("line-left-out", self._at(cell), what=what)

    def _at(self, cell: Cell) -> Place:
        return Place(self.maker.place.file, self.maker.place.sheet, cell.address)


def gets_none(remark: str) -> bool:
    """Whether somebody wrote that this person should get no aid, in any language that we know."""
    return bool(MARKS.search(remark)) or tells_an_end(remark)


def _dated(filled: Sequence[Entry]) -> bool:
    """Whether a date, or what has digits like one, stands where dates do."""
    return any(heading.key in DATES and (cell.kind != "text" or DIGIT.search(cell.value))
               for heading, cell in filled)


def _tells(heading: Heading, cell: Cell) -> bool:
    """Whether the cell may hold an id or a date."""
    return heading.key in TELLING and (cell.kind != "text" or bool(DIGIT.search(cell.value)))


def _alone(cell: Cell) -> bool:
    """Whether a line's only cell is a title or a note: words, and no id or number."""
    return cell.kind == "text" and (" " in cell.value.strip() or not DIGIT.search(cell.value))
