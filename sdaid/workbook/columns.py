"""The sheets of the workbook and their columns, declared once.

Each class is a row of a sheet. Its fields, in order, are the sheet's columns; their types say what
a cell may hold, their `Column` what a person sees. The reader, the starter workbook, the reference
in `docs` and the tests all come from here. Limits in characters are those of the printed places.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator

from sdaid.sheets.columns import Column, Record, Sheet
from sdaid.sheets.values import (
    Bounded,
    Cell,
    Date,
    Id,
    Ids,
    MaybeNumber,
    MaybeSpan,
    MaybeWhole,
    Phrases,
    Span,
    Text,
    TimeUnit,
    Whole,
    YesNo,
    bounded,
    choice,
    refuse,
    whole,
)
from sdaid.workbook.signing import attested

FORMAT_VERSION = 2

STEPS = 5
"""The highest step of the scales of effort and invasiveness."""


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools know
    """`message`, marked for the catalogue of fixed words and translated where it is printed."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as N_
    """A message with its plural, marked as `N_` marks one; `Wording.counted` translates it."""
    return one, many


class _OwnVersion(Bounded):
    """A reader of the format version, which can only be this program's own."""

    def __call__(self, cell: Cell) -> int:
        value = whole(cell)
        if value != FORMAT_VERSION:
            code = "format-version-old" if value < FORMAT_VERSION else "format-version"
            refuse(code, found=value, allowed=FORMAT_VERSION)
        return value


Step = Annotated[int, BeforeValidator(bounded(0, STEPS))]

Version = Annotated[int, BeforeValidator(_OwnVersion(FORMAT_VERSION, FORMAT_VERSION))]


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


class OptionKind(StrEnum):
    NO_TREATMENT = "no treatment"
    SELF_CARE = "self-care"
    DEVICE = "device"
    MEDICINE = "medicine"
    INJECTION = "injection"
    PROCEDURE = "procedure"
    SURGERY = "surgery"


class Activity(StrEnum):
    """What every option tells the way back to, in the order of print. Another line here is another
    activity; its value is what patients read, through the catalogue of fixed words."""

    NORMAL_DAY = N_("normal day")
    DESK_WORK = N_("desk work")
    PHYSICAL_WORK = N_("physical work")
    DRIVING = N_("driving")


class RecoveryStatus(StrEnum):
    KNOWN = "known"
    NONE_NEEDED = "none needed"
    NOT_STUDIED = "not studied"
    DOES_NOT_APPLY = "does not apply"


class ScaleName(StrEnum):
    EFFORT = "effort"
    INVASIVENESS = "invasiveness"


class Side(StrEnum):
    BENEFIT = "benefit"
    HARM = "harm"


class RowKind(StrEnum):
    COUNT = "count"
    DIFFERENCE = "difference"


class Prominence(StrEnum):
    HEADLINE = "headline"
    DETAIL = "detail"


class BetterEnd(StrEnum):
    LOW = "low"
    HIGH = "high"


class OutcomeKind(StrEnum):
    COUNT = "count"  # n of N people had it
    SHARE = "percentage"  # so many per cent, of a number of people that was not reported
    EXTRA_COUNT = "difference in counts"  # so many more (or fewer) per N
    BETWEEN_GROUPS = "difference between groups"  # points on the row's scale
    WITHIN_GROUP = "change within a group"  # points on the row's scale, no comparison


class OutcomeStatus(StrEnum):
    MEASURED = "measured"
    SIZE_NOT_REPORTED = "studied, size not reported"
    NOT_STUDIED = "not studied"
    NONE_REPORTED = "none reported"
    DOES_NOT_APPLY = "does not apply"
    NOT_COMPARABLE = "not comparable"


class CountedIn(StrEnum):
    PEOPLE = "people"
    PROCEDURES = "procedures"
    PERSON_YEARS = "person-years"


class Blinding(StrEnum):
    BLINDED = "blinded"
    OPEN = "open"
    NO_COMPARISON = "no comparison"
    NOT_STATED = "not stated"


class Certainty(StrEnum):
    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"
    NOT_GRADED = "not graded"


class FactType(StrEnum):
    YES_NO = "yes/no"
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"
    TEXT = "text"


