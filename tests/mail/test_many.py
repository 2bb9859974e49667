"""A whole run with planted troubles: exactly the right ones go out, read back from the finished
PDF, and each of the others has its reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from sdaid import steps
from sdaid.mail import measure
from sdaid.mail.windows import WINDOWS
from sdaid.workbook.load import load
from tests.build import SMALL, list_from, workbook_from
from tests.mail.batches import TODAY, Made, finished_batch, patient
from tests.mail.reading import manifest_rows, pages_of, text_in
from tests.mail.test_post import post, run_of

Row = dict[str, Any]

TROUBLES: dict[str, tuple[dict[str, Any], str]] = {
    # what is wrong with a row, and what is said of it: words of the reason, or a problem's code
    "dead": ({"deceased": True}, "deceased"),
    "cancelled": ({"status": "cancelled"}, "cancelled"),
    "opted out": ({"opted_out": True}, "opted out"),
    "no channel": ({"channel": "none"}, "channel none"),
    "desk": ({"channel": "desk"}, "channel is desk"),
    "two people, one": ({}, "held-two-people"),
    "two people, other": ({}, "held-two-people"),
    "second visit": ({}, "held-second-visit"),
    "before birth": ({"born": date(2027, 1, 1)}, "held-birth"),
    "language": ({"language": "sw"}, "held-language"),
    "another reason": ({"reason": "knee"}, "another reason"),
    "no reason": ({"reason": ""}, "held-blank-reason"),
    "no letters": ({"given_name": "\U00012000"}, "held-glyphs"),
    "country": ({"country": "Narnia"}, "country-unknown"),
    "nine lines": ({"address": "\n".join(f"Line {number}" for number in range(1, 8))},
                   "address-many-lines"),
    "no abode": ({"address": "No fixed abode\nTestville"}, "address-no-abode"),
    "postcode": ({"postcode": "10115"}, "postcode-bad"),
    "no address": ({"address": "", "postcode": ""}, "address-empty"),
    "wide": ({"address": "The extremely long name of a house that no window can hold at all, 1 "
              "Nowhere Lane\nTestville"}, "address-wide"),
    "already sent": ({}, "mail-already"),
}


def rows_with_troubles(good: int, times: int) -> tuple[list[Row], dict[str, str]]:
    """`good` rows, spouses among them, and each trouble `times` times between them; and what is
    expected of the troubled ones, by appointment id."""
    rows = [patient(number, address=f"{(number + 1) // 2} Nowhere Lane\nTestville",
                    postcode=f"LS{number % 7 + 1} {number % 9 + 1}AP",
                    family_name=f"Spouse{(number + 1) // 2:04d}", given_name=f"Testa{number:04d}")
            for number in range(1, good + 1)]
    for each in rows[1::2]:
        each["postcode"] = rows[rows.index(each) - 1]["postcode"]
    expected: dict[str, str] = {}
    number = 5000
    for time in range(times):
        for name, (cells, said) in TROUBLES.items():
            number += 1
            row = patient(number, **cells)
            if name.startswith("two people"):
                row["patient_id"] = f"P-two-{time}"
            if name == "second visit":
                first = rows[2 * time]
                row |= {key: first[key] for key in ("patient_id", "given_name", "family_name",
                                                    "born")}
                row["visit_date"] = date(2026, 12, 20)
            expected[row["id"]] = said
            rows.insert((number * 7) % len(rows), row)
    return rows, expected


def planned(home: Path, rows: list[Row]) -> Callable[[Row], tuple[str, str]]:
    """What the real plan makes of each row, as a manifest has it."""
    content, _ = load(workbook_from(SMALL, home / "w.xlsx"))
    assert content is not None
    listed, _ = steps.read_list(list_from(
        SMALL, home / "l.xlsx", lambda texts: texts.update(Appointments=rows)), content)
    assert listed is not None
    entries = {entry.id: entry for entry in steps.plan_run(
        listed.rows, content, steps.Asked(TODAY)).entries}
    words = {"make": "made", "hold": "held", "skip": "skipped"}

    def status(row: Row) -> tuple[str, str]:
        entry = entries[row["id"]]
        codes = " ".join(each.code for each in entry.problems)
        return words[entry.outcome], f"{entry.reason} {codes}".strip()

    return status


@pytest.mark.parametrize(("good", "times"), [
    pytest.param(80, 1, id="100"), pytest.param(440, 3, id="500", marks=pytest.mark.long)])
def test_exactly_the_right_ones_go_out(tmp_path: Path, good: int, times: int) -> None:
    """Each page of an envelope has its own patient's identifiers and no other's; the address stands
    on its letter alone; every troubled row has its reason."""
    rows, expected = rows_with_troubles(good, times)
    before = [row for row in rows if expected.get(row["id"]) == "mail-already"]
    assert post(finished_batch(tmp_path, before, batch="before")).exit_code == 0
    made = finished_batch(tmp_path, rows, status=planned(tmp_path, rows))
    result = post(made, "--json")
    shown = json.loads(result.stdout)
    assert shown["envelopes"] == good
    check_reasons(shown, expected)
    check_pages(made, {row["id"] for row in rows} - set(expected))


def check_reasons(shown: dict[str, Any], expected: dict[str, str]) -> None:
    reasons = {each["id"]: each["problem"]["code"] for each in shown["held"]}
    reasons |= {each["id"]: each["reason"] for each in shown["not_by_this_way"]}
    assert set(reasons) == set(expected)
    for name, said in expected.items():
        assert said in reasons[name], (name, said, reasons[name])


def check_pages(made: Made, right: set[str]) -> None:
    """Read the finished files, and nothing that they were made from but the list's rows."""
    lines = manifest_rows(run_of(made))
    assert {line["Appointment id"] for line in lines} == right
    assert len(lines) == len(right)
    path = run_of(made) / "a4.pdf"
    pages = pages_of(path)
    assert len(pages) == sum(int(line["Pages"]) for line in lines)
    everyone = {row["patient_id"]: row for row in made.rows.values()}
    for line in lines:
        own = made.rows[line["Appointment id"]]
        first = int(line["First page"]) - 1
        inside = pages[first:first + int(line["Pages"])]
        for number, page in enumerate(inside):
            ids = {word for word in page.text.replace(",", " ").split() if word in everyone}
            assert ids == ({own["patient_id"]} if number != 1 else set()), (line, number)
        window = text_in(path, first, WINDOWS["uk"].block)
        name = f"{own['given_name']} {own['family_name']}"
        street = own["address"].split("\n")[0]
        assert window.split("\r\n") == [name, street, "Testville", own["postcode"]]
        assert not any(street in page.text for page in inside[1:])
    with pikepdf.open(path) as run:
        assert len(run.pages) == len(pages)
    with measure.opened(path) as measured:
        for line in lines[:: max(1, len(lines) // 20)]:
            own = made.rows[line["Appointment id"]]
            address = (f"{own['given_name']} {own['family_name']}", *own["address"].split("\n"),
                       own["postcode"])
            assert not measure.letter_faults(measured, int(line["First page"]) - 1,
                                             WINDOWS["uk"], address)
