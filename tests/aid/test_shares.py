"""A percentage whose count was not reported is told as what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sdaid.workbook.columns import CountedIn, OutcomeKind, Side
from sdaid.workbook.load import load
from tests.aid.known import a_count, a_row, told
from tests.build import SMALL, Rows, row_of, workbook_from

ALONE = {"comparator": "", "comparator_events": None, "comparator_people": None}


def a_share(**changes: Any) -> Any:
    cells = {"kind": OutcomeKind.SHARE, "value": 82.0, "events": None, "people": None, **ALONE}
    return a_count(**{**cells, **changes})


def test_a_percentage_is_never_so_many_of_people_studied() -> None:
    """Both frames in per cent, no count, no picture of a hundred people."""
    figure = told(a_share())
    assert figure.number == ("82 per cent of people had clearly less pain. 18 per cent did not. "
                             "We found no count of people.")
    assert figure.lead == "82 per cent"
    assert figure.array is None
    assert "of 100" not in figure.number
    assert figure.verdict.kind == "not-compared"


def test_a_percentage_of_procedures_in_a_known_study() -> None:
    """Where the size of the study is known it is said beside, and nothing is said of no count."""
    figure = told(a_share(counted_in=CountedIn.PROCEDURES, people=340))
    assert figure.number == "82 per cent of procedures had clearly less pain. 18 per cent did not."
    assert figure.size == "340 people were studied."


def test_a_harm_in_per_cent_is_told_by_its_number() -> None:
    """Without a verdict, as every harm."""
    figure = told(a_share(value=4.0), a_row(side=Side.HARM))
    assert figure.verdict.kind == "count"
    assert figure.lead == "4 per cent"


@pytest.mark.parametrize(("changes", "code", "heading"), [
    ({}, "", ""), ({"value": 140}, "out-of-range", "Value"),
    ({"value": None}, "figure-blank", "Value"), ({"events": 30}, "share-count", "n")])
def test_percentages_of_a_workbook(
        tmp_path: Path, changes: dict[str, Any], code: str, heading: str) -> None:
    """From 0 to 100, and never beside a count."""
    def shared(texts: Rows) -> None:
        row = row_of(texts, "Outcomes", "wait-fewer")
        for field in ("events", "people", "low", "high"):
            row.pop(field, None)
        row |= {"kind": "percentage", "value": 82} | changes
        for field in [name for name, value in changes.items() if value is None]:
            del row[field]

    _, problems = load(workbook_from(SMALL, tmp_path / "w.xlsx", shared))
    assert [(each.code, each.place.heading) for each in problems] == (
        [(code, heading)] if code else [])