class Effect(StrEnum):
    """What a rule does to an option on one patient's page. None removes or reorders an option."""

    CAUTION = "caution"
    ASK_ABOUT = "ask about"
    MAY_NOT_SUIT = "may not suit"
    NOTE = "note"


class Decision(Record):
    """The sheet Decision: a name and a value in each row."""

    format_version: Annotated[Version, Column(
        "Format version", "Which edition of this form it is. Leave it.", printed=False)]
    condition: Annotated[Text, Column(
        "Condition", "The health problem in a few plain words, as in “back pain”.",
        limit=60, translatable=True)]
    about: Annotated[Text, Column(
        "About the condition", "What it is, in two plain sentences or more.", limit=600,
        translatable=True, width=60)]
    question: Annotated[Text, Column(
        "Decision question", "The choice the patient faces, as a question.", limit=140,
        translatable=True)]
    audience: Annotated[Text, Column(
        "Whom this is for", "Who should read this, and who should not.", limit=400,
        translatable=True)]
    order_reason: Annotated[Text, Column(
        "Why this order", "Why the options stand in this order; not from best to worst.",
        limit=160, translatable=True)]
    evidence_method: Annotated[Text, Column(
        "How the evidence was chosen", "How studies were looked for and picked.", limit=800,
        translatable=True)]
    not_known: Annotated[Text, Column(
        "What is not known", "The main gaps in what is known about these options.", limit=800,
        translatable=True)]
    funding: Annotated[Text, Column(
        "Funding", "Who paid for making this aid. Type None if nobody did.", limit=300,
        translatable=True)]
    interests: Annotated[Text, Column(
        "Competing interests", "Who of its makers gains from an option. Type None if nobody does.",
        limit=300, translatable=True)]
    content_version: Annotated[Text, Column(
        "Content version", "Your own number for this edition, as in 1.2.", limit=20)]
    content_date: Annotated[Date, Column(
        "Content date", "The day the content was last brought up to date.")]
    review_months: Annotated[int, BeforeValidator(bounded(1, 120)), Column(
        "Review interval (months)", "After how many months it must be looked at again.")]
    help_now_number: Annotated[Text, Column(
        "Help at once: number", "Whom to call when it cannot wait, as in 999.", limit=40,
        translatable=True)]
    help_now_signs: Annotated[Text, Column(
        "Help at once: signs", "The signs that cannot wait, as they follow “if”.", limit=320,
        translatable=True, width=60)]
    help_same_day_number: Annotated[Text, Column(
        "Help the same day: number", "Whom to call the same day, as in “the clinic, 555-0100”.",
        limit=40, translatable=True)]
    help_same_day_signs: Annotated[Text, Column(
        "Help the same day: signs", "The signs for a call on the same day, as they follow “if”; "
        "those after a needle or an operation too.", limit=320, translatable=True, width=60)]
    help_out_of_hours_number: Annotated[Text, Column(
        "Help out of hours: number", "Whom to call when the clinic is closed.", limit=40,
        translatable=True)]
    help_out_of_hours_signs: Annotated[Text, Column(
        "Help out of hours: signs", "When to call that number, as it follows “if”.", limit=160,
        translatable=True, width=60)]
    book_from: Annotated[Text, Column(
        "How to get the evidence book", "Whom to ask for it, or its web address.", limit=120,
        translatable=True)]
    visit_reasons: Annotated[Phrases, Column(
        "Visit reasons", "The reasons in the appointment list that this decision serves, with "
        "commas between them.", printed=False)]
    clinic_name: Annotated[Text, Column(
        "Clinic name", "As patients know it.", limit=80, translatable=True)]
    return_address: Annotated[Text, Column(
        "Return address", "The clinic's postal address, a line for each part.", limit=200)]
    phone: Annotated[Text, Column("Phone", "Where patients can ask.", limit=40)]
    paper: Annotated[Paper, BeforeValidator(choice(Paper)), Column(
        "Paper", "The paper in the printer: a4 or letter.")]
    language: Annotated[Text, Column(
        "Language", "The language of this workbook, as in en or en-GB.")] = "en"
    logo: Annotated[Text, Column(
        "Logo file", "A picture beside this workbook; blank for none.")] = ""
    notice: Annotated[Text, Column(
        "Notice on every page", "Printed on each page; blank for none.", limit=110,
        translatable=True)] = ""
    list_profile: Annotated[Text, Column(
        "Profile of the list", "A file beside this workbook that tells how your system writes its "
        "appointment lists; blank for none.", printed=False)] = ""


