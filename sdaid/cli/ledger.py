"""The commands that ask the ledger: history, recall, reprint, forget, settle."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from sdaid.cli.common import FILE, Day, day_of, print_json, refuse_existing
from sdaid.cli.sent import LEDGER, now
from sdaid.problems import ExitCode, first_few
from sdaid.show import counted
from sdaid.staff import mark_n, translate, translate_n

ledger_option = click.option(
    "--ledger", type=FILE, envvar="SDAID_LEDGER", default=Path("outputs") / LEDGER,
    show_default=True, metavar="FILE", help="The ledger of what went where. [SDAID_LEDGER]")


@click.command()
@click.argument("appointment", required=False, default="")
@click.option("--version", default="", metavar="V",
              help="Say who got an aid of this content version.")
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def history(appointment: str, version: str, ledger: Path, as_json: bool) -> None:
    """Say what APPOINTMENT got and when, or who got aids of a content version."""
    from sdaid.ledger.ledger import read_ledger
    from sdaid.ledger.questions import told_history

    if not appointment and not version:
        raise click.UsageError(
            translate("Name an appointment, or a version with --version."))
    with read_ledger(ledger, now) as opened:
        lines = told_history(opened, appointment, version)
    if as_json:
        print_json({"aids": [line.as_json() for line in lines]})
        return
    for line in lines:
        kind = "" if line.kind == "aid" else f"{line.kind}, "
        said = translate(", again: {why}").format(why=line.again) if line.again else ""
        said += f" ({line.reason})" if line.reason else ""
        click.echo(translate(
            "{id}  {time}  {state} ({channel}), {kind}version {version}, {language}, {format}, "
            "{paper}, run {run}{further}").format(
                id=line.appointment, time=line.on[:16].replace("T", " "),
                state=translate(line.state), channel=translate(line.channel), kind=kind,
                version=line.version, language=line.language, format=line.format,
                paper=line.paper, run=line.batch, further=said))


@click.command()
@click.option("--version", required=True, metavar="V", help="The content version that was wrong.")
@click.option("--figure", default="", metavar="ID",
              help="The figure that was wrong: its id in the sheet Outcomes.")
@click.option("--output", type=FILE, help="Write the list as CSV to a new file.")
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def recall(version: str, figure: str, output: Path | None, ledger: Path, as_json: bool) -> None:
    """List the appointments that hold an aid made from the content of a version, or from any
    content with the same figure: whom a correction must reach.

    \b
    The correcting run, once the workbook is right:
      sdaid recall --version 1.2 --figure pain-3m --output recall.csv
      sdaid render options.xlsx list.xlsx --only-from recall.csv
    """
    from sdaid.batch.folder import write_whole
    from sdaid.ledger.ledger import read_ledger
    from sdaid.ledger.questions import told_holders
    from sdaid.ledger.recall_file import recall_csv

    refuse_existing(output)
    with read_ledger(ledger, now) as opened:
        found = told_holders(opened, version, figure)
    if output is not None:
        write_whole(output, recall_csv(found).encode("utf-8-sig"))
    if as_json:
        print_json({"holders": [each.as_json() for each in found]})
        return
    reached = sum(1 for each in found if each.newer)
    click.echo(translate("{n} hold it, {reached} of them got a newer version since.").format(
        n=len(found), reached=reached))
    for each in found:
        newer = translate("; version {version} since").format(
            version=each.newer) if each.newer else ""
        click.echo("  " + translate(
            "{id}: {state} {day} ({channel}), version {version}, {language}{newer}").format(
                id=each.appointment, state=translate(each.state), day=each.on[:10],
                channel=translate(each.channel), version=each.version, language=each.language,
                newer=newer))


@click.command()
@click.argument("appointment")
@click.option("--run", "batch", default="", metavar="ID",
              help="Find the aid of this run, as “sdaid history” names it, instead of the newest.")
@click.option("--output", type=FILE, metavar="DIR", help="Copy the aid into this folder.")
@ledger_option
def reprint(appointment: str, batch: str, output: Path | None, ledger: Path) -> None:
    """Find the kept aid of APPOINTMENT, prove that it is the one that was made, and say where it
    lies. No file is overwritten."""
    from sdaid.batch.folder import make_folder, refuse_place, write_whole
    from sdaid.ledger.keep import kept_aid
    from sdaid.ledger.ledger import read_ledger

    with read_ledger(ledger, now) as opened:
        path = kept_aid(opened, appointment, batch)
    if output is not None:
        refuse_place(output / path.name)
        make_folder(output)
        write_whole(output / path.name, path.read_bytes())
        path = output / path.name
    click.echo(str(path))


@click.command()
@click.option("--before", required=True, type=Day(), metavar="DATE",
              help="Forget the runs of which nothing was made or sent on this day or later.")
@click.option("--dry-run", is_flag=True, help="Count what would be forgotten, and remove nothing.")
@click.option("--yes", is_flag=True,
              help="Do not ask before aids of visits to come are removed; for scripts.")
@click.option("--today", type=Day(), metavar="DATE",
              help="The day from which visits are to come. [default: today]")
@ledger_option
def forget(before: date, dry_run: bool, yes: bool, today: date | None, ledger: Path) -> None:
    """Remove the aids of old runs, drafts and those of the desk too, their print runs, and what the
    ledger knows of them. Asks before it removes aids of visits to come."""
    from sdaid.ledger.forget import counted_all, old_runs
    from sdaid.ledger.forget import forget as forget_runs
    from sdaid.ledger.ledger import open_ledger, read_ledger

    day = day_of(today)
    with (read_ledger(ledger, now) if dry_run else open_ledger(ledger, now, create=False)
          ) as opened, old_runs(opened, before, day, dry_run=dry_run) as old:
        coming = sorted({name for each in old for name in each.coming})
        if coming:
            click.echo(translate_n(
                "{n} visit to come would lose the aid: {ids}.",
                "{n} visits to come would lose the aid: {ids}.", len(coming)).format(
                    n=len(coming), ids=first_few(coming)), err=True)
        if coming and not dry_run and not yes and not click.confirm(
                translate("Forget them too?"), err=True):
            click.echo(translate("Nothing was forgotten."))
            return
        if not dry_run:
            forget_runs(opened, old)
        gone = counted_all(old)
    what = ", ".join((
        counted(gone.aids, mark_n("{n} aid", "{n} aids")),
        counted(gone.deliveries, mark_n("{n} delivery", "{n} deliveries")),
        counted(gone.files, mark_n("{n} file", "{n} files")),
        counted(gone.print_runs, mark_n("{n} print run", "{n} print runs"))))
    click.echo((translate("Would forget {what}.") if dry_run else translate("Forgot {what}.")
                ).format(what=what))


@click.command()
@click.argument("appointment")
@click.option("--as", "state", required=True, type=click.Choice(["sent", "not-sent", "returned"]),
              help="What a person has found out.")
@click.option("--reason", default="", metavar="TEXT", help="Why, as the ledger notes it. No names.")
@ledger_option
def settle(appointment: str, state: str, reason: str, ledger: Path) -> None:
    """Note how the last sending to APPOINTMENT ended: what may have been sent, or was begun and not
    ended, was sent, or was not; a letter or an e-mail came back as undeliverable."""
    from sdaid.ledger.ledger import open_ledger
    from sdaid.ledger.questions import settle as note_end

    state = state.replace("-", " ")
    with open_ledger(ledger, now, create=False) as opened:
        found = note_end(opened, appointment, state, reason)
    click.echo(translate("{id}: {before}, now {state}.").format(
        id=appointment, before=translate(found.state), state=translate(state)))
    sys.exit(ExitCode.DONE)
