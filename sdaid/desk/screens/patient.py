"""One patient, without a list: the workbook's questions, and the aid while the patient waits."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sdaid.desk.opened import known_patient
from sdaid.desk.page import file_of, go, page, shows, takes, text, work_of
from sdaid.desk.screens.papers import DOTS, leaf, leaves, pdf, to_print
from sdaid.desk.single import Alone, Wanted, make, prepare
from sdaid.desk.waiting import when_done
from sdaid.desk.work import PATIENTS
from sdaid.problems import CannotGoOnError, ExitCode, Problem, problem

if TYPE_CHECKING:
    from sdaid.desk.looked import Checked
    from sdaid.desk.tasks import Task
    from sdaid.steps import Asked
    from sdaid.workbook.columns import Fact
    from sdaid.workbook.content import Content

MADE = "made"
LISTED = ("yes", "no")


@dataclass(frozen=True)
class Question:
    """A field of the form: how it is called, what it takes, what was answered, what is wrong."""

    name: str
    label: str
    help: str
    kind: str
    choices: tuple[str, ...]
    needed: bool
    answer: str
    wrong: tuple[Problem, ...]

    @property
    def date(self) -> tuple[str, str, str]:
        """Year, month and day of the answer to a question for a date; as far as it has them."""
        parts = [part if part != "?" else "" for part in self.answer.split("-")]
        year, month, day = parts if len(parts) == 3 else (self.answer, "", "")
        return year, month, day.lstrip("0")


def choose(request: Request) -> Response:
    """The workbooks of the folder; where there is one alone, its form."""
    work = work_of(request)
    work.touch()
    found = [(work.files.of(each.name), each) for each in work.folder.of_kind("workbook")]
    if len(found) == 1:
        return go(request, f"/patient/{found[0][0]}")
    return page(request, "patient_workbooks", workbooks=found)


def form(request: Request) -> Response:
    """An empty form."""
    work = work_of(request)
    work.touch()
    path = file_of(request, "w")

    def show(_checked: object) -> Response:
        _drawing(request)  # while the form is filled
        return _form(request, Wanted(path.name, (("visit_date", work.today().isoformat()),), ()),
                     {}, 200)

    return when_done(request, work.check(path), show)


def again(request: Request) -> Response:
    """The form as it was filled."""
    alone = _alone(request)
    return _form(request, alone.wanted, {}, 200)


def send(request: Request, given: FormData) -> Response:
    """Make the aid of the patient whom the form tells, or say what is wrong with each answer."""
    from sdaid import steps
    from sdaid.at_desk import ASKED, visit_of

    work, content = work_of(request), _content(request)
    work.touch()
    answers = {field: _answer(given, field) for field in ASKED if field != "tried"}
    answers["tried"] = ", ".join(str(each) for each in given.getlist("tried"))
    facts = {fact.name: _answer(given, f"fact-{number}")
             for number, fact in enumerate(content.facts)}
    wanted = Wanted(file_of(request, "w").name, tuple(answers.items()), tuple(facts.items()),
                    text(given, "format") == "large-print", bool(text(given, "sheet")),
                    bool(text(given, "past")), text(given, "language"))
    asked = _asked(request, wanted)
    visit, wrong = visit_of(content, answers, facts, steps.wishes(content, asked), asked.today)
    if visit and visit.visit_date < asked.today and not wanted.past:
        wrong["past"] = [problem("desk-past", found=visit.visit_date, day=asked.today)]
    if visit is None or wrong:
        return _form(request, wanted, wrong, 422)
    press, thing = _drawing(request), (MADE, secrets.token_hex(8))
    work.drawing.ask((PATIENTS, *thing), lambda _progress: make(  # after the press, in its thread
        work, press.result(), asked, visit, wanted))
    return go(request, f"/patient/{request.path_params['w']}/made/{work.patients.of(thing)}/aid")


def _answer(given: FormData, name: str) -> str:
    """An answer of the form. A date comes as day, month and year, each for itself, so that nobody
    takes one for the other."""
    if f"{name}-year" not in given:
        return text(given, name)
    day, month, year = (text(given, f"{name}-{part}") for part in ("day", "month", "year"))
    if not (day or month or year):
        return ""
    return "-".join((year or "?", month or "?", day.zfill(2) if day else "?"))


def made(request: Request) -> Response:
    """The papers of the patient, as they are printed."""
    def show(alone: Alone) -> Response:
        pages = leaves(_file(request, alone))
        return page(request, "patient_made", alone=alone, w=request.path_params["w"],
                    patient=request.path_params["patient"], kind=request.path_params["kind"],
                    leaves=pages, sheets=(len(pages) + 1) // 2, dots=DOTS)

    return when_done(request, _task(request), show)


def picture(request: Request) -> Response:
    """A page of a paper as a picture."""
    return leaf(_file(request, _alone(request)), request.path_params["page"])


def one(request: Request) -> Response:
    """A paper as it was made."""
    return pdf(_file(request, _alone(request)).read_bytes())


def _form(request: Request, wanted: Wanted, wrong: dict[str, list[Problem]], status: int
          ) -> Response:
    from sdaid.appointments.columns import Appointment
    from sdaid.at_desk import ASKED

    content = _content(request)
    answers, facts = dict(wanted.answers), dict(wanted.facts)
    fields = {field: Question(field, column.heading, column.help, _KINDS.get(field, "text"), (),
                              needed, answers.get(field, ""), tuple(wrong.get(field, ())))
              for field, column, needed, _ in Appointment.columns() if field in ASKED}
    asked = [_fact(number, fact, facts.get(fact.name, ""), wrong.get(fact.name, ()))
             for number, fact in enumerate(content.facts)]
    return page(request, "patient", status, w=request.path_params["w"], workbook=wanted.workbook,
                title=content.decision.condition, fields=fields, facts=asked, wanted=wanted,
                tried=[each.strip() for each in answers.get("tried", "").split(",")],
                options=[(each.id, each.name) for each in content.options],
                past=wrong.get("past", ()), languages=_checked(request).languages,
                faults=sum(len(each) for each in wrong.values()))


_KINDS = {"born": "date", "visit_date": "date", "visit_time": "time"}


def _fact(number: int, fact: Fact, answer: str, wrong: Any) -> Question:
    """A patient fact as a question, with the control that fits its answers."""
    from sdaid.appointments.understand import allowed_answers
    from sdaid.workbook.columns import FactType

    kind = {FactType.YES_NO: "choice", FactType.CHOICE: "choice", FactType.NUMBER: "number",
            FactType.DATE: "date", FactType.TEXT: "text"}[fact.type]
    choices = LISTED if fact.type is FactType.YES_NO else tuple(fact.choices)
    return Question(f"fact-{number}", fact.question, allowed_answers(fact), kind,
                    choices if kind == "choice" else (), fact.needed, answer, tuple(wrong))


def _asked(request: Request, wanted: Wanted) -> Asked:
    from sdaid import steps

    return steps.Asked(work_of(request).today(), "large-print" if wanted.large else "standard",
                       language=wanted.language)


def _checked(request: Request) -> Checked:
    return work_of(request).checked(file_of(request, "w"))


def _content(request: Request) -> Content:
    checked = _checked(request)
    if checked.content is None or not checked.fit:
        raise CannotGoOnError(checked.stopping, ExitCode.UNUSABLE)
    return checked.content


def _drawing(request: Request) -> Task:
    """The press of the workbook, prepared once while the workbook is as it is."""
    from sdaid import steps

    work, path = work_of(request), file_of(request, "w")
    checked = work.checked(path)
    asked = steps.Asked(work.today())
    return work.drawing.ask(("press", path.name, work.folder.stamp(path.name), work.today()),
                            lambda progress: prepare(checked, asked, progress))


def _task(request: Request) -> Task:
    work = work_of(request)
    work.touch()
    task = work.drawing.known((PATIENTS, *known_patient(request, MADE)))
    if task is None:
        raise HTTPException(410, "cleared")
    return task


def _alone(request: Request) -> Alone:
    found: Alone = _task(request).result()
    return found


def _file(request: Request, alone: Alone) -> Any:
    path = alone.files.get(request.path_params["kind"])
    if path is None or not path.is_file():
        raise HTTPException(404, "missing")
    return path


ROUTES = [
    shows("/patient", choose), shows("/patient/{w}", form), takes("/patient/{w}", send),
    shows("/patient/{w}/again/{patient}", again),
    shows("/patient/{w}/made/{patient}/{kind}", made),
    shows("/patient/{w}/made/{patient}/{kind}/{page:int}.png", picture),
    shows("/patient/{w}/made/{patient}/{kind}/print", to_print),
    shows("/patient/{w}/made/{patient}/{kind}/print.pdf", one)]
