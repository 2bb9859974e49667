"""Lists as FHIR R4: whoever the references mean, the same record, or the right refusal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sdaid import plans, steps
from sdaid.appointments.columns import Appointment
from sdaid.workbook.content import Content
from tests.appointments.fhir import (
    BASE,
    appointment,
    entry,
    patient,
    write_bundle,
    write_export,
)
from tests.batch.lists import codes, outcomes, planned

MR = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"}]}


def read_one(path: Path, content: Content) -> Appointment:
    """The only appointment of the list, which has no problem."""
    listed, problems = steps.read_list(path, content)
    assert listed is not None, problems
    ((_, found, wrong),) = listed.rows()
    assert found is not None, wrong
    assert not problems + wrong
    return found


def one(tmp_path: Path, content: Content, who: dict[str, Any], **changed: Any) -> Appointment:
    """The record of one appointment of the patient `who`."""
    return read_one(write_bundle(tmp_path / "list.json", entry(appointment(1, **changed)),
                                 entry(who)), content)


def test_an_appointment_becomes_the_record_of_every_list(tmp_path: Path, small: Content) -> None:
    """Every element that we use comes into its column."""
    who = patient(
        1, identifier=[{"value": "secret"}, {"type": MR, "value": "0042"}],
        name=[{"use": "official", "family": "Example", "given": ["Ana", "Maria"]}],
        address=[{"use": "home", "line": ["1 Nowhere Lane", "Flat 2"], "city": "Testville",
                  "state": "TS", "postalCode": "00100", "country": "US"}],
        telecom=[{"system": "phone", "value": "000"}, {"system": "email", "value": "a@b.example"}],
        communication=[{"language": {"coding": [{"code": "en-US"}]}, "preferred": True}])
    path = write_bundle(
        tmp_path / "list.json", entry(who),
        entry({"resourceType": "Practitioner", "id": "d",
               "name": [{"prefix": ["Dr"], "family": "Nobody"}]}),
        entry(appointment(1, participant=[
            {"actor": {"reference": "Practitioner/d"}}, {"actor": {"reference": "Patient/p1"}},
            {"actor": {"reference": "Location/none", "display": "Room 1"}}])))

    found = read_one(path, small)

    assert found.model_dump(include={
        "id", "patient_id", "given_name", "family_name", "reason", "place", "clinician", "address",
        "postcode", "country", "email", "language", "status", "deceased"}) == {
            "id": "A-0001", "patient_id": "0042", "given_name": "Ana Maria",
            "family_name": "Example", "reason": "hiccups", "place": "Room 1",
            "clinician": "Dr Nobody", "address": "1 Nowhere Lane\nFlat 2\nTestville\nTS",
            "postcode": "00100", "country": "US", "email": "a@b.example", "language": "en-US",
            "status": "booked", "deceased": False}
    assert (str(found.born), str(found.visit_date), str(found.visit_time)) == (
        "1941-02-03", "2026-12-01", "09:30:00-05:00")


@pytest.mark.parametrize(("reference", "url"), [
    ("Patient/p1", f"{BASE}/Patient/p1"),
    ("Patient/p1/_history/3", f"{BASE}/Patient/p1"),
    (f"{BASE}/Patient/p1", f"{BASE}/Patient/p1"),
    ("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0",
     "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"),
    ("Patient/p1", ""),
])
def test_references_of_a_bundle_are_followed(
        tmp_path: Path, small: Content, reference: str, url: str) -> None:
    """Relative, versioned, absolute and urn:uuid references lead to the Patient."""
    path = write_bundle(tmp_path / "list.json", entry(appointment(1, reference)),
                        entry(patient(2)), entry(patient(1), url), type="collection")

    assert read_one(path, small).family_name == "Example1"


def test_a_contained_patient_is_followed(tmp_path: Path, small: Content) -> None:
    """A Patient within the Appointment is the one that “#…” means."""
    path = write_bundle(tmp_path / "list.json", entry(
        appointment(1, "#p1", contained=[patient(1, identifier=[{"value": "0042"}])])))

    assert read_one(path, small).family_name == "Example1"


def test_two_servers_in_one_bundle_are_told_apart(tmp_path: Path, small: Content) -> None:
    """A relative reference means the Patient of the server that the Appointment is of."""
    other = "https://other.example/r4"
    path = write_bundle(
        tmp_path / "list.json",
        entry(patient(1, name=[{"family": "Wrong", "given": ["Ana"]}]), f"{other}/Patient/p1"),
        entry(patient(1)), entry(appointment(1)),
        entry(appointment(2, f"{other}/Patient/p1"), f"{other}/Appointment/A-0002"))

    listed, _ = steps.read_list(path, small)

    assert listed is not None
    assert [row.family_name for _, row, _ in listed.rows() if row] == ["Example1", "Wrong"]


