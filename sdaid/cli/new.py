"""`sdaid new`: a starter workbook, an empty appointment list, or the profile of a system's
lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sdaid.cli.common import FILE, Language, print_problems, stop, usable_workbook
from sdaid.problems import ExitCode, Place, Problem, problem
from sdaid.staff import translate

if TYPE_CHECKING:
    from sdaid.workbook.carry import Carrying


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
@click.option("--translate", "language", type=Language(),
              help="Make the list of all texts of the workbook that --for names, for a translator "
                   "into this language.")
@click.option("--translated", "todo", type=FILE, metavar="LIST",
              help="With --from: put the translations of LIST, which --translate made, into the "
                   "new workbook.")
def new(*, path: Path, example: bool, old: Path | None, workbook: Path | None,
        list_: Path | None, language: str | None, todo: Path | None) -> None:
    """Write a starter workbook, an appointment list, the profile of a system's lists, or a list for
    a translator to PATH. No file is ever overwritten.

    \b
    Examples:
      sdaid new options.xlsx
      sdaid new options.xlsx --example
      sdaid new options-2.xlsx --from options.xlsx
      sdaid new list.xlsx --for options.xlsx
      sdaid new profile.xlsx --list export.csv --for options.xlsx
      sdaid new spanish.xlsx --translate es --for options.xlsx
      sdaid new options-2.xlsx --from options.xlsx --translated spanish.xlsx
    """
    from sdaid.appointments.starter import write_list
    from sdaid.workbook.example import read_texts
    from sdaid.workbook.starter import write_workbook

    if sum(map(bool, (example, old, workbook and not list_, list_))) > 1:
        raise click.UsageError(translate("--example and --from make a workbook, --for a list, "
                                         "--list a profile: give one of them."))
    _refuse_alone(language=language, workbook=workbook, list_=list_, todo=todo, old=old)
    if path.suffix.lower() != ".xlsx":
        raise click.UsageError(
            translate("The name “{found}” must end in .xlsx.").format(found=path.name))
    try:
        if list_:
            _profile(path, list_, workbook)
        elif workbook and language:
            _to_translate(path, workbook, language)
        elif workbook:
            content = usable_workbook(workbook, quiet=True)
            write_list(path, content.facts, options=[option.id for option in content.options])
        elif old:
            _carry_over(old, path, todo)
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


def _refuse_alone(*, language: str | None, workbook: Path | None, list_: Path | None,
                  todo: Path | None, old: Path | None) -> None:
    """Refuse an option that says nothing without another one."""
    if language and (not workbook or list_):
        raise click.UsageError(translate("--translate needs --for, which names the workbook."))
    if todo and not old:
        raise click.UsageError(translate("--translated needs --from, which names the workbook "
                                         "whose translations these are."))


def _to_translate(path: Path, workbook: Path, language: str) -> None:
    """Write the list for a translator."""
    from sdaid.workbook.languages import languages_of
    from sdaid.workbook.to_translate import write_todo

    content = usable_workbook(workbook, quiet=True)
    if language == languages_of(content)[0]:
        stop([problem("todo-language", content.decision.at("language"), found=language)],
             ExitCode.USAGE)
    write_todo(path, content, language)


def _carry_over(old: Path, path: Path, todo: Path | None) -> None:
    """Write what `old` holds to the new workbook `path`, with the translations of the list `todo`,
    and say what is still to fill."""
    from sdaid.show import counts
    from sdaid.workbook.carry import carried_notes, carry
    from sdaid.workbook.load import load
    from sdaid.workbook.starter import write_workbook

    carried, problems = carry(old)
    if carried is None:
        stop(problems, ExitCode.UNUSABLE)
    notes = _translations(carried, old, todo) if todo else []
    write_workbook(path, carried.rows, carried.extra, carried.made)
    click.echo(translate("Wrote {path}. {old} is as it was.").format(path=path, old=old))
    _, problems = load(path)
    print_problems([*carried_notes(carried), *notes, *problems])
    if problems:
        click.echo(translate("Still to fill or to mend: {counts}. “sdaid check {path}” says it "
                             "again.").format(counts=counts(problems), path=path), err=True)


def _translations(carried: Carrying, old: Path, todo: Path) -> list[Problem]:
    """Put the translations of the list into what is carried, and return what was not put in."""
    from sdaid.workbook.languages import languages_of
    from sdaid.workbook.put_in import put_in
    from sdaid.workbook.to_translate import ABOUT, read_todo

    told, problems = read_todo(todo)
    if told is None:
        stop(problems, ExitCode.UNUSABLE)
    content = usable_workbook(old, quiet=True)
    if told.language == languages_of(content)[0]:
        stop([problem("todo-language", Place(todo.name, ABOUT.name), found=told.language)],
             ExitCode.UNUSABLE)
    return [*problems, *put_in(carried, content, told)]


def _profile(path: Path, list_: Path, workbook: Path | None) -> None:
    """Write the profile, and say what was understood and what is left to decide."""
    from sdaid import lists
    from sdaid.show_list import understood_lines

    content = usable_workbook(workbook, quiet=True) if workbook else None
    told, notices, problems = lists.write_profile(path, list_, content)
    click.echo("\n".join(understood_lines(told, notices)))
    print_problems(problems)
