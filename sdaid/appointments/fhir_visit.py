"""One FHIR R4 Appointment and its Patient as the record that every kind of list becomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from sdaid.appointments.columns import APPOINTMENTS, Appointment
from sdaid.appointments.fhir_patients import NOT_HERE, Patients, Resource, only, several
from sdaid.appointments.languages import is_signed, language_named
from sdaid.appointments.lines import gets_none
from sdaid.appointments.statuses import Status
from sdaid.problems import CATALOGUE, Place, Problem, problem
from sdaid.sheets.columns import Origin, Record
from sdaid.sheets.records import RecordMaker, fields_of, text_notices
from sdaid.sheets.values import Cell, allowed
from sdaid.staff import mark

STATUSES = {
    "booked": Status.BOOKED, "arrived": Status.BOOKED, "checked-in": Status.BOOKED,
    "proposed": Status.NOT_BOOKED, "pending": Status.NOT_BOOKED, "waitlist": Status.NOT_BOOKED,
    "cancelled": Status.CANCELLED, "noshow": Status.MISSED, "fulfilled": Status.OVER,
    "entered-in-error": Status.MISTAKE,
}
"""FHIR R4's codes (value set appointmentstatus)."""

AGAINST = RecordMaker(Place(), APPOINTMENTS).fields
"""What the texts are held against."""

NAME_USES = ("official", "usual", "", "temp", "nickname", "anonymous", "maiden")
ADDRESS_USES = ("home", "temp", "", "work", "billing")
IDENTIFIER_USES = ("official", "usual", "", "secondary", "temp", "old")

NHS_NUMBER = "nhs-number"
"""The last part of the system of NHS numbers, https://fhir.nhs.uk/Id/nhs-number."""

NO_GIVEN_NAME = "no given name"
"""As lists write it of people with one name alone."""

NOTES = ("comment", "description", "patientInstruction")
"""Elements with a person's own words."""

FROM = {
    "id": "Appointment.id", "status": "Appointment.status", "visit_date": "Appointment.start",
    "visit_time": "Appointment.start", "reason": "Appointment.reasonCode",
    "patient_id": "Patient.identifier", "given_name": "Patient.name.given",
    "family_name": "Patient.name.family", "born": "Patient.birthDate",
    "deceased": "Patient.deceased", "address": "Patient.address",
    "postcode": "Patient.address.postalCode", "country": "Patient.address.country",
    "email": "Patient.telecom", "language": "Patient.communication",
    "place": "Appointment.participant (Location)",
    "clinician": "Appointment.participant (Practitioner)",
}
"""Where each column comes from, for the places of problems."""


def visit(appointment: Resource, place: Place, patients: Patients, base: str
          ) -> tuple[Record | None, list[Problem]]:
    """The record, or what can be read of it, and what holds it. `base` is the address of the
    Bundle's entry."""
    actors = [_actor(each, appointment, patients, base) for each in
              _dicts(appointment.get("participant"))]
    who = [(resource, status) for kind, resource, status in actors if kind == "Patient"]
    told = _appointment(appointment, actors)
    problems: list[Problem] = []
    found = several(resource for resource, _ in who if isinstance(resource, dict))
    missing = [resource for resource, _ in who if isinstance(resource, str)]
    if len(found) + len(missing) > 1:
        problems.append(_about(place, mark("it is of several patients")))
    elif missing or not who:
        problems.append(_about(place, missing[0] if missing else mark("it names no patient")))
    else:
        inside = any(each == found[0] for each in _dicts(appointment.get("contained")))
        told |= _patient(found[0], str(appointment.get("start") or ""), inside=inside)
        problems += [_about(place, why) for why in _why_not(found[0], told, inside=inside)]
        if who[0][1] == "declined":
            told["status"] = Status.CANCELLED.value
    record, refused = _record(told, place)
    refused += _marked(appointment, place)
    if problems and isinstance(record, Appointment):
        return record, [*problems, *refused]
    refused = problems or refused
    unbooked = STATUSES.get(_text(appointment.get("status")), Status.BOOKED)
    if not isinstance(record, Appointment) and unbooked is not Status.BOOKED:
        # what it lacks, nobody needs
        return record, [problem("skipped", place, why=unbooked.value)]
    return record, refused


def _why_not(patient: Resource, told: dict[str, str], *, inside: bool) -> Iterator[str]:
    """Why nobody should write to this Patient; `inside` is one that the Appointment contains."""
    active = patient.get("active")
    if active is False:
        yield mark("its Patient is marked as no longer active")
    elif active is not None and active is not True:
        yield mark("its Patient's “active” is neither true nor false")
    if any(each.get("type") == "replaced-by" for each in _dicts(patient.get("link"))):
        yield mark("its Patient was replaced by another record of the same person")
    if inside and not told["patient_id"]:
        yield mark("its Patient, which stands inside the Appointment, has no identifier")


