"""One patient at the front desk, asked for instead of read from a list. Names are asked and never
taken as options of the command, which the shell would keep in its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from pydantic import ValidationError

from sdaid.appointments.columns import Appointment
from sdaid.appointments.understand import allowed_answers, fact_value
from sdaid.batch.plan import holding, on_our_clocks
from sdaid.batch.wishes import Wishes
from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, problem
from sdaid.sheets.columns import Origin
from sdaid.sheets.values import Cell, guess
from sdaid.staff import translate
from sdaid.workbook.content import Content

Ask = Callable[[str], str]
Say = Callable[[str], None]

ASKED = ("id", "patient_id", "given_name", "family_name", "born", "visit_date", "visit_time",
         "tried")
"""The columns of the list that the desk is asked for; the last two may stay blank."""


HEADINGS = Origin(cells=tuple((field, "", column.heading)
                              for field, column, *_ in Appointment.columns()))
"""Where a visit at the desk was read: in the answer below each heading."""


def ask_for_patient(content: Content, given: Mapping[str, str], wishes: Wishes, today: date,
                    *, ask: Ask, say: Say) -> Appointment:
    """The visit as the front desk tells it. `given` are facts that the call sets already; each
    answer that does not fit, or would hold the aid, is said and asked again. `CannotGoOnError` for
    a wrong `given`."""
    _check_given(content, given)
    options = ", ".join(option.id for option in content.options)
    cells: dict[str, Cell] = {}
    for field, column, required, _ in Appointment.columns():
        if field in ASKED:
            allowed = translate("; allowed are {options}").format(
                options=options) if field == "tried" else ""
            question = f"{column.heading} ({column.help.rstrip('.')}{allowed})"

            def refusal(answer: str, field: str = field) -> str:
                return _refusal(field, {**cells, field: _cell(answer)}, content, wishes, today)

            answer = _asked(question, required, ask, say, refusal)
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
    return Appointment.model_validate({
        **cells, "reason": _cell(reason), "origin": HEADINGS,
        "extra": {name: answer for name, answer in facts.items() if answer}})


def visit_of(content: Content, answers: Mapping[str, str], facts: Mapping[str, str],
             wishes: Wishes, today: date) -> tuple[Appointment | None, dict[str, list[Problem]]]:
    """The visit that a form tells: `answers` by field, as of `ASKED`, `facts` by name; and every
    answer that does not fit, or would hold the aid, by its field or fact. No visit where there is
    one. A visit that is after the review is due is not among them, as its date may be right."""
    wrong: dict[str, list[Problem]] = {}
    cells = {field: _cell(answer) for field, answer in answers.items() if answer.strip()}
    for field, _, required, _ in Appointment.columns():
        if field in ASKED and required and field not in cells:
            wrong[field] = [problem("answer-blank", HEADINGS.at(field))]
    for fact in content.facts:
        found = fact_value(fact, facts.get(fact.name, ""), Place(heading=fact.name))[1]
        if found:
            wrong[fact.name] = found
    try:
        visit = _visit(cells, today)
    except ValidationError as error:
        for each in error.errors():
            field = str(each["loc"][0])
            words = {name: word for name, word in each.get("ctx", {}).items() if name != "code"}
            wrong.setdefault(field, []).append(problem(each["type"], HEADINGS.at(field), **words))
        visit = _visit({field: cell for field, cell in cells.items() if field not in wrong}, today)
    headings = {column.heading: field for field, column, *_ in Appointment.columns()}
    for found_problem in holding(on_our_clocks(visit, wishes.zone), content, wishes):
        field = headings.get(found_problem.place.heading, "")
        if field in ASKED and found_problem.code not in ("held-visit-late", "overdue"):
            wrong.setdefault(field, []).append(found_problem)
    if wrong:
        return None, wrong
    reason = content.decision.visit_reasons[0] if content.decision.visit_reasons else ""
    return Appointment.model_validate({
        **cells, "reason": _cell(reason), "origin": HEADINGS,
        "extra": {name: answer for name, answer in facts.items() if answer}}), wrong


def _check_given(content: Content, given: Mapping[str, str]) -> None:
    known = {fact.name: fact for fact in content.facts}
    problems = [problem("set-unknown", found=name, guess=guess(name, known))
                for name in given if name not in known]
    for name, answer in given.items():
        if name in known:
            problems += fact_value(known[name], answer, Place(heading=f"--set {name}"))[1]
    if problems:
        raise CannotGoOnError(problems, ExitCode.USAGE)


def _asked(question: str, required: bool, ask: Ask, say: Say, refusal: Callable[[str], str]
           ) -> str:
    """An answer for which there is no `refusal`; blank where it may be."""
    while True:
        answer = ask(question).strip()
        if not answer and not required:
            return ""
        why = refusal(answer)
        if not why:
            return answer
        say(why)


def _refusal(field: str, cells: Mapping[str, Cell], content: Content, wishes: Wishes, today: date
             ) -> str:
    """Why the last of the answers so far, that for `field`, is not taken, with what was typed;
    empty where it is."""
    typed = str(cells[field].value)
    if not typed:
        return problem("answer-blank").sentence
    try:
        visit = _visit(cells, today)
    except ValidationError as error:
        found = [problem(each["type"], **{name: word for name, word in each.get("ctx", {}).items()
                                          if name != "code"}) for each in error.errors()]
    else:
        places = {visit.at(field)}
        if field == "visit_date":
            places.add(visit.at("born"))  # the two are compared
        found = [each for each in holding(on_our_clocks(visit, wishes.zone), content, wishes)
                 if each.place in places and each.code != "held-visit-late"]  # it may be right
    why = " ".join(f"{each.says}; {each.do}." for each in found)
    quoted = all("found" in dict(each.words) for each in found)
    return why if quoted else f"“{typed}”: {why}"


def _visit(cells: Mapping[str, Cell], today: date) -> Appointment:
    """A visit with what is answered so far, and with nobody's data for the rest."""
    tomorrow = (today + timedelta(days=today < date.max)).isoformat()
    rest = {"id": "A", "patient_id": "1", "given_name": "Testa", "family_name": "Example",
            "born": "1980-01-01", "visit_date": tomorrow}
    return Appointment.model_validate(
        {name: _cell(text) for name, text in rest.items()} | {**cells, "origin": HEADINGS})


def _cell(answer: str) -> Cell:
    return Cell(0, 0, answer, "text")