class Option(Record):
    """The sheet Options: one treatment option a row, in the order of print."""

    id: Annotated[Id, Column("Id", "A short name for other sheets to use.", printed=False)]
    name: Annotated[Text, Column("Name", "As patients read it.", limit=40, translatable=True,
                                 width=24)]
    short_name: Annotated[Text, Column("Short name", "As the head of a narrow column.", limit=22,
                                       translatable=True, width=18)]
    kind: Annotated[OptionKind, BeforeValidator(choice(OptionKind)), Column(
        "Kind", "What sort of option it is. One must be “no treatment”.")]
    summary: Annotated[Text, Column(
        "What it is", "What it is and what the patient does, in a sentence or two.", limit=130,
        translatable=True, width=40)]
    involves: Annotated[Text, Column(
        "What you do", "What the patient does, step by step; for the evidence book.", limit=240,
        translatable=True, width=30)]
    effort: Annotated[Step, Column(f"Effort (0-{STEPS})", "A step of the scale effort.")]
    effort_words: Annotated[Text, Column(
        "Effort in words", "Printed below the picture.", limit=45,
        translatable=True, width=24)]
    invasiveness: Annotated[Step, Column(
        f"Invasiveness (0-{STEPS})", "A step of the scale invasiveness.")]
    invasiveness_words: Annotated[Text, Column(
        "Invasiveness in words", "Printed below the picture.", limit=45,
        translatable=True, width=24)]
    recovery_words: Annotated[Text, Column(
        "The way back in words", "What to add below the time until a normal day, which is "
        "printed from the sheet Recovery.",
        limit=45, translatable=True, width=24)]
    starts: Annotated[Text, Column(
        "When it may help", "How soon it may start to help; for the evidence book.", limit=160,
        translatable=True, width=24)]
    lasts: Annotated[Text, Column(
        "How long it lasts", "How long the effect lasts, as far as is known; for the "
        "evidence book, and for the aid where it has room.",
        limit=160, translatable=True, width=24)]
    living_with: Annotated[Text, Column(
        "Living with the result", "What life is like afterwards, in a few lines.", limit=130,
        translatable=True, width=40)]
    suits: Annotated[Text, Column(
        "Who can have it", "In plain words.", limit=240, translatable=True, width=40)]
    suits_not: Annotated[Text, Column(
        "Who may not have it", "In plain words; for the evidence book.", limit=240,
        translatable=True, width=30)]
    cost: Annotated[Text, Column(
        "Cost", "What the patient may have to pay, in words; for the evidence book, and for the "
        "aid where it has room.", limit=240, translatable=True, width=40)]
    care_sources: Annotated[Ids, Column(
        "Sources: what it is", "For what it is, what it involves, and who can have it.",
        refers="Sources", width=20)]
    timing_sources: Annotated[Ids, Column(
        "Sources: when and how long", "For when it may help, how long, and living with it.",
        refers="Sources", width=20)]
    cost_sources: Annotated[Ids, Column("Sources: cost", "For the cost.", refers="Sources",
                                        width=20)]
    living_more: Annotated[Text, Column(
        "More on living with it", "What the evidence book adds; blank for nothing.", limit=400,
        translatable=True, width=40)] = ""


class Effort(Record):
    """The sheet Effort: one phase of the work an option asks of the patient."""

    option: Annotated[Id, Column("Option", "Whose effort it is.", refers="Options")]
    from_week: Annotated[Whole, Column("From week", "The first week of this phase, from 1.")]
    to_week: Annotated[Whole, Column("To week", "The last week of this phase.")]
    visits: Annotated[MaybeNumber, Column(
        "Visits a week", "Visits to a clinic each week; blank if not known.")] = None
    minutes: Annotated[MaybeNumber, Column(
        "Minutes a day", "Minutes of own work each day; blank if not known.")] = None
    words: Annotated[Text, Column(
        "In words", "What the patient does in these weeks.", limit=110, translatable=True,
        width=40)]
    sources: Annotated[Ids, Column("Sources", "Where this comes from.", refers="Sources")]


