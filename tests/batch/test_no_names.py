"""What a list says of a patient stands in none of what is printed or kept about its problems."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from sdaid.workbook.content import Content
from tests.batch.cli import DAY, quick
from tests.batch.lists import codes, line, planned, write_csv

SECRET = "Secretia Hidden"

WRONG = {
    "date of birth": ("not-a-date", SECRET), "visit date": ("not-a-date", SECRET),
    "given name": ("characters", f"{SECRET}\ufffd"), "format": ("not-a-choice", SECRET),
    "opted out": ("not-yes-no", SECRET), "already tried": ("held-option", "secretia"),
    "language": ("held-language", SECRET), "appointment id": ("held-id-name", SECRET)}


@pytest.mark.parametrize("heading", WRONG)
def test_a_problem_of_a_row_quotes_no_cell(tmp_path: Path, small: Content, heading: str) -> None:
    """Neither the sentence nor the JSON, the id or the language: the cell is named."""
    code, text = WRONG[heading]
    plan = planned(write_csv(tmp_path / "list.csv", [line(1, **{heading: text})]), small)

    (entry,) = plan.entries
    assert code in codes(plan, entry.id)
    assert entry.outcome == "hold"
    told = " ".join([entry.id, entry.reason, entry.language,
                     *(str(each.as_json()) for each in entry.problems)])
    assert "secretia" not in told.casefold()
    assert all(each.place.cell.endswith("2") for each in entry.problems)


def test_a_date_of_birth_is_quoted_nowhere(tmp_path: Path, small: Content) -> None:
    """Neither one with two readings, nor one that lies after the visit."""
    plan = planned(write_csv(tmp_path / "list.csv", [
        line(1, date_of_birth="31 Feb 1961"), line(2, date_of_birth="2031-05-06")]), small)

    told = " ".join(str(each.as_json()) for entry in plan.entries for each in entry.problems)
    assert "1961" not in told
    assert "2031" not in told
    assert "held-birth" in told
    assert "not-a-date" in told


@pytest.mark.parametrize("changed", [
    {"visit date": "31 Feb 1961", "date of birth": "2026-12-01"},
    {"visit date": "31 Feb 1961", "date of birth": "Example"}])
def test_a_birth_below_the_heading_of_the_visit_is_quoted_nowhere(
        tmp_path: Path, small: Content, changed: dict[str, str]) -> None:
    """The headings of the two may have been mixed up, or the cells shifted."""
    (entry,) = planned(write_csv(tmp_path / "list.csv", [line(1, **changed)]), small).entries

    assert entry.outcome == "hold"
    assert "1961" not in str([each.as_json() for each in entry.problems])


def test_a_fact_that_differs_is_quoted_from_neither_file(tmp_path: Path, small: Content) -> None:
    """The list's wish and that of the file of facts are both the patient's."""
    facts = tmp_path / "facts.csv"
    facts.write_text("Patient id,Language\nP-0001,Hiddenish\n", encoding="utf-8")
    plan = planned(write_csv(tmp_path / "list.csv", [line(1, language="en")]), small, facts)

    assert codes(plan, "A-0001") == {"facts-differ"}
    assert "Hiddenish" not in plan.entries[0].reason


def test_what_is_kept_and_shown_of_a_run_names_nobody(
        tmp_path: Path, small_workbook: Path) -> None:
    """The manifest, the plan, the screen and the JSON tell of row 3, and not what stands there."""
    path = write_csv(tmp_path / "list.csv", [
        line(1), line(2, appointment_id=SECRET), line(3, date_of_birth=SECRET)])
    words = ("render", small_workbook, path, "--output", tmp_path / "out", "--today", DAY)

    said = [quick(*words, "--plan", tmp_path / "plan.xlsx"), quick(*words, "--json"),
            quick(*words, "--dry-run"), quick(*words, "--dry-run", "--json")]

    assert [each.code for each in said] == [3, 3, 3, 3]
    (manifest,) = (tmp_path / "out").glob("*/manifest.json")
    cells = [str(cell) for row in load_workbook(tmp_path / "plan.xlsx")["Plan"].values
             for cell in row]
    told = [manifest.read_text("utf-8"), *cells, *(each.out + each.err for each in said)]
    assert not any("Secretia" in each for each in told)
    assert all("row 3" in each.out for each in said)