def _marked(appointment: Resource, place: Place) -> list[Problem]:
    """A problem for each text of the Appointment that is not read and says that this person should
    get no aid."""
    told = [(name, _text(appointment.get(name))) for name in NOTES]
    told += [("note", _text(each.get("text"))) for each in _dicts(appointment.get("note"))]
    return [problem("row-marked", Place(place.file, place.sheet, "", f"Appointment.{name}"))
            for name, text in told if gets_none(text)]


def _about(place: Place, why: str) -> Problem:
    where = Place(place.file, place.sheet, "", "Appointment.participant")
    return problem("fhir-patient", where, why=why)


def _record(told: dict[str, str], place: Place) -> tuple[Record | None, list[Problem]]:
    origin = Origin(place.file, place.sheet, 0, tuple(
        (field, "", name) for field, name in FROM.items()))
    cells = {field: Cell(0, 0, text, "text") for field, text in told.items() if text.strip()}
    problems = [problem(code, origin.at(field), **words) for field, text in told.items()
                for code, words in text_notices(text, AGAINST[field])]
    try:
        return Appointment.model_validate({**cells, "origin": origin}), problems
    except ValidationError as error:
        return APPOINTMENTS.part({**cells, "origin": origin}, fields_of(error)), problems + [
            _refused(each, origin) for each in error.errors(
                include_url=False, include_input=False)]


def _refused(error: Any, origin: Origin) -> Problem:
    field = str(error["loc"][0]) if error["loc"] else "id"
    if error["type"] in CATALOGUE:
        words = {name: word for name, word in error.get("ctx", {}).items() if name != "code"}
        return problem(error["type"], origin.at(field), **words)
    marks = Appointment.model_fields[field].metadata
    return problem("blank", origin.at(field), allowed=allowed(marks))


def _appointment(appointment: Resource, actors: Iterable[tuple[str, Resource | str, str]]
                 ) -> dict[str, str]:
    status = _text(appointment.get("status"))
    reasons = [_words(each) for each in _dicts(appointment.get("reasonCode"))]
    reasons += [_text(each.get("display")) for each in _dicts(appointment.get("reasonReference"))]
    if not any(reasons):
        reasons = [_words(each) for each in _dicts(appointment.get("serviceType"))]
    shown = {kind: _called(resource) for kind, resource, _ in actors if kind != "Patient"}
    return {
        "id": _text(appointment.get("id")),
        "status": STATUSES[status].value if status in STATUSES else status or "none",
        "visit_date": _text(appointment.get("start")),
        "reason": "; ".join(dict.fromkeys(filter(None, reasons))),
        "place": shown.get("Location", ""), "clinician": shown.get("Practitioner", ""),
    }


def _actor(participant: Resource, appointment: Resource, patients: Patients, base: str
           ) -> tuple[str, Resource | str, str]:
    """(kind, the resource or why there is none, the participant's own status)."""
    actor = participant.get("actor")
    actor = actor if isinstance(actor, dict) else {}
    status = _text(participant.get("status"))
    reference = _text(actor.get("reference"))
    found: Resource | str = NOT_HERE
    if reference.startswith("#"):
        found = only(several(each for each in _dicts(appointment.get("contained"))
                             if each.get("id") == reference[1:]))
    elif reference:
        found = patients.find(reference, base)
    if isinstance(found, dict):
        return _text(found.get("resourceType")), found, status
    kind = _text(actor.get("type")) or next(
        (part for part in reversed(reference.split("/")[:-1]) if part), "")
    if kind != "Patient" and (reference.startswith(("urn:", "#")) and not actor.get("display")):
        kind = "Patient"  # whoever it is, nobody else stands for the patient
    return kind, {"display": actor.get("display")} if kind != "Patient" else found, status


def _patient(patient: Resource, start: str, *, inside: bool) -> dict[str, str]:
    name = _chosen(_dicts(patient.get("name")), NAME_USES, start)
    given = " ".join(_texts(name.get("given")))
    family = _text(name.get("family"))
    whole = _text(name.get("text")).strip()
    if not given and not family:  # the parts are only told apart to be put together again
        given, _, family = whole.rpartition(" ")
    if family and not given and family.strip() == whole and " " not in whole:
        given = NO_GIVEN_NAME  # the name is whole, and of one word
    address = _chosen(_dicts(patient.get("address")), ADDRESS_USES, start)
    lines = _texts(address.get("line")) or [
        part.strip() for part in _text(address.get("text")).split("\n")]
    where = [*lines, *(_text(address.get(part)) for part in ("city", "state"))]
    email = _chosen([each for each in _dicts(patient.get("telecom"))
                     if each.get("system") == "email"], ("home", "", "mobile", "work"), start)
    return {
        "patient_id": _patient_id(patient, start, inside=inside),
        "given_name": given, "family_name": family,
        "born": _text(patient.get("birthDate")), "deceased": _deceased(patient),
        "address": "\n".join(part for part in where if part),
        "postcode": _text(address.get("postalCode")), "country": _text(address.get("country")),
        "email": _text(email.get("value")), "language": _language(patient),
    }


