"""FHIR R4: what a Patient's record says of language, identity and validity; messages and single
resources, which are no list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sdaid import steps
from sdaid.batch.plan import Entry
from sdaid.workbook.content import Content
from tests.appointments.fhir import appointment, entry, patient, write_bundle, write_export
from tests.batch.lists import codes, outcomes, planned

NHS_NUMBER = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000011"}
RECORD = {"type": {"coding": [{"code": "MR"}]}, "value": "0042"}
OTHER = {"system": "https://example.org/ids", "value": "X-1"}


def language(*codes_: str, text: str = "", preferred: bool | None = None) -> dict[str, Any]:
    """A communication element of a Patient."""
    said: dict[str, Any] = {"coding": [{"code": code} for code in codes_]} if codes_ else {}
    made: dict[str, Any] = {"language": said | ({"text": text} if text else {})}
    return made if preferred is None else made | {"preferred": preferred}


def planned_one(tmp_path: Path, content: Content, **changed: Any) -> Entry:
    """The plan's entry of one visit of a Patient with these elements."""
    (made,) = planned(write_bundle(tmp_path / "list.json", entry(appointment(1)),
                                   entry(patient(1, **changed))), content).entries
    return made


@pytest.mark.parametrize("spoken", [
    [], [language("en")], [language("en-GB")], [language("eng")], [language(text="English")],
    [language("en", text="English")], [language("q9", text="British English")],
    [language("es"), language("en", preferred=True)], [language("en"), language("en-US")],
    [language("en-GB", text="English (Region=United Kingdom)")]])
def test_who_reads_the_workbooks_language_gets_an_aid(
        tmp_path: Path, small: Content, spoken: list[dict[str, Any]]) -> None:
    """By its code or its name; the preferred one of several."""
    assert planned_one(tmp_path, small, communication=spoken).outcome == "make"


@pytest.mark.parametrize(("spoken", "code"), [
    ([language("es")], "held-language"), ([language(text="Spanish; interpreter needed")],
                                          "held-language"),
    ([language("en", text="English; interpreter needed")], "held-language"),
    ([language("en", text="Spanish")], "held-languages"), ([language("zz")], "held-language"),
    ([language("en"), language("es")], "held-languages"),
    ([language("en", preferred=True), language("es", preferred=True)], "held-languages"),
    ([language("bfi")], "held-signed"), ([language(text="British Sign Language")], "held-signed"),
    ([language("q4", text="British Sign Language")], "held-signed"),
    ([language("en"), language("es", preferred=True)], "held-language")])
def test_who_may_read_another_language_is_held(
        tmp_path: Path, small: Content, spoken: list[dict[str, Any]], code: str) -> None:
    """With words that say why, and not what stands there."""
    made = planned_one(tmp_path, small, communication=spoken)

    assert made.outcome == "hold"
    assert {each.code for each in made.problems} == {code}
    assert "panish" not in made.reason


@pytest.mark.parametrize(("changed", "says"), [
    ({"active": False}, "no longer active"),
    ({"link": [{"other": {"reference": "Patient/p9"}, "type": "replaced-by"}]}, "replaced"),
    ({"name": [{"family": "Example", "given": ["*DECEASED*"]}]}, "wrote into this cell")])
def test_a_record_that_stands_no_more_is_held(
        tmp_path: Path, small: Content, changed: dict[str, Any], says: str) -> None:
    """Somebody else's record may be the right one."""
    made = planned_one(tmp_path, small, **changed)

    assert made.outcome == "hold"
    assert says in made.reason


@pytest.mark.parametrize("changed", [
    {"active": True}, {"link": [{"other": {"reference": "Patient/p9"}, "type": "replaces"}]}])
def test_a_record_that_replaces_another_is_used(
        tmp_path: Path, small: Content, changed: dict[str, Any]) -> None:
    """And one that is said to be active."""
    assert planned_one(tmp_path, small, **changed).outcome == "make"


@pytest.mark.parametrize(("identifiers", "inside", "expected"), [
    ([], False, "p1"), ([OTHER], False, "p1"), ([NHS_NUMBER, OTHER], False, "9990000011"),
    ([NHS_NUMBER, RECORD], False, "0042"), ([NHS_NUMBER], True, "9990000011"),
    ([OTHER], True, "X-1"), ([RECORD, OTHER], True, "0042"), ([{"system": "x"}], False, "p1")])
def test_the_id_of_a_patient_is_the_clinics_own(
        tmp_path: Path, small: Content, identifiers: list[dict[str, Any]], inside: bool,
        expected: str) -> None:
    """The record number, else the NHS number, else the server's; of one inside the Appointment
    whatever identifies it."""
    who = patient(1, identifier=identifiers)
    visit = appointment(1, "#p1", contained=[who]) if inside else appointment(1)
    listed, problems = steps.read_list(write_bundle(
        tmp_path / "list.json", entry(visit), entry(patient(2) if inside else who)), small)

    assert listed is not None, problems
    ((_, made, wrong),) = listed.rows()
    assert made is not None
    assert (made.patient_id, wrong) == (expected, [])


def test_contained_patients_without_an_identifier_are_held(tmp_path: Path, small: Content) -> None:
    """Their ids are marks within their Appointments, alike in all of them."""
    plan = planned(write_bundle(tmp_path / "list.json", *(
        entry(appointment(number, "#p", contained=[patient(number, id="p")]))
        for number in (1, 2))), small)

    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "hold"}
    assert "no identifier" in plan.entries[0].reason
    assert "held-two-people" not in codes(plan, "A-0001")


@pytest.mark.parametrize("name", [{"text": "Mononym"}, {"text": "Mononym", "family": "Mononym"}])
def test_a_whole_name_of_one_word_is_a_name(tmp_path: Path, small: Content, name: dict[str, str]
                                            ) -> None:
    """Where the record gives the name as a whole; a family name alone may lack the rest."""
    assert planned_one(tmp_path, small, name=[name]).outcome == "make"
    assert planned_one(tmp_path, small, name=[{"family": "Mononym"}]).outcome == "hold"


def test_a_booking_message_is_called_one(tmp_path: Path, small: Content) -> None:
    """As BaRS sends it from one system to another, about one booking."""
    header = {"resourceType": "MessageHeader", "id": "m", "eventCoding": {
        "system": "https://fhir.nhs.uk/CodeSystem/message-events-bars", "code": "booking-request"}}
    path = write_bundle(tmp_path / "list.json", entry(header), entry(appointment(1)),
                        entry(patient(1)), type="message")

    listed, (found,) = steps.read_list(path, small)

    assert listed is None
    assert found.code == "fhir-message"
    assert "booking-request" in found.sentence


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(("made", "kind"), [(appointment(1), "Appointment"),
                                            (patient(1), "Patient")])
def test_a_single_resource_is_called_what_it_is(
        tmp_path: Path, small: Content, made: dict[str, Any], kind: str, indent: int | None
        ) -> None:
    """Whether it stands on one line or on many."""
    path = tmp_path / "list.json"
    path.write_text(json.dumps(made, indent=indent) + "\n", "utf-8")

    listed, (found,) = steps.read_list(path, small)

    assert listed is None
    assert found.code == "fhir-single"
    assert f"a single {kind}" in found.sentence


def test_an_export_named_json_is_still_one(tmp_path: Path, small: Content) -> None:
    """Several resources, each on a line of its own."""
    path = write_export(tmp_path / "list.json", appointment(1), patient(1))

    assert outcomes(planned(path, small)) == {"A-0001": "make"}
