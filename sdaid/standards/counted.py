"""Rules on figures: that every option has them, what they rest on, and that they compare."""

from __future__ import annotations

from sdaid.aid.edition import Edition
from sdaid.aid.times import head_time
from sdaid.problems import Place
from sdaid.staff import mark, translate
from sdaid.standards.case import (
    Case,
    Finding,
    Wrong,
    all_unfilled,
    first,
    found,
    measured,
    unfilled,
    untreated,
)
from sdaid.standards.passages import is_filled
from sdaid.standards.words.terms import Terms, terms_for
from sdaid.workbook.columns import (
    Activity,
    ComparisonRow,
    CountedIn,
    Outcome,
    OutcomeKind,
    OutcomeStatus,
    Prominence,
    RowKind,
    Side,
)

STRETCH = 2.0
"""How far the untreated option's own time may lie from its row's, as a factor."""


def good_points(case: Case) -> Finding:
    return _points(case, Side.BENEFIT, "benefit")


def bad_points(case: Case) -> Finding:
    return _points(case, Side.HARM, "harm")


def certain(case: Case) -> Finding:
    told = measured(case.content)
    return found([each.at("certainty") for each in told],
                 [(each.at("certainty"), translate("neither certainty nor range is given"))
                   for each in told
                   if each.certainty is None and (each.low is None or each.high is None)])


def without_treatment(case: Case) -> Finding:
    content = case.content
    rows = {row.id: row for row in content.rows}
    cells: list[Place] = []
    wrong: Wrong = []
    if not untreated(content):
        wrong.append((first(content.options, "kind", content), translate(
            "no option is without treatment")))
    for option in untreated(content):
        wrong += [(option.at("id"), translate("it has no outcome in the row “{row}”").format(
            row=row.label))
                 for row in content.rows if (option.id, row.id) not in content.cells]
        for each in (each for each in content.outcomes if each.option == option.id):
            cells.append(each.at("status"))
            row = rows.get(each.row)
            if row and row.side is Side.BENEFIT and not _applies(each, row):
                wrong.append((each.at("status"), translate(
                    "what happens without treatment always applies, but for a difference or a "
                    "detail that it cannot have, with a caveat that says why")))
            if row and row.comparable and _far(each, row):
                wrong.append((each.at("horizon"), translate("its time is not the row's")))
    return found(cells, wrong)


def _applies(outcome: Outcome, row: ComparisonRow) -> bool:
    """Whether a figure applies; or says why an option without treatment cannot have one: a
    difference from itself, or a detail such as a wound that heals."""
    if outcome.status is not OutcomeStatus.DOES_NOT_APPLY:
        return True
    known = row.kind is RowKind.DIFFERENCE or row.prominence is Prominence.DETAIL
    return known and is_filled(outcome.caveat)


def no_gaps(case: Case) -> Finding:
    content = case.content
    terms = terms_for(content.decision.language)
    wrong: Wrong = []
    for option in content.options:
        wrong += [(option.at("id"), translate("there is no outcome in the row “{row}”").format(
            row=row.label))
                 for row in content.rows if (option.id, row.id) not in content.cells]
        told = {each.activity for each in content.recovery if each.option == option.id}
        wrong += [(option.at("id"), translate("there is no recovery for {activity}").format(
            activity=activity.value))
                 for activity in Activity if activity not in told]
        unanswered = translate("“{question}” has no answer for “{option}”")
        wrong += [(each.at(option.id), unanswered.format(
            question=each.question, option=option.name))
                 for each in content.questions if not is_filled(
                     each.for_all or each.extra.get(option.id, ""))]
        wrong += [(option.at(name), translate("it says “{found}”").format(
            found=getattr(option, name)))
                 for name in ("starts", "lasts", "suits", "suits_not", "cost")
                 if not _says_something(getattr(option, name), terms)]
    return found([each.at("id") for each in content.options], wrong)


def chances(case: Case) -> Finding:
    content = case.content
    sides = {row.id: row.side for row in content.rows}
    told = [each for each in measured(content)
            if each.value is not None or each.events is not None]
    wrong: Wrong = []
    for side in Side:
        if all(sides.get(each.row) is not side for each in told):
            why = translate("no row of the side {side} has a number").format(
                side=translate(side.value))
            wrong += [(each.at("status"), why)
                      for each in content.outcomes if sides.get(each.row) is side]
    return found([each.at("value" if each.events is None else "events") for each in told],
                 wrong)


def population(case: Case) -> Finding:
    told = measured(case.content)
    return found([each.at("population") for each in told],
                 all_unfilled(told, "population"))


