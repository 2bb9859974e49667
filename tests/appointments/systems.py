"""Invented clinics' systems: each writes the same known visits in a way of its own, with what real
exports put around and between their rows. One number makes one system and one list."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from openpyxl import Workbook

GIVEN = ("Testa", "Nemo", "Ulla", "Odo", "Zoë", "Ann-Mary", "Søren", "Ludo", "Tilly", "Jürgen")
FAMILY = ("Example", "Blank", "Sample", "Pretend", "O’Nobody", "Dummy", "Invented", "Fiction",
          "Van Muster", "Mockup")
HEADINGS = {
    "id": ("Appointment id", "ApptID", "appt_no", "Visit ID", "Booking Reference", "CSN"),
    "patient_id": ("Patient id", "MRN", "pt_id", "PatientID", "NHS Number", "Hospital No."),
    "given_name": ("Given name", "First Name", "PT_FIRST_NAME", "forename", "Patient First Name"),
    "family_name": ("Family name", "Last Name", "PT_LAST_NAME", "Surname", "Patient Surname"),
    "name": ("Patient name", "Patient Details", "pt_name", "Full Name", "Name"),
    "born": ("Date of birth", "DOB", "PT_DOB", "patientDateOfBirth", "Birthdate", "D.O.B."),
    "visit_date": ("Visit date", "Appt Date", "apptDate", "Appointment Date", "apptdate"),
    "moment": ("Visit date", "Appt Date/Time", "AptDateTime", "Appointment start"),
    "visit_time": ("Visit time", "Appt Time", "Start Time", "Time", "APPT_TIME"),
    "reason": ("Reason", "Visit Reason", "Reason for Visit", "APPT_REASON"),
    "status": ("Status", "Appt Status", "appointment_status", "Slot Status"),
}
UNREAD = ("Room code", "Ward", "Insurance", "Billing code", "GP email", "Next of kin", "Phone",
          "Ex-smoker", "Ethnicity", "Created by", "Mother DOB", "Referral date", "Postal area")
BOOKED = ("Booked", "Scheduled", "Confirmed", "@ Arrived", "Checked in")
CANCELLED = ("Cancelled", "Patient cancelled", "x Canceled", "CX", "Late cancellation", "DNA",
             "No show", "Completed", "Rescheduled", "Void")
TITLES = ("Appointment List Report", "Organisation: Invented Surgery", "Confidential",
          "Run: 20-Nov-2026 08:15", "Clinic 7, ground floor")


@dataclass(frozen=True)
class Visit:
    """A visit as it truly is."""

    id: str
    patient_id: str
    given_name: str
    family_name: str
    born: date
    day: date
    clock: time
    booked: bool

    @property
    def person(self) -> tuple[str, str, str, date]:
        return self.patient_id, self.given_name, self.family_name, self.born


DateForm = Callable[[date], str]

FORMS: Sequence[DateForm] = (
    lambda day: day.isoformat(),
    lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    lambda day: f"{day.month:02}/{day.day:02}/{day.year}",
    lambda day: f"{day.month}/{day.day}/{day.year}",
    lambda day: f"{day.day:02}.{day.month:02}.{day.year}",
    lambda day: day.strftime("%d-%b-%Y"),
    lambda day: day.strftime("%a %d %b %Y"),
    lambda day: day.strftime("%d %B %Y"),
    lambda day: day.strftime("%d-%b-%y").upper(),
    lambda day: f"{day.month:02}/{day.day:02}/{day.year % 100:02}",
    lambda day: f"{day.isoformat()} 00:00:00",
    lambda day: day.strftime("%Y/%m/%d"),
    lambda day: day.strftime("%Y%m%d"),
)
CLEAR: Sequence[DateForm] = (FORMS[0], FORMS[5], FORMS[7], FORMS[10])
"""Forms of one reading alone: a system that writes one column in two orders, nobody can read."""

CLOCKS: Sequence[Callable[[time], str]] = (
    lambda clock: clock.strftime("%H:%M"),
    lambda clock: clock.strftime("%H:%M:%S"),
    lambda clock: clock.strftime("%I:%M %p"),
    lambda clock: clock.strftime("%I.%M").lstrip("0") + clock.strftime("%p").lower(),
    lambda clock: clock.strftime("%H%M"),
    lambda clock: f"{clock:%H.%M} Uhr",
    lambda clock: f"{clock:%H:%M}-{(datetime.combine(date.min, clock) + QUARTER):%H:%M}",
)
QUARTER = timedelta(minutes=15)
NAMES: Sequence[Callable[[Visit], str]] = (
    lambda visit: f"{visit.family_name.upper()}, {visit.given_name} (Mr)",
    lambda visit: f"{visit.family_name}, {visit.given_name}",
    lambda visit: f"{visit.given_name} {visit.family_name}",
    lambda visit: f"{visit.family_name} {visit.given_name}",
)


def visits(random: Random) -> list[Visit]:
    """From two to a dozen known visits of unlike patients."""
    return [Visit(
        f"A-{1000 + number}", random.choice(("P-{}", "{}", "00{}")).format(7000 + number),
        random.choice(GIVEN), random.choice(FAMILY),
        date(1925, 1, 1) + timedelta(random.randint(0, 30_000)),
        date(2026, 12, 1) + timedelta(random.randint(0, 60)),
        time(random.randint(8, 17), random.choice((0, 10, 30, 45))),
        random.random() < 0.8) for number in range(random.randint(2, 12))]


def write_list(folder: Path, random: Random, known: Sequence[Visit]) -> Path:
    """The visits as a list of a system that nobody has met, at a path in `folder`."""
    rows = _rows(random, known)
    if random.random() < 0.3:
        return _book(folder / "list.xlsx", random, rows)
    return _text(folder / random.choice(("list.csv", "list.txt", "list.xls")), random, rows)


Cells = list[object]


def _rows(random: Random, known: Sequence[Visit]) -> list[Cells]:
    fields = ["patient_id", "born", "reason"]
    fields += ["id"] if random.random() < 0.8 else []
    fields += ["name"] if random.random() < 0.3 else ["given_name", "family_name"]
    fields += ["moment"] if random.random() < 0.3 else ["visit_date", "visit_time"]
    fields += ["status"] if random.random() < 0.8 else []
    coming = known if "status" in fields else [each for each in known if each.booked]
    columns = [(field, random.choice(HEADINGS[field])) for field in fields]
    columns += [("", heading) for heading in random.sample(UNREAD, random.randint(0, 4))]
    if random.random() < 0.05:
        columns.append(("", random.choice(("Cancelled?", "Died on", "Opt-out", "Interpreter"))))
    random.shuffle(columns)
    ways = _Ways(random)
    body: list[Cells] = [[ways.cell(field, visit) for field, _ in columns] for visit in coming]
    heads: Cells = [heading for _, heading in columns]
    return _around(random, heads, body)


class _Ways:
    """How one system writes each kind of value."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.day, self.born = random.choice(FORMS), random.choice(FORMS)
        self.clock, self.name = random.choice(CLOCKS), random.choice(NAMES)
        self.typed = random.random() < 0.5  # in a workbook: date cells
        self.one_odd = random.random() < 0.1

    def cell(self, field: str, visit: Visit) -> object:
        form = self.random.choice(CLEAR) if self.one_odd and self.random.random() < 0.1 else None
        match field:
            case "born":
                return Typed(visit.born, (form or self.born)(visit.born), self.typed)
            case "visit_date":
                return Typed(visit.day, (form or self.day)(visit.day), self.typed)
            case "moment":
                return Typed(datetime.combine(visit.day, visit.clock),
                             f"{self.day(visit.day).removesuffix(' 00:00:00')} "
                             f"{visit.clock:%H:%M}", self.typed)
            case "visit_time":
                return self.clock(visit.clock)
            case "name":
                return self.name(visit)
            case "status":
                return self.random.choice(BOOKED if visit.booked else CANCELLED)
            case "reason":
                return "hiccups"
            case "":
                return self.random.choice(("", "x", "12", "nobody@nowhere.example", "1950-01-01",
                                           "two, with a comma", "A-1001"))
            case _:
                return getattr(visit, field)


