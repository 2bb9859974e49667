"""The decision aid of one patient, as plain data in the order of its seven sections.

Every sentence here is final: numbers are in words, dates in the reader's language, sources are
numbers of the list at the end. The page only arranges and draws.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

PageFormat = Literal["standard", "large-print"]
PaperName = Literal["a4", "letter"]


@dataclass(frozen=True)
class Reader:
    """Whose aid it is. `born` and `visit` are in words; `id` is the appointment's patient id."""

    name: str
    born: str
    id: str
    visit: str
    place: str
    clinician: str


@dataclass(frozen=True)
class Mark:
    """What is said at the head of an option's column for this patient. `kind` is tried, caution,
    ask-about or may-not-suit; `words` its short label ("Ask about")."""

    kind: str
    words: str


@dataclass(frozen=True)
class OptionHead:
    """An option as a column head; `number` counts from 1 in the workbook's order."""

    id: str
    number: int
    name: str
    short_name: str
    kind: str
    summary: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Remark:
    """A rule that speaks to this patient. `why` tells on what it rests ("You are 71."); `blank`
    aids have the question in its place. `sources` are numbers of the source list."""

    option: str
    kind: str
    words: str
    message: str
    why: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True)
class ArrayPicture:
    """An icon array: `filled` of `of` (100 or 1000) people, the same words as `alt`."""

    filled: int
    of: int
    alt: str


@dataclass(frozen=True)
class DifferencePicture:
    """A difference drawn on its scale. All in points, better to the right: from `-span` (worse) to
    `span` (better), the value and its range (None where unknown). `change` is True for a change
    within a group, which has no comparison and is drawn hollow."""

    span: float
    value: float
    low: float | None
    high: float | None
    change: bool
    alt: str


@dataclass(frozen=True)
class Figure:
    """What is known of one option on one row.

    `kind`: count, difference, extra (more per N), change, unknown. `lead` is the number in large
    type ("51 of 100", "1 point less") or the words of a typed unknown. `says` completes it to a
    sentence; `other_side` is the other frame of a count. `short` are the lines of a narrow cell
    below `lead`; `details` are (label, text) pairs for the pictures section. `marks` are short
    warnings always printed with the number; `sources` are numbers of the source list.
    """

    id: str
    kind: Literal["count", "difference", "extra", "change", "unknown"]
    lead: str
    says: str
    other_side: str
    short: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    sources: tuple[int, ...]
    array: ArrayPicture | None = None
    difference: DifferencePicture | None = None


@dataclass(frozen=True)
class Cell:
    """A cell of the side-by-side page. `kind`: words (text), scale (`step` of 0-5, `meaning`, and
    text), span (days `low` to `high` on the table's axis, None where unknown, and text), figures
    (one, or several that are told together)."""

    kind: Literal["words", "scale", "span", "figures"]
    text: str = ""
    step: int = 0
    meaning: str = ""
    low: float | None = None
    high: float | None = None
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class TableRow:
    """A row of the side-by-side page: `label`, a short `help` below it, one cell an option."""

    label: str
    help: str
    cells: tuple[Cell, ...]
    note: str = ""


@dataclass(frozen=True)
class Axis:
    """A common time axis: its length in days and its ticks (day, label). It is stretched by the
    square root of days, so that days and months both show; the page says so."""

    days: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Table:
    """One side-by-side page: the options are its columns, in `Aid.options` order."""

    id: str
    title: str
    rows: tuple[TableRow, ...]
    axis: Axis | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """What is known of one option on one comparison row, for the pictures section."""

    option: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class PictureGroup:
    """One comparison row as pictures. `note` is set where its figures must not be compared."""

    id: str
    label: str
    definition: str
    side: str
    horizon: str
    cards: tuple[Card, ...]
    note: str = ""


@dataclass(frozen=True)
class Bar:
    """The way back to one activity: days from the treatment, None where unknown or not needed."""

    option: str
    known: bool
    low: float | None
    high: float | None
    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Activity:
    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Phase:
    """Weeks `first` to `last` of an option's effort; `amount` is visits and minutes in words."""

    first: int
    last: int
    amount: str
    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True)
class OptionEffort:
    option: str
    phases: tuple[Phase, ...]


@dataclass(frozen=True)
class Answers:
    """A question and its answers as (option name, answer, source numbers), in options' order."""

    question: str
    answers: tuple[tuple[str, str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class SourceLine:
    """One source; `text` is its citation, `facts` its design, size, who paid, when checked."""

    number: int
    text: str
    facts: str
    address: str
    maker_paid: bool


@dataclass(frozen=True)
class Statement:
    """A value to weigh; `row` is what it belongs to, in words."""

    text: str
    row: str


@dataclass(frozen=True)
class ScaleKey:
    """What the steps 0 to 5 of a scale mean, and who rated; `editorial` until somebody signed."""

    label: str
    steps: tuple[str, ...]
    rated_by: str
    editorial: bool


@dataclass(frozen=True)
class Clinic:
    name: str
    phone: str
    logo: str


@dataclass(frozen=True)
class Aid:
    """Everything that one aid says. `reader` is None for a blank aid; then `remarks` are things to
    tell the clinician ("Tell us if ..."). `open_problems` are what a draft's last page lists."""

    language: str
    direction: Literal["ltr", "rtl"]
    format: PageFormat
    paper: PaperName
    title: str
    notice: str
    draft: bool
    overdue: str
    clinic: Clinic
    appointment: str
    reader: Reader | None
    condition: str
    about_condition: str
    audience: str
    question: str
    options: tuple[OptionHead, ...]
    order_reason: str
    tried: tuple[str, ...]
    remarks: tuple[Remark, ...]
    unknown: tuple[str, ...]
    urgent_help: str
    tables: tuple[Table, ...]
    scales: tuple[ScaleKey, ...]
    pictures: tuple[PictureGroup, ...]
    recovery: tuple[Activity, ...]
    recovery_axis: Axis
    effort: tuple[OptionEffort, ...]
    effort_weeks: int
    questions: tuple[Answers, ...]
    values: tuple[Statement, ...]
    sources: tuple[SourceLine, ...]
    about: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]
    version: str
    open_problems: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        return asdict(self)
