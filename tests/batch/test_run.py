"""A run: what lies in its folder, what a second run makes again, and what survives what."""

from __future__ import annotations

import errno
import json
import os
import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sdaid.batch.folder import claimed
from sdaid.batch.run import Interrupted, run_name
from sdaid.batch.walk import Walk
from sdaid.problems import CannotGoOnError, ExitCode
from sdaid.workbook.content import Content
from tests.batch.lists import line, write_csv
from tests.batch.presses import (
    Faulty,
    OnePage,
    files,
    manifest,
    order,
    run,
    statuses,
    stopping_after,
)

BOOK_FILE = "evidence-book.pdf"
LINES = [line(number) for number in range(1, 7)] + [
    line(7, status="cancelled"), line(8, reason="")]


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list of six visits to make, one to skip, one to hold."""
    return write_csv(tmp_path / "december.csv", LINES)


def test_a_run_leaves_its_aids_and_its_manifest(tmp_path: Path, small: Content, listed: Path
                                                ) -> None:
    """One file for each aid, named by its appointment, and the evidence book; the manifest tells
    all, and no name."""
    made = run(order(listed, small), tmp_path / "out")

    assert [each.ended.status for each in made] == ["made"] * 6 + ["skipped", "held"]
    assert set(files(tmp_path / "out")) == {
        "manifest.json", BOOK_FILE, *(f"A-000{number}.pdf" for number in range(1, 7))}
    told = manifest(tmp_path / "out")
    assert [each.id for each in told.appointments] == [f"A-000{number}" for number in range(1, 9)]
    assert {each.pages for each in told.appointments if each.file} == {1}
    assert told.appointments[6].reason == "cancelled"
    text = (tmp_path / "out" / "manifest.json").read_text("utf-8")
    assert "Testa" not in text
    assert "Example" not in text
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0
    assert json.loads(text)["schema"] == 1


def test_a_second_run_makes_nothing_again(tmp_path: Path, small: Content, listed: Path) -> None:
    """Nor does anything in the folder change."""
    run(order(listed, small), tmp_path / "out")
    before = files(tmp_path / "out")

    made = run(order(listed, small), tmp_path / "out")

    assert not any(each.new for each in made)
    assert files(tmp_path / "out") == before


def test_what_changed_is_made_again_and_no_more(tmp_path: Path, small: Content, listed: Path
                                                ) -> None:
    """A corrected row, a file that is gone, a file that somebody changed, a visit now cancelled, a
    row taken out."""
    out = tmp_path / "out"
    run(order(listed, small), out)
    (out / "A-0002.pdf").unlink()
    (out / "A-0003.pdf").write_bytes(b"changed")
    write_csv(listed, [line(1, given_name="Corrected"), *LINES[1:4],
                       line(5, status="cancelled"), line(8)])

    made = run(order(listed, small), out)

    assert {each.ended.id for each in made if each.new} == {
        "A-0001", "A-0002", "A-0003", "A-0008"}
    assert statuses(out) == {"A-0001": "made", "A-0002": "made", "A-0003": "made",
                             "A-0004": "made", "A-0005": "skipped", "A-0008": "made"}
    fresh = tmp_path / "fresh"
    run(order(listed, small), fresh)
    assert files(fresh) == files(out)


def test_a_changed_workbook_makes_every_aid_again(tmp_path: Path, small: Content, listed: Path
                                                  ) -> None:
    """What the aids say has changed, though nobody's row has."""
    run(order(listed, small), tmp_path / "out")
    other = replace(small, decision=small.decision.model_copy(update={"phone": "111 1111"}))

    made = run(order(listed, other), tmp_path / "out")

    assert sum(each.new for each in made) == 6


def test_aids_of_visits_that_are_past_stay(tmp_path: Path, small: Content, listed: Path) -> None:
    """A later run with another window takes nothing away that was right."""
    from datetime import date

    from sdaid import steps
    from sdaid.batch.wishes import Window

    out = tmp_path / "out"
    run(order(listed, small), out)
    wanted = order(listed, small)
    late = steps.plan_run(wanted.appointments.rows, small, steps.Asked(
        date(2027, 1, 1), window=Window(date(2027, 1, 1))))

    run(replace(wanted, plan=late), out)

    assert list(statuses(out).values()) == ["made"] * 6 + ["skipped", "skipped"]
    assert (out / "A-0001.pdf").exists()


