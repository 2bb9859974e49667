"""What must not happen: a worker that dies, again and again, ends the run, not its aid alone."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sdaid.aid.edition import Document
from sdaid.batch.crew import Crew, Here, processes
from sdaid.problems import CannotGoOnError, ExitCode, Problem
from sdaid.workbook.content import Content
from tests.batch.lists import line, write_csv
from tests.batch.presses import OnePage, order, run, statuses


@dataclass(frozen=True)
class Deadly:
    """Kills its process for every patient, or for all but one."""

    spared: str = ""

    def __call__(self, document: Document) -> tuple[bytes, list[Problem]]:
        if document.personal and document.personal.id != self.spared:
            os.kill(os.getpid(), signal.SIGKILL)
        return OnePage()(document)


class Refusing(Executor):
    """Fails in the same way for all that it is given."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(self.error)
        return future


def test_workers_that_always_die_end_each_aid_alone(tmp_path: Path, small: Content) -> None:
    """Every aid is named, the one that can be made is made, and the run has its manifest."""
    listed = write_csv(tmp_path / "list.csv", [line(number) for number in range(1, 5)])

    run(order(listed, small, Deadly("P-0003"), processes(2)), tmp_path / "out")

    assert statuses(tmp_path / "out") == {
        "A-0001": "failed", "A-0002": "failed", "A-0003": "made", "A-0004": "failed"}
    run(order(listed, small, crew=Crew(Here)), tmp_path / "out")
    assert set(statuses(tmp_path / "out").values()) == {"made"}


def test_an_error_of_this_machine_is_no_lost_cluster(tmp_path: Path, small: Content) -> None:
    """A pipe that breaks concerns the aids that were in it."""
    listed = write_csv(tmp_path / "list.csv", [line(1), line(2)])

    run(order(listed, small, crew=Crew(lambda: Refusing(OSError()), 2)), tmp_path / "out")

    assert set(statuses(tmp_path / "out").values()) == {"failed"}


def test_a_lost_cluster_is_named_by_its_address(tmp_path: Path, small: Content) -> None:
    """The run goes on when it is there again."""
    listed = write_csv(tmp_path / "list.csv", [line(1)])
    crew = Crew(lambda: Refusing(OSError()), address="tcp://somewhere:1")

    with pytest.raises(CannotGoOnError) as stopped:
        run(order(listed, small, crew=crew), tmp_path / "out")

    assert stopped.value.code is ExitCode.MACHINE
    assert "tcp://somewhere:1" in str(stopped.value)
