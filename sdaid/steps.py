"""The way from files to aids, step by step. The command line calls these and decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sdaid.aid.aid import Aid, PageFormat, PaperName
from sdaid.aid.compose import Edition, compose
from sdaid.aid.fits import cell_problems
from sdaid.aid.wording import Wording, available, wording
from sdaid.appointments.columns import APPOINTMENTS, Appointment
from sdaid.appointments.facts import fact_headings, fact_name_problems
from sdaid.batch.plan import Entry, Wishes, plan
from sdaid.batch.run import Press
from sdaid.problems import CannotGoOnError, ExitCode, Problem, problem, stops
from sdaid.resources import templates
from sdaid.sheets.reading import stream_sheet
from sdaid.sheets.values import guess
from sdaid.standards.passages import passages
from sdaid.standards.reading import reading
from sdaid.workbook.content import Content
from sdaid.workbook.load import in_sheet_order, load
from sdaid.workbook.logo import logo_path

Rows = Iterable[tuple[int, Appointment | None, list[Problem]]]

BLANK = "blank"
"""The name of the file of an aid that names no patient."""


@dataclass(frozen=True)
class Asked:
    """What one call of `sdaid render` asks for; `paper` None is the workbook's own."""

    today: date
    format: PageFormat = "standard"
    paper: PaperName | None = None
    only: tuple[str, ...] = ()


def read_workbook(path: Path) -> tuple[Content | None, list[Problem]]:
    """The workbook's content and every problem with it; no content where nothing can be made."""
    content, problems = load(path)
    if content is None:
        return None, problems
    problems = problems + fact_name_problems(content.facts)
    problems += cell_problems(content, _wording(content))
    return (None if stops(problems) else content), in_sheet_order(problems)


def read_list(path: Path, content: Content) -> tuple[Rows | None, list[Problem]]:
    """The rows of the appointment list, each with its own problems, and the problems of the list
    as a whole; no rows where the list cannot be used. A row's problems hold that row alone."""
    problems, rows = stream_sheet(path, APPOINTMENTS, fact_headings(content.facts))
    return (None if stops(problems) else rows), problems


def plan_run(rows: Rows, content: Content, asked: Asked) -> list[Entry]:
    """What becomes of every row of the list, or of those that `asked.only` names. A name that the
    list does not hold is a mistake in the call."""
    wishes = Wishes(asked.format, paper(asked, content), available(_catalogues()), _glyphs)
    entries = plan(rows, content, wishes)
    known = [entry.id for entry in entries]
    unknown = [problem("only-unknown", found=name, guess=guess(name, known))
               for name in asked.only if name not in known]
    if unknown:
        raise CannotGoOnError(unknown, ExitCode.USAGE)
    return [entry for entry in entries if not asked.only or entry.id in asked.only]


def paper(asked: Asked, content: Content) -> PaperName:
    """The paper of patients who wish none: the call's, or else the workbook's."""
    own: PaperName = content.decision.paper.value
    return asked.paper or own


def press(content: Content, asked: Asked) -> tuple[Press, list[Problem]]:
    """What the aids of a run share, and what would make this machine quicker.
    `CannotGoOnError` where it cannot draw at all."""
    from sdaid.page.machine import look_at_machine

    lacking = look_at_machine()
    if stops(lacking):
        raise CannotGoOnError(lacking, ExitCode.MACHINE)
    return Press(content, _wording(content), asked.today,
                 reading(content, passages(content))[0].sentence, _draw(content)), lacking


def blank_aid(press: Press, asked: Asked) -> Aid:
    """The aid with no patient: lines to write on, and every rule as something to tell."""
    return compose(press.content, None, Edition(
        asked.format, paper(asked, press.content), press.wording, press.today,
        press.reading_level))


def _draw(content: Content) -> Callable[[Aid], tuple[bytes, list[Problem]]]:
    from sdaid.page.errors import PageError
    from sdaid.page.render import render_aid

    translations = _wording(content).translations
    logo = logo_path(content.path, content.decision)

    def draw(aid: Aid) -> tuple[bytes, list[Problem]]:
        try:
            return render_aid(aid, translations, logo), []
        except PageError as error:
            return b"", [error.problem]

    return draw


def _glyphs(text: str) -> tuple[str, str]:
    """The letters of `text` that no font here can set, and what to do about it."""
    from sdaid.page.fonts import missing_glyphs, remedy

    missing = missing_glyphs(text)
    return ", ".join(f"“{letter}”" for letter in missing[:5]), remedy(missing) if missing else ""


def _wording(content: Content) -> Wording:
    return wording(content.decision.language, _catalogues())


def _catalogues() -> Path:
    return templates() / "locale"
