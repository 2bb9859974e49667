"""`sdaid render`: one aid for each appointment, for one patient at the desk, or for nobody."""

from __future__ import annotations

import secrets
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, get_args
from urllib.parse import urlsplit

import click

from sdaid.aid.edition import PaperName
from sdaid.cli.common import FILE, Day, Setting, day_of, fit_workbook, list_options, stop
from sdaid.cli.render_list import Call, render_list
from sdaid.cli.render_single import render_blank, render_desk
from sdaid.cli.sent import found_ledger, ledger_option, now
from sdaid.holds import LiftWish
from sdaid.problems import ExitCode, stops
from sdaid.staff import translate

if TYPE_CHECKING:
    from sdaid.appointments.profile import DateOrder
    from sdaid.batch.crew import Early
    from sdaid.batch.wishes import Window


@click.command()
@click.argument("workbook", type=FILE)
@click.argument("appointments", type=FILE, required=False)
@click.option("--output", type=FILE, default=Path("outputs"), show_default=True, metavar="DIR",
              help="Write the PDFs into this folder. A list's run has a folder of its own in it.")
@click.option("--only", multiple=True, metavar="ID", help="This appointment alone. Repeatable.")
@click.option("--only-from", type=FILE, metavar="FILE",
              help="The appointments that this .xlsx or CSV names alone, as the list that "
                   "“sdaid recall” writes.")
@click.option("--lift", multiple=True, metavar="ID",
              help="Lift what holds this appointment, if a person may: a second visit, a reason "
                   "that is blank or nearly matches, an unknown status. Repeatable.")
@click.option("--by", default="", metavar="NAME", help="With --lift: who lifts the hold.")
@click.option("--because", default="", metavar="REASON",
              help="With --lift: why, without the patient's name.")
@click.option("--hold-again", multiple=True, metavar="ID",
              help="Hold this appointment again, whose hold was lifted. Repeatable.")
@click.option("--desk", is_flag=True,
              help="Make the aid of one patient without a list. sdaid asks for the id, the name, "
                   "the date of birth and the visit.")
@click.option("--set", "facts", multiple=True, type=Setting(),
              help="With --desk: give a patient fact, so that sdaid does not ask for it. "
                   "Repeatable.")
@click.option("--blank", is_flag=True,
              help="Make an aid that names no patient, with lines to write on.")
@click.option("--sheet", is_flag=True,
              help="Make the sheet too, as A-1001-sheet.pdf beside the aid: one sheet of paper for "
                   "the desk and the consulting room. There is none in large print.")
@click.option("--format", "format_", type=click.Choice(["standard", "large-print"]),
              default="standard", show_default=True,
              help="The format for patients for whom the list names none.")
@click.option("--paper", type=click.Choice(get_args(PaperName)),
              help="The paper for patients for whom the list names none. "
                   "[default: the workbook's]")
@click.option("--language", default="", metavar="LANGUAGE",
              help="With --blank or --desk: the language of the aid, as in es, one of the "
                   "workbook's. In a list, each patient's language is its column Language; where "
                   "that is blank, it is the workbook's own. [default: the workbook's own]")
@click.option("--facts", "facts_file", type=FILE, metavar="FILE",
              help="Take patient facts from this file (.xlsx or CSV) too, by the patient id.")
@click.option("--from", "first", type=Day(), metavar="DATE",
              help="Make aids for visits from this day on. [default: today]")
@click.option("--to", "last", type=Day(), metavar="DATE",
              help="Make aids for visits up to this day.")
@click.option("--lead-days", type=click.IntRange(0, 3650), metavar="N",
              help="Make aids for visits of today and of the next N days.")
@click.option("--all-for-this-decision", "every_reason", is_flag=True,
              help="Make aids whatever the reason of the visit is, even if it is blank.")
@click.option("--time-zone", metavar="ZONE",
              help="The clinic's time zone, as in Europe/London, for lists that tell times with a "
                   "zone.")
@click.option("--plan", "plan_file", type=FILE, metavar="FILE.xlsx",
              help="Write a new workbook that says who gets an aid, who is skipped, who is held.")
@click.option("--summary", type=FILE, metavar="FILE.pdf",
              help="Write a summary for the clinician, with one line for each patient of the run.")
@list_options
@ledger_option
@click.option("--workers", type=click.IntRange(1, 1024), metavar="N",
              help="Draw with N processes at once. [default: one for each core]")
