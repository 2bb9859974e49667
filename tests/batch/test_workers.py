"""Many processes: the same bytes as one, whatever becomes of a worker."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from sdaid.batch.crew import LONG_LIST, Early, Here, crew, processes
from sdaid.page.pdfium import page_count
from sdaid.workbook.content import Content
from tests.batch.lists import line, write_csv
from tests.batch.presses import Faulty, Once, files, order, run, statuses
from tests.waiting import until


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of thirty visits."""
    return write_csv(tmp_path_factory.mktemp("lists") / "list.csv",
                     [line(number) for number in range(1, 31)])


@pytest.fixture(scope="module")
def whole(listed: Path, small: Content, tmp_path_factory: pytest.TempPathFactory
          ) -> dict[str, bytes]:
    """What one process makes of the list."""
    folder = tmp_path_factory.mktemp("whole")
    run(order(listed, small), folder)
    return files(folder)


def test_workers_make_the_same_bytes(
        tmp_path: Path, small: Content, listed: Path, whole: dict[str, bytes]) -> None:
    """Manifest and all, in whatever order the pages came back."""
    run(order(listed, small, crew=processes(2)), tmp_path / "out")

    assert files(tmp_path / "out") == whole


def test_a_lost_worker_costs_nothing(
        tmp_path: Path, small: Content, listed: Path, whole: dict[str, bytes]) -> None:
    """What it had in hand is drawn by another."""
    run(order(listed, small, Once(tmp_path / "flag"), processes(2)), tmp_path / "out")

    assert (tmp_path / "flag").exists()
    made = {name: content for name, content in files(tmp_path / "out").items()
            if name.endswith(".pdf")}
    assert made == {name: content for name, content in whole.items() if name.endswith(".pdf")}


def test_an_aid_that_kills_its_worker_fails_alone(tmp_path: Path, small: Content) -> None:
    """It is found, named, and the others are made."""
    path = write_csv(tmp_path / "list.csv", [
        line(number, patient_id="P-KILL") if number == 4 else line(number)
        for number in range(1, 13)])

    run(order(path, small, Faulty(), processes(2)), tmp_path / "out")

    ended = statuses(tmp_path / "out")
    assert ended.pop("A-0004") == "failed"
    assert set(ended.values()) == {"made"}


def test_few_aids_start_no_process() -> None:
    """Starting a process takes longer than seven aids do."""
    assert crew(7, 4).executor is Here
    assert crew(1000, 1).executor is Here
    assert crew(1000, 4).hands == 4


def test_pages_are_counted() -> None:
    """As a reader of the PDF counts them."""
    from io import BytesIO

    import pikepdf

    pdf = pikepdf.new()
    for _ in range(3):
        pdf.add_blank_page()
    out = BytesIO()
    pdf.save(out)

    assert page_count(out.getvalue()) == 3


def test_processes_that_were_started_early_do_the_work(tmp_path: Path) -> None:
    """They are taken once; whoever needs others, as where one was lost, gets new ones."""
    (tmp_path / "list.csv").write_bytes(b"x" * LONG_LIST)
    early = Early.of(tmp_path / "list.csv", 2)
    assert early
    hired = crew(1000, 2, early=early)
    pool = hired.executor()
    workers = set(multiprocessing.active_children())
    with pool:
        assert pool.submit(os.getpid).result() in {each.pid for each in workers}
    with hired.executor() as other:
        assert other is not pool


def test_processes_that_were_started_in_vain_end() -> None:
    """At once, whatever they were loading."""
    before = set(multiprocessing.active_children())
    early = Early(2)
    started = set(multiprocessing.active_children()) - before
    assert len(started) == 2
    early.close()
    for each in started:  # the pool's own thread may be the one that hears of it, a moment before
        until(lambda each=each: each.exitcode, lambda code: code is not None)
    assert early.taken() is None


def test_a_list_that_may_be_short_starts_none(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b"x" * 1000)
    assert Early.of(tmp_path / "list.csv", 2) is None
    assert Early.of(tmp_path, 2) is None
