"""Numbers, dates and times that no workbook means are problems at their cells, never a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sdaid.steps import read_workbook
from sdaid.workbook.columns import SHEETS
from tests.build import SMALL, Rows, texts_from, workbook_from


def numbers() -> Iterator[tuple[str, int, str]]:
    """Sheet, row and field of a number of the small workbook, for each column that holds one."""
    for sheet, rows in texts_from(SMALL).items():
        seen = {"format_version"}
        for place, row in enumerate(rows):
            for field, value in row.items():
                if type(value) in (int, float) and field not in seen:
                    seen.add(field)
                    yield sheet, place, field


NUMBERS = [each for each in numbers() if each[0] in {sheet.name for sheet in SHEETS}]


def put(sheet: str, place: int, field: str, value: object) -> Callable[[Rows], None]:
    return lambda texts: texts[sheet][place].update({field: value})


@settings(deadline=None, max_examples=30, suppress_health_check=[
    HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(place=st.sampled_from(NUMBERS), value=st.one_of(
    st.floats(-1e308, 1e308),  # above, a file's 16 digits round to no number at all
    st.floats(-1e9, 1e9), st.integers(-10**9, 10**9), st.just("9" * 400), st.just("-" + "9" * 30)))
@example(place=("Rows", 1, "scale_high"), value=1e308)
@example(place=("Outcomes", 0, "people"), value=1e300)
def test_any_number_in_any_column(tmp_path: Path, place: tuple[str, int, str], value: Any) -> None:
    """Any number where a number belongs is taken or told, through all that check does."""
    path = workbook_from(SMALL, tmp_path / "w.xlsx", put(*place, value))
    problems = read_workbook(path)[1]
    path.unlink()
    for each in problems:
        assert len(each.sentence) < 400
    if not abs(float(value)) <= 1e9:
        assert any(each.place.sheet == place[0] and each.code == "out-of-range"
                   for each in problems)


def test_there_are_numbers_in_many_columns() -> None:
    """The property above reaches counts, differences, scales, times and efforts."""
    assert {"Rows", "Outcomes", "Options", "Effort", "Recovery", "Decision"} <= {
        sheet for sheet, _, _ in NUMBERS}


@pytest.mark.parametrize(("value", "taken"), [
    (date(9999, 12, 31), False), ("9999-12-31", False), (date(2201, 1, 1), False),
    ("1799-12-31", False), (date(2200, 12, 31), True)])
def test_a_date_lies_within_four_centuries(tmp_path: Path, value: object, taken: bool) -> None:
    """A content date whose review would be due after the end of the calendar is told."""
    path = workbook_from(SMALL, tmp_path / "w.xlsx", put("Decision", 0, "content_date", value))
    content, problems = read_workbook(path)
    assert (content is not None) is taken
    assert [each.code for each in problems] == ([] if taken else ["out-of-range"])


@pytest.mark.parametrize("value", ["9" * 400 + " months", "1001 years", "2 to 5000 days"])
def test_a_time_span_ends(tmp_path: Path, value: str) -> None:
    """More than a thousand of any unit is told at its cell, and shortly."""
    path = workbook_from(SMALL, tmp_path / "w.xlsx", put("Rows", 0, "horizon", value))
    content, problems = read_workbook(path)
    assert content is None
    assert [(each.code, each.place.heading) for each in problems] == [("out-of-range", "Horizon")]
    assert len(problems[0].sentence) < 200


def test_a_long_number_is_told_by_its_first_digits(tmp_path: Path) -> None:
    """Three hundred digits in a rule are not printed in the problem's sentence."""
    path = workbook_from(SMALL, tmp_path / "w.xlsx",
                         put("Rules", 1, "extra", {"age": ">= " + "9" * 300}))
    (found,) = read_workbook(path)[1]
    assert found.code == "rule-never"
    assert "9" * 20 + "…" in found.sentence
    assert "9" * 21 not in found.sentence
