"""What a cell, a figure or a rule says, in one plain phrase, for the report and the comparison."""

from __future__ import annotations

from enum import Enum

from sdaid.sheets.values import Duration
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


def figure_words(outcome: Outcome, row: ComparisonRow | None) -> str:
    """What an outcome says, in a phrase: “51 of 99 people had less pain, against 35 of 85 with
    …”; “1 point better than … (0.3 worse to 2.2 better)”; or why there is no number."""
    if outcome.status is not OutcomeStatus.MEASURED or outcome.kind is None:
        return outcome.status.value
    horizon = outcome.horizon or (row.horizon if row else None)
    when = f", {span_words(horizon)}" if horizon else ""
    if outcome.kind is OutcomeKind.COUNT:
        event = outcome.definition or (row.event if row else "")
        unit = outcome.counted_in.value if outcome.counted_in else CountedIn.PEOPLE.value
        says = f"{outcome.events} of {outcome.people} {unit} {event}".rstrip()
        if outcome.comparator_people:
            says += (f", against {outcome.comparator_events} of {outcome.comparator_people}"
                     f"{f' with {outcome.comparator}' if outcome.comparator else ''}")
        if outcome.low is not None and outcome.high is not None and row:
            says += f" (range {outcome.low:g} to {outcome.high:g} of {row.denominator})"
        return says + when
    value = outcome.value or 0.0
    against = f" than {outcome.comparator}" if outcome.comparator else ""
    if outcome.kind is OutcomeKind.EXTRA_COUNT:
        says = f"{abs(value):g} {'more' if value >= 0 else 'fewer'} per {outcome.per}{against}"
        ends = ("fewer", "more")
    else:
        points = "point" if abs(value) == 1 else "points"
        says = f"{abs(value):g} {points} {'better' if value >= 0 else 'worse'}"
        says += against if outcome.kind is OutcomeKind.BETWEEN_GROUPS else (
            " than at the start, in one group")
        ends = ("worse", "better")
    if outcome.low is not None and outcome.high is not None:
        low, high = (f"{abs(end):g} {ends[end >= 0]}" for end in (outcome.low, outcome.high))
        says += f" ({low} to {high})"
    return says + when


def span_words(span: Duration) -> str:
    """“at 6 months”, “2 to 6 weeks”, “time not stated”."""
    if span.unit is None:
        return {"not stated": "time not stated"}.get(span.word, span.word)
    unit = span.unit.value if span.high != 1 else span.unit.value.rstrip("s")
    amount = f"{span.low:g}" if span.low == span.high else f"{span.low:g} to {span.high:g}"
    return f"at {amount} {unit}"


def recovery_words(recovery: Recovery) -> str:
    """“2 to 6 weeks”, or why there is no time."""
    if recovery.status is not RecoveryStatus.KNOWN or recovery.unit is None:
        return recovery.status.value
    start, end = recovery.start or 0.0, recovery.end or 0.0
    amount = f"{start:g}" if start == end else f"{start:g} to {end:g}"
    return f"{amount} {recovery.unit.value if end != 1 else recovery.unit.value.rstrip('s')}"


def effort_words(phase: Effort) -> str:
    """“weeks 1 to 6: 2 visits a week, 30 minutes a day”."""
    weeks = f"week {phase.from_week}" if phase.from_week == phase.to_week else (
        f"weeks {phase.from_week} to {phase.to_week}")
    amounts = [f"{amount:g} {unit}" for amount, unit in (
        (phase.visits, "visits a week"), (phase.minutes, "minutes a day")) if amount is not None]
    return f"{weeks}: {', '.join(amounts) or 'not known'}"


def conditions_words(rule: Rule) -> str:
    """The rule's conditions in a phrase: “if age is 65 or more and smoker is yes”."""
    return "if " + " and ".join(_condition(each) for each in rule.conditions)


def _condition(each: Condition) -> str:
    verb = "is not" if each.negated else "is"
    if each.kind == "among":
        return f"{each.fact} {verb} {' or '.join(sorted(each.values))}"
    if each.low == each.high:
        return f"{each.fact} {verb} {shown(each.low)}"
    ends = [f"{'over' if each.low_open else 'at least'} {shown(each.low)}"
            if each.low is not None else "",
            f"{'under' if each.high_open else 'at most'} {shown(each.high)}"
            if each.high is not None else ""]
    return f"{each.fact} {verb} {' and '.join(end for end in ends if end)}"


def shown(value: object) -> str:
    """A cell's value as a person reads it."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Duration):
        return span_words(value)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
