"""`sdaid render`: one aid for each appointment, for one patient at the desk, or for nobody."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sdaid.cli.common import (
    FILE,
    Day,
    Setting,
    print_json,
    print_problems,
    stop,
    usable_workbook,
)
from sdaid.problems import ExitCode, Problem

if TYPE_CHECKING:
    from sdaid.batch.plan import Entry
    from sdaid.batch.run import Made, Press
    from sdaid.steps import Asked, Rows
    from sdaid.workbook.content import Content


@click.command()
@click.argument("workbook", type=FILE)
@click.argument("appointments", type=FILE, required=False)
@click.option("--output", type=FILE, default=Path("outputs"), show_default=True, metavar="DIR",
              help="Where the PDFs go.")
@click.option("--only", multiple=True, metavar="ID", help="This appointment alone. Repeatable.")
@click.option("--desk", is_flag=True,
              help="One patient without a list: asks for id, name, date of birth and visit.")
@click.option("--set", "facts", multiple=True, type=Setting(),
              help="With --desk: a patient fact that need not be asked. Repeatable.")
@click.option("--blank", is_flag=True, help="The aid with no patient: lines to write on.")
@click.option("--format", "format_", type=click.Choice(["standard", "large-print"]),
              default="standard", show_default=True,
              help="For patients whose list names no format.")
@click.option("--paper", type=click.Choice(["a4", "letter"]),
              help="For patients whose list names no paper. [default: the workbook's]")
@click.option("--today", type=Day(), metavar="DATE",
              help="The day it is made, as in 2026-11-30. [default: today]")
@click.option("--dry-run", is_flag=True, help="Say what would be made and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print what was held, and no more.")
@click.option("-v", "--verbose", is_flag=True, help="Print every file, and every warning.")
def render(*, workbook: Path, appointments: Path | None, output: Path, only: tuple[str, ...],
           desk: bool, facts: tuple[tuple[str, str], ...], blank: bool, format_: str,
           paper: str | None, today: date | None, dry_run: bool, as_json: bool, quiet: bool,
           verbose: bool) -> None:
    """Make one decision aid (PDF) for each appointment of the list APPOINTMENTS.

    \b
    Examples:
      sdaid render options.xlsx list.xlsx
      sdaid render options.xlsx list.xlsx --only A-1001 --format large-print
      sdaid render options.xlsx --desk --set smoker=no
      sdaid render options.xlsx --blank
    """
    from sdaid import steps

    _one_of(appointments, desk, blank, only, facts)
    content = usable_workbook(workbook, quiet=not verbose)
    asked = steps.Asked(
        today or date.today(),  # noqa: DTZ011 - the clinic's own calendar day
        "large-print" if format_ == "large-print" else "standard",
        None if paper is None else ("letter" if paper == "letter" else "a4"), only)
    if blank:
        _render_blank(content, asked, output, dry_run=dry_run, as_json=as_json, quiet=quiet)
        return
    rows = _desk_rows(content, dict(facts)) if desk else _list_rows(appointments, content)
    entries = steps.plan_run(rows, content, asked)
    if dry_run:
        _print_plan(entries, as_json=as_json)
    else:
        made = _make(entries, *_press(content, asked), output, quiet=quiet, verbose=verbose)
        entries = [each.entry for each in made]
        _print_result(made, output, as_json=as_json, quiet=quiet)
    sys.exit(ExitCode.HELD if any(entry.outcome == "hold" for entry in entries)
             else ExitCode.DONE)


def _one_of(appointments: Path | None, desk: bool, blank: bool, only: Sequence[str],
            facts: Sequence[tuple[str, str]]) -> None:
    if [appointments is not None, desk, blank].count(True) != 1:
        raise click.UsageError("Give a list of appointments, or --desk, or --blank: one of them.")
    if only and appointments is None:
        raise click.UsageError("--only picks appointments of a list: give the list.")
    if facts and not desk:
        raise click.UsageError("--set goes with --desk: in a list, facts are columns.")


def _list_rows(path: Path | None, content: Content) -> Rows:
    from sdaid import steps

    if path is None:
        return []
    rows, problems = steps.read_list(path, content)
    if rows is None:
        stop(problems, ExitCode.UNUSABLE)
    print_problems(problems)
    return rows


def _desk_rows(content: Content, facts: dict[str, str]) -> Rows:
    from sdaid.desk import ask_for_patient

    def ask(question: str) -> str:
        return str(click.prompt(question, default="", show_default=False, err=True))

    return [(1, ask_for_patient(content, facts, ask, lambda said: click.echo(said, err=True)),
             [])]


def _press(content: Content, asked: Asked) -> tuple[Press, list[Problem]]:
    from sdaid import steps

    return steps.press(content, asked)


def _make(entries: list[Entry], press: Press, lacking: list[Problem], output: Path, *,
          quiet: bool, verbose: bool) -> list[Made]:
    """Make the aids, with progress on a terminal. Ids only, no names."""
    from sdaid.batch.folder import claimed
    from sdaid.batch.run import make

    if not quiet:
        print_problems(lacking)
    with claimed(output) as folder:
        shows = sys.stderr.isatty() and not quiet and len(entries) > 1
        done: list[Made] = []
        with click.progressbar(length=len(entries), file=sys.stderr, label="Aids",
                               hidden=not shows) as bar:
            for each in make(entries, press, folder):
                done.append(each)
                bar.update(1)
                if verbose and each.file:
                    click.echo(str(each.file), err=True)
        return done


def _render_blank(content: Content, asked: Asked, output: Path, *, dry_run: bool, as_json: bool,
                  quiet: bool) -> None:
    from sdaid import steps
    from sdaid.batch.folder import claimed, write_whole

    path = output / f"{steps.BLANK}.pdf"
    if not dry_run:
        press, lacking = steps.press(content, asked)
        if not quiet:
            print_problems(lacking)
        pdf, problems = press.draw(steps.blank_aid(press, asked))
        if problems:
            stop(problems, ExitCode.UNUSABLE)
        with claimed(output):
            write_whole(path, pdf)
    if as_json:
        print_json({"file": str(path), "made": not dry_run})
    elif not quiet:
        click.echo(f"{'Would make' if dry_run else 'Made'} {path}.")


def _print_plan(entries: Sequence[Entry], *, as_json: bool) -> None:
    from sdaid import show

    if as_json:
        print_json({"appointments": [show.entry_json(entry) for entry in entries]})
    else:
        click.echo("\n".join(show.plan_lines(entries)))


def _print_result(made: Sequence[Made], output: Path, *, as_json: bool, quiet: bool) -> None:
    from sdaid import show

    if as_json:
        print_json({"output": str(output), "appointments": [
            show.entry_json(each.entry, each.file.name if each.file else "") for each in made]})
        return
    lines = show.result_lines(made, str(output))
    click.echo("\n".join(lines[1:] if quiet else lines), nl=bool(lines[1:] or not quiet))
