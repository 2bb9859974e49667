"""What render leaves is found again from any folder, with the clinic's clocks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.batch.lists import line, write_csv
from tests.build import SMALL, workbook_from
from tests.mail.reading import pages_of
from tests.mail.rendered import DAY, call, done, quick, refused, run_folder
from tests.mail.test_correcting import POST

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick")

UTC = {"Visit date": "2026-12-01T02:30:00Z"}
MAIL = {"Channel": "e-mail", "E-mail": "testa@example.org", "E-mail password": "green-teapot-7"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run of one letter and one e-mail, rendered with paths from the folder `home`, looked at
    from another."""
    here = tmp_path / "home"
    (here / "inputs").mkdir(parents=True)
    workbook_from(SMALL, here / "inputs" / "options.xlsx")
    write_csv(here / "inputs" / "list.csv", [line(1) | POST | UTC, line(2) | MAIL | UTC])
    monkeypatch.chdir(here)
    done("render", "inputs/options.xlsx", "inputs/list.csv", "--output", "outputs", *DAY,
         "--time-zone", "America/New_York")
    monkeypatch.chdir(tmp_path)
    return here


def envelopes(folder: Path, *more: object) -> list[str]:
    shown = json.loads(done("post", folder, "--window", "uk", *DAY, "--dry-run", "--json", *more))
    return list(shown["envelopes"])


def test_the_letter_tells_the_time_on_the_clinics_clocks(home: Path) -> None:
    """Half past two at night in UTC is the evening before in New York."""
    folder = run_folder(home / "outputs")

    done("post", folder, "--window", "uk", *DAY)

    letter = pages_of(folder / "post-1" / "a4.pdf")[0].text
    assert "Monday, November 30, 2026 at 9:30 PM" in " ".join(letter.split())


def test_a_visit_is_over_by_the_clinics_day(home: Path) -> None:
    """Not by the day in UTC, which is one later."""
    said = call("post", run_folder(home / "outputs"), "--window", "uk", "--today", "2026-12-01",
                "--dry-run", "--json")

    assert [each["problem"]["code"] for each in json.loads(said.stdout)["held"]] == [
        "mail-visit-over", "mail-visit-over"]


def test_post_and_email_need_no_word_about_paths(home: Path) -> None:
    """Whatever the folder from which they are called."""
    folder = run_folder(home / "outputs")

    assert envelopes(folder) == ["A-0001"]
    shown = json.loads(done("email", folder, "--from", "clinic@example.org", *DAY, "--dry-run",
                            "--json"))
    assert shown["to"] == ["A-0002"]


@pytest.mark.parametrize("place", ["outputs/list-options", "outputs", "."])
def test_what_was_moved_beside_the_batch_is_found(home: Path, place: str) -> None:
    """In its folder or one of the two above it; another file of the same name is passed by."""
    for name in ("options.xlsx", "list.csv"):
        shutil.move(home / "inputs" / name, home / place / name)
        (home / "inputs" / name).write_text("another")

    assert envelopes(run_folder(home / "outputs")) == ["A-0001"]


def test_what_was_moved_elsewhere_is_asked_for(home: Path) -> None:
    """With the option that names it."""
    shutil.move(home / "inputs", home / "elsewhere")
    folder = run_folder(home / "outputs")

    assert refused("post", folder, *DAY) == (["mail-input-missing"], 1)
    assert envelopes(folder, "--list", home / "elsewhere" / "list.csv", "--workbook",
                     home / "elsewhere" / "options.xlsx") == ["A-0001"]


def test_a_bulk_export_is_found_and_proved_too(tmp_path: Path) -> None:
    """A list that is a folder of files."""
    from tests.appointments.fhir import appointment, patient

    workbook_from(SMALL, tmp_path / "options.xlsx")
    bulk = tmp_path / "bulk"
    bulk.mkdir()
    for name, resource in (("Patient", patient(1)), ("Appointment", appointment(1))):
        (bulk / f"{name}.ndjson").write_text(json.dumps(resource) + "\n")
    done("render", tmp_path / "options.xlsx", bulk, "--output", tmp_path / "out", *DAY,
         "--time-zone", "Europe/London", "--all-for-this-decision")
    folder = run_folder(tmp_path / "out")

    assert envelopes(folder) == []
    (bulk / "Patient.ndjson").write_text("")
    assert refused("post", folder, *DAY) == (["mail-input-changed"], 1)