class Recovery(Record):
    """The sheet Recovery: how long until one activity is possible again after one option."""

    option: Annotated[Id, Column("Option", "Whose recovery it is.", refers="Options")]
    activity: Annotated[Activity, BeforeValidator(choice(Activity)), Column(
        "Activity", "What the patient gets back to.")]
    status: Annotated[RecoveryStatus, BeforeValidator(choice(RecoveryStatus)), Column(
        "Status", "Whether a time is known; if not, why not.")]
    start: Annotated[MaybeNumber, Column(
        "From", "The soonest; blank unless the status is known.")] = None
    end: Annotated[MaybeNumber, Column(
        "To", "The latest; blank unless the status is known.")] = None
    unit: Annotated[TimeUnit | None, BeforeValidator(choice(TimeUnit)), Column(
        "Unit", "Days, weeks, months or years; blank unless the status is known.")] = None
    words: Annotated[Text, Column(
        "In words", "What the page says beside the picture.", limit=90, translatable=True,
        width=40)]
    sources: Annotated[Ids, Column("Sources", "Where this comes from.", refers="Sources")]


class ScaleStep(Record):
    """The sheet Scales: what a step of a scale means."""

    scale: Annotated[ScaleName, BeforeValidator(choice(ScaleName)), Column(
        "Scale", "Effort or invasiveness.")]
    step: Annotated[Step, Column("Step", f"0 to {STEPS}.")]
    meaning: Annotated[Text, Column("Meaning", "What this step means.", limit=70,
                                    translatable=True, width=40)]
    rated_by: Annotated[Text, Column(
        "Who rated", "Who put the options on this scale.", limit=80, translatable=True, width=30)]


class ComparisonRow(Record):
    """The sheet Rows: one thing on which every option is compared."""

    id: Annotated[Id, Column("Id", "A short name for other sheets to use.", printed=False)]
    label: Annotated[Text, Column("Label", "The head of the row.", limit=40, translatable=True,
                                  width=28)]
    definition: Annotated[Text, Column(
        "Definition", "What exactly is counted or measured.", limit=160, translatable=True,
        width=40)]
    side: Annotated[Side, BeforeValidator(choice(Side)), Column("Side", "Benefit or harm.")]
    kind: Annotated[RowKind, BeforeValidator(choice(RowKind)), Column(
        "Kind", "Whether people are counted or a difference on a scale is told.")]
    prominence: Annotated[Prominence, BeforeValidator(choice(Prominence)), Column(
        "Headline or detail", "Headline rows stand on the side-by-side page: 1 to 4 of them.")]
    horizon: Annotated[Span, Column("Horizon", "When it was measured, as in 6 months.")]
    comparable: Annotated[YesNo, Column(
        "Comparable", "No, where studies counted in different ways: the page says so and draws no "
        "common picture.")]
    denominator: Annotated[int, BeforeValidator(bounded(100, 1000)), Column(
        "Out of", "100; or 1000 for the whole row where a figure is under 1 in 100.")] = 100
    event: Annotated[Text, Column(
        "Those who do", "For counts: the words after “51 of 100 people”, as in “had clearly less "
        "pain”.", limit=60, translatable=True, width=28)] = ""
    no_event: Annotated[Text, Column(
        "Those who do not", "For counts: the words after “49”, as in “did not”.", limit=60,
        translatable=True, width=20)] = ""
    scale_low: Annotated[MaybeNumber, Column("Scale from", "For differences: its low end.")] = None
    scale_high: Annotated[MaybeNumber, Column("Scale to", "For differences: its high end.")] = None
    better: Annotated[BetterEnd | None, BeforeValidator(choice(BetterEnd)), Column(
        "Better end", "For differences: which end is good.")] = None
    points: Annotated[Text, Column(
        "What a point is of", "For differences: as in “pain”.", limit=20, translatable=True)] = ""
    better_words: Annotated[Text, Column(
        "Words for better", "For differences: what a change for the better is, as in “Less pain”. "
        "“Than with …” follows it.",
        limit=30, translatable=True, width=20)] = ""
    worse_words: Annotated[Text, Column(
        "Words for worse", "For differences: what a change for the worse is, as in “More pain”. "
        "“Than with …” follows it.",
        limit=30, translatable=True, width=20)] = ""
    noticed: Annotated[MaybeNumber, Column(
        "Smallest difference noticed", "For differences: the points that people notice; blank "
        "where no source names them, and then the page says nothing of size.")] = None
    noticed_sources: Annotated[Ids, Column(
        "Sources: smallest difference", "Where that comes from.", refers="Sources",
        width=20)] = ()
    noticed_note: Annotated[Text, Column(
        "Note: smallest difference", "Whom that is about, where they are others than here; a "
        "sentence that is always printed with it.", limit=90, translatable=True, width=30)] = ""


