"""A finished run, opened for looking: its papers by its manifest, and whose they are by its list,
which is proved to be the one that the run was made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from sdaid.desk.page import work_of
from sdaid.desk.tasks import Progress, Task
from sdaid.desk.work import PATIENTS, RUNS
from sdaid.papers import PaperKind, papers_for, run_of
from sdaid.problems import CannotGoOnError, Problem

if TYPE_CHECKING:
    from sdaid.batch.manifest import Ended, Manifest
    from sdaid.papers import Paper

@dataclass(frozen=True)
class Person:
    """Whose visit it is, as the list says it; days are ISO."""

    name: str
    born: str
    visit: str


@dataclass(frozen=True)
class Opened:
    """A run: its manifest, whose its papers are by appointment, and why that cannot be told where
    it cannot."""

    folder: Path
    made: Manifest
    people: dict[str, Person]
    untold: tuple[Problem, ...] = ()

    @property
    def shown(self) -> list[Ended]:
        """The appointments that have an aid, in the list's order."""
        return [each for each in self.made.appointments if each.file]

    def papers(self, id_: str) -> dict[PaperKind, Paper]:
        """What there is for an appointment."""
        ended = next(each for each in self.made.appointments if each.id == id_)
        return papers_for(self.folder, self.made, ended)

    def person(self, id_: str) -> Person | None:
        return self.people.get(id_)


def run_folder(request: Request) -> Path:
    """The folder of the run that a request names by its handle."""
    work = work_of(request)
    named = work.files.thing(request.path_params["run"]) or ""
    name = named.removeprefix(RUNS)
    folder = work.outputs / name
    if not named.startswith(RUNS) or name in ("", ".", "..") or Path(name).name != name or (
            folder.is_symlink() or not folder.is_dir()):
        raise HTTPException(404, "cleared")
    return folder


def opening(request: Request) -> Task:
    """The run that a request names, being opened; its result is an `Opened`. It is read once while
    its manifest is the same, and nobody left the page."""
    work, folder = work_of(request), run_folder(request)
    work.touch()
    try:
        stamp = (folder / "manifest.json").stat().st_mtime_ns
    except OSError:
        stamp = 0
    day = work.today()
    return work.looking.ask((PATIENTS, "run", folder.name, stamp, day),
                            lambda progress: _open(folder, day, progress))


def opened(request: Request) -> Opened:
    """The same, waited for."""
    made: Opened = opening(request).result()
    return made


def _open(folder: Path, day: date, progress: Progress) -> Opened:
    from sdaid.mail.finished import open_batch

    progress.at("reading-list")
    made = run_of(folder)
    try:
        batch = open_batch(folder, day)
    except CannotGoOnError as error:
        return Opened(folder, made, {}, tuple(error.problems))
    return Opened(folder, made, {
        name: Person(f"{row.given_name} {row.family_name}".strip(), row.born.isoformat(),
                     row.visit_date.isoformat()
                     + (f" {row.visit_time:%H:%M}" if row.visit_time else ""))
        for name, row in batch.rows.items()})


def known_patient(request: Request, kind: str) -> tuple[Any, ...]:
    """What the handle of a patient stands for: a `kind` of thing, and what it is called. Where the
    page was cleared, it stands for nothing."""
    found = work_of(request).patients.thing(request.path_params["patient"])
    if not isinstance(found, tuple) or found[0] != kind:
        raise HTTPException(410, "cleared")
    return found
