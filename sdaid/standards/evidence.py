"""Every number of the workbook in a line: what it says, who found it, who paid, in which cell."""

from __future__ import annotations

from dataclasses import dataclass

from sdaid.problems import Place
from sdaid.sheets.values import Duration
from sdaid.workbook.columns import (
    Blinding,
    ComparisonRow,
    CountedIn,
    Effort,
    Outcome,
    OutcomeKind,
    OutcomeStatus,
    Recovery,
    RecoveryStatus,
)
from sdaid.workbook.content import Content


@dataclass(frozen=True)
class EvidenceLine:
    """One figure. `topic` is its comparison row, or what the patient gets back to; `size` the
    people it was counted in, or those of its sources; `paid_by` is who paid for those."""

    topic: str
    option: str
    says: str
    size: str
    certainty: str
    sources: tuple[str, ...]
    paid_by: tuple[str, ...]
    maker_paid: bool
    place: Place


def evidence(content: Content) -> tuple[EvidenceLine, ...]:
    """All outcomes by row and option, then the recoveries and the effort."""
    names = {option.id: option.name for option in content.options}
    order = {option.id: number for number, option in enumerate(content.options)}
    lines: list[EvidenceLine] = []
    for row in content.rows:
        own = [each for each in content.outcomes if each.row == row.id]
        for outcome in sorted(own, key=lambda each: order.get(each.option, len(order))):
            certainty = outcome.certainty.value if outcome.certainty else ""
            open_or_blind = outcome.blinding.value if outcome.blinding and (
                outcome.blinding is not Blinding.NO_COMPARISON) else ""
            lines.append(_line(
                content, row.label, names.get(outcome.option, outcome.option),
                figure_words(outcome, row), outcome,
                size=f"{outcome.people:,}" if outcome.people else "",
                certainty=", ".join(each for each in (certainty, open_or_blind) if each)))
    lines += [_line(content, f"The way back: {each.activity.value}",
                    names.get(each.option, each.option), recovery_words(each), each)
              for each in content.recovery]
    lines += [_line(content, "Effort over the weeks", names.get(each.option, each.option),
                    effort_words(each), each) for each in content.effort]
    return tuple(lines)


def _line(content: Content, topic: str, option: str, says: str,
          told: Outcome | Recovery | Effort, *, size: str = "",
          certainty: str = "") -> EvidenceLine:
    studies = [content.source[each] for each in told.sources if each in content.source]
    if not size:
        size = ", ".join(f"{each.people:,}" for each in studies if each.people)
    field = "status" if isinstance(told, Outcome | Recovery) else "words"
    if isinstance(told, Outcome) and told.status is OutcomeStatus.MEASURED:
        field = "events" if told.events is not None else "value"
    return EvidenceLine(
        topic, option, says, size, certainty, told.sources,
        tuple(dict.fromkeys(each.paid_by for each in studies)),
        any(each.maker_paid for each in studies), told.at(field))


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
