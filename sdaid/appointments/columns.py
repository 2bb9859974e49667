"""The columns of the appointment list, declared once. Patient facts of the workbook come after."""

from collections.abc import Callable, Mapping
from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BeforeValidator, ValidationInfo, model_validator

from sdaid.appointments.answers import read_answer
from sdaid.appointments.cells import in_our_forms, read_date, read_time, read_whole_name
from sdaid.appointments.day_cells import is_refused
from sdaid.appointments.identity import read_id, read_name
from sdaid.appointments.passwords import ExactText
from sdaid.appointments.placeholders import MaybeAnswer, MaybeCountry, MaybeWords
from sdaid.appointments.statuses import Status, read_status
from sdaid.appointments.understood import understood_in
from sdaid.problems import Place
from sdaid.sheets.columns import Column, Record, Sheet
from sdaid.sheets.values import (
    Cell,
    Choices,
    Ids,
    Text,
    YesNo,
    choice,
    fold,
)
from sdaid.workbook.columns import Paper


class Channel(StrEnum):
    """How the patient gets the aid."""

    DESK = "desk"
    POST = "post"
    EMAIL = "e-mail"
    NONE = "none"


class Format(StrEnum):
    STANDARD = "standard"
    LARGE_PRINT = "large-print"


Choice = TypeVar("Choice", bound=StrEnum)


class Translated(Choices[Choice]):
    """A reader of choices that other systems call by other words."""

    def __init__(self, kind: type[Choice], words: Mapping[str, Choice]) -> None:
        super().__init__(kind)
        self.known |= {fold(word): choice for word, choice in words.items()}


def channel_words() -> Callable[[Cell], Channel]:
    """A reader of the ways in which an aid goes out, as clinics write them."""
    return Translated(Channel, {
        "email": Channel.EMAIL, "letter": Channel.POST, "postal": Channel.POST,
        "at the desk": Channel.DESK, "front desk": Channel.DESK, "no": Channel.NONE})


class Visit(Record):
    """A row about a visit, whose cells may be written as its own system does. Of one that is not
    `WHOLE`, what cannot be read is left out."""

    WHOLE: ClassVar[bool] = True

    @model_validator(mode="before")
    @classmethod
    def _in_our_forms(cls, given: Any, info: ValidationInfo) -> Any:
        if not isinstance(given, dict):
            return given
        made = in_our_forms(given, understood_in(info))
        return made if cls.WHOLE else {
            name: cell for name, cell in made.items() if not is_refused(cell)}


Identity = Annotated[str, BeforeValidator(read_id)]
PersonName = Annotated[str, BeforeValidator(read_name)]
Day = Annotated[date, BeforeValidator(read_date)]
TimeOfDay = Annotated[time | None, BeforeValidator(read_time)]


Answer = Annotated[bool, BeforeValidator(read_answer)]


