"""From cell to page: every headline number of the example is in the finished aid and sheet, as the
workbook has it.

What is expected is computed here from the workbook's own cells, by other code than the program's.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from sdaid.aid.edition import DocumentKind
from sdaid.aid.wording import wording
from sdaid.batch.press import Press
from sdaid.resources import templates
from sdaid.steps import Asked, blank, press, read_workbook
from sdaid.workbook.columns import CountedIn, Outcome, OutcomeKind, OutcomeStatus
from sdaid.workbook.content import Content
from tests.build import EXAMPLE, Rows, row_of, workbook_from
from tests.conftest import EXAMPLE_TODAY

WORKBOOK = EXAMPLE.parent / "sacroiliac.xlsx"
UNITS = {CountedIn.PEOPLE: "people", CountedIn.PROCEDURES: "procedures",
         CountedIn.PERSON_YEARS: "people a year"}

MORE = {CountedIn.PEOPLE: "", CountedIn.PROCEDURES: " procedures",
        CountedIn.PERSON_YEARS: " a year"}

VERDICTS = {
    "medication-difference": "Less pain, but on average less than most people notice.",
    "ablation-difference": "No clear difference.",
    "fusion-difference-blinded": "No clear difference. A gain is possible.",
    "fusion-difference-open": "Chance? Not known.",
    "physiotherapy-better": "One group of a study.",
    "ablation-better": "Chance? Not known.",
    "belt-harm": "Too few to count out of 100.",
    "ablation-harm": "Too few to count out of 100.",
    "injection-harm": "", "fusion-harm": "", "fusion-harm-again": "", "medication-serious": "",
    "medication-serious-heart": "", "injection-serious": "", "fusion-serious": "",
}
"""What each measured headline figure means, worked out by hand by the printed rule."""

UNKNOWN_WORDS = {
    OutcomeStatus.NOT_STUDIED: "No number: we found no study",
    OutcomeStatus.SIZE_NOT_REPORTED: "No number: studies gave none",
    OutcomeStatus.NOT_COMPARABLE: "No number: other things measured",
}


def squeeze(text: str) -> str:
    """`text` without what the end of a line can change: blanks and hyphens."""
    return re.sub(r"[\s\-\u00ad\u2010\ufffe\x02]", "", text)


@cache
def press_of(path: Path) -> Press:
    content = read_workbook(path)[0]
    assert content is not None
    return press(content, Asked(EXAMPLE_TODAY))[0]


def printed(path: Path, kind: DocumentKind = "aid") -> str:
    """The text of the blank aid or sheet of a workbook, squeezed."""
    made = press_of(path)
    pdf, problems = made.draw(blank(made, Asked(EXAMPLE_TODAY), kind))
    assert not problems
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return squeeze(" ".join(pages))


@cache
def example() -> Content:
    content = read_workbook(WORKBOOK)[0]
    assert content is not None
    return content


@cache
def example_text(kind: DocumentKind = "aid") -> str:
    return printed(WORKBOOK, kind)


def shown(value: float) -> str:
    """A number as English writes it: no more decimals than it has, commas between thousands."""
    return f"{Decimal(str(value)):,.2f}".rstrip("0").rstrip(".")


def out_of(events: int, people: int, of: int) -> int:
    return int((Decimal(events) * of / Decimal(people)).quantize(Decimal(1), ROUND_HALF_UP))


def counted(outcome: Outcome, content: Content) -> list[tuple[str, ...]]:
    """What the page must say of a count, each in one of several ways."""
    row = next(each for each in content.rows if each.id == outcome.row)
    unit, event = UNITS[outcome.counted_in], outcome.definition or row.event
    events, people = outcome.events or 0, outcome.people or 0
    if people < 30:
        return [(f"{events} of {people} {unit} {event}. {people - events} {row.no_event}.",)]
    n = out_of(events, people, row.denominator)
    whole = shown(row.denominator)
    said: list[tuple[str, ...]] = [
        (f"{shown(n)} of {whole} {unit} {event}. {shown(row.denominator - n)} {row.no_event}.",)]
    if outcome.comparator_events is not None and outcome.comparator_people is not None:
        theirs = out_of(outcome.comparator_events, outcome.comparator_people, row.denominator)
        said.append(tuple(f"With {outcome.comparator}{words} {shown(theirs)} of {whole}."
                          for words in (", it was", ":")))
    return said


def size(outcome: Outcome) -> str:
    """The study's own count of a count that is shown of 100 or 1,000."""
    if outcome.kind is not OutcomeKind.COUNT or (outcome.people or 0) < 30:
        return ""
    return f"{shown(outcome.events or 0)} of {shown(outcome.people or 0)} " \
           f"{UNITS[outcome.counted_in]}"


