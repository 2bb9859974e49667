"""`sdaid new`: a starter workbook, or an empty appointment list."""

from __future__ import annotations

from pathlib import Path

import click

from sdaid.cli.common import FILE, print_problems, stop, usable_workbook
from sdaid.problems import ExitCode, Place, problem


@click.command()
@click.argument("path", type=FILE)
@click.option("--example", is_flag=True, help="Fill the workbook with the sacroiliac example.")
@click.option("--from", "old", type=FILE, metavar="OLD",
              help="Carry the content of the workbook OLD, of an older form, over into this one.")
@click.option("--for", "workbook", type=FILE, metavar="WORKBOOK",
              help="Make an empty appointment list with this workbook's patient facts as columns.")
def new(path: Path, example: bool, old: Path | None, workbook: Path | None) -> None:
    """Write a starter workbook, or an appointment list, to PATH. No file is ever overwritten.

    \b
    Examples:
      sdaid new options.xlsx
      sdaid new options.xlsx --example
      sdaid new options-2.xlsx --from options.xlsx
      sdaid new list.xlsx --for options.xlsx
    """
    from sdaid.appointments.starter import write_list
    from sdaid.workbook.example import read_texts
    from sdaid.workbook.starter import write_workbook

    if sum(map(bool, (example, old, workbook))) > 1:
        raise click.UsageError(
            "--example and --from make a workbook and --for makes a list: give one of them.")
    if path.suffix.lower() != ".xlsx":
        raise click.UsageError(f"The name “{path.name}” must end in .xlsx.")
    try:
        if workbook:
            content = usable_workbook(workbook, quiet=True)
            write_list(path, content.facts, options=[option.id for option in content.options])
        elif old:
            _carry_over(old, path)
            return
        else:
            from sdaid.resources import example as example_texts

            write_workbook(path, read_texts(example_texts()) if example else None)
    except FileExistsError:
        stop([problem("exists", Place(str(path)))], ExitCode.CANNOT_WRITE)
    except OSError as error:
        stop([problem("cannot-write", Place(str(path)), why=error.strerror or error)],
              ExitCode.CANNOT_WRITE)
    click.echo(f"Wrote {path}.")


def _carry_over(old: Path, path: Path) -> None:
    """Write what `old` holds to the new workbook `path`, and say what is still to fill."""
    from sdaid.show import counts
    from sdaid.workbook.carry import carried_notes, carry
    from sdaid.workbook.load import load
    from sdaid.workbook.starter import write_workbook

    carried, problems = carry(old)
    if carried is None:
        stop(problems, ExitCode.UNUSABLE)
    write_workbook(path, carried.rows, carried.extra)
    click.echo(f"Wrote {path}. {old} is as it was.")
    _, problems = load(path)
    print_problems([*carried_notes(carried), *problems])
    click.echo(f"Still to fill or to mend: {counts(problems)}. “sdaid check {path}” says it again.",
               err=True)
