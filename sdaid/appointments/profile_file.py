"""The profile as a workbook: written with what was understood of a list, for the office to
correct; read back as what a person told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from sdaid.appointments.headings import NAME
from sdaid.appointments.profile import DOES_NOT_MATTER, DateOrder, NameOrder, Profile
from sdaid.appointments.statuses import Status
from sdaid.appointments.understood import How, Question, Understood
from sdaid.appointments.vocabulary import Vocabulary
from sdaid.problems import Problem, problem, stops
from sdaid.sheets.columns import Column, Record, Sheet
from sdaid.sheets.reading import read_sheets
from sdaid.sheets.values import Bounded, Text, YesNo, choice, fold
from sdaid.sheets.write import Line, write_sheets

OURS = "Our columns"
"""What the dropdown of the profile's second column offers."""


class ListTold(Record):
    """What is true of the whole list."""

    sheet: Annotated[Text, Column(
        "Sheet", "Of an Excel workbook: the sheet that holds the list. Blank where it has "
        "one.")] = ""
    heading_line: Annotated[int, BeforeValidator(Bounded(0, 10_000)), Column(
        "Line of headings", "The number of the line that holds the headings. Blank: it is "
        "found.")] = 0
    names: Annotated[NameOrder | None, BeforeValidator(choice(NameOrder)), Column(
        "Names are put together as", "For a column that holds whole names. Titles in brackets, in "
        "front or behind are left out.")] = None
    dates: Annotated[DateOrder | None, BeforeValidator(choice(DateOrder)), Column(
        "Order of dates", "Of dates in numbers, such as 03/04/1961. Blank: a column must prove "
        "it.")] = None
    clinician_lines: Annotated[YesNo, Column(
        "Lines name the clinician", "Yes, if a line with one text alone names the clinician of the "
        "lines below it.")] = False


class ColumnTold(Record):
    """What one of their columns is."""

    theirs: Annotated[Text, Column(
        "Their column", "The heading as it stands in the list; the second one of the same heading "
        "has (2) behind it, a column without a heading is called by its letter.", width=30)]
    ours: Annotated[Text, Column(
        "Our column", "Choose one, or “does not matter”. Blank is not decided.", refers=OURS,
        width=24)] = ""
    found: Annotated[Text, Column(
        "How it was found", "Written by sdaid, for people; it is not read.", width=44)] = ""


class WordTold(Record):
    """What a word of their status column means."""

    word: Annotated[Text, Column("Their word", "As it stands in the list's column of the "
                                 "status.", width=30)]
    status: Annotated[Status | None, BeforeValidator(choice(Status)), Column(
        "What it means", "Only booked visits get an aid. Blank is not decided: visits with this "
        "word are held.", width=24)] = None


LIST = Sheet("List", ListTold, "What is true of all lists of this system.", layout="values")
COLUMNS = Sheet("Columns", ColumnTold, "Their columns, and which of ours each is.")
WORDS = Sheet("Words", WordTold, "Words of their status column.", may_be_empty=True)
SHEETS = (LIST, COLUMNS, WORDS)

READ_ME = (
    Line(("The profile of a system's lists",), "title"),
    Line(("What this is", "How one system writes its appointment lists: which of its columns is "
          "which of ours. Filled once, used every month.")),
    Line(("Columns", "A row for each of their columns. Choose ours from the list, or “does not "
          "matter”. What sdaid guessed is marked as a guess: look at those rows first.")),
    Line(("List", "The sheet, the line of headings, how names are put together, the order of "
          "dates.")),
    Line(("Words", "Words of their status column and what each means.")),
    Line(("Use it", "sdaid check OPTIONS.xlsx LIST --profile THIS.xlsx; or name it in the sheet "
          "Decision of the workbook, “Profile of the list”, and keep it beside the workbook.")),
)


@dataclass(frozen=True)
class Answers:
    """What a person said of a list: `columns` are (theirs, ours), where ours is a heading,
    `DOES_NOT_MATTER`, or empty; `words` are (their word, the value of our status); `names` and
    `dates` the values of the orders, empty where nothing was said."""

    columns: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...] = ()
    names: str = ""
    dates: str = ""
    clinician_lines: bool = False