def event_rates(case: Case) -> Finding:
    counts = [each for each in measured(case.content) if each.kind is OutcomeKind.COUNT]
    wrong: Wrong = [(each.at("events" if each.events is None else "people"),
                     mark("it is not told as n of N")) for each in counts
                    if each.events is None or not each.people]
    rows = {row.id for row in case.content.rows if row.kind is RowKind.COUNT}
    if rows and not counts:
        wrong += [(each.at("kind"), translate("no count is told as n of N"))
                 for each in case.content.outcomes if each.row in rows]
    return found([each.at("events") for each in counts], wrong)


def same_time(case: Case) -> Finding:
    """A figure measured at another time than its row's may stand there: the aid marks it."""
    content = case.content
    rows = {row.id: row for row in content.rows if row.comparable}
    wrong: Wrong = [(row.at("horizon"), translate(
        "“{row}” has no time, yet is marked as comparable").format(row=row.label))
                    for row in rows.values() if row.horizon.unit is None]
    other = [each for each in measured(content) if each.row in rows and each.horizon is not None
             and each.horizon != rows[each.row].horizon]
    wrong += [(each.at("horizon"), translate(
        "its time is not stated, yet “{row}” is marked as comparable").format(
            row=rows[each.row].label)) for each in other
              if each.horizon is not None and each.horizon.days is None]
    if case.edition is not None:
        said = _timed(case.edition)
        wrong += [(each.at("horizon"), translate("the aid does not say that its time is another"))
                  for each in other if each.id not in said
                  and each.counted_in is not CountedIn.PERSON_YEARS
                  and each.horizon != head_time(content, rows[each.row])[0]]
    return found([row.at("horizon") for row in content.rows], wrong)


def _timed(edition: Edition) -> set[str]:
    """The ids of the figures whose cell says their time: each its own, or the first for all, where
    it is one time."""
    return {figure.id for row in edition.rows for cell in row.cells for figure in cell
            if figure.when or (cell[0].when and not cell[0].when_first)}


def same_denominator(case: Case) -> Finding:
    content = case.content
    wrong: Wrong = [(row.at("denominator"), translate(
        "“{row}” is counted out of {n}").format(row=row.label, n=row.denominator))
                    for row in content.rows if row.denominator not in (100, 1000)]
    wrong += [(each.at("per"), translate("it is told per {n}").format(n=each.per))
              for each in measured(content)
              if each.per is not None and each.per not in (100, 1000)]
    if case.edition is not None:
        places = {row.id: row.at("denominator") for row in content.rows}
        for row in case.edition.rows:
            drawn = {figure.array.of for cell in row.cells for figure in cell if figure.array}
            if len(drawn) > 1 or drawn - {100, 1000}:
                wrong.append((places[row.id], translate("“{row}” is drawn out of {numbers}").format(
                    row=row.label, numbers=", ".join(map(str, sorted(drawn))))))
    return found([row.at("denominator") for row in content.rows], wrong)


def several_views(case: Case) -> Finding:
    rows = [row for row in case.content.rows if row.prominence is Prominence.HEADLINE]
    numbered = {each.row for each in measured(case.content)}
    wrong: Wrong = []
    for row in rows:
        wrong += unfilled(row, "label", "definition")
        if row.id not in numbered:
            wrong.append((row.at("prominence"), translate(
                "no option has a number for “{row}”").format(row=row.label)))
    return found([row.at("prominence") for row in rows], wrong)


def graded(case: Case) -> Finding:
    told = measured(case.content)
    return found([each.at("certainty") for each in told],
                 [(each.at("certainty"), mark("the certainty is missing")) for each in told
                   if each.certainty is None])


def _says_something(text: str, terms: Terms) -> bool:
    """Whether a cell of the comparison is more than a stand-in; that something is not known is
    said there in so many words."""
    return is_filled(text) or bool(terms["not"].search(text))


def _points(case: Case, side: Side, name: str) -> Finding:
    """Every option has an outcome of this side which says more than that it does not apply."""
    content = case.content
    rows = {row.id for row in content.rows if row.side is side}
    cells: list[Place] = []
    wrong: Wrong = []
    for option in content.options:
        own = [each for each in content.outcomes if each.option == option.id and each.row in rows]
        cells += [each.at("status") for each in own]
        if not own:
            wrong.append((option.at("id"), translate("“{option}” has no {side}").format(
                option=option.name, side=translate(name))))
        elif all(each.status is OutcomeStatus.DOES_NOT_APPLY for each in own):
            wrong += [(each.at("status"), translate(
                "every {side} of “{option}” does not apply").format(
                    side=translate(name), option=option.name))
                      for each in own]
    return found(cells, wrong)


def _far(outcome: Outcome, row: ComparisonRow) -> bool:
    """Whether a figure's own time is not stated, or more than twice or less than half its row's."""
    if outcome.horizon is None or row.horizon.days is None:
        return False
    own, expected = outcome.horizon.days, row.horizon.days
    if own is None:
        return True
    return not (expected[0] / STRETCH <= own[1] and own[0] <= expected[1] * STRETCH)
