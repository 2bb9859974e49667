"""Figures in words: number, both frames, range, unit, time, certainty, and what must stand by."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid.aid.figures import KINDS
from sdaid.aid.numbers import out_of
from sdaid.aid.sayings import filled
from sdaid.aid.times import head_time
from sdaid.sheets.values import Duration, TimeUnit
from sdaid.workbook.columns import (
    BetterEnd,
    Blinding,
    Certainty,
    CountedIn,
    Outcome,
    OutcomeKind,
    OutcomeStatus,
    Side,
)
from tests.aid.known import (
    a_count,
    a_difference,
    a_row,
    extra_count,
    points_row,
    told,
    unknown,
    writer_of,
)

ALONE = {"comparator": "", "comparator_events": None, "comparator_people": None}


def months(count: float) -> Duration:
    return Duration(low=count, high=count, unit=TimeUnit.MONTH)


# -- counts ------------------------------------------------------------------------------------


def test_a_count_has_both_frames_and_its_true_numbers() -> None:
    """58 of 116 is 50 of 100; the other 50 are said too, and the study's own count."""
    figure = told(a_count())
    assert figure.lead == "50 of 100"
    assert figure.number == "50 of 100 people had clearly less pain. 50 did not."
    assert figure.size == "It happened to 58 of 116 people."
    assert figure.compared == "With no exercise, it was 25 of 100."
    assert figure.compared_lead == "25 of 100."
    assert figure.array is not None
    assert (figure.array.filled, figure.array.of, figure.array.alt) == (50, 100, figure.number)
    assert dict(figure.book)["Compared with"].endswith("Their own count: 29 of 116.")


@pytest.mark.parametrize(("events", "people", "number"), [
    (0, 50, "0 of 100 people had clearly less pain. 100 did not."),
    (50, 50, "100 of 100 people had clearly less pain. 0 did not."),
    (1, 400, "Fewer than 1 of 100 people had clearly less pain. More than 99 did not."),
    (399, 400, "More than 99 of 100 people had clearly less pain. Fewer than 1 did not."),
    (30, 40, "75 of 100 people had clearly less pain. 25 did not."),
])
def test_no_count_says_nobody_or_everybody_falsely(
    events: int, people: int, number: str
) -> None:
    """A few are never rounded to none, and nearly all never to all."""
    figure = told(a_count(events=events, people=people, **ALONE))
    assert figure.number == number
    assert number.startswith(figure.lead)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
       st.sampled_from([100, 1000]), st.sampled_from(list(CountedIn)))
def test_the_numbers_of_a_sentence_are_the_workbooks(
    counted: tuple[int, int], of: int, unit: CountedIn
) -> None:
    """From any count, the sentence's numbers add up, and a small study tells itself."""
    events, people = counted
    figure = told(a_count(events=events, people=people, counted_in=unit, **ALONE),
                  a_row(denominator=of))
    numbers = [int(each.replace(",", "")) for each in re.findall(r"\d[\d,]*", figure.number)]
    if people < 30:
        assert numbers == [events, people, people - events]
        assert figure.array is None
        assert figure.size == ""
    elif "ewer than" in figure.number:
        assert {of - 1, of, 1} == set(numbers)
    else:
        assert numbers == [out_of(events, people, of), of, of - out_of(events, people, of)]
    assert (figure.array is None) == (people < 30 or unit is CountedIn.PERSON_YEARS)


def test_the_range_of_a_count_is_told_out_of_the_same_number() -> None:
    """A range that the workbook has is printed, never dropped."""
    figure = told(a_count(low=40, high=60.5))
    assert figure.number == (
        "50 of 100 people had clearly less pain. 50 did not. "
        "The true number is probably between 40 and 60.5 of 100.")


def test_a_tiny_study_is_told_as_itself() -> None:
    """2 of 27 people are no 7 of 100, and their comparison is told by heads too."""
    figure = told(a_count(events=2, people=27, **ALONE))
    assert figure.number == "2 of 27 people had clearly less pain. 25 did not."
    assert figure.verdict.words == "Too few to tell"
    beside = told(a_count(events=40, people=50, comparator_events=2, comparator_people=14))
    assert beside.number.startswith("40 of 50 people")
    assert beside.compared == "With no exercise, it was 2 of 14."


