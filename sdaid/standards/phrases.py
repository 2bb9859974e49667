"""What a cell, a figure or a rule says, in one plain phrase, for the report and the comparison."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import reduce
from gettext import NullTranslations

from sdaid.sheets.values import Duration, TimeUnit
from sdaid.staff import mark, mark_n, translate, translations
from sdaid.workbook.columns import (
    ComparisonRow,
    CountedIn,
    Effort,
    Outcome,
    OutcomeKind,
    OutcomeStatus,
    Recovery,
    RecoveryStatus,
)
from sdaid.workbook.rules import Condition, Rule

COUNTS = {
    CountedIn.PEOPLE: mark("{n} of {of} people {event}"),
    CountedIn.PROCEDURES: mark("{n} of {of} procedures {event}"),
    CountedIn.PERSON_YEARS: mark("{n} of {of} person-years {event}"),
}
AGAINST = mark("against {n} of {of}")
AGAINST_WITH = mark("against {n} of {of} with {comparator}")
RANGE_OF = mark("range {low} to {high} of {of}")
SHARE = mark("{n} % {event}, of how many not reported")
EXTRA = {(True, False): mark("{n} more per {per}"),
         (True, True): mark("{n} more per {per} than {comparator}"),
         (False, False): mark("{n} fewer per {per}"),
         (False, True): mark("{n} fewer per {per} than {comparator}")}
"""Whether there are more, and whether it is said than with what."""

POINTS = {
    True: mark_n("{n} point better", "{n} points better"),
    False: mark_n("{n} point worse", "{n} points worse"),
}
POINTS_THAN = {
    True: mark_n("{n} point better than {comparator}", "{n} points better than {comparator}"),
    False: mark_n("{n} point worse than {comparator}", "{n} points worse than {comparator}"),
}
POINTS_SINCE = {
    True: mark_n("{n} point better than at the start, in one group",
                 "{n} points better than at the start, in one group"),
    False: mark_n("{n} point worse than at the start, in one group",
                  "{n} points worse than at the start, in one group"),
}
MORE_ENDS = {True: mark("{n} more"), False: mark("{n} fewer")}
BETTER_ENDS = {True: mark("{n} better"), False: mark("{n} worse")}
BETWEEN = mark("{low} to {high}")

TIMES = {
    TimeUnit.DAY: mark_n("{n} day", "{n} days"), TimeUnit.WEEK: mark_n("{n} week", "{n} weeks"),
    TimeUnit.MONTH: mark_n("{n} month", "{n} months"),
    TimeUnit.YEAR: mark_n("{n} year", "{n} years"),
}
EACH = {TimeUnit.DAY: mark("each day"), TimeUnit.WEEK: mark("each week"),
        TimeUnit.MONTH: mark("each month"), TimeUnit.YEAR: mark("each year")}
MANNERS = {"": mark("at {time}"), "within": mark("within {time}"), "up to": mark("up to {time}")}
WORDS_OF_TIME = {"straight away": mark("straight away"), "any time": mark("any time"),
                 "not stated": mark("time not stated")}

ENGLISH = NullTranslations()
"""For a phrase that is compared with one that was written down before."""


def figure_words(outcome: Outcome, row: ComparisonRow | None,
                 words: NullTranslations | None = None) -> str:
    """What an outcome says, in a phrase: “51 of 99 people had less pain, against 35 of 85 with
    …”; “1 point better than … (0.3 worse to 2.2 better)”; or why there is no number. In the
    language of `words`, else in the clinic's."""
    words = words or translations()
    _ = words.gettext
    if outcome.status is not OutcomeStatus.MEASURED or outcome.kind is None:
        return _(outcome.status.value)
    horizon = outcome.horizon or (row.horizon if row else None)
    when = f", {span_words(horizon, words)}" if horizon else ""
    event = outcome.definition or (row.event if row else "")
    if outcome.kind is OutcomeKind.COUNT:
        return _count(outcome, row, event, words) + when
    value = outcome.value or 0.0
    if outcome.kind is OutcomeKind.SHARE:
        return _(SHARE).format(n=f"{value:g}", event=event) + when
    told = {"n": f"{abs(value):g}", "comparator": outcome.comparator, "per": outcome.per}
    more = value >= 0
    if outcome.kind is OutcomeKind.EXTRA_COUNT:
        says, ends = _(EXTRA[more, bool(outcome.comparator)]).format(**told), MORE_ENDS
    else:
        points = POINTS_SINCE if outcome.kind is not OutcomeKind.BETWEEN_GROUPS else (
            POINTS_THAN if outcome.comparator else POINTS)
        says, ends = words.ngettext(*points[more], _form(abs(value))).format(**told), BETTER_ENDS
    if outcome.low is not None and outcome.high is not None:
        low, high = (_(ends[end >= 0]).format(n=f"{abs(end):g}")
                     for end in (outcome.low, outcome.high))
        says += f" ({_(BETWEEN).format(low=low, high=high)})"
    return says + when


