"""What was understood of a list is said before its plan, and holds no cell of a patient."""

from __future__ import annotations

import json
from pathlib import Path

from tests.batch.cli import DAY, quick

LIST = """Appointment List Report
Appointment Date,Start Time,Session Holder,Patient Details,DOB,NHS Number,Slot Type,GP email,Colour
13/12/2026,09:30,"NOBODY, Ada (Dr)","EXAMPLE, Testa (Mr)",04/03/1961,999 000 0011,hiccups,a@b.eu,red
14/12/2026,09:50,"NOBODY, Ada (Dr)","BLANK, Nemo (Mr)",31/12/1955,999 000 0022,hiccups,,blue
Total: 2
"""


def test_it_is_said_before_the_plan(tmp_path: Path, small_workbook: Path) -> None:
    """In words, and as a record: headings, guesses, orders and what proves them, what was not
    read, which lines are no visits."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, "utf-8")

    said = quick("render", small_workbook, path, "--dry-run", "--today", DAY)

    assert said.code == 0
    told = " ".join(said.out.split())
    for words in ("Headings line 2", "Patient id “NHS Number” (F2)",
                  "Visit date “Appointment Date” (A2), day month year, which A3 proves",
                  "Patient name “Patient Details” (D2), put together as family name, comma, given "
                  "name, a guess", "Reason “Slot Type” (G2), a guess",
                  "Appointment id made from patient id and date", "Not read “Colour” (I2)",
                  "Perhaps ours “GP email” (H2) may be one of these, and was not read: E-mail",
                  "No visits line 5"):
        assert words in told
    assert said.out.index("was understood so:") < said.out.index("2 to make")
    record = json.loads(quick("render", small_workbook, path, "--dry-run", "--json", "--today",
                              DAY).out)["list"]
    assert record["heading_line"] == 2
    assert {each["field"]: each["how"] for each in record["columns"]}["reason"] == "guessed"
    assert [each["cell"] for each in record["lines_left_out"]] == ["A5"]
    checked = quick("check", small_workbook, path, "--today", DAY)
    assert checked.out.startswith("list.csv (text in UTF-8 with commas) was understood so:")
    everything = said.out + said.err + str(record) + checked.out + checked.err
    for secret in ("EXAMPLE", "Testa", "1961", "999 000", "a@b.eu"):
        assert secret not in everything


def test_it_is_said_of_a_list_that_is_refused(tmp_path: Path, small_workbook: Path) -> None:
    """There it is needed most."""
    path = tmp_path / "list.csv"
    path.write_text(LIST.replace("DOB", "Geboortedatum"), "utf-8")

    said = quick("render", small_workbook, path, "--dry-run", "--today", DAY)

    assert said.code == 1
    assert "was understood so:" in said.out
    assert "is known as “Date of birth”" in said.err