def test_only_some_leave_the_others_as_they_are(tmp_path: Path, small: Content, listed: Path
                                                ) -> None:
    """`--only` adds to a run's folder and takes nothing out of it."""
    out = tmp_path / "out"
    run(order(listed, small, only=("A-0002",)), out)
    assert statuses(out) == {"A-0002": "made"}

    run(order(listed, small, only=("A-0001",)), out)

    assert statuses(out) == {"A-0001": "made", "A-0002": "made"}
    assert {"A-0001.pdf", "A-0002.pdf"} < set(files(out))
    run(order(listed, small), out)
    before = files(out)

    run(order(listed, small, only=("A-0001",)), out)

    assert files(out) == before


def test_one_failing_aid_never_stops_the_others(tmp_path: Path, small: Content) -> None:
    """A page that overflows holds, an unforeseen error fails; no text of either names anybody."""
    path = write_csv(tmp_path / "list.csv", [
        line(1), line(2, patient_id="P-RAISE"), line(3, patient_id="P-LONG"),
        line(4, patient_id="P-BAD"), line(5)])

    run(order(path, small, Faulty()), tmp_path / "out")

    told = manifest(tmp_path / "out").appointments
    assert [each.status for each in told] == ["made", "failed", "held", "failed", "made"]
    assert "ValueError" in told[1].reason
    assert "Testa" not in (tmp_path / "out" / "manifest.json").read_text("utf-8")
    assert {name for name in files(tmp_path / "out") if name.endswith(".pdf")} == {
        BOOK_FILE, "A-0001.pdf", "A-0005.pdf"}


def test_another_list_or_decision_is_refused(tmp_path: Path, small: Content, listed: Path) -> None:
    """A folder is one run's: nothing of another is written over or beside it."""
    out = tmp_path / "out"
    run(order(listed, small), out)
    before = files(out)
    write_csv(listed, [line(number) for number in range(11, 14)])
    other = replace(small, decision=small.decision.model_copy(update={"condition": "yawns"}))

    for content in (small, other):
        with pytest.raises(CannotGoOnError) as stopped:
            run(order(listed, content), out)
        assert stopped.value.code is ExitCode.CANNOT_WRITE
        assert stopped.value.problems[0].code == "folder-other-list"
    assert files(out) == before


def test_a_list_that_changes_meanwhile_stops_the_run(tmp_path: Path, small: Content, listed: Path
                                                     ) -> None:
    """What was planned is no longer what the list says: there is no manifest."""
    wanted = order(listed, small)
    write_csv(listed, LINES[1:])

    with pytest.raises(CannotGoOnError) as stopped:
        run(wanted, tmp_path / "out")

    assert stopped.value.problems[0].code == "list-changed"
    assert "manifest.json" not in files(tmp_path / "out")


