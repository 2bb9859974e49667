"""`sdaid book`: the evidence book of a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import click

from sdaid.aid.edition import PaperName
from sdaid.cli.common import FILE, Day, day_of, fit_workbook, print_problems, stop
from sdaid.problems import ExitCode
from sdaid.staff import translate


@click.command()
@click.argument("workbook", type=FILE)
@click.option("--format", "format_", type=click.Choice(["standard", "large-print"]),
              default="standard", show_default=True, help="The format of the book.")
@click.option("--paper", type=click.Choice(get_args(PaperName)),
              help="The paper of the book. [default: the workbook's]")
@click.option("--language", default="", metavar="LANGUAGE",
              help="The language of the book, as in es, one of the workbook's. [default: its own]")
@click.option("--output", type=FILE, metavar="FILE",
              help="Write the book into this new file. [default: evidence-book.pdf in outputs; "
                   "another language, format or paper stands in the name]")
@click.option("--today", type=Day(), metavar="DATE",
              help="Make the book as on this day, as in 2026-11-30. [default: today]")
@click.option("--draft", is_flag=True,
              help="Make a draft, even of content that is not fit for patients. Each page says "
                   "DRAFT, and the end lists what is open.")
def book(*, workbook: Path, format_: str, paper: PaperName | None, language: str,
         output: Path | None, today: date | None, draft: bool) -> None:
    """Make the evidence book of WORKBOOK, a PDF: everything that is known of every figure in the
    decision aids, answers to the questions that people ask, and all sources. It names no patient.
    The run of a list makes the book too, in its folder."""
    from sdaid import steps
    from sdaid.batch.documents import BOOK, file_name
    from sdaid.batch.folder import make_folder, refuse_place, write_whole

    day = day_of(today)
    asked = steps.Asked(
        day, "large-print" if format_ == "large-print" else "standard",
        paper, draft=draft, language=language)
    content, report = fit_workbook(workbook, day, draft=draft, verbose=False, quiet=False)
    kind = asked.format, steps.paper(asked, content)
    language = steps.language_asked(content, asked)
    path = output or Path("outputs") / file_name(
        BOOK, kind, content.decision.paper.value, draft=draft,
        language=language if language != content.decision.language else "")
    refuse_place(path)
    press, lacking = steps.press(content, asked, report.problems, [language])
    print_problems(lacking)
    pdf, problems = press.of(language).book(*kind)
    if problems:
        stop(problems, ExitCode.UNUSABLE)
    make_folder(path.parent)
    write_whole(path, pdf)
    click.echo(translate("Made {path}.").format(path=path))
