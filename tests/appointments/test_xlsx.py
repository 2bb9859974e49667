"""Lists as Excel workbooks, as real systems export them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from sdaid import steps
from sdaid.workbook.content import Content
from tests.batch.lists import line, outcomes, planned


def write_book(path: Path, rows: list[list[Any]]) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Appointments"
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def test_titles_sums_and_repeated_headings_are_left_out(tmp_path: Path, small: Content) -> None:
    """What an export prints around and between its rows makes no appointment, and is named."""
    heads = list(line(1))
    path = write_book(tmp_path / "list.xlsx", [
        ["Appointments of December"], [], heads, list(line(1).values()), heads,
        list(line(2).values()), ["Total", None, 2], ["End of report"]])

    plan = planned(path, small)

    assert outcomes(plan) == {"A-0001": "make", "A-0002": "make"}
    assert [each.place.cell for each in plan.notices] == ["A5", "A7", "A8"]


def test_a_date_with_its_time_in_one_cell_gives_both(tmp_path: Path, small: Content) -> None:
    """The heading “Appt date/time” of many systems."""
    row = line(1) | {"Visit date": datetime(2026, 12, 1, 14, 30)}
    heads = ["Appt date/time" if name == "Visit date" else name for name in row]
    path = write_book(tmp_path / "list.xlsx", [heads, list(row.values())])

    listed, _ = steps.read_list(path, small)

    assert listed is not None
    ((_, found, problems),) = listed.rows()
    assert found is not None, problems
    assert (str(found.visit_date), str(found.visit_time)) == ("2026-12-01", "14:30:00")


def test_a_list_can_be_read_again_and_again(tmp_path: Path, small: Content) -> None:
    """The plan, the run and the summary each read it from its start."""
    path = write_book(tmp_path / "list.xlsx", [list(line(1)), list(line(1).values())])

    listed, _ = steps.read_list(path, small)

    assert listed is not None
    assert [[row[1] for row in listed.rows()] for _ in range(3)] == [
        [row[1] for row in listed.rows()]] * 3


def test_hidden_and_filtered_rows_are_told_once(tmp_path: Path, small: Content) -> None:
    """They are read all the same; one warning names them, beginning with the first."""
    path = tmp_path / "list.xlsx"
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Appointments"
    for row in [list(line(1)), *(list(line(number).values()) for number in range(1, 6))]:
        page.append(row)
    page.auto_filter.ref = "A1:G6"
    for row in (3, 5):
        page.row_dimensions[row].hidden = True
    book.save(path)

    listed, problems = steps.read_list(path, small)

    assert listed is not None
    (told,) = [each for each in problems if each.code == "rows-hidden"]
    assert told.place.cell == "A3"
    assert "rows 3 and 5 are hidden" in told.sentence


@pytest.mark.parametrize(("row", "group"), [
    ("hidden", ""), ("style='DISPLAY : none'", ""), ("", "hidden"), ("", "style='display:none'")])
def test_hidden_rows_of_a_page_are_told(
        tmp_path: Path, small: Content, row: str, group: str) -> None:
    """As in a workbook: whoever looks at the page in a browser does not see them."""
    def cells(values: list[str]) -> str:
        return "".join(f"<td>{each}</td>" for each in values)

    path = tmp_path / "list.xls"
    path.write_text(
        f"<html><table><tr>{cells(list(line(1)))}</tr><tr>{cells(list(line(1).values()))}</tr>"
        f"<tbody {group}><tr {row}>{cells(list(line(2).values()))}</tr></tbody>"
        f"<tbody><tr>{cells(list(line(3).values()))}</tr></tbody></table></html>", "utf-8")

    listed, problems = steps.read_list(path, small)

    assert listed is not None
    (told,) = [each for each in problems if each.code == "rows-hidden"]
    assert told.place.cell == "A3"
    assert set(outcomes(planned(path, small)).values()) == {"make"}
