"""What was understood of a list, to be read back to the person before anything is planned."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import ValidationInfo

from sdaid.appointments.profile import DateOrder, NameOrder


class How(StrEnum):
    """Why a thing was taken so."""

    EXACT = "exact"  # the heading is one of its column's names
    PROFILE = "profile"  # a person said so
    PROVED = "proved"  # every row of the column agrees, and one leaves no other reading
    GUESSED = "guessed"  # shown as a guess, and used for what does no harm if it is wrong


@dataclass(frozen=True)
class ColumnRead:
    """One of our columns and theirs: `field` is a field of Appointment or the name of a patient
    fact, `heading` what we call it, `theirs` their heading as typed, `label` what a profile calls
    it, `cell` where it stands, `column` its number from 1."""

    field: str
    heading: str
    theirs: str
    cell: str
    column: int
    how: How = How.EXACT
    label: str = ""


@dataclass(frozen=True)
class DatesRead:
    """In which order the numeric dates of one column stand. `cell` proves it where it is proved."""

    field: str
    order: DateOrder
    how: How
    cell: str = ""


@dataclass(frozen=True)
class NamesRead:
    """How the column of whole names is put together."""

    order: NameOrder
    how: How


@dataclass(frozen=True)
class NotRead:
    """A column of theirs that nobody reads, as a profile calls it; `dismissed` where the profile
    says so, `beyond` where an empty column parts it from the list."""

    theirs: str
    cell: str
    column: int = 0
    dismissed: bool = False
    beyond: bool = False


@dataclass(frozen=True)
class Question:
    """What only a person can say: which of our `candidates` (headings) their column is, if any.
    `field` is the one that is missing, "" where none is; the list `stops` until it is told."""

    theirs: str
    cell: str
    candidates: tuple[str, ...]
    field: str = ""
    stops: bool = False


@dataclass(frozen=True)
class Understood:
    """The reading back. It holds no value of a patient's cell.

    `kind` tells the file's kind in words; `heading_line` is 0 for FHIR. `language` is the
    workbook's own, for names of months. `statuses` are the profile's (their word, the value of our
    status). With `made_ids` the list has no appointment ids and gets them from patient id and date.
    `title_date` is the day that stands in a title line alone, at `title_cell`, and is every
    visit's; `clinician_lines` are lines that name the clinician of those below. `serials` are the
    fields whose columns hold Excel's serial numbers of days (from 1904 on with `from_1904`),
    `together` those whose times of day are written as in 0930. `own_form` where the list is a form
    that sdaid made, and people typed into it.
    """

    file: str = ""
    sheet: str = ""
    kind: str = ""
    heading_line: int = 0
    columns: tuple[ColumnRead, ...] = ()
    dates: tuple[DatesRead, ...] = ()
    names: NamesRead | None = None
    statuses: tuple[tuple[str, str], ...] = ()
    not_read: tuple[NotRead, ...] = ()
    questions: tuple[Question, ...] = ()
    made_ids: bool = False
    title_date: date | None = None
    title_cell: str = ""
    clinician_lines: bool = False
    language: str = "en"
    profile: str = ""
    serials: tuple[str, ...] = ()
    from_1904: bool = False
    own_form: bool = False
    together: tuple[str, ...] = ()

    def column(self, field: str) -> ColumnRead | None:
        """Their column that is read as `field`."""
        return next((each for each in self.columns if each.field == field), None)

    def order(self, field: str) -> DateOrder | None:
        """The order of the numeric dates of `field`; None where it is not known."""
        return next((each.order for each in self.dates if each.field == field), None)

    def as_json(self) -> dict[str, Any]:
        made = asdict(self)
        made["title_date"] = self.title_date.isoformat() if self.title_date else None
        return made


def understood_in(info: ValidationInfo) -> Understood:
    """What was understood of the list whose row is being read: for a validator of its cells."""
    context = info.context or {}
    found = context.get("understood")
    return found if isinstance(found, Understood) else Understood()
