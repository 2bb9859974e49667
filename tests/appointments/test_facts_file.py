"""Patient facts from a file of their own, beside a list that has some too."""

from __future__ import annotations

from pathlib import Path

import pytest

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


@pytest.mark.parametrize(("patient", "code"), [("", "blank"), ("1.2E+11", "id-turned")])
def test_a_row_that_nobody_can_read_stops_the_file(
        tmp_path: Path, small: Content, patient: str, code: str) -> None:
    """It may be anybody's facts, so nobody's aid is made without them."""
    path = write_csv(tmp_path / "list.csv", [line(1)])
    facts = write_csv(tmp_path / "facts.csv", [
        {"Patient id": patient, "Work": "outdoors"}, {"Patient id": "P-0001", "Work": ""}])

    listed, problems = steps.read_list(path, small, facts)

    assert listed is None
    assert [(each.code, each.place.file) for each in problems if each.code == code] == [
        (code, "facts.csv")]


def facts_of(path: Path, *patients: str) -> Path:
    """A file of facts that tells the same of each of these patients."""
    path.write_text("\n".join(["Patient id,Work", *(f"{name},outdoors" for name in patients)]),
                    "utf-8")
    return path


def test_facts_of_nobody_in_the_list_refuse_it(tmp_path: Path, small: Content) -> None:
    """They are another list's, or their ids are written in another way, which is said."""
    path = write_csv(tmp_path / "list.csv", [line(1, patient_id="1001"), line(2)])

    for patients, near in ((("01001", "77"), True), (("77",), False), ((), False)):
        listed, problems = steps.read_list(path, small, facts_of(
            tmp_path / "facts.csv", *patients))

        assert listed is None
        assert [(each.code, each.place.file) for each in problems] == [
            ("facts-other", "facts.csv")]
        assert ("zeros in front" in problems[0].sentence) == near
        assert "01001" not in problems[0].sentence


def test_facts_of_others_are_told_and_no_more(tmp_path: Path, small: Content) -> None:
    """An export may hold more patients than the list: how many, and where they stand."""
    path = write_csv(tmp_path / "list.csv", [line(1), line(2, visit_date="soon")])
    facts = facts_of(tmp_path / "facts.csv", "P-0009", "p-0001", "P-0008", "P-0002")

    listed, problems = steps.read_list(path, small, facts)

    assert listed is not None
    (told,) = problems
    assert (told.code, told.severity.value) == ("facts-stray", "warning")
    assert "2 of 4 (A2, A4)" in told.sentence
    assert "P-0009" not in told.sentence


def test_patients_without_facts_are_told(tmp_path: Path, small: Content) -> None:
    """Their aids are made, as nothing is known of them; who gets none is not counted."""
    path = write_csv(tmp_path / "list.csv", [
        line(1), line(2), line(3, reason="knee"), line(4)])

    plan = planned(path, small, facts_of(tmp_path / "facts.csv", "P-0001"))

    assert outcomes(plan) == {"A-0001": "make", "A-0002": "make", "A-0003": "skip",
                              "A-0004": "make"}
    (told,) = plan.warnings
    assert (told.code, told.place.file) == ("facts-lacking", "list.csv")
    assert "2 (A3, A5)" in told.sentence


@pytest.mark.parametrize(("listed", "told"), [
    ("1001", "01001"), ("0042", "42"), ("1001", "1 001"), ("p 7", "P7")])
def test_an_id_that_is_almost_that_of_the_facts_holds_the_visit(
        tmp_path: Path, small: Content, listed: str, told: str) -> None:
    """The facts are probably this patient's: they are neither taken for theirs nor left out."""
    path = write_csv(tmp_path / "list.csv", [line(1, patient_id=listed), line(2)])

    plan = planned(path, small, facts_of(tmp_path / "facts.csv", told, "P-0002"))

    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "make"}
    assert codes(plan, "A-0001") == {"facts-near"}
    assert "facts.csv, cell A2" in plan.entries[0].reason


