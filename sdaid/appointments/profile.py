"""What a clinic tells once about the lists of its system: the profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class DateOrder(StrEnum):
    """In which order the numbers of a date such as 03/04/1961 stand."""

    DAY_FIRST = "day month year"
    MONTH_FIRST = "month day year"
    YEAR_FIRST = "year month day"


class NameOrder(StrEnum):
    """How a column that holds whole names is put together. Titles are no part of a name: they may
    stand in brackets, in front or behind."""

    FAMILY_COMMA_GIVEN = "family name, comma, given name"
    FAMILY_GIVEN = "family name first"
    GIVEN_FAMILY = "given name first"
    SINGLE = "one name alone"


DOES_NOT_MATTER = "does not matter"
"""What a profile says of a column that nobody needs."""


@dataclass(frozen=True)
class Profile:
    """What a person told about the lists of one system; blank where nothing was told.

    `columns` are (their heading, our field or the fact's name, "" where it does not matter), with
    their headings as `label` writes them; `undecided` are those of which nothing was told yet;
    `statuses` are (their word, the value of our status);
    `sheet` and `heading_line` (from 1, 0 where not told) say where the headings stand. With
    `clinician_lines` a line with one text alone names the clinician of the lines below it. `file`
    is the profile's own name.
    """

    file: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    undecided: tuple[str, ...] = ()
    names: NameOrder | None = None
    dates: DateOrder | None = None
    statuses: tuple[tuple[str, str], ...] = ()
    sheet: str = ""
    heading_line: int = 0
    clinician_lines: bool = False


def label(heading: str, letter: str, nth: int = 1) -> str:
    """What a profile calls the column at `letter`: by its `heading`; the second of one heading with
    its number; a column without a heading by its letter."""
    if not heading:
        return f"(column {letter})"
    return heading if nth == 1 else f"{heading} ({nth})"


@dataclass(frozen=True)
class Wanted:
    """How a list is to be read: `facts` are the headings of the workbook's patient facts to their
    names, `date_facts` those that are dates; `language` is the workbook's, `profile` what the
    clinic told of its lists."""

    facts: Mapping[str, str] = field(default_factory=dict)
    date_facts: frozenset[str] = frozenset()
    language: str = "en"
    profile: Profile = Profile()
