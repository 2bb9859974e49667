"""Lists as text, as real systems export them: encodings, separators, broken ends."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from sdaid import steps
from sdaid.appointments.columns import Appointment
from sdaid.problems import Problem
from sdaid.workbook.content import Content
from tests.batch.lists import as_csv, line, outcomes, planned, write_csv

NAMES = ("Zoë", "Jürgen", "Søren")


def read(path: Path, content: Content) -> tuple[list[Appointment], list[Problem]]:
    """The appointments of a list that can be used, and every problem."""
    listed, problems = steps.read_list(path, content)
    assert listed is not None, problems
    rows = list(listed.rows())
    return ([row for _, row, _ in rows if row],
            problems + [each for _, _, found in rows for each in found])


def refused(path: Path, content: Content) -> str:
    """The code of the one problem for which a list cannot be used."""
    listed, problems = steps.read_list(path, content)
    assert listed is None
    (code,) = {each.code for each in problems}
    return code


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be",
                                      "cp1252"])
def test_encodings_and_separators_are_found(
        tmp_path: Path, small: Content, encoding: str, separator: str) -> None:
    """Whatever wrote the list, the same names come out."""
    lines = [line(number, given_name=name) for number, name in enumerate(NAMES)]
    path = tmp_path / "list.csv"
    path.write_bytes(as_csv(lines, separator).encode(encoding))

    appointments, problems = read(path, small)

    assert [each.given_name for each in appointments] == list(NAMES)
    assert [each.code for each in problems] == (["csv-assumed"] if encoding == "cp1252" else [])
    assert all("aid of that line" in each.sentence for each in problems)  # where a name is printed


def test_utf16_of_another_byte_order_is_read(tmp_path: Path, small: Content) -> None:
    """A mark at the start tells the order of the bytes."""
    path = tmp_path / "list.txt"
    path.write_bytes(b"\xfe\xff" + as_csv([line(1, given_name="Łucja")]).encode("utf-16-be"))

    assert read(path, small)[0][0].given_name == "Łucja"


def test_excels_own_hints_are_understood(tmp_path: Path, small: Content) -> None:
    """A first line that names the separator is no row; ="0042" keeps its zeros."""
    path = tmp_path / "list.csv"
    path.write_text("sep=;\r\n" + as_csv([line(1, patient_id='="0042"')], ";"), "utf-8")

    (appointment,), problems = read(path, small)

    assert appointment.patient_id == "0042"
    assert appointment.at("id").cell == "A3"
    assert not problems


def test_titles_sums_and_repeated_headings_are_left_out(tmp_path: Path, small: Content) -> None:
    """What an export prints around and between its rows makes no appointment, and is named."""
    rows = as_csv([line(1), line(2)]).split("\r\n")
    text = "\r\n".join(["Appointments of December", "", rows[0], rows[1], rows[0], "", rows[2],
                        "Total: 2", "Printed 22 November,,,"])
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")

    plan = planned(path, small)

    assert outcomes(plan) == {"A-0001": "make", "A-0002": "make"}
    assert [each.code for each in plan.notices] == ["line-left-out"] * 3
    assert [each.place.cell for each in plan.notices] == ["A5", "A8", "A9"]


def test_other_headings_are_matched(tmp_path: Path, small: Content) -> None:
    """Clinics' own words for the columns, the workbook's for its facts, date and time in one."""
    path = tmp_path / "list.csv"
    path.write_text("Appt ID,MRN,First name,Surname,DOB,Appt date/time,Reason for visit,Dysphagia\n"
                    "V-1,0042,Ana,Example,1950-02-03,2026-12-01 2:30 PM,hiccups,yes\n", "utf-8")

    (appointment,), problems = read(path, small)

    assert appointment.patient_id == "0042"
    assert (appointment.visit_date.isoformat(), str(appointment.visit_time)) == (
        "2026-12-01", "14:30:00")
    assert appointment.extra == {"trouble-swallowing": "yes"}
    assert not problems


def test_a_misspelt_heading_is_guessed(tmp_path: Path, small: Content) -> None:
    """A needed column that is missing stops the list and says which heading may be meant."""
    path = tmp_path / "list.csv"
    path.write_text(as_csv([line(1)]).replace("Family name", "Familly nam"), "utf-8")

    listed, problems = steps.read_list(path, small)

    assert listed is None
    assert [(each.code, each.place.heading) for each in problems] == [
        ("column-missing", "Family name")]
    assert "“Familly nam” (D1)" in problems[0].sentence


def test_columns_are_joined_by_heading_and_not_by_position(tmp_path: Path, small: Content) -> None:
    """The order of the columns does not matter."""
    turned = [dict(reversed(list(line(number).items()))) for number in (1, 2)]
    path = tmp_path / "list.csv"
    path.write_text(as_csv(turned), "utf-8")

    appointments, _ = read(path, small)

    assert [(each.id, each.given_name) for each in appointments] == [
        ("A-0001", "Testa1"), ("A-0002", "Testa2")]


def test_a_row_with_too_many_cells_is_held(tmp_path: Path, small: Content) -> None:
    """A separator within a text shifts what follows below the wrong headings."""
    text = as_csv([line(1), line(2)]).replace("Testa1", "Testa,Nova")
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")

    plan = planned(path, small)

    assert [entry.outcome for entry in plan.entries] == ["hold", "make"]
    assert "csv-row-long" in {each.code for each in plan.entries[0].problems}


def test_a_file_that_ends_within_a_row_holds_that_row(tmp_path: Path, small: Content) -> None:
    """What was cut off may have been what speaks against the aid."""
    text = as_csv([line(1, status="booked"), line(2, status="cancelled")])
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode()[:text.rindex(",cancelled")])

    plan = planned(path, small)

    assert outcomes(plan) == {"A-0001": "make", "A-0002": "hold"}
    assert "csv-row-cut" in {each.code for each in plan.entries[1].problems}


def test_trailing_empty_cells_may_be_missing(tmp_path: Path, small: Content) -> None:
    """Some systems leave out the separators after the last filled cell."""
    path = tmp_path / "list.csv"
    path.write_text(as_csv([line(1, place="", country="")]).replace(",hiccups,,", ",hiccups"),
                    "utf-8")

    assert outcomes(planned(path, small)) == {"A-0001": "make"}


@pytest.mark.parametrize(("content", "code"), [
    (b"", "list-no-headings"),
    (b"\r\n\r\n", "list-no-headings"),
    (b"just some text\nand more\n", "list-no-headings"),
    (as_csv([line(1)]).encode() + b'"A-0002,P-2', "csv-broken"),
    (as_csv([line(1, given_name="Zoë")]).encode("utf-8")
     + as_csv([line(2, given_name="Zoë")]).encode("cp1252"), "csv-mixed"),
    (as_csv([line(1)]).encode() + b"\x81\x8d\n", "csv-encoding"),
    (as_csv([line(1)]).encode("utf-16")[:-3], "csv-encoding"),
    (b"a\0b\0\0c\xff" * 50, "list-kind"),
    (b"%PDF-1.7\n", "file-not-xlsx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file-not-xlsx"),
])
def test_what_is_no_list_is_refused(tmp_path: Path, small: Content, content: bytes, code: str
                                    ) -> None:
    """A file that cannot be understood as a whole is refused with what it is."""
    path = tmp_path / "list.csv"
    path.write_bytes(content)

    assert refused(path, small) == code


def test_a_missing_file_is_named(tmp_path: Path, small: Content) -> None:
    """It is no list."""
    assert refused(tmp_path / "none.csv", small) == "file-missing"


@pytest.mark.parametrize("name", ["list.xlsx", "list.xls"])
def test_a_csv_by_another_name_is_read_as_what_it_is(tmp_path: Path, small: Content, name: str
                                                     ) -> None:
    """So no program takes the zeros in front of its ids away."""
    (tmp_path / name).write_text(as_csv([line(1, patient_id="0042")]), "utf-8")

    (appointment,), problems = read(tmp_path / name, small)

    assert appointment.patient_id == "0042"
    assert [each.code for each in problems] == ["csv-named-book"]


def test_a_list_without_a_patient_column_is_refused(tmp_path: Path, small: Content) -> None:
    """Without patients there is nothing to plan."""
    path = tmp_path / "list.csv"
    path.write_text("Appointment id,Visit date\nA-1,2026-12-01\n", "utf-8")

    listed, problems = steps.read_list(path, small)

    assert listed is None
    assert "Patient id" in {each.place.heading for each in problems}


def test_a_long_list_is_read_in_flat_memory(tmp_path: Path, small: Content) -> None:
    """A list of six megabytes passes through a fraction of that."""
    path = tmp_path / "list.csv"
    read(write_csv(tmp_path / "short.csv", [line(1)]), small)  # what is loaded once does not count
    rows = 3_000
    with path.open("w", encoding="utf-8") as file:
        file.write(as_csv([line(1, place="Room")]).split("\r\n", maxsplit=1)[0] + "\n")
        long = line(1, place="Room " * 380)
        file.writelines(",".join(long.values()) + "\n" for _ in range(rows))

    tracemalloc.start()
    listed, _ = steps.read_list(path, small)
    assert listed is not None
    assert sum(1 for _ in listed.rows()) == rows
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert path.stat().st_size > 5_500_000
    assert most < 2_500_000
