"""Whether what the workbook says in one cell agrees with what it says in another: figures with
their studies and rows, labels with their times. Where the two disagree, a wrong number or a wrong
mark would be printed."""

from __future__ import annotations

from collections.abc import Sequence

from sdaid.problems import Place, Problem, first_few, problem
from sdaid.sheets.values import Duration, fold
from sdaid.standards.case import measured
from sdaid.standards.passages import cell_name
from sdaid.standards.words.terms import Terms, terms_for
from sdaid.workbook.columns import (
    BetterEnd,
    Blinding,
    ComparisonRow,
    CountedIn,
    Outcome,
    OutcomeKind,
    RowKind,
    Side,
    Source,
)
from sdaid.workbook.content import Content

NEAR = 1.34
"""A label's time may differ from its horizon by so much, as in “12 weeks” for 3 months."""

SEVERAL = 2


def agreement_problems(content: Content) -> list[Problem]:
    """Every figure, row and label that another cell contradicts; the problem names both cells."""
    rows = {row.id: row for row in content.rows}
    terms = terms_for(content.decision.language)
    problems: list[Problem] = _people(content)
    for outcome in measured(content):
        studies = [content.source[each] for each in outcome.sources if each in content.source]
        problems += _blinding(outcome, studies, terms)
        problems += _no_study(outcome, studies, terms) + _years(outcome, studies)
        if outcome.row in rows:
            problems += _per(outcome, rows[outcome.row])
    for row in content.rows:
        problems += _label(row, terms) + _side(row, terms) + _directions(row, terms)
        problems += _comparable(row, [each for each in measured(content) if each.row == row.id])
    labels: dict[str, Place] = {}
    for row in content.rows:
        problems += same_name(labels, row.label, row.at("label"))
    return problems


def same_name(seen: dict[str, Place], name: str, place: Place) -> list[Problem]:
    """A problem where `name` was `seen` already, at another place; it is noted else."""
    first = seen.setdefault(fold(name), place)
    return [] if first == place or not name else [
        problem("names-alike", place, found=name, other=cell_name(first))]


def _people(content: Content) -> list[Problem]:
    """No figure counts more people than its studies had. Where several figures do of one study, its
    size is the odd one."""
    problems: list[Problem] = []
    over: dict[str, list[Place]] = {}
    for outcome in measured(content):
        studies = [content.source[each] for each in outcome.sources if each in content.source]
        if outcome.counted_in is not CountedIn.PEOPLE or not studies or any(
                each.people is None for each in studies):
            continue
        had = sum(each.people or 0 for each in studies)
        for field in ("people", "comparator_people"):
            people = getattr(outcome, field) or 0
            if people > had:
                over.setdefault(studies[0].id, []).append(outcome.at(field))
                problems.append(problem(
                    "people-over-study", outcome.at(field), found=f"{people:,}",
                    allowed=f"{had:,}", other=first_few(cell_name(each.at("people"))
                                                        for each in studies)))
    for source, cells in over.items():
        if len(cells) >= SEVERAL:
            study = content.source[source]
            problems = [each for each in problems if each.place not in cells]
            problems.append(problem("study-under-people", study.at("people"),
                                    found=f"{study.people:,}", cells=first_few(map(cell_name,
                                                                                   cells), 5)))
    return problems


def _per(outcome: Outcome, row: ComparisonRow) -> list[Problem]:
    if outcome.kind is not OutcomeKind.EXTRA_COUNT or outcome.per in (None, row.denominator):
        return []
    return [problem("per-other", outcome.at("per"), found=outcome.per, allowed=row.denominator,
                    other=cell_name(row.at("denominator")))]


