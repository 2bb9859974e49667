"""`sdaid diff`: what a patient would read differently."""

from __future__ import annotations

from pathlib import Path

import click

from sdaid.cli.common import FILE, print_json, usable_workbook


@click.command()
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@click.option("-v", "--verbose", is_flag=True, help="Print what no patient sees, too.")
def diff(old: Path, new: Path, as_json: bool, verbose: bool) -> None:
    """Say what a patient would read differently in the workbook NEW than in OLD: numbers first,
    then wording, by option and row. Nothing is written. The exit code is
    1 if one of them cannot be read."""
    from sdaid.standards.diff import as_lines, compare

    changes = compare(usable_workbook(old, quiet=True), usable_workbook(new, quiet=True))
    if as_json:
        print_json(changes.as_json())
    else:
        click.echo("\n".join(as_lines(changes, everything=verbose)))
