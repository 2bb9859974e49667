"""Holds that a person has lifted: for that appointment, that hold and those cells alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sdaid import holds, steps
from sdaid.appointments.columns import Channel
from sdaid.appointments.read import AppointmentList
from sdaid.batch.folder import LIFTED, claimed, write_whole
from sdaid.batch.lifts import LIFTABLE, read_lifts
from sdaid.batch.manifest import as_text
from sdaid.batch.plan import Plan
from sdaid.holds import LiftWish
from sdaid.mail.finished import open_batch, ready
from sdaid.problems import CannotGoOnError
from sdaid.workbook.content import Content
from tests.batch.cli import DAY, pdfs, quick
from tests.batch.lists import TODAY, line, outcomes, write_csv

SAME = {"patient_id": "P-1", "given_name": "Ana", "family_name": "Example",
        "date_of_birth": "1950-01-01"}
HELD = {
    "held-second-visit": [line(1, **SAME), line(2, **SAME, visit_date="2026-12-03")],
    "held-blank-reason": [line(1), line(2, reason="")],
    "reason-near-one": [line(1), line(2, reason="hicups again")],
    "status-unknown": [line(1, status="booked"), line(2, status="see notes")],
}
"""Lists whose second visit is held for something that a person may lift, by its code."""

NEVER = [
    {"deceased": "yes"}, {"opted out": "yes"}, {"status": "cancelled"}, {"status": "Rescheduled"},
    {"status": "*DECEASED*"}, {"status": "(cancelled)"}, {"deceased": "?"},
    {"visit date": ""}, {"visit date": "03/04/202"}, {"date of birth": "1850-01-01"},
    {"patient id": "P-0001"}, {"language": "eo"}, {"given name": "ZZZTEST"},
    {"given name": "Testa1", "family name": "Example1", "date of birth": line(1)["Date of birth"]},
    {"reason": "knee pain"}, {"channel": "none"}, {"work": "astronaut"},
    {"appointment id": "A-0001"},
]
NEW_LISTS = count()


def listed_at(path: Path, content: Content) -> AppointmentList:
    listed, problems = steps.read_list(path, content)
    assert listed is not None, problems
    return listed


def wish(*names: str, **more: object) -> LiftWish:
    made = LiftWish(names, "N. Nobody", "asked on the phone", "2026-11-22T09:00:00+00:00")
    return replace(made, **more)  # type: ignore[arg-type]


def lift(path: Path, content: Content, folder: Path, *names: str, **more: object) -> None:
    holds.lift(folder, listed_at(path, content), content, steps.Asked(TODAY), wish(*names, **more))


def plan_of(path: Path, content: Content, folder: Path) -> Plan:
    asked = holds.with_lifts(folder, steps.Asked(TODAY))
    return steps.plan_run(listed_at(path, content).rows, content, asked)


def a_list(folder: Path, lines: Iterable[dict[str, str]]) -> Path:
    return write_csv(folder / f"{next(NEW_LISTS)}.csv", lines)


@pytest.mark.parametrize("code", LIFTABLE)
def test_a_lifted_hold_gets_its_aid(tmp_path: Path, small: Content, code: str) -> None:
    """Each kind that a person may lift: before, the plan says so; after, the visit gets its aid,
    and the plan says who lifted the hold and why."""
    path = a_list(tmp_path, HELD[code])
    before = plan_of(path, small, tmp_path)
    assert before.entries[1].outcome in ("hold", "skip")
    assert before.entries[1].may_lift == (code,)

    lift(path, small, tmp_path, "A-0002")
    after = plan_of(path, small, tmp_path)

    assert outcomes(after) == {"A-0001": "make", "A-0002": "make"}
    assert "N. Nobody lifted this hold on 2026-11-22" in after.entries[1].reason
    assert [(each.id, each.hold) for each in after.lifted] == [("A-0002", code)]
    assert after.entries[0] == before.entries[0]


@pytest.mark.parametrize("code", LIFTABLE)
def test_moving_the_row_keeps_the_lift(tmp_path: Path, small: Content, code: str) -> None:
    """What was lifted are cells, wherever in the list they stand."""
    path = a_list(tmp_path, HELD[code])
    lift(path, small, tmp_path, "A-0002")

    moved = a_list(tmp_path, [line(7, status="booked"), *reversed(HELD[code])])

    assert set(outcomes(plan_of(moved, small, tmp_path)).values()) == {"make"}


@pytest.mark.parametrize("never", NEVER, ids=str)
@pytest.mark.parametrize("code", ["", *LIFTABLE])
def test_what_is_never_lifted_stays(tmp_path: Path, small: Content, never: dict[str, str],
                                    code: str) -> None:
    """Alone, or beside a hold that a person may lift: the call is refused, nothing is kept."""
    lines = HELD[code] if code else [line(1), line(2)]
    path = a_list(tmp_path, [lines[0], {**lines[1], **{
        name.capitalize(): text for name, text in never.items()}}])
    entry = plan_of(path, small, tmp_path).entries[1]
    assert entry.outcome != "make"
    if "reason-near-one" in entry.may_lift:  # what else holds it shows where its reason is right
        lift(path, small, tmp_path, entry.id)
        entry = plan_of(path, small, tmp_path).entries[1]
        assert entry.outcome != "make"
    kept = read_lifts(tmp_path).every
    assert entry.may_lift == ()

    with pytest.raises(CannotGoOnError) as refused:
        lift(path, small, tmp_path, entry.id)

    assert {each.code for each in refused.value.problems} <= {"lift-refused", "lift-unknown",
                                                              "lift-nothing"}
    assert read_lifts(tmp_path).every == kept
    assert plan_of(path, small, tmp_path).entries[1] == entry


CHANGES = st.sampled_from([
    ("Given name", "Nova"), ("Family name", "Sample"), ("Date of birth", "1951-02-03"),
    ("Visit date", "2026-12-09"), ("Patient id", "P-7777"), ("Reason", "hicups once more"),
    ("Reason", ""), ("Status", "ring first"), ("Status", "Rebooked"), ("Deceased", "yes"),
    ("Opted out", "yes"), ("Channel", "post"), ("Language", "eo"), ("Work", "outdoors"),
    ("Place", "Room 9"), ("Deceased", "?"), ("Status", "cancelled")])


@settings(deadline=None, max_examples=25,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(code=st.sampled_from(LIFTABLE), change=CHANGES)
def test_a_changed_row_is_held_again(tmp_path: Path, small: Content, code: str,
                                     change: tuple[str, str]) -> None:
    """Whatever cell of the row changes, the lift counts no more: the visit is as it would be
    without it."""
    folder = tmp_path / f"run-{next(NEW_LISTS)}"
    folder.mkdir()
    lift(a_list(tmp_path, HELD[code]), small, folder, "A-0002")
    changed = a_list(tmp_path, [HELD[code][0], {**HELD[code][1], change[0]: change[1]}])
    assume(HELD[code][1].get(change[0]) != change[1])

    with_lift = plan_of(changed, small, folder)
    without = plan_of(changed, small, tmp_path / "nobody-lifted")

    assert with_lift.entries == without.entries
    assert with_lift.lifted == ()
    still_held = any(each.code == code for each in without.entries[1].problems)
    assert still_held == any(each.code == "lift-lapsed" for each in with_lift.warnings)


def test_a_second_visit_is_held_again_where_the_first_has_changed(
        tmp_path: Path, small: Content) -> None:
    """The person who lifted it knew of another first visit."""
    first, second = HELD["held-second-visit"]
    lift(a_list(tmp_path, [first, second]), small, tmp_path, "A-0002")

    moved = plan_of(a_list(tmp_path, [{**first, "Visit date": "2026-11-30"}, second]), small,
                    tmp_path)

    assert outcomes(moved) == {"A-0001": "make", "A-0002": "hold"}


@settings(deadline=None, max_examples=10,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lifted=st.sets(st.sampled_from(range(1, 9))), again=st.sets(st.sampled_from(range(1, 9))))
def test_nobody_elses_hold_is_lifted(tmp_path: Path, small: Content, lifted: set[int],
                                     again: set[int]) -> None:
    """Of many visits that are held alike, those that were lifted, and not put back, are made."""
    folder = tmp_path / f"run-{next(NEW_LISTS)}"
    path = a_list(tmp_path, [line(number, reason="") for number in range(1, 9)])
    for number in lifted:
        lift(path, small, folder, f"A-{number:04}")
    back = lifted & again
    if back:
        lift(path, small, folder, again=tuple(f"A-{number:04}" for number in back))

    made = {name for name, what in outcomes(plan_of(path, small, folder)).items()
            if what == "make"}

    assert made == {f"A-{number:04}" for number in lifted - again}


def test_only_what_a_person_saw_is_lifted(tmp_path: Path, small: Content) -> None:
    """A hold that came since is still there; the next lift takes it off too."""
    first, second = HELD["held-second-visit"]
    path = a_list(tmp_path, [first, {**second, "Reason": ""}])
    lift(path, small, tmp_path, "A-0002", seen=frozenset(("held-blank-reason",)))
    between = plan_of(path, small, tmp_path).entries[1]

    lift(path, small, tmp_path, "A-0002")

    assert (between.outcome, between.may_lift) == ("hold", ("held-second-visit",))
    assert plan_of(path, small, tmp_path).entries[1].outcome == "make"


def test_the_record_holds_no_cell_of_the_list(tmp_path: Path, small: Content) -> None:
    """Ids of appointments, codes and seals alone; the same row has another seal in another run."""
    path = a_list(tmp_path, HELD["status-unknown"])
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        lift(path, small, tmp_path / name, "A-0002")

    text = (tmp_path / "one" / LIFTED).read_text("utf-8")
    seals = {read_lifts(tmp_path / name).every[0].cells for name in ("one", "two")}

    cells = {text for row in HELD["status-unknown"] for name, text in row.items()
             if name != "Appointment id" and text}
    assert not [each for each in cells if each in text]
    assert len(seals) == 2
    assert (tmp_path / "one" / LIFTED).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("by", "because", "code"), [
    ("", "why", "lift-words"), ("N. Nobody", " ", "lift-words"),
    ("N" * 81, "why", "lift-words"), ("N. Nobody", "w" * 201, "lift-words"),
    ("N. Nobody", "two\nlines", "lift-words"),
    ("N. Nobody", "rang Mr EXAMPLE2 today", "lift-name"), ("Testa2", "why", "lift-name"),
    ("N. Nobody", "it is P-0002", "lift-name"), ("N. Nobody", "born 1942-03-12", "lift-name")])
def test_who_and_why_are_said_without_the_patient(
        tmp_path: Path, small: Content, by: str, because: str, code: str) -> None:
    """Both are needed, in a line, and neither tells who the patient is."""
    path = a_list(tmp_path, HELD["held-blank-reason"])

    with pytest.raises(CannotGoOnError) as refused:
        lift(path, small, tmp_path, "A-0002", by=by, because=because)

    assert {each.code for each in refused.value.problems} == {code}
    assert not (tmp_path / LIFTED).exists()


@settings(deadline=None, max_examples=25,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_spoilt_record_stops_and_says_so(tmp_path: Path, small: Content, data: st.DataObject
                                           ) -> None:
    """Cut off anywhere, or with other bytes in it: it is used as it is, or refused; never does it
    free a visit that was not lifted, and never is it passed over."""
    path, folder = a_list(tmp_path, HELD["held-blank-reason"]), tmp_path / f"r-{next(NEW_LISTS)}"
    folder.mkdir()
    lift(path, small, folder, "A-0002")
    whole = (folder / LIFTED).read_bytes()
    cut = data.draw(st.integers(0, len(whole) - 1))
    spoilt = whole[:cut] + data.draw(st.binary(max_size=3)) + data.draw(
        st.sampled_from([b"", whole[cut + 1:]]))
    assume(spoilt != whole)
    (folder / LIFTED).write_bytes(spoilt)

    made, stopped = None, []
    try:
        made = plan_of(path, small, folder)
    except CannotGoOnError as error:
        stopped = [each.code for each in error.problems]

    if made is None:
        assert stopped == ["lifts-damaged"]
    else:
        assert outcomes(made)["A-0002"] == ("make" if made.lifted else "hold")
        assert [each.id for each in made.lifted] in ([], ["A-0002"])


@pytest.mark.parametrize("what", ["link", "folder", "bytes", "code", "schema", "key"])
def test_a_record_that_is_none_stops(tmp_path: Path, small: Content, what: str) -> None:
    """A link, a folder, another form, a code that nobody may lift: nothing is planned."""
    path = a_list(tmp_path, HELD["held-blank-reason"])
    folder = tmp_path / "run"
    folder.mkdir()
    lift(path, small, folder, "A-0002")
    record = folder / LIFTED
    told = json.loads(record.read_text("utf-8"))
    record.unlink()
    if what == "link":
        record.symlink_to(path)
    elif what == "folder":
        record.mkdir()
    elif what == "bytes":
        record.write_bytes(b"\xff\xfe")
    else:
        changed = {"code": {"lifted": [{**told["lifted"][0], "hold": "held-two-people"}]},
                   "schema": {"schema": 2}, "key": {"key": ""}}[what]
        record.write_text(json.dumps(told | changed), "utf-8")

    with pytest.raises(CannotGoOnError) as stopped:
        plan_of(path, small, folder)

    assert [each.code for each in stopped.value.problems] == ["lifts-damaged"]


def test_a_lift_that_is_cut_off_leaves_those_of_before(
        tmp_path: Path, small: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed while it writes, or on a full disk: all earlier lifts hold, and no half is left."""
    path, folder = a_list(tmp_path, [line(1, reason=""), line(2, reason="")]), tmp_path / "run"
    lift(path, small, folder, "A-0001")
    before = (folder / LIFTED).read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(CannotGoOnError):
            lift(path, small, folder, "A-0002")
    (folder / f".{LIFTED}.part").write_bytes(before[:40])  # as a kill leaves it

    assert (folder / LIFTED).read_bytes() == before
    assert outcomes(plan_of(path, small, folder)) == {"A-0001": "make", "A-0002": "hold"}
    lift(path, small, folder, "A-0002")
    assert [each.name for each in folder.iterdir()] == [LIFTED]


