"""Figures that are differences in points: against another group, or within one group."""

from __future__ import annotations

from sdaid.aid import sayings
from sdaid.aid.figure import DifferencePicture
from sdaid.aid.sayings import Numbered, filled, sided, spanned
from sdaid.aid.wording import Wording
from sdaid.workbook.columns import NN_, BetterEnd, ComparisonRow, Outcome, OutcomeKind

SMALL_STUDY = 100
"""Below so many people, a study's size stands beside its difference everywhere."""

PEOPLE = NN_("{n} person.", "{n} people.")
PEOPLE_WHEN = NN_("{n} person, {time}.", "{n} people, {time}.")
"""How many people were studied, in few words, without and with the time at which it was
measured."""


def difference_told(outcome: Outcome, row: ComparisonRow, wording: Wording
                    ) -> Numbered:
    """A difference in points with its direction, with whom it was compared, and its range."""
    value = outcome.value or 0.0
    within = outcome.kind is OutcomeKind.WITHIN_GROUP or not outcome.comparator
    same, less, more = sayings.WITHIN_GROUP if within else sayings.BETWEEN_GROUPS
    if value == 0:
        template = wording.translations.gettext(same)
    elif (value > 0) == (row.better is BetterEnd.LOW):
        template = wording.plural(less, abs(value))
    else:
        template = wording.plural(more, abs(value))
    sentence, lead = filled(template, n=wording.number(abs(value)), what=row.points,
                            comparator=outcome.comparator)
    span, few = _range(outcome, row, wording)
    return Numbered(sentence, lead, range=span, few_range=few)


def is_small(outcome: Outcome) -> bool:
    """Whether so few people were studied that it must stand with the number."""
    return outcome.people is not None and outcome.people < SMALL_STUDY


def studied(outcome: Outcome, time: str, wording: Wording) -> str:
    """How many people were studied, as in “63 people were studied, at 6 months.”, with the `time`
    unless that is empty."""
    people = outcome.people or 0
    return wording.counted(sayings.STUDIED_WHEN if time else sayings.STUDIED, people,
                           n=wording.number(people), time=time)


def own_size(outcome: Outcome, wording: Wording, time: str = "") -> str:
    """How many people were studied, as in “63 people, at 6 months.”, with the `time` unless that is
    empty; empty where it is not known how many."""
    if outcome.people is None:
        return ""
    return wording.counted(PEOPLE_WHEN if time else PEOPLE, outcome.people,
                           n=wording.number(outcome.people), time=time)


def picture(outcome: Outcome, alt: str) -> DifferencePicture:
    """The difference on its row's scale."""
    return DifferencePicture(outcome.value or 0.0, outcome.low, outcome.high,
                             outcome.kind is OutcomeKind.WITHIN_GROUP, alt)


def _range(outcome: Outcome, row: ComparisonRow, wording: Wording) -> tuple[str, str]:
    """The range from its worse to its better end, told as less or more of the row's points, and the
    same for where there is least room."""
    low, high = outcome.low, outcome.high
    if low is None or high is None:
        return "", ""
    low_is_better = row.better is BetterEnd.LOW
    near, far = wording.number(abs(low)), wording.number(abs(high))
    if low < 0 < high:
        message = sayings.RANGE_MORE_TO_LESS if low_is_better else sayings.RANGE_LESS_TO_MORE
        return spanned(message, wording, low=near, high=far, what=row.points)
    less = (low >= 0) == low_is_better
    forms = sayings.RANGE_POINTS_LESS if less else sayings.RANGE_POINTS_MORE
    if low < 0:
        near, far = far, near
    told = wording.counted(forms, max(abs(low), abs(high)), low=near, high=far)
    return sided(told, wording, value=outcome.value or 0.0, above=low >= 0, low=near, high=far)
