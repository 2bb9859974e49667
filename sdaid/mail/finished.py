"""A finished batch, opened for sending: its manifest believed only as far as checksums prove it,
names and addresses read again from its list and joined by appointment id, never by position."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sdaid import steps
from sdaid.appointments.columns import Appointment, Channel
from sdaid.appointments.statuses import Status
from sdaid.batch import manifest
from sdaid.batch.manifest import Ended, MadeFile, Manifest
from sdaid.ledger.keep import refuse_lost_ledger, sha256_of
from sdaid.ledger.ledger import LIVE, Delivery, Ledger, patient_mark
from sdaid.mail.inputs import fit_content, proved, rows_of
from sdaid.mail.languages import Languages, Tongue
from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, problem
from sdaid.sheets.values import guess
from sdaid.workbook.content import Content


@dataclass(frozen=True)
class Batch:
    """A batch folder whose workbook and list are still those it was made from. `content` is the
    whole workbook's, `languages` what it offers in each. `rows` are the list's appointments by id,
    times on the clocks that the aids show; an id that the list has twice is in `twice` and not in
    `rows`."""

    folder: Path
    manifest: Manifest
    content: Content
    rows: dict[str, Appointment]
    twice: frozenset[str]
    list_place: Place
    languages: Languages

    @property
    def ids(self) -> frozenset[str]:
        """The appointments that the run knows of."""
        return frozenset(ended.id for ended in self.manifest.appointments)


@dataclass(frozen=True)
class Ready:
    """An aid that may go out: its entry of the manifest, its own row of the list, the evidence book
    that goes with it, where the patient wants it, and the language in which the patient is written
    to."""

    ended: Ended
    appointment: Appointment
    tongue: Tongue
    book: MadeFile | None = None

    @property
    def id(self) -> str:
        return self.ended.id

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that go out: the aid's, then the book's."""
        return (self.ended.file, *([self.book.file] if self.book else []))


@dataclass(frozen=True)
class Staying:
    """An appointment that nothing is sent to, and why. `problem` is set for those that a person
    must look at; the others are as they should be."""

    id: str
    reason: str
    problem: Problem | None = None


def open_batch(folder: Path, today: date, *, workbook: Path | None = None,
               list_: Path | None = None, profile: Path | None = None,
               facts: Path | None = None) -> Batch:
    """The finished batch in `folder`. `workbook`, `list_`, `profile` and `facts` say where these
    lie if they were moved. `CannotGoOnError` for a draft, an unfinished or damaged batch, a
    workbook that is unfit or overdue, and files that are not those the batch was made from."""
    made, problems = manifest.load(folder)
    if made is None:
        raise CannotGoOnError(problems, ExitCode.UNUSABLE)
    if made.draft:
        raise CannotGoOnError([problem("mail-draft", Place(str(folder)))], ExitCode.UNUSABLE)
    ids = [ended.id.casefold() for ended in made.appointments if ended.status == "made"]
    if len(ids) != len(set(ids)):
        raise CannotGoOnError([problem("manifest-damaged", Place(str(folder / manifest.NAME)),
                                       why="an id is there twice")], ExitCode.UNUSABLE)
    near = [folder, folder.resolve().parent, folder.resolve().parent.parent]
    path = proved(near, made.list.file, made.list.sha256, list_, "--list")
    book = proved([*near, path.parent], made.workbook.file, made.workbook.sha256, workbook,
                   "--workbook")
    content = fit_content(book, today)
    wanted = {ended.id for ended in made.appointments if ended.status == "made"}
    used = proved([*near, path.parent, book.parent], made.profile.file, made.profile.sha256,
                   profile, "--profile") if made.profile else None
    if made.facts:  # it may say that a patient opted out or has died
        proved([*near, path.parent, book.parent], made.facts.file, made.facts.sha256, facts,
                "--facts")
    rows, twice = rows_of(path, content, wanted, made, used)
    return Batch(folder, made, content, rows, twice, Place(path.name),
                 Languages(content, steps.offered(content, today)))


def ready(batch: Batch, channel: Channel, today: date, only: Collection[str] = ()
          ) -> tuple[list[Ready], list[Staying]]:
    """The aids of `batch` that may go out by `channel`, and why each other one stays. `only` names
    appointments; one that the batch has not is a mistake in the call."""
    known = [ended.id for ended in batch.manifest.appointments]
    unknown = [problem("only-unknown", found=name, guess=guess(name, known))
               for name in only if name not in known]
    if unknown:
        raise CannotGoOnError(unknown, ExitCode.USAGE)
    going, staying = [], []
    for ended in batch.manifest.appointments:
        if only and ended.id not in only:
            continue
        if ended.status != "made":
            staying.append(Staying(ended.id, f"{ended.status}: {ended.reason}"))
            continue
        row = batch.rows.get(ended.id)
        found = _unfit_row(batch, ended, row, today)
        if found:
            staying.append(Staying(ended.id, found.sentence, found))
        elif ended.channel != channel.value:  # the manifest's: it knows the file of facts too
            staying.append(Staying(ended.id, f"its channel is {ended.channel}"))
        elif row is not None:
            going.append(Ready(ended, row, batch.languages.tongue(batch.languages.of(ended)),
                               batch.manifest.book_for(ended)))
    return going, staying