def test_a_lift_waits_for_no_run(tmp_path: Path, small: Content) -> None:
    """While a run writes into the folder, nothing is lifted there, and that is said."""
    path, folder = a_list(tmp_path, HELD["held-blank-reason"]), tmp_path / "run"
    with claimed(folder), pytest.raises(CannotGoOnError) as refused:
        lift(path, small, folder, "A-0002")

    assert [each.code for each in refused.value.problems] == ["folder-in-use"]


def test_the_command_line_lifts_and_the_manifest_says_so(
        tmp_path: Path, small_workbook: Path) -> None:
    """--lift with a name and a reason, kept for later runs; --hold-again takes it back, and the
    aid goes; --dry-run keeps nothing."""
    path = write_csv(tmp_path / "list.csv", HELD["held-second-visit"])
    call = ["render", small_workbook, path, "--output", tmp_path / "out", "--today", DAY]
    who = ["--by", "N. Nobody", "--because", "two hiccups"]
    folder = tmp_path / "out" / "list-hiccups"

    tried = quick(*call, "--lift", "A-0002", *who, "--dry-run")
    assert (tried.code, folder.exists()) == (0, False)
    assert quick(*call).code == 3
    lifted = quick(*call, "--lift", "A-0002", *who)
    assert lifted.code == 0, lifted.err
    assert "lifted A-0002 (held-second-visit): N. Nobody" in lifted.out
    again = quick(*call)
    assert again.code == 0
    assert pdfs(folder) == {"A-0001.pdf", "A-0002.pdf"}
    told = json.loads((folder / "manifest.json").read_text("utf-8"))["lifted"]
    assert [(each["id"], each["hold"], each["by"], each["because"]) for each in told] == [
        ("A-0002", "held-second-visit", "N. Nobody", "two hiccups")]
    assert "cells" not in told[0]
    back = quick(*call, "--hold-again", "A-0002")
    assert back.code == 3
    assert pdfs(folder) == {"A-0001.pdf"}
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["lifted"] == []
    gone = quick("forget", "--before", "2030-01-01", "--yes", "--ledger",
                 tmp_path / "out" / "ledger.sqlite")
    assert gone.code == 0, gone.err
    assert not folder.exists()


