"""Are the options told in equal detail: words, numbers, benefits and harms, side by side.

Every column of the sheet Options, each kind of recovery and each question is one line on which
the options are compared. The cell that lies furthest from the others is its outlier.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from sdaid.problems import Place, Problem, problem
from sdaid.standards.passages import Passage
from sdaid.workbook.columns import Option, Outcome, OutcomeStatus, Side
from sdaid.workbook.content import Content

TWICE = 2.0
"""Longest against shortest cell of a line above which a warning is given, and the whole of one
option's words against another's above which C1 fails."""

FOUR_TIMES = 4.0
"""Longest against shortest cell of a line above which C1 fails."""

SLACK = 8
"""A difference of so few words is none; for C1, of twice as many."""

WHOLE_COLUMNS = frozenset({"Name", "Short name"})
"""Names are as long as they are."""


@dataclass(frozen=True)
class OptionBalance:
    """How much is told of one option. `benefits` and `harms` are outcomes with a number,
    `unknowns` those without."""

    option: str
    name: str
    words: int
    numbers: int
    benefits: int
    harms: int
    unknowns: int
    place: Place


@dataclass(frozen=True)
class LineBalance:
    """One line of the comparison: its shortest and its longest cell, in words, and the outlier."""

    name: str
    least: int
    least_option: str
    most: int
    most_option: str
    outlier: Place

    @property
    def ratio(self) -> float:
        return round(self.most / max(1, self.least), 1)

    @property
    def beyond(self) -> bool:
        """Whether the line is too uneven to go without a word."""
        return self.ratio > TWICE and self.most - self.least > SLACK

    @property
    def unequal(self) -> bool:
        """Whether the line is so uneven that the options are not told in equal detail."""
        return self.ratio > FOUR_TIMES and self.most - self.least > 2 * SLACK


@dataclass(frozen=True)
class RowBalance:
    """One comparison row: how many options have a number in it, and how many have none."""

    label: str
    side: str
    numbers: int
    unknowns: int


@dataclass(frozen=True)
class Balance:
    options: tuple[OptionBalance, ...]
    lines: tuple[LineBalance, ...]
    rows: tuple[RowBalance, ...]

    @property
    def ratio(self) -> float:
        """The most words told of an option against the fewest."""
        words = [each.words for each in self.options] or [1]
        return round(max(words) / max(1, min(words)), 1)


def weigh(content: Content, texts: Iterable[Passage]) -> Balance:
    """The balance of a workbook; `texts` are its passages."""
    own = [each for each in texts if each.option and each.language == content.decision.language]
    names = {option.id: option.name for option in content.options}
    sides = {row.id: row.side for row in content.rows}
    lines: dict[str, list[Passage]] = {}
    for passage in own:
        if passage.sheet == "Options" and passage.heading not in WHOLE_COLUMNS:
            lines.setdefault(passage.heading, []).append(passage)
    for question in content.questions:
        cells = {question.at(option) for option in names}
        lines[question.question] = [each for each in own if each.place in cells]
    return Balance(
        tuple(_option(option, own, content.outcomes, sides) for option in content.options),
        tuple(_line(name, cells, names) for name, cells in lines.items() if len(cells) > 1),
        tuple(_row(row.label, row.side, [each for each in content.outcomes
                                         if each.row == row.id]) for row in content.rows))


def balance_problems(balance: Balance) -> list[Problem]:
    """A warning at the outlier of each uneven line."""
    return [problem("balance-cell", line.outlier, longest=line.most_option, most=line.most,
                    shortest=line.least_option, least=line.least)
            for line in balance.lines if line.beyond]


def _option(option: Option, texts: list[Passage], outcomes: tuple[Outcome, ...],
            sides: dict[str, Side]) -> OptionBalance:
    own = [each for each in outcomes if each.option == option.id]
    told = [sides[each.row] for each in own
            if each.status is OutcomeStatus.MEASURED and each.row in sides]
    return OptionBalance(
        option.id, option.name, sum(each.words for each in texts if each.option == option.id),
        len(told), told.count(Side.BENEFIT), told.count(Side.HARM), len(own) - len(told),
        option.at("name"))


def _line(name: str, cells: list[Passage], names: dict[str, str]) -> LineBalance:
    ordered = sorted(cells, key=lambda each: each.words)
    least, most = ordered[0], ordered[-1]
    middle = median(each.words for each in cells)
    short = middle / max(1, least.words) > most.words / max(1, middle)
    return LineBalance(name, least.words, names[least.option], most.words, names[most.option],
                       (least if short else most).place)


def _row(label: str, side: Side, outcomes: list[Outcome]) -> RowBalance:
    measured = sum(each.status is OutcomeStatus.MEASURED for each in outcomes)
    return RowBalance(label, side.value, measured, len(outcomes) - measured)
