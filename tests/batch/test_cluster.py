"""The same work on a Dask cluster: a real scheduler and two workers, one of which is killed."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sdaid.batch.crew import cluster
from sdaid.workbook.content import Content
from tests.batch.cli import sdaid
from tests.batch.lists import line, write_csv
from tests.batch.presses import OnePage, files, order, run
from tests.build import ROOT
from tests.waiting import until

ADDRESS = re.compile(r"tcp://127\.0\.0\.1:\d+(?=\s)")

pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning",
                                        "ignore::RuntimeWarning")


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler of the test's own, and its two workers."""
    log = tmp_path / "scheduler.log"
    with log.open("wb") as out:
        main = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1",
             "--port", "0", "--no-dashboard"], stdout=out, stderr=out, cwd=ROOT)
    started = [main]
    try:
        address = _address(log, main)
        workers = [subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny",
             "--nthreads", "1", "--no-dashboard", "--local-directory", str(tmp_path / str(number))],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT) for number in range(2)]
        started += workers
        _wait_for(address, 2)
        yield address, workers
    finally:
        for each in started:
            each.kill()
            each.wait()


def _address(log: Path, main: subprocess.Popen[bytes]) -> str:
    said = until(lambda: log.read_text("utf-8", "replace"),
                 lambda text: ADDRESS.search(text) or main.poll() is not None)
    found = ADDRESS.search(said)
    assert found, said
    return found[0]


def _wait_for(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(workers)


def test_a_cluster_that_loses_a_worker_makes_the_same_bytes(
        tmp_path: Path, small: Content,
        scheduler: tuple[str, list[subprocess.Popen[bytes]]]) -> None:
    """What the lost worker had in hand is drawn by the other; the coordinator alone writes."""
    address, workers = scheduler
    path = write_csv(tmp_path / "list.csv", [line(number) for number in range(1, 61)])
    run(order(path, small), tmp_path / "whole")
    seen = 0

    def kill_one() -> bool:
        nonlocal seen
        seen += 1
        if seen == 6:
            workers[0].send_signal(signal.SIGKILL)
        return False

    run(order(path, small, OnePage(0.05), cluster(address), stop=kill_one), tmp_path / "out")

    assert workers[0].wait() == -signal.SIGKILL
    made = {name: content for name, content in files(tmp_path / "out").items()
            if name.endswith(".pdf")}
    assert len(made) == 60 + 1  # the evidence book
    assert made == {name: content for name, content in files(tmp_path / "whole").items()
                    if name.endswith(".pdf")}


def test_a_scheduler_that_is_not_there_is_named(
        tmp_path: Path, small_workbook: Path, small_list: Path) -> None:
    """Exit 4, in a sentence with the address."""
    said = sdaid("render", small_workbook, small_list, "--scheduler", "tcp://127.0.0.1:9",
                 "--output", tmp_path / "out", "--today", "2026-11-22")

    assert said.code == 4
    assert "tcp://127.0.0.1:9" in said.err
