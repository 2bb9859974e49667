"""Make what the plan says into the run's folder, and write its manifest. Only this process writes
files. A run that was stopped, however, goes on from here to the same folder, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from sdaid import __version__
from sdaid.aid.edition import PageFormat, PaperName
from sdaid.appointments.read import AppointmentList, checksum
from sdaid.appointments.scheduled import Scheduled
from sdaid.appointments.understand import FILE_NAME, names_file
from sdaid.batch.crew import Crew
from sdaid.batch.fast import sharing
from sdaid.batch.folder import cannot_write, workplace, write_whole
from sdaid.batch.hand_out import drawn
from sdaid.batch.journal import Journal
from sdaid.batch.manifest import Ended, ListUsed, Manifest, Status, WorkbookUsed
from sdaid.batch.plan import Entry, Plan, held_by, scheduled
from sdaid.batch.press import Press, content_checksum, templates_checksum
from sdaid.batch.work import Drawn, Job, pack
from sdaid.problems import CannotGoOnError, ExitCode, Place, problem

WRITERS = 4
"""So many files are written at once: the disk takes longer to have one than to write it."""


@dataclass(frozen=True)
class Order:
    """A run: the plan of a list, the press, and who draws. `stop` tells that no more shall be
    begun. `zone` is the one that the plan was made with. The aids of the ids in `verify` are drawn
    both ways and compared. `note` is told of each entry and its visit, in the list's order."""

    plan: Plan
    appointments: AppointmentList
    press: Press
    crew: Callable[[int], Crew]
    zone: ZoneInfo | None = None
    stop: Callable[[], bool] = lambda: False
    verify: frozenset[str] = frozenset()
    note: Callable[[Entry, Scheduled | None], object] = lambda _entry, _visit: None


@dataclass(frozen=True)
class Made:
    """How one appointment ended; `number` is that of its entry in the plan, `new` where this run
    drew its aid, `way` how; `compared` where both ways were gone, `differs` what differed."""

    ended: Ended
    number: int
    new: bool = False
    way: str = ""
    compared: bool = False
    differs: tuple[str, ...] = ()


class Interrupted(KeyboardInterrupt):
    """The run was stopped on purpose; what was in hand is finished and whole."""


def run_name(list_path: Path, workbook: Path, *, draft: bool = False) -> str:
    """The name of a run's folder: the same for the same list and workbook, so that a later run
    goes on with it. Drafts have one of their own, and so never take the place of aids."""
    def safe(name: str) -> str:
        kept = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_")
                       else "-" for letter in name)
        return kept.strip("-")[:60]
    name = f"{safe(list_path.stem) or 'list'}-{safe(workbook.stem) or 'workbook'}"
    return f"{name}-draft" if draft else name


def make(order: Order, folder: Path) -> Iterator[Made]:
    """Make the aids of `order` into `folder`, which must be claimed; each ended appointment as it
    ends, in any order. At the end the manifest is written and aids that must no longer go out are
    removed. One that fails does not stop the others. Raises `Interrupted` where `stop` said so,
    and `CannotGoOnError`."""
    decision = order.press.content.decision.condition
    with Journal(folder) as journal:
        journal.refuse_other(decision, (entry.id for entry in order.plan.entries))
        before = dict(journal.before)
        journal.start(decision)
        walk = _Walk(order, folder, before)
        crew = order.crew(sum(entry.outcome == "make" for entry in order.plan.asked))
        with workplace(folder) as place, ThreadPoolExecutor(WRITERS) as writers, closing(drawn(
                walk.jobs(), pack(sharing(order.press, place, crew.hands)), crew, order.stop,
                )) as chunks:
            for chunk in chunks:
                for made in writers.map(lambda each: _made(each, order, folder), chunk):
                    if made.ended.file:
                        journal.add(made.ended)
                    walk.ended[made.number] = made.ended
                    yield from walk.settled()
                    yield made
        yield from walk.settled()
        if not walk.complete:
            raise Interrupted
        if not order.appointments.unchanged:
            raise CannotGoOnError([problem("list-changed", Place(order.appointments.path.name))],
                                  ExitCode.UNUSABLE)
        kept = tuple(walk.ended[number] for number in sorted(walk.ended))
        _remove_others(folder, before, order.plan, kept)
        journal.finish(_manifest(order, kept))


