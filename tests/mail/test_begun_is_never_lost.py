"""A delivery that was begun and not ended belongs to its appointment, whatever run began it: it is
never called sent where it never left, never lost, never sent twice."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sdaid.batch import manifest
from sdaid.batch.folder import claimed
from sdaid.batch.manifest import ListUsed
from sdaid.cli import cli
from sdaid.ledger.enter import enter_run
from sdaid.ledger.keep import print_runs
from sdaid.ledger.ledger import open_ledger
from sdaid.mail.finished import open_batch
from sdaid.problems import CannotGoOnError
from tests.build import SMALL, list_from
from tests.mail.batches import (
    TODAY,
    Made,
    finished_batch,
    noon,
    patient,
    sum_of,
    write_manifest,
)
from tests.mail.reading import manifest_rows
from tests.mail.servers import Running, running
from tests.mail.test_email import reader, to
from tests.mail.test_kill import NEVER, batch, run, states


def correct(made: Made, name: str = "batch-2", **content: str) -> None:
    """Correct the list, and make the run anew in the same folder: it has another id, and with
    `content` the workbook says something else."""
    rows = [{**row, "place": "Room 2"} for row in made.rows.values()]

    def listed(texts: Any) -> None:
        texts["Appointments"] = rows

    made.list.unlink()
    list_from(SMALL, made.list, listed)
    before, _ = manifest.load(made.folder)
    assert before
    write_manifest(made.folder, replace(
        before, batch=name, list=ListUsed(str(made.list), sum_of(made.list)),
        workbook=replace(before.workbook, **content)))


def call(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in words])


def post(made: Made, *more: str) -> dict[str, Any]:
    said = call("post", made.folder, "--window", "uk", "--today", TODAY, "--json", *more)
    assert said.exit_code in (0, 3), said.output
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def held(said: dict[str, Any]) -> dict[str, str]:
    return {each["id"]: each["problem"]["code"] for each in said["held"]}


def email(made: Made, server: Running) -> dict[str, Any]:
    said = call("email", made.folder, "--today", TODAY, "--from", "clinic@clinic.example", "--json",
                "--server", f"{server.server.host}:{server.server.port}", "--authorities",
                server.server.authorities, "--per-minute", "6000")
    assert said.exit_code in (0, 3), said.output
    found: dict[str, Any] = json.loads(said.stdout)
    return found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("server")) as started:
        yield started


def printed(made: Made) -> Counter[str]:
    """How often each letter was printed, by the lists of all print runs."""
    return Counter(row["Appointment id"] for _, folder in print_runs(made.folder)
                   for row in manifest_rows(folder))


@pytest.fixture(scope="module")
def post_points(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many points an undisturbed print run has."""
    return run("post", batch(tmp_path_factory.mktemp("points"), "post"), NEVER)[1]


@pytest.fixture(scope="module")
def email_points(tmp_path_factory: pytest.TempPathFactory, server: Running) -> int:
    """How many points an undisturbed mailing has."""
    return run("email", batch(tmp_path_factory.mktemp("points"), "email"), NEVER,
               server.server.host, str(server.server.port), str(server.server.authorities))[1]


@pytest.mark.parametrize("seed", range(2))
def test_no_letter_is_lost_by_a_kill_and_a_corrected_list(tmp_path: Path, post_points: int,
                                                          seed: int) -> None:
    """Killed anywhere, then corrected and run again: each letter is printed once, and none is
    called sent that was not printed."""
    made = batch(tmp_path / "killed", "post")
    run("post", made, random.Random(seed).randint(1, post_points))
    before = printed(made)
    correct(made)

    shown = post(made, "--dry-run")
    said = post(made)

    assert printed(made) == dict.fromkeys(made.rows, 1)
    assert held(said) == dict.fromkeys(before, "mail-already")
    assert held(shown) == held(said)
    assert sorted(shown["envelopes"]) == sorted(made.rows.keys() - before.keys())
    assert not list(made.folder.glob("*.unfinished"))
    for found in states(made).values():
        assert found.count("posted") == 1
        assert set(found) <= {"posted", "not sent", "made"}


@pytest.mark.long
def test_no_letter_is_lost_by_a_kill_at_any_point_and_a_corrected_list(
        tmp_path: Path, post_points: int) -> None:
    """Each point there is."""
    for point in range(1, post_points + 1):
        made = batch(tmp_path / str(point), "post")
        run("post", made, point)
        correct(made)
        post(made)
        assert printed(made) == dict.fromkeys(made.rows, 1)


def check_email_after_a_kill(home: Path, server: Running, point: int) -> None:
    """Killed at `point`, then corrected and run again: each message is taken once, or was being
    sent when the run died and is held."""
    server.behaviour.taken.clear()
    made = batch(home, "email")
    run("email", made, point, server.server.host, str(server.server.port),
        str(server.server.authorities))
    correct(made)
    unsure = [name for name, code in held(email(made, server)).items() if code == "mail-unsure"]
    taken = Counter(server.behaviour.to)
    assert len(unsure) <= 1
    for number, name in enumerate(sorted(made.rows), start=1):
        assert taken[to(number)] == 1 or (name in unsure and taken[to(number)] == 0)


