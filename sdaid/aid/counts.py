"""Figures that count: so many of so many, and so many more than in a comparison group."""

from __future__ import annotations

from typing import NamedTuple

from sdaid.aid import sayings
from sdaid.aid.figure import ArrayPicture
from sdaid.aid.numbers import is_nearly_all, is_trace, out_of
from sdaid.aid.sayings import Numbered, joined, said, sided, spanned, told, told_once
from sdaid.aid.verdict import is_too_few
from sdaid.aid.wording import Wording
from sdaid.workbook.columns import NN_, ComparisonRow, CountedIn, Outcome

SIZE = {
    CountedIn.PEOPLE: NN_("{n} of {people} person.", "{n} of {people} people."),
    CountedIn.PROCEDURES: NN_("{n} of {people} procedure.", "{n} of {people} procedures."),
    CountedIn.PERSON_YEARS: NN_("{n} in {people} year, all people taken together.",
                                "{n} in {people} years, all people taken together."),
}
SIZE_WHEN = {
    CountedIn.PEOPLE: NN_("{n} of {people} person, {time}.", "{n} of {people} people, {time}."),
    CountedIn.PROCEDURES: NN_("{n} of {people} procedure, {time}.",
                              "{n} of {people} procedures, {time}."),
    CountedIn.PERSON_YEARS: NN_("{n} in {people} year, all people taken together, {time}.",
                                "{n} in {people} years, all people taken together, {time}."),
}
"""The study's own count in few words, without and with the time at which it was measured."""


class Theirs(NamedTuple):
    """With whom people were compared: the sentence, the number in it that is set in bold, and the
    same where there is least room; the last two are empty where no number is known."""

    text: str = ""
    lead: str = ""
    few: str = ""


def count_told(outcome: Outcome, row: ComparisonRow, of: int, wording: Wording) -> Numbered:
    """A count out of `of`, of a small study the people themselves: how many had it, the other
    frame and the range."""
    number = wording.number
    events, people = outcome.events or 0, outcome.people or 1
    small = is_too_few(outcome)
    whole = people if small else of
    filled = events if small else out_of(events, people, of)
    event, no_event = outcome.definition or row.event, row.no_event
    if filled > whole:
        among = wording.counted(sayings.COUNT_AMONG, whole, n=number(whole))
        sentence, lead = told(sayings.COUNT_OFTEN, wording, filled, n=number(filled),
                              people=among, event=event)
        return Numbered(sentence, lead)
    message, n = sayings.COUNT, filled
    others, rest = sayings.OTHERS, whole - filled
    if not small and is_trace(events, people, of):
        message, others, rest = sayings.COUNT_TRACE, sayings.OTHERS_NEARLY_ALL, of - 1
    elif not small and is_nearly_all(events, people, of):
        message, n, others = sayings.COUNT_NEARLY_ALL, of - 1, sayings.OTHERS_TRACE
    sentence, lead = told(message[outcome.counted_in], wording, whole, n=number(n),
                          of=number(whole), event=event)
    other_frame = said(others, wording, n=number(rest), no_event=no_event)
    span = _count_range(outcome, row, of, wording)
    return Numbered(sentence, lead, other_frame, span, span)


def has_own_count(outcome: Outcome, of: int) -> bool:
    """Whether the study's own count is another than the number told out of `of`."""
    return not is_too_few(outcome) and (
        outcome.people != of or outcome.counted_in is not CountedIn.PEOPLE)


def happened(outcome: Outcome, time: str, wording: Wording) -> str:
    """The study's own count, as in “It happened to 42 of 85 people, at 6 months.”, with its `time`
    unless that is empty."""
    messages = sayings.HAPPENED_WHEN if time else sayings.HAPPENED
    people = outcome.people or 0
    return wording.counted(messages[outcome.counted_in], people, time=time,
                           n=wording.number(outcome.events or 0), people=wording.number(people))


def own_count(outcome: Outcome, wording: Wording, time: str = "") -> str:
    """The study's own count, as in “42 of 85 people, at 6 months.”, with its `time` unless that is
    empty."""
    messages = SIZE_WHEN if time else SIZE
    people = outcome.people or 0
    return wording.counted(messages[outcome.counted_in], people, time=time,
                           n=wording.number(outcome.events or 0), people=wording.number(people))


