"""Words of many systems: statuses, languages, ids that Excel changed, remarks in names."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid.appointments.columns import Appointment
from sdaid.appointments.languages import is_signed, language_named, languages_named
from sdaid.appointments.remarks import is_marked, is_marked_name
from sdaid.appointments.statuses import Status, status_of
from sdaid.appointments.understood import Understood
from sdaid.sheets.values import Cell
from tests.appointments.values import Value, read_row


@pytest.mark.parametrize(("words", "status"), [
    ("Booked, Scheduled, Confirmed, Unconfirmed, Arrived, @ Arrived, Checked in, Checked-In, Open, "
     "Confirmed by phone, * Reminder done, Arrived late", Status.BOOKED),
    ("Cancelled, Canceled, x Canceled, Patient cancelled, Cancelled by Patient, Late cancellation, "
     "Cancelled - late, % Canceled < 24h, CX, CXL, Canceled (by clinic), CANCELLED",
     Status.CANCELLED),
    ("Rescheduled, Rebooked, Moved, & Rescheduled, R/S, Rescheduled by patient", Status.MOVED),
    ("No show, No-Show, ? No show, DNA, Did Not Attend, Broken, LWBS, ! Left w/o visit, "
     "Failed to attend, noshow", Status.MISSED),
    ("Checked out, > Checked out, Complete, Completed, Fulfilled, Seen, Left", Status.OVER),
    ("Void, Entered in error, entered-in-error", Status.MISTAKE),
    ("Waitlist, Pending, ^ Pending, proposed", Status.NOT_BOOKED)])
def test_statuses_of_many_systems_are_known(words: str, status: Status) -> None:
    """Signs in front, and who did it, change nothing."""
    assert {word: status_of(word) for word in words.split(", ")} == dict.fromkeys(
        words.split(", "), status)


@pytest.mark.parametrize("word", [
    "not cancelled", "see notes", "x Arrived", "late", "-", "?", "2", "cancelled? ask her",
    "unless cancelled", "call daughter", "booked in error", "cancelled appointment reinstated"])
def test_other_words_are_no_status(word: str) -> None:
    """A note of a person is not taken for what it speaks of."""
    assert status_of(word) is None
    assert read_row(Understood(), status=word) == "status-unknown"


def test_the_words_of_a_profile_come_first() -> None:
    """A sign alone may be one of them."""
    understood = Understood(statuses=(("Open", "not booked yet"), ("X", "missed"), ("@", "booked"),
                                      ("Walk-in", "booked")))

    read = {}
    for word in ("open", "X", "@", "walk in", "Booked"):
        made = read_row(understood, status=word)
        read[word] = made.status if isinstance(made, Appointment) else made
    assert read == {"open": Status.NOT_BOOKED, "X": Status.MISSED, "@": Status.BOOKED,
                    "walk in": Status.BOOKED, "Booked": Status.BOOKED}


@pytest.mark.parametrize("value", [
    datetime(2026, 1, 2), date(2026, 1, 2), True, False, "TRUE", "1.2E+11", "1,23457E+16",
    12345678901234567, "12345678901234500", "03-Apr", "Apr-61", "01/02/1961", "2026-01-02",
    "1 Feb 2026", 1.5])
@pytest.mark.parametrize("field", ["id", "patient_id"])
def test_an_id_that_excel_changed_is_refused(value: Value, field: str) -> None:
    """Whose it was, nobody can tell."""
    assert read_row(Understood(), **{field: value}) == "id-turned"


@pytest.mark.parametrize("value", [
    "0042", 42, "P-0042", "999 000 0011", "12345678901234567", "10-11-50", "10-11-1950", "A1961",
    "19610304", "2026-1234", "1E5X", "12E", "MAR-0042", "true story", "12 34 56"])
def test_an_id_of_a_clinic_is_taken(value: Value) -> None:
    """Record numbers in groups of two digits are no dates."""
    assert isinstance(read_row(Understood(), patient_id=value), Appointment)


def test_a_number_with_zeros_in_front_keeps_them() -> None:
    """As its cell shows them."""
    made = read_row(Understood(), patient_id=Cell(2, 2, 42, "number", "0000"))

    assert isinstance(made, Appointment)
    assert made.patient_id == "0042"


@pytest.mark.parametrize("value", [True, 3, date(2026, 1, 2)])
def test_a_name_that_excel_changed_is_refused(value: Value) -> None:
    """TRUE is a name that somebody typed, or an error."""
    assert read_row(Understood(), given_name=value) == "name-turned"


@pytest.mark.parametrize("text", [
    "*CANCELLED*", "** CANCELLED ** Example", "Example (DECEASED)", "Example [died 3 May]",
    "DECEASED", "!!! DO NOT SEND !!!", "(dna)", "cancelled", "do not post", "Example (RIP)",
    "DO NOT CONTACT: see file"])
def test_a_marked_cell_is_noticed(text: str) -> None:
    """In a name, a place or a note."""
    assert is_marked(text)
    assert is_marked_name(text)


@pytest.mark.parametrize("text", ["ZZZTEST", "ZZTest Example", "Test Patient", "XXTESTPATIENT-A",
                                  "deceased Example", "Example - died", "Dummy patient"])
def test_a_made_up_name_is_noticed(text: str) -> None:
    """Rows that are there to try the system, or to say something."""
    assert is_marked_name(text)


@pytest.mark.parametrize("text", [
    "Mother died last year", "cancelled her last visit, please ring", "Room 3 (near the lift)",
    "Testa", "Example", "Dr Void", "Deadman", "Rippon", "Dnaeva", "1 Invented Lane", "Muscarello",
    "he cancels often", "Ripley, Errol", "Lane End"])
def test_what_speaks_in_passing_is_not(text: str) -> None:
    """A sentence, and names that only look like it."""
    assert not is_marked(text)
    if text[0].isupper() and "died" not in text:
        assert not is_marked_name(text)


@given(text=st.text(max_size=40))
def test_any_text_is_marked_or_not(text: str) -> None:
    """Without an error."""
    assert is_marked(text) in (True, False)
    assert status_of(text) in (None, *Status)


@pytest.mark.parametrize(("text", "code"), [
    ("en", "en"), ("en-GB", "en"), ("EN_us", "en"), ("eng", "en"), ("English", "en"),
    ("British English", "en"), ("English (United Kingdom)", "en"), ("Spanish", "es"),
    ("Englisch", "en"), ("Deutsch", "de"), ("Welsh", "cy"), ("pt-BR", "pt"),
    ("Spanish; interpreter needed", ""), ("English, interpreter", ""), ("unknown", ""), ("zz", ""),
    ("BSL", ""), ("bfi", ""), ("English and Polish", "")])
def test_a_language_is_known_by_its_code_or_its_name(text: str, code: str) -> None:
    """In English, or in the workbook's own; anything beside it is no language."""
    assert language_named(text, "de") == code


def test_sign_languages_and_several_languages_are_told_apart() -> None:
    """Neither says in what language somebody reads."""
    assert all(map(is_signed, ["BSL", "bfi", "British Sign Language", "sgn-GB", "Makaton"]))
    assert not any(map(is_signed, ["English", "en", "Spanish"]))
    assert languages_named("English; Polish") == ["en", "pl"]
    assert languages_named("English; interpreter") == []
