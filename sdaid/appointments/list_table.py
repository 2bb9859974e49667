"""A list that is a table, from its file to what was understood of it, and to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic_core import PydanticCustomError

from sdaid.appointments.columns import APPOINTMENTS
from sdaid.appointments.headings import (
    Matched,
    heading_line,
    judge,
    likely_line,
    match,
    their_columns,
)
from sdaid.appointments.lines import ListLines
from sdaid.appointments.profile import Wanted
from sdaid.appointments.survey import Survey
from sdaid.appointments.table import Look, Table
from sdaid.appointments.titles import title_day, title_problems
from sdaid.appointments.understood import Understood
from sdaid.appointments.vocabulary import Vocabulary
from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, problem
from sdaid.sheets.headings import SEARCHED, Headings
from sdaid.sheets.lines import StreamedRow
from sdaid.sheets.markup import UnfitFileError
from sdaid.sheets.records import RecordMaker
from sdaid.sheets.values import Cell, calendar_date, clean, shown
from sdaid.staff import translate

MOST_WORDS = 100
SEVERAL = 3


@dataclass(frozen=True)
class ListTable:
    """A list that was understood: read its rows as often as you like."""

    table: Table
    headings: Headings
    look: Look
    understood: Understood
    names: Vocabulary
    inside: frozenset[int]

    def rows(self) -> Iterator[StreamedRow]:
        """Its rows from the start, in flat memory."""
        maker = RecordMaker(self.table.place, APPOINTMENTS, {"understood": self.understood})
        reader = ListLines(self.headings, maker, self.understood, self.names, self.inside)
        try:
            yield from reader.rows(self.table.lines(self.headings, self.look))
        except UnfitFileError as error:  # the file was changed since it was looked through
            raise CannotGoOnError([error.at(self.table.place)], ExitCode.UNUSABLE) from error

    def words(self, field: str) -> list[str]:
        """The texts in the column of `field` that stand in rows of several patients, the first of
        them: what stands beside one patient alone may be about them."""
        column, whose = self.understood.column(field), self.understood.column("patient_id")
        if column is None or whose is None:
            return []
        first: dict[str, str] = {}
        shared: dict[str, None] = {}
        for cells, doubt in self.table.lines(self.headings, self.look):
            told = {cell.column: clean(shown(cell)) for cell in cells} if doubt is None else {}
            word, patient = told.get(column.column), told.get(whose.column, "")
            if word and len(first) < MOST_WORDS and first.setdefault(word, patient) != patient:
                shared[word] = None
        return list(shared)


def understand_table(table: Table, names: Vocabulary, wanted: Wanted
                     ) -> tuple[ListTable | None, Understood, list[Problem]]:
    """The list, what was understood of it, and what is wrong with it as a whole, which may stop it;
    no list where there are no headings. Raises `UnfitFileError`."""
    place, profile = table.place, wanted.profile
    told = Understood(place.file, place.sheet, table.kind, language=wanted.language,
                      profile=profile.file, statuses=profile.statuses,
                      from_1904=table.from_1904, own_form=table.own_form)
    early = table.early(max(SEARCHED, profile.heading_line))
    header = heading_line(early, names, profile) or likely_line(early)
    if header is None:
        return None, told, [_no_headings(place, early, names)]
    line = header[0].row
    first = match(place, their_columns(header, {}), names, profile)
    look = table.look(first.headings())
    matched = match(place, their_columns(header, look.last), names, profile, look.covered)
    titles = [cells for cells in early if cells[0].row < line]
    day, problems = None, [*look.problems, *_rows_above(place, titles, matched)]
    if "visit_date" not in matched.fields:
        day, found = title_day(place, titles, wanted.language, profile.dates)
        problems += found
    judge(place, matched, names, lacking={"id"}, dated=day is not None)
    problems += matched.problems
    if not {"status", "cancelled"} & matched.fields:
        problems += title_problems(place, titles)
    told = replace(
        told, heading_line=line, columns=matched.columns_read(), not_read=matched.not_read(),
        questions=tuple(matched.questions), made_ids="id" not in matched.fields,
        title_date=day[0] if day else None, title_cell=day[1] if day else "",
        clinician_lines=profile.clinician_lines)
    made = ListTable(table, matched.headings(), look, told, names, _inside(matched))
    told, found = _survey(made, early, wanted)
    problems += found
    return replace(made, understood=told), told, problems


def _survey(made: ListTable, early: Sequence[Sequence[Cell]], wanted: Wanted
            ) -> tuple[Understood, list[Problem]]:
    """What was understood, with what only whole columns show: a pass more, where it is needed."""
    survey = Survey(made.understood, wanted.profile, wanted.date_facts)
    unsettled = made.look.texts | {each.column for each in made.understood.columns
                                   if each.field == "name"}
    unsettled |= {cell.column for cells in early for cell in cells if cell.kind == "number"}
    ours = {each.column for each in made.understood.columns}
    if survey.wants & unsettled & ours:
        reader = ListLines(made.headings, RecordMaker(made.table.place, APPOINTMENTS),
                           made.understood, made.names, made.inside)
        for cells in reader.cells(made.table.lines(made.headings, made.look)):
            for cell in cells:
                survey.take(cell)
    return survey.ended()


def _inside(matched: Matched) -> frozenset[int]:
    """The columns of the list itself, up to the first empty one."""
    return frozenset(each.column for each in matched.theirs
                     if each.column in matched.used or each.column not in matched.outside)


def _rows_above(place: Place, titles: Sequence[Sequence[Cell]], matched: Matched) -> list[Problem]:
    """A problem for each line above the headings that is a row, as if it were sorted with them."""
    fields: Mapping[int, str] = {column: known.field
                                 for column, (known, _) in matched.used.items()}
    dates = {"born", "visit_date"} & set(fields.values())
    found = []
    for cells in titles:
        filled = {fields[cell.column]: cell for cell in cells if cell.column in fields}
        days = [name for name in dates if name in filled and _is_date(filled[name])]
        if days and len(filled) > max(2, len(fields) // 2):
            found.append(problem("row-above", Place(place.file, place.sheet, cells[0].address)))
    return found


def _is_date(cell: Cell) -> bool:
    try:
        calendar_date(cell)
    except PydanticCustomError as error:
        return error.type == "date-ambiguous"
    return True


def _one_cell(cells: Sequence[Cell]) -> bool:
    """Whether a line stands in one cell, as CSV does that was pasted into a sheet."""
    return len(cells) == 1 and max(shown(cells[0]).count(sign) for sign in ",;\t|") > SEVERAL


def _no_headings(place: Place, early: Sequence[Sequence[Cell]], names: Vocabulary) -> Problem:
    """What was looked for, and where: the line that comes nearest, without its cells, which may be
    a patient's."""
    def known(cells: Sequence[Cell]) -> int:
        return sum(names.exact(clean(shown(cell))) is not None for cell in cells
                   if cell.kind == "text")

    if early and all(_one_cell(cells) for cells in early):
        return problem("list-one-column", place)
    likely = max(early, key=lambda cells: (known(cells), len(cells)), default=None)
    return problem(
        "list-no-headings", place, allowed=", ".join(names.headings[name] for name in names.needed),
        found=translate("line {line} comes nearest, with {n} of them").format(
            line=likely[0].row, n=known(likely)) if likely else translate("it holds nothing"))

