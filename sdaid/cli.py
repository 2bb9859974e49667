"""The command line: parse, call the steps, print, exit with a code that means something."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from sdaid import __version__
from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, Severity, problem

if TYPE_CHECKING:
    from sdaid.batch.plan import Entry
    from sdaid.batch.run import Made, Press
    from sdaid.steps import Asked, Rows
    from sdaid.workbook.content import Content

FILE = click.Path(path_type=Path)


class Day(click.ParamType[date]):
    """A date as in 2026-11-30."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None
                ) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            self.fail(f"“{value}” is not a date such as 2026-11-30", param, ctx)


class Setting(click.ParamType[tuple[str, str]]):
    """A fact and its value, as in smoker=yes."""

    name = "FACT=VALUE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None
                ) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, sign, answer = value.partition("=")
        if not sign or not name.strip():
            self.fail(f"“{value}” is not of the form FACT=VALUE, as in smoker=yes", param, ctx)
        return name.strip().casefold(), answer.strip()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="sdaid %(version)s")
def cli() -> None:
    """Decision aids for patients, from a clinician's workbook of treatment options.

    \b
    The first hour:
      sdaid new options.xlsx --example     a workbook to look at (without --example: an empty one)
      sdaid new list.xlsx --for options.xlsx
      sdaid check options.xlsx list.xlsx   every problem, with its cell
      sdaid render options.xlsx list.xlsx  one PDF for each appointment, into outputs/

    \b
    Exit codes: 0 all made; 1 the workbook or the list cannot be used; 2 wrong call; 3 some held;
    4 something missing on this machine; 5 cannot write; 130 interrupted.
    """


@cli.command()
@click.argument("path", type=FILE)
@click.option("--example", is_flag=True, help="Fill it with the sacroiliac example.")
@click.option("--for", "workbook", type=FILE, metavar="WORKBOOK",
              help="Make an empty appointment list with this workbook's patient facts as columns.")
def new(path: Path, example: bool, workbook: Path | None) -> None:
    """Write a starter workbook, or an appointment list, to PATH. Never overwrites a file.

    \b
    Examples:
      sdaid new options.xlsx
      sdaid new options.xlsx --example
      sdaid new list.xlsx --for options.xlsx
    """
    from sdaid.appointments.starter import write_list
    from sdaid.workbook.example import read_texts
    from sdaid.workbook.starter import write_workbook

    if example and workbook:
        raise click.UsageError("--example makes a workbook and --for a list: give one of them.")
    if path.suffix.lower() != ".xlsx":
        raise click.UsageError(f"The name “{path.name}” must end in .xlsx.")
    try:
        if workbook:
            write_list(path, _usable_workbook(workbook, quiet=True).facts)
        else:
            from sdaid.resources import example as example_texts

            write_workbook(path, read_texts(example_texts()) if example else None)
    except FileExistsError:
        _stop([problem("exists", Place(str(path)))], ExitCode.CANNOT_WRITE)
    except OSError as error:
        _stop([problem("cannot-write", Place(str(path)), why=error.strerror or error)],
              ExitCode.CANNOT_WRITE)
    click.echo(f"Wrote {path}.")