@pytest.mark.parametrize(("changed", "says"), [
    ({"participant": [{"actor": {"reference": "Patient/other"}}]}, "not in the list"),
    ({"participant": [{"actor": {"reference": "https://far.example/Patient/p1"}}]},
     "not in the list"),
    ({"participant": [{"actor": {"reference": "urn:uuid:1"}}]}, "not in the list"),
    ({"participant": [{"actor": {"reference": "#p1"}}]}, "not in the list"),
    ({"participant": [{"actor": {"reference": "Patient/p1"}},
                      {"actor": {"reference": "Patient/p2"}}]}, "several patients"),
    ({"participant": []}, "no patient"),
    ({"participant": None}, "no patient"),
    ({"participant": ["odd", {"actor": "odd"}]}, "no patient"),
    ({"start": None}, "blank"),
    ({"start": "soon"}, "Appointment.start"),
    ({"status": "odd"}, "Appointment.status"),
])
def test_an_appointment_that_is_not_clear_is_held(
        tmp_path: Path, small: Content, changed: dict[str, Any], says: str) -> None:
    """Without a single patient, a day or a status there is no aid, and the next is made."""
    path = write_bundle(tmp_path / "list.json", entry(appointment(1, **changed)),
                        entry(appointment(2)), entry(patient(1)), entry(patient(2)))

    plan = planned(path, small)

    assert [entry.outcome for entry in plan.entries] == ["hold", "make"]
    assert says in plan.entries[0].reason
    assert plan.entries[0].cell == "entry 1"


@pytest.mark.parametrize(("status", "reason"), [
    ("entered-in-error", "entered in error"), ("cancelled", "cancelled"), ("noshow", "missed"),
    ("fulfilled", "over"), ("proposed", "not booked yet"), ("waitlist", "not booked yet")])
def test_what_is_not_booked_is_skipped_even_if_it_is_not_whole(
        tmp_path: Path, small: Content, status: str, reason: str) -> None:
    """Nobody has to mend a visit that does not take place."""
    path = write_bundle(
        tmp_path / "list.json", entry(appointment(1, status=status)), entry(patient(1)),
        entry(appointment(2, status=status, start=None, participant=None)))

    plan = planned(path, small)

    assert [(entry.outcome, entry.reason) for entry in plan.entries] == [("skip", reason)] * 2


@pytest.mark.parametrize("gone", [{"deceasedBoolean": True}, {"deceasedDateTime": "2026-01-01"}])
def test_the_deceased_are_skipped(tmp_path: Path, small: Content, gone: dict[str, Any]) -> None:
    """Either way in which FHIR tells it counts."""
    path = write_bundle(tmp_path / "list.json", entry(appointment(1)), entry(patient(1, **gone)))

    assert planned(path, small).entries[0].reason == "deceased"


def test_a_patient_who_declined_is_skipped(tmp_path: Path, small: Content) -> None:
    """The patient's own answer counts, whatever the visit's status."""
    path = write_bundle(tmp_path / "list.json", entry(patient(1)), entry(appointment(
        1, participant=[{"actor": {"reference": "Patient/p1"}, "status": "declined"}])))

    assert planned(path, small).entries[0].reason == "cancelled"


def test_the_name_and_address_in_force_are_taken(tmp_path: Path, small: Content) -> None:
    """Among several, the official name and the home address of the day of the visit."""
    who = patient(1, name=[
        {"use": "old", "family": "Former", "given": ["Ana"]},
        {"use": "nickname", "given": ["Annie"], "family": "Example"},
        {"use": "official", "family": "Before", "given": ["Ana"], "period": {"end": "2020-01-01"}},
        {"use": "official", "family": "Example", "given": ["Ana"],
         "period": {"start": "2020-01-02"}}],
        address=[{"use": "old", "line": ["Old Lane"]},
                 {"use": "home", "line": ["Gone Lane"], "period": {"end": "2026-11"}},
                 {"use": "home", "line": ["Home Lane"], "postalCode": "00100"}])

    found = one(tmp_path, small, who)

    assert (found.family_name, found.address) == ("Example", "Home Lane")


def test_a_name_of_one_text_is_printed_as_it_stands(tmp_path: Path, small: Content) -> None:
    """Put together again, given and family name are the text that was sent."""
    found = one(tmp_path, small, patient(1, name=[{"text": "李 小龍 Example"}]))

    assert f"{found.given_name} {found.family_name}" == "李 小龍 Example"


