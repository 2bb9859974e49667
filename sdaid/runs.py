"""The steps of a run: from content that is fit for patients, and a plan of its list, to the aids in
their folder and in the ledger. The command line and the desk take the same ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.problems import CannotGoOnError, ExitCode
from sdaid.workbook.content import Content

if TYPE_CHECKING:
    from sdaid.appointments.read import AppointmentList
    from sdaid.appointments.scheduled import Scheduled
    from sdaid.batch.crew import Early
    from sdaid.batch.manifest import Manifest
    from sdaid.batch.plan import Entry, Plan
    from sdaid.batch.press import Press
    from sdaid.batch.run import Left, Order
    from sdaid.batch.walk import Made
    from sdaid.standards.check import Report
    from sdaid.steps import Asked


def fit_content(path: Path, day: date, *, draft: bool = False) -> tuple[Content, Report]:
    """The workbook's content, and the report on it for `day`. `CannotGoOnError` where it cannot be
    used or, unless for a `draft`, is not fit for patients."""
    from sdaid import steps

    content, problems = steps.read_workbook(path)
    if content is None:
        raise CannotGoOnError(problems, ExitCode.UNUSABLE)
    report = steps.judged(content, problems, day, printed=True)
    if report.unfit and not draft:
        raise CannotGoOnError(report.unfit, ExitCode.UNUSABLE)
    return content, report


@dataclass(frozen=True)
class How:
    """How a run draws. `output` is where its folder lies, `ledger` what knows of it, by `clock`.
    `verify` is how many aids are drawn both ways, `seed` picks them. With `sheets` each aid in
    standard print has its sheet beside it; with `same_list` a person has said that the list is that
    of the folder.
    `note` is told of each entry and its visit. `early` are processes that were started already."""

    output: Path
    ledger: Path
    clock: Callable[[], datetime]
    workers: int | None = None
    scheduler: str = ""
    verify: int = 0
    seed: int = 0
    sheets: bool = False
    same_list: bool = False
    note: Callable[[Entry, Scheduled | None], object] = lambda _entry, _visit: None
    early: Early | None = None


@dataclass
class Begun:
    """A run that has its folder. When it was made to its end, `told` is its manifest and `left`
    what it did to earlier aids."""

    order: Order
    folder: Path
    ended: list[tuple[Manifest, Left]] = field(default_factory=list)

    def make(self, stop: Callable[[], bool]) -> Iterator[Made]:
        """Make the aids, each as it ends. When `stop` says so, what is in hand is finished and
        `Interrupted` is raised."""
        from sdaid.batch.run import make

        yield from make(replace(self.order, stop=stop), self.folder)

    @property
    def told(self) -> Manifest:
        return self.ended[0][0]

    @property
    def left(self) -> Left:
        return self.ended[0][1]


def languages_needed(folder: Path, planned: Plan) -> set[str]:
    """The languages of the aids that a run makes, and of those that it finds in its `folder`.
    `CannotGoOnError` where another program's run is there."""
    from sdaid.batch.journal import Journal
    from sdaid.plans import languages_made

    there = Journal(folder).before.values()
    return {*languages_made(planned), *(each.language for each in there if each.file)}


def folder_of(output: Path, listed: Path, workbook: Path, *, draft: bool = False) -> Path:
    """The folder of the run of this list and workbook."""
    from sdaid.batch.run import run_name

    return output / run_name(listed, workbook, draft=draft)


@dataclass(frozen=True)
class Told:
    """What a finished run's manifest tells in short: how many appointments ended in each way, by
    which channels its aids go out, and the ids of those that have one."""

    today: date
    draft: bool
    counts: Counter[str]
    channels: Counter[str]
    ready: frozenset[str]


@dataclass(frozen=True)
class KnownRun:
    """A run in the folder of outputs. `told` is None where it is not finished; `busy` where a
    program writes into it at this moment."""

    folder: Path
    told: Told | None
    busy: bool


def known_runs(output: Path) -> list[KnownRun]:
    """The runs in `output`, that which was worked at last first."""
    from sdaid.batch.folder import in_use, is_run

    if not output.is_dir():
        return []
    folders = [path for path in output.iterdir()
               if path.is_dir() and not path.is_symlink() and is_run(path)]
    folders.sort(key=lambda path: (-path.stat().st_mtime_ns, path.name))
    return [KnownRun(path, _told(path), in_use(path)) for path in folders]


def _told(folder: Path) -> Told | None:
    from sdaid.batch.folder import FINISHED

    try:
        found = (folder / FINISHED).stat()
    except OSError:
        return None
    return _read(folder, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=64)
def _read(folder: Path, _saved: int, _size: int) -> Told | None:
    """What the manifest tells; it is read once while it is the same."""
    from sdaid.batch.manifest import load

    made, _ = load(folder)
    if made is None:
        return None
    ready = [each for each in made.appointments if each.file]
    return Told(made.today, made.draft, Counter(each.status for each in made.appointments),
                Counter(each.channel for each in ready), frozenset(each.id for each in ready))


@contextmanager
def begun(listed: AppointmentList, planned: Plan, press: Press, asked: Asked, how: How
          ) -> Iterator[Begun]:
    """The run of a planned list, with its folder for itself alone and the ledger open. The ledger
    is told of aids that are handed out at the desk too, which no other command would tell it of.
    `CannotGoOnError` where the folder or the ledger cannot be had."""
    from sdaid import plans
    from sdaid.batch.crew import crew
    from sdaid.batch.folder import claimed
    from sdaid.batch.run import Order
    from sdaid.editions import note_editions
    from sdaid.ledger.enter import enter_run
    from sdaid.ledger.ledger import open_ledger

    folder = folder_of(how.output, listed.path, press.content.path, draft=press.draft)
    with claimed(folder), open_ledger(how.ledger, how.clock) as ledger:
        ledger.prove_writable()
        if not press.draft:
            note_editions(ledger, press.content, plans.languages_made(planned))
        ended: list[tuple[Manifest, Left]] = []

        def ends(told: Manifest, became: Left) -> None:
            enter_run(ledger, folder, told, press.content)
            ended.append((told, became))

        yield Begun(Order(
            planned, listed, press,
            lambda aids: crew(aids, how.workers, how.scheduler, how.early),
            asked.zone, verify=plans.to_verify(planned, how.verify, how.seed), sheets=how.sheets,
            same_list=how.same_list, ends=ends, note=how.note), folder, ended)