def test_a_visit_of_an_unknown_status_that_was_lifted_is_posted(
        tmp_path: Path, small_workbook: Path) -> None:
    """The list is read anew for the post, which believes the manifest; a row that nobody lifted
    has no such right."""
    path = write_csv(tmp_path / "list.csv", [
        line(number, status=f"note {number}", channel="post") for number in (1, 2)])
    folder = tmp_path / "out" / "list-hiccups"
    done = quick("render", small_workbook, path, "--output", tmp_path / "out", "--today", DAY,
                 "--lift", "A-0002", "--by", "N. Nobody", "--because", "booked on the phone")
    assert done.code == 3, done.err

    batch = open_batch(folder, TODAY)
    without = replace(batch.manifest, lifted=())
    going, staying = ready(batch, Channel.POST, TODAY)

    assert [each.id for each in going] == ["A-0002"]
    assert [each.id for each in staying] == ["A-0001"]
    write_whole(folder / "manifest.json", [each.encode() for each in as_text(without)])
    assert ready(open_batch(folder, TODAY), Channel.POST, TODAY)[0] == []


def test_a_lift_without_who_or_why_is_no_call(tmp_path: Path, small_workbook: Path) -> None:
    path = write_csv(tmp_path / "list.csv", HELD["held-second-visit"])
    call = ["render", small_workbook, path, "--output", tmp_path / "out", "--today", DAY]

    assert quick(*call, "--lift", "A-0002").code == 2
    assert quick(*call, "--by", "N. Nobody", "--because", "why").code == 2
    assert quick(*call, "--lift", "A-9999", "--by", "N. N.", "--because", "why").code == 2
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").rglob("*.pdf"))


