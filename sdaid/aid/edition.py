"""What an aid says, as plain data: `Edition` is what all patients of one workbook share in one
language, `Personal` what is one patient's own, `Document` one paper made of the two.

Every text here is final: a whole sentence or a label, with numbers in words and dates in the
reader's language. The pages arrange them and never join two into a third. What belongs to a patient
stands in `Personal` alone, so that a part of a page which is made from an `Edition` can be kept and
used for everybody.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from sdaid.aid.figure import Figure
from sdaid.aid.messages import AskedFact, Mark, Particular
from sdaid.aid.option import Axis, OptionBand, ScaleKey

PageFormat = Literal["standard", "large-print"]
PaperName = Literal["a4", "letter"]
DocumentKind = Literal["aid", "sheet", "book"]
SideName = Literal["benefit", "harm"]

SectionName = Literal["start", "options", "effects", "numbers", "life", "values", "visit", "about"]
"""The sections of an aid; their order is that of `sdaid.page.sections`."""

Where = SectionName | Literal["book", "cost"]
"""A section of the aid, or the evidence book; what the options cost, which one of the two tells."""


@dataclass(frozen=True)
class PointScale:
    """The scale of a row of differences, drawn from `-span` points (worse) to `span` (better).
    `noticed` are the points that people notice, None where no source names them; `noticed_says`
    tells it."""

    span: float
    worse: str
    better: str
    noticed: float | None = None
    noticed_says: str = ""


@dataclass(frozen=True)
class Row:
    """One thing on which the options are compared. `cells` has the figures of each option in
    order; several in one cell are told together, the blinded one first. `help` is one short line
    below the label; `warning` is set where the figures must not be compared."""

    id: str
    label: str
    help: str
    definition: str
    side: SideName
    kind: Literal["count", "difference"]
    headline: bool
    horizon: str
    warning: str
    denominator: int
    cells: tuple[tuple[Figure, ...], ...]
    scale: PointScale | None = None


@dataclass(frozen=True)
class Help:
    """Whom to call for what. `says` is the whole sentence, with `number` in it; page 1 tells the
    same as two: whom to `call`, and `when`."""

    kind: Literal["now", "same-day", "out-of-hours"]
    number: str
    says: str
    call: str
    when: str


@dataclass(frozen=True)
class Answers:
    """A question that people ask: one answer for all options, or one for each."""

    question: str
    for_all: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """A value to weigh; `row` is the label of what it belongs to, `section` tells where one reads
    of it."""

    text: str
    row: str
    section: Where


@dataclass(frozen=True)
class SourceLine:
    """One source. `short` is author, journal, year; `text` its citation; `facts` its design, size
    and when it was checked; `payer` a sentence on who paid. `cited` tells that the aid itself
    cites it."""

    number: int
    short: str
    text: str
    facts: str
    address: str
    maker_paid: bool
    payer: str
    cited: bool


@dataclass(frozen=True)
class Clinic:
    name: str
    phone: str
    address: tuple[str, ...]


@dataclass(frozen=True)
class Edition:
    """What all patients of one workbook read in one language. Tuples keep the workbook's order;
    `rows` are headline rows first, benefits before harms in each half. `about` are (label, text)
    pairs, `rule` the sentences by which verdicts are given, `key` those of its words that the aid
    uses, each with its meaning. `open_problems` are what a draft lists."""

    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    condition: str
    about_condition: str
    audience: str
    question: str
    order_reason: str
    clinic: Clinic
    notice: str
    draft: bool
    overdue: str
    version: str
    help: tuple[Help, ...]
    options: tuple[OptionBand, ...]
    rows: tuple[Row, ...]
    activities: tuple[str, ...]
    axis: Axis
    scales: tuple[ScaleKey, ...]
    values: tuple[Statement, ...]
    questions: tuple[Answers, ...]
    asked: tuple[AskedFact, ...]
    about: tuple[tuple[str, str], ...]
    rule: tuple[str, ...]
    key: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    sources: tuple[SourceLine, ...]
    words: tuple[tuple[str, str], ...]
    book_from: str
    reading_level: str
    open_problems: tuple[str, ...] = ()

    @property
    def headlines(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.headline)


@dataclass(frozen=True)
class Personal:
    """What is one patient's own. `marks` has those of each option, in order; `tried_says` tells
    what they have tried; `unknown` are the questions that nobody has answered. `overdue` is set
    where the content's review is due before the visit."""

    appointment: str
    name: str
    born: str
    id: str
    visit: str
    place: str
    clinician: str
    marks: tuple[tuple[Mark, ...], ...]
    particulars: tuple[Particular, ...] = ()
    tried_says: str = ""
    unknown: tuple[str, ...] = ()
    overdue: str = ""
    open_problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """One paper to draw. `personal` is None for what is nobody's: a blank aid or sheet, and always
    the evidence book."""

    kind: DocumentKind
    format: PageFormat
    paper: PaperName
    edition: Edition
    personal: Personal | None = None

    def as_json(self) -> dict[str, object]:
        return asdict(self)
