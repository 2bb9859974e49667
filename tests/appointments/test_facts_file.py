"""Patient facts from a file of their own, beside a list that has some too."""

from __future__ import annotations

from pathlib import Path

from sdaid import steps
from sdaid.appointments.read import checksum
from sdaid.batch.crew import Crew, Here
from sdaid.batch.press import Press
from sdaid.batch.run import Order
from sdaid.workbook.content import Content
from tests.batch.lists import TODAY, codes, line, outcomes, planned, write_csv
from tests.batch.presses import OnePage, manifest, run


def test_list_and_facts_that_differ_hold_the_visit(tmp_path: Path, small: Content) -> None:
    """Where both say the same, or one says nothing, the aid is made."""
    path = write_csv(tmp_path / "list.csv", [
        line(1, work="outdoors"), line(2, work="outdoors"), line(3, work=""), line(4, work="")])
    facts = write_csv(tmp_path / "facts.csv", [
        {"Patient id": "P-0001", "Work": "at a desk"}, {"Patient id": "P-0002", "Work": "outdoors"},
        {"Patient id": "P-0003", "Work": "outdoors"}])

    plan = planned(path, small, facts)

    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "make", "A-0003": "make",
                              "A-0004": "make"}
    assert codes(plan, "A-0001") == {"facts-differ"}


def test_two_rows_of_one_patient_that_differ_hold_the_visit(tmp_path: Path, small: Content
                                                            ) -> None:
    """The same row twice is no problem."""
    path = write_csv(tmp_path / "list.csv", [line(1), line(2)])
    facts = write_csv(tmp_path / "facts.csv", [
        {"Patient id": name, "Work": work} for name, work in (
            ("P-0001", "outdoors"), ("p-0001", "at a desk"), ("P-0002", "outdoors"),
            ("P-0002", "outdoors"))])

    plan = planned(path, small, facts)

    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "make"}
    assert codes(plan, "A-0001") == {"facts-twice"}


def test_a_row_that_nobody_can_read_stops_the_file(tmp_path: Path, small: Content) -> None:
    """It may be anybody's facts, so nobody's aid is made without them."""
    path = write_csv(tmp_path / "list.csv", [line(1)])
    facts = write_csv(tmp_path / "facts.csv", [
        {"Patient id": "", "Work": "outdoors"}, {"Patient id": "P-0001", "Work": ""}])

    listed, problems = steps.read_list(path, small, facts)

    assert listed is None
    assert [(each.code, each.place.file) for each in problems] == [("blank", "facts.csv")]


def test_the_manifest_proves_the_facts_too(tmp_path: Path, small: Content) -> None:
    """They are an input of the run: their checksum stands beside the list's, and a change
    meanwhile is found."""
    listed, _ = steps.read_list(write_csv(tmp_path / "list.csv", [line(1)]), small, write_csv(
        tmp_path / "facts.csv", [{"Patient id": "P-0001", "Work": "outdoors"}]))
    assert listed is not None
    planned_run = steps.plan_run(listed.rows, small, steps.Asked(TODAY))
    order = Order(planned_run, listed, Press(small, TODAY, "grade 6", OnePage()),
                  lambda _: Crew(Here))

    run(order, tmp_path / "out")

    told = manifest(tmp_path / "out").facts
    assert told is not None
    assert told.sha256 == checksum(tmp_path / "facts.csv")
    assert listed.unchanged
    write_csv(tmp_path / "facts.csv", [])
    assert not listed.unchanged
