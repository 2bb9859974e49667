"""What was understood of a list: their columns with their first rows, and which of ours each is. A
person corrects it, and it is kept as the profile of that system."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from sdaid.appointments.first_look import FirstLook
from sdaid.appointments.profile import DateOrder, NameOrder
from sdaid.appointments.profile_file import Answers
from sdaid.appointments.statuses import Status
from sdaid.desk.page import file_of, go, lists_of, page, shows, takes, text, work_of
from sdaid.desk.waiting import when_done
from sdaid.problems import Severity


def columns(request: Request) -> Response:
    workbook, listed = file_of(request, "w"), file_of(request, "l")
    lists, work = lists_of(request), work_of(request)
    work.touch()

    def show(look: FirstLook) -> Response:
        stopping = [each for each in look.problems if each.severity is not Severity.WARNING]
        codes = {each.code for each in look.problems}
        return page(
            request, "columns", w=request.path_params["w"], l=request.path_params["l"],
            name=listed.name, look=look, stopping=stopping,
            warnings=[each for each in look.problems if each not in stopping],
            profiles=[each.name for each in work.folder.of_kind("profile")],
            chosen=lists.profiles.get(listed.name, look.told.profile),
            statuses=[each.value for each in Status],
            dates=[each.value for each in DateOrder], names=[each.value for each in NameOrder],
            asks_dates="must" if "dates-unproved" in codes else "may" if look.told.dates else "",
            whole_names=look.told.column("name") is not None,
            date_order=look.told.dates[0].order.value if look.told.dates else "",
            name_order=look.told.names.order.value if look.told.names else "")

    return when_done(request, lists.look(workbook, listed), show)


def save(request: Request, form: FormData) -> Response:
    """Keep what a person said as the profile; then look again, or go on to the plan."""
    workbook, listed = file_of(request, "w"), file_of(request, "l")
    lists = lists_of(request)
    here = f"{request.path_params['w']}/{request.path_params['l']}"
    look: FirstLook = lists.look(workbook, listed).result()
    answers = Answers(
        tuple((each.label, _one_of(text(form, f"column-{number}"), look.choices))
              for number, each in enumerate(look.columns)),
        tuple((word, text(form, f"word-{number}")) for number, (word, _) in enumerate(look.words)),
        text(form, "names"), text(form, "dates"), look.told.clinician_lines)
    if _changed(look, answers):
        lists.save(workbook, listed, look, answers)
    then = "plan" if text(form, "then") == "plan" else "list"
    return go(request, f"/{then}/{here}")


def read_with(request: Request, form: FormData) -> Response:
    """Read the list with another profile of the folder, or with none."""
    listed = file_of(request, "l")
    profiles = [each.name for each in work_of(request).folder.of_kind("profile")]
    lists_of(request).profiles[listed.name] = _one_of(text(form, "profile"), profiles)
    return go(request, f"/list/{request.path_params['w']}/{request.path_params['l']}")


def _one_of(wanted: str, allowed: Sequence[str]) -> str:
    return wanted if wanted in allowed else ""


def _changed(look: FirstLook, answers: Answers) -> bool:
    """Whether a person said anything else than what was understood."""
    told = look.told
    return (answers.columns != tuple((each.label, each.ours) for each in look.columns)
            or answers.words != look.words
            or answers.names != (told.names.order.value if told.names else "")
            or answers.dates not in ("", *(each.order.value for each in told.dates)))


ROUTES = [shows("/list/{w}/{l}", columns), takes("/list/{w}/{l}", save),
          takes("/list/{w}/{l}/profile", read_with)]
