"""Figures in words: number, both frames, range, unit, time, certainty, and what must stand by."""

from __future__ import annotations

from typing import Any

import pytest

from sdaid.aid.aid import Figure
from sdaid.aid.figures import Teller
from sdaid.sheets.values import Duration, TimeUnit
from sdaid.workbook.columns import (
    Blinding,
    Certainty,
    CountedIn,
    Outcome,
    OutcomeKind,
    OutcomeStatus,
)


def told(teller: Teller, name: str, **changes: Any) -> Figure:
    """The outcome `name` of the small workbook, with `changes`, as a figure."""
    outcome = next(each for each in teller.content.outcomes if each.id == name)
    row = next(each for each in teller.content.rows if each.id == outcome.row)
    return teller.figure(outcome.model_copy(update=changes), row)


def test_a_count_has_both_frames_and_its_true_numbers(teller: Teller) -> None:
    """58 of 116 is 50 of 100; the other 50 are said too, and the study's own count."""
    figure = told(teller, "sips-fewer")
    assert figure.lead == "50 of 100"
    assert figure.says == "Probably 50 of 100 people had clearly fewer hiccups."
    assert figure.other_side == "50 of 100 did not."
    assert "58 of 116 people" in figure.short
    assert "with no cup: 25 of 100" in figure.short
    assert figure.array is not None
    assert (figure.array.filled, figure.array.of) == (50, 100)
    assert ("Compared with", "no cup: 25 of 100 (29 of 116)") in figure.details


@pytest.mark.parametrize(("events", "people", "lead", "rest"), [
    (0, 50, "0 of 100", "100 of 100"), (50, 50, "100 of 100", "0 of 100"),
    (1, 400, "fewer than 1 of 100", "more than 99 of 100"),
    (399, 400, "more than 99 of 100", "fewer than 1 of 100"),
    (11, 14, "79 of 100", "21 of 100"),
])
def test_no_count_says_nobody_or_everybody_falsely(
    teller: Teller, events: int, people: int, lead: str, rest: str
) -> None:
    """A few are never rounded to none, and nearly all never to all."""
    figure = told(teller, "sips-fewer", events=events, people=people)
    assert figure.lead == lead
    assert figure.other_side == f"{rest} did not."


@pytest.mark.parametrize(("certainty", "start"), [
    (Certainty.HIGH, "50 of 100 people"), (Certainty.MODERATE, "Probably 50 of 100"),
    (Certainty.LOW, "It may be that 50 of 100"),
    (Certainty.VERY_LOW, "We are very uncertain about this: 50 of 100"),
    (Certainty.NOT_GRADED, "58 of 116 people had clearly fewer hiccups: that is 50 of 100."),
])
def test_how_sure_the_sentence_is_comes_from_the_grade(
    teller: Teller, certainty: Certainty, start: str
) -> None:
    """The author never chooses the verb: the grade of the evidence does."""
    assert told(teller, "sips-fewer", certainty=certainty).says.startswith(start)


@pytest.mark.parametrize(("value", "low", "high", "lead", "spread"), [
    (1.0, -0.3, 2.2, "1 point less bother", "0.3 worse to 2.2 better"),
    (0.7, 0.1, 1.4, "0.7 points less bother", "0.1 to 1.4 better"),
    (-2.0, -3.5, -0.5, "2 points more bother", "0.5 to 3.5 worse"),
    (0.0, None, None, "no difference in bother", None),
])
def test_a_difference_keeps_its_sign_and_range(
    teller: Teller, value: float, low: float | None, high: float | None, lead: str,
    spread: str | None
) -> None:
    """A positive value is better, a negative one worse, and the range says which end is which."""
    figure = told(teller, "bell-bother-blinded", value=value, low=low, high=high)
    assert figure.lead == lead
    assert figure.array is None
    assert figure.difference is not None
    assert (figure.difference.value, figure.difference.low, figure.difference.high) == (
        value, low, high)
    assert any(spread == line for line in figure.short) == (spread is not None)
    assert "out of 10" in figure.says


def test_a_change_within_a_group_says_that_it_compares_nothing(teller: Teller) -> None:
    """Better than before is not better than another treatment."""
    figure = told(teller, "wait-bother")
    assert figure.kind == "change"
    assert "than before, in this group alone" in figure.says
    assert figure.difference is not None
    assert figure.difference.change


