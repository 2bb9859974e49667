"""The part of `sdaid render` that makes one aid alone: for a patient at the desk, or for nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sdaid.cli.common import print_json, print_problems, stop
from sdaid.cli.render_list import Call
from sdaid.cli.sent import found_ledger, now
from sdaid.problems import ExitCode, problem
from sdaid.staff import translate

if TYPE_CHECKING:
    from sdaid.batch.press import Press
    from sdaid.ledger.enter import Single
    from sdaid.singles import Files
    from sdaid.standards.check import Report
    from sdaid.steps import Asked
    from sdaid.workbook.content import Content


def render_blank(content: Content, report: Report, asked: Asked, call: Call) -> ExitCode:
    """Make the aid that names no patient."""
    from sdaid import singles, steps
    from sdaid.ledger.enter import Single

    language = steps.language_asked(content, asked)
    paths = singles.files_of(steps.BLANK, content, asked, call.output, language, sheet=call.sheet)
    singles.refuse_places(paths)
    if not call.dry_run:
        press, lacking = steps.press(content, asked, report.problems, [language])
        if not call.quiet:
            print_problems(lacking)
        own = press.of(language)
        pdfs, problems = singles.drawn(own, [steps.blank(own, asked, kind) for kind in paths])
        if problems:
            stop(problems, ExitCode.UNUSABLE)
        _write(paths, pdfs, Single(steps.BLANK, asked.format, steps.paper(asked, content)), own,
               content=content, call=call)
    _tell(paths, call)
    return ExitCode.DONE


def render_desk(content: Content, report: Report, asked: Asked, facts: dict[str, str], call: Call
                ) -> ExitCode:
    """Make the aid of one patient, of whom the person at the desk is asked."""
    from sdaid import singles, steps
    from sdaid.at_desk import ask_for_patient
    from sdaid.ledger.enter import Single

    def ask(question: str) -> str:
        return str(click.prompt(question, default="", show_default=False, err=True))

    language = steps.language_asked(content, asked)
    visit = ask_for_patient(content, facts, steps.wishes(content, asked), asked.today, ask=ask,
                            say=lambda said: click.echo(said, err=True))
    day = visit.visit_date
    if day < asked.today and not click.confirm(
            translate("The visit was on {day}, before {today}. Make its aid?").format(
                day=day, today=asked.today), err=True):
        stop([problem("desk-past", found=day, day=asked.today)], ExitCode.HELD)
    visit = visit.model_copy(update={"language": language})
    planned, rows = singles.plan_single(visit, content, asked)
    (entry,) = planned.entries
    problems = list(entry.problems)
    paths = singles.files_of(entry.id, content, asked, call.output, language, sheet=call.sheet)
    if entry.outcome == "make":
        singles.refuse_places(paths)
    if entry.outcome == "make" and not call.dry_run:
        press, lacking = steps.press(content, asked, report.problems, [language])
        if not call.quiet:
            print_problems(lacking)
        own = press.of(language)
        pdfs, problems = singles.drawn(own, [steps.at_desk(press, planned, rows, kind)
                                             for kind in paths])
        if not problems:
            _write(paths, pdfs, Single(entry.id, entry.format, entry.paper, day.isoformat()),
                   own, content=content, call=call)
    if entry.outcome != "make" or problems:
        stop(problems or [problem("skipped", why=entry.reason)], ExitCode.HELD)
    _tell(paths, call)
    return ExitCode.DONE


def _write(paths: Files, pdfs: list[bytes], entry: Single, press: Press, *, content: Content,
           call: Call) -> None:
    from sdaid import singles
    from sdaid.batch.folder import make_folder
    from sdaid.ledger.ledger import open_ledger

    make_folder(call.output)
    with open_ledger(found_ledger(call.ledger, paths["aid"]), now) as ledger:
        singles.note_edition(ledger, content, press, entry)
        singles.write_files(paths, pdfs, entry, press, ledger)


def _tell(paths: Files, call: Call) -> None:
    if call.as_json:
        print_json({"file": str(paths["aid"]), "made": not call.dry_run,
                    "sheet": str(paths.get("sheet", ""))})
    elif not call.quiet:
        for path in paths.values():
            said = translate("Would make {path}.") if call.dry_run else translate("Made {path}.")
            click.echo(said.format(path=path))