@pytest.mark.parametrize(("events", "people", "where"), [
    (1, 400, "fewer than 1 of 100"), (399, 400, "more than 99 of 100"), (0, 60, "0 of 100"),
    (30, 60, "50 of 100")])
def test_the_other_groups_count_is_told_as_exactly(events: int, people: int, where: str) -> None:
    """Nobody and everybody are as true of the comparison."""
    figure = told(a_count(comparator_events=events, comparator_people=people))
    assert figure.compared == f"With no exercise, it was {where}."
    assert figure.few.compared == f"With no exercise: {where}."
    assert figure.compared_lead == f"{where}."


def test_other_units_say_what_they_are() -> None:
    """Procedures stay procedures; nobody is drawn where years are counted."""
    procedures = told(a_count(events=3, people=176, counted_in=CountedIn.PROCEDURES,
                              definition="left a sore place", **ALONE), a_row(denominator=1000))
    assert procedures.number == "17 of 1,000 procedures left a sore place. 983 did not."
    assert procedures.size == "It happened in 3 of 176 procedures."
    years = told(a_count(counted_in=CountedIn.PERSON_YEARS, **ALONE))
    assert years.number == "50 of 100 people a year had clearly less pain. 50 did not."
    assert years.array is None
    often = told(a_count(events=200, counted_in=CountedIn.PERSON_YEARS, **ALONE))
    assert often.number == "172 times among 100 people a year: had clearly less pain."


def test_figures_that_do_not_compare_have_no_common_picture() -> None:
    """Where the row says that studies counted in different ways, no people are drawn."""
    assert told(a_count(), a_row(comparable=False)).array is None


# -- differences -------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "low", "high", "better", "number"), [
    (1.0, -0.3, 2.2, BetterEnd.LOW,
     "1 point less pain than with pretend surgery. Probably between 0.3 more "
     "pain and 2.2 less."),
    (0.7, 0.1, 1.4, BetterEnd.LOW,
     "0.7 points less pain than with pretend surgery. Probably 0.1 to 1.4 points less."),
    (-2.0, -3.5, -0.5, BetterEnd.LOW,
     "2 points more pain than with pretend surgery. Probably 0.5 to 3.5 points more."),
    (0.0, None, None, BetterEnd.LOW, "No difference in pain compared with pretend surgery."),
    (0.0, 0.0, 0.5, BetterEnd.LOW,
     "No difference in pain compared with pretend surgery. Probably 0 to 0.5 points less."),
    (-0.2, -0.5, 0.0, BetterEnd.LOW,
     "0.2 points more pain than with pretend surgery. Probably 0 to 0.5 points more."),
    (1.0, -0.3, 2.2, BetterEnd.HIGH,
     "1 point more pain than with pretend surgery. Probably between 0.3 less "
     "pain and 2.2 more."),
    (-2.0, -3.5, -0.5, BetterEnd.HIGH,
     "2 points less pain than with pretend surgery. Probably 0.5 to 3.5 points less."),
])
def test_a_difference_keeps_its_sign_and_range(
    value: float, low: float | None, high: float | None, better: BetterEnd, number: str
) -> None:
    """A positive value is better, and the sentence says which way that is, at both ends."""
    figure = told(a_difference(value=value, low=low, high=high), points_row(better=better))
    assert figure.number == number
    assert number.startswith(figure.lead)
    assert figure.array is None
    assert figure.difference is not None
    assert (figure.difference.value, figure.difference.low, figure.difference.high) == (
        value, low, high)


@given(st.lists(st.integers(-100, 100).map(lambda tenths: tenths / 10), min_size=3, max_size=3),
       st.sampled_from(list(BetterEnd)))
