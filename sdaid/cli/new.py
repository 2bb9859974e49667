"""`sdaid new`: a starter workbook, an empty appointment list, or the profile of a system's
lists."""

from __future__ import annotations

from pathlib import Path

import click

from sdaid.cli.common import FILE, print_problems, stop, usable_workbook
from sdaid.problems import ExitCode, Place, problem


@click.command()
@click.argument("path", type=FILE)
@click.option("--example", is_flag=True, help="Fill it with the sacroiliac example.")
@click.option("--for", "workbook", type=FILE, metavar="WORKBOOK",
              help="Make an empty appointment list with this workbook's patient facts as columns.")
@click.option("--list", "list_", type=FILE, metavar="LIST",
              help="Make the profile of the system from which LIST was exported: what its columns "
                   "are, for you to correct. --for names the workbook whose patient facts it may "
                   "hold.")
def new(path: Path, example: bool, workbook: Path | None, list_: Path | None) -> None:
    """Write a starter workbook, an appointment list, or the profile of a system's lists to PATH.
    Never overwrites a file.

    \b
    Examples:
      sdaid new options.xlsx
      sdaid new options.xlsx --example
      sdaid new list.xlsx --for options.xlsx
      sdaid new profile.xlsx --list export.csv --for options.xlsx
    """
    from sdaid.appointments.starter import write_list
    from sdaid.workbook.example import read_texts
    from sdaid.workbook.starter import write_workbook

    if example and (workbook or list_):
        raise click.UsageError("--example makes a workbook, --for a list, --list a profile: give "
                               "one of them.")
    if path.suffix.lower() != ".xlsx":
        raise click.UsageError(f"The name “{path.name}” must end in .xlsx.")
    try:
        if list_:
            _profile(path, list_, workbook)
        elif workbook:
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


def _profile(path: Path, list_: Path, workbook: Path | None) -> None:
    """Write the profile, and say what was understood and what is left to decide."""
    from sdaid import lists
    from sdaid.show_list import understood_lines

    content = usable_workbook(workbook, quiet=True) if workbook else None
    told, notices, problems = lists.write_profile(path, list_, content)
    click.echo("\n".join(understood_lines(told, notices)))
    print_problems(problems)