def _count(outcome: Outcome, row: ComparisonRow | None, event: str, words: NullTranslations
           ) -> str:
    _ = words.gettext
    says = _(COUNTS[outcome.counted_in or CountedIn.PEOPLE]).format(
        n=outcome.events, of=outcome.people, event=event).rstrip()
    if outcome.comparator_people:
        against = _(AGAINST_WITH if outcome.comparator else AGAINST).format(
            n=outcome.comparator_events, of=outcome.comparator_people,
            comparator=outcome.comparator)
        says += f", {against}"
    if outcome.low is not None and outcome.high is not None and row:
        between = _(RANGE_OF).format(low=f"{outcome.low:g}", high=f"{outcome.high:g}",
                                     of=row.denominator)
        says += f" ({between})"
    return says


def span_words(span: Duration, words: NullTranslations | None = None) -> str:
    """“at 6 months”, “at 2 to 6 weeks”, “within 90 days”, “each year”, “time not stated”."""
    words = words or translations()
    _ = words.gettext
    if span.unit is None:
        return _(WORDS_OF_TIME.get(span.word, span.word))
    if span.manner == "each":
        return _(EACH[span.unit])
    low = f"{span.low:g}" if span.low_unit is None else _time(
        f"{span.low:g}", span.low, span.low_unit, words)
    amount = f"{span.high:g}"
    if span.low != span.high or span.low_unit is not None:
        amount = _(BETWEEN).format(low=low, high=amount)
    return _(MANNERS[span.manner]).format(time=_time(amount, span.high, span.unit, words))


def _time(amount: str, last: float, unit: TimeUnit, words: NullTranslations) -> str:
    """An amount of a unit; `last` is the number before the unit."""
    return words.ngettext(*TIMES[unit], _form(last)).format(n=amount)


def _form(number: float) -> int:
    """The number by which a plural is chosen: a fraction has that of several."""
    return int(number) if number == int(number) else 2


def recovery_words(recovery: Recovery) -> str:
    """“2 to 6 weeks”, or why there is no time."""
    words = translations()
    if recovery.status is not RecoveryStatus.KNOWN or recovery.unit is None:
        return words.gettext(recovery.status.value)
    start, end = recovery.start or 0.0, recovery.end or 0.0
    amount = f"{start:g}" if start == end else words.gettext(BETWEEN).format(
        low=f"{start:g}", high=f"{end:g}")
    return _time(amount, end, recovery.unit, words)


def effort_words(phase: Effort) -> str:
    """“weeks 1 to 6: 2 visits a week, 30 minutes a day”."""
    amounts = [translate(told).format(n=f"{amount:g}") for told, amount in (
        (mark("{n} visits a week"), phase.visits), (mark("{n} minutes a day"), phase.minutes))
        if amount is not None]
    told = ", ".join(amounts) or translate("not known")
    if phase.from_week == phase.to_week:
        return translate("week {week}: {told}").format(week=phase.from_week, told=told)
    return translate("weeks {first} to {last}: {told}").format(
        first=phase.from_week, last=phase.to_week, told=told)


IS = {False: mark("{fact} is {told}"), True: mark("{fact} is not {told}")}
LOW_ENDS = {False: mark("at least {n}"), True: mark("over {n}")}
HIGH_ENDS = {False: mark("at most {n}"), True: mark("under {n}")}
OR, AND, IF = mark("{told} or {part}"), mark("{told} and {part}"), mark("if {conditions}")


def conditions_words(rule: Rule, words: NullTranslations | None = None) -> str:
    """The rule's conditions in a phrase: “if age is 65 or more and smoker is yes”."""
    words = words or translations()
    told = [_condition(each, words) for each in rule.conditions]
    return words.gettext(IF).format(conditions=_joined(told, AND, words))


def _condition(each: Condition, words: NullTranslations) -> str:
    _ = words.gettext
    if each.kind == "among":
        told = _joined(sorted(each.values), OR, words)
    elif each.low == each.high:
        told = shown(each.low)
    else:
        told = _joined([
            *([_(LOW_ENDS[each.low_open]).format(n=shown(each.low))]
              if each.low is not None else []),
            *([_(HIGH_ENDS[each.high_open]).format(n=shown(each.high))]
              if each.high is not None else [])], AND, words)
    return _(IS[each.negated]).format(fact=each.fact, told=told)


def _joined(parts: Sequence[str], message: str, words: NullTranslations) -> str:
    """The parts in a row, two at a time, as `message` has them; empty where there are none."""
    return reduce(lambda told, part: words.gettext(message).format(told=told, part=part), parts
                  ) if parts else ""


def shown(value: object) -> str:
    """A cell's value as a person reads it."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Duration):
        return span_words(value, ENGLISH)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