def test_ids_that_differ_in_zeros_are_two_where_both_are_known(tmp_path: Path, small: Content
                                                               ) -> None:
    """An exact id wins over one that is almost the same."""
    path = write_csv(tmp_path / "list.csv", [line(1, patient_id="42"), line(2, patient_id="042")])

    plan = planned(path, small, facts_of(tmp_path / "facts.csv", "42", "042", "0042"))

    assert outcomes(plan) == {"A-0001": "make", "A-0002": "make"}


@pytest.mark.parametrize(("heading", "text", "code"), [
    ("WORK", "moon", "not-a-choice"), ("Already tried", "leeches", "held-option"),
    ("Language", "eo", "held-language")])
def test_a_bad_value_is_told_once_at_its_own_cell(
        tmp_path: Path, small: Content, heading: str, text: str, code: str) -> None:
    """The cell is that of the facts, however its column is headed, and not one of the list."""
    path = write_csv(tmp_path / "list.csv", [line(1)])
    facts = write_csv(tmp_path / "facts.csv", [{"Patient id": "P-0001", heading: text}])

    (entry,) = planned(path, small, facts).entries

    assert entry.outcome == "hold"
    assert [(each.code, each.place.file, each.place.cell, each.place.heading)
            for each in entry.problems] == [(code, "facts.csv", "B2", heading)]


def test_headings_that_nobody_knows_are_told_with_the_facts(tmp_path: Path, small: Content
                                                            ) -> None:
    """What is expected there first of all are the patient facts of the workbook."""
    facts = tmp_path / "facts.csv"
    facts.write_text("Patient id,Works\nP-0001,outdoors\n", "utf-8")

    _, problems = steps.read_list(write_csv(tmp_path / "list.csv", [line(1)]), small, facts)

    assert [each.code for each in problems] == ["header-missing"]
    assert all(fact.name in problems[0].sentence for fact in small.facts)


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


@pytest.mark.parametrize("heading", ["Deceased", "Date of death", "Status", "Opted-out on"])
def test_a_deciding_column_among_the_facts_refuses_the_file(
        tmp_path: Path, small: Content, heading: str) -> None:
    """What says that somebody has died is not passed over because of the file that it is in."""
    path = write_csv(tmp_path / "list.csv", [line(1)])
    facts = write_csv(tmp_path / "facts.csv", [
        {"Patient id": "P-0001", "Work": "outdoors", heading: "yes"}])

    listed, problems = steps.read_list(path, small, facts)

    assert listed is None
    assert "facts-decide" in {each.code for each in problems}


@pytest.mark.parametrize(("told", "outcome"), [
    ({"Date of birth": "1941-02-11"}, "make"), ({"Date of birth": "11/02/1941"}, "make"),
    ({"DOB": "11.2.41"}, "make"), ({"Surname": "EXAMPLE1", "Given name": "testa1"}, "make"),
    ({"Date of birth": ""}, "make"), ({"Patient name": "Example1, Testa1 (Tess)"}, "make"),
    ({"Date of birth": "1941-02-12"}, "hold"), ({"DOB": "soon"}, "hold"),
    ({"Family name": "Other"}, "hold"), ({"First name": "Nova"}, "hold"),
    ({"Patient name": "Other, Testa1"}, "hold")])
def test_facts_of_another_person_under_the_same_id_hold_the_visit(
        tmp_path: Path, small: Content, told: dict[str, str], outcome: str) -> None:
    """Name and date of birth in the file of facts are compared with the list's."""
    path = write_csv(tmp_path / "list.csv", [line(1), line(2)])
    facts = write_csv(tmp_path / "facts.csv", [
        {"Patient id": "P-0001", "Work": "outdoors", **told}])

    plan = planned(path, small, facts)

    assert outcomes(plan) == {"A-0001": outcome, "A-0002": "make"}
    assert ("facts-person" in codes(plan, "A-0001")) is (outcome == "hold")
    assert not any(text and text in plan.entries[0].reason for text in told.values())