def test_a_range_is_read_back_from_its_sentence(ends: list[float], better: BetterEnd) -> None:
    """From the words alone the signs of both ends come back, for any range."""
    low, value, high = sorted(ends)
    figure = told(a_difference(value=value, low=low, high=high), points_row(better=better))
    number = figure.number
    assert number.endswith(figure.range)
    own = "less" if "less pain than" in number else "more"
    for words in (figure.range, figure.few.range):
        said = re.search(
            r"(?:Probably|From)(?: between)? ([\d.]+)(?: (more|less) pain)? (?:to|and) ([\d.]+?)"
            r"(?: points?)?(?: (more|less))?\.$", words)
        assert said is not None
        good = "less" if better is BetterEnd.LOW else "more"
        first, way, last, last_way = said.groups()
        read = [float(points) * (1 if (each or last_way or own) == good else -1)
                for points, each in ((first, way), (last, last_way))]
        assert sorted(read) == pytest.approx([low, high])


def test_a_difference_says_its_size_and_with_what_it_was_compared() -> None:
    """The group beside it stands in the sentence with the number."""
    figure = told(a_difference(fewest=31, people=63), points_row())
    assert figure.size == "63 people were studied."
    assert told(a_difference(people=100), points_row()).size == ""
    assert figure.number.startswith("1 point less pain than with pretend surgery.")
    assert figure.compared == ""
    assert dict(figure.book)["How many"] == "63 people. 31 in the smaller group."


def test_a_change_within_a_group_compares_nothing() -> None:
    """Better than before is not better than another treatment."""
    figure = told(a_difference(kind=OutcomeKind.WITHIN_GROUP), points_row())
    assert figure.kind == "change"
    assert figure.compared == ""
    assert figure.difference is not None
    assert figure.difference.change
    assert figure.brief == "One group of a study."


@pytest.mark.parametrize(("value", "low", "high", "unit", "number"), [
    (2.0, 1.3, 3.2, CountedIn.PERSON_YEARS,
     "2 more of 1,000 a year had a serious gut bleed than with no tablets. Probably 1.3 to "
     "3.2 more."),
    (9.0, -2.0, 17.0, CountedIn.PEOPLE,
     "9 more of 1,000 had a serious gut bleed than with no tablets. Probably between "
     "2 fewer and 17 more."),
    (-9.0, -17.0, -2.0, CountedIn.PROCEDURES,
     "9 fewer of 1,000 procedures had a serious gut bleed than with no tablets. Probably 2 to 17 "
     "fewer."),
    (0.0, None, None, CountedIn.PEOPLE,
     "As many of 1,000 had a serious gut bleed as with no tablets."),
])
def test_more_per_thousand_keeps_its_denominator_unit_and_range(
    value: float, low: float | None, high: float | None, unit: CountedIn, number: str
) -> None:
    """A difference in counts is “2 more of 1,000”, never a count, and draws no people."""
    figure = told(extra_count(value=value, low=low, high=high, counted_in=unit),
                  a_row(event="had a serious gut bleed", side=Side.HARM))
    assert figure.number == number
    assert number.startswith(figure.lead)
    assert figure.array is None
    assert figure.compared == ""


