"""The columns of the appointment list, declared once. Patient facts of the workbook come after."""

from __future__ import annotations

from datetime import time
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator

from sdaid.sheets.columns import Column, Record, Sheet
from sdaid.sheets.values import (
    Date,
    Ids,
    Text,
    YesNo,
    choice,
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
    BOOKED = "booked"
    CANCELLED = "cancelled"


class Format(StrEnum):
    STANDARD = "standard"
    LARGE_PRINT = "large-print"


class Appointment(Record):
    """One visit of one patient. The first six columns are always needed."""

    id: Annotated[Text, Column(
        "Appointment id", "The clinic's own id of this visit; it names the file.",
        aliases=("appt id", "visit id", "appointment", "appointment number"))]
    patient_id: Annotated[Text, Column(
        "Patient id", "The clinic's own id of the patient.",
        aliases=("pt id", "mrn", "patient number", "hospital number", "nhs number"))]
    given_name: Annotated[Text, Column(
        "Given name", "As the patient writes it.", aliases=("first name", "forename"))]
    family_name: Annotated[Text, Column(
        "Family name", "As the patient writes it.", aliases=("last name", "surname"))]
    born: Annotated[Date, Column(
        "Date of birth", "A date cell, or as in 1961-04-30.",
        aliases=("dob", "birth date", "born"))]
    visit_date: Annotated[Date, Column(
        "Visit date", "A date cell, or as in 2026-12-01.",
        aliases=("appointment date", "appt date", "appt date/time", "date of visit"))]
    visit_time: Annotated[time | None, BeforeValidator(time_of_day), Column(
        "Visit time", "As in 14:30.", aliases=("appointment time", "appt time"))] = None
    reason: Annotated[Text, Column(
        "Reason", "Why the patient comes; one of the decision's visit reasons.",
        aliases=("visit reason", "reason for visit"))] = ""
    place: Annotated[Text, Column("Place", "Where the visit is.", aliases=("location",))] = ""
    clinician: Annotated[Text, Column(
        "Clinician", "Whom the patient sees.", aliases=("doctor", "provider"))] = ""
    status: Annotated[Status, BeforeValidator(choice(Status)), Column(
        "Status", "Booked or cancelled.")] = Status.BOOKED
    address: Annotated[Text, Column(
        "Address", "The lines of the address, parted by line ends.", aliases=("address lines",),
        width=30)] = ""
    postcode: Annotated[Text, Column("Postcode", "As on an envelope.",
                                     aliases=("zip", "zip code", "postal code"))] = ""
    country: Annotated[Text, Column("Country", "Blank for the clinic's own.")] = ""
    email: Annotated[Text, Column("E-mail", "The patient's.", aliases=("email address",))] = ""
    channel: Annotated[Channel, BeforeValidator(choice(Channel)), Column(
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


APPOINTMENTS = Sheet(
    "Appointments", Appointment, "One visit a row; then one column for each patient fact.",
    extra="Patient facts")
