"""Make what the plan says into the run's folder, and write its manifest. Only this process writes
files. A run that was stopped, however, goes on from here to the same folder, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import cast
from unicodedata import normalize
from zoneinfo import ZoneInfo

from sdaid import __version__
from sdaid.appointments.read import AppointmentList, checksum
from sdaid.appointments.scheduled import Scheduled
from sdaid.appointments.understand import FILE_NAME
from sdaid.batch.books import make_book
from sdaid.batch.crew import Crew
from sdaid.batch.documents import Kind, checksum_of, files_of, sheet_name
from sdaid.batch.fast import sharing
from sdaid.batch.folder import cannot_write, workplace, write_whole
from sdaid.batch.hand_out import by_edition, drawn
from sdaid.batch.journal import Journal
from sdaid.batch.lifts import read_lifts
from sdaid.batch.manifest import Ended, ListUsed, MadeFile, Manifest, WorkbookUsed
from sdaid.batch.plan import Entry, Plan, held_by
from sdaid.batch.press import Press, content_checksum, templates_checksum
from sdaid.batch.walk import Made, Walk, unmade
from sdaid.batch.work import Drawn, Job, pack
from sdaid.problems import CannotGoOnError, ExitCode, Place, problem

WRITERS = 4
"""So many files are written at once: the disk takes longer to have one than to write it."""


@dataclass(frozen=True)
class Order:
    """A run: the plan of a list, the press, and who draws. `stop` tells that no more shall be
    begun. `zone` is the one that the plan was made with. The aids of the ids in `verify` are drawn
    both ways and compared. With `sheets` each aid in standard print has its sheet beside it. With
    `same_list` a person has said that the list is that of the folder, corrected. `ends` is told of
    the manifest, before it is written: what no manifest tells is not finished. `note` is told of
    each entry and its visit, in the list's order."""

    plan: Plan
    appointments: AppointmentList
    press: Press
    crew: Callable[[int], Crew]
    zone: ZoneInfo | None = None
    stop: Callable[[], bool] = lambda: False
    verify: frozenset[str] = frozenset()
    sheets: bool = False
    same_list: bool = False
    ends: Callable[[Manifest, Left], object] = lambda *_: None
    note: Callable[[Entry, Scheduled | None], object] = lambda _entry, _visit: None


@dataclass(frozen=True)
class Left:
    """What a run did to the aids of earlier ones, by appointment id, and to other documents, by
    name: those `removed`, because they must no longer go out; and the `older`, which stay in the
    folder as they were, though its workbook, list and program would make others. `unwanted` are
    those of the older whose visit gets no aid any more, each with why."""

    removed: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    unwanted: tuple[tuple[str, str], ...] = ()


class Interrupted(KeyboardInterrupt):
    """The run was stopped on purpose; what was in hand is finished and whole."""


def run_name(list_path: Path, workbook: Path, *, draft: bool = False) -> str:
    """The name of a run's folder: the same for the same list and workbook, so that a later run
    goes on with it. A name in other letters than those of every system is told apart by a checksum.
    Drafts have a folder of their own, and so never take the place of aids."""
    stems = [normalize("NFC", path.stem) for path in (list_path, workbook)]
    kept = [re.sub(r"[^A-Za-z0-9_-]", "-", stem).strip("-")[:60] for stem in stems]
    name = f"{kept[0] or 'list'}-{kept[1] or 'workbook'}"
    if kept != stems:  # letters were lost, which may be all that tells two lists apart
        name += f"-{sha256('/'.join(stems).encode()).hexdigest()[:8]}"
    return f"{name}-draft" if draft else name


def make(order: Order, folder: Path) -> Iterator[Made]:
    """Make the aids of `order` into `folder`, which must be claimed; each ended appointment as it
    ends, in any order. At the end the manifest is written and aids that must no longer go out are
    removed. One that fails does not stop the others. Raises `Interrupted` where `stop` said so,
    and `CannotGoOnError`."""
    decision, batch = order.press.content.decision.condition, _batch(order)
    if read_lifts(folder).every != order.plan.lifting.lifts.every:
        raise CannotGoOnError([problem("lifts-changed", Place(str(folder)))], ExitCode.UNUSABLE)
    with Journal(folder) as journal:
        journal.refuse_other(decision, {entry.id for entry in order.plan.entries},
                             order.press.today, same_list=order.same_list)
        before, known = dict(journal.before), dict(journal.books)
        journal.start(decision)
        walk = Walk(order, folder, before)
        crew = order.crew(sum(entry.outcome == "make" for entry in order.plan.asked))
        with workplace(folder) as place, ThreadPoolExecutor(WRITERS + 1) as writers, closing(drawn(
                by_edition(walk.jobs()), pack(sharing(order.press, place, crew.hands)), crew,
                order.stop)) as chunks:
            drawing = writers.submit(_books, order, folder, before, journal)
            if crew.hands == 1:
                wait([drawing])  # else this process would draw two things at once
            for chunk in chunks:
                if drawing.done():
                    drawing.result()  # what keeps a book from being made stops the run
                for some in writers.map(lambda part: [_made(each, order, folder) for each in part],
                                        _shares(chunk)):
                    journal.add((each.ended for each in some if each.ended.file), batch)
                    walk.ended.update((each.number, each.ended) for each in some)
                    yield from walk.settled()
                    yield from some
            books = drawing.result()
        yield from walk.settled()
        if not walk.complete:
            raise Interrupted
        if not order.appointments.unchanged:
            raise CannotGoOnError([problem("list-changed", Place(order.appointments.path.name))],
                                  ExitCode.UNUSABLE)
        kept = walk.kept
        removed = _remove_others(folder, files_of(before.values(), known.values()), order.plan,
                                 files_of(kept, books))
        told = _manifest(order, batch, kept, tuple(books))
        older = tuple(each.id for each in kept if each.made_from)
        order.ends(told, Left(removed, older, tuple(
            (entry.id, entry.reason) for entry in order.plan.entries
            if entry.id in older and entry.outcome == "skip" and not entry.untimely)))
        journal.finish(told)


