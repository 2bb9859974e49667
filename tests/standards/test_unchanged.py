"""What is right is left alone: the example, the hiccups and conditions that are made up here."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdaid.problems import Problem
from sdaid.standards.check import judge
from sdaid.workbook.load import load
from sdaid.workbook.starter import write_workbook
from tests.conftest import EXAMPLE_TODAY
from tests.standards.conditions import condition

BY_JUDGEMENT = {"reading-above", "balance-cell"}
"""What depends on the words of a text alone, and was there before."""


def told(path: Path) -> list[str]:
    """What the check says of a workbook, but for what waits for people."""
    content, problems = load(path)
    assert content is not None, [each.sentence for each in problems]
    found: list[Problem] = list(judge(content, EXAMPLE_TODAY, found=problems).problems)
    return [each.sentence for each in found
            if not each.for_people and each.code not in BY_JUDGEMENT]


@pytest.mark.parametrize("seed", range(10))
def test_a_made_up_condition_has_no_problem(seed: int, tmp_path: Path) -> None:
    """Two to six options, two or three rows, every kind of unknown: nothing is said of it."""
    write_workbook(tmp_path / "w.xlsx", condition(seed))
    assert told(tmp_path / "w.xlsx") == []


def test_the_example_and_the_hiccups_have_no_problem(
        example_workbook: Path, small_workbook: Path) -> None:
    """As they are in the repository."""
    assert told(example_workbook) == []
    assert told(small_workbook) == []