def _blinding(outcome: Outcome, studies: Sequence[Source], terms: Terms) -> list[Problem]:
    """What a figure says of blinding is what its sources' designs say; where they say nothing, it
    is not judged."""
    if outcome.blinding is Blinding.NO_COMPARISON and outcome.comparator_people:
        return [problem("blinding-other", outcome.at("blinding"), found=outcome.blinding.value,
                        theirs="a comparison group",
                        other=cell_name(outcome.at("comparator_people")))]
    said = {Blinding.BLINDED: (terms["blind"], terms["open"]),
            Blinding.OPEN: (terms["open"], terms["blind"])}.get(
        outcome.blinding or Blinding.NOT_STATED)
    if said is None or outcome.blinding is None or any(
            said[0].search(each.design) or not said[1].search(each.design) for each in studies):
        return []
    return [problem("blinding-other", outcome.at("blinding"), found=outcome.blinding.value,
                    theirs=each.design, other=cell_name(each.at("design")))
            for each in studies[:1]]


def _no_study(outcome: Outcome, studies: Sequence[Source], terms: Terms) -> list[Problem]:
    """A number comes from a study, and not from somebody's judgement."""
    if not studies or any(each.people or not terms["no_study"].search(
            f"{each.design}. {each.citation}")
                          for each in studies):
        return []
    return [problem("figure-no-study", outcome.at("sources"), found=studies[0].id,
                    other=cell_name(studies[0].at("design")), theirs=studies[0].design)]


def _years(outcome: Outcome, studies: Sequence[Source]) -> list[Problem]:
    """Years of all people taken together are hardly as many as the people."""
    if outcome.counted_in is not CountedIn.PERSON_YEARS or not outcome.people:
        return []
    return [problem("years-people", outcome.at("counted_in"), found=f"{outcome.people:,}",
                    other=cell_name(each.at("people")))
            for each in studies if each.people == outcome.people][:1]


def _label(row: ComparisonRow, terms: Terms) -> list[Problem]:
    """A label that names a time names that of its row."""
    expected = row.horizon.days
    told = list(terms.times(row.label))
    if not told or expected is None:
        return []
    if any(low <= expected[1] * NEAR and high >= expected[0] / NEAR for low, high in told):
        return []
    return [problem("label-time", row.at("label"), found=row.label, theirs=_span(row.horizon),
                    other=cell_name(row.at("horizon")))]


def _side(row: ComparisonRow, terms: Terms) -> list[Problem]:
    """A row whose label tells of a harm is one, and so is a benefit."""
    against, own = ("harms", "benefits") if row.side is Side.BENEFIT else ("benefits", "harms")
    said = terms[against].search(row.label)
    if said is None or terms[own].search(row.label):
        return []
    return [problem("side-other", row.at("side"), found=row.side.value, theirs=said[0],
                    other=cell_name(row.at("label")))]


def _directions(row: ComparisonRow, terms: Terms) -> list[Problem]:
    """The words for better and worse say what the better end says."""
    if row.kind is not RowKind.DIFFERENCE or row.better is None:
        return []
    low, high = (terms["less"], terms["more"])
    if row.better is BetterEnd.HIGH:
        low, high = high, low
    wrong = [(field, said[0]) for field, words, against in (
        ("better_words", row.better_words, high), ("worse_words", row.worse_words, low))
        if (said := against.match(words))]
    if len(wrong) > 1:  # both: the end itself is the odd one, or the two have changed places
        return [problem("direction-other", row.at("better"), found=row.better.value,
                        theirs=row.better_words, other=cell_name(row.at("better_words")))]
    return [problem("direction-other", row.at(field), found=said, theirs=row.better.value,
                    other=cell_name(row.at("better"))) for field, said in wrong]


def _span(horizon: Duration) -> str:
    from sdaid.standards.phrases import span_words

    return span_words(horizon)


def _comparable(row: ComparisonRow, outcomes: Sequence[Outcome]) -> list[Problem]:
    """Figures that were counted in another way, at another time, each, do not compare."""
    apart = [each for each in outcomes if each.definition and each.horizon is not None
             and each.horizon != row.horizon]
    if not row.comparable or row.horizon.unit is None or len(apart) < SEVERAL:
        return []
    return [problem("comparable-not", row.at("comparable"), count=len(apart),
                    cells=", ".join(cell_name(each.at("definition")) for each in apart[:3]))]
