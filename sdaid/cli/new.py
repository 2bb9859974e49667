"""`sdaid new`: a starter workbook, or an empty appointment list."""

from __future__ import annotations

from pathlib import Path

import click

from sdaid.cli.common import FILE, stop, usable_workbook
from sdaid.problems import ExitCode, Place, problem


@click.command()
@click.argument("path", type=FILE)
@click.option("--example", is_flag=True, help="Fill the workbook with the sacroiliac example.")
@click.option("--for", "workbook", type=FILE, metavar="WORKBOOK",
              help="Make an empty appointment list with this workbook's patient facts as columns.")
def new(path: Path, example: bool, workbook: Path | None) -> None:
    """Write a starter workbook, or an appointment list, to PATH. No file is ever overwritten.

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
            content = usable_workbook(workbook, quiet=True)
            write_list(path, content.facts, options=[option.id for option in content.options])
        else:
            from sdaid.resources import example as example_texts

            write_workbook(path, read_texts(example_texts()) if example else None)
    except FileExistsError:
        stop([problem("exists", Place(str(path)))], ExitCode.CANNOT_WRITE)
    except OSError as error:
        stop([problem("cannot-write", Place(str(path)), why=error.strerror or error)],
              ExitCode.CANNOT_WRITE)
    click.echo(f"Wrote {path}.")