def test_a_reason_is_known_by_text_display_or_code(tmp_path: Path, small: Content) -> None:
    """Whichever name of the concept the workbook uses; never that of the service beside it."""
    path = write_bundle(
        tmp_path / "list.json", *(entry(patient(number)) for number in range(1, 6)),
        entry(appointment(1, reasonCode=[{"coding": [{"code": "hiccups"}]}])),
        entry(appointment(2, reasonCode=[{"text": "Pain"}, {"coding": [{"display": "Hiccups"}]}])),
        entry(appointment(3, reasonCode=None, serviceType=[{"text": "hiccups"}])),
        entry(appointment(4, serviceType=[{"text": "hiccups"}], reasonCode=[{"text": "knee"}])),
        entry(appointment(5, reasonCode=None)))

    assert [each.outcome for each in planned(path, small).entries] == [
        "make", "make", "make", "skip", "hold"]


@pytest.mark.parametrize(("changed", "code"), [
    ({"entry": []}, "fhir-no-appointments"),
    ({"entry": None}, "fhir-no-appointments"),
    ({"entry": [entry(appointment(1))]}, "fhir-no-patients"),
    ({"type": "transaction"}, "fhir-bundle-type"),
    ({"type": None}, "fhir-bundle-type"),
    ({"resourceType": "Patient"}, "fhir-single"),
    ({"type": "message"}, "fhir-message"),
])
def test_a_bundle_that_is_no_list_is_refused(
        tmp_path: Path, small: Content, changed: dict[str, Any], code: str) -> None:
    """What is missing in the Bundle as a whole is one problem and not one for each visit."""
    path = write_bundle(tmp_path / "list.json", **changed)
    path.write_text(path.read_text("utf-8").replace("}", "\n}"), "utf-8")

    listed, problems = steps.read_list(path, small)

    assert listed is None
    assert [each.code for each in problems] == [code]


@pytest.mark.parametrize("text", ["{", "[]", "nothing", '{"a": ' * 3000, "\xff", '{"a": NaN}',
                                  '"text"', "1", ""])
def test_what_is_not_fhir_is_refused(tmp_path: Path, small: Content, text: str) -> None:
    """Neither broken JSON nor other JSON ends in a traceback."""
    path = tmp_path / "list.json"
    path.write_bytes(text.encode("latin-1"))

    listed, problems = steps.read_list(path, small)

    assert listed is None
    assert [each.code for each in problems] == ["fhir-damaged"]


def test_paging_is_named(tmp_path: Path, small: Content) -> None:
    """A Bundle that is only the first page says so, and how many there are."""
    path = write_bundle(tmp_path / "list.json", entry(appointment(1)), entry(patient(1)),
                        link=[{"relation": "next", "url": "https://fhir.example/page2?token=x"}],
                        total=3)

    _, problems = steps.read_list(path, small)

    assert [each.code for each in problems] == ["fhir-paging"]
    assert "1 of 3" in problems[0].sentence
    assert "token" not in problems[0].sentence


def test_a_bundle_of_ten_thousand_entries_is_read(tmp_path: Path, small: Content) -> None:
    """Each appointment finds its own patient."""
    path = write_bundle(tmp_path / "list.json",
                        *(entry(appointment(number)) for number in range(5000)),
                        *(entry(patient(number)) for number in range(5000)))

    listed, _ = steps.read_list(path, small)

    assert listed is not None
    assert all(row and row.id[2:].lstrip("0") == row.family_name[7:].lstrip("0")
               for _, row, _ in listed.rows())


@pytest.mark.parametrize("folder", [True, False])
def test_a_bulk_export_is_joined(tmp_path: Path, small: Content, folder: bool) -> None:
    """Appointments find their patients in any order, in one file or in a folder of files."""
    visits = [appointment(number) for number in (2, 1)]
    people = [patient(number, name=[{"family": f"Exämple{number}", "given": ["Ana"]}])
              for number in (1, 2, 3)]
    if folder:
        path = tmp_path / "export"
        path.mkdir()
        write_export(path / "Appointment.ndjson", *visits)
        write_export(path / "Patient.ndjson", *people)
    else:
        path = write_export(tmp_path / "list.ndjson", *visits, *people)

    listed, problems = steps.read_list(path, small)

    assert listed is not None
    assert not problems
    assert [(row.id, row.family_name) for _, row, _ in listed.rows() if row] == [
        ("A-0002", "Exämple2"), ("A-0001", "Exämple1")]


