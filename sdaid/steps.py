"""The way from files to aids, step by step. The command line calls these and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.aid.wording import available, wording
from sdaid.appointments.facts import fact_headings, fact_name_problems
from sdaid.page.fits import table_problems
from sdaid.page.limits import IDENTIFIER_LINE
from sdaid.problems import CannotGoOnError, ExitCode, Problem, problem, stops
from sdaid.resources import templates
from sdaid.sheets.values import guess
from sdaid.standards.passages import passages
from sdaid.standards.reading import reading
from sdaid.workbook.content import Content
from sdaid.workbook.load import in_sheet_order, load
from sdaid.workbook.logo import logo_path

if TYPE_CHECKING:
    from sdaid.aid.aid import Aid, PageFormat, PaperName
    from sdaid.appointments.read import AppointmentList, Rows
    from sdaid.batch.plan import Plan, Window
    from sdaid.batch.press import Press

BLANK = "blank"
"""The name of the file of an aid that names no patient."""


@dataclass(frozen=True)
class Asked:
    """What one call of `sdaid render` asks for; `paper` None is the workbook's own, `window` the
    visits that count (None all), `zone` the clinic's where the list tells times with a zone."""

    today: date
    format: PageFormat = "standard"
    paper: PaperName | None = None
    only: tuple[str, ...] = ()
    window: Window | None = None
    every_reason: bool = False
    zone: tzinfo | None = None


def read_workbook(path: Path) -> tuple[Content | None, list[Problem]]:
    """The workbook's content and every problem with it; no content where nothing can be made."""
    content, problems = load(path)
    if content is None:
        return None, problems
    problems = problems + fact_name_problems(content.facts)
    problems += table_problems(content, wording(content.decision.language, _catalogues()))
    return (None if stops(problems) else content), in_sheet_order(problems)


def read_list(path: Path, content: Content, facts: Path | None = None
              ) -> tuple[AppointmentList | None, list[Problem]]:
    """The appointment list, with the patient facts of the file `facts`, and the problems of the
    list as a whole; none where it cannot be used. A row's problems hold that row alone."""
    from sdaid.appointments.read import read_list as load_list

    appointments, problems = load_list(path, fact_headings(content.facts))
    if appointments is None or facts is None:
        return appointments, problems
    from sdaid.appointments.facts_file import read_facts

    known, found = read_facts(facts, content.facts)
    if known is None:
        return None, problems + found
    return replace(appointments, rows=known.join(appointments.rows)), problems + found


def plan_run(rows: Rows, content: Content, asked: Asked) -> Plan:
    """What becomes of every row of the list. A name that `asked.only` gives and the list does not
    hold is a mistake in the call."""
    from sdaid.batch.plan import ANY_DAY, Wishes, plan

    wishes = Wishes(
        asked.format, paper(asked, content), available(_catalogues()), _glyphs,
        asked.window or ANY_DAY, asked.every_reason, asked.zone, frozenset(asked.only),
        IDENTIFIER_LINE, wording(content.decision.language, _catalogues()).day)
    made = plan(rows, content, wishes)
    known = {entry.id for entry in made.entries}
    unknown = [problem("only-unknown", found=name, guess=guess(name, known))
               for name in asked.only if name not in known]
    if unknown:
        raise CannotGoOnError(unknown, ExitCode.USAGE)
    return made


def paper(asked: Asked, content: Content) -> PaperName:
    """The paper of patients who wish none: the call's, or else the workbook's."""
    own: PaperName = content.decision.paper.value
    return asked.paper or own


def press(content: Content, asked: Asked) -> tuple[Press, list[Problem]]:
    """What the aids of a run share, and what would make this machine quicker.
    `CannotGoOnError` where it cannot draw at all."""
    from sdaid.batch.press import Drawing, Press
    from sdaid.page.machine import look_at_machine

    lacking = look_at_machine()
    if stops(lacking):
        raise CannotGoOnError(lacking, ExitCode.MACHINE)
    logo = logo_path(content.path, content.decision)
    return Press(content, asked.today, reading(content, passages(content))[0].sentence,
                 Drawing(content.decision.language, logo)), lacking


def blank_aid(press: Press, asked: Asked) -> Aid:
    """The aid with no patient: lines to write on, and every rule as something to tell."""
    return press.aid(None, asked.format, paper(asked, press.content))


def desk_aid(press: Press, planned: Plan, rows: Rows) -> Aid:
    """The aid of the one patient at the desk, whose plan is to make it."""
    from sdaid.batch.plan import scheduled

    entry, visit = planned.entries[0], next(scheduled(rows, press.content))
    return press.aid(visit, entry.format, entry.paper)


def write_plan(path: Path, planned: Plan) -> None:
    """The plan as an .xlsx for the office to work through. `CannotGoOnError` where there is a
    file, or none can be written."""
    from sdaid.batch.plan_file import write_plan_file

    write_plan_file(path, planned)


def write_summary(path: Path, appointments: AppointmentList, planned: Plan, press: Press,
                  asked: Asked) -> None:
    """One line for each patient of the run, for the clinician. `CannotGoOnError` where it cannot
    be written."""
    from sdaid.batch.plan import scheduled
    from sdaid.batch.summary import write_summary as write

    write(path, planned, scheduled(appointments.rows, press.content, asked.zone), press)


def time_zone(name: str) -> tzinfo:
    """The time zone of that name, as in Europe/London. `CannotGoOnError` where there is none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError) as error:
        raise CannotGoOnError([problem("zone-unknown", found=name)], ExitCode.USAGE) from error


def _glyphs(text: str) -> tuple[str, str]:
    """The letters of `text` that no font here can set, and what to do about it."""
    if text.isascii():
        return "", ""
    from sdaid.page.fonts import missing_glyphs, remedy

    missing = missing_glyphs(text)
    return ", ".join(f"“{letter}”" for letter in missing[:5]), remedy(missing) if missing else ""


def _catalogues() -> Path:
    return templates() / "locale"