def test_an_interrupted_run_goes_on(tmp_path: Path, small: Content, listed: Path) -> None:
    """What was in hand is whole, and the next run makes the rest: byte for byte as without it."""
    run(order(listed, small), tmp_path / "whole")
    with stopping_after(2) as stop, pytest.raises(Interrupted):
        run(order(listed, small, stop=stop), tmp_path / "out")
    half = {name for name in files(tmp_path / "out") if name.endswith(".pdf")} - {BOOK_FILE}
    assert 0 < len(half) < 6
    assert "manifest.json" not in files(tmp_path / "out")

    made = run(order(listed, small), tmp_path / "out")

    assert sum(each.new for each in made) == 6 - len(half)
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_a_full_disk_stops_and_the_next_run_goes_on(
        tmp_path: Path, small: Content, listed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that did not fit is not there in part, and the folder ends as if nothing was."""
    run(order(listed, small), tmp_path / "whole")
    real, count = os.fsync, 0

    def full(file: int) -> None:
        nonlocal count
        count += 1
        if count == 4:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(file)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotGoOnError) as stopped:
        run(order(listed, small), tmp_path / "out")
    assert stopped.value.code is ExitCode.CANNOT_WRITE
    assert "No space" in str(stopped.value)
    assert not [name for name in files(tmp_path / "out") if name.endswith(".part")]

    run(order(listed, small), tmp_path / "out")

    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_a_broken_journal_line_is_drawn_again(tmp_path: Path, small: Content, listed: Path) -> None:
    """A run that was killed within a line of its journal trusts the whole ones alone."""
    run(order(listed, small), tmp_path / "whole")
    out = tmp_path / "out"
    with stopping_after(2) as stop, pytest.raises(Interrupted):
        run(order(listed, small, stop=stop), out)
    journal = out / ".journal"
    journal.write_bytes(journal.read_bytes()[:-20])
    (out / ".A-0006.pdf.part").write_bytes(b"half")

    run(order(listed, small), out)

    assert files(out) == files(tmp_path / "whole")


def test_the_second_run_is_told_who_holds_the_folder(tmp_path: Path, small: Content, listed: Path
                                                     ) -> None:
    """Two runs never write into one folder at once."""
    with claimed(tmp_path / "out"), pytest.raises(CannotGoOnError) as stopped:
        run(order(listed, small), tmp_path / "out")

    assert stopped.value.code is ExitCode.CANNOT_WRITE
    assert f"process {os.getpid()}" in str(stopped.value)
    run(order(listed, small), tmp_path / "out")


def test_ids_that_point_elsewhere_touch_no_file(tmp_path: Path, small: Content) -> None:
    """An appointment id is only ever a name within the folder."""
    outside = tmp_path / "victim.pdf"
    outside.write_bytes(b"mine")
    path = write_csv(tmp_path / "list.csv", [line(1), line(2, appointment_id="../victim")])

    run(order(path, small), tmp_path / "out")

    assert outside.read_bytes() == b"mine"
    assert statuses(tmp_path / "out") == {"A-0001": "made", "row 3": "held"}


@pytest.mark.parametrize(("names", "expected"), [
    (("december.xlsx", "hips.xlsx"), "december-hips"),
    (("Liste Übersicht (2).csv", "a b.xlsx"), "Liste--bersicht--2-a-b-1429fad3"),
    (("预约.csv", "选项.xlsx"), "list-workbook-12a54e60"),
])
def test_a_run_is_named_after_its_list_and_workbook(names: tuple[str, str], expected: str) -> None:
    """In letters that every system can write."""
    assert run_name(Path(names[0]), Path(names[1])) == expected


def test_who_draws_is_told_of_no_cell(tmp_path: Path, small: Content, listed: Path) -> None:
    """Neither the list's file nor a heading of it is sent to workers with the visits."""
    jobs = list(Walk(order(listed, small), tmp_path, {}).jobs())

    assert [job.visit.appointment.family_name for job in jobs][:2] == ["Example1", "Example2"]
    assert listed.name.encode() not in pickle.dumps(jobs)
    assert b"Family name" not in pickle.dumps(jobs)


@pytest.mark.parametrize("change", [
    {"schema": 99}, {"today": "soon"}, {"appointments": [{"id": "A"}]}, {"workbook": {}}])
def test_a_manifest_that_is_not_ours_is_refused(
        tmp_path: Path, small: Content, listed: Path, change: dict[str, Any]) -> None:
    """Damage is a problem with a remedy and not a traceback."""
    from sdaid.batch.manifest import load

    out = tmp_path / "out"
    run(order(listed, small, OnePage()), out)
    told = json.loads((out / "manifest.json").read_text("utf-8")) | change
    (out / "manifest.json").write_text(json.dumps(told), "utf-8")

    found, problems = load(out)

    assert found is None
    assert problems[0].code in ("manifest-schema", "manifest-damaged")
    assert load(tmp_path)[1][0].code == "manifest-missing"