@click.option("--scheduler", default="", metavar="ADDRESS",
              help="Draw on the Dask cluster at this address, as in tcp://host:8786.")
@click.option("--verify", type=click.IntRange(min=1), metavar="N",
              help="Pick N aids at random, draw them the slow plain way too, and compare.")
@click.option("--verify-seed", type=click.IntRange(min=0), metavar="N",
              help="With --verify: pick the aids by this seed, which an earlier run printed. "
                   "[default: a new seed]")
@click.option("--plain", is_flag=True,
              help="Draw every aid the plain way, which gives the same pages many times slower.")
@click.option("--today", type=Day(), metavar="DATE",
              help="Make the aids as on this day, as in 2026-11-30. [default: today]")
@click.option("--same-list", is_flag=True,
              help="Take the list as that of its run's folder, corrected, although it lacks most "
                   "of the folder's coming visits. Their aids are removed.")
@click.option("--draft", is_flag=True,
              help="Make drafts, even of content that is not fit for patients. Each page says "
                   "DRAFT, and the end lists what is open. Drafts can never be sent.")
@click.option("--dry-run", is_flag=True,
              help="Say what would be made, and write nothing but the file of --plan.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("-q", "--quiet", is_flag=True,
              help="Print only what was held, failed or removed.")
@click.option("-v", "--verbose", is_flag=True, help="Print every file and every warning.")
def render(*, workbook: Path, appointments: Path | None, output: Path, only: tuple[str, ...],
           only_from: Path | None, lift: tuple[str, ...], by: str, because: str,
           hold_again: tuple[str, ...], desk: bool, facts: tuple[tuple[str, str], ...], blank: bool,
           sheet: bool, format_: str, paper: PaperName | None, language: str,
           facts_file: Path | None,
           first: date | None, last: date | None, lead_days: int | None, every_reason: bool,
           time_zone: str | None, plan_file: Path | None, summary: Path | None, ledger: Path | None,
           profile: Path | None, date_order: DateOrder | None,
           workers: int | None, scheduler: str, verify: int | None, verify_seed: int | None,
           plain: bool, today: date | None, same_list: bool, draft: bool, dry_run: bool,
           as_json: bool, quiet: bool, verbose: bool) -> None:
    """Make one decision aid (PDF) for each appointment of the list APPOINTMENTS. The list may be
    .xlsx, CSV, or FHIR R4: a Bundle (.json) or a bulk export (.ndjson, or a folder of such files).

    \b
    Examples:
      sdaid render options.xlsx list.xlsx
      sdaid render options.xlsx list.csv --dry-run --plan to-do.xlsx
      sdaid render options.xlsx list.xlsx --only A-1001 --format large-print
      sdaid render options.xlsx list.xlsx --only-from recall.csv
      sdaid render options.xlsx list.xlsx --lift A-1007 --by "N. Nurse" --because "comes twice"
      sdaid render options.xlsx --desk --set smoker=no
      sdaid render options.xlsx --blank --sheet --language es
    """
    from sdaid import plans, steps
    from sdaid.batch.wishes import ANY_DAY
    from sdaid.editions import refuse_second_edition

    _one_of(appointments, desk, blank)
    _with_a_list(appointments, {
        "--only": only, "--only-from": only_from, "--lift": lift, "--hold-again": hold_again,
        "--facts": facts_file, "--from": first,
        "--profile": profile, "--date-order": date_order, "--to": last,
        "--lead-days": lead_days is not None, "--all-for-this-decision": every_reason,
        "--time-zone": time_zone, "--plan": plan_file, "--summary": summary,
        "--workers": workers, "--scheduler": scheduler, "--verify": verify,
        "--verify-seed": verify_seed is not None, "--plain": plain, "--same-list": same_list})
    if plain and verify:
        raise click.UsageError("--plain leaves nothing to --verify: give one of them.")
    if verify_seed is not None and not verify:
        raise click.UsageError("--verify-seed goes with --verify.")
    if scheduler and not _is_address(scheduler):
        raise click.UsageError(f"“{scheduler}” is not the address of a scheduler, such as "
                               "tcp://host:8786.")
    if sheet and format_ == "large-print":
        raise click.UsageError("There is no sheet in large print: those patients get the aid.")
    if language and appointments:
        raise click.UsageError("--language goes with --blank or --desk: in a list, each patient's "
                               "language stands in its column Language.")
    if facts and not desk:
        raise click.UsageError("--set goes with --desk: in a list, facts are columns.")
    _apart({"--plan": plan_file, "--summary": summary}, {
        "the workbook": workbook, "the list": appointments, "--facts": facts_file,
        "--profile": profile,
        "--only-from": only_from, "--ledger": ledger})
    day = day_of(today)
    asked = steps.Asked(
        day, "large-print" if format_ == "large-print" else "standard",
        paper, only,
        _window(day, first, last, lead_days) if appointments else ANY_DAY,
        every_reason, plans.time_zone(time_zone) if time_zone else None, draft,
        _named(only_from), only_from.name if only_from else "",
        language)
    call = Call(output, facts_file, plan_file, summary, ledger, workers, scheduler, dry_run,
                as_json, quiet, verbose, plain, verify or 0,
                secrets.randbelow(10**6) if verify_seed is None else verify_seed, same_list,
                sheet, profile, date_order, _lifting(lift, by, because, hold_again),
                _early(appointments, workers) if appointments and not (dry_run or only or only_from
                                                                       or scheduler) else None)
    content, report = fit_workbook(workbook, day, draft=draft, verbose=verbose, quiet=quiet)
    if not draft:
        refuse_second_edition(found_ledger(ledger, output / "run"), content, day, now,
                              lambda line: click.echo(line, err=True),
                              languages=[content.decision.language if appointments
                                         else steps.language_asked(content, asked)])
    if appointments:
        sys.exit(render_list(appointments, content, report, asked, call))
    if blank:
        sys.exit(render_blank(content, report, asked, call))
    sys.exit(render_desk(content, report, asked, dict(facts), call))


