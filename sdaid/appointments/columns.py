"""The columns of the appointment list, declared once. Patient facts of the workbook come after."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, model_validator

from sdaid.appointments.moments import split_moment
from sdaid.appointments.passwords import ExactText
from sdaid.appointments.placeholders import MaybeAnswer, MaybeCountry, MaybeWords
from sdaid.problems import Place
from sdaid.sheets.columns import Column, Record, Sheet
from sdaid.sheets.values import (
    Cell,
    Choices,
    Date,
    Ids,
    Text,
    YesNo,
    calendar_date,
    choice,
    fold,
    time_of_day,
)
from sdaid.workbook.columns import Paper


class Channel(StrEnum):
    """How the patient gets the aid."""

    DESK = "desk"
    POST = "post"
    EMAIL = "e-mail"
    NONE = "none"


class Status(StrEnum):
    """What has become of the visit. Only a booked one gets an aid."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    NOT_BOOKED = "not booked yet"
    MISSED = "missed"
    OVER = "over"
    MISTAKE = "entered in error"


class Format(StrEnum):
    STANDARD = "standard"
    LARGE_PRINT = "large-print"


Choice = TypeVar("Choice", bound=StrEnum)


class Translated(Choices[Choice]):
    """A reader of choices that other systems call by other words."""

    def __init__(self, kind: type[Choice], words: Mapping[str, Choice]) -> None:
        super().__init__(kind)
        self.known |= {fold(word): choice for word, choice in words.items()}


def status_words() -> Callable[[Cell], Status]:
    """A reader of the statuses of real scheduling systems, FHIR R4's among them."""
    words = {
        Status.BOOKED: "scheduled, confirmed, unconfirmed, active, arrived, checked in, "
                       "rescheduled, open",
        Status.CANCELLED: "canceled, cancelled by patient, cancelled by clinic, canceled by "
                          "patient, canceled by clinic, cancel, declined",
        Status.NOT_BOOKED: "proposed, pending, requested, waitlist, waiting list, tentative",
        Status.MISSED: "noshow, no show, did not attend, dna, did not come",
        Status.OVER: "fulfilled, completed, complete, done, attended, seen",
        Status.MISTAKE: "error",
    }
    return Translated(Status, {word.strip(): status for status, said in words.items()
                               for word in said.split(",")})


def channel_words() -> Callable[[Cell], Channel]:
    """A reader of the ways in which an aid goes out, as clinics write them."""
    return Translated(Channel, {
        "email": Channel.EMAIL, "letter": Channel.POST, "postal": Channel.POST,
        "at the desk": Channel.DESK, "front desk": Channel.DESK, "no": Channel.NONE})


class Visit(Record):
    """A row about a visit. Its date and time of day often share the cell of the visit date."""

    @model_validator(mode="before")
    @classmethod
    def _moment(cls, given: Any) -> Any:
        return split_moment(given, "visit_date", "visit_time") if isinstance(given, dict) else given