def _books(order: Order, folder: Path, before: Mapping[str, Ended], journal: Journal
           ) -> list[MadeFile]:
    """The evidence books of the run, made in this process while others draw the aids."""
    books, known = list[MadeFile](), dict(journal.books)
    for language, kind in _kinds(order, before):
        books.append(make_book(order.press.of(language), kind, folder, known,
                               own=order.press.language))
        journal.add_book(books[-1])
    return books


def _kinds(order: Order, before: Mapping[str, Ended]) -> list[tuple[str, Kind]]:
    """The languages, formats and papers of the aids that the run makes, or leaves as they were; the
    workbook's own language first. Of a language in which it makes none any more there is no
    book."""
    plan, languages = order.plan, [each.language for each in order.press.every]
    made = {(entry.language, (entry.format, entry.paper)) for entry in plan.asked
            if entry.outcome == "make"}
    untouched = {entry.id for entry in plan.entries if entry.untimely}
    made |= {(each.language, cast("Kind", (each.format, each.paper))) for each in before.values()
             if each.file and (plan.only or each.id in untouched) and each.language in languages}
    return sorted(made, key=lambda each: (languages.index(each[0]), each[1]))


def _shares(chunk: Sequence[tuple[Job, Drawn]]) -> list[Sequence[tuple[Job, Drawn]]]:
    """`chunk` in as many parts as files are written at once."""
    return [part for at in range(WRITERS) if (part := chunk[at::WRITERS])]


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
        return unmade(held_by(entry, [*entry.problems, *problems]))
    if each.failure:
        failed = problem("draw-failed", entry.place, why=each.failure)
        return replace(unmade(entry), status="failed", reason=failed.sentence)
    name = f"{entry.id}.pdf"
    write_whole(folder / name, each.parts)
    return replace(unmade(entry), status="made", reason="", file=name, pages=each.pages,
                   sha256=checksum_of(each.parts), fingerprint=job.fingerprint,
                   beside=(_sheet(job, each, folder, entry),) if job.sheet else ())


def _sheet(job: Job, each: Drawn, folder: Path, entry: Entry) -> MadeFile:
    """The sheet beside an aid; its file is written here."""
    name = sheet_name(entry.id)
    write_whole(folder / name, each.sheet)
    return MadeFile("sheet", name, sha256(each.sheet).hexdigest(), each.sheet_pages, entry.format,
                    entry.paper, job.fingerprint, entry.language)


def _remove_others(folder: Path, before: Mapping[str, str], plan: Plan, staying: Mapping[str, str]
                   ) -> tuple[str, ...]:
    """Remove the files of appointments that are no longer to be made, so that nobody sends them,
    and those that the run has not made anew; returns what they are called. `before` and `staying`
    are files by their names, as `files_of` gives them."""
    gone = {file: called for file, called in before.items() if file not in staying}
    stray = {f"{entry.id}.pdf": entry.id for entry in plan.asked if FILE_NAME.fullmatch(entry.id)}
    try:
        for path in folder.iterdir():
            if path.name in gone or (path.name in stray and path.name not in staying):
                gone.setdefault(path.name, stray.get(path.name, ""))
                path.unlink()
    except OSError as error:
        raise cannot_write(folder, error) from error
    return tuple(sorted(gone.values()))


def _batch(order: Order) -> str:
    """The id of the run, which tells its list and what its workbook says in each language of its
    aids."""
    appointments, content = order.appointments, order.press.content
    said = " ".join(content_checksum(each.content) for each in order.press.every)
    told = sha256(f"{appointments.sha256} {said}".encode()).hexdigest()
    return f"{run_name(appointments.path, content.path, draft=order.press.draft)}-{told[:12]}"


def _manifest(order: Order, batch: str, kept: tuple[Ended, ...], books: tuple[MadeFile, ...]
              ) -> Manifest:
    content, appointments = order.press.content, order.appointments
    book = checksum(content.path)
    said, facts = content_checksum(content), appointments.facts
    return Manifest(
        program=__version__, batch=batch, draft=order.press.draft,
        today=order.press.today,
        workbook=WorkbookUsed(str(content.path.resolve()), book,
                              content.decision.content_version, said, content.decision.condition),
        list=ListUsed(str(appointments.path.resolve()), appointments.sha256),
        templates_sha256=templates_checksum(), appointments=kept,
        facts=ListUsed(str(facts[0].resolve()), facts[1]) if facts else None,
        zone=order.zone.key if order.zone else "",
        profile=ListUsed(str(appointments.profile[0].resolve()), appointments.profile[1])
        if appointments.profile else None, dates=appointments.dates, books=books,
        lifted=order.plan.lifted,
        translations={each.language: content_checksum(each.content)
                      for each in order.press.others})
