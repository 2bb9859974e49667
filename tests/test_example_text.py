"""The sacroiliac example's texts: fair to every option, complete, and each figure traceable."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sdaid.aid.figures import FigureWriter
from sdaid.aid.sources import SourceList
from sdaid.aid.wording import wording
from sdaid.appointments.dates import age_at
from sdaid.appointments.understand import fact_value
from sdaid.problems import Place
from sdaid.resources import templates
from sdaid.standards.check import judge
from sdaid.workbook.columns import OptionKind, OutcomeStatus, Side
from sdaid.workbook.content import Content
from sdaid.workbook.example import read_appointments
from sdaid.workbook.load import load
from sdaid.workbook.rules import AGE, FactValue
from tests.build import EXAMPLE


@pytest.fixture(scope="module")
def content(example_workbook: Path) -> Content:
    """The example's content, as the program understands it."""
    found, problems = load(example_workbook)
    assert found is not None, problems
    return found


def appointments() -> list[dict[str, Any]]:
    """The rows of the example's appointment list, as its text has them."""
    return [dict(row) for row in read_appointments(EXAMPLE)]


def facts_of_patients(content: Content) -> dict[str, dict[str, FactValue | None]]:
    """Each invented patient's facts, by appointment id; None where the list is blank."""
    known: dict[str, dict[str, FactValue | None]] = {}
    for row in appointments():
        facts: dict[str, FactValue | None] = {AGE: age_at(row["born"], row["visit_date"])}
        answers = row.get("extra", {})
        assert set(answers) <= {fact.name for fact in content.facts}
        for fact in content.facts:
            answer = answers.get(fact.name)
            text = {True: "yes", False: "no"}[answer] if isinstance(answer, bool) else str(answer)
            facts[fact.name], problems = (
                (None, []) if answer is None else fact_value(fact, text, Place()))
            assert problems == []
        known[row["id"]] = facts
    return known


def test_every_rule_speaks_to_somebody(content: Content) -> None:
    """The invented patients between them make every rule of the example speak."""
    patients = facts_of_patients(content).values()
    silent = [rule.message for rule in content.rules
              if not any(rule.speaks(facts) for facts in patients)]
    assert silent == []


def test_some_facts_are_blank(content: Content) -> None:
    """The list shows what happens with a patient of whom nothing and of whom little is known."""
    blanks = {name: sum(value is None for value in facts.values())
              for name, facts in facts_of_patients(content).items()}
    assert len(content.facts) in blanks.values()
    assert any(0 < count < len(content.facts) for count in blanks.values())


def test_visits_lie_with_the_examples_own_day(content: Content) -> None:
    """Every visit comes after the content's date and before its review is due."""
    due = content.decision.content_date.year + content.decision.review_months // 12
    for row in appointments():
        assert content.decision.content_date < row["visit_date"] <= date(2026, 12, 18)
        assert row["visit_date"].year < due


def test_the_check_finds_nothing_that_needs_no_person(content: Content) -> None:
    """What is left to the check is what people must attest, and a reading grade a little over."""
    report = judge(content, content.decision.content_date)
    assert report.unfit == ()
    codes = {each.code for each in report.problems if not each.code.startswith("ipdas-")}
    assert codes <= {"reading-above"}


def test_both_results_of_fusion_stand_together(content: Content) -> None:
    """Wherever a gain in a trial paid for by the maker is printed for fusion, so is the gain of
    the blinded trial, in the same cell."""
    fusion = next(each.id for each in content.options if each.kind is OptionKind.SURGERY)
    for row in content.rows:
        figures = content.cells[fusion, row.id]
        if row.side is Side.BENEFIT and any(
                each.status is OutcomeStatus.MEASURED for each in figures):
            paid = [any(content.source[name].maker_paid for name in each.sources)
                    for each in figures]
            assert sorted(paid) == [False, True]
            assert len({each.together for each in figures}) == 1
            assert figures[0].together


@pytest.mark.parametrize(("option", "row", "figures"), [
    ("medication", "serious-harm", {"medication-serious", "medication-serious-heart"}),
    ("fusion", "pain-difference", {"fusion-difference-blinded", "fusion-difference-open"}),
])
def test_what_misleads_alone_stands_in_one_cell(
        content: Content, option: str, row: str, figures: set[str]) -> None:
    """Figures that tell the truth only together are printed in the same cell, and no others."""
    words = wording(content.decision.language, templates() / "locale")
    told = FigureWriter(content, words, SourceList(content, words)).cell(
        option, next(each for each in content.rows if each.id == row))
    assert {each.id for each in told} == figures


def test_a_harm_row_shows_harms_alone(content: Content) -> None:
    """What helped never stands in a cell that tells of harm, nor is told together with a harm."""
    sides = {row.id: row.side for row in content.rows}
    for group in content.together.values():
        assert len({sides[each.row] for each in group}) == 1


def test_the_smallest_difference_says_what_it_is_about(content: Content) -> None:
    """What people notice is one source's word on low back pain, and each row that uses it says
    so."""
    rows = [row for row in content.rows if row.noticed is not None]
    assert rows
    for row in rows:
        assert (row.noticed, row.noticed_sources) == (2, ("ostelo2008",))
        assert "their own low back pain" in row.noticed_note


@pytest.mark.parametrize("sheet", ["options", "rules", "outcomes", "decision"])
def test_texts_keep_to_the_places_of_the_aid(content: Content, sheet: str) -> None:
    """Each text is no longer than the advice of its narrowest place, so that large print holds
    it."""
    headlines = {row.id for row in content.headlines}
    texts = {
        "options": [(each.at(field), getattr(each, field), most) for each in content.options
                    for field, most in (("summary", 105), ("effort_words", 38),
                                        ("invasiveness_words", 38), ("recovery_words", 38),
                                        ("living_with", 120))],
        "rules": [(each.place, each.message, 110) for each in content.rules],
        "outcomes": [(each.at("caveat"), each.caveat, 45 if each.together else 70)
                     for each in content.outcomes if each.row in headlines],
        "decision": [(content.decision.at(field), getattr(content.decision, field), most)
                     for field, most in (("about", 330), ("audience", 230),
                                         ("help_now_signs", 200), ("help_same_day_signs", 200),
                                         ("help_out_of_hours_signs", 200))],
    }[sheet]
    assert [(str(place), len(text)) for place, text, most in texts if len(text) > most] == []


def test_serious_harm_is_a_headline(content: Content) -> None:
    """Serious harm stands on the side-by-side page, in a row that says it does not compare."""
    serious = next(each for each in content.headlines if each.id == "serious-harm")
    assert (serious.side, serious.denominator, serious.comparable) == (Side.HARM, 1000, False)


def test_every_figure_is_traced(content: Content) -> None:
    """The README names the evidence behind each number, and no figure that is not there."""
    table = (EXAMPLE / "README.md").read_text().split("| figure | evidence |")[1]
    named = {name for line in table.splitlines() if line.count("|") == 3
             for name in re.findall(r"[a-z0-9-]+", line.split("|")[1]) if name.strip("-")}
    outcomes = {each.id: each for each in content.outcomes}
    measured = {name for name, each in outcomes.items() if each.status is OutcomeStatus.MEASURED}
    assert named <= set(outcomes)
    assert measured <= named