class Outcome(Record):
    """The sheet Outcomes: what is known of one option on one row."""

    id: Annotated[Id, Column("Id", "A short name of the figure.", printed=False)]
    option: Annotated[Id, Column("Option", "Whose figure it is.", refers="Options")]
    row: Annotated[Id, Column("Row", "The comparison row it belongs to.", refers="Rows")]
    status: Annotated[OutcomeStatus, BeforeValidator(choice(OutcomeStatus)), Column(
        "Status", "Measured; or why there is no number.", width=22)]
    kind: Annotated[OutcomeKind | None, BeforeValidator(choice(OutcomeKind)), Column(
        "Kind", "What sort of number it is.", width=22,
        needed_where="the status is measured")] = None
    events: Annotated[MaybeWhole, Column(
        "n", "Counts: how many had it.", aliases=("events",))] = None
    people: Annotated[MaybeWhole, Column(
        "N", "Counts: of how many. Differences: how many were studied.",
        aliases=("of how many",))] = None
    value: Annotated[MaybeNumber, Column(
        "Value", "Differences: points better than the comparison (a minus sign means worse); for "
        "a difference in counts, how many more per “per”. Percentages: as in 82 for 82 %, where "
        "the study tells no count.")] = None
    low: Annotated[MaybeNumber, Column(
        "Low", "The low end of its range, if known; for counts, out of the row's “Out of”.")] = None
    high: Annotated[MaybeNumber, Column(
        "High", "The high end of its range, if known; for counts, out of the row's “Out of”."
        )] = None
    per: Annotated[MaybeWhole, Column(
        "Per", "Difference in counts: per how many, 100 or 1000.")] = None
    counted_in: Annotated[CountedIn, BeforeValidator(choice(CountedIn)), Column(
        "Counted in", "People, procedures or person-years.")] = CountedIn.PEOPLE
    comparator: Annotated[Text, Column(
        "Compared with", "The comparison group in a few words that can follow “than with”, as in "
        "“a pretend operation”.",
        limit=40, translatable=True, width=24)] = ""
    comparator_events: Annotated[MaybeWhole, Column(
        "Their n", "How many of the comparison group had it.")] = None
    comparator_people: Annotated[MaybeWhole, Column(
        "Their N", "Of how many in the comparison group.")] = None
    horizon: Annotated[MaybeSpan, Column(
        "Horizon", "Where it differs from the row's; the page marks it.")] = None
    definition: Annotated[Text, Column(
        "Definition", "What was counted or measured, where it differs from the row's words; the "
        "page marks it.",
        limit=60, translatable=True, width=28)] = ""
    population: Annotated[Text, Column(
        "Population", "Who was studied.", limit=120, translatable=True, width=30,
        needed_where="the status is measured")] = ""
    blinding: Annotated[Blinding | None, BeforeValidator(choice(Blinding)), Column(
        "Blinded or open", "Whether people knew which treatment they had.",
        needed_where="the status is measured")] = None
    certainty: Annotated[Certainty | None, BeforeValidator(choice(Certainty)), Column(
        "Certainty", "How sure the figure is.",
        needed_where="the status is measured")] = None
    sources: Annotated[Ids, Column(
        "Sources", "Ids of the sheet Sources, with commas.", refers="Sources", width=20,
        needed_where="the status is measured")] = ()
    caveat: Annotated[Text, Column(
        "Caveat", "Always printed with the figure; page 1 has its first sentence. A headline row "
        "that it names in quotation marks gets its page.",
        limit=140, translatable=True, width=40)] = ""
    together: Annotated[Text, Column(
        "Told together", "The same word on figures that only tell the truth together.",
        printed=False)] = ""
    fewest: Annotated[MaybeWhole, Column(
        "Fewest in a group", "Differences: how many were in the smaller group, if known.")] = None
    book_note: Annotated[Text, Column(
        "More in the book", "What the evidence book adds to the caveat; blank for nothing.",
        limit=400, translatable=True, width=40)] = ""


