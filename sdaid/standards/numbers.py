"""The other rules for numbers, scales, order and money: what the published items leave open."""

from __future__ import annotations

from collections import Counter

from sdaid.problems import Problem, problem
from sdaid.sheets.values import fold
from sdaid.standards.passages import is_filled, words_in
from sdaid.standards.words.terms import Terms, terms_for
from sdaid.workbook.columns import (
    Blinding,
    ComparisonRow,
    CountedIn,
    OptionKind,
    Outcome,
    OutcomeKind,
    OutcomeStatus,
    RowKind,
)
from sdaid.workbook.content import Content


def number_problems(content: Content) -> list[Problem]:
    """Everything that `standards` asks of figures, scales, order and sponsors."""
    rows = {row.id: row for row in content.rows}
    problems: list[Problem] = []
    for row in content.rows:
        problems += _frames(row)
        problems += _units(row, [each for each in content.outcomes if each.row == row.id])
    for outcome in content.outcomes:
        problems += _silence(outcome, content)
        problems += _comparison(outcome)
        if row_of := rows.get(outcome.row):
            problems += _denominator(outcome, row_of)
    terms = terms_for(content.decision.language)
    return [*problems, *_no_intervention(content), *_sponsors(content, terms),
            *(_order(content, terms) if terms.known else ()),
            *_scales(content)]


def _no_intervention(content: Content) -> list[Problem]:
    """NICE's standards framework for shared decision making (ECD8) always wants it told."""
    if any(option.kind is OptionKind.NO_TREATMENT for option in content.options):
        return []
    return [problem("no-intervention", option.at("kind")) for option in content.options[:1]]


def _frames(row: ComparisonRow) -> list[Problem]:
    if row.kind is not RowKind.COUNT:
        return []
    if is_filled(row.no_event) and fold(row.no_event) != fold(row.event):
        return []
    return [problem("frames", row.at("no_event"), found=row.no_event or "blank")]


def _units(row: ComparisonRow, outcomes: list[Outcome]) -> list[Problem]:
    """Figures counted in different units share no comparable row."""
    counted = [each for each in outcomes if each.status is OutcomeStatus.MEASURED]
    units: Counter[CountedIn] = Counter(each.counted_in for each in counted)
    if not row.comparable or len(units) < 2:
        return []
    usual = units.most_common(1)[0][0]
    return [problem("units-mixed", each.at("counted_in"), found=each.counted_in.value,
                    other=usual.value) for each in counted if each.counted_in is not usual]


def _silence(outcome: Outcome, content: Content) -> list[Problem]:
    """“None reported” rests on a study of people; else nothing is known, not nothing found."""
    if outcome.status is not OutcomeStatus.NONE_REPORTED:
        return []
    studies = [content.source[each] for each in outcome.sources if each in content.source]
    if any(each.people for each in studies):
        return []
    return [problem("none-reported-alone", outcome.at("sources"))]


def _comparison(outcome: Outcome) -> list[Problem]:
    if outcome.kind is not OutcomeKind.COUNT or outcome.status is not OutcomeStatus.MEASURED:
        return []
    if outcome.blinding in (None, Blinding.NO_COMPARISON) or outcome.comparator_people:
        return []
    blank = "comparator_people" if outcome.comparator else "comparator"
    return [problem("comparator-missing", outcome.at(blank))]


def _denominator(outcome: Outcome, row: ComparisonRow) -> list[Problem]:
    """A figure under 1 in 100 asks for a whole row in 1000."""
    if not outcome.events or not outcome.people or row.denominator != 100:
        return []
    if outcome.events * 100 >= outcome.people or outcome.counted_in is CountedIn.PERSON_YEARS:
        return []
    return [problem("denominator", outcome.at("events"), found=outcome.events,
                    people=outcome.people, row=row.label)]


def _sponsors(content: Content, terms: Terms) -> list[Problem]:
    return [problem("sponsor-unmarked", source.at("maker_paid"), found=source.paid_by)
            for source in content.sources
            if not source.maker_paid and terms["company"].search(source.paid_by)
            and not terms["denied"].search(source.paid_by)]


def _order(content: Content, terms: Terms) -> list[Problem]:
    reason = content.decision.order_reason
    if is_filled(reason) and terms["ordered"].search(reason) and words_in(reason) >= 5:
        return []
    return [problem("order-unexplained", content.decision.at("order_reason"))]


def _scales(content: Content) -> list[Problem]:
    seen: set[tuple[str, str]] = set()
    problems = []
    for each in content.scales:
        meaning = (each.scale.value, fold(each.meaning))
        if meaning in seen or not is_filled(each.meaning):
            problems.append(problem("scale-unexplained", each.at("meaning"), found=each.step))
        seen.add(meaning)
    return problems