def ranged(outcome: Outcome, worse: str, better: str, points: str = "") -> tuple[str, ...]:
    """The range of a difference, with its direction, and how it is told where there is least
    room."""
    if outcome.low is None or outcome.high is None:
        return ("",)
    low, high = shown(abs(outcome.low)), shown(outcome.high)
    if outcome.low < 0 < outcome.high:
        return (f"Probably between {low} {worse} and {high} {better}.",
                f"From {low} {worse} to {high} {better}.")
    return f"Probably {low} to {high} {points}{better}.", f"Probably {low} to {high}."


def compared(outcome: Outcome, content: Content) -> list[tuple[str, ...]]:
    """What the page must say of a difference, in counts or in points, in one of several ways."""
    row = next(each for each in content.rows if each.id == outcome.row)
    value = outcome.value or 0
    if outcome.kind is OutcomeKind.EXTRA_COUNT:
        number = (f"{shown(value)} more of {shown(outcome.per or 0)}{MORE[outcome.counted_in]} "
                  f"{outcome.definition or row.event} than with {outcome.comparator}.")
        return [tuple(f"{number} {span}" for span in ranged(outcome, "fewer", "more"))]
    points = "point" if value == 1 else "points"
    number = f"{shown(value)} {points} less {row.points} than with {outcome.comparator}."
    return [tuple(f"{number} {span}"
                  for span in ranged(outcome, f"more {row.points}", "less", "points "))]


PAGES = {"pain-difference": 3, "serious-harm": 3, "clearly-better": 4, "common-harm": 4}
"""On which page each headline row of the example stands."""


def paged(text: str, kind: DocumentKind) -> str:
    """`text`, with the page behind each row that it names; a sheet has no other page."""
    for row in example().rows:
        page = PAGES.get(row.id)
        if page and (kind == "aid" or row.id in FIRST):
            text = text.replace(f"“{row.label}”", f"“{row.label}”, page {page}")
    return text


def headline(status: bool) -> list[Outcome]:
    """The outcomes of headline rows, measured or not."""
    rows = {row.id for row in example().headlines}
    return [each for each in example().outcomes if each.row in rows
            and (each.status is OutcomeStatus.MEASURED) == status]


FIRST = {"pain-difference", "serious-harm"}
"""The two rows that the sheet has too."""


@pytest.mark.parametrize("outcome", headline(status=True), ids=lambda each: each.id)
def test_a_figure_is_printed_as_its_cells_have_it(outcome: Outcome) -> None:
    """Verdict, number, denominator, both frames, range, with what it was compared, when, what must
    be said, and the marks of its sources. The study's own count stands in the aid or, where it has
    no room there, in the evidence book."""
    row = next(each for each in example().rows if each.id == outcome.row)
    said: list[tuple[str, ...]] = [(VERDICTS[outcome.id],)]
    said += (counted if outcome.kind is OutcomeKind.COUNT else compared)(outcome, example())
    if outcome.horizon and outcome.horizon.unit and outcome.horizon != row.horizon and (
            outcome.counted_in is not CountedIn.PERSON_YEARS):
        words = wording(example().decision.language, templates() / "locale")
        time = words.duration(outcome.horizon)
        said.append((f"at {time}.", f"At {time}.", f"At {time}:"))
    numbers = sorted(place for place, source in enumerate(example().sources, 1)
                     if source.id in outcome.sources)
    said.append((f"[{', '.join(map(str, numbers))}]",))
    kinds: tuple[DocumentKind, ...] = ("aid", "sheet") if outcome.row in FIRST else ("aid",)
    for kind in kinds:
        for ways in (*said, (paged(outcome.caveat, kind),)):
            assert any(squeeze(text) in example_text(kind) for text in ways), ways
    assert squeeze(size(outcome)) in example_text() + example_text("book")