def test_a_broken_line_of_an_export_is_held(tmp_path: Path, small: Content) -> None:
    """A file that was cut off says so for its last line; the others are made."""
    path = write_export(tmp_path / "list.ndjson", patient(1), appointment(1), appointment(2))
    path.write_bytes(path.read_bytes()[:-30])

    plan = planned(path, small)

    assert [entry.outcome for entry in plan.entries] == ["make", "hold"]
    assert "fhir-line" in {each.code for each in plan.entries[1].problems}


def test_two_patients_of_one_id_in_an_export_are_held(tmp_path: Path, small: Content) -> None:
    """Nobody can tell whom the reference means; the same line twice is one patient."""
    path = write_export(
        tmp_path / "list.ndjson", patient(1), patient(1, birthDate="1999-01-01"), patient(2),
        patient(2), appointment(1), appointment(2))

    plan = planned(path, small)

    assert [entry.outcome for entry in plan.entries] == ["hold", "make"]
    assert "two different Patients" in plan.entries[0].reason


def test_facts_come_from_a_file_of_their_own(tmp_path: Path, small: Content) -> None:
    """FHIR has no patient facts: they are joined by patient id, never by position."""
    path = write_export(tmp_path / "list.ndjson", patient(1), patient(2), patient(3),
                        *(appointment(number) for number in (1, 2, 3)))
    facts = tmp_path / "facts.csv"
    facts.write_text("MRN,Work,Swallowing,Already tried,Format,Opted out\n"
                     "p2,outdoors,yes,wait,large-print,\np1,moon,,,,\np3,,,,,yes\n", "utf-8")

    plan = planned(path, small, facts)

    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "make", "A-0003": "skip"}
    assert codes(plan, "A-0001") == {"not-a-choice"}
    assert "facts.csv" in plan.entries[0].reason
    assert plan.entries[1].format == "large-print"
    listed, _ = steps.read_list(path, small, facts)
    assert listed is not None
    (second,) = [row for _, row, _ in listed.rows() if row and row.id == "A-0002"]
    assert second.extra == {"work": "outdoors", "trouble-swallowing": "yes"}
    assert second.tried == ("wait",)


@pytest.mark.parametrize("ids", [("same", "same"), (None, None)])
def test_two_patients_are_two_whatever_their_ids_are(
        tmp_path: Path, small: Content, ids: tuple[str | None, str | None]) -> None:
    """An aid never goes out under one of two names: resources are compared, and not their ids."""
    who = [patient(number, id=id_) for number, id_ in enumerate(ids, start=1)]
    path = write_bundle(
        tmp_path / "list.json",
        entry(appointment(1, participant=[{"actor": {"reference": f"{BASE}/Patient/{number}"}}
                                          for number in (1, 2)])),
        *({"fullUrl": f"{BASE}/Patient/{number}", "resource": each}
          for number, each in enumerate(who, start=1)))

    (held,) = planned(path, small).entries

    assert held.outcome == "hold"
    assert "several patients" in held.reason


def test_two_contained_patients_of_one_id_are_not_told_apart(
        tmp_path: Path, small: Content) -> None:
    """The first of them is not taken for the one that is meant."""
    contained = [patient(1, id="who"), patient(2, id="who")]
    path = write_bundle(tmp_path / "list.json", entry(appointment(1, "#who", contained=contained)))

    assert outcomes(planned(path, small)) == {"A-0001": "hold"}


def test_one_patient_named_twice_is_one(tmp_path: Path, small: Content) -> None:
    """Some systems name the patient as both subject and attendee."""
    twice = [{"actor": {"reference": "Patient/p1"}}, {"actor": {"reference": "Patient/p1"}}]
    path = write_bundle(tmp_path / "list.json", entry(appointment(1, participant=twice)),
                        entry(patient(1)))

    assert outcomes(planned(path, small)) == {"A-0001": "make"}


@pytest.mark.parametrize("kind", ["bundle", "export"])
def test_half_a_character_holds_its_row_alone(tmp_path: Path, small: Content, kind: str) -> None:
    """JSON can name half of a pair; no page can show it, and the next visit is made."""
    who = patient(1, name=[{"family": "Exam\ud800ple", "given": ["Testa"]}])
    visits = [appointment(1), appointment(2), who, patient(2)]
    path = write_export(tmp_path / "list.ndjson", *visits) if kind == "export" else write_bundle(
        tmp_path / "list.json", *map(entry, visits))

    plan = planned(path, small)

    assert [each.outcome for each in plan.entries] == ["hold", "make"]
    assert {each.code for each in plan.entries[0].problems} == {"characters"}
    assert plan.entries[0].reason.encode("utf-8")


