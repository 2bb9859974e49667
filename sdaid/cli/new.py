"""`sdaid new`: a starter workbook, an empty appointment list, or the profile of a system's
lists."""

from __future__ import annotations

from pathlib import Path

import click

from sdaid.cli.common import FILE, print_problems, stop, usable_workbook
from sdaid.problems import ExitCode, Place, problem
from sdaid.staff import translate


@click.command()
@click.argument("path", type=FILE)
@click.option("--example", is_flag=True, help="Fill the workbook with the sacroiliac example.")
@click.option("--from", "old", type=FILE, metavar="OLD",
              help="Carry the content of the workbook OLD, of an older form, over into this one.")
@click.option("--for", "workbook", type=FILE, metavar="WORKBOOK",
              help="Make an empty appointment list with this workbook's patient facts as columns.")
@click.option("--list", "list_", type=FILE, metavar="LIST",
              help="Make the profile of the system from which LIST was exported: what its columns "
                   "are, for you to correct. --for names the workbook whose patient facts it may "
                   "hold.")
def new(path: Path, example: bool, old: Path | None, workbook: Path | None, list_: Path | None
        ) -> None:
    """Write a starter workbook, an appointment list, or the profile of a system's lists to PATH.
    No file is ever overwritten.

    \b
    Examples:
      sdaid new options.xlsx
      sdaid new options.xlsx --example
      sdaid new options-2.xlsx --from options.xlsx
      sdaid new list.xlsx --for options.xlsx
      sdaid new profile.xlsx --list export.csv --for options.xlsx
    """
    from sdaid.appointments.starter import write_list
    from sdaid.workbook.example import read_texts
    from sdaid.workbook.starter import write_workbook

    if sum(map(bool, (example, old, workbook and not list_, list_))) > 1:
        raise click.UsageError(translate("--example and --from make a workbook, --for a list, "
                                         "--list a profile: give one of them."))
    if path.suffix.lower() != ".xlsx":
        raise click.UsageError(
            translate("The name “{found}” must end in .xlsx.").format(found=path.name))
    try:
        if list_:
            _profile(path, list_, workbook)
        elif workbook:
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
    click.echo(translate("Wrote {path}.").format(path=path))


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
    click.echo(translate("Wrote {path}. {old} is as it was.").format(path=path, old=old))
    _, problems = load(path)
    print_problems([*carried_notes(carried), *problems])
    if problems:
        click.echo(translate("Still to fill or to mend: {counts}. “sdaid check {path}” says it "
                             "again.").format(counts=counts(problems), path=path), err=True)


def _profile(path: Path, list_: Path, workbook: Path | None) -> None:
    """Write the profile, and say what was understood and what is left to decide."""
    from sdaid import lists
    from sdaid.show_list import understood_lines

    content = usable_workbook(workbook, quiet=True) if workbook else None
    told, notices, problems = lists.write_profile(path, list_, content)
    click.echo("\n".join(understood_lines(told, notices)))
    print_problems(problems)