def _early(appointments: Path, workers: int | None) -> Early | None:
    """Processes that get ready to draw while this one reads, where the list is a long one."""
    from sdaid.batch.crew import Early

    early = Early.of(appointments, workers)
    if early:
        click.get_current_context().call_on_close(early.close)
    return early


def _lifting(lift: tuple[str, ...], by: str, because: str, again: tuple[str, ...]
             ) -> LiftWish | None:
    """The holds that a call lifts, or has hold again."""
    if lift and not (by.strip() and because.strip()):
        raise click.UsageError(translate(
            "--lift needs --by and --because: say who lifts the hold, and why."))
    if (by or because) and not lift:
        raise click.UsageError(translate("--by and --because go with --lift."))
    if not lift and not again:
        return None
    return LiftWish(lift, by, because, now().isoformat(timespec="seconds"), again)


def _is_address(scheduler: str) -> bool:
    """Whether Dask can be at such an address."""
    try:
        parts = urlsplit(scheduler)
        return parts.scheme in ("tcp", "tls") and bool(parts.hostname and parts.port)
    except ValueError:
        return False


def _one_of(appointments: Path | None, desk: bool, blank: bool) -> None:
    if [appointments is not None, desk, blank].count(True) != 1:
        raise click.UsageError("Give a list of appointments, or --desk, or --blank: one of them.")


def _with_a_list(appointments: Path | None, given: dict[str, object]) -> None:
    wrong = [name for name, value in given.items() if value]
    if wrong and appointments is None:
        raise click.UsageError(f"{wrong[0]} needs a list of appointments: give the list.")


def _apart(written: dict[str, Path | None], read: dict[str, Path | None]) -> None:
    """What is written is none of what is read, and each its own file."""
    known = {path.resolve(): name for name, path in read.items() if path}
    for name, path in written.items():
        if path and known.setdefault(path.resolve(), name) != name:
            raise click.UsageError(f"{name} and {known[path.resolve()]} are the same file.")


def _named(path: Path | None) -> tuple[str, ...]:
    from sdaid import plans

    if path is None:
        return ()
    ids, problems = plans.read_named(path)
    if stops(problems):
        stop(problems, ExitCode.UNUSABLE)
    return ids


def _window(today: date, first: date | None, last: date | None, lead_days: int | None
            ) -> Window:
    from sdaid.batch.wishes import Window

    if last and lead_days is not None:
        raise click.UsageError("--to and --lead-days both name the last day: give one of them.")
    if lead_days is not None:
        try:
            last = today + timedelta(days=lead_days)
        except OverflowError:
            raise click.UsageError(f"No calendar has a day {lead_days} days after {today}.") \
                from None
    first = max(first or today, today)
    if last and last < first:
        raise click.UsageError(f"No day lies between {first} and {last}.")
    return Window(first, last)
