"""Whether each figure of the sheet Outcomes can be told: its cells fit its kind and its row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from sdaid.problems import Place, Problem, first_few, problem
from sdaid.staff import mark, translate
from sdaid.workbook.columns import (
    ComparisonRow,
    CountedIn,
    Outcome,
    OutcomeKind,
    OutcomeStatus,
    RowKind,
)
from sdaid.workbook.content import Content

FITS = {
    RowKind.COUNT: (OutcomeKind.COUNT, OutcomeKind.SHARE, OutcomeKind.EXTRA_COUNT),
    RowKind.DIFFERENCE: (OutcomeKind.BETWEEN_GROUPS, OutcomeKind.WITHIN_GROUP),
}

NEEDED = {
    OutcomeKind.COUNT: ("events", "people"),
    OutcomeKind.SHARE: ("value",),
    OutcomeKind.EXTRA_COUNT: ("value", "per", "comparator"),
    OutcomeKind.BETWEEN_GROUPS: ("value", "people", "comparator"),
    OutcomeKind.WITHIN_GROUP: ("value", "people"),
}

ALWAYS_NEEDED = ("population", "blinding", "certainty", "sources")

NUMBERS = ("kind", "events", "people", "value", "low", "high", "per", "comparator_events",
           "comparator_people", "fewest")

TWO_GROUPS = (OutcomeKind.EXTRA_COUNT, OutcomeKind.BETWEEN_GROUPS)
"""Kinds whose one total is that of two groups."""

WHOLE = 100

MOST_TOGETHER = 2
"""Figures that a cell of a headline row holds."""

ALLOWED = {
    "events": mark("a whole number"), "people": mark("a whole number above 0"),
    "value": mark("a number"),
    "per": mark("100 or 1000"), "comparator": mark("the comparison group in words"),
    "population": mark("who was studied"),
    "blinding": mark("blinded, open, no comparison or not stated"),
    "certainty": mark("high, moderate, low, very low or not graded"),
    "sources": mark("ids of sources"),
    "comparator_people": mark("a whole number above 0"),
    "comparator_events": mark("a whole number"),
    "low": mark("a number"), "high": mark("a number"),
}

ROW_NEEDS = {
    RowKind.COUNT: (("event", mark("words such as “had less pain”")),
                    ("no_event", mark("“did not”"))),
    RowKind.DIFFERENCE: (("scale_low", mark("a number")), ("scale_high", mark("a number")),
                         ("better", mark("low or high")), ("points", mark("a word such as “pain”")),
                         ("better_words", mark("words such as “Less pain”")),
                         ("worse_words", mark("words such as “More pain”"))),
}


def outcome_problems(content: Content, broken: Collection[str]) -> list[Problem]:
    """Every problem of the sheets Rows and Outcomes taken together."""
    rows = {row.id: row for row in content.rows}
    problems: list[Problem] = []
    for row in content.rows:
        own = [each for each in content.outcomes if each.row == row.id]
        problems += _other_kind(row, own) or row_problems(row) + _short_scale(row, own)
    told = {each.place for each in problems if each.code in ("row-kind", "scale-short")}
    for outcome in content.outcomes:
        of = rows.get(outcome.row)
        row_of = of if of and not {of.at("kind"), of.at("scale_high")} & told else None
        problems += _outcome(outcome, row_of)
    if not {"Outcomes", "Rows", "Options"} & set(broken):
        problems += _twice(content)
        problems += _full_cells(content)
    if "Outcomes" not in broken:
        problems += [problem("together-alone", outcome.at("together"), found=name)
                     for name, group in content.together.items() if len(group) == 1
                     for outcome in group]
    return problems


def _other_kind(row: ComparisonRow, outcomes: Sequence[Outcome]) -> list[Problem]:
    """Where none of a row's figures is of its kind, the row has the wrong one: told once."""
    kinds = [each.kind for each in outcomes if each.kind is not None]
    if not kinds or any(kind in FITS[row.kind] for kind in kinds):
        return []
    return [problem("row-kind", row.at("kind"), found=row.kind.value, other=kinds[0].value,
                    cells=_cells(each.at("kind") for each in outcomes if each.kind))]


def _short_scale(row: ComparisonRow, outcomes: Sequence[Outcome]) -> list[Problem]:
    """Where several figures of a row go beyond its scale, the scale is too short: told once."""
    span = _span(row)
    beyond = [each for each in outcomes if span is not None and any(
        point is not None and abs(point) > span for point in (each.value, each.low, each.high))]
    if len(beyond) < 2:
        return []
    return [problem("scale-short", row.at("scale_high"), found=f"{row.scale_high:g}",
                    low=f"{row.scale_low:g}", cells=_cells(each.at("value") for each in beyond))]


