"""Whole files: what their columns prove, what Excel did to them, and what becomes of the visits."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sdaid import steps
from sdaid.appointments.columns import Appointment
from sdaid.appointments.starter import write_list
from sdaid.problems import Problem
from sdaid.workbook.content import Content
from tests.batch.lists import TODAY, as_csv, codes, line, outcomes, planned, write_csv
from tests.build import SMALL, workbook_from

HEADINGS = ["Appointment id", "Patient id", "Given name", "Family name", "Date of birth",
            "Visit date", "Visit time", "Reason"]


def book(path: Path, *rows: list[Any], from_1904: bool = False) -> Path:
    """A workbook whose list has these rows: birth, visit, time and more, beside what is in
    order."""
    made = openpyxl.Workbook()
    if from_1904:
        made.epoch = CALENDAR_MAC_1904
    made.active.append(HEADINGS)
    for number, (born, visit, clock) in enumerate(rows):
        made.active.append([f"A-{number}", f"P-{number}", f"Testa{number}", "Example", born, visit,
                            clock, "hiccups"])
    made.save(path)
    return path


def visits(path: Path, content: Content) -> list[Appointment]:
    """The appointments of a list in which all can be read."""
    listed, problems = steps.read_list(path, content)
    assert listed is not None, problems
    made = []
    for _, visit, found in listed.rows():
        assert isinstance(visit, Appointment), found
        made.append(visit)
    return made


def refused(path: Path, content: Content) -> list[Problem]:
    listed, problems = steps.read_list(path, content)
    assert listed is None
    return problems


def test_the_dates_of_a_file_are_read_in_the_order_that_they_prove(tmp_path: Path, small: Content
                                                                   ) -> None:
    """In CSV, and in a workbook that holds texts."""
    births, days = ["03/04/1961", "12/31/1955"], ["12/01/2026", "12/15/2026"]
    text = write_csv(tmp_path / "list.csv", [
        line(number, date_of_birth=births[number], visit_date=days[number]) for number in (0, 1)])
    sheet = book(tmp_path / "list.xlsx", *([births[number], days[number], None]
                                           for number in (0, 1)))

    for path in (text, sheet):
        assert [(each.born, each.visit_date) for each in visits(path, small)] == [
            (date(1961, 3, 4), date(2026, 12, 1)), (date(1955, 12, 31), date(2026, 12, 15))]


def test_a_column_without_proof_is_refused_once_and_quoted_nowhere(tmp_path: Path, small: Content
                                                                   ) -> None:
    """With its heading's cell and the way to state it; nothing is planned."""
    (found,) = refused(write_csv(tmp_path / "list.csv", [
        line(number, visit_date="01/12/2026") for number in range(9)]), small)

    assert (found.code, found.place.cell, found.place.heading) == (
        "dates-unproved", "F1", "Visit date")
    assert "--date-order" in found.sentence
    assert "01/12" not in found.sentence


@pytest.mark.parametrize("rows", [
    [["1941-02-11", datetime(2027, 1, 12), None], ["1942-03-12", "13/12/2026", None]],
    [[datetime(1961, 4, 3), datetime(2026, 1, 12), "09:30"], ["12/31/1955", "12/14/2026", "09:50"]],
    [[datetime(1961, 4, 3), "12/14/2026", None], [datetime(1970, 5, 5), "12/15/2026", None]]])
def test_a_workbook_in_which_excel_exchanged_days_is_refused(
        tmp_path: Path, small: Content, rows: list[list[Any]]) -> None:
    """Every column of date cells in it, with what to do; nothing of it is quoted."""
    problems = refused(book(tmp_path / "list.xlsx", *rows), small)

    exchanged = [each for each in problems if each.code == "dates-exchanged"]
    assert exchanged
    assert all("export the list again" in each.sentence for each in exchanged)
    assert not any("1961" in each.sentence or "/2026" in each.sentence for each in problems)


def test_a_refusal_names_the_cells_of_its_own_column(tmp_path: Path, small: Content) -> None:
    """Each column that Excel may have exchanged, with a cell of it."""
    problems = refused(book(
        tmp_path / "list.xlsx", [datetime(1961, 4, 3), datetime(2026, 1, 12), None],
        ["12/31/1955", datetime(2026, 2, 12), None]), small)

    births, days = [each for each in problems if each.code == "dates-exchanged"]
    assert (births.place.cell, days.place.cell) == ("E1", "F1")
    assert "such as E2: E3 holds a date that it could not read" in births.says
    assert "such as F2: E3, in another column, holds a date that it could not" in days.says


@pytest.mark.parametrize("born", [["31/12/1955", datetime(1961, 4, 3)],
                                  ["31/12/1955", "30/11/1961"]])
