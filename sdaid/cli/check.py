"""`sdaid check`: everything that is wrong, and whether the content is fit for patients."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sdaid.cli.common import FILE, Day, print_json, print_problems, refuse_existing
from sdaid.problems import ExitCode, Place, Problem, Severity, problem, stops

if TYPE_CHECKING:
    from sdaid.standards.check import Report
    from sdaid.standards.terminal import Style
    from sdaid.workbook.content import Content

COLOURS = {"unfit": "red", "warning": "yellow", "good": "green"}


@click.command()
@click.argument("workbook", type=FILE)
@click.argument("appointments", type=FILE, required=False)
@click.option("--report", "pack", type=FILE, metavar="FILE.pdf",
              help="Write the report for the clinic's committee, to be signed, as a new file.")
@click.option("--today", type=Day(), metavar="DATE",
              help="The day it is judged on, as in 2026-11-30. [default: today]")
@click.option("--json", "as_json", is_flag=True, help="Print problems and report as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print problems that stop something, no more.")
@click.option("-v", "--verbose", is_flag=True, help="Print every problem, and not the first few.")
def check(*, workbook: Path, appointments: Path | None, pack: Path | None, today: date | None,
          as_json: bool, quiet: bool, verbose: bool) -> None:
    """Say everything that is wrong with WORKBOOK and with the list APPOINTMENTS, each problem with
    its cell, and whether the content is fit for patients. Writes nothing but the report that it is
    asked for. Exits with 1 if anything would not be printed; warnings alone are no reason."""
    from sdaid import steps

    day = today or date.today()  # noqa: DTZ011 - the clinic's own calendar day
    refuse_existing(pack)
    content, problems = steps.read_workbook(workbook)
    if content and pack:
        problems += steps.finished_problems(content, day)
    if content is None or stops(problems):
        _say(None, problems, as_json=as_json, quiet=quiet, verbose=verbose)
        sys.exit(ExitCode.UNUSABLE)
    found, visits = _look_at_list(appointments, content, day) if appointments else ([], [])
    report = steps.judged(content, problems, day, visits, printed=pack is not None)
    if pack:
        _write(pack, report)
    _say(report, found, as_json=as_json, quiet=quiet, verbose=verbose,
         fingerprints=_fingerprints(content) if as_json else {})
    stopping = report.unfit or any(each.severity is not Severity.WARNING for each in found)
    sys.exit(ExitCode.UNUSABLE if stopping else ExitCode.DONE)


def _fingerprints(content: Content) -> dict[str, str]:
    """What patients read, as a fingerprint for each language."""
    from sdaid.standards.fingerprint import fingerprint, languages_of, printed_cells

    return {language: fingerprint(printed_cells(content, language))
            for language in languages_of(content)}


def _look_at_list(path: Path, content: Content, day: date) -> tuple[list[Problem], list[date]]:
    """What is wrong with the list, and the days of its visits."""
    from sdaid import steps

    listed, problems = steps.read_list(path, content)
    if listed is None:
        return problems, []
    # as for a draft: that content is overdue is told once, by the report
    planned = steps.plan_run(listed.rows, content, steps.Asked(day, draft=True))
    if not planned.entries:
        problems = [*problems, problem("list-no-rows", Place(path.name))]
    coming = [entry for entry in planned.entries if entry.outcome != "skip"]
    problems = problems + planned.notices + [
        each for entry in coming for each in entry.problems]
    return problems, [entry.visit for entry in coming if entry.visit]


def _write(path: Path, report: Report) -> None:
    from sdaid import steps
    from sdaid.batch.folder import write_whole

    write_whole(path, steps.sign_off_pack(report))


def _say(report: Report | None, problems: list[Problem], *, as_json: bool, quiet: bool,
         verbose: bool, fingerprints: dict[str, str] | None = None) -> None:
    """Print the report, and the problems that are not in it."""
    from sdaid.show import counts
    from sdaid.standards.check import as_json as report_json
    from sdaid.standards.terminal import as_lines

    every = [*(report.problems if report else ()), *problems]
    stopping = [each for each in every if each.severity is not Severity.WARNING]
    if as_json:
        print_json({"problems": [each.as_json() for each in every],
                    "fingerprints": fingerprints or {},
                    "report": report_json(report) if report else None})
    elif quiet:
        print_problems(stopping)
    else:
        if report:
            click.echo("\n".join(as_lines(report, paint=_paint, everything=verbose)))
        print_problems(problems)
    if not as_json and (stopping or not quiet):
        click.echo(counts(every), err=True)


def _paint(text: str, style: Style) -> str:
    return click.style(text, fg=COLOURS.get(style), bold=style == "title", dim=style == "quiet")
