"""Conditions of the decision table: what they hold for, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid.problems import Place
from sdaid.sheets.columns import Origin
from sdaid.workbook.columns import Effect, Fact, FactType, Rule
from sdaid.workbook.rules import parse_rules

FACTS = [
    Fact.model_construct(name="smoker", question="Do you smoke?", type=FactType.YES_NO),
    Fact.model_construct(name="weight", question="Your weight?", type=FactType.NUMBER),
    Fact.model_construct(name="work", question="Your work?", type=FactType.CHOICE,
                         choices=("desk", "outdoors", "on ships")),
    Fact.model_construct(name="scan", question="Your scan?", type=FactType.DATE),
    Fact.model_construct(name="remark", question="Else?", type=FactType.TEXT),
]


def row(number: int = 2, option: str = "pill", effect: Effect = Effect.NOTE,
        message: str = "Say so.", **conditions: str) -> Rule:
    cells = tuple((name, f"{chr(65 + place)}{number}", name)
                  for place, name in enumerate([*conditions, "message"]))
    return Rule.model_construct(option=option, effect=effect, message=message, extra=conditions,
                                origin=Origin("w.xlsx", "Rules", number, cells))


def codes(*rows: Rule) -> list[str]:
    return [each.code for each in parse_rules(rows, FACTS)[1]]


@pytest.mark.parametrize(("fact", "condition", "value", "holds"), [
    ("smoker", "yes", True, True), ("smoker", "yes", False, False), ("smoker", "No", False, True),
    ("smoker", "not yes", False, True), ("smoker", "yes", None, False),
    ("smoker", "not yes", None, False),
    ("age", ">= 65", 65.0, True), ("age", ">= 65", 64.0, False), ("age", "> 65", 65.0, False),
    ("age", "<18", 17.0, True), ("age", "<= 18", 18.0, True), ("age", "18..40", 18.0, True),
    ("age", "18 .. 40", 40.0, True), ("age", "18..40", 41.0, False), ("age", "= 5", 5.0, True),
    ("age", "5", 6.0, False), ("age", "≥ 65", 66.0, True), ("age", "not 18..40", 41.0, True),
    ("weight", "> 99.5", 99.6, True), ("weight", "-1..1", 0.0, True),
    ("work", "desk", "desk", True), ("work", "Desk, on ships", "on ships", True),
    ("work", "not desk", "outdoors", True), ("work", "not desk", "desk", False),
    ("work", "not desk", None, False),
    ("scan", ">= 2026-01-31", date(2026, 1, 31), True),
    ("scan", "2026-01-01..2026-02-01", date(2026, 2, 2), False),
])
def test_a_condition_holds_for_what_it_says(fact: str, condition: str, value: object,
                                            holds: bool) -> None:
    """Ranges include both ends, `not` negates, and an unknown fact never fires a rule."""
    rules, problems = parse_rules([row(**{fact: condition})], FACTS)
    assert not problems
    assert rules[0].speaks({fact: value}) is holds  # type: ignore[dict-item]


@pytest.mark.parametrize(("fact", "condition"), [
    ("smoker", "maybe"), ("smoker", ">= 3"), ("age", "old"), ("age", ">= "), ("age", "18-40"),
    ("work", "desk, office"), ("work", ","), ("scan", ">= 31.1.2026"), ("scan", ">= 2026-02-31"),
    ("weight", "yes"), ("weight", "not"),
])
def test_a_condition_of_the_wrong_sort_is_refused_at_its_cell(fact: str, condition: str) -> None:
    """What the fact cannot be asked is a problem that names the cell and what is allowed."""
    rules, problems = parse_rules([row(**{fact: condition})], FACTS)
    assert not rules
    assert [each.code for each in problems] == ["rule-condition"]
    assert problems[0].place == Place("w.xlsx", "Rules", "A2", fact)


@pytest.mark.parametrize(("fact", "condition"), [
    ("age", "40..18"), ("age", "> 130"), ("age", "< 0"), ("weight", "9..3"),
    ("smoker", "not yes, no"), ("work", "not desk, outdoors, on ships"),
    ("scan", "2026-02-01..2026-01-01"),
])
def test_a_rule_that_can_never_speak_is_a_problem(fact: str, condition: str) -> None:
    """A range with no inside, an age nobody has, and `not` of every answer are found."""
    assert codes(row(**{fact: condition})) == ["rule-never"]


def test_free_text_is_no_condition() -> None:
    """A fact of the type text cannot be asked for by a rule."""
    assert codes(row(remark="anything")) == ["rule-text-fact"]


def test_a_rule_without_conditions_is_a_problem() -> None:
    """A rule that would speak to everyone belongs to the option."""
    assert codes(row()) == ["rule-no-condition"]


def test_every_condition_of_a_rule_must_hold() -> None:
    """Two columns filled are two conditions."""
    rule = parse_rules([row(smoker="yes", age=">= 65")], FACTS)[0][0]
    assert rule.speaks({"smoker": True, "age": 70.0})
    assert not rule.speaks({"smoker": True, "age": 30.0})
    assert not rule.speaks({"smoker": None, "age": 70.0})


def test_rules_that_contradict_are_found_whatever_their_spelling() -> None:
    """The same conditions and option may not be both “ask about” and “may not suit”."""
    found = codes(row(2, effect=Effect.ASK_ABOUT, work="desk, outdoors"),
                  row(3, effect=Effect.MAY_NOT_SUIT, work=" Outdoors ,desk"))
    assert found == ["rule-contradicts"]
    assert not codes(row(2, effect=Effect.ASK_ABOUT, work="desk"),
                     row(3, effect=Effect.MAY_NOT_SUIT, work="outdoors"))
    assert not codes(row(2, effect=Effect.ASK_ABOUT, work="desk"),
                     row(3, option="belt", effect=Effect.MAY_NOT_SUIT, work="desk"))


def test_a_rule_given_twice_is_a_warning() -> None:
    """The same rule again is said, and stops nothing."""
    assert codes(row(2, smoker="yes"), row(3, smoker="y")) == ["rule-twice"]


@given(st.text(max_size=20), st.sampled_from(["smoker", "age", "weight", "work", "scan"]))
def test_any_text_is_a_condition_or_a_problem(condition: str, fact: str) -> None:
    """No text in a condition's cell raises."""
    rules, problems = parse_rules([row(**{fact: condition})], FACTS)
    assert bool(rules) != bool(problems)
