"""The print run of a finished batch. It is written into the ledger before it is made and its folder
appears whole, so that the next call can tell of one that was cut off whether it was made."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sdaid.batch.folder import cannot_write, sync, write_whole
from sdaid.ledger.begun import CutOff, end_cut_off
from sdaid.ledger.enter import enter_run
from sdaid.ledger.keep import RUN_FOLDER, UNFINISHED, last_run, unfinished_runs
from sdaid.ledger.ledger import AlreadyOnItsWayError, Ledger, Run
from sdaid.mail import measure
from sdaid.mail.cover import cover_sheet, manifest_csv
from sdaid.mail.envelopes import Job, Tick, plan_post
from sdaid.mail.finished import Batch, Staying, note_patients
from sdaid.mail.identity import Identity, words_of
from sdaid.mail.order import Envelope, Group, Placed, groups, placed
from sdaid.mail.pdf import Sheets, print_file
from sdaid.problems import CannotGoOnError, ExitCode, Place, problem
from sdaid.staff import translate, translate_n


@dataclass(frozen=True)
class Posted:
    """How a call ended: the folder of the print run, None where nothing was to print; its
    envelopes; what stays; and what of earlier calls was found cut off."""

    folder: Path | None
    groups: tuple[Group, ...]
    staying: tuple[Staying, ...]
    cut_off: tuple[CutOff, ...]


def post(job: Job, ledger: Ledger, tick: Tick = lambda _: None) -> Posted:
    """Make the print run of what may go by post. What a call before it began and did not end is
    found out first. The folder of the run must be claimed."""
    batch = job.batch
    enter_run(ledger, batch.folder, batch.manifest, batch.content)
    note_patients(ledger, batch)
    cut_off = tuple(end_cut_off(ledger, batch.ids, batch.folder))
    _clear(batch.folder)
    envelopes, staying = plan_post(job, ledger, tick)
    if not envelopes:
        return Posted(None, (), tuple(staying), cut_off)
    run = _written_down(job, ledger, envelopes)
    order = _make(job, ledger, run, envelopes)
    return Posted(folder_of(batch, run), tuple(groups(order)), tuple(staying), cut_off)


def folder_of(batch: Batch, run: Run) -> Path:
    """Where the files of a print run lie."""
    return batch.folder / RUN_FOLDER.format(run.number)


def _clear(folder: Path) -> None:
    """Remove what print runs that were cut off left half-made."""
    for half in unfinished_runs(folder):
        shutil.rmtree(half, ignore_errors=True)


def _written_down(job: Job, ledger: Ledger, envelopes: Sequence[Envelope]) -> Run:
    try:
        return ledger.plan_run(
            job.batch.manifest.batch, job.wishes.as_settings(),
            [(each.ready.id, each.ready.ended.sha256) for each in envelopes], job.wishes.again,
            after=last_run(job.batch.folder))
    except AlreadyOnItsWayError:
        raise CannotGoOnError([problem("mail-taken")], ExitCode.CANNOT_WRITE) from None


def _make(job: Job, ledger: Ledger, run: Run, envelopes: Sequence[Envelope]) -> list[Placed]:
    """The files of `run`, measured, in their folder; then the ledger's word that they are there."""
    order = placed(envelopes, job.wishes.sort)
    folder = folder_of(job.batch, run)
    half = folder.with_name(folder.name + UNFINISHED)
    try:
        half.mkdir(mode=0o700)
        _write_files(job, half, run, order)
        half.replace(folder)
        sync(folder.parent)
    except OSError as error:
        raise cannot_write(folder, error) from error
    ledger.run_done(run)
    return order


def _write_files(job: Job, folder: Path, run: Run, order: Sequence[Placed]) -> None:
    for file in dict.fromkeys(each.file for each in order):
        inside = [each for each in order if each.file == file]
        made = _print_file(job, inside)
        _check(made, inside, job, file)
        write_whole(folder / file, made)
    decision = job.batch.content.decision
    write_whole(folder / "cover-sheet.pdf", cover_sheet(
        order, clinic=decision.clinic_name, batch=job.batch.manifest.batch, number=run.number,
        day=job.wording.day(job.wishes.today), window=job.wishes.addressing.window,
        paper=decision.paper.value))
    write_whole(folder / "manifest.csv", manifest_csv(order).encode("utf-8"))


def _print_file(job: Job, inside: Sequence[Placed]) -> bytes:
    return print_file(
        Sheets(each.envelope.front.pdf, each.envelope.front.page,
               tuple(job.batch.folder / name for name in each.envelope.ready.files),
               each.sequence, each.envelope.sheets) for each in inside)


def _check(made: bytes, inside: Sequence[Placed], job: Job, file: str) -> None:
    """Measure the finished file: every letter with its id, its blank back, its own patient's aid
    behind it, the count of pages."""
    faults, window = [], job.wishes.addressing.window
    with measure.opened(made) as pages:
        if len(pages) != sum(each.pages for each in inside):
            faults.append(translate_n("{n} page", "{n} pages", len(pages)).format(n=len(pages)))
        for each in inside if not faults else ():
            front, letter = each.start_page - 1, each.envelope.letter
            found = measure.letter_faults(pages, front, window, letter.address, letter.id)
            faults += [translate("envelope {number}: {why}").format(
                number=each.sequence, why=translate(fault.why)) for fault in found]
            if pages.text(front + 1).strip():
                faults.append(translate(
                    "envelope {number}: the letter's back is not blank").format(
                        number=each.sequence))
            ready = each.envelope.ready
            patient = Identity.of(ready.appointment, ready.tongue.wording)
            if not patient.is_on(words_of(pages.text(front + 2))):
                faults.append(translate("envelope {number}: the aid is another's").format(
                    number=each.sequence))
    if faults:
        raise CannotGoOnError([problem("run-measured", Place(file), why=faults[0])],
                              ExitCode.UNUSABLE)
