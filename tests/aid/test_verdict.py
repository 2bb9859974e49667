"""What a figure means follows from the printed rule alone, in the rule's order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid.aid.compose import Making, compose_edition
from sdaid.aid.edition import Row
from sdaid.aid.values import ASPECTS
from sdaid.aid.verdict import FEWEST, printed_rule, smallest_group
from sdaid.aid.verdict_key import verdict_key
from sdaid.workbook import references
from sdaid.workbook.columns import OutcomeKind, OutcomeStatus, Side
from sdaid.workbook.content import Content
from tests.aid.known import (
    ENGLISH,
    a_count,
    a_difference,
    a_row,
    extra_count,
    means,
    points_row,
    unknown,
    writer_of,
)

POINTS = st.integers(-100, 100).map(lambda tenths: tenths / 10)
RANGES = st.tuples(POINTS, POINTS, POINTS).map(sorted)


@pytest.mark.parametrize(("low", "high", "noticed", "words", "further"), [
    (-0.3, 2.2, None, "No clear difference", ""),
    (-0.3, 2.2, 2.0, "No clear difference", "A gain is possible."),
    (-0.3, 1.9, 2.0, "No clear difference", ""),
    (-2.0, 1.9, 2.0, "No clear difference", "A loss is possible."),
    (-2.0, 2.0, 2.0, "No clear difference", "A gain or a loss is possible."),
    (0.0, 0.5, None, "No clear difference", ""),
    (-0.5, 0.0, None, "No clear difference", ""),
    (0.1, 0.5, None, "Less pain", ""),
    (0.1, 0.5, 2.0, "Less pain", "but on average less than most people notice"),
    (0.1, 2.0, 2.0, "Less pain", "but it may be too little to notice"),
    (2.0, 3.0, 2.0, "Less pain", ""),
    (-3.0, -0.1, 2.0, "More pain", ""),
    (None, None, 2.0, "Chance? Not known", ""),
])
def test_a_difference_is_judged_by_its_range(
    low: float | None, high: float | None, noticed: float | None, words: str, further: str
) -> None:
    """Each line of the rule, worked by hand, with its ends on either side."""
    value = 0.0 if low is None or high is None else (low + high) / 2
    found = means(a_difference(value=value, low=low, high=high), points_row(noticed=noticed))
    assert found.words == words
    if further.startswith("but"):  # what limits a gain stands in the same weight as the gain
        assert (found.sentence, found.further) == (f"{words}, {further}.", "")
    else:
        assert (found.sentence, found.further) == (f"{words}.", further)


@given(RANGES, st.one_of(st.none(), st.integers(1, 50).map(lambda tenths: tenths / 10)))
def test_a_range_that_holds_no_difference_is_never_called_better(
    ends: list[float], noticed: float | None
) -> None:
    """The words follow from the range for any range: better only if all of it is."""
    low, value, high = ends
    found = means(a_difference(value=value, low=low, high=high), points_row(noticed=noticed))
    assert (found.kind == "better") == (low > 0)
    assert (found.kind == "worse") == (high < 0)
    assert (found.kind == "no-clear-difference") == (low <= 0 <= high)
    if noticed is None:
        assert not found.further


@given(RANGES, st.integers(2, 400), st.integers(0, 200))
def test_knowing_less_never_makes_a_verdict_better(
    ends: list[float], people: int, fewest: int
) -> None:
    """Without its range, or the size of its smaller group, no figure is called better."""
    low, value, high = ends
    row = points_row(noticed=2.0)
    whole = a_difference(value=value, low=low, high=high, people=people, fewest=fewest)
    bare = whole.model_copy(update={"low": None, "high": None})
    assert means(bare, row).kind in ("too-few", "chance-unknown")
    if means(whole.model_copy(update={"fewest": None}), row).kind == "too-few":
        assert means(whole, row).kind == "too-few"


@given(st.integers(1, 100), st.integers(1, 100))
def test_few_people_are_too_few_whatever_they_had(people: int, theirs: int) -> None:
    """The smaller of two counted groups decides, and the line is at 30."""
    found = means(a_count(events=people, people=people, comparator_events=0,
                          comparator_people=theirs), a_row())
    assert (found.kind == "too-few") == (min(people, theirs) < FEWEST)


@pytest.mark.parametrize(("changes", "size"), [
    ({"people": 63}, 31), ({"people": 63, "fewest": 29}, 29), ({"people": 58}, 29),
    ({"people": 29, "kind": OutcomeKind.WITHIN_GROUP}, 29),
    ({"people": None, "fewest": None}, None),
])
def test_of_a_total_the_smaller_group_has_half_at_most(
    changes: dict[str, Any], size: int | None
) -> None:
    """A difference stores one total, so 58 people in two groups are 29 or fewer in one."""
    assert smallest_group(a_difference(**changes))[0] == size


def test_one_group_alone_is_not_compared() -> None:
    """A change within a group, and a count with nothing beside it, are no comparison."""
    assert means(a_difference(kind=OutcomeKind.WITHIN_GROUP, low=1.0, high=2.0),
                 points_row()).words == "One group of a study"
    alone = a_count(comparator="", comparator_events=None, comparator_people=None)
    assert means(alone, a_row()).words == "One group of a study"


def test_two_counts_without_a_range_between_them_may_be_chance() -> None:
    """The range of a count is no range of the difference between two counts."""
    found = means(a_count(low=40.0, high=60.0), a_row())
    assert found.words == "Chance? Not known"


@pytest.mark.parametrize(("low", "high", "kind", "words"), [
    (1.3, 3.2, "more-people", "More people had clearly less pain"),
    (-3.2, -1.3, "fewer-people", "Fewer people had clearly less pain"),
    (-1.0, 3.0, "no-clear-difference", "No clear difference"),
    (None, None, "chance-unknown", "Chance? Not known"),
])
def test_a_difference_in_counts_says_more_or_fewer_people(
    low: float | None, high: float | None, kind: str, words: str
) -> None:
    """So many more is never called better or worse, and is not judged by size."""
    found = means(extra_count(low=low, high=high), a_row(denominator=1000))
    assert (found.kind, found.words, found.further) == (kind, words, "")


@pytest.mark.parametrize("outcome", [
    a_count(), a_count(comparator="", comparator_events=None, comparator_people=None),
    extra_count(), extra_count(low=-1.0), extra_count(low=None, high=None), a_difference(),
    a_difference(low=0.1), a_difference(low=None, high=None)])
def test_a_harm_has_no_verdict_but_its_number(outcome: Any) -> None:
    """A harm is never played down by words: not by chance, not by a range that holds none, and not
    by its size."""
    row = a_row(side=Side.HARM) if outcome.row == "fewer" else points_row(
        side=Side.HARM, noticed=2.0)
    found = means(outcome, row)
    assert (found.words, found.further) == ("", "")


def test_a_harm_in_one_group_alone_says_so() -> None:
    """A change since the start is no harm of the treatment."""
    assert means(a_difference(kind=OutcomeKind.WITHIN_GROUP), points_row(side=Side.HARM)).words == (
        "One group of a study")


def test_a_tiny_study_of_harm_says_that_it_is_too_few_to_count() -> None:
    """Of benefits it tells nothing; of harms only how many there were."""
    few = a_count(events=2, people=27, comparator="", comparator_events=None,
                  comparator_people=None)
    assert means(few, a_row()).words == "Too few to tell"
    assert means(few, a_row(side=Side.HARM, denominator=1000)).words == (
        "Too few to count out of 1,000")


@pytest.mark.parametrize(("status", "kind", "words", "further"), [
    (OutcomeStatus.NOT_STUDIED, "no-study", "No number: we found no study", ""),
    (OutcomeStatus.SIZE_NOT_REPORTED, "no-number", "No number: studies gave none", ""),
    (OutcomeStatus.DOES_NOT_APPLY, "does-not-apply", "Does not apply", ""),
    (OutcomeStatus.NOT_COMPARABLE, "measured-otherwise", "No number: other things measured", ""),
    (OutcomeStatus.NONE_REPORTED, "none-seen", "None seen", "That does not mean never."),
])
def test_each_unknown_has_its_own_words(
    status: OutcomeStatus, kind: str, words: str, further: str
) -> None:
    """No study, no number and nobody seen are three things, for benefits and harms alike."""
    for side in Side:
        found = means(unknown(status), a_row(side=side))
        assert (found.kind, found.words, found.further) == (kind, words, further)


def test_none_seen_says_among_how_many() -> None:
    """None among 120 people is another thing than none."""
    assert means(unknown(OutcomeStatus.NONE_REPORTED, people=120), a_row()).words == (
        "None seen among 120 people")


def test_every_verdict_names_the_fields_that_decided() -> None:
    """The report leads from each verdict to its cells, those of the row too."""
    outcomes = (a_count(), a_difference(), extra_count(), unknown(OutcomeStatus.NOT_STUDIED))
    for outcome in outcomes:
        row = points_row(noticed=2.0) if outcome.row == "pain" else a_row()
        found = means(outcome, row)
        assert found.decided_by
        for field in found.decided_by:
            owner = row if field.startswith("row.") else outcome
            assert field.removeprefix("row.") in type(owner).model_fields
    assert "row.noticed" in means(a_difference(low=0.1), points_row(noticed=2.0)).decided_by


def test_the_printed_rule_has_every_verdict_of_benefits() -> None:
    """What the pages say is what the evidence book explains."""
    printed = " ".join(printed_rule(ENGLISH))
    for words in ("Too few", "One group of a study", "No clear difference",
                  "Chance? Not known"):
        assert f"“{words}”" in printed
    assert str(FEWEST) in printed


def test_the_key_has_each_verdict_that_the_aid_uses_and_no_other(small: Content) -> None:
    """What the last page explains is what the reader has met, in the same words."""
    edition = compose_edition(small, Making(ENGLISH, date(2026, 11, 22), ""))
    figures = [figure for row in edition.headlines for cell in row.cells for figure in cell]
    met = " ".join(f"{each.verdict.words} {each.verdict.further}" for each in figures)
    words = [label for label, _meaning in edition.key]
    assert all(label in met for label in words)
    for each in figures:
        if each.verdict.words and each.verdict.kind not in ("none-seen", "does-not-apply"):
            assert any(each.verdict.words.startswith(label) for label in words)
    assert all(label in dict(verdict_key(edition.rows, ENGLISH)) for label in words)
    assert verdict_key((), ENGLISH) == ()


@pytest.mark.parametrize(("changes", "words"), [
    ({}, ["No clear difference", "A gain is possible"]),
    ({"low": -2.5}, ["No clear difference", "A gain or a loss is possible"]),
    ({"low": 0.1}, ["Less pain"]), ({"low": None}, ["Chance? Not known"]),
    ({"people": 40}, ["Too few"]),
])
def test_the_key_explains_the_words_of_a_figure(changes: dict[str, Any], words: list[str]) -> None:
    row = points_row(noticed=2.0)
    outcome = a_difference(**changes)
    figures = writer_of((row,), (outcome,)).cell("exercise", row)
    shown = Row(row.id, row.label, "", "", "benefit", "difference", headline=True, horizon="",
                warning="", denominator=100, cells=(figures,))
    assert [label for label, _meaning in verdict_key([shown], ENGLISH)] == words


def test_what_people_notice_says_whom_that_is_about(small: Content) -> None:
    """The points never stand without the note that goes with them."""
    edition = compose_edition(small, Making(ENGLISH, date(2026, 11, 22), ""))
    scales = {row.id: row.scale for row in edition.rows}
    assert scales["bother"] is not None
    assert scales["bother"].noticed_says == (
        "Most people notice a drop of about 1 point of bother. That is for made-up bother.")


def test_whatever_a_value_may_belong_to_has_its_words_and_its_page() -> None:
    """What the check lets a value name, the aid can tell."""
    assert tuple(ASPECTS) == references.ASPECTS
