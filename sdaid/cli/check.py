"""`sdaid check`: everything that is wrong, and writes nothing."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from sdaid.cli.common import FILE, print_json, print_problems
from sdaid.problems import ExitCode, Severity


@click.command()
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
        listed, found = steps.read_list(appointments, content)
        problems += found
        if listed:
            planned = steps.plan_run(listed.rows, content, steps.Asked(date.max))
            problems += planned.notices
            problems += [each for entry in planned.entries if entry.outcome != "skip"
                         for each in entry.problems]
    stopping = [each for each in problems if each.severity is not Severity.WARNING]
    if as_json:
        print_json({"problems": [each.as_json() for each in problems]})
    else:
        print_problems(stopping if quiet else problems)
        if not quiet or stopping:
            from sdaid.show import counts

            click.echo(f"{workbook.name}: {counts(problems)}", err=True)
    sys.exit(ExitCode.UNUSABLE if stopping else ExitCode.DONE)