# -- any figure --------------------------------------------------------------------------------


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    """A measured outcome of any kind that the check lets pass, with much or little known of it."""
    kind = draw(st.sampled_from(list(OutcomeKind)))
    people = draw(st.integers(1, 3000))
    common = {
        "counted_in": draw(st.sampled_from(list(CountedIn))), "people": people,
        "certainty": draw(st.sampled_from(list(Certainty))),
        "blinding": draw(st.sampled_from(list(Blinding))),
        "comparator": draw(st.sampled_from(["", "a dummy pill"])),
        "caveat": draw(st.sampled_from(["", "In the back."])),
        "definition": draw(st.sampled_from(["", "had no pain"])),
        "horizon": draw(st.sampled_from([None, months(3), Duration(word="not stated")])),
        "fewest": draw(st.one_of(st.none(), st.integers(0, people // 2))),
        "sources": draw(st.sampled_from([("study",), ("maker", "study")]))}
    if kind is OutcomeKind.COUNT:
        theirs = draw(st.integers(1, 3000))
        other = ({"comparator_people": theirs, "comparator_events": draw(st.integers(0, theirs))}
                 if common["comparator"] else {"comparator_people": None,
                                               "comparator_events": None})
        return a_count(**common, **other, events=draw(st.integers(0, people)))
    low, value, high = sorted(draw(st.lists(
        st.integers(-100, 100).map(lambda tenths: tenths / 10), min_size=3, max_size=3)))
    ends = draw(st.sampled_from([(low, high), (None, None)]))
    per = {"per": 1000} if kind is OutcomeKind.EXTRA_COUNT else {}
    return a_difference(**common, **per, kind=kind, value=value, low=ends[0], high=ends[1],
                        row="fewer" if per else "pain")


@given(outcomes(), st.sampled_from(list(Side)), st.one_of(st.none(), st.just(2.0)))
def test_any_figure_is_told_in_whole_sentences(
    outcome: Outcome, side: Side, noticed: float | None
) -> None:
    """No text is left unfilled, none is glued with a gap, each ends as a sentence does, and what is
    set in bold is a part of its sentence."""
    row = (a_row(side=side) if outcome.row == "fewer"
           else points_row(side=side, noticed=noticed))
    figure = told(outcome, row)
    texts = [figure.number, figure.size, figure.compared, figure.measured, figure.when,
             figure.certainty, figure.study, figure.sure_in_band, figure.study_in_band,
             figure.brief, figure.verdict.sentence, figure.verdict.further,
             *vars(figure.few).values(), *(text for _, text in figure.book)]
    for text in texts:
        assert not re.search(r"[{}*]|None|  |\.\.|^ | $", text), text
    for text in texts[:17]:
        assert not text or text.endswith("."), text
    assert figure.lead
    for number, compared in ((figure.number, figure.compared),
                             (figure.few.number, figure.few.compared)):
        assert figure.lead in number
        assert figure.compared_lead in compared
    assert figure.brief
    assert not figure.verdict.words.endswith(".")


# -- what stands by ----------------------------------------------------------------------------


def test_another_time_is_said_and_the_rows_own_is_not() -> None:
    """The time stands with the figure where the head of its column does not say it."""
    assert told(a_count()).when == ""
    assert told(a_count(horizon=months(6))).when == ""
    assert told(a_count(horizon=months(3))).when == ""
    assert told(a_count(horizon=Duration(word="straight away"))).when == "Measured straight away."
    assert told(a_count(horizon=Duration(word="not stated"))).when == "The time is not stated."
    year = Duration(low=1, high=1, unit=TimeUnit.YEAR)
    assert told(extra_count(horizon=year, counted_in=CountedIn.PERSON_YEARS)).when == ""


def test_another_measure_is_said() -> None:
    """A count says it in its sentence, a difference beside it."""
    count = told(a_count(definition="had no pain at all"))
    assert count.number.startswith("50 of 100 people had no pain at all. ")
    difference = told(a_difference(definition="pain on the operated side"), points_row())
    assert difference.measured == "Measured: pain on the operated side."


@pytest.mark.parametrize(("certainty", "words", "mark"), [
    (Certainty.HIGH, "We are sure of this.", "high"),
    (Certainty.MODERATE, "We are fairly sure of this.", "moderate"),
    (Certainty.LOW, "We are not sure of this.", "low"),
    (Certainty.VERY_LOW, "We are very unsure of this.", "very-low"),
    (Certainty.NOT_GRADED, "", "not-graded"),
])
def test_how_sure_comes_from_the_grade(certainty: Certainty, words: str, mark: str) -> None:
    """The author never chooses the word. That a figure was not graded, its page says once, and the
    evidence book beside the figure."""
    figure = told(a_count(certainty=certainty))
    assert figure.certainty == words
    assert figure.marks == ("open", "payer-unknown", mark)
    assert (dict(figure.book)["How sure"] == "How sure: not graded.") is (mark == "not-graded")


@pytest.mark.parametrize(("blinding", "words"), [
    (Blinding.BLINDED, "People did not know which treatment they had."),
    (Blinding.OPEN, "People knew which treatment they had."),
    (Blinding.NO_COMPARISON, ""), (Blinding.NOT_STATED, "")])
def test_whether_people_knew_is_told(blinding: Blinding, words: str) -> None:
    """In the aid where it was so or not so, in the book always."""
    figure = told(a_count(blinding=blinding))
    assert figure.study == words
    book = dict(figure.book)
    assert book.get("Did people know?") or book["Comparison"]


def test_who_paid_stands_by_the_number() -> None:
    """A study that the maker paid for is marked where its number is, in the same words everywhere;
    the evidence book names the payer."""
    figure = told(a_count(sources=("study", "maker")))
    assert "Acme, the maker of the implant" in dict(figure.book)["Who paid"]
    assert figure.study_in_band == "An open study; the maker or seller paid."
    assert "maker-paid" in figure.marks
    silent = told(a_count())
    assert silent.study_in_band == "This was an open study."
    assert "payer-unknown" in silent.marks


@pytest.mark.parametrize("status", [
    each for each in OutcomeStatus if each is not OutcomeStatus.MEASURED])
def test_an_unknown_has_no_number_and_no_picture(status: OutcomeStatus) -> None:
    """Its verdict and its caveat are all that is said."""
    figure = told(unknown(status, caveat="Because.", definition="brief pain"))
    assert (figure.kind, figure.number, figure.array, figure.difference) == (
        "unknown", "", None, None)
    assert figure.measured == "Measured: brief pain."
    assert figure.caveat == "Because."
    assert figure.brief.startswith(f"{figure.verdict.words}.")


def test_the_book_has_what_the_band_has_no_room_for() -> None:
    """Who was studied, when, and what was written for the book alone."""
    book = dict(told(a_count(book_note="More to say.")).book)
    assert book["Who was studied"] == "Invented people"
    assert book["When"] == "At 6 months."
    assert book["More on this"] == "More to say."
    assert book["How many"] == "58 of 116 people."


# -- page 1 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("changes", "brief"), [
    ({}, "*No clear difference* compared with pretend surgery. A gain is possible."),
    ({"low": None, "high": None},
     "*We cannot tell* if a difference from pretend surgery is chance."),
    ({"people": 40}, "*Too few to tell.*"),
    ({"low": 2.0, "value": 2.1, "caveat": "In the back. More is in the book."},
     "*Less pain* than with pretend surgery. In the back."),
    ({"low": 0.1, "high": 1.9},
     "*Less pain than with pretend surgery, but on average less than most people notice*."),
    ({"low": 0.1}, "*Less pain than with pretend surgery, but it may be too little to notice*."),
    ({"low": -2.0, "high": -1.0, "value": -1.5}, "*More pain* than with pretend surgery."),
])
def test_page_one_tells_a_benefit_by_its_verdict(changes: dict[str, Any], brief: str) -> None:
    """With what it was compared, and with the first sentence of what must always be said; when, how
    sure and who paid stand on its own page."""
    figure = told(a_difference(horizon=months(3), sources=("maker",), **changes),
                  points_row(noticed=2.0))
    assert (figure.brief, figure.brief_lead) == filled(brief)


@pytest.mark.parametrize(("status", "side", "brief"), [
    (OutcomeStatus.SIZE_NOT_REPORTED, Side.HARM,
     "No number: studies gave none. Nerves are at risk."),
    (OutcomeStatus.SIZE_NOT_REPORTED, Side.BENEFIT, "No number: studies gave none."),
    (OutcomeStatus.NOT_STUDIED, Side.HARM, "No number: we found no study."),
])
def test_page_one_names_a_harm_that_was_not_counted(
    status: OutcomeStatus, side: Side, brief: str
) -> None:
    """That a harm is known, though not how often, is not left out; other caveats stand with their
    row."""
    outcome = unknown(status, caveat="Nerves are at risk. We cannot say more.")
    assert told(outcome, a_row(side=side)).brief == brief


def test_page_one_says_when_where_two_figures_differ_in_time() -> None:
    """Two figures of one cell that were measured at two times would contradict each other else."""
    row = points_row()
    pair = (a_difference(id="late", horizon=months(12), together="pair", low=0.5),
            a_difference(id="early", together="pair", horizon=months(3)))
    assert [each.brief for each in writer_of((row,), pair).cell("exercise", row)] == [
        "At 12 months: Less pain than with pretend surgery.",
        "At 3 months: No clear difference compared with pretend surgery."]


def test_page_one_tells_a_harm_by_its_number() -> None:
    """A harm is no less there than on its own page."""
    row = a_row(side=Side.HARM, denominator=1000)
    count = told(a_count(events=9, people=432, sources=("maker",), caveat="Nerves alone.",
                         horizon=months(3), **ALONE), row)
    assert count.brief == "21 of 1,000 people had clearly less pain. Nerves alone."
    assert count.brief_lead == "21 of 1,000"
    assert told(extra_count(low=None, high=None), row).brief == (
        "2 more of 1,000 had clearly less pain than with no tablets.")


# -- told together -----------------------------------------------------------------------------


def test_the_blinded_study_comes_first() -> None:
    """Wherever one of a pair is printed, the other stands in the same cell, after the blinded."""
    row = points_row()
    pair = (a_difference(id="open", blinding=Blinding.OPEN, together="pair"),
            a_difference(id="blinded", together="pair"))
    assert [each.id for each in writer_of((row,), pair).cell("exercise", row)] == [
        "blinded", "open"]


def test_only_the_blinded_number_of_a_pair_is_bold() -> None:
    """A blinded study and an open one are labelled, and the weaker number does not stand out."""
    row = points_row()
    pair = (a_difference(id="open", blinding=Blinding.OPEN, together="pair"),
            a_difference(id="blinded", together="pair"))
    cell = writer_of((row,), pair).cell("exercise", row)
    assert [(each.design, each.aside) for each in cell] == [
        ("Blind study:", False), ("Open study:", True)]
    alike = tuple(each.model_copy(update={"blinding": Blinding.OPEN}) for each in pair)
    assert [(each.design, each.aside) for each in writer_of((row,), alike).cell(
        "exercise", row)] == [("", False), ("", False)]


def test_who_paid_is_told_in_one_way() -> None:
    """The maker's part, or that there was none; what no source states, the page says once."""
    for blinding, study in ((Blinding.OPEN, "An open study"), (Blinding.BLINDED, "A blind study")):
        paid = {name: told(a_count(sources=(name,), blinding=blinding)).study_in_band
                for name in ("fund", "maker", "part")}
        assert paid == {"fund": f"{study}; the maker or seller did not pay.",
                        "maker": f"{study}; the maker or seller paid.",
                        "part": f"{study}; the maker or seller had a part in it."}
    alone = {name: told(a_count(sources=(name,), blinding=Blinding.NOT_STATED)).study
             for name in ("study", "fund", "maker", "part")}
    assert alone == {"study": "", "fund": "The maker or seller did not pay.",
                     "maker": "The maker or seller paid.",
                     "part": "The maker or seller had a part in it."}


def test_a_pair_over_two_rows_is_told_in_both() -> None:
    """A companion of another row comes along, and says what it measures, out of as many as the
    row of the cell."""
    counts, points = a_row(denominator=1000), points_row()
    pair = (a_count(together="pair", low=400, high=600),
            a_difference(together="pair", blinding=Blinding.OPEN))
    writer = writer_of((counts, points), pair)
    count, difference = writer.cell("exercise", counts)
    assert count.number.startswith("500 of 1,000 people")
    assert count.number.endswith("The true number is probably between 400 and 600 of 1,000.")
    assert difference.measured == "Measured: Difference in pain."
    assert [each.id for each in writer.cell("exercise", points)] == ["difference", "count"]


def test_every_kind_of_outcome_is_told() -> None:
    """No kind is without its words."""
    assert set(KINDS) == set(OutcomeKind)


def test_the_head_of_a_column_tells_a_time_that_all_its_figures_share() -> None:
    """Where figures of a row differ in time, its head says so and each figure tells its own."""
    row = points_row()
    alike = (a_difference(id="a"),)
    other = (*alike, a_difference(id="b", option="pills", horizon=months(2)))
    for outcomes, whens in (
            (alike, [""]), (other, ["Measured at 6 months.", "Measured at 2 months."])):
        writer = writer_of((row,), outcomes)
        assert [writer.figure(each, row).when for each in outcomes] == whens
        time, differ = head_time(writer.content, row)
        assert (time, differ) == ((None, True) if len(outcomes) > 1 else (row.horizon, False))


def test_a_maker_s_part_is_told_in_one_way() -> None:
    """Where nobody says who paid for a study that the maker had a part in, every page says so in
    the same words."""
    figure = told(a_count(sources=("part",)))
    assert figure.study_in_band == "An open study; the maker or seller had a part in it."