@dataclass(frozen=True)
class Typed:
    """A day, as a cell of a workbook and as text; `typed` where the workbook has a date cell."""

    value: date | datetime
    text: str
    typed: bool


def _around(random: Random, heads: Cells, body: list[Cells]) -> list[Cells]:
    """Titles, sums, headings again, another table beside or below."""
    rows = list(body)
    if random.random() < 0.15 and len(rows) > 2:
        rows.insert(random.randint(1, len(rows) - 1), list(heads))
    if random.random() < 0.1:
        rows.insert(random.randint(0, len(rows)), [random.choice(("Dr Sample - Room 4", "Ward 7"))])
    if random.random() < 0.2:
        rows += [[], ["Total", str(len(body))]]
    if random.random() < 0.12 and body:
        other = list(range(len(heads)))
        random.shuffle(other)
        rows += [[], ["Another table"], [heads[at] for at in other],
                 *[[row[at] for at in other] for row in body[:2]]]
    if random.random() < 0.08 and body:
        rows += [[], ["Cancelled appointments"], body[0]]
    if random.random() < 0.05 and body:
        rows.append(list(body[0]))  # the same visit twice
    everything = [list(heads), *rows]
    if random.random() < 0.1:
        beside: list[Cells] = [["Status", "Task", "Clinician"], *[
            ["cancelled", "order gel", "Dr Pretend"] for _ in range(random.randint(1, 5))]]
        width = len(heads)
        for at, extra in enumerate(beside[:len(everything)]):
            everything[at] += [""] * (width - len(everything[at])) + ["", *extra]
    titles: list[Cells] = [[random.choice(TITLES)] for _ in range(random.choice((0, 0, 0, 1, 4)))]
    if random.random() < 0.03 and body:
        titles.append(list(body[0]))  # sorted above the headings
    return [*titles, *everything]


def _text(path: Path, random: Random, rows: Sequence[Cells]) -> Path:
    separator = random.choice(",,,;\t|")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=random.choice(("\r\n", "\n")),
                        quoting=random.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
    writer.writerows([[each.text if isinstance(each, Typed) else each for each in row]
                      for row in rows])
    text = out.getvalue()
    if random.random() < 0.12:
        text = _stray(random, text, separator)
    encoding = random.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"))
    path.write_bytes(text.encode(encoding, "replace"))
    return path


def _stray(random: Random, text: str, separator: str) -> str:
    """`text` with two stray quotation marks, where cells begin or end."""
    ends = [at for at, letter in enumerate(text) if letter in (separator, "\n", "\r") and at]
    if len(ends) < 12:
        return text
    first, second = sorted(random.sample(ends[8:], 2))
    return f'{text[:first + 1]}"{text[first + 1:second]}"{text[second:]}'


def _book(path: Path, random: Random, rows: Sequence[Cells]) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = random.choice(("Appointments", "Sheet1", "Export"))
    for row in rows:
        page.append([each if not isinstance(each, Typed) else each.value if each.typed
                     else each.text for each in row])
    if random.random() < 0.2:
        book.create_sheet("Notes").append(["to do", "call"])
    book.save(path)
    return path