class Accepted(Record):
    """The sheet Accepted: a warning that the clinic has looked at and accepts."""

    code: Annotated[Text, Column("Problem", "The code that “sdaid check” prints.", printed=False)]
    cell: Annotated[Text, Column("Cell", "As in Options!F3.", printed=False)]
    said: Annotated[Text, Column(
        "What it said", "What the cell said when it was accepted; “sdaid check -v” prints the row "
        "to paste. Blank accepts nothing.", printed=False, width=40)] = ""
    reason: Annotated[Text, Column("Reason", "Why it is acceptable.", printed=False, width=40)]
    who: Annotated[Text, Column("Who", "Who accepts it.", printed=False)]
    accepted_on: Annotated[Date, Column("Date", "When.", printed=False)]


class Word(Record):
    """The sheet Words: jargon and what to say in its place."""

    term: Annotated[Text, Column("Term", "A word that patients may not know.", translatable=True)]
    plain: Annotated[Text, Column(
        "Plain words", "What it means; printed in the list of words.", limit=140,
        translatable=True, width=40)] = ""
    allowed: Annotated[Text, Column(
        "Allowed because", "Why the term may stand all the same.", printed=False,
        width=30)] = ""


class Question(Record):
    """The sheet Questions: what patients ask, with one answer column for each option."""

    question: Annotated[Text, Column("Question", "As a patient would ask it.", limit=110,
                                     translatable=True, width=40)]
    for_all: Annotated[Text, Column(
        "Answer for all options", "One answer for all; then the options' columns stay blank.",
        limit=400, translatable=True, width=40)] = ""


class Fact(Record):
    """The sheet Patient facts: a heading that the appointment list may hold."""

    name: Annotated[Id, Column("Name", "The heading in the appointment list.", printed=False)]
    question: Annotated[Text, Column(
        "Question", "As the front desk would ask it.", limit=110, translatable=True, width=40)]
    type: Annotated[FactType, BeforeValidator(choice(FactType)), Column(
        "Type", "What sort of answer it has.")]
    choices: Annotated[Phrases, Column(
        "Choices", "For the type choice: the answers, with commas. A translation has as many, in "
        "the same order.", translatable=True, width=24)] = ()
    aliases: Annotated[Phrases, Column(
        "Other headings", "Other headings it goes by, with commas.", printed=False,
        width=24)] = ()
    needed: Annotated[YesNo, Column(
        "Needed", "Yes holds back an aid whose fact is blank.", printed=False)] = False
    told: Annotated[Text, Column(
        "Said to the patient", "For yes/no: what the page says of a yes, as in “You smoke.”; blank "
        "for the question and its answer.", limit=80, translatable=True, width=40)] = ""

    printed_choices: tuple[str, ...] = ()
    """The choices in the patient's language, in their order; none where they are printed as they
    are."""

    @property
    def as_asked(self) -> tuple[str, ...]:
        """The choices as a patient reads them."""
        return self.printed_choices or self.choices

    def as_printed(self, choice: str) -> str:
        """How a patient reads one of the choices."""
        return dict(zip(self.choices, self.as_asked, strict=False)).get(choice, choice)


class Rule(Record):
    """The sheet Rules: one column for each patient fact, then what the page says."""

    option: Annotated[Id, Column("Option", "Which option it speaks about.", refers="Options")]
    effect: Annotated[Effect, BeforeValidator(choice(Effect)), Column(
        "Effect", "Caution, ask about, may not suit, or note.")]
    message: Annotated[Text, Column(
        "Message", "What the patient reads.", limit=130, translatable=True, width=60)]
    sources: Annotated[Ids, Column("Sources", "Where this comes from.", refers="Sources")] = ()