def _span(row: ComparisonRow) -> float | None:
    """How long a row's scale is; None without one."""
    if row.kind is not RowKind.DIFFERENCE or row.scale_low is None or row.scale_high is None:
        return None
    return row.scale_high - row.scale_low


def _cells(places: Iterable[Place]) -> str:
    return first_few((each.cell for each in places), 5)


def row_problems(row: ComparisonRow) -> list[Problem]:
    """What a row of the sheet Rows lacks for its kind, or has out of its range."""
    problems = [problem("figure-blank", row.at(field), allowed=allowed)
                for field, allowed in ROW_NEEDS[row.kind] if getattr(row, field) in (None, "")]
    if row.denominator not in (100, 1000):
        problems.append(problem("out-of-range", row.at("denominator"), found=row.denominator,
                                allowed="100 or 1000"))
    if row.scale_low is not None and row.scale_high is not None and (
            row.scale_high <= row.scale_low):
        problems.append(problem("out-of-range", row.at("scale_high"), found=f"{row.scale_high:g}",
                                allowed=translate("more than {n}").format(
                                    n=f"{row.scale_low:g}")))
    return problems + _noticed(row)


def _noticed(row: ComparisonRow) -> list[Problem]:
    """The smallest difference that people notice has a source, and lies on the row's scale."""
    points = row.noticed
    if points is None:
        alone = row.noticed_sources or row.noticed_note
        return [problem("noticed-alone", row.at("noticed"))] if alone else []
    problems = [] if row.noticed_sources else [
        problem("noticed-no-source", row.at("noticed_sources"), found=f"{points:g}")]
    if row.kind is not RowKind.DIFFERENCE:
        problems.append(problem("noticed-count", row.at("noticed"), found=f"{points:g}"))
    elif row.scale_low is not None and row.scale_high is not None:
        span = row.scale_high - row.scale_low
        if not 0 < points <= span:
            problems.append(problem("out-of-range", row.at("noticed"), found=f"{points:g}",
                                    allowed=translate("more than 0, at most {n}").format(
                                        n=f"{span:g}")))
    return problems


def _twice(content: Content) -> list[Problem]:
    return [problem("figure-twice", later.at("row"), option=option, row=row,
                    other=earlier.at("id").cell)
            for (option, row), found in content.cells.items()
            for earlier, later in combinations(found, 2)
            if not later.together or later.together != earlier.together]


def _full_cells(content: Content) -> list[Problem]:
    """A headline cell holds two figures at most, those of other rows that are told together with
    its own among them."""
    problems: list[Problem] = []
    for option in content.options:
        for row in content.headlines:
            told = {each.id: each for outcome in content.cells.get((option.id, row.id), ())
                    for each in content.told_with(outcome) if each.option == option.id}
            problems += [problem("headline-cell-full", each.at("together"), option=option.id,
                                 row=row.id, found=len(told), allowed=MOST_TOGETHER)
                         for each in list(told.values())[MOST_TOGETHER:]]
    return problems


def _outcome(outcome: Outcome, row: ComparisonRow | None) -> list[Problem]:
    if outcome.status is not OutcomeStatus.MEASURED:
        seen = ("people",) if outcome.status is OutcomeStatus.NONE_REPORTED else ()
        filled = [field for field in NUMBERS
                  if field not in seen and getattr(outcome, field) is not None]
        if len(filled) > 1:
            return [problem("figure-numbers", outcome.at("status"), found=outcome.status.value,
                            cells=_cells(outcome.at(field) for field in filled))]
        return [problem("figure-not-empty", outcome.at(field), found=getattr(outcome, field))
                for field in filled]
    if outcome.kind is None:
        kinds = FITS[row.kind] if row else tuple(OutcomeKind)
        return [problem("figure-blank", outcome.at("kind"),
                        allowed=", ".join(kind.value for kind in kinds))]
    if row and outcome.kind not in FITS[row.kind]:
        allowed = " or ".join(kind.value for kind in FITS[row.kind])
        return [problem("figure-kind", outcome.at("kind"), found=outcome.kind.value,
                        row=row.id, allowed=allowed)]
    problems = [problem("figure-blank", outcome.at(field), allowed=ALLOWED[field])
                for field in (*NEEDED[outcome.kind], *ALWAYS_NEEDED)
                if getattr(outcome, field) in (None, "", ())]
    return (problems + _counts(outcome) + _smaller_group(outcome) + _range(outcome, row)
            + _count_range(outcome, row) + _share(outcome))


