"""The workbook's content, understood: every reference resolved, every rule parsed."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from sdaid.workbook.columns import (
    Accepted,
    ComparisonRow,
    Decision,
    Effort,
    Fact,
    Option,
    Outcome,
    Person,
    Prominence,
    Question,
    Recovery,
    ScaleStep,
    Source,
    Value,
    Word,
)
from sdaid.workbook.memory import Made
from sdaid.workbook.rules import Rule


def months_after(start: date, months: int) -> date:
    """The same day `months` later; a day that the month lacks becomes its last."""
    months += start.month - 1
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


@dataclass(frozen=True, eq=False)
class Content:
    """Everything a workbook says. Tuples keep the sheets' order of rows. A content is itself alone,
    so that what is found out about it can be kept for it."""

    path: Path
    decision: Decision
    options: tuple[Option, ...]
    effort: tuple[Effort, ...]
    recovery: tuple[Recovery, ...]
    scales: tuple[ScaleStep, ...]
    rows: tuple[ComparisonRow, ...]
    outcomes: tuple[Outcome, ...]
    questions: tuple[Question, ...]
    facts: tuple[Fact, ...]
    rules: tuple[Rule, ...]
    values: tuple[Value, ...]
    sources: tuple[Source, ...]
    people: tuple[Person, ...]
    words: tuple[Word, ...]
    accepted: tuple[Accepted, ...]
    made: frozenset[Made] = frozenset()
    """From which texts its translations were made, as far as the workbook remembers."""

    @cached_property
    def source(self) -> dict[str, Source]:
        """Sources by id."""
        return {each.id: each for each in self.sources}

    @cached_property
    def cells(self) -> dict[tuple[str, str], tuple[Outcome, ...]]:
        """Outcomes by (option id, row id), in the sheet's order."""
        found: dict[tuple[str, str], tuple[Outcome, ...]] = {}
        for outcome in self.outcomes:
            key = (outcome.option, outcome.row)
            found[key] = (*found.get(key, ()), outcome)
        return found

    @cached_property
    def together(self) -> dict[str, tuple[Outcome, ...]]:
        """Outcomes by their told-together name."""
        found: dict[str, tuple[Outcome, ...]] = {}
        for outcome in self.outcomes:
            if outcome.together:
                found[outcome.together] = (*found.get(outcome.together, ()), outcome)
        return found

    @property
    def headlines(self) -> tuple[ComparisonRow, ...]:
        """The rows of the side-by-side page."""
        return tuple(row for row in self.rows if row.prominence is Prominence.HEADLINE)

    @cached_property
    def review_due(self) -> date:
        """The day by which the content must be looked at again: the content date plus the review
        interval."""
        return months_after(self.decision.content_date, self.decision.review_months)

    def told_with(self, outcome: Outcome) -> tuple[Outcome, ...]:
        """`outcome`, then the others that must be printed wherever it is."""
        if not outcome.together:
            return (outcome,)
        rest = [each for each in self.together[outcome.together] if each.id != outcome.id]
        return (outcome, *rest)