def test_texts_have_the_limits_that_they_have_in_sheets(tmp_path: Path, small: Content) -> None:
    """Too long an address holds its row; marks that turn the direction are told."""
    long = patient(1, address=[{"line": ["x" * 2_001]}])
    turned = patient(2, name=[{"family": "Exam\u202eple", "given": ["Testa"]}])
    path = write_bundle(tmp_path / "list.json", *map(entry, [
        appointment(1), appointment(2), long, turned]))

    plan = planned(path, small)

    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "make"}
    assert codes(plan, "A-0001") == {"too-long"}
    assert codes(plan, "A-0002") == {"direction-marks"}


@pytest.mark.parametrize("start", ["9999-12-31T23:30:00-05:00", "0001-01-01T00:30:00+09:00"])
def test_a_moment_beyond_the_calendar_holds_its_row(
        tmp_path: Path, small: Content, start: str) -> None:
    """The clinic's clocks never show it."""
    path = write_bundle(tmp_path / "list.json", entry(appointment(1, start=start)),
                        entry(patient(1)))

    plan = planned(path, small, zone=plans.time_zone("Asia/Tokyo" if start[0] == "9"
                                                     else "America/New_York"))

    assert outcomes(plan) == {"A-0001": "hold"}
    assert codes(plan, "A-0001") == {"out-of-range"}


@pytest.mark.parametrize("changed", [
    {"type": "Somebody Hidden"}, {"type": {"who": "Hidden"}},
    {"total": "Hidden", "link": [{"relation": "next", "url": "x"}]},
    {"total": ["Hidden"], "link": [{"relation": "next", "url": "x"}]}])
def test_a_bundle_s_own_elements_are_not_repeated(
        tmp_path: Path, small: Content, changed: dict[str, Any]) -> None:
    """Only a number or a code is: whatever else stands there may be somebody's name."""
    path = write_bundle(tmp_path / "list.json", entry(appointment(1)), entry(patient(1)),
                        **changed)

    _, (found,) = steps.read_list(path, small)

    assert found.code in ("fhir-bundle-type", "fhir-paging")
    assert "Hidden" not in str(found.as_json())


@pytest.mark.parametrize("gone", [
    {"deceasedBoolean": "true"}, {"deceasedBoolean": 1}, {"deceasedBoolean": "false"},
    {"deceasedDateTime": {}}, {"deceasedDateTime": 2026}, {"active": "false"}, {"active": 0},
    {"active": 1}])
def test_a_death_or_record_of_the_wrong_type_is_held(
        tmp_path: Path, small: Content, gone: dict[str, Any]) -> None:
    """What FHIR does not allow there is nobody's “no”."""
    path = write_bundle(tmp_path / "list.json", entry(appointment(1)), entry(appointment(2)),
                        entry(patient(1, **gone)),
                        entry(patient(2, active=True, deceasedBoolean=False)))

    assert outcomes(planned(path, small)) == {"A-0001": "hold", "A-0002": "make"}


def test_an_old_name_or_address_is_never_used(tmp_path: Path, small: Content) -> None:
    """Where there is no other, there is none."""
    old = {"use": "old", "line": ["1 Nowhere Lane"], "postalCode": "00100", "country": "US"}
    found = one(tmp_path, small, patient(1, address=[old]))
    assert (found.address, found.postcode, found.country) == ("", "", "")

    path = write_bundle(tmp_path / "list.json", entry(appointment(1)), entry(patient(
        1, name=[{"use": "old", "family": "Former", "given": ["Testa"]}])))
    assert outcomes(planned(path, small)) == {"A-0001": "hold"}


@pytest.mark.parametrize(("changed", "outcome"), [
    ({"comment": "CANCELLED by phone"}, "hold"), ({"description": "Patient deceased"}, "hold"),
    ({"patientInstruction": "do not send"}, "hold"), ({"note": [{"text": "Died."}]}, "hold"),
    ({"comment": "Bring the referral letter", "note": ["odd"]}, "make")])
def test_a_remark_that_nobody_comes_holds_the_visit(
        tmp_path: Path, small: Content, changed: dict[str, Any], outcome: str) -> None:
    """As in a column of a table that is not read; the remark is not quoted."""
    path = write_bundle(tmp_path / "list.json", entry(appointment(1, **changed)),
                        entry(patient(1)))

    plan = planned(path, small)

    assert outcomes(plan) == {"A-0001": outcome}
    assert (codes(plan, "A-0001") == {"row-marked"}) is (outcome == "hold")
    assert "by phone" not in plan.entries[0].reason
