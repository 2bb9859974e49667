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

VerdictKind = Literal[
    "too-few", "not-compared", "no-clear-difference", "better", "worse", "chance-unknown",
    "more-people", "fewer-people", "count", "no-study", "no-number", "none-seen", "does-not-apply",
    "measured-otherwise"]
"""Which line of the printed rule spoke. `count` is a harm that is told by its number alone."""


@dataclass(frozen=True)
class Verdict:
    """What a figure means, by the rule that the evidence book prints. `words` is a label without a
    full stop ("No clear difference"), empty for a harm that its number tells; `sentence` is all
    that is set in bold: the words and, for a gain that is too little to notice or may be so, that
    `limit`. `further` are whole sentences on what is possible. `decided_by` are the fields of the
    outcome and of its row from which it follows, for the report."""

    kind: VerdictKind
    words: str
    sentence: str = ""
    further: str = ""
    limit: Literal["", "below-noticed", "near-noticed"] = ""
    decided_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class ArrayPicture:
    """An icon array: `filled` of `of` (100 or 1000) people, the same words as `alt`."""

    filled: int
    of: int
    alt: str


@dataclass(frozen=True)
class DifferencePicture:
    """A difference on its row's scale. All in points, better to the right: the value and its range
    (None where unknown). `change` is True for a change within one group, which is drawn hollow."""

    value: float
    low: float | None
    high: float | None
    change: bool
    alt: str


FigureMark = Literal["blinded", "open", "maker-paid", "payer-unknown", "high", "moderate", "low",
                     "very-low", "not-graded"]
"""What can stand behind a figure as a short mark, where its place has no room for the words."""


@dataclass(frozen=True)
class FewWords:
    """What a figure says where even its cell told in brief has no room: its number with the range,
    the range, with what it was compared, the size of the study with its time, when it was measured,
    how sure it is, and whether people knew what they had and who paid."""

    number: str = ""
    range: str = ""
    compared: str = ""
    size: str = ""
    when: str = ""
    sure: str = ""
    study: str = ""


@dataclass(frozen=True)
class Figure:
    """What is known of one option on one row.

    `kind`: count, difference, extra (more or fewer per N), change, unknown. `number` is the
    sentence with the number, its range and, for counts, both frames; `lead` is the part of it that
    is set in bold ("51 of 100"). `range` is the end of `number` that tells its range. The other
    texts are whole sentences, each empty where there is nothing to say: `compared` ("With exercise
    alone, it was 49 of 100.", of which `compared_lead` is in bold; it is empty where no number of
    theirs is known), `measured` (what was counted, where the row does not say it), `when`
    ("Measured at 6 months.", where the row does not; where figures of other times are told together
    it is a label that comes first: `when_first`), `size` (the size of the study and, unless that
    comes first, the time: "63 people were studied, at 6 months."; it stands for `when`), `caveat`,
    `certainty`, `study` (whether people knew what they had, and who paid). `sure_in_band` and
    `study_in_band` are the same in fewer words; `few` has what is said where there is least room.
    Where blinded and open studies are told together, `design` is the label that
    each begins with ("Open study:"), and `aside` tells of the open ones, whose number is not bold.
    `elsewhere` sends to the page with another number, where the cell has none; the page sets it.
    `brief` is the line of page 1, `brief_lead` the part of it that is set apart: a verdict or a
    number in bold, or in pale ink that there is no number.
    `book` are (label, text) pairs: what is known beside verdict, number and caveat. `marks` can
    stand for certainty, blinding and payer.
    """

    id: str
    kind: Literal["count", "difference", "extra", "change", "unknown"]
    verdict: Verdict
    number: str = ""
    range: str = ""
    lead: str = ""
    size: str = ""
    compared: str = ""
    compared_lead: str = ""
    measured: str = ""
    when: str = ""
    when_first: bool = False
    caveat: str = ""
    certainty: str = ""
    study: str = ""
    sure_in_band: str = ""
    study_in_band: str = ""
    few: FewWords = FewWords()
    elsewhere: str = ""
    design: str = ""
    aside: bool = False
    brief: str = ""
    brief_lead: str = ""
    marks: tuple[FigureMark, ...] = ()
    sources: tuple[int, ...] = ()
    array: ArrayPicture | None = None
    difference: DifferencePicture | None = None
    book: tuple[tuple[str, str], ...] = ()


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
