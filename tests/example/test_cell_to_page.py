"""From cell to page: every number of the example is in the finished PDF, as the workbook has it.

What is expected is computed here from the workbook's own cells, by other code than the program's.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from sdaid.aid.wording import wording
from sdaid.resources import templates
from sdaid.sheets.values import Duration
from sdaid.steps import Asked, blank, press, read_workbook
from sdaid.workbook.columns import Certainty, CountedIn, Outcome, OutcomeKind, OutcomeStatus
from sdaid.workbook.content import Content
from tests.build import EXAMPLE, Rows, row_of, workbook_from
from tests.conftest import EXAMPLE_TODAY


def squeeze(text: str) -> str:
    """`text` without what the end of a line can change: blanks and hyphens."""
    return re.sub(r"[\s\-\u00ad\u2010\ufffe\x02]", "", text)


def text_of(pdf: bytes) -> str:
    """The PDF's text, squeezed."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return squeeze(" ".join(pages))


def printed(path: Path, content: Content | None = None) -> str:
    """The text of the blank aid of a workbook, which holds every figure of every patient's."""
    content = content or read_workbook(path)[0]
    assert content is not None
    made, _ = press(content, Asked(EXAMPLE_TODAY))
    pdf, problems = made.draw(blank(made, Asked(EXAMPLE_TODAY)))
    assert not problems
    return text_of(pdf)


@cache
def example() -> Content:
    content = read_workbook(EXAMPLE.parent / "sacroiliac.xlsx")[0]
    assert content is not None
    return content


@cache
def example_text() -> str:
    return printed(EXAMPLE.parent / "sacroiliac.xlsx")


def shown(value: float) -> str:
    """A number as English writes it: no more decimals than it has, commas between thousands."""
    return f"{Decimal(str(value)):,.2f}".rstrip("0").rstrip(".")


def out_of(events: int, people: int, of: int) -> int:
    return int((Decimal(events) * of / Decimal(people)).quantize(Decimal(1), ROUND_HALF_UP))


def expected(outcome: Outcome, content: Content) -> list[str]:
    """What the page must say of a measured outcome."""
    row = next(each for each in content.rows if each.id == outcome.row)
    unit = {CountedIn.PEOPLE: "people", CountedIn.PROCEDURES: "procedures",
            CountedIn.PERSON_YEARS: "people a year"}[outcome.counted_in]
    said = [outcome.population, *filter(None, [outcome.caveat])]
    if outcome.kind is OutcomeKind.COUNT:
        assert outcome.events is not None
        assert outcome.people is not None
        n = out_of(outcome.events, outcome.people, row.denominator)
        event = outcome.definition or row.event
        counted = f"{shown(outcome.events)} of {shown(outcome.people)} {unit}"
        share = f"{shown(n)} of {shown(row.denominator)}"
        graded = outcome.certainty is not Certainty.NOT_GRADED
        said += [f"{share} {unit} {event}" if graded else f"{counted} {event}: that is {share}",
                 f"{shown(row.denominator - n)} of {shown(row.denominator)} {row.no_event}.",
                 counted]
        if outcome.comparator_events is not None:
            assert outcome.comparator_people is not None
            theirs = out_of(outcome.comparator_events, outcome.comparator_people,
                            row.denominator)
            said.append(f"{outcome.comparator}: {shown(theirs)} of {shown(row.denominator)} "
                        f"({shown(outcome.comparator_events)} of "
                        f"{shown(outcome.comparator_people)})")
    elif outcome.kind is OutcomeKind.EXTRA_COUNT:
        assert outcome.value is not None
        assert outcome.per is not None
        way = "more" if outcome.value >= 0 else "fewer"
        said.append(f"{shown(abs(outcome.value))} {way} of {shown(outcome.per)} {unit} "
                    f"{outcome.definition or row.event} than with {outcome.comparator}")
    else:
        assert outcome.value is not None
        way = "less" if (outcome.value > 0) == (row.better == "low") else "more"
        points = "point" if abs(outcome.value) == 1 else "points"
        said.append(f"{shown(abs(outcome.value))} {points} {way} {row.points}")
        if outcome.low is not None and outcome.high is not None:
            ends = sorted((outcome.low, outcome.high), key=abs)
            said += [shown(abs(end)) for end in ends]
    return said


MEASURED = [each for each in example().outcomes if each.status is OutcomeStatus.MEASURED]
UNKNOWN = [each for each in example().outcomes if each.status is not OutcomeStatus.MEASURED]


@pytest.mark.parametrize("name", [each.id for each in MEASURED])
def test_a_figure_is_printed_as_its_cells_have_it(name: str) -> None:
    """Number, denominator, both frames, the study's own count, comparison, and source marks."""
    outcome = next(each for each in MEASURED if each.id == name)
    for words in expected(outcome, example()):
        assert squeeze(words) in example_text(), words
    numbers = sorted(place for place, source in enumerate(example().sources, 1)
                     if source.id in outcome.sources)
    assert squeeze(f"[{', '.join(map(str, numbers))}]") in example_text()


@pytest.mark.parametrize("name", [each.id for each in UNKNOWN])
def test_an_unknown_is_printed_by_its_type(name: str) -> None:
    """Where there is no number, the page says why, with the author's caveat."""
    outcome = next(each for each in UNKNOWN if each.id == name)
    words = {"not comparable": "Cannot be compared"}.get(
        outcome.status.value, outcome.status.value.capitalize())
    assert squeeze(words) in example_text()
    if outcome.caveat:
        assert squeeze(outcome.caveat) in example_text()


def test_horizons_are_printed() -> None:
    """Every time at which something was measured stands on the page."""
    words = wording(example().decision.language, templates() / "locale")
    spans: list[Duration] = [each.horizon for each in MEASURED if each.horizon]
    spans += [row.horizon for row in example().rows]
    for span in spans:
        if span.unit:
            assert squeeze(words.duration(span)) in example_text()


def test_every_text_of_the_options_is_printed() -> None:
    """Nothing that the clinician wrote for patients is dropped."""
    for option in example().options:
        for text in (option.summary, option.involves, option.effort_words, option.suits,
                     option.invasiveness_words, option.recovery_words, option.starts,
                     option.lasts, option.living_with, option.suits_not, option.cost):
            assert squeeze(text) in example_text(), text
    for recovery in example().recovery:
        assert squeeze(recovery.words) in example_text(), recovery.words
    for rule in example().rules:
        assert squeeze(rule.message) in example_text(), rule.message
    for source in example().sources:
        assert squeeze(source.citation) in example_text(), source.citation


def test_a_changed_cell_changes_the_page(tmp_path: Path) -> None:
    """The clinician types 61 for 50 and the page says 62 of 100, and 50 of 99 nowhere."""

    def change(texts: Rows) -> None:
        row_of(texts, "Outcomes", "ablation-better")["events"] = 61

    assert squeeze("50 of 99 people") in example_text()
    text = printed(workbook_from(EXAMPLE, tmp_path / "w.xlsx", change))
    for words in ("that is 62 of 100", "61 of 99 people", "38 of 100 did not."):
        assert squeeze(words) in text
    assert squeeze("50 of 99 people") not in text
