"""Presses for tests that draw quickly, or badly on purpose. They travel to other processes."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf

from sdaid import steps
from sdaid.aid.edition import Document
from sdaid.appointments.read import AppointmentList
from sdaid.batch.crew import Crew, Here
from sdaid.batch.folder import claimed
from sdaid.batch.manifest import Manifest, load
from sdaid.batch.plan import Plan
from sdaid.batch.press import Draw, Press
from sdaid.batch.run import Made, Order, make
from sdaid.problems import Problem, problem
from sdaid.workbook.content import Content
from tests.batch.lists import TODAY


@dataclass(frozen=True)
class OnePage:
    """Draws one page that names the patient; `seconds` of pretended work."""

    seconds: float = 0.0

    def __call__(self, document: Document) -> tuple[bytes, list[Problem]]:
        time.sleep(self.seconds)
        assert document.personal is not None
        pdf = pikepdf.new()
        pdf.add_blank_page()
        own = document.personal
        pdf.docinfo["/Title"] = f"{own.id} {own.name} {own.born}"
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue(), []


@dataclass(frozen=True)
class Faulty:
    """Draws one page, but fails in different ways for patients of these ids."""

    def __call__(self, document: Document) -> tuple[bytes, list[Problem]]:
        assert document.personal is not None
        match document.personal.id:
            case "P-RAISE":
                raise ValueError(document.personal.name)
            case "P-LONG":
                return b"", [problem("page-overflow", found="What it does", page=1, over="2.0")]
            case "P-KILL":
                os.kill(os.getpid(), signal.SIGKILL)
            case "P-BAD":
                return b"no PDF", []
        return OnePage()(document)


@dataclass(frozen=True)
class Once:
    """Draws one page, but kills its process the first time that it runs anywhere."""

    flag: Path

    def __call__(self, document: Document) -> tuple[bytes, list[Problem]]:
        try:
            self.flag.touch(exist_ok=False)
        except FileExistsError:
            return OnePage()(document)
        os.kill(os.getpid(), signal.SIGKILL)
        return b"", []


def order(path: Path, content: Content, draw: Draw | None = None, crew: Crew | None = None,
          *, today: date = TODAY, stop: Callable[[], bool] = lambda: False,
          only: tuple[str, ...] = ()) -> Order:
    """The order that `sdaid render` would give for the list at `path`."""
    listed, planned = listed_and_planned(path, content, only)
    press = Press(content, today, "grade 6", draw or OnePage())
    return Order(planned, listed, press, lambda _: crew or Crew(Here), stop=stop)


def listed_and_planned(path: Path, content: Content, only: tuple[str, ...] = ()
                       ) -> tuple[AppointmentList, Plan]:
    listed, problems = steps.read_list(path, content)
    assert listed is not None, problems
    return listed, steps.plan_run(listed.rows, content, steps.Asked(TODAY, only=only))


def run(wanted: Order, folder: Path) -> list[Made]:
    """Run the order to its end, in the list's order."""
    with claimed(folder):
        return sorted(make(wanted, folder), key=lambda each: each.number)


def statuses(folder: Path) -> dict[str, str]:
    """How each appointment ended, from the manifest."""
    return {each.id: each.status for each in manifest(folder).appointments}


def manifest(folder: Path) -> Manifest:
    found, problems = load(folder)
    assert found is not None, problems
    return found


def files(folder: Path) -> dict[str, bytes]:
    """Everything in the folder, hidden files too."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@contextmanager
def stopping_after(count: int) -> Iterator[Callable[[], bool]]:
    """Says stop from the `count`-th question on, as Ctrl-C would."""
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > count

    yield stop
