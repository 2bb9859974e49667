"""The part of `sdaid render` that makes one aid alone: for a patient at the desk, or for nobody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sdaid.cli.common import print_json, print_problems, stop
from sdaid.cli.render_list import Call
from sdaid.cli.sent import found_ledger, now
from sdaid.problems import ExitCode, Problem, problem
from sdaid.staff import translate

if TYPE_CHECKING:
    from sdaid.aid.edition import Document, DocumentKind
    from sdaid.appointments.read import Rows
    from sdaid.batch.press import Press
    from sdaid.ledger.enter import Single
    from sdaid.standards.check import Report
    from sdaid.steps import Asked
    from sdaid.workbook.content import Content


def render_blank(content: Content, report: Report, asked: Asked, call: Call) -> ExitCode:
    """Make the aid that names no patient."""
    from sdaid import steps
    from sdaid.ledger.enter import Single

    language = steps.language_asked(content, asked)
    paths = _paths(steps.BLANK, content, asked, call, language)
    _refuse_places(paths)
    if not call.dry_run:
        press, lacking = steps.press(content, asked, report.problems)
        if not call.quiet:
            print_problems(lacking)
        own = press.of(language)
        pdfs, problems = _drawn(own, [steps.blank(own, asked, kind) for kind in paths])
        if problems:
            stop(problems, ExitCode.UNUSABLE)
        _write(paths, pdfs, Single(steps.BLANK, asked.format, steps.paper(asked, content)), own,
               content=content, call=call)
    _tell(paths, call)
    return ExitCode.DONE


def render_desk(content: Content, report: Report, asked: Asked, facts: dict[str, str], call: Call
                ) -> ExitCode:
    """Make the aid of one patient, of whom the person at the desk is asked."""
    from sdaid import steps
    from sdaid.desk import ask_for_patient
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
    rows: Rows = lambda: [(1, visit, [])]  # noqa: E731 - a list of one
    planned = steps.plan_run(rows, content, asked)
    steps.refuse_overdue(planned)
    (entry,) = planned.entries
    problems = list(entry.problems)
    paths = _paths(entry.id, content, asked, call, language)
    if entry.outcome == "make":
        _refuse_places(paths)
    if entry.outcome == "make" and not call.dry_run:
        press, lacking = steps.press(content, asked, report.problems)
        if not call.quiet:
            print_problems(lacking)
        own = press.of(language)
        pdfs, problems = _drawn(own, [steps.at_desk(press, planned, rows, kind) for kind in paths])
        if not problems:
            _write(paths, pdfs, Single(entry.id, entry.format, entry.paper, day.isoformat()),
                   own, content=content, call=call)
    if entry.outcome != "make" or problems:
        stop(problems or [problem("skipped", why=entry.reason)], ExitCode.HELD)
    _tell(paths, call)
    return ExitCode.DONE


def _paths(name: str, content: Content, asked: Asked, call: Call, language: str
           ) -> dict[DocumentKind, Path]:
    """Where the aid goes that is made alone, and the sheet beside it where one is asked for."""
    from sdaid import steps
    from sdaid.batch.documents import file_name, sheet_name

    path = call.output / file_name(
        name, (asked.format, steps.paper(asked, content)), content.decision.paper.value,
        language=language if language != content.decision.language else "", draft=asked.draft)
    paths: dict[DocumentKind, Path] = {"aid": path}
    if call.sheet:
        paths["sheet"] = path.with_name(sheet_name(path.stem))
    return paths


def _refuse_places(paths: dict[DocumentKind, Path]) -> None:
    from sdaid.batch.folder import refuse_place

    for path in paths.values():
        refuse_place(path)


def _drawn(press: Press, documents: list[Document]) -> tuple[list[bytes], list[Problem]]:
    """The PDFs of all `documents`, or what keeps the first of them from being made."""
    pdfs = []
    for document in documents:
        pdf, problems = press.draw(document)
        if problems:
            return [], problems
        pdfs.append(pdf)
    return pdfs, []


def _write(paths: dict[DocumentKind, Path], pdfs: list[bytes], entry: Single, press: Press, *,
           content: Content, call: Call) -> None:
    """Write documents that are made alone, by the press of their language; `content` is the whole
    workbook's. The ledger knows of each before it is there, so that none is ever handed out of
    which it does not know."""
    from sdaid.batch.folder import make_folder, write_whole
    from sdaid.editions import note_editions
    from sdaid.ledger.enter import enter_single
    from sdaid.ledger.ledger import open_ledger

    make_folder(call.output)
    with open_ledger(found_ledger(call.ledger, paths["aid"]), now) as ledger:
        if not press.draft:
            note_editions(ledger, content, [press.language],
                          desk=press.today if entry.visit else None)
        for (kind, path), pdf in zip(paths.items(), pdfs, strict=True):
            enter_single(ledger, path, pdf, replace(entry, kind=kind), press)
            write_whole(path, pdf)


def _tell(paths: dict[DocumentKind, Path], call: Call) -> None:
    if call.as_json:
        print_json({"file": str(paths["aid"]), "made": not call.dry_run,
                    "sheet": str(paths.get("sheet", ""))})
    elif not call.quiet:
        for path in paths.values():
            said = translate("Would make {path}.") if call.dry_run else translate("Made {path}.")
            click.echo(said.format(path=path))