@pytest.mark.parametrize("seed", range(2))
def test_no_message_is_lost_or_doubled_by_a_kill_and_a_corrected_list(
        tmp_path: Path, server: Running, email_points: int, seed: int) -> None:
    """Killed anywhere; counted by the server."""
    point = random.Random(seed).randint(1, email_points)
    check_email_after_a_kill(tmp_path / "killed", server, point)


@pytest.mark.long
def test_no_message_is_lost_or_doubled_by_a_kill_at_any_point_and_a_corrected_list(
        tmp_path: Path, server: Running, email_points: int) -> None:
    """Each point there is."""
    for point in range(1, email_points + 1):
        check_email_after_a_kill(tmp_path / str(point), server, point)


def test_what_was_cut_off_is_said(tmp_path: Path) -> None:
    """In a person's words, by how it ended."""
    made = finished_batch(tmp_path, [patient(1), patient(2)])
    begin(made, "A-0001")
    correct(made)

    said = call("post", made.folder, "--window", "uk", "--today", TODAY).stdout

    assert "Nothing of it was printed, so that its 1 letter may go now." in said
    assert said.startswith("A print run of an earlier call was cut off before its files were there")
    assert printed(made) == {"A-0001": 1, "A-0002": 1}


def begin(made: Made, *names: str, channel: str = "post") -> None:
    """Begin deliveries as a run does that is killed next."""
    opened = open_batch(made.folder, TODAY)
    with open_ledger(made.folder.parent / "ledger.sqlite", noon) as ledger:
        enter_run(ledger, made.folder, opened.manifest, opened.content)
        aids = {each.id: each.sha256 for each in opened.manifest.appointments}
        if channel == "post":
            ledger.plan_run(opened.manifest.batch, {}, [(name, aids[name]) for name in names], "")
        for name in names if channel == "e-mail" else ():
            ledger.sending(opened.manifest.batch, name, aids[name], "")


@pytest.mark.parametrize("content", [{}, {"content_sha256": "d" * 64}])
def test_an_email_that_was_being_sent_is_for_a_person_whatever_run_began_it(
    tmp_path: Path, server: Running, content: dict[str, str]
) -> None:
    """After a corrected list, and a corrected workbook too: it is held until it is settled, once
    it went and once it did not."""
    server.behaviour.taken.clear()
    made = finished_batch(tmp_path, [reader(1), reader(2), reader(3)])
    begin(made, "A-0001", "A-0002", channel="e-mail")
    correct(made, **content)

    assert held(email(made, server)) == {"A-0001": "mail-unsure", "A-0002": "mail-unsure"}
    assert server.behaviour.to == [to(3)]

    ledger = made.folder.parent / "ledger.sqlite"
    for name, how in (("A-0001", "not-sent"), ("A-0002", "sent")):
        assert call("settle", name, "--as", how, "--ledger", ledger).exit_code == 0
    email(made, server)
    newer = [to(2)] if content else []
    assert sorted(server.behaviour.to) == sorted([to(1), to(3), *newer])


def test_a_letter_that_became_an_email_goes_once(tmp_path: Path, server: Running) -> None:
    """Its print run was cut off, and its channel corrected."""
    server.behaviour.taken.clear()
    made = finished_batch(tmp_path, [reader(1)])
    begin(made, "A-0001")
    correct(made)

    assert email(made, server)["sent"] == ["A-0001"]
    assert states(made)["A-0001"] == ["not sent", "made", "sent"] or \
        states(made)["A-0001"] == ["not sent", "sent"]


def test_settle_ends_what_was_begun(tmp_path: Path) -> None:
    """Where the folder of the run is gone, nobody but a person can tell how it ended."""
    made = finished_batch(tmp_path, [patient(1), patient(2)])
    begin(made, "A-0001", "A-0002")
    other = finished_batch(tmp_path, [patient(1), patient(2)], batch="other")
    for path in made.folder.iterdir():
        path.unlink()
    made.folder.rmdir()

    assert held(post(other)) == {"A-0001": "mail-begun", "A-0002": "mail-begun"}

    ledger = tmp_path / "ledger.sqlite"
    assert call("settle", "A-0001", "--as", "not-sent", "--ledger", ledger).exit_code == 0
    assert call("settle", "A-0002", "--as", "sent", "--ledger", ledger).exit_code == 0
    assert held(post(other)) == {"A-0002": "mail-already"}
    assert printed(other) == {"A-0001": 1}


def test_what_another_run_is_sending_now_is_left_to_it(tmp_path: Path) -> None:
    """A run that holds its folder has not been cut off: neither post nor settle touches it."""
    made = finished_batch(tmp_path, [patient(1), patient(2)])
    begin(made, "A-0001")
    other = finished_batch(tmp_path, [patient(1), patient(2)], batch="other")
    ledger = tmp_path / "ledger.sqlite"

    with claimed(made.folder):
        assert held(post(other)) == {"A-0001": "mail-begun"}
        refused = call("settle", "A-0001", "--as", "not-sent", "--ledger", ledger).exception
        assert isinstance(refused, CannotGoOnError)
        assert [each.code for each in refused.problems] == ["settle-busy"]
    assert states(made)["A-0001"] == ["planned", "made"]

    assert held(post(other)) == {"A-0002": "mail-already"}
    assert printed(other) == {"A-0001": 1, "A-0002": 1}
