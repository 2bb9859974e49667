"""How the rows of each sheet are matched between two editions of a workbook, and told."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from sdaid.staff import mark, translate
from sdaid.standards.phrases import effort_words, figure_words, recovery_words
from sdaid.workbook.content import Content


@dataclass(frozen=True)
class Matching:
    """How the rows of one sheet are matched and told: `key` names a row; `topic` says what it is
    of; `figure` are the fields that make one number, told in one phrase by `says`. `whole` is the
    text that stands for a row that is new or gone. `second` names rows that `key` leaves over."""

    rows: Callable[[Content], Sequence[Any]]
    key: Callable[[Any], Hashable]
    topic: Callable[[Any, Content], str]
    whole: Callable[[Any], str]
    figure: frozenset[str] = frozenset()
    says: Callable[[Any, Content], str] = lambda _row, _content: ""
    second: Callable[[Any], Hashable] | None = None

    def pairs(self, old: Content, new: Content) -> list[tuple[Any, Any]]:
        """The rows of both editions as (before, after), None for the one that is not there: those
        of the new edition in their order, then what is gone."""
        before = {self.key(row): row for row in self.rows(old)}
        after = {self.key(row): row for row in self.rows(new)}
        left = {self.second(row): row for key, row in before.items()
                if key not in after} if self.second else {}
        found = []
        for key, row in after.items():
            was = before.pop(key, None)
            if was is None and self.second:
                was = left.pop(self.second(row), None)
                before = {name: each for name, each in before.items() if each is not was}
            found.append((was, row))
        return found + [(row, None) for row in before.values()]


def _label(row: str, content: Content) -> str:
    return next((each.label for each in content.rows if each.id == row), row)


def _figure(row: Any, content: Content) -> str:
    return figure_words(row, next((each for each in content.rows if each.id == row.row), None))


def _named(message: str, field: str) -> Callable[[Any, Content], str]:
    """How a row is called by one of its fields."""
    return lambda row, _content: translate(message).format(name=getattr(row, field))


FIGURE = frozenset({
    "status", "kind", "events", "people", "value", "low", "high", "per", "counted_in",
    "comparator_events", "comparator_people", "horizon"})

MATCHINGS: tuple[Matching, ...] = (
    Matching(lambda content: (content.decision,), lambda _row: "", lambda _row, _content: "",
             lambda _row: ""),
    Matching(lambda content: content.options, lambda row: row.id, lambda _row, _content: "",
             lambda row: row.summary),
    Matching(lambda content: content.outcomes, lambda row: row.id,
             lambda row, content: _label(row.row, content), lambda _row: "", FIGURE,
             _figure, lambda row: (row.option, row.row)),
    Matching(lambda content: content.recovery, lambda row: (row.option, row.activity),
             lambda row, _content: translate("The way back: {activity}").format(
                 activity=translate(row.activity.value)), lambda _row: "",
             frozenset({"status", "start", "end", "unit"}),
             lambda row, _content: recovery_words(row)),
    Matching(lambda content: content.effort, lambda row: (row.option, row.from_week),
             lambda _row, _content: translate("Effort over the weeks"), lambda row: row.words,
             frozenset({"from_week", "to_week", "visits", "minutes"}),
             lambda row, _content: effort_words(row)),
    Matching(lambda content: content.rows, lambda row: row.id,
             _named(mark("Row “{name}”"), "label"), lambda row: row.definition),
    Matching(lambda content: content.scales, lambda row: (row.scale, row.step),
             lambda row, _content: translate("Scale of {scale}, step {step}").format(
                 scale=translate(row.scale.value), step=row.step),
             lambda row: row.meaning),
    Matching(lambda content: content.facts, lambda row: row.name,
             _named(mark("Patient fact “{name}”"), "name"), lambda row: row.question),
    Matching(lambda content: content.values, lambda row: row.statement,
             lambda _row, _content: translate("What may matter"), lambda row: row.statement),
    Matching(lambda content: content.words, lambda row: row.term,
             _named(mark("Word “{name}”"), "term"), lambda row: row.plain),
    Matching(lambda content: content.sources, lambda row: row.id,
             _named(mark("Source “{name}”"), "id"), lambda row: row.citation),
    Matching(lambda content: content.people, lambda row: row.name,
             _named(mark("Person “{name}”"), "name"), lambda row: row.role),
    Matching(lambda content: content.accepted, lambda row: (row.code, row.cell),
             _named(mark("Accepted “{name}”"), "code"), lambda row: row.reason),
)
