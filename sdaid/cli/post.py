"""`sdaid post`: a print run from a finished run, or the proof of a window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sdaid.cli.common import FILE, Day, day_of
from sdaid.cli.sent import (
    dry_ledger,
    found_ledger,
    ledger_option,
    now,
    print_staying,
    progress,
)
from sdaid.problems import ExitCode
from sdaid.show import counted
from sdaid.staff import mark_n, translate

if TYPE_CHECKING:
    from sdaid.mail.envelopes import Job
    from sdaid.mail.order import Group


@click.command()
@click.argument("batch_dir", type=FILE, metavar="RUN")
@click.option("--window", default="din-b", show_default=True, metavar="WINDOW",
              help="The envelope's window: din-a, din-b, uk, us, or LEFT,TOP,WIDTH,HEIGHT in mm.")
@click.option("--country", default="", metavar="COUNTRY",
              help="The clinic's own country. [default: the one that the return address, the "
              "language or the window tells]")
@click.option("--sort", type=click.Choice(["postcode", "appointment"]), default="postcode",
              show_default=True, help="Sort the envelopes of one thickness by this.")
@click.option("--only", multiple=True, metavar="ID", help="This appointment alone. Repeatable.")
@click.option("--again", default="", metavar="REASON",
              help="Send again what was sent before, and note this reason.")
@ledger_option
@click.option("--workbook", type=FILE, help="Where the workbook of the run lies, if it was moved.")
@click.option("--list", "list_", type=FILE, help="Where the list of the run lies, if it was moved.")
@click.option("--profile", type=FILE, help="Where the list's profile lies, if it was moved.")
@click.option("--facts", type=FILE,
              help="Where the run's file of patient facts lies, if it was moved.")
@click.option("--proof", is_flag=True,
              help="Draw a test sheet with the window's folds and zones, and post nothing.")
@click.option("--today", type=Day(), metavar="DATE", help="The day of posting. [default: today]")
@click.option("--dry-run", is_flag=True, help="Say what would be printed, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print only what was held.")
def post(*, batch_dir: Path, window: str, country: str, sort: str, only: tuple[str, ...],
         again: str, ledger: Path | None, workbook: Path | None, list_: Path | None,
         profile: Path | None, facts: Path | None, proof: bool, today: date | None,
         dry_run: bool, as_json: bool, quiet: bool) -> None:
    """Make a print run of the aids that go by post, from the folder RUN that “sdaid render” made:
    a PDF for each paper size, a cover sheet, and a list for the print office. The evidence book
    goes along where the list says that the patient wants it. Sheets are never posted: they are
    handed over.

    \b
    Examples:
      sdaid post outputs/list-options --window uk --dry-run
      sdaid post outputs/list-options --window 20,45,85,45 --proof
    """
    from sdaid.aid.wording import wording
    from sdaid.batch.folder import claimed
    from sdaid.mail.addressing import Addressing, home_country, window_of
    from sdaid.mail.envelopes import Job, PostWishes
    from sdaid.mail.finished import open_batch
    from sdaid.resources import templates

    day = day_of(today)
    opened = open_batch(batch_dir, day, workbook=workbook, list_=list_, profile=profile,
                        facts=facts)
    words = wording(opened.content.decision.language, templates() / "locale")
    addressing = Addressing.of(window, home_country(country, opened.content, window_of(window)),
                               words.language)
    job = Job(opened, PostWishes(addressing, sort, day, again.strip(), only), words)
    if proof:
        with claimed(batch_dir):
            _proof(job, quiet=quiet)
        return
    if dry_run:
        _dry_run(job, found_ledger(ledger, batch_dir), as_json=as_json, quiet=quiet)
    with claimed(batch_dir):
        _post(job, found_ledger(ledger, batch_dir), as_json=as_json, quiet=quiet)


def _proof(job: Job, *, quiet: bool) -> None:
    from sdaid.mail.proof import write_proof

    path = write_proof(job)
    if not quiet:
        click.echo(translate("{path}: print it at actual size, fold it, and put it into an "
                             "envelope.").format(path=path))


def _dry_run(job: Job, ledger: Path, *, as_json: bool, quiet: bool) -> None:
    from sdaid.ledger.begun import cut_off_lines, end_cut_off
    from sdaid.mail.envelopes import plan_post
    from sdaid.mail.order import groups, placed

    with dry_ledger(ledger) as known, \
            progress(len(job.batch.rows), translate("Letters"), quiet) as tick:
        found = end_cut_off(known, job.batch.ids, held=None)
        envelopes, staying = plan_post(job, known, tick)
    run = groups(placed(envelopes, job.wishes.sort))
    lines = [*cut_off_lines(found), (translate("Would print {what}:") if run else
                                    translate("Would print {what}.")).format(what=_counts(run)),
             *_group_lines(run)]
    print_staying(staying, lines, {"envelopes": [each.ready.id for each in envelopes]},
                  as_json=as_json, quiet=quiet)
    sys.exit(ExitCode.HELD if any(each.problem for each in staying) else ExitCode.DONE)


def _post(job: Job, ledger: Path, *, as_json: bool, quiet: bool) -> None:
    from sdaid.ledger.begun import cut_off_lines
    from sdaid.ledger.ledger import open_ledger
    from sdaid.mail.post import post as make_run

    with open_ledger(ledger, now) as opened, \
            progress(len(job.batch.rows), translate("Letters"), quiet) as tick:
        made = make_run(job, opened, tick)
    lines = cut_off_lines(made.cut_off)
    lines += [translate("{what}, in {folder}:").format(what=_counts(made.groups),
                                                       folder=made.folder),
              *_group_lines(made.groups)] if made.folder else [translate("Nothing to print.")]
    print_staying(made.staying, lines, {
        "envelopes": sum(group.envelopes for group in made.groups),
        "sheets": sum(group.all_sheets for group in made.groups),
        "folders": [str(made.folder)] if made.folder else [],
        "cut_off": [{"id": each.appointment, "state": each.state, "folder": str(each.place)}
                    for each in made.cut_off]}, as_json=as_json, quiet=quiet)
    sys.exit(ExitCode.HELD if any(each.problem for each in made.staying) else ExitCode.DONE)


ENVELOPES = mark_n("{n} envelope", "{n} envelopes")
SHEETS = mark_n("{n} sheet", "{n} sheets")


def _counts(run: Sequence[Group]) -> str:
    return ", ".join((
        counted(sum(group.envelopes for group in run), ENVELOPES),
        counted(sum(group.all_sheets for group in run), SHEETS)))


def _group_lines(run: Sequence[Group]) -> list[str]:
    """How thick the envelopes are, which tells what they fit into."""
    said = translate("{file}: {envelopes} of {sheets}")
    return ["  " + said.format(file=group.file, envelopes=counted(group.envelopes, ENVELOPES),
                               sheets=counted(group.sheets, SHEETS)) for group in run]