def test_a_date_that_is_typed_as_text_into_a_list_of_sdaids_own_is_to_be_typed_anew(
        tmp_path: Path, small: Content, born: list[Any]) -> None:
    """Nobody exported that list: the message names the cells with text, and no other column."""
    path = tmp_path / "list.xlsx"
    write_list(path, small.facts, [
        {"id": f"A-{number}", "patient_id": f"P-{number}", "given_name": "Testa",
         "family_name": f"Example{number}", "born": each, "visit_date": date(2026, 12, 1 + number),
         "reason": "hiccups"} for number, each in enumerate(born)])

    (found,) = [each for each in refused(path, small) if each.code.startswith("dates-")]

    assert (found.code, found.place.cell) == ("dates-typed", "E2")
    assert ("(E2, E3)" if isinstance(born[1], str) else "(E2)") in found.says
    assert "1955-12-31" in found.sentence
    assert "export" not in found.sentence
    assert "31/12" not in found.sentence


def test_days_counted_from_1904_are_the_same_days(tmp_path: Path, small: Content) -> None:
    """Date cells, and serial numbers whose cells show plain numbers."""
    first = (date(2026, 12, 1) - date(1904, 1, 1)).days
    birth = (date(1961, 3, 4) - date(1904, 1, 1)).days
    path = book(tmp_path / "list.xlsx", [birth, first + 0.375, None], from_1904=True)

    (made,) = visits(path, small)

    assert (made.born, made.visit_date, str(made.visit_time)) == (
        date(1961, 3, 4), date(2026, 12, 1), "09:00:00")


def test_births_and_ids_that_excel_made_are_held(tmp_path: Path, small: Content) -> None:
    """A year in a cell of dates, a placeholder, the day of the visit; TRUE and dates as ids."""
    path = book(tmp_path / "list.xlsx", [datetime(1905, 5, 3), datetime(2026, 12, 1), None],
                ["1900-01-01", datetime(2026, 12, 1), None],
                [datetime(2026, 12, 1), datetime(2026, 12, 1), None])
    made = openpyxl.load_workbook(path)
    for value in (datetime(2026, 1, 2), True, 12345678901234567):
        made.active.append([f"B-{value}"[:6], value, "Testa", "Example", datetime(1961, 3, 4),
                            datetime(2026, 12, 1), None, "hiccups"])
    made.save(path)

    plan = planned(path, small)

    assert [entry.outcome for entry in plan.entries] == ["hold"] * 6
    assert [{each.code for each in entry.problems} for entry in plan.entries] == [
        {"held-birth"}] * 3 + [{"id-turned"}] * 2 + [{"id-turned", "id-damaged"}]
    assert "perhaps it is a year" in plan.entries[0].reason


def test_names_in_one_column_come_apart(tmp_path: Path, small: Content) -> None:
    """Titles are left out; somebody with one name alone gets an aid too, in that name."""
    rows = [{name: text for name, text in line(number).items()
             if name not in ("Given name", "Family name")} | {"Patient details": name}
            for number, name in enumerate(("EXAMPLE, Testa (Mr)", "BLANK, Nemo Odo", "MONONYM"))]
    path = write_csv(tmp_path / "list.csv", rows)

    assert [(each.given_name, each.family_name) for each in visits(path, small)] == [
        ("Testa", "EXAMPLE"), ("Nemo Odo", "BLANK"), ("", "MONONYM")]
    assert set(outcomes(planned(path, small)).values()) == {"make"}


def test_a_whole_name_that_cannot_be_had_is_held_at_its_cell(tmp_path: Path, small: Content
                                                              ) -> None:
    """Blank, half of a name, a placeholder, a title alone, a remark."""
    names = ("EXAMPLE, Testa", "", "N/A", "EXAMPLE,", "(Mr)", "BLANK, Nemo (DECEASED)")
    rows = [{name: text for name, text in line(number).items()
             if name not in ("Given name", "Family name")} | {"Patient name": name}
            for number, name in enumerate(names)]

    plan = planned(write_csv(tmp_path / "list.csv", rows), small)

    assert [entry.outcome for entry in plan.entries] == ["make"] + ["hold"] * 5
    assert [[(each.code, each.place.cell) for each in entry.problems]
            for entry in plan.entries[1:]] == [
                [("blank", "F3")], [("held-no-name", "F4")], [("name-odd", "F5")],
                [("name-odd", "F6")], [("held-marked", "F7")]]


def test_two_people_of_one_name_alone_are_told_apart(tmp_path: Path, small: Content) -> None:
    """Under one id both are held, as others are."""
    path = write_csv(tmp_path / "list.csv", [
        line(1, given_name="no given name", patient_id="P-1", date_of_birth="1950-01-01"),
        line(2, given_name="no given name", patient_id="P-1", date_of_birth="1950-01-01")])

    plan = planned(path, small)

    assert "held-two-people" in codes(plan, "A-0001") & codes(plan, "A-0002")


