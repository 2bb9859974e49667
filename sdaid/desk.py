"""One patient at the front desk, asked for instead of read from a list. Names are asked and never
taken as options of the command, which the shell would keep in its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pydantic import ValidationError

from sdaid.appointments.columns import Appointment
from sdaid.appointments.understand import allowed_answers, fact_value
from sdaid.problems import CannotGoOnError, ExitCode, Place, problem
from sdaid.sheets.values import Cell, guess
from sdaid.workbook.content import Content

Ask = Callable[[str], str]
Say = Callable[[str], None]

ASKED = ("id", "patient_id", "given_name", "family_name", "born", "visit_date", "visit_time",
         "tried")
"""The columns of the list that the desk is asked for; the last two may stay blank."""


def ask_for_patient(content: Content, given: Mapping[str, str], ask: Ask, say: Say) -> Appointment:
    """The visit as the front desk tells it. `given` are facts that the call sets already; each
    answer that does not fit is said and asked again. `CannotGoOnError` for a wrong `given`."""
    _check_given(content, given)
    cells: dict[str, Cell] = {}
    for field, column, required, _ in Appointment.columns():
        if field in ASKED:
            question = f"{column.heading} ({column.help.rstrip('.')})"
            answer = _asked(field, question, required, ask, say)
            if answer:
                cells[field] = _cell(answer)
    facts = dict(given)
    for fact in content.facts:
        while fact.name not in facts:
            answer = ask(f"{fact.question} ({allowed_answers(fact)})")
            found = fact_value(fact, answer, Place(heading=fact.name))[1]
            for each in found:
                say(each.sentence)
            if not found:
                facts[fact.name] = answer
    reason = content.decision.visit_reasons[0] if content.decision.visit_reasons else ""
    return Appointment.model_validate({**cells, "reason": _cell(reason), "extra": {
        name: answer for name, answer in facts.items() if answer}})


def _check_given(content: Content, given: Mapping[str, str]) -> None:
    known = {fact.name: fact for fact in content.facts}
    problems = [problem("set-unknown", found=name, guess=guess(name, known))
                for name in given if name not in known]
    for name, answer in given.items():
        if name in known:
            problems += fact_value(known[name], answer, Place(heading=f"--set {name}"))[1]
    if problems:
        raise CannotGoOnError(problems, ExitCode.USAGE)


def _asked(field: str, question: str, required: bool, ask: Ask, say: Say) -> str:
    """An answer that the column takes; blank where it may be."""
    while True:
        answer = ask(question).strip()
        if not answer and not required:
            return ""
        refusal = _refusal(field, answer)
        if not refusal:
            return answer
        say(refusal)


def _refusal(field: str, answer: str) -> str:
    """Why the column `field` does not take `answer`; empty where it does."""
    if not answer:
        return problem("blank", allowed="an answer").sentence
    try:
        Appointment.model_validate({field: _cell(answer)})
    except ValidationError as error:
        for each in error.errors():
            if each["loc"] == (field,):
                words = {name: word for name, word in each.get("ctx", {}).items()
                         if name != "code"}
                return problem(each["type"], **words).sentence
    return ""


def _cell(answer: str) -> Cell:
    return Cell(0, 0, answer, "text")