def their_count(outcome: Outcome, of: int, wording: Wording) -> Theirs:
    """With whom a count was compared, and how many of them had it, told as the count itself is."""
    number = wording.number
    events, people = outcome.comparator_events, outcome.comparator_people
    if events is None or not people:
        return Theirs(said(sayings.COMPARED, wording, comparator=outcome.comparator))
    same = sayings.COMPARED_COUNT
    if is_too_few(outcome):
        n, whole = events, people
    elif is_trace(events, people, of):
        same = sayings.COMPARED_TRACE
        n, whole = 1, of
    elif is_nearly_all(events, people, of):
        same = sayings.COMPARED_NEARLY_ALL
        n, whole = of - 1, of
    else:
        n, whole = out_of(events, people, of), of
    (text, lead), (few, _lead) = (
        told_once(message, wording, comparator=outcome.comparator, n=number(n), of=number(whole))
        for message in (same, sayings.FEW_COMPARED[same]))
    return Theirs(text, lead, few)


def count_array(outcome: Outcome, row: ComparisonRow, of: int, alt: str) -> ArrayPicture | None:
    """`of` people, those who had it filled. None is drawn of a small study, of years, and where
    the figures of the row must not be compared."""
    if is_too_few(outcome) or outcome.counted_in is CountedIn.PERSON_YEARS or not row.comparable:
        return None
    return ArrayPicture(out_of(outcome.events or 0, outcome.people or 1, of), of, alt)


def share_told(outcome: Outcome, row: ComparisonRow, wording: Wording) -> Numbered:
    """A percentage as what it is, never as so many of 100 people studied, and its range."""
    number, value = wording.number, outcome.value or 0.0
    sentence, lead = told(sayings.SHARE[outcome.counted_in], wording, value, n=number(value),
                          event=outcome.definition or row.event)
    others = wording.counted(sayings.SHARE_OTHERS, 100 - value, n=number(100 - value),
                             no_event=row.no_event)
    span = "" if outcome.low is None or outcome.high is None else wording.counted(
        sayings.SHARE_RANGE, outcome.high, low=number(outcome.low), high=number(outcome.high))
    unknown = said(sayings.SHARE_OF, wording) if outcome.people is None else ""
    return Numbered(joined(wording, sentence, others, unknown), lead, range=span,
                    few_range=span)


def extra_told(outcome: Outcome, row: ComparisonRow, wording: Wording) -> Numbered:
    """So many more or fewer per 100 or 1000 than in the comparison group, and the range."""
    value, per = outcome.value or 0.0, outcome.per or 100
    messages = sayings.MORE if value > 0 else sayings.FEWER if value < 0 else sayings.AS_MANY
    sentence, lead = told(
        messages[outcome.counted_in], wording, per, n=wording.number(abs(value)),
        of=wording.number(per), event=outcome.definition or row.event,
        comparator=outcome.comparator)
    span, few = _extra_range(outcome, wording)
    return Numbered(sentence, lead, range=span, few_range=few)


def _count_range(outcome: Outcome, row: ComparisonRow, of: int, wording: Wording) -> str:
    """The range of a count. It is stored out of the row's denominator, and told out of the
    place's."""
    if outcome.low is None or outcome.high is None:
        return ""
    low, high = (wording.number(end * of / row.denominator)
                 for end in (outcome.low, outcome.high))
    return said(sayings.COUNT_RANGE, wording, low=low, high=high, of=wording.number(of))


def _extra_range(outcome: Outcome, wording: Wording) -> tuple[str, str]:
    """The range of a difference in counts, and the same for where there is least room."""
    low, high = outcome.low, outcome.high
    if low is None or high is None:
        return "", ""
    near, far = wording.number(abs(low)), wording.number(abs(high))
    if low < 0 < high:
        return spanned(sayings.RANGE_FEWER_TO_MORE, wording, low=near, high=far)
    message = sayings.RANGE_MORE if low >= 0 else sayings.RANGE_FEWER
    near, far = (near, far) if low >= 0 else (far, near)
    told = said(message, wording, low=near, high=far)
    return sided(told, wording, value=outcome.value or 0.0, above=low >= 0, low=near, high=far)