class Value(Record):
    """The sheet Values: something that may matter to a patient."""

    statement: Annotated[Text, Column(
        "Statement", "In the patient's words, as in “I want to avoid surgery”.", limit=110,
        translatable=True, width=50)]
    row: Annotated[Id, Column(
        "Row", "The comparison row it belongs to, or effort, invasiveness, "
        "recovery, lasts, cost.",
        printed=False)]


class Source(Record):
    """The sheet Sources: a study or a page."""

    id: Annotated[Id, Column("Id", "A short name for other sheets to use.", printed=False)]
    citation: Annotated[Text, Column("Citation", "Authors, title, journal.", limit=400, width=60)]
    year: Annotated[int | None, BeforeValidator(bounded(1800, 2200)), Column(
        "Year", "Of publication; blank if not shown.")] = None
    design: Annotated[Text, Column("Design", "As in randomised trial, leaflet.", limit=60,
                                   translatable=True, width=24)]
    people: Annotated[MaybeWhole, Column("Size", "How many people; blank if it has none.")] = None
    paid_by: Annotated[Text, Column(
        "Who paid", "Or “not stated”; what follows these words is for the evidence book.",
        limit=120, translatable=True, width=30)]
    maker_paid: Annotated[YesNo, Column(
        "Paid by the maker", "Yes, if whoever sells the treatment paid; the page marks it.")]
    address: Annotated[Text, Column("Address", "doi or web address.", limit=200, width=40)] = ""
    checked: Annotated[Date, Column("Last checked", "When somebody last looked at it.")]
    short: Annotated[Text, Column(
        "Short citation", "Author, journal and year, for the aid's own list; blank for the start "
        "of the citation.", limit=34, width=24)] = ""


class Person(Record):
    """The sheet People: authors, reviewers and their sign-offs."""

    name: Annotated[Text, Column("Name", "Of the person.", limit=60, width=24)]
    role: Annotated[Text, Column("Role", "As in author, reviewer.", limit=60, translatable=True)]
    credentials: Annotated[Text, Column("Credentials", "Training and post.", limit=120,
                                        translatable=True, width=30)]
    interests: Annotated[Text, Column("Interests", "What they gain from an option. Type None.",
                                      limit=160, translatable=True, width=30)]
    attests: Annotated[tuple[str, ...], BeforeValidator(attested), Column(
        "Attests", "What they put their name to: ids of checks such as q6, k12, or ratings, "
        "content; for a language the words that “sdaid check” prints, as in “translation es "
        "0a1b2c3d4e5f”; blank for nothing.", printed=False)] = ()
    signed_on: Annotated[Date, Column("Date", "When.")]


SHEETS: tuple[Sheet, ...] = (
    Sheet("Decision", Decision, "What the decision is, whose aid this is, and when it is due for "
          "review.", layout="values"),
    Sheet("Options", Option, "The treatment options, in the order in which they are printed."),
    Sheet("Effort", Effort, "What each option asks of the patient, week by week.",
          may_be_empty=True),
    Sheet("Recovery", Recovery, "How long until a normal day, desk work, physical work and "
          "driving are possible again after each option."),
    Sheet("Scales", ScaleStep, "What the steps of effort and invasiveness mean."),
    Sheet("Rows", ComparisonRow, "On what the options are compared: benefits and harms."),
    Sheet("Outcomes", Outcome, "One figure for each option and row: a number, or why there is "
          "none."),
    Sheet("Questions", Question, "What patients ask, with an answer for each option.",
          extra="Options", may_be_empty=True),
    Sheet("Patient facts", Fact, "What the appointment list may tell about a patient.",
          may_be_empty=True),
    Sheet("Rules", Rule, "What the page says to patients of whom certain facts are true.",
          extra="Patient facts", conditions=True, may_be_empty=True),
    Sheet("Values", Value, "What may matter to a patient."),
    Sheet("Sources", Source, "The studies and pages that everything rests on."),
    Sheet("People", Person, "Who made this, who checked it, and what they sign."),
    Sheet("Words", Word, "Words that patients may not know.", may_be_empty=True),
    Sheet("Accepted", Accepted, "Warnings that the clinic has looked at and accepts.",
          may_be_empty=True),
)