class _Walk:
    """Goes through the list once more, beside its plan: what needs no drawing ends here, the rest
    are jobs. `ended` is by number of the plan's entry."""

    def __init__(self, order: Order, folder: Path, before: Mapping[str, Ended]) -> None:
        self.order, self.folder, self.before = order, folder, before
        self.ended: dict[int, Ended] = {}
        self._settled: list[Made] = []
        self._waiting: set[int] = set()
        self._through = False

    @property
    def complete(self) -> bool:
        """Whether every entry of the plan has ended."""
        return self._through and self._waiting <= self.ended.keys()

    def settled(self) -> Iterator[Made]:
        """What has ended without drawing since the last call."""
        settled, self._settled = self._settled, []
        yield from settled

    def jobs(self) -> Iterator[Job]:
        """The aids that must be drawn, in the list's order."""
        plan, order = self.order.plan, self.order
        visits = scheduled(order.appointments.rows, order.press.content, order.zone)
        for number, (entry, visit) in enumerate(zip(plan.entries, visits, strict=True)):
            if visit is not None and names_file(entry.id) and visit.appointment.id != entry.id:
                raise CannotGoOnError([problem("list-changed", entry.place)], ExitCode.UNUSABLE)
            order.note(entry, visit)
            known = self.before.get(entry.id)
            if plan.only and entry.id not in plan.only:
                if known and (not known.file or self._still_right(known, visit)):
                    self.ended[number] = replace(known, cell=entry.cell)
                continue
            mark = ""
            if visit is not None and (entry.outcome == "make" or (entry.untimely and known)):
                mark = order.press.fingerprint(visit, entry.format, entry.paper)
                if (known and known.fingerprint == mark and entry.id not in order.verify
                        and _whole(known, self.folder)):
                    self._settle(number, replace(known, cell=entry.cell))
                    continue
            if entry.outcome == "make" and visit is not None:
                self._waiting.add(number)
                yield Job(number, visit, entry.format, entry.paper, mark,
                          entry.id in order.verify)
            else:
                self._settle(number, _unmade(entry))
        self._through = True

    def _still_right(self, known: Ended, visit: Scheduled | None) -> bool:
        """Whether the aid of an earlier run is what this one would make: an aid of older content
        must not stand in the manifest of newer."""
        return (visit is not None and _whole(known, self.folder)
                and known.fingerprint == self.order.press.fingerprint(
                    visit, cast("PageFormat", known.format), cast("PaperName", known.paper)))

    def _settle(self, number: int, ended: Ended) -> None:
        self.ended[number] = ended
        self._settled.append(Made(ended, number))


def _whole(known: Ended, folder: Path) -> bool:
    """Whether the file of an earlier run is there as it was written."""
    if not known.file:
        return False
    try:
        found = sha256((folder / f"{known.id}.pdf").read_bytes()).hexdigest()
    except OSError:
        return False
    return found == known.sha256


def _unmade(entry: Entry) -> Ended:
    status: Status = "held" if entry.outcome == "hold" else "skipped"
    return Ended(entry.id, entry.cell, status, entry.reason, format=entry.format,
                 paper=entry.paper, language=entry.language, channel=entry.channel)


def _made(finished: tuple[Job, Drawn], order: Order, folder: Path) -> Made:
    job, each = finished
    return Made(_ended(job, each, order, folder), job.number, new=True, way=each.way,
                compared=each.compared, differs=each.differs)


def _ended(job: Job, each: Drawn, order: Order, folder: Path) -> Ended:
    """How the appointment of a finished job ended; its file is written here."""
    entry = order.plan.entries[job.number]
    if each.stops:
        raise CannotGoOnError(each.stops, ExitCode.MACHINE)
    if each.problems:
        problems = [replace(found, one_row=True) for found in each.problems]
        return _unmade(held_by(entry, [*entry.problems, *problems]))
    if each.failure:
        failed = problem("draw-failed", entry.place, why=each.failure)
        return replace(_unmade(entry), status="failed", reason=failed.sentence)
    name = f"{entry.id}.pdf"
    pdf = b"".join(each.parts)
    write_whole(folder / name, pdf)
    return replace(_unmade(entry), status="made", reason="", file=name, pages=each.pages,
                   sha256=sha256(pdf).hexdigest(), fingerprint=job.fingerprint)


def _remove_others(folder: Path, before: Mapping[str, Ended], plan: Plan, kept: tuple[Ended, ...]
                   ) -> None:
    """Remove the aids of appointments that are no longer to be made, so that nobody sends them."""
    ours = {each.file for each in before.values() if each.file}
    ours |= {f"{entry.id}.pdf" for entry in plan.asked if FILE_NAME.fullmatch(entry.id)}
    ours -= {each.file for each in kept}
    try:
        for path in folder.iterdir():
            if path.name in ours:
                path.unlink()
    except OSError as error:
        raise cannot_write(folder, error) from error


def _manifest(order: Order, kept: tuple[Ended, ...]) -> Manifest:
    content, appointments = order.press.content, order.appointments
    book = checksum(content.path)
    said, facts = content_checksum(content), appointments.facts
    batch = sha256(f"{appointments.sha256} {said}".encode()).hexdigest()[:12]
    name = run_name(appointments.path, content.path, draft=order.press.draft)
    return Manifest(
        program=__version__, batch=f"{name}-{batch}", draft=order.press.draft,
        today=order.press.today,
        workbook=WorkbookUsed(str(content.path.resolve()), book,
                              content.decision.content_version, said, content.decision.condition),
        list=ListUsed(str(appointments.path.resolve()), appointments.sha256),
        templates_sha256=templates_checksum(), appointments=kept,
        facts=ListUsed(str(facts[0].resolve()), facts[1]) if facts else None,
        zone=order.zone.key if order.zone else "")