def _deceased(patient: Resource) -> str:
    """“?”, which holds the visit, where the element is there and is not what FHIR allows."""
    told, when = patient.get("deceasedBoolean"), patient.get("deceasedDateTime")
    if told is True or (isinstance(when, str) and when.strip()):
        return "yes"
    return "no" if when is None and (told is None or told is False) else "?"


def _patient_id(patient: Resource, start: str, *, inside: bool) -> str:
    """The medical record number where one is marked as such (v2-0203 MR), else the NHS number, else
    FHIR's own id. The id of a Patient inside the Appointment is a mark of that Appointment alone;
    there any other identifier counts."""
    identifiers = [each for each in _dicts(patient.get("identifier")) if _text(each.get("value"))]
    records = [each for each in identifiers if any(
        coding.get("code") == "MR" for coding in _dicts(_dict(each.get("type")).get("coding")))]
    national = [each for each in identifiers
                if _text(each.get("system")).lower().rstrip("/").endswith(NHS_NUMBER)]
    known = records or national or (identifiers if inside else [])
    own = "" if inside else _text(patient.get("id"))
    return _text(_chosen(known, IDENTIFIER_USES, start).get("value")) or own


def _language(patient: Resource) -> str:
    """The language that the patient prefers, or the only one, by its code or in words; all of them,
    with semicolons, where none is preferred."""
    spoken = list(_dicts(patient.get("communication")))
    preferred = [each for each in spoken if each.get("preferred") is True]
    told = [_language_of(_dict(each.get("language"))) for each in preferred or spoken]
    return "; ".join(dict.fromkeys(filter(None, told)))


def _language_of(concept: Resource) -> str:
    """What a concept says of a language: the code that is one, else a name; the words that a person
    wrote where they say anything else."""
    codings = list(_dicts(concept.get("coding")))
    said = [_text(each.get(part)) for part in ("code", "display") for each in codings]
    words = _text(concept.get("text"))
    known = [each for each in said if language_named(each) or is_signed(each)]
    code = next(iter(known), "")
    if words and (not code or language_named(words) != language_named(code)):
        return words if not code or is_signed(words) or not language_named(words) \
            else f"{code}; {words}"
    return code or next(filter(None, said[::-1]), "")


def _chosen(several: Iterable[Resource], uses: tuple[str, ...], start: str) -> Resource:
    """The one in force at the visit, of the first of `uses` that is there; an old one only where
    that is among them."""
    day = start[:10]

    def rank(each: Resource) -> tuple[bool, int]:
        period = _dict(each.get("period"))
        starts, ends = _text(period.get("start")), _text(period.get("end"))
        over = bool(day) and ((ends != "" and ends[:10] < day[:len(ends)]) or starts[:10] > day)
        use = _text(each.get("use"))
        return over, uses.index(use) if use in uses else len(uses)

    return min((each for each in several if each.get("use") != "old" or "old" in uses),
               key=rank, default={})


def _words(concept: Resource) -> str:
    """A concept by all its names, with semicolons: one of them is the clinic's."""
    names = [_text(concept.get("text"))]
    for coding in _dicts(concept.get("coding")):
        names += [_text(coding.get("display")), _text(coding.get("code"))]
    return "; ".join(dict.fromkeys(name.replace(";", ",") for name in names if name))


def _called(resource: Resource | str) -> str:
    if isinstance(resource, str):
        return ""
    if isinstance(resource.get("name"), str):
        return str(resource["name"])
    name = _chosen(_dicts(resource.get("name")), NAME_USES, "")
    parts = [*_texts(name.get("prefix")), *_texts(name.get("given")), _text(name.get("family"))]
    return " ".join(filter(None, parts)) or _text(name.get("text")) \
        or _text(resource.get("display"))


def _dicts(value: Any) -> Iterator[Resource]:
    return (each for each in value if isinstance(each, dict)) if isinstance(value, list) \
        else iter(())


def _dict(value: Any) -> Resource:
    return value if isinstance(value, dict) else {}


def _texts(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
