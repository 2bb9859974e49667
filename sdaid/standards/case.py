"""What the rules behind the published items judge, and what they find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sdaid.aid.edition import Edition
from sdaid.problems import Place, Problem
from sdaid.sheets.columns import Record
from sdaid.standards.balance import Balance
from sdaid.standards.passages import is_filled
from sdaid.standards.reading import Reading
from sdaid.workbook.columns import Option, OptionKind, Outcome, OutcomeStatus
from sdaid.workbook.content import Content

Wrong = list[tuple[Place, str]]
"""Cells that fail a rule, each with why."""


@dataclass(frozen=True)
class Case:
    """What the rules judge: the content on the day `on`, for visits until `last_visit`; the text
    of the aid's templates by their section; and what an aid says of it, where it was composed."""

    content: Content
    on: date
    last_visit: date
    balance: Balance
    reading: Reading
    templates: Mapping[str, str]
    edition: Edition | None = None


@dataclass(frozen=True)
class Finding:
    """The cells that decided; (cell, why) for each that fails; problems of other kinds. `unjudged`
    says why no rule can decide in this language, so that a person must."""

    cells: tuple[Place, ...] = ()
    wrong: tuple[tuple[Place, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    unjudged: str = ""


def found(cells: Iterable[Place], wrong: Wrong) -> Finding:
    """A finding, each failing cell once."""
    return Finding(tuple(cells), tuple(dict.fromkeys(wrong)))


def unfilled(record: Record, *fields: str) -> Wrong:
    """The cells of `fields` in one row that say nothing."""
    return [(record.at(name), f"it says “{getattr(record, name)}”") for name in fields
            if not is_filled(getattr(record, name))]


def all_unfilled(records: Sequence[Record], *fields: str) -> Wrong:
    """The cells of `fields` in all rows that say nothing."""
    return [each for record in records for each in unfilled(record, *fields)]


def first(records: Sequence[Record], name: str, content: Content) -> Place:
    """The place of a column in the first row; the file where there is none."""
    return records[0].at(name) if records else Place(content.path.name)


def measured(content: Content) -> list[Outcome]:
    """The outcomes that have a number."""
    return [each for each in content.outcomes if each.status is OutcomeStatus.MEASURED]


def untreated(content: Content) -> list[Option]:
    """The options without treatment."""
    return [each for each in content.options if each.kind is OptionKind.NO_TREATMENT]
