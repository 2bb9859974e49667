"""Each rule of the check: a change to the example that breaks it, the cell that is named for it,
and the other rules that must break with it. No more may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from sdaid.problems import DECIDED_BY_PEOPLE, DECIDED_BY_RULE, Severity
from sdaid.standards.check import OTHERS, judge
from sdaid.standards.ipdas import ITEMS
from sdaid.standards.passages import cell_name
from tests.build import EXAMPLE
from tests.standards.contents import TODAY, cell_of, content_from, set_in
from tests.standards.mutations import MUTATIONS

Texts = dict[str, list[dict[str, Any]]]

NUMBERS = ("kind", "events", "people", "value", "low", "high", "per", "comparator_events",
           "comparator_people")


@dataclass(frozen=True)
class Breaking:
    """A change that breaks the rule of `code`. `sheet`, `field` and `match` are the changed cell,
    `value` what it becomes; `also` are the codes that must break with it."""

    code: str
    sheet: str
    field: str
    match: dict[str, object]
    value: object
    also: frozenset[str] = frozenset()

    def change(self, texts: Texts) -> None:
        if self.sheet == "Decision":
            set_in("Decision", self.field, self.value, 0)(texts)
        else:
            set_in(self.sheet, self.field, self.value, **self.match)(texts)

    def cells(self, texts: Texts) -> set[str]:
        """The cells that the change touches."""
        if self.sheet == "Decision":
            return {cell_of("Decision", self.field)}
        return {cell_of(self.sheet, self.field, number)
                for number, row in enumerate(texts[self.sheet], 2)
                if all(row.get(name) == word for name, word in self.match.items())}


def decision(code: str, field: str, value: object, *also: str) -> Breaking:
    return Breaking(code, "Decision", field, {}, value, frozenset(also))


def option(code: str, name: str, field: str, value: object, *also: str) -> Breaking:
    return Breaking(code, "Options", field, {"id": name}, value, frozenset(also))


def outcome(code: str, name: str, field: str, value: object, *also: str) -> Breaking:
    return Breaking(code, "Outcomes", field, {"id": name}, value, frozenset(also))


def row(code: str, name: str, field: str, value: object, *also: str) -> Breaking:
    return Breaking(code, "Rows", field, {"id": name}, value, frozenset(also))


LONG_WORDS = ("Considerable deterioration necessitates interdisciplinary rehabilitation, "
              "individualised pharmacotherapy, psychological interventions, occupational "
              "accommodation, multidimensional assessment, continuous monitoring, collaborative "
              "decision making, comprehensive communication, sustained participation, regular "
              "evaluation, additional consultations, and appropriate home documentation "
              "every month.")

BREAKINGS = (
    decision("ipdas-q1", "about", "It is pain that stays."),
    decision("ipdas-q1", "condition", "tbc"),
    decision("ipdas-q2", "question", "The care of this pain."),
    option("ipdas-q3", "go-on", "kind", "self-care", "no-intervention", "ipdas-k1"),
    option("ipdas-q3", "belt", "involves", "to be confirmed", "ipdas-c1", "balance-cell"),
    option("ipdas-c1", "fusion", "living_with", "You live on as now.", "balance-cell"),
    outcome("ipdas-c2", "ablation-difference", "sources", ""),
    outcome("ipdas-c2", "ablation-difference", "sources", "nobody1999"),
    option("ipdas-c2", "fusion", "cost_sources", "nobody1999"),
    Breaking("ipdas-c2", "Sources", "citation", {"id": "mint2017"}, "tbc"),
    decision("ipdas-c3", "content_date", date(2026, 11, 23)),
    decision("ipdas-c3", "content_version", "tbd"),
    decision("ipdas-c4", "review_months", 61),
    decision("overdue", "content_date", date(2024, 11, 21)),
    outcome("ipdas-c5", "ablation-better", "certainty", None, "ipdas-k19"),
    decision("ipdas-c6", "funding", "-"),
    decision("ipdas-c6", "interests", "to be confirmed"),
    Breaking("ipdas-c6", "People", "interests", {"name": "Example Author"}, "n/a"),
    outcome("ipdas-k1", "go-on-better", "status", "does not apply"),
    option("ipdas-k2", "injection", "starts", "tbc"),
    outcome("ipdas-k4", "ablation-difference", "population", "?"),
    outcome("ipdas-k5", "ablation-better", "events", None),
    outcome("ipdas-k5", "ablation-better", "people", None),
    row("ipdas-k6", "pain-difference", "horizon", "not stated"),
    outcome("ipdas-k6", "ablation-difference", "horizon", "not stated"),
    row("ipdas-k7", "clearly-better", "denominator", 250),
    row("ipdas-k8", "clearly-better", "definition", "tbc"),
    Breaking("ipdas-k9", "Values", "statement", {"row": "cost"}, "-"),
    outcome("ipdas-k19", "ablation-difference", "certainty", None),
    Breaking("ipdas-k20", "People", "credentials", {"name": "Example Author"}, "tbc"),
    Breaking("ipdas-k20", "People", "role", {"name": "Example Author"}, "reviewer"),
    decision("ipdas-k18", "evidence_method", "We looked."),
    option("ipdas-q6", "belt", "living_with", "Fine.", "ipdas-c1", "balance-cell"),
    option("number-in-prose", "belt", "summary", "A belt around the hips. It helps 30 % of the "
           "people who wear it by day and at work."),
    option("number-in-prose", "belt", "summary", "A belt around the hips. It helps one in five "
           "who wear it by day and at work."),
    option("relative-risk", "belt", "summary", "A belt around the hips. You are twice as likely "
           "to feel better than people without one."),
    option("no-harm-claimed", "belt", "summary", "A belt around the hips. It has no side effects "
           "for those who wear it by day."),
    row("frames", "clearly-better", "no_event", "had that or more"),
    outcome("units-mixed", "ablation-better", "counted_in", "procedures"),
    outcome("comparator-missing", "ablation-better", "comparator_people", None),
    Breaking("sponsor-unmarked", "Sources", "maker_paid", {"maker_paid": True}, False),
    decision("order-unexplained", "order_reason", "This is the order that we chose for it."),
    Breaking("scale-unexplained", "Scales", "meaning", {"scale": "effort", "step": 3}, "tbc",
             frozenset({"placeholder"})),
    option("placeholder", "belt", "suits", "People who can wear a snug belt around the hips, men "
           "and women (TBC). No study says whom it helps and whom it does not."),
    option("advice", "belt", "summary", "A snug belt around the hips. You should have it fitted "
           "low, so that it holds the joint more still."),
    option("chance-word", "belt", "summary", "A firm belt around the hips that holds the joint a "
           "little. Sore skin is rare for those who wear it."),
    option("persuasive", "belt", "summary", "A firm belt around the hips that is proven to hold "
           "the joint a little while you move about."),
    option("balance-cell", "belt", "living_with", "You wear it by day and take it off "
           "at night."),
    decision("reading-cell", "audience", LONG_WORDS, "sentence-long"),
    decision("sentence-long", "audience", "It is for you if you have had pain in the low back or "
             "hip for a long time and want to know what you can do now to make it less bad."),
    option("jargon", "belt", "summary", "A firm belt around the hips that is worn by day, prior "
           "to any other step, and holds the joint a little."),
    Breaking("source-stale", "Sources", "checked", {"id": "mint2017"}, date(2024, 11, 21)),
    Breaking("date-ahead", "Sources", "checked", {"id": "mint2017"}, date(2026, 11, 23)),
    Breaking("date-ahead", "Sources", "year", {"id": "mint2017"}, 2027),
    Breaking("date-ahead", "People", "signed_on", {"name": "Example Author"}, date(2027, 1, 1)),
)


def problems_of(change: Callable[[Texts], None] | None = None) -> set[tuple[str, str]]:
    """The problems of the changed example as (code, cell)."""
    return {(each.code, cell_name(each.place))
            for each in judge(content_from(EXAMPLE, change), TODAY).problems}


@pytest.fixture(scope="module")
def unchanged() -> set[tuple[str, str]]:
    return problems_of()


@pytest.mark.parametrize("breaking", BREAKINGS, ids=lambda each: f"{each.code}-{each.field}")
def test_a_broken_rule_names_the_changed_cell(
    breaking: Breaking, unchanged: set[tuple[str, str]]
) -> None:
    """The change breaks its rule at the changed cell, those that must break with it, no other."""
    touched: set[str] = set()

    def change(texts: Texts) -> None:
        touched.update(breaking.cells(texts))
        breaking.change(texts)

    broken = problems_of(change) - unchanged
    named = {cell for code, cell in broken if code == breaking.code}
    assert named & touched, f"{breaking.code} names {named}, changed was {touched}"
    assert {code for code, _ in broken} == {breaking.code} | breaking.also


def unknown(texts: Texts, name: str, side: str, status: str) -> None:
    """Give every outcome of an option (or of all, for "") on one side the same typed unknown."""
    rows = {each["id"] for each in texts["Rows"] if each["side"] == side}
    for each in texts["Outcomes"]:
        if each["row"] in rows and name in ("", each["option"]):
            each["status"] = status
            each.pop("together", None)
            for number in NUMBERS:
                each.pop(number, None)


@pytest.mark.parametrize(("code", "name", "side", "status", "also"), [
    ("ipdas-q4", "belt", "benefit", "does not apply", set()),
    ("ipdas-q5", "belt", "harm", "does not apply", set()),
    ("ipdas-q5", "go-on", "harm", "does not apply", set()),
    ("ipdas-k3", "", "harm", "not studied", {"ipdas-k8"}),
])
def test_an_option_without_good_or_bad_points_is_found(
    code: str, name: str, side: str, status: str, also: set[str], unchanged: set[tuple[str, str]]
) -> None:
    """Where every outcome of a side says nothing, the item fails at those cells."""
    def change(texts: Texts) -> None:
        unknown(texts, name, side, status)

    content, broken = content_from(EXAMPLE, change), problems_of(change) - unchanged
    sides = {each.id: each.side.value for each in content.rows}
    touched = {cell_name(each.at("status")) for each in content.outcomes
               if sides[each.row] == side and name in ("", each.option)}
    assert {cell for found, cell in broken if found == code} == touched
    assert {found for found, _ in broken} == {code} | also


def test_the_shipped_example_passes_every_rule_and_reports_what_people_must_do() -> None:
    """25 items pass, 10 are open, and nothing stops printing."""
    report = judge(content_from(EXAMPLE), TODAY)
    assert report.summary == "passes the automatic checks (25 of 35); 10 need people"
    assert {each.id for each in report.verdicts if each.verdict == "pass"} == set(DECIDED_BY_RULE)
    assert {each.id for each in report.verdicts if each.verdict == "open"} == set(
        DECIDED_BY_PEOPLE)
    assert not report.unfit
    assert all(each.cells for each in report.verdicts)


def test_every_rule_has_a_change_that_breaks_it() -> None:
    """The tables of this folder leave no item of class A and no other rule unproved."""
    proved = {each.code for each in BREAKINGS} | {
        "ipdas-q4", "ipdas-q5", "ipdas-k3", "ipdas-k10", "ipdas-k11", "ipdas-k21",
        "no-intervention", "reading-above", "reading-hard", "source-unused",
        "none-reported-alone", "denominator", "language-not-checked", "values-side",
        "ease-above", "ease-hard", "ease-cell"}
    proved |= {each.code for each in MUTATIONS}
    assert {f"ipdas-{each.id}" for each in ITEMS if each.decided_by == "A"} <= proved
    assert {code for rule in OTHERS for code in rule.codes} <= proved


def test_a_failed_rule_is_unfit_and_an_open_item_a_warning() -> None:
    """Class A stops all but drafts; what people sign stops nothing."""
    content = content_from(EXAMPLE, set_in("Decision", "funding", "tbc", 0))
    report = judge(content, TODAY)
    assert [each.code for each in report.unfit] == ["ipdas-c6"]
    assert {each.severity for each in report.problems if each.code == "ipdas-k12"} == {
        Severity.WARNING}
    assert report.summary == "fails 1 of the 25 automatic checks; 10 need people"


def test_the_items_are_the_35_for_treatment_decisions() -> None:
    """25 are decided by rule, 2 flagged, 8 attested; those for tests and screening are left out."""
    classes = [each.decided_by for each in ITEMS]
    assert (classes.count("A"), classes.count("P"), classes.count("H")) == (25, 2, 8)
    assert tuple(each.id for each in ITEMS if each.decided_by == "A") == tuple(
        sorted(DECIDED_BY_RULE, key=[each.id for each in ITEMS].index))
    assert len({each.id for each in ITEMS}) == 35
