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
from sdaid.batch.run import Order, make
from sdaid.batch.walk import Made
from sdaid.problems import Problem, problem
from sdaid.workbook.content import Content
from tests.batch.lists import TODAY


@dataclass(frozen=True)
class OnePage:
    """Draws one page that names its kind, and the patient if there is one; `seconds` of pretended
    work. Where `until` names a file, all aids but P-0001's and P-0002's wait until it is there; a
    process that waits leaves a file beside it that is named after the process."""

    seconds: float = 0.0
    until: str = ""

    def __call__(self, document: Document) -> tuple[bytes, list[Problem]]:
        time.sleep(self.seconds)
        pdf = pikepdf.new()
        pdf.add_blank_page()
        told = document.personal
        if self.until and told and told.id not in ("P-0001", "P-0002"):
            go = Path(self.until)
            go.with_name(f"{go.name}-{os.getpid()}").touch()
            while not go.exists():
                time.sleep(0.01)
        written(pdf.pages[0], f"{told.name}, {told.born}, {told.id}" if told else "blank")
        said = f"{told.id} {told.name} {told.born}" if told else "blank"
        pdf.docinfo["/Title"] = f"{document.kind} {said}"
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue(), []


def written(page: pikepdf.Page, text: str) -> None:
    """Put a line of text on the page, in letters of Western Europe."""
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding)))
    line = text.encode("cp1252", "replace").hex()
    page.contents_add(f"BT /F1 12 Tf 60 60 Td <{line}> Tj ET".encode())


@dataclass(frozen=True)
class Faulty:
    """Draws one page, but fails in different ways for patients of these ids."""

    def __call__(self, document: Document) -> tuple[bytes, list[Problem]]:
        told = document.personal
        match told.id if told else "":
            case "P-RAISE":
                raise ValueError(told)
            case "P-LONG":
                return b"", [problem("page-overflow", found="What it does", page=2, over="4")]
            case "P-KILL":
                os.kill(os.getpid(), signal.SIGKILL)
            case "P-BAD":
                return b"no PDF", []
        return OnePage()(document)


@dataclass(frozen=True)
class Once:
    """Draws one page, but kills its process the first time that it draws an aid anywhere."""

    flag: Path

    def __call__(self, document: Document) -> tuple[bytes, list[Problem]]:
        if document.kind == "book":
            return OnePage()(document)
        try:
            self.flag.touch(exist_ok=False)
        except FileExistsError:
            return OnePage()(document)
        os.kill(os.getpid(), signal.SIGKILL)
        return b"", []


def order(path: Path, content: Content, draw: Draw | None = None, crew: Crew | None = None,
          *, today: date = TODAY, stop: Callable[[], bool] = lambda: False,
          only: tuple[str, ...] = (), sheets: bool = False) -> Order:
    """The order that `sdaid render` would give for the list at `path`."""
    listed, planned = listed_and_planned(path, content, only)
    press = Press(content, today, "grade 6", draw or OnePage())
    return Order(planned, listed, press, lambda _: crew or Crew(Here), stop=stop,
                 sheets=sheets)


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