def already(ledger: Ledger, batch: Batch, going: Collection[Ready], again: str
            ) -> tuple[list[Ready], list[Staying]]:
    """Those of `going` whose content has not gone to their appointment before, to whom nothing is
    on its way and nothing came back, and the others. With a reason `again` only what went for the
    same reason stays. `CannotGoOnError` where the ledger lacks print runs of the folder."""
    def counts(delivery: Delivery) -> bool:
        return delivery.again == again or not again

    refuse_lost_ledger(ledger, batch.folder)
    free, staying = [], []
    for each in going:
        before = [delivery for delivery in ledger.standing(
            each.id, batch.manifest.content_of(each.ended)) if counts(delivery)]
        open_ = [delivery for delivery in ledger.open_deliveries(each.id) if counts(delivery)]
        returned = ledger.came_back(each.id, each.ended.channel)
        back = [returned] if returned and counts(returned) else []
        mark = patient_mark(each.id, each.appointment.patient_id)
        own = [delivery for delivery in before if delivery.patient in ("", mark)]
        found = (_not_ended(open_, each) or _held_by(own, each, batch.manifest.batch)
                 or _anothers([*before, *back], each, mark)
                 or (_came_back(back[0], each) if back else None))
        if found:
            staying.append(Staying(each.id, found.sentence, found))
        else:
            free.append(each)
    return free, staying


def _not_ended(open_: list[Delivery], each: Ready) -> Problem | None:
    """What holds an appointment to which something was begun and not known to have ended."""
    if not open_:
        return None
    last, place = open_[-1], each.appointment.at("id")
    words = {"found": each.id, "day": last.begun[:10]}
    if last.state == "unsure":
        return problem("mail-unsure", place, **words)
    return problem("mail-begun", place, channel=last.channel, batch=last.batch, **words)


def _held_by(before: list[Delivery], each: Ready, batch: str) -> Problem | None:
    place = each.appointment.at("id")
    for delivery in before:
        if delivery.state in LIVE:
            return problem("mail-already", place, day=delivery.begun[:10],
                           channel=delivery.channel, batch=delivery.batch)
    refused = [delivery for delivery in before
               if delivery.state == "refused" and delivery.batch == batch]
    if refused:
        return problem("mail-refused", each.appointment.at("email"), why=refused[-1].reason)
    return None


def _anothers(before: list[Delivery], each: Ready, mark: str) -> Problem | None:
    """What holds an appointment whose id was another patient's when something went to it."""
    others = [delivery for delivery in before if delivery.patient not in ("", mark)
              and delivery.state in (*LIVE, "returned")]
    if not others:
        return None
    last = others[-1]
    return problem("mail-id-again", each.appointment.at("patient_id"), found=each.id,
                   day=last.begun[:10], channel=last.channel, batch=last.batch)


def note_patients(ledger: Ledger, batch: Batch) -> None:
    """Let the ledger know whose the aids of `batch` are, which it has been told of."""
    ledger.note_patients(batch.manifest.batch, {
        name: patient_mark(name, row.patient_id) for name, row in batch.rows.items()})


def _came_back(returned: Delivery, each: Ready) -> Problem:
    place = each.appointment.at("address" if returned.channel == Channel.POST.value else "email")
    return problem("mail-returned", place, day=returned.begun[:10], channel=returned.channel,
                   found=each.id)


def _unfit_row(batch: Batch, ended: Ended, row: Appointment | None, today: date) -> Problem | None:
    """Why this made aid may not go out, whatever was planned when it was made."""
    if ended.id in batch.twice:
        return problem("held-id-twice", batch.list_place, found=ended.id, other="another row")
    if row is None:
        return problem("mail-not-in-list", batch.list_place, found=ended.id)
    why = "deceased" if row.deceased else "opted out" if row.opted_out else ""
    if not why and row.cancelled:
        why = Status.CANCELLED.value
    if not why and row.status is not Status.BOOKED:
        why = row.status.value
    if why:
        return problem("mail-not-wanted", row.at("id"), found=why)
    if row.visit_date < today:
        return problem("mail-visit-over", row.at("visit_date"), found=row.visit_date, day=today)
    if ended.made_from:
        return problem("mail-older", row.at("id"))
    return (batch.languages.problem(ended, row.at("language")) or _unproved(batch, ended)
            or _lacks_book(batch, ended, row))


def _lacks_book(batch: Batch, ended: Ended, row: Appointment) -> Problem | None:
    """Whether the evidence book that the patient wants is not there as it was made."""
    if not ended.wants_book:
        return None
    book = batch.manifest.book_for(ended)
    return _unproved(batch, book) if book else problem("mail-no-book", row.at("wants_book"))


def _unproved(batch: Batch, made: Ended | MadeFile) -> Problem | None:
    """Whether a file of the run is not the one that was made."""
    path = batch.folder / made.file
    if Path(made.file).name != made.file or not path.is_file():
        return problem("file-missing", Place(str(path)))
    if sha256_of(path) != made.sha256:
        return problem("file-changed", Place(str(path)))
    return None
