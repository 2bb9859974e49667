"""What stands in a list for “nothing” is never printed as a name, a place or a clinician."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdaid.appointments.columns import Appointment
from sdaid.appointments.placeholders import is_no_name, is_placeholder
from sdaid.workbook.content import Content
from tests.appointments.test_csv import read
from tests.batch.lists import codes, line, outcomes, planned, write_csv

PLACEHOLDERS = ("NA", "N/A", "n.a.", "-", "--", "—", "?", "NULL", "null", "#N/A", "#REF!",
                "none", "no", "same", "TBC", "nan", "0", "(blank)")
TOO_LITTLE = ("yes", "TRUE", "x", "unknown", "see notes")


@pytest.mark.parametrize("column", ["given name", "family name"])
@pytest.mark.parametrize("text", [*PLACEHOLDERS, *TOO_LITTLE, "1234"])
def test_a_placeholder_is_no_name(tmp_path: Path, small: Content, column: str, text: str) -> None:
    """The row is held at that cell, and the next patient gets theirs."""
    path = write_csv(tmp_path / "list.csv", [line(1, **{column: text}), line(2)])

    plan = planned(path, small)

    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "make"}
    [found] = [each for each in plan.entries[0].problems if each.code == "held-no-name"]
    assert found.place.heading == column.capitalize()
    assert found.place.cell == ("C2" if column == "given name" else "D2")


def test_somebody_with_neither_name_is_held(tmp_path: Path, small: Content) -> None:
    """One of the two columns may say that there is no such name; then the other holds one."""
    path = write_csv(tmp_path / "list.csv", [
        line(1, given_name="no given name", family_name="no family name"),
        line(2, given_name="no given name")])

    assert outcomes(planned(path, small)) == {"A-0001": "hold", "A-0002": "make"}


@pytest.mark.parametrize("name", ["Na", "No", "Null", "Nil", "Nan", "Y", "Blank", "BLANK", "Test",
                                  "Same", "NGUYỄN", "Noé", "李", "O", "PARENT", "Carer"])
def test_a_name_that_looks_like_a_placeholder_is_one(name: str) -> None:
    """People are called Na and Null."""
    assert not is_no_name(name)


@pytest.mark.parametrize("text", [*PLACEHOLDERS, *TOO_LITTLE])
def test_a_placeholder_is_no_place_and_no_clinician(tmp_path: Path, small: Content, text: str
                                                    ) -> None:
    """Both are as blank cells, and the aid is made."""
    path = write_csv(tmp_path / "list.csv", [line(1, place=text, clinician=text)])

    [appointment], problems = read(path, small)

    assert isinstance(appointment, Appointment)
    assert (appointment.place, appointment.clinician) == ("", "")
    assert not problems
    assert outcomes(planned(path, small)) == {"A-0001": "make"}


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_a_placeholder_is_no_addressee_and_no_country(tmp_path: Path, small: Content, text: str
                                                      ) -> None:
    """It means the patient and the clinic's own country; NA and NO alone may be countries."""
    path = write_csv(tmp_path / "list.csv", [line(1, addressee=text, country=text)])

    [appointment], _ = read(path, small)

    assert isinstance(appointment, Appointment)
    assert appointment.country == (text if text in ("NA", "no") else "")
    assert appointment.addressee == ""


@pytest.mark.parametrize("place", ["Room 1", "1", "Norway House", "Nasal clinic", "Dr No"])
def test_a_real_word_is_kept(place: str) -> None:
    """A part of a word, or a number, is no placeholder."""
    assert not is_placeholder(place)


@pytest.mark.parametrize("column", ["given name", "family name", "place", "clinician"])
def test_codes_of_web_pages_are_not_printed(tmp_path: Path, small: Content, column: str) -> None:
    """“O&#39;Blank” is held; “Example & Sample” is a name."""
    path = write_csv(tmp_path / "list.csv", [
        line(1, **{column: "O&#39;Blank"}), line(2, **{column: "Example & Sample"})])

    plan = planned(path, small)

    assert codes(plan, "A-0001") == {"held-codes"}
    assert outcomes(plan) == {"A-0001": "hold", "A-0002": "make"}