class Appointment(Visit):
    """One visit of one patient. The first six columns are always needed."""

    id: Annotated[Identity, Column(
        "Appointment id", "The clinic's own id of this visit; it names the file.",
        aliases=("visit id", "appointment number", "booking id", "booking reference", "slot id",
                 "csn"))]
    patient_id: Annotated[Identity, Column(
        "Patient id", "The clinic's own id of the patient.",
        aliases=("mrn", "patient mrn", "medical record number", "hospital number", "chart number",
                 "emis number", "nhs number", "chi number"))]
    given_name: Annotated[PersonName, Column(
        "Given name", "As the patient writes it.", aliases=("first name", "forename"))]
    family_name: Annotated[PersonName, Column(
        "Family name", "As the patient writes it.", aliases=("last name", "surname"))]
    name: Annotated[str, BeforeValidator(read_whole_name), Column(
        "Patient name", "The whole name in one cell, where a list has no two; a profile tells how "
        "it is put together.",
        aliases=("name", "full name", "patient details"), offered=False)] = ""
    born: Annotated[Day, Column(
        "Date of birth", "A date cell, or as in 1961-04-30.",
        aliases=("dob", "birth date", "birthdate", "born"))]
    visit_date: Annotated[Day, Column(
        "Visit date", "A date cell, or as in 2026-12-01.",
        aliases=("appointment date", "appointment date/time", "appointment start",
                 "appointment start date", "appointment start date time", "scheduled start",
                 "session date", "clinic date", "start", "start date time"))]
    visit_time: Annotated[TimeOfDay, Column(
        "Visit time", "As in 14:30.", aliases=(
            "appointment time", "start time", "appointment start time"))] = None
    reason: Annotated[Text, Column(
        "Reason", "Why the patient comes; one of the decision's visit reasons.",
        aliases=("visit reason", "reason for visit", "appointment reason", "reason description",
                 "reason text"))] = ""
    place: Annotated[MaybeWords, Column(
        "Place", "Where the visit is.", aliases=("location", "location name"))] = ""
    clinician: Annotated[MaybeWords, Column(
        "Clinician", "Whom the patient sees.",
        aliases=("clinician name", "doctor", "provider", "provider name"))] = ""
    status: Annotated[Status, BeforeValidator(read_status), Column(
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
    language: Annotated[Text, Column(
        "Language", "As in es or Spanish; blank for the workbook's own.")] = ""
    format: Annotated[Format | None, BeforeValidator(choice(Format)), Column(
        "Format", "Standard or large-print; blank for the run's.")] = None
    paper: Annotated[Paper | None, BeforeValidator(choice(Paper)), Column(
        "Paper", "a4 or letter; blank for the run's.")] = None
    opted_out: Annotated[Answer, Column(
        "Opted out", "Yes, if the patient wants no aid; or since when.")] = False
    deceased: Annotated[Answer, Column(
        "Deceased", "Yes, if the patient has died; or when.")] = False
    cancelled: Annotated[Answer, Column(
        "Visit cancelled", "Yes, if the visit was cancelled, or when; where a list has no status "
        "that says so.", offered=False)] = False
    tried: Annotated[Ids, Column(
        "Already tried", "Ids of options that the patient has tried, with commas.",
        aliases=("tried", "options tried"), refers="Options")] = ()
    wants_book: Annotated[YesNo, Column(
        "Wants the book", "Yes, if the evidence book goes out with the aid, by post or e-mail.",
        aliases=("evidence book",))] = False

    def at(self, field: str = "") -> Place:
        """Where `field` was read; a part of the name in the one column that holds it whole."""
        if field in ("given_name", "family_name") and not self.origin.at(field).heading and (
                self.origin.at("name").heading):
            return super().at("name")
        return super().at(field)


MaybeDay = Annotated[date | None, BeforeValidator(read_date)]


class PartlyRead(Visit):
    """What can be read of a row that makes no whole appointment: whose it is, and whether it needs
    an aid at all. What cannot be read is blank."""

    WHOLE: ClassVar[bool] = False

    id: Identity = ""
    patient_id: Identity = ""
    given_name: PersonName = ""
    family_name: PersonName = ""
    name: Annotated[str, BeforeValidator(read_whole_name)] = ""
    born: MaybeDay = None
    visit_date: MaybeDay = None
    visit_time: TimeOfDay = None
    reason: Text = ""
    status: Annotated[Status, BeforeValidator(read_status)] = Status.BOOKED
    channel: Annotated[Channel, BeforeValidator(channel_words())] = Channel.DESK
    opted_out: Answer = False
    deceased: Answer = False
    cancelled: Answer = False


class Named(Record):
    """A row of a list that names appointments and tells no more of them."""

    id: Annotated[Text, Column(
        "Appointment id", "The clinic's own id of the visit, as in the list.",
        aliases=("appt id", "visit id", "appointment", "appointment number", "appt no",
                 "booking id", "encounter id"))]


class PatientFacts(Record):
    """A row of the file of patient facts, which is joined to the list by the patient id."""

    patient_id: Annotated[Identity, Column(
        "Patient id", "The clinic's own id of the patient, as in the list.",
        aliases=("pt id", "mrn", "patient number", "patient no", "medical record number",
                 "hospital number", "nhs number", "chart number"))]
    tried: Annotated[Ids, Column(
        "Already tried", "Ids of options that the patient has tried, with commas.",
        aliases=("tried", "options tried"), refers="Options")] = ()
    channel: Annotated[Channel | None, BeforeValidator(channel_words()), Column(
        "Channel", "How the aid goes out: desk, post, e-mail or none.")] = None
    language: Annotated[Text, Column(
        "Language", "As in es or Spanish; blank for the workbook's own.")] = ""
    format: Annotated[Format | None, BeforeValidator(choice(Format)), Column(
        "Format", "Standard or large-print; blank for the run's.")] = None
    paper: Annotated[Paper | None, BeforeValidator(choice(Paper)), Column(
        "Paper", "a4 or letter; blank for the run's.")] = None
    opted_out: Annotated[YesNo, Column("Opted out", "Yes, if the patient wants no aid.")] = False
    given_name: Annotated[Text, Column(
        "Given name", "Only compared with the list.", aliases=("first name", "forename"),
        offered=False)] = ""
    family_name: Annotated[Text, Column(
        "Family name", "Only compared with the list.", aliases=("last name", "surname"),
        offered=False)] = ""
    name: Annotated[Text, Column(
        "Patient name", "Only compared with the list.", aliases=("name", "full name"),
        offered=False)] = ""
    born: Annotated[Text, Column(
        "Date of birth", "Only compared with the list.",
        aliases=("dob", "birth date", "birthdate", "born"), offered=False)] = ""


PATIENT_FACTS = Sheet(
    "Patient facts", PatientFacts, "One patient a row; then one column for each patient fact.",
    extra="Patient facts", aliases=("Facts",))

NAMED = Sheet("Appointments", Named, "One appointment a row, such as sdaid recall writes.")

APPOINTMENTS = Sheet(
    "Appointments", Appointment, "One visit a row; then one column for each patient fact.",
    extra="Patient facts", partial=PartlyRead)