def test_every_headline_figure_has_its_verdict_here() -> None:
    """No figure is added without its verdict worked out by hand."""
    assert {each.id for each in headline(status=True)} == set(VERDICTS)


@pytest.mark.parametrize("outcome", headline(status=False), ids=lambda each: each.id)
def test_an_unknown_is_printed_by_its_type(outcome: Outcome) -> None:
    """Where there is no number, the page says why, with the author's caveat."""
    words = squeeze(UNKNOWN_WORDS[outcome.status])
    assert words in example_text()
    assert squeeze(paged(outcome.caveat, "aid")) in example_text()


NUMBER_ELSEWHERE = {
    "physiotherapy-difference": 4, "medication-better": 3, "fusion-better": 3,
    "belt-serious": 4, "ablation-serious": 4, "medication-harm": 3}
"""Headline cells without a number, whose option has one of the same side on this page."""


def test_a_cell_without_a_number_sends_to_another_of_its_option() -> None:
    """On its own page, but where it names the row of that number itself; and on page 1 where that
    number is of a benefit."""
    text = example_text()
    named = {"medication-harm"}
    for words, harm in (("Another number", False), ("Other harm", True)):
        on = [page for name, page in NUMBER_ELSEWHERE.items()
              if name not in named and name.endswith("-serious") is harm]
        for page in (3, 4):
            assert text.count(squeeze(f"{words}: page {page}.")) == on.count(page)
    assert text.count(squeeze("No number here: see page 4.")) == 1
    assert squeeze("“Serious harm”, page 3.") in text


def test_every_short_text_is_printed() -> None:
    """What the clinician wrote for the aid stands in it: options, help, rules, sources that it
    cites."""
    decision = example().decision
    texts = [decision.about, decision.audience, decision.question, decision.order_reason,
             decision.not_known, decision.evidence_method, decision.funding, decision.interests,
             decision.help_now_number, decision.help_now_signs, decision.help_same_day_number,
             decision.help_same_day_signs, decision.help_out_of_hours_number,
             decision.help_out_of_hours_signs, decision.book_from]
    for option in example().options:
        texts += [option.name, option.summary, option.effort_words, option.invasiveness_words,
                  option.recovery_words, option.living_with]
    texts += [rule.message for rule in example().rules]
    texts += [question.question for question in example().questions]
    texts += [value.statement for value in example().values]
    cited = {name for each in headline(status=True) for name in each.sources}
    texts += [example().source[name].short for name in cited]
    texts += [row.noticed_note for row in example().headlines]
    # the reader may put the sources of one column between two words of the next
    without_sources = re.sub(r"\[[\d,]+\]", "", example_text())
    for text in texts:
        assert squeeze(text) in without_sources, text


def test_a_changed_cell_changes_the_page(tmp_path: Path) -> None:
    """The clinician types 61 for 50 and the page says 62 of 100, and 51 of 100 nowhere; a range
    that now holds no difference changes what the number means."""

    def change(texts: Rows) -> None:
        row_of(texts, "Outcomes", "ablation-better")["events"] = 61
        row_of(texts, "Outcomes", "medication-difference")["low"] = -0.1

    assert squeeze("51 of 100 people had that or more") in example_text()
    text = printed(workbook_from(EXAMPLE, tmp_path / "w.xlsx", change))
    for words in ("62 of 100 people had that or more. 38 did not.",
                  "No clear difference. 0.3 points less pain than with dummy pills. "
                  "Probably between 0.1 more pain and 0.5 less."):
        assert squeeze(words) in text
    assert squeeze("51 of 100 people had that or more") not in text
