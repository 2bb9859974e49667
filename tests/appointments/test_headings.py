"""Headings are known by their words, however they are written, and by nothing less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid.appointments.columns import APPOINTMENTS
from sdaid.appointments.deciding import decides
from sdaid.appointments.vocabulary import GUESSED, Vocabulary

NAMES = Vocabulary({"smoker": "smoker", "tobacco": "smoker", "pain score": "pain-score"})
KNOWN = [(field, name) for field, column, _, _ in APPOINTMENTS.model.columns()
         for name in (column.heading, *column.aliases)]
WAYS = (str.upper, str.title, lambda text: text.replace(" ", "_"), lambda text: f" {text} : ",
        lambda text: text.replace(" ", "-").upper(), lambda text: text.replace(" ", "\n"),
        lambda text: "".join(word.capitalize() for word in text.split()),
        lambda text: text.replace("Appointment", "Appt").replace("appointment", "appt"))


@given(known=st.sampled_from(KNOWN), way=st.sampled_from(WAYS))
def test_a_name_is_known_in_capitals_with_signs_or_written_together(
        known: tuple[str, str], way: object) -> None:
    """The same column, whichever program wrote its name."""
    field, name = known
    plain = name.replace("/", " ")
    assert callable(way)

    found = NAMES.exact(way(plain))

    assert found is not None, way(plain)
    assert found.field == field


@pytest.mark.parametrize("heading", [
    "GP email", "Next of kin", "Ex-smoker", "Mother DOB", "Partner's name", "Insurance number",
    "Referral date", "Date", "Patient", "Appointment", "Birth weight", "Emergency contact address",
    "Previous address", "Patient status", "Preferred name", "Carer email", "Discharge date",
    "Work phone", "Maiden name", "Middle name", "Order date", "Passive smoker", "Pain score goal",
    "Booking date", "Scheduled date", "Date booked", "Last visit date", "Next appointment date",
    "Last", "First", "Case number", "Unit number", "State", "Registration date"])
def test_what_only_looks_like_one_of_ours_is_not_taken_for_it(heading: str) -> None:
    """It may be asked about; it is not read."""
    assert NAMES.exact(heading) is None
    assert NAMES.guess(heading) is None


@pytest.mark.parametrize(("heading", "field"), [
    ("Session Holder", "clinician"), ("Slot Type", "reason"), ("Clinic room", ""),
    ("Room", "place"), ("Clinican", "clinician"), ("Locaton", "place"), ("Department", "place"),
    ("Blood type", ""), ("Visit type", "reason")])
def test_place_clinician_and_reason_may_be_guessed(heading: str, field: str) -> None:
    """Where it hurts nobody, and is shown as a guess."""
    found = NAMES.guess(heading)

    assert (found.field if found else "") == field
    assert field in ("", *GUESSED)


@pytest.mark.parametrize("heading", [
    "Deceased", "DATE_OF_DEATH", "DiedOn", "DOD", "RIP?", "Cancelled", "canceled_dt",
    "Cancel reason", "Cancellation date", "Opt-out", "OptOut", "Opted out of letters",
    "Do not contact", "Dissent",
    "Consent to mail", "Main language", "Interpreter", "Attended", "Attendance status", "DNA",
    "No show", "NoShow", "Arrived", "Check in time", "Checked out", "Outcome", "Patient status",
    "Rescheduled to", "Missed", "Active?", "Appt State", "apptslotstatus", "Interp", "Interp Reqd",
    "INTERP_REQ", "interpReqd", "Canc Reason", "Canc'd", "Cancel Rsn", "Cncl dt", "CXD", "Lang",
    "Pref Lang", "PrefLang", "Dec'd", "Decd", "D.N.A.", "DNA'd", "Unsub", "Resched"])
def test_headings_that_decide_are_noticed(heading: str) -> None:
    """Death, cancelling, opting out, language, attendance."""
    assert decides(heading)


@pytest.mark.parametrize("heading", [
    "Room code", "Ward", "Insurance status", "Ethnicity", "Phone", "Notes", "Referral date", "Age",
    "Marital status", "Colour", "Created by", "Dosage", "Dodgem", "Landmark", "Group",
    "Cancer pathway", "Interpretation", "Landline", "DOB", "D.O.B.", "Pt_DOB", "Declaration",
    "Dec", "December", "Arrangement", "Slang", "Translocation", "Arrhythmia"])
def test_other_headings_stop_nothing(heading: str) -> None:
    """Most columns of an export are nobody's business here."""
    assert not decides(heading)


def test_facts_go_by_their_own_headings() -> None:
    """A list's own columns go before them."""
    found = NAMES.exact("Is smoker?")

    assert found is not None
    assert (found.field, found.extra) == ("smoker", True)
    assert Vocabulary({"DOB": "dob-fact"}).exact("DOB").field == "born"  # type: ignore[union-attr]