@pytest.mark.parametrize("in_list", [True, False])
def test_dates_among_the_patient_facts_have_one_order_too(tmp_path: Path, in_list: bool) -> None:
    """In the list, and in a file of facts: proved by the column, or refused once."""
    def ask_for_a_date(texts: dict[str, list[dict[str, Any]]]) -> None:
        texts["Patient facts"].append({"name": "last-bout", "question": "When was the last bout?",
                                       "type": "date", "needed": False})

    content, _ = steps.read_workbook(workbook_from(SMALL, tmp_path / "h.xlsx", ask_for_a_date))
    assert content is not None

    def read(*texts: str) -> list[str] | list[str | None]:
        rows = [line(number) | ({"last-bout": text} if in_list else {})
                for number, text in enumerate(texts)]
        facts = None if in_list else write_csv(tmp_path / "facts.csv", [
            {"Patient id": row["Patient id"], "last-bout": text}
            for row, text in zip(rows, texts, strict=True)])
        path = write_csv(tmp_path / "list.csv", rows)
        listed, problems = steps.read_list(path, content, facts)
        if listed is None:
            return [each.code for each in problems]
        plan = steps.plan_run(listed.rows, content, steps.Asked(TODAY))
        assert {each.outcome for each in plan.entries} == {"make"}, plan
        return [visit.extra["last-bout"] for _, visit, _ in listed.rows()
                if isinstance(visit, Appointment)]

    assert read("03/04/2026", "25/10/2026") == ["2026-04-03", "2026-10-25"]
    assert read("03/04/2026", "04/05/2026") == ["dates-unproved"]
    assert read("2026-04-03", "2026-02-28") == ["2026-04-03", "2026-02-28"]


def test_no_cell_of_a_patient_is_told(tmp_path: Path, small: Content) -> None:
    """Whatever cannot be read of it: its place is, and its kind."""
    secret = "Secretia"
    rows = [line(number) for number in range(9)]
    for row, (heading, text) in zip(rows, [
            ("Date of birth", f"{secret} 1961"), ("Visit date", f"1 {secret} 2026"),
            ("Visit time", f"9.30 {secret}"), ("Status", f"{secret}: no"),
            ("Language", f"{secret} and English"), ("Given name", f"*DECEASED* {secret}"),
            ("Reason", f"hiccups {secret}"), ("Patient id", "1.2E+11"),
            ("Date of birth", "1899-05-06")], strict=True):
        row[heading] = text
    path = tmp_path / "list.csv"
    path.write_text(as_csv(rows), "utf-8")

    plan = planned(path, small)

    assert [entry.outcome for entry in plan.entries] == ["hold"] * 6 + ["skip"] + ["hold"] * 2
    told = str([(entry.reason, [each.as_json() for each in entry.problems])
                for entry in plan.entries])
    told += str([each.as_json() for each in [*plan.notices, *plan.warnings]])
    assert secret not in told
    assert "1.2E" not in told
    assert "1899" not in told


CELL = st.one_of(
    st.sampled_from(["", "2026-12-01", "01/12/2026", "13/12/2026", "12/13/2026", "01-Dec-26",
                     "2026-12-01 09:30", "2026-12-01 00:00", "2999-01-01", "46357", "0930",
                     "9.30-9.50", "00:00", "04-Mar-61 (65y)", "Mon 1 Dec 2026", "EXAMPLE, Testa",
                     "EXAMPLE,", "(Mr)", "no given name", "Rescheduled", "x", "TRUE", "1.2E+11",
                     "*CANCELLED*", "English; Polish", "#N/A", "-"]),
    st.text("0123456789/-.: aJanEpm()", max_size=18))


@settings(max_examples=150, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELL, min_size=9, max_size=9), min_size=1, max_size=4),
       whole=st.booleans())
def test_any_cells_are_planned_or_refused(tmp_path: Path, small: Content, rows: list[list[str]],
                                          whole: bool) -> None:
    """Without an error, and nothing is held or refused without its reason."""
    names = ["Patient name", "Place"] if whole else ["Given name", "Family name"]
    headings = ["Appointment id", "Patient id", *names, "Date of birth", "Visit date",
                "Visit time", "Status", "Language"]
    path = write_csv(tmp_path / "list.csv", [dict(zip(headings, row, strict=True)) for row in rows])

    listed, problems = steps.read_list(path, small)

    assert listed is not None or problems
    if listed is not None:
        for entry in steps.plan_run(listed.rows, small, steps.Asked(TODAY)).entries:
            assert entry.outcome == "make" or entry.reason
