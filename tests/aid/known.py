"""Outcomes and rows for tests of figures and verdicts, made without a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sdaid.aid.figure import Figure, Verdict
from sdaid.aid.figures import FigureWriter
from sdaid.aid.sources import SourceList
from sdaid.aid.verdict import verdict
from sdaid.aid.wording import wording
from sdaid.resources import templates
from sdaid.sheets.values import Duration, TimeUnit
from sdaid.workbook.columns import (
    BetterEnd,
    Blinding,
    Certainty,
    ComparisonRow,
    Outcome,
    OutcomeKind,
    OutcomeStatus,
    Prominence,
    RowKind,
    Side,
    Source,
)
from sdaid.workbook.content import Content

ENGLISH = wording("en", templates() / "locale")
SIX_MONTHS = Duration(low=6, high=6, unit=TimeUnit.MONTH)


def a_row(**changes: Any) -> ComparisonRow:
    """A benefit row of counts, with `changes`."""
    cells = {"id": "fewer", "label": "Clearly less pain", "definition": "Nearly a third less.",
             "side": Side.BENEFIT, "kind": RowKind.COUNT, "prominence": Prominence.HEADLINE,
             "horizon": SIX_MONTHS, "comparable": True, "event": "had clearly less pain",
             "no_event": "did not"}
    return ComparisonRow.model_construct(**{**cells, **changes})


def points_row(**changes: Any) -> ComparisonRow:
    """A benefit row of differences in points of pain, with `changes`."""
    cells = {"id": "pain", "label": "Difference in pain", "kind": RowKind.DIFFERENCE,
             "scale_low": 0.0, "scale_high": 10.0, "better": BetterEnd.LOW, "points": "pain",
             "better_words": "Less pain", "worse_words": "More pain"}
    return a_row(**{**cells, **changes})


def a_count(**changes: Any) -> Outcome:
    """58 of 116 people, against 29 of 116 of another group, with `changes`."""
    cells = {"id": "count", "option": "exercise", "row": "fewer",
             "status": OutcomeStatus.MEASURED, "kind": OutcomeKind.COUNT, "events": 58,
             "people": 116, "comparator": "no exercise", "comparator_events": 29,
             "comparator_people": 116, "population": "Invented people",
             "blinding": Blinding.OPEN, "certainty": Certainty.LOW, "sources": ("study",)}
    return Outcome.model_construct(**{**cells, **changes})


def a_difference(**changes: Any) -> Outcome:
    """1 point less pain (0.3 more to 2.2 less) among 200 people, with `changes`."""
    cells = {"id": "difference", "row": "pain", "kind": OutcomeKind.BETWEEN_GROUPS,
             "events": None, "people": 200, "value": 1.0, "low": -0.3, "high": 2.2,
             "comparator": "pretend surgery", "comparator_events": None,
             "comparator_people": None, "blinding": Blinding.BLINDED}
    return a_count(**{**cells, **changes})


def extra_count(**changes: Any) -> Outcome:
    """2 more of 1,000 (1.3 to 3.2 more), with `changes`."""
    return a_difference(**{"id": "extra", "row": "fewer", "kind": OutcomeKind.EXTRA_COUNT,
                           "value": 2.0, "low": 1.3, "high": 3.2, "per": 1000,
                           "comparator": "no tablets", **changes})


def unknown(status: OutcomeStatus, **changes: Any) -> Outcome:
    """A figure without a number."""
    cells = {"id": "unknown", "option": "exercise", "row": "fewer", "status": status}
    return Outcome.model_construct(**{**cells, **changes})


def content_with(rows: tuple[ComparisonRow, ...], outcomes: tuple[Outcome, ...]) -> Content:
    """A content that has these rows and outcomes, and four sources: the maker paid for one and
    had a part in another; a fund paid for a third."""
    sources = tuple(Source.model_construct(
        id=name, paid_by=paid_by, maker_paid=maker) for name, paid_by, maker in (
            ("study", "Not stated", False), ("maker", "Acme, the maker of the implant", True),
            ("part", "Not stated; an author worked for the maker", True),
            ("fund", "A public fund", False)))
    nothing = dict.fromkeys(Content.__dataclass_fields__, ())
    return Content(**{**nothing, "path": Path("invented.xlsx"), "rows": rows,
                      "outcomes": outcomes, "sources": sources})


def writer_of(rows: tuple[ComparisonRow, ...], outcomes: tuple[Outcome, ...]) -> FigureWriter:
    """Who writes the figures of such a content in English."""
    content = content_with(rows, outcomes)
    return FigureWriter(content, ENGLISH, SourceList(content, ENGLISH))


def told(outcome: Outcome, row: ComparisonRow | None = None) -> Figure:
    """`outcome` as a figure of `row`."""
    row = row or a_row(id=outcome.row)
    return writer_of((row,), (outcome,)).figure(outcome, row)


def means(outcome: Outcome, row: ComparisonRow) -> Verdict:
    """The verdict on `outcome` of `row`, told out of the row's denominator."""
    return verdict(outcome, row, row.denominator, ENGLISH)
