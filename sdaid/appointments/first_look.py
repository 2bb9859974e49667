"""A list as a person looks at it before it is planned: each of their columns, what it was taken
for, and its first cells. These are patients' own, and are for the eyes of the office alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sdaid.appointments.list_table import ListTable
from sdaid.appointments.profile import DOES_NOT_MATTER, Wanted
from sdaid.appointments.read import understand
from sdaid.appointments.statuses import status_of
from sdaid.appointments.understood import How, Understood
from sdaid.appointments.vocabulary import Vocabulary
from sdaid.problems import Problem
from sdaid.sheets.values import clean, shown

ROWS = 5
SECRET, HIDDEN = "email_password", "•••"
"""The field whose cells nobody needs to see, and what is shown in their place."""


@dataclass(frozen=True)
class TheirColumn:
    """One of their columns as a profile calls it, at `cell`. `ours` is our heading for it,
    `DOES_NOT_MATTER`, or empty where nobody has decided. `asked` where a person must or may
    decide, with our `candidates`; `first` are its first cells."""

    label: str
    cell: str
    ours: str
    how: How | None
    asked: bool
    candidates: tuple[str, ...]
    first: tuple[str, ...]


@dataclass(frozen=True)
class FirstLook:
    """What was understood of a list, what is wrong with it as a whole, and its columns: none where
    it is no table. `words` are those of its status column, each with the value of our status, empty
    where it is not known; `choices` are our columns."""

    told: Understood
    problems: tuple[Problem, ...]
    columns: tuple[TheirColumn, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    choices: tuple[str, ...] = ()


def first_look(path: Path, wanted: Wanted) -> FirstLook:
    """Look at the list at `path`."""
    table, told, problems = understand(path, wanted)
    if table is None:
        return FirstLook(told, tuple(problems))
    said = dict(told.statuses)
    words = tuple((word, said.get(word) or _status(word)) for word in table.words("status"))
    choices = (*Vocabulary(wanted.facts).headings.values(), DOES_NOT_MATTER)
    return FirstLook(told, tuple(problems), tuple(_columns(table, told)), words, choices)


def _status(word: str) -> str:
    known = status_of(word)
    return known.value if known else ""


def _columns(table: ListTable, told: Understood) -> list[TheirColumn]:
    secret = told.column(SECRET)
    hidden = secret.column if secret else 0
    rows = [{cell.column: HIDDEN if cell.column == hidden else clean(shown(cell))
             for cell in line.cells if cell.kind != "blank"}
            for line in islice(table.table.lines(table.headings, table.look), ROWS)]
    asked = {each.cell: each for each in told.questions}
    made = {}
    for each in told.columns:
        made[each.column] = TheirColumn(
            each.label or each.theirs, each.cell, each.heading, each.how, asked=False,
            candidates=(), first=tuple(row.get(each.column, "") for row in rows))
    for left in told.not_read:
        question = asked.get(left.cell)
        ours = "" if question else DOES_NOT_MATTER
        made[left.column] = TheirColumn(
            left.theirs, left.cell, ours, How.PROFILE if left.dismissed else None,
            asked=question is not None, candidates=question.candidates if question else (),
            first=tuple(row.get(left.column, "") for row in rows))
    return [made[column] for column in sorted(made)]
