"""Two stray quotation marks anywhere in a list: no row is read as another patient's, or with cells
of another patient's row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from sdaid.appointments.columns import Appointment
from sdaid.appointments.profile import Wanted
from sdaid.appointments.read import read_list
from sdaid.appointments.statuses import Status
from sdaid.problems import Severity

PEOPLE = (("Testa", "Example"), ("Nemo", "Blank"), ("Ulla", "Sample"), ("Odo", "Pretend"))
FIELDS = ("patient_id", "given_name", "family_name", "born", "visit_date", "reason", "postcode",
          "place", "tried")
LISTS = (
    ("Appointment id", "Patient id", "Given name", "Family name", "DOB", "Visit date", "Reason",
     "Address", "Postcode", "Place", "Notes"),
    ("Appointment id", "Address", "Patient id", "Given name", "Family name", "DOB", "Visit date",
     "Status", "Place"),
    ("Address", "Patient id", "Given name", "Family name", "DOB", "Visit date", "Reason"),
    ("Patient id", "Given name", "Family name", "DOB", "Visit date", "Place", "Status",
     "Already tried"))
SHORT, ALL = 60, 0


def text_of(headings: Sequence[str], *, dropped: bool) -> str:
    """A list of four; with `dropped`, rows end at their last filled cell."""
    lines = [",".join(headings)]
    for number, (given_name, family_name) in enumerate(PEOPLE):
        cells = {"Appointment id": f"A-{number}", "Patient id": f"P-{number}",
                 "Given name": given_name, "Family name": family_name,
                 "DOB": f"194{number}-02-1{number}", "Visit date": "2026-12-01",
                 "Reason": "hiccups", "Address": f"{number} Lane", "Postcode": f"SW1A {number}AA",
                 "Place": f"Room {number}", "Notes": ("", "see", "x y", "")[number],
                 "Status": "Cancelled" if number % 2 else "Booked", "Already tried": ""}
        row = ",".join(cells[each] for each in headings)
        lines.append(row.rstrip(",") if dropped else row)
    return "\n".join(lines) + "\n"


def going(path: Path) -> set[tuple[str, ...]]:
    """What is read of each visit that gets an aid; nothing of a list that is refused."""
    listed, _, _ = read_list(path, Wanted())
    return {tuple([str(getattr(record, name)) for name in FIELDS]
                  + [record.address.replace('"', "")])
            for _, record, found in (listed.rows() if listed else ())
            if isinstance(record, Appointment) and record.status is Status.BOOKED
            and all(each.severity is Severity.WARNING for each in found)}


def check(path: Path, headings: Sequence[str], *, dropped: bool, some: int) -> int:
    """How many lists with two stray marks were read; fails where one was read as something else.
    `some` of the pairs of places are tried, all of them where it is 0."""
    text = text_of(headings, dropped=dropped)
    path.write_text(text, "utf-8")
    truth = going(path)
    first = text.index("\n") + 1
    places = [at for at in range(first, len(text) + 1)
              if text[at - 1] in ",\n" or text[at:at + 1] in (",", "\n")]
    pairs = list(combinations(places, 2))
    tried = Random(len(headings)).sample(pairs, some) if some else pairs
    for one, other in tried:
        broken = f'{text[:one]}"{text[one:other]}"{text[other:]}'
        path.write_text(broken, "utf-8")
        assert going(path) <= truth, broken
    return len(tried)


@pytest.mark.parametrize("dropped", [False, True])
@pytest.mark.parametrize("headings", LISTS, ids=["long", "address second", "address first", "end"])
def test_stray_quotation_marks_exchange_no_cells(tmp_path: Path, headings: Sequence[str],
                                                 dropped: bool) -> None:
    """At the ends of any two cells."""
    assert check(tmp_path / "list.csv", headings, dropped=dropped, some=SHORT) == SHORT


@pytest.mark.long
@pytest.mark.parametrize("dropped", [False, True])
@pytest.mark.parametrize("headings", LISTS, ids=["long", "address second", "address first", "end"])
def test_all_stray_quotation_marks_exchange_no_cells(tmp_path: Path, headings: Sequence[str],
                                                     dropped: bool) -> None:
    """At the ends of every two cells."""
    assert check(tmp_path / "list.csv", headings, dropped=dropped, some=ALL) > SHORT
