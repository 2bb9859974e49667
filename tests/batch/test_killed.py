"""Killed anywhere, a run goes on to the same folder, byte for byte, with no stray file."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.lists import line, write_csv
from tests.batch.presses import files
from tests.build import ROOT
from tests.waiting import until

AIDS = 60
SEEDS = range(50)
SAMPLE = (3, 41)


def call(*words: object) -> list[str]:
    return [sys.executable, "-m", "tests.batch.slow_run", *map(str, words)]


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of sixty visits, a few of them held or skipped."""
    lines = [line(number, reason="" if number % 20 == 7 else "hiccups",
                  status="cancelled" if number % 20 == 9 else "")
             for number in range(1, AIDS + 1)]
    return write_csv(tmp_path_factory.mktemp("lists") / "list.csv", lines)


@pytest.fixture(scope="module")
def whole(listed: Path, small_workbook: Path, tmp_path_factory: pytest.TempPathFactory
          ) -> dict[str, bytes]:
    """What a run that nobody disturbs leaves."""
    folder = tmp_path_factory.mktemp("whole") / "out"
    subprocess.run(call(small_workbook, listed, folder, 1), check=True, cwd=ROOT)
    return files(folder)


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=() if seed in SAMPLE else pytest.mark.long) for seed in SEEDS])
def test_a_killed_run_goes_on_to_the_same_bytes(
        tmp_path: Path, small_workbook: Path, listed: Path, whole: dict[str, bytes], seed: int
        ) -> None:
    """Coordinator and workers are killed at once (SIGKILL), at a seeded number of finished files
    and a moment more; twice, if the first kill leaves something to do."""
    chance = random.Random(seed)
    folder = tmp_path / "out"
    for _ in range(2):
        killed_at(call(small_workbook, listed, folder, chance.choice((1, 2))), folder,
                   chance.randrange(1, AIDS), chance.random() * 0.02)

    subprocess.run(call(small_workbook, listed, folder, 2), check=True, cwd=ROOT)

    assert files(folder) == whole


def killed_at(words: list[str], folder: Path, count: int, delay: float) -> None:
    """Start the run in a process group of its own, and kill the group once `count` files are
    there; a run that ends before is as good."""
    started = subprocess.Popen(words, cwd=ROOT, start_new_session=True,
                               stderr=subprocess.DEVNULL)
    while started.poll() is None:
        if folder.is_dir() and len(list(folder.glob("A-*.pdf"))) >= count:
            time.sleep(delay)
            os.killpg(started.pid, signal.SIGKILL)
            break
        time.sleep(0.002)
    started.wait()


def test_workers_end_with_their_coordinator(
        tmp_path: Path, small_workbook: Path, listed: Path) -> None:
    """Of a coordinator that is killed alone, no worker stays behind and keeps the machine busy.
    Both have an aid in hand that they would never end."""
    folder = tmp_path / "out"
    started = subprocess.Popen(call(small_workbook, listed, folder, 2), cwd=ROOT,
                               start_new_session=True, stderr=subprocess.DEVNULL,
                               env={**os.environ, "HELD_UNTIL": str(tmp_path / "never")})
    until(lambda: started.poll() is not None or len(list(tmp_path.glob("never-*"))) == 2)
    assert started.poll() is None
    started.kill()
    started.wait()

    until(lambda: not _alive(started.pid))


def _alive(group: int) -> bool:
    """Whether any process of the group is left that is more than a zombie."""
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = each.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if its_group == str(group) and state != "Z":
            return True
    return False
