"""docs/lists.md keeps its word: its export is understood as it says, and its profile leads to a
plan."""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import load_workbook

from sdaid import lists, steps
from sdaid.appointments.profile_file import COLUMNS
from sdaid.show_list import understood_lines
from tests.batch.lists import TODAY
from tests.build import EXAMPLE, ROOT, workbook_from

DOCS = (ROOT / "docs" / "lists.md").read_text("utf-8")


def block(kind: str) -> str:
    """What stands in the block of this kind."""
    found = re.search(rf"```{kind}\n(.*?)```", DOCS, re.DOTALL)
    assert found is not None
    return found[1]


def test_its_export_is_understood_as_it_says_and_its_profile_leads_to_a_plan(
        tmp_path: Path) -> None:
    """The words of the reading back, letter for letter; then one cell of the profile is filled."""
    content, _ = steps.read_workbook(workbook_from(EXAMPLE, tmp_path / "options.xlsx"))
    assert content is not None
    list_, profile = tmp_path / "december.csv", tmp_path / "profile.xlsx"
    list_.write_text(block("csv"), "utf-8")

    listed, told, problems = lists.understand_list(list_, content, lists.Reading())

    assert listed is None
    assert [each.code for each in problems] == ["column-decides"]
    assert "\n".join(understood_lines(told)) == block("text").rstrip()
    lists.write_profile(profile, list_, content)
    book = load_workbook(profile)
    rows = {row[0].value: row for row in book[COLUMNS.name].iter_rows(min_row=2)}
    assert rows["Interpreter"][1].value is None
    rows["Interpreter"][1].value = "does not matter"
    book.save(profile)
    listed, _, problems = lists.understand_list(list_, content, lists.Reading(profile=profile))
    assert listed is not None, problems
    planned = steps.plan_run(listed.rows, content, steps.Asked(TODAY))
    assert [entry.outcome for entry in planned.entries] == ["make", "make", "skip"]
