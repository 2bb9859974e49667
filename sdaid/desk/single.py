"""The aid of one patient, made while the patient waits: the desk prepares to draw while the form is
filled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sdaid.desk.tasks import Progress
from sdaid.desk.work import Work
from sdaid.problems import CannotGoOnError, ExitCode, problem

if TYPE_CHECKING:
    from sdaid.appointments.columns import Appointment
    from sdaid.batch.press import Press
    from sdaid.desk.looked import Checked
    from sdaid.singles import Files
    from sdaid.steps import Asked


@dataclass(frozen=True)
class Wanted:
    """What a form asks for: the answers by field, the facts by name, as they were given."""

    workbook: str
    answers: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    large: bool = False
    sheet: bool = False
    past: bool = False
    language: str = ""


@dataclass(frozen=True)
class Alone:
    """The papers of one patient that were made alone, by kind."""

    wanted: Wanted
    name: str
    born: str
    visit: str
    id: str
    files: Files
    paper: str


def prepare(checked: Checked, asked: Asked, progress: Progress) -> Press:
    """What draws the aids of a workbook soon: its press, warmed by a sheet of nobody's."""
    from sdaid import steps

    progress.at("preparing")
    if checked.content is None:
        raise CannotGoOnError(checked.problems, ExitCode.UNUSABLE)
    press, _ = steps.press(checked.content, asked)
    press.draw(steps.blank(press, asked, "sheet"))
    return press


def make(work: Work, press: Press, asked: Asked, visit: Appointment, wanted: Wanted
         ) -> Alone:
    """Make the aid, and the sheet where it is wanted, and write both down in the ledger, as
    `sdaid render --desk` does. `CannotGoOnError` where the aid must not be made."""
    from sdaid import singles, steps
    from sdaid.batch.folder import make_folder
    from sdaid.editions import refuse_second_edition
    from sdaid.ledger.enter import Single
    from sdaid.ledger.ledger import open_ledger

    said: list[str] = []
    refuse_second_edition(work.ledger, press.content, asked.today, _now, said.append)
    content, language = press.content, steps.language_asked(press.content, asked)
    planned, rows = singles.plan_single(
        visit.model_copy(update={"language": language}), content, asked)
    (entry,) = planned.entries
    if entry.outcome != "make":
        raise CannotGoOnError(entry.problems or [problem("skipped", why=entry.reason)],
                              ExitCode.HELD)
    own = press.of(language)
    files = singles.files_of(entry.id, content, asked, work.outputs, language,
                             sheet=wanted.sheet and not wanted.large)
    pdfs, problems = singles.drawn(own, [steps.at_desk(press, planned, rows, kind)
                                         for kind in files])
    if problems:
        raise CannotGoOnError(problems, ExitCode.HELD)
    files = singles.free_files(files, pdfs)
    make_folder(work.outputs)
    day = visit.visit_date.isoformat()
    single = Single(entry.id, entry.format, entry.paper, day)
    with open_ledger(work.ledger, _now) as ledger:
        singles.note_edition(ledger, content, own, single)
        singles.write_files(files, pdfs, single, own, ledger)
    return Alone(wanted, f"{visit.given_name} {visit.family_name}", visit.born.isoformat(), day,
                 entry.id, files, entry.paper)


def _now() -> datetime:
    return datetime.now(UTC)
