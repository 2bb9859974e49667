"""A kill at any point of `post` or `email`, and a rerun: no letter missing, none twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sdaid.ledger.answers import history
from sdaid.ledger.ledger import open_ledger
from tests.build import ROOT
from tests.mail.batches import Made, finished_batch, noon, patient
from tests.mail.reading import manifest_rows, pages_of
from tests.mail.servers import Running, running
from tests.mail.test_email import reader, to

LETTERS = 3
NEVER = 0


def run(way: str, made: Made, at: int, *server: str) -> tuple[int, int]:
    """(exit code, points passed) of one call that dies at point `at`, or never."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.mail.killed", way, str(made.folder),
         str(made.folder.parent / "ledger.sqlite"), str(at), *server],
        cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
    return ended.returncode, int(ended.stdout or 0)


def batch(home: Path, way: str) -> Made:
    rows = [patient(number) if way == "post" else reader(number)
            for number in range(1, LETTERS + 1)]
    return finished_batch(home, rows)


def states(made: Made) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with open_ledger(made.folder.parent / "ledger.sqlite", noon) as ledger:
        for line in history(ledger):
            found.setdefault(line.appointment, []).append(line.state)
    return found


def check_post(home: Path, at: list[int]) -> None:
    """Killed at each of `at` in turn, then left alone: every letter is printed once."""
    made = batch(home, "post")
    for point in at:
        run("post", made, point)
    assert run("post", made, NEVER)[0] == 0
    folders = sorted(made.folder.glob("post-*"))
    assert all(folder.name.removeprefix("post-").isdecimal() for folder in folders), folders
    printed = [row["Appointment id"] for folder in folders for row in manifest_rows(folder)]
    assert sorted(printed) == sorted(made.rows)
    pages = [page for folder in folders for page in pages_of(folder / "a4.pdf")]
    for name in made.rows:
        assert sum(f"P-{name[2:]} aid page 1" in page.text for page in pages) == 1
    for found in states(made).values():  # a run that was cut off before its files were there
        assert (found[-1], set(found[:-1]) - {"not sent"}) == ("posted", set())
    assert not [path for path in made.folder.rglob("*") if ".part" in path.name]


def check_email(home: Path, server: Running, at: list[int]) -> None:
    """Killed at each of `at` in turn, then left alone: every message is sent once, or was being
    sent when the run died and is held for a person."""
    made = batch(home, "email")
    server.behaviour.taken.clear()
    named = (server.server.host, str(server.server.port), str(server.server.authorities))
    kills = sum(run("email", made, point, *named)[0] != 0 for point in at)
    assert run("email", made, NEVER, *named)[0] == 0
    ended = states(made)
    taken = Counter(server.behaviour.to)
    unsure = [name for name, found in ended.items() if found == ["unsure"]]
    assert len(unsure) <= kills
    for number, name in enumerate(sorted(made.rows), start=1):
        if name in unsure:
            assert taken[to(number)] <= 1
        else:
            assert ended[name] == ["sent"]
            assert taken[to(number)] == 1


@pytest.fixture(scope="module")
def post_points(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many points an undisturbed print run has."""
    return run("post", batch(tmp_path_factory.mktemp("points"), "post"), NEVER)[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture(scope="module")
def email_points(tmp_path_factory: pytest.TempPathFactory, server: Running) -> int:
    """How many points an undisturbed mailing has."""
    return run("email", batch(tmp_path_factory.mktemp("points"), "email"), NEVER,
               server.server.host, str(server.server.port), str(server.server.authorities))[1]


@pytest.mark.parametrize("seed", range(2))
def test_a_killed_print_run_is_finished_once(tmp_path: Path, post_points: int, seed: int) -> None:
    """Two kills at seeded points, one after the other."""
    chosen = random.Random(seed)
    check_post(tmp_path, [chosen.randint(1, post_points), chosen.randint(1, post_points)])


@pytest.mark.parametrize("seed", range(2))
def test_a_killed_mailing_sends_nothing_twice(
    tmp_path: Path, server: Running, email_points: int, seed: int
) -> None:
    """Two kills at seeded points, one after the other; counted by the server."""
    chosen = random.Random(seed)
    check_email(tmp_path, server, [chosen.randint(1, email_points),
                                   chosen.randint(1, email_points)])


@pytest.mark.long
def test_a_print_run_survives_a_kill_at_every_point(tmp_path: Path, post_points: int) -> None:
    """Each point there is."""
    assert post_points > 15
    for point in range(1, post_points + 1):
        check_post(tmp_path / str(point), [point])


@pytest.mark.long
def test_a_mailing_survives_a_kill_at_every_point(
    tmp_path: Path, server: Running, email_points: int
) -> None:
    """Each point there is."""
    assert email_points > 30
    for point in range(1, email_points + 1):
        check_email(tmp_path / str(point), server, [point])
