"""The check answers for content of any shape: no sheet left out, no row cut, brings it down."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sdaid.standards.check import as_json, judge
from sdaid.standards.diff import compare
from sdaid.standards.report import report_html
from sdaid.standards.terminal import as_lines
from sdaid.workbook.columns import SHEETS
from tests.build import SMALL
from tests.standards.contents import TODAY, content_from

Texts = dict[str, list[dict[str, Any]]]
WHOLE = content_from(SMALL)
TABLES = [sheet.name for sheet in SHEETS if sheet.layout == "table"]


@pytest.mark.parametrize("sheet", TABLES)
def test_an_empty_sheet_is_judged(sheet: str) -> None:
    """Without any one sheet there are verdicts, a report and a comparison all the same."""
    def emptied(texts: Texts) -> None:
        texts[sheet] = []

    content = content_from(SMALL, emptied)
    report = judge(content, TODAY)
    assert len(report.verdicts) == 35
    assert report.summary in report_html(report)
    assert as_lines(report)[1] == report.summary
    json.dumps(as_json(report))
    changes, back = compare(WHOLE, content), compare(content, WHOLE)
    assert (len(changes.numbers), len(changes.wording)) == (
        len(back.numbers), len(back.wording))


@pytest.mark.parametrize("sheet", ["Options", "Rows", "Outcomes", "Recovery", "People", "Values"])
def test_a_sheet_that_everything_rests_on_fails_when_it_is_empty(sheet: str) -> None:
    """Nothing passes for want of anything to judge."""
    def emptied(texts: Texts) -> None:
        texts[sheet] = []

    assert judge(content_from(SMALL, emptied), TODAY).unfit
