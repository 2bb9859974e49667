"""The decision table of the sheet Rules: conditions on patient facts, and what they say.

A condition is `yes`, `no`, `>= 65`, `18..40`, `a, b`, or any of these after `not`; blank is any.
Ranges include both ends. All conditions of a row must hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sdaid.problems import Place, Problem, problem
from sdaid.sheets.values import fold
from sdaid.staff import mark, translate
from sdaid.workbook.columns import Effect, Fact, FactType
from sdaid.workbook.columns import Rule as RuleRow

AGE = "age"
OLDEST = 130

FactValue = bool | float | str | date


@dataclass(frozen=True)
class Condition:
    """What one fact must be. `values` for yes/no and choices, `low` to `high` for numbers and
    dates, None where open; an end of a range counts in unless `low_open`, `high_open`."""

    fact: str
    kind: Literal["among", "range"]
    negated: bool = False
    values: frozenset[str] = frozenset()
    low: float | date | None = None
    high: float | date | None = None
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: FactValue | None) -> bool:
        """Whether a fact of this value meets the condition. An unknown fact never does."""
        if value is None:
            return False
        return self._inside(value) != self.negated

    def _inside(self, value: FactValue) -> bool:
        if self.kind == "among":
            found = ("yes" if value else "no") if isinstance(value, bool) else fold(str(value))
            return found in self.values
        return not (self._below(value) or self._above(value))

    def _below(self, value: FactValue) -> bool:
        if self.low is None:
            return False
        return value < self.low or (self.low_open and value == self.low)  # type: ignore[operator]

    def _above(self, value: FactValue) -> bool:
        if self.high is None:
            return False
        return value > self.high or (self.high_open and value == self.high)  # type: ignore[operator]


@dataclass(frozen=True)
class Rule:
    """A row of the decision table. `place` is where its message stands; `wording` and `places` are
    the translated messages and their cells, by language."""

    option: str
    effect: Effect
    message: str
    sources: tuple[str, ...]
    conditions: tuple[Condition, ...]
    place: Place
    wording: Mapping[str, str] = field(default_factory=dict, hash=False)
    places: Mapping[str, Place] = field(default_factory=dict, hash=False)

    def speaks(self, facts: Mapping[str, FactValue | None]) -> bool:
        """Whether every condition holds for a patient with these facts."""
        return all(each.holds(facts.get(each.fact)) for each in self.conditions)


def parse_rules(rows: Iterable[RuleRow], facts: Iterable[Fact]) -> tuple[list[Rule], list[Problem]]:
    """The rules of the sheet, and what is wrong with them. A row with a problem gives no rule."""
    known = {fact.name: fact for fact in facts}
    rules: list[Rule] = []
    problems: list[Problem] = []
    for row in rows:
        conditions: list[Condition] = []
        wrong: list[Problem] = []
        for name, text in row.extra.items():
            condition, found = _condition(name, text, known.get(name), row.at(name))
            conditions += [condition] if condition else []
            wrong += found
        if not row.extra:
            wrong.append(problem("rule-no-condition", row.at("message")))
        problems += wrong
        if not wrong:
            rules.append(Rule(row.option, row.effect, row.message, row.sources,
                              tuple(sorted(conditions, key=lambda each: each.fact)),
                              row.at("message"),
                              {language: told["message"] for language, told in row.wording.items()
                               if told.get("message")},
                              {field.removeprefix("message::"): row.at(field)
                               for field, _, _ in row.origin.cells
                               if field.startswith("message::")}))
    return rules, problems + _clashes(rules)


def allowed_conditions(fact: Fact | None) -> str:
    """The conditions that `fact` takes, in words; None is the built-in age."""
    if fact is None or fact.type is FactType.NUMBER:
        return mark(">= 65, < 18, 18..40, 5, or not and one of these")
    if fact.type is FactType.YES_NO:
        return mark("yes or no")
    if fact.type is FactType.CHOICE:
        return translate("some of {choices}, with commas, or not and some of them").format(
            choices=", ".join(fact.choices))
    return mark(">= 2026-01-31, 2026-01-01..2026-12-31, or not and one of these")


def _condition(
    name: str, text: str, fact: Fact | None, place: Place
) -> tuple[Condition | None, list[Problem]]:
    if fact is not None and fact.type is FactType.TEXT:
        return None, [problem("rule-text-fact", place, fact=name)]
    negated, rest = _negation(text)
    if fact is not None and fact.type in (FactType.YES_NO, FactType.CHOICE):
        made = _among(name, rest, fact, negated)
        choices = {"yes", "no"} if fact.type is FactType.YES_NO else set(map(fold, fact.choices))
        never = made is not None and negated and made.values >= choices
    else:
        made = _range(name, rest, negated, dates=fact is not None and fact.type is FactType.DATE)
        never = made is not None and not negated and _empty(made)
    if made is None:
        return None, [problem("rule-condition", place, found=text, fact=name,
                              allowed=allowed_conditions(fact))]
    if never:
        return None, [problem("rule-never", place, why=translate(
            "no {fact} can be “{found}”").format(fact=name, found=text))]
    return made, []


def _negation(text: str) -> tuple[bool, str]:
    match = re.fullmatch(r"not\s+(.+)", text.strip(), re.IGNORECASE | re.DOTALL)
    return (True, match[1].strip()) if match else (False, text.strip())


def _among(name: str, text: str, fact: Fact, negated: bool) -> Condition | None:
    choices = ("yes", "no") if fact.type is FactType.YES_NO else fact.choices
    known = {fold(each) for each in choices}
    aliases = {"y": "yes", "true": "yes", "n": "no", "false": "no"}
    parts = [fold(part) for part in re.split(r"[,;\n]", text)]
    if fact.type is FactType.YES_NO:
        parts = [aliases.get(part, part) for part in parts]
    if not parts or any(part not in known for part in parts):
        return None
    return Condition(name, "among", negated, values=frozenset(parts))


NUMBER = r"-?\d+(?:\.\d+)?"
ISO = r"\d{4}-\d{2}-\d{2}"


def _range(name: str, text: str, negated: bool, *, dates: bool) -> Condition | None:
    unit = ISO if dates else NUMBER
    text = text.replace("≥", ">=").replace("≤", "<=").replace("…", "..")
    between = re.fullmatch(rf"({unit})\s*\.\.\s*({unit})", text)
    compared = re.fullmatch(rf"(>=|<=|>|<|=)?\s*({unit})", text)
    try:
        if between:
            return Condition(name, "range", negated, low=_point(between[1], dates),
                             high=_point(between[2], dates))
        if compared:
            sign, point = compared[1] or "=", _point(compared[2], dates)
            return Condition(
                name, "range", negated,
                low=point if sign in (">", ">=", "=") else None, low_open=sign == ">",
                high=point if sign in ("<", "<=", "=") else None, high_open=sign == "<")
    except ValueError:
        return None
    return None


def _point(text: str, dates: bool) -> float | date:
    return date.fromisoformat(text) if dates else float(text)


def _empty(condition: Condition) -> bool:
    """Whether no value can lie in the range; ages lie between 0 and 130."""
    low, high = condition.low, condition.high
    if condition.fact == AGE:
        low = max(0.0, low) if isinstance(low, float) else 0.0
        high = min(float(OLDEST), high) if isinstance(high, float) else float(OLDEST)
    if low is None or high is None:
        return False
    return low > high or (  # type: ignore[operator]
        low == high and (condition.low_open or condition.high_open))


def _clashes(rules: list[Rule]) -> list[Problem]:
    """Rules of one option under the same conditions that say the same, or the opposite."""
    opposite = {Effect.ASK_ABOUT, Effect.MAY_NOT_SUIT}
    problems: list[Problem] = []
    for later, rule in enumerate(rules):
        for other in rules[:later]:
            if (rule.option, rule.conditions) != (other.option, other.conditions):
                continue
            if {rule.effect, other.effect} == opposite:
                problems.append(problem("rule-contradicts", rule.place, found=rule.effect.value,
                                        other=other.effect.value, where=str(other.place)))
            elif (rule.effect, rule.message) == (other.effect, other.message):
                problems.append(problem("rule-twice", rule.place, where=str(other.place)))
    return problems