@cli.command()
@click.argument("workbook", type=FILE)
@click.argument("appointments", type=FILE, required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print problems that stop something, no more.")
def check(workbook: Path, appointments: Path | None, as_json: bool, quiet: bool) -> None:
    """Say everything that is wrong with WORKBOOK, and with the list APPOINTMENTS, each problem
    with its cell. Writes nothing. Exits with 1 if anything would not be printed."""
    from sdaid import steps

    content, problems = steps.read_workbook(workbook)
    if appointments and content:
        rows, found = steps.read_list(appointments, content)
        problems += found
        entries = steps.plan_run(rows, content, steps.Asked(date.max)) if rows else []
        problems += [each for entry in entries if entry.outcome != "skip"
                     for each in entry.problems]
    stopping = [each for each in problems if each.severity is not Severity.WARNING]
    if as_json:
        _print_json({"problems": [each.as_json() for each in problems]})
    else:
        _print_problems(stopping if quiet else problems)
        if not quiet or stopping:
            from sdaid.show import counts

            click.echo(f"{workbook.name}: {counts(problems)}", err=True)
    sys.exit(ExitCode.UNUSABLE if stopping else ExitCode.DONE)


@cli.command()
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
    content = _usable_workbook(workbook, quiet=not verbose)
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


def main() -> NoReturn:
    """Run the command and exit; nothing a person can do ends in a traceback."""
    try:
        colour = False if os.environ.get("NO_COLOR") else None
        code = cli.main(standalone_mode=False, color=colour)
    except CannotGoOnError as error:
        _print_problems(error.problems)
        code = error.code
    except click.Abort as error:
        if isinstance(error.__context__, EOFError):
            click.echo("The questions ended before their answers.", err=True)
            code = ExitCode.USAGE
        else:
            click.echo("Interrupted. What was finished is whole; run it again to go on.", err=True)
            code = ExitCode.INTERRUPTED
    except KeyboardInterrupt:
        click.echo("Interrupted. What was finished is whole; run it again to go on.", err=True)
        code = ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    sys.exit(code if isinstance(code, int) else ExitCode.DONE)


def _one_of(appointments: Path | None, desk: bool, blank: bool, only: Sequence[str],
            facts: Sequence[tuple[str, str]]) -> None:
    if [appointments is not None, desk, blank].count(True) != 1:
        raise click.UsageError("Give a list of appointments, or --desk, or --blank: one of them.")
    if only and appointments is None:
        raise click.UsageError("--only picks appointments of a list: give the list.")
    if facts and not desk:
        raise click.UsageError("--set goes with --desk: in a list, facts are columns.")


def _usable_workbook(path: Path, *, quiet: bool) -> Content:
    """The workbook's content; exits where it cannot be used. `quiet` leaves warnings out."""
    from sdaid import steps

    content, problems = steps.read_workbook(path)
    if content is None:
        _stop(problems, ExitCode.UNUSABLE)
    if not quiet:
        _print_problems(problems)
    return content


def _list_rows(path: Path | None, content: Content) -> Rows:
    from sdaid import steps

    if path is None:
        return []
    rows, problems = steps.read_list(path, content)
    if rows is None:
        _stop(problems, ExitCode.UNUSABLE)
    _print_problems(problems)
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
        _print_problems(lacking)
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
            _print_problems(lacking)
        pdf, problems = press.draw(steps.blank_aid(press, asked))
        if problems:
            _stop(problems, ExitCode.UNUSABLE)
        with claimed(output):
            write_whole(path, pdf)
    if as_json:
        _print_json({"file": str(path), "made": not dry_run})
    elif not quiet:
        click.echo(f"{'Would make' if dry_run else 'Made'} {path}.")


def _print_plan(entries: Sequence[Entry], *, as_json: bool) -> None:
    from sdaid import show

    if as_json:
        _print_json({"appointments": [show.entry_json(entry) for entry in entries]})
    else:
        click.echo("\n".join(show.plan_lines(entries)))


def _print_result(made: Sequence[Made], output: Path, *, as_json: bool, quiet: bool) -> None:
    from sdaid import show

    if as_json:
        _print_json({"output": str(output), "appointments": [
            show.entry_json(each.entry, each.file.name if each.file else "") for each in made]})
        return
    lines = show.result_lines(made, str(output))
    click.echo("\n".join(lines[1:] if quiet else lines), nl=bool(lines[1:] or not quiet))


def _print_problems(problems: Iterable[Problem]) -> None:
    from sdaid.show import COLOURS, problem_lines

    for line, severity in problem_lines(problems):
        click.secho(line, err=True, fg=COLOURS.get(severity) if severity else None,
                    bold=severity is None)


def _print_json(value: dict[str, object]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _stop(problems: Iterable[Problem], code: ExitCode) -> NoReturn:
    raise CannotGoOnError(problems, code)


if __name__ == "__main__":
    main()
