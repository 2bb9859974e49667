"""The post of a run: a test sheet, what would be printed, and the print run."""

from __future__ import annotations

import secrets
from pathlib import Path

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sdaid.desk import mailing
from sdaid.desk.mailing import PostDone, PostForm, PostPlan, Source
from sdaid.desk.opened import known_patient, run_folder
from sdaid.desk.page import go, page, problem_page, shows, takes, text, work_of
from sdaid.desk.screens.papers import around, pdf
from sdaid.desk.tasks import Task
from sdaid.desk.waiting import when_done
from sdaid.desk.work import PATIENTS
from sdaid.problems import CannotGoOnError

PLAN, DONE = "post-plan", "post-done"
OWN = "own"
"""Stands for a window that is described by four numbers."""


def form(request: Request) -> Response:
    work_of(request).touch()
    return _page(request, run_folder(request), PostForm())


def proof(request: Request, given: FormData) -> Response:
    """The test sheet of a window."""
    try:
        return pdf(mailing.test_sheet(source_of(request), _form(given)))
    except CannotGoOnError as error:
        return problem_page(request, error.problems)


def plan(request: Request, given: FormData) -> Response:
    """See what would be printed, and what stays."""
    work, source, wanted = work_of(request), source_of(request), _form(given)
    work.touch()
    thing = (PLAN, source.folder.name, secrets.token_hex(8), wanted)
    work.looking.ask((PATIENTS, *thing), lambda progress: mailing.plan_print_run(
        source, wanted, progress))
    return go(request, f"/run/{request.path_params['run']}/post/plan/{work.patients.of(thing)}")


def planned(request: Request) -> Response:
    def show(found: PostPlan) -> Response:
        return page(request, "post_plan", run=request.path_params["run"],
                    patient=request.path_params["patient"], plan=found)

    return when_done(request, plan_of(request, PLAN), show)


def make(request: Request, given: FormData) -> Response:
    """Make the print run that was looked at."""
    del given
    work, source, thing = work_of(request), source_of(request), known_patient(request, PLAN)
    work.touch()
    wanted, done = thing[3], (DONE, source.folder.name, secrets.token_hex(8))
    work.making.ask(done, lambda progress: mailing.make_print_run(source, wanted, progress))
    work.patients.drop(thing)
    return go(request, f"/run/{request.path_params['run']}/post/done/{work.waits.of(done)}")


def made(request: Request) -> Response:
    name = run_folder(request).name

    def show(found: PostDone) -> Response:
        return page(request, "post_done", run=request.path_params["run"], name=name, done=found,
                    handle=request.path_params["done"])

    return when_done(request, done_of(request, DONE), show)


def file(request: Request) -> Response:
    """A file of a print run, for the printer."""
    found: PostDone = done_of(request, DONE).result()
    name = request.path_params["file"]
    if found.folder is None or name not in found.files or Path(name).suffix != ".pdf":
        raise HTTPException(404, "missing")
    return pdf((found.folder / name).read_bytes())


def plan_of(request: Request, kind: str) -> Task:
    """The plan of a sending that a request names. It is gone when the page was cleared."""
    work = work_of(request)
    work.touch()
    task = work.looking.known((PATIENTS, *known_patient(request, kind)))
    if task is None:
        raise HTTPException(410, "cleared")
    return task


def done_of(request: Request, kind: str) -> Task:
    """The sending that a request names."""
    work = work_of(request)
    done = work.waits.thing(request.path_params["done"])
    task = work.making.known(done) if isinstance(done, tuple) and done[0] == kind else None
    if task is None:
        raise HTTPException(404, "cleared")
    return task


def source_of(request: Request) -> Source:
    """The run that a request names, as it is sent today."""
    work = work_of(request)
    return Source(run_folder(request), work.today(), work.ledger)


def to_print(request: Request) -> Response:
    """A page around a file of a print run, which is cleared when nobody is there."""
    told = request.path_params
    done = f"/run/{told['run']}/post/done/{told['done']}"
    return around(request, f"{done}/{told['file']}", done)


def _page(request: Request, folder: Path, wanted: PostForm) -> Response:
    from sdaid.mail.windows import WINDOWS

    return page(request, "post", run=request.path_params["run"], name=folder.name, wanted=wanted,
                windows=list(WINDOWS.values()))


def _form(given: FormData) -> PostForm:
    window = text(given, "window") or "din-b"
    return PostForm(text(given, "own") if window == OWN else window, text(given, "country"),
                    "appointment" if text(given, "sort") == "appointment" else "postcode",
                    text(given, "again")[:200])


ROUTES = [
    shows("/run/{run}/post", form), takes("/run/{run}/post/proof", proof),
    takes("/run/{run}/post/plan", plan), shows("/run/{run}/post/plan/{patient}", planned),
    takes("/run/{run}/post/plan/{patient}", make), shows("/run/{run}/post/done/{done}", made),
    shows("/run/{run}/post/done/{done}/print/{file}", to_print),
    shows("/run/{run}/post/done/{done}/{file}", file)]