def test_more_per_hundred_keeps_its_own_denominator_and_range(teller: Teller) -> None:
    """A difference in counts is “9 more of 100”, never a count, and draws no people."""
    figure = told(teller, "sips-sleep")
    assert figure.lead == "9 more of 100"
    assert figure.array is None
    assert "2 more to 17 more" in figure.says or "2 to 17 more" in figure.says
    assert told(teller, "sips-sleep", value=-9.0, low=-17.0, high=-2.0).lead == "9 fewer of 100"


def test_another_unit_another_time_and_another_measure_are_marked(teller: Teller) -> None:
    """Procedures stay procedures; a mark stands where time or measure are not the row's."""
    figure = told(teller, "bell-sore", horizon=Duration(low=2, high=2, unit=TimeUnit.WEEK))
    assert figure.says == "3 of 176 procedures had a sore chest: that is 17 of 1,000."
    assert any("at 2 weeks *" in line for line in figure.short)
    other = told(teller, "sips-fewer", definition="had none at all",
                 horizon=Duration(low=1, high=1, unit=TimeUnit.YEAR))
    assert "had none at all †" in other.short
    assert "at 1 year *" in other.short


def test_person_years_are_no_people(teller: Teller) -> None:
    """Nobody is drawn where years are counted, and the words say so."""
    figure = told(teller, "bell-sore", counted_in=CountedIn.PERSON_YEARS)
    assert "people a year had a sore chest: that is 17 of 1,000" in figure.says
    assert figure.array is None


@pytest.mark.parametrize(("status", "lead"), [
    (OutcomeStatus.NOT_STUDIED, "Not studied"), (OutcomeStatus.NONE_REPORTED, "None reported"),
    (OutcomeStatus.DOES_NOT_APPLY, "Does not apply"),
    (OutcomeStatus.NOT_COMPARABLE, "Cannot be compared"),
    (OutcomeStatus.SIZE_NOT_REPORTED, "Studied, size not reported"),
])
def test_every_unknown_says_its_own_kind(
    teller: Teller, status: OutcomeStatus, lead: str
) -> None:
    """No data never reads as no harm: each unknown has its own words and no picture."""
    figure = told(teller, "wait-sleep", status=status, caveat="Because.")
    assert (figure.kind, figure.lead, figure.marks) == ("unknown", lead, ("Because.",))
    assert figure.array is None
    assert figure.difference is None


def test_who_paid_stands_by_the_number(teller: Teller) -> None:
    """A study that the maker paid for is marked where its number is."""
    maker = next(each.id for each in teller.content.sources if each.maker_paid)
    assert "Paid for by the maker" in told(teller, "bell-bother-open", sources=(maker,)).marks
    assert "Paid for by the maker" not in told(teller, "bell-bother-blinded").marks


def test_told_together_means_in_the_same_cell(teller: Teller) -> None:
    """Wherever one of the pair is printed, the other stands in the same cell."""
    row = next(each for each in teller.content.rows if each.id == "bother")
    assert [each.id for each in teller.figures("bell", row)] == [
        "bell-bother-blinded", "bell-bother-open"]


def test_a_pair_over_two_rows_is_told_in_both(teller: Teller) -> None:
    """A companion of another row comes along, and says what it counts."""
    outcomes: list[Outcome] = [
        each.model_copy(update={"together": "pair"})
        if each.id in ("sips-fewer", "sips-bother") else each
        for each in teller.content.outcomes]
    content = teller.content.__class__(**{
        **{name: getattr(teller.content, name) for name in teller.content.__dataclass_fields__},
        "outcomes": tuple(outcomes)})
    pair = Teller(content, teller.wording)
    for row in content.rows:
        if row.id in ("fewer", "bother"):
            assert {each.id for each in pair.figures("sips", row)} == {
                "sips-fewer", "sips-bother"}
    bother = next(each for each in content.rows if each.id == "bother")
    count = next(each for each in pair.figures("sips", bother) if each.kind == "count")
    assert "had clearly fewer hiccups" in count.short[0]


def test_blinding_is_told(teller: Teller) -> None:
    """Each way of knowing one's treatment has its own words."""
    words = {dict(told(teller, "sips-fewer", blinding=each).details)["Did people know?"]
             for each in Blinding}
    assert len(words) == len(Blinding)


def test_kinds_of_outcomes_are_all_told(teller: Teller) -> None:
    """The small workbook holds every kind, so each is told above."""
    assert {each.kind for each in teller.content.outcomes} >= set(OutcomeKind)