def _counts(outcome: Outcome) -> list[Problem]:
    problems = []
    years = outcome.counted_in is CountedIn.PERSON_YEARS
    for few, many in (("events", "people"), ("comparator_events", "comparator_people")):
        events, people = getattr(outcome, few), getattr(outcome, many)
        if people == 0:
            problems.append(problem("out-of-range", outcome.at(many), found=0,
                                    allowed="1 or more"))
        elif events is not None and people is not None and events > people and not years:
            problems.append(problem("figure-over", outcome.at(few), found=events, allowed=people,
                                    other=outcome.at(many).cell))
    if (outcome.comparator_events is None) != (outcome.comparator_people is None):
        blank = "comparator_events" if outcome.comparator_events is None else "comparator_people"
        problems.append(problem("figure-blank", outcome.at(blank), allowed=ALLOWED[blank]))
    if outcome.comparator_events is not None and not outcome.comparator:
        problems.append(problem("figure-blank", outcome.at("comparator"),
                                allowed=ALLOWED["comparator"]))
    if outcome.per is not None and outcome.per not in (100, 1000):
        problems.append(problem("out-of-range", outcome.at("per"), found=outcome.per,
                                allowed="100 or 1000"))
    return problems


def _smaller_group(outcome: Outcome) -> list[Problem]:
    """The smaller of two groups has half of their people at most."""
    if outcome.fewest is None or outcome.people is None:
        return []
    most = outcome.people // 2 if outcome.kind in TWO_GROUPS else outcome.people
    if outcome.fewest <= most:
        return []
    return [problem("out-of-range", outcome.at("fewest"), found=outcome.fewest,
                    allowed=translate("{n} at most, as {of} people were studied").format(
                        n=most, of=outcome.people))]


def _count_range(outcome: Outcome, row: ComparisonRow | None) -> list[Problem]:
    """The range of a count is out of the row's “Out of”, and its count lies within it. Both may be
    rounded to whole people."""
    low, high = outcome.low, outcome.high
    if outcome.kind is not OutcomeKind.COUNT or row is None or low is None or high is None:
        return []
    problems = [problem("out-of-range", outcome.at(field), found=f"{end:g}",
                        allowed=f"0 to {row.denominator}")
                for field, end in (("low", low), ("high", high))
                if not 0 <= end <= row.denominator]
    if outcome.events is not None and outcome.people and not problems:
        share = outcome.events * row.denominator / outcome.people
        if not low - 0.5 <= share <= high + 0.5 or high < low:
            problems.append(problem("figure-range", outcome.at("low"), low=f"{low:g}",
                                    high=f"{high:g}",
                                    found=f"{share:.4g} of {row.denominator}",
                                    cells=f"{outcome.at('low').cell} and "
                                          f"{outcome.at('high').cell}"))
    return problems


def _share(outcome: Outcome) -> list[Problem]:
    """A percentage lies from 0 to 100. Where people were counted, it is told as their count."""
    if outcome.kind is not OutcomeKind.SHARE:
        return []
    counted = [problem("share-count", outcome.at(field), found=getattr(outcome, field))
               for field in ("events", "comparator_events") if getattr(outcome, field) is not None]
    return counted + [
        problem("out-of-range", outcome.at(field), found=f"{value:g}", allowed="0 to 100")
        for field in ("value", "low", "high")
        if (value := getattr(outcome, field)) is not None and not 0 <= value <= WHOLE]


def _range(outcome: Outcome, row: ComparisonRow | None) -> list[Problem]:
    """The range holds its value, both its ends are there, and no value leaves the row's scale."""
    low, value, high = outcome.low, outcome.value, outcome.high
    problems = []
    if (low is None) != (high is None):
        blank = "low" if low is None else "high"
        problems.append(problem("figure-blank", outcome.at(blank), allowed=ALLOWED[blank]))
    if low is not None and value is not None and high is not None and not low <= value <= high:
        problems.append(problem("figure-range", outcome.at("value"), found=f"{value:g}",
                                low=f"{low:g}", high=f"{high:g}",
                                cells=f"{outcome.at('low').cell} and {outcome.at('high').cell}"))
    if row and (span := _span(row)) is not None:
        problems += [problem("out-of-range", outcome.at(field), found=f"{point:g}",
                             allowed=f"-{span:g} to {span:g}")
                     for field, point in (("value", value), ("low", low), ("high", high))
                     if point is not None and abs(point) > span]
    return problems