class Appointment(Visit):
    """One visit of one patient. The first six columns are always needed."""

    id: Annotated[Text, Column(
        "Appointment id", "The clinic's own id of this visit; it names the file.",
        aliases=("appt id", "visit id", "appointment", "appointment number", "appt no",
                 "booking id", "encounter id"))]
    patient_id: Annotated[Text, Column(
        "Patient id", "The clinic's own id of the patient.",
        aliases=("pt id", "mrn", "patient number", "patient no", "medical record number",
                 "hospital number", "nhs number", "chart number"))]
    given_name: Annotated[Text, Column(
        "Given name", "As the patient writes it.", aliases=("first name", "forename", "given names",
                                                           "patient first name"))]
    family_name: Annotated[Text, Column(
        "Family name", "As the patient writes it.", aliases=("last name", "surname",
                                                           "patient last name"))]
    born: Annotated[Date, Column(
        "Date of birth", "A date cell, or as in 1961-04-30.",
        aliases=("dob", "birth date", "birthdate", "born", "d o b"))]
    visit_date: Annotated[Date, Column(
        "Visit date", "A date cell, or as in 2026-12-01.",
        aliases=("appointment date", "appt date", "appt date/time", "appointment date/time",
                 "appointment start", "visit date/time", "date of visit", "start"))]
    visit_time: Annotated[time | None, BeforeValidator(time_of_day), Column(
        "Visit time", "As in 14:30.", aliases=("appointment time", "appt time"))] = None
    reason: Annotated[Text, Column(
        "Reason", "Why the patient comes; one of the decision's visit reasons.",
        aliases=("visit reason", "reason for visit", "appointment reason"))] = ""
    place: Annotated[MaybeWords, Column("Place", "Where the visit is.", aliases=("location",))] = ""
    clinician: Annotated[MaybeWords, Column(
        "Clinician", "Whom the patient sees.", aliases=("doctor", "provider"))] = ""
    status: Annotated[Status, BeforeValidator(status_words()), Column(
        "Status", "Booked, or why no aid is needed.",
        aliases=("appointment status", "appt status", "visit status"))] = Status.BOOKED
    address: Annotated[Text, Column(
        "Address", "The lines of the address, parted by line ends.", aliases=("address lines",),
        width=30)] = ""
    postcode: Annotated[Text, Column("Postcode", "As on an envelope.",
                                     aliases=("zip", "zip code", "postal code"))] = ""
    country: Annotated[MaybeCountry, Column("Country", "Blank for the clinic's own.")] = ""
    addressee: Annotated[MaybeAnswer, Column(
        "Addressee", "Who gets the letter, such as a parent or carer; blank for the patient.",
        aliases=("carer", "letter to", "parent or carer"))] = ""
    email: Annotated[Text, Column("E-mail", "The patient's.", aliases=("email address",))] = ""
    email_password: Annotated[ExactText, Column(
        "E-mail password", "Opens the aid that is sent by e-mail. Given to the patient in another "
        "way; not the date of birth.", aliases=("password",))] = ""
    shared_email: Annotated[YesNo, Column(
        "Shared e-mail", "Yes, if this patient shares an e-mail address or password with others of "
        "the list, who have a yes too.", aliases=("shared email",))] = False
    channel: Annotated[Channel, BeforeValidator(channel_words()), Column(
        "Channel", "How the aid goes out: desk, post, e-mail or none.")] = Channel.DESK
    language: Annotated[Text, Column("Language", "As in en; blank for the workbook's own.")] = ""
    format: Annotated[Format | None, BeforeValidator(choice(Format)), Column(
        "Format", "Standard or large-print; blank for the run's.")] = None
    paper: Annotated[Paper | None, BeforeValidator(choice(Paper)), Column(
        "Paper", "a4 or letter; blank for the run's.")] = None
    opted_out: Annotated[YesNo, Column("Opted out", "Yes, if the patient wants no aid.")] = False
    deceased: Annotated[YesNo, Column("Deceased", "Yes, if the patient has died.")] = False
    tried: Annotated[Ids, Column(
        "Already tried", "Ids of options that the patient has tried, with commas.",
        aliases=("tried", "options tried"), refers="Options")] = ()

    def at(self, field: str = "") -> Place:
        """Where `field` was read; its row and heading where the list has no such column."""
        place = super().at(field)
        if place.heading or not field:
            return place
        headings = {name: column.heading for name, column, _, _ in self.columns()}
        row = f"row {self.origin.row}" if self.origin.row else ""
        return replace(place, cell=row, heading=headings.get(field, field))


MaybeDate = Annotated[date | None, BeforeValidator(calendar_date)]


class PartlyRead(Visit):
    """What can be read of a row that makes no whole appointment: whose it is, and whether it needs
    an aid at all. What cannot be read is blank."""

    id: Text = ""
    patient_id: Text = ""
    given_name: Text = ""
    family_name: Text = ""
    born: MaybeDate = None
    visit_date: MaybeDate = None
    visit_time: Annotated[time | None, BeforeValidator(time_of_day)] = None
    reason: Text = ""
    status: Annotated[Status, BeforeValidator(status_words())] = Status.BOOKED
    channel: Annotated[Channel, BeforeValidator(channel_words())] = Channel.DESK
    opted_out: YesNo = False
    deceased: YesNo = False


class Named(Record):
    """A row of a list that names appointments and tells no more of them."""

    id: Annotated[Text, Column(
        "Appointment id", "The clinic's own id of the visit, as in the list.",
        aliases=("appt id", "visit id", "appointment", "appointment number", "appt no",
                 "booking id", "encounter id"))]


class PatientFacts(Record):
    """A row of the file of patient facts, which is joined to the list by the patient id."""

    patient_id: Annotated[Text, Column(
        "Patient id", "The clinic's own id of the patient, as in the list.",
        aliases=("pt id", "mrn", "patient number", "patient no", "medical record number",
                 "hospital number", "nhs number", "chart number"))]
    tried: Annotated[Ids, Column(
        "Already tried", "Ids of options that the patient has tried, with commas.",
        aliases=("tried", "options tried"), refers="Options")] = ()
    channel: Annotated[Channel | None, BeforeValidator(channel_words()), Column(
        "Channel", "How the aid goes out: desk, post, e-mail or none.")] = None
    language: Annotated[Text, Column("Language", "As in en; blank for the workbook's own.")] = ""
    format: Annotated[Format | None, BeforeValidator(choice(Format)), Column(
        "Format", "Standard or large-print; blank for the run's.")] = None
    paper: Annotated[Paper | None, BeforeValidator(choice(Paper)), Column(
        "Paper", "a4 or letter; blank for the run's.")] = None
    opted_out: Annotated[YesNo, Column("Opted out", "Yes, if the patient wants no aid.")] = False


PATIENT_FACTS = Sheet(
    "Patient facts", PatientFacts, "One patient a row; then one column for each patient fact.",
    extra="Patient facts", aliases=("Facts",))

NAMED = Sheet("Appointments", Named, "One appointment a row, such as sdaid recall writes.")

APPOINTMENTS = Sheet(
    "Appointments", Appointment, "One visit a row; then one column for each patient fact.",
    extra="Patient facts", partial=PartlyRead)
