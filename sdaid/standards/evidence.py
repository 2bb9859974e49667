"""Every number of the workbook in a line: what it says, who found it, who paid, in which cell."""

from __future__ import annotations

from dataclasses import dataclass

from sdaid.problems import Place
from sdaid.staff import translate
from sdaid.standards.passages import cell_name
from sdaid.standards.phrases import effort_words, figure_words, recovery_words
from sdaid.workbook.columns import Activity, Blinding, Effort, Outcome, OutcomeStatus, Recovery
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


@dataclass(frozen=True)
class SourceEntry:
    """One source as a committee reads it; `cell` is where its id stands."""

    id: str
    citation: str
    design: str
    size: str
    paid_by: str
    maker_paid: bool
    checked: str
    cell: str


def source_entries(content: Content) -> tuple[SourceEntry, ...]:
    """The sources in the workbook's order."""
    return tuple(SourceEntry(
        each.id, each.citation if not each.year or str(each.year) in each.citation
        else f"{each.citation} ({each.year})", each.design,
        f"{each.people:,}" if each.people else "", each.paid_by, each.maker_paid,
        each.checked.isoformat(), cell_name(each.at("id"))) for each in content.sources)


def evidence(content: Content) -> tuple[EvidenceLine, ...]:
    """All outcomes by row and option, then the recoveries and the effort."""
    names = {option.id: option.name for option in content.options}
    order = {option.id: number for number, option in enumerate(content.options)}
    lines: list[EvidenceLine] = []
    for row in content.rows:
        own = [each for each in content.outcomes if each.row == row.id]
        for outcome in sorted(own, key=lambda each: order.get(each.option, len(order))):
            certainty = translate(outcome.certainty.value) if outcome.certainty else ""
            open_or_blind = translate(outcome.blinding.value) if outcome.blinding and (
                outcome.blinding is not Blinding.NO_COMPARISON) else ""
            lines.append(_line(
                content, row.label, names.get(outcome.option, outcome.option),
                figure_words(outcome, row), outcome,
                size=f"{outcome.people:,}" if outcome.people else "",
                certainty=", ".join(each for each in (certainty, open_or_blind) if each)))
    lines += [_line(content, translate("The way back: {activity}").format(
                        activity=translate(each.activity.value)),
                    names.get(each.option, each.option), recovery_words(each), each)
              for activity in Activity for each in content.recovery
              if each.activity is activity]
    lines += [_line(content, translate("Effort over the weeks"),
                    names.get(each.option, each.option), effort_words(each), each)
              for each in content.effort]
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