def load_profile(path: Path, names: Vocabulary) -> tuple[Profile | None, list[Problem]]:
    """What the profile at `path` tells; none where it cannot be used."""
    records, _, problems = read_sheets(path, SHEETS, lambda *_: {})
    if not records or stops(problems):
        return None, problems
    fields = {fold(heading): field for field, heading in names.headings.items()}
    columns: list[tuple[str, str]] = []
    undecided: list[str] = []
    for each in records[COLUMNS.name]:
        if not isinstance(each, ColumnTold):
            continue
        if not each.ours:
            undecided.append(each.theirs)
        elif fold(each.ours) == fold(DOES_NOT_MATTER):
            columns.append((each.theirs, ""))
        elif fold(each.ours) in fields:
            columns.append((each.theirs, fields[fold(each.ours)]))
        else:
            problems.append(problem("profile-field", each.at("ours"), found=each.theirs,
                                    ours=each.ours))
    problems += _twice(records[COLUMNS.name], fields)
    told = next((each for each in records[LIST.name] if isinstance(each, ListTold)), ListTold())
    words = tuple((each.word, each.status.value) for each in records[WORDS.name]
                  if isinstance(each, WordTold) and each.status)
    made = Profile(path.name, tuple(columns), tuple(undecided), told.names, told.dates, words,
                   told.sheet, told.heading_line, told.clinician_lines)
    return (None if stops(problems) else made), problems


def _twice(records: Iterable[Record], fields: Mapping[str, str]) -> list[Problem]:
    """A problem for each of our columns that two of theirs are said to be."""
    first: dict[str, ColumnTold] = {}
    found = []
    for each in records:
        if not isinstance(each, ColumnTold) or fold(each.ours) not in fields:
            continue
        other = first.setdefault(fields[fold(each.ours)], each)
        if other is not each:
            found.append(problem("profile-twice", each.at("ours"), found=each.ours,
                                 other=other.at("ours").cell))
    return found


def write_profile(path: Path, told: Understood, names: Vocabulary,
                  words: Sequence[tuple[str, str]], *, clinician_lines: bool, sheets: bool
                  ) -> None:
    """Write the profile of a list of which this was `told`; `words` are those of its status column
    with what each is taken for; with `clinician_lines` it has lines that may name a clinician,
    with `sheets` its file has several.
    FileExistsError where there is a file, OSError where none can be
    written."""
    there = {each.field for each in told.columns}
    missing = [names.headings[name] for name in names.needed if name not in there and name != "id"
               and not ("name" in there and name in NAME)]
    asked = {each.cell: each for each in told.questions}
    asked |= {each.cell: Question(each.theirs, each.cell, (known.heading,))
              for each in told.not_read if each.beyond and (known := names.exact(each.theirs))}
    rows = [(each.column, {"theirs": each.label, "ours": each.heading, "found": _how(each.how)})
            for each in told.columns]
    rows += [(each.column, {"theirs": each.theirs, **_undecided(
        asked.get(each.cell), [] if each.beyond else missing)}) for each in told.not_read]
    rows.sort(key=lambda row: row[0])
    orders = {each.order for each in told.dates}
    _write(path, {
        "sheet": told.sheet if sheets else None, "heading_line": told.heading_line or None,
        "names": told.names.order.value if told.names else None,
        "dates": orders.pop().value if len(orders) == 1 else None,
        "clinician_lines": "yes" if clinician_lines else None},
        [row for _, row in rows], words, names)


def write_answers(path: Path, told: Understood, names: Vocabulary, answers: Answers) -> None:
    """Write the profile of a list of which this was `told`, with what a person said of it. Raises
    as `write_profile` does."""
    _write(path, {
        "sheet": told.sheet or None, "heading_line": told.heading_line or None,
        "names": answers.names or None, "dates": answers.dates or None,
        "clinician_lines": "yes" if answers.clinician_lines else None},
        [{"theirs": theirs, "ours": ours, "found": "a person said so" if ours else ""}
         for theirs, ours in answers.columns], answers.words, names)


def _write(path: Path, list_: Mapping[str, object], columns: Sequence[Mapping[str, object]],
           words: Sequence[tuple[str, str]], names: Vocabulary) -> None:
    write_sheets(
        path, SHEETS, {
            LIST.name: [list_], COLUMNS.name: columns,
            WORDS.name: [{"word": word, "status": status or None} for word, status in words]},
        {}, read_me=READ_ME, known={OURS: (DOES_NOT_MATTER, *names.headings.values())})


def _undecided(question: Question | None, missing: Sequence[str]) -> dict[str, str]:
    """What a profile says of a column that is not read, where our columns `missing` are needed."""
    if question is None and missing:
        return {"found": f"nothing is known as {' or '.join(missing)}: is it this?"}
    if question is None:
        return {"ours": DOES_NOT_MATTER, "found": "a guess, nothing here needs it: please look"}
    may_be = f"may be {' or '.join(question.candidates)}" if question.candidates else \
        "tells whether somebody gets an aid"
    return {"found": f"{may_be}: please decide"}


def _how(how: How) -> str:
    return {How.EXACT: "by its name", How.PROFILE: "by the profile",
            How.GUESSED: "a guess: please look"}.get(how, "")
