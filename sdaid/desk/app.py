"""The application: the guard around the screens."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount
from starlette.types import ASGIApp, Scope

from sdaid.desk import waiting
from sdaid.desk.door import Door
from sdaid.desk.guard import Guard
from sdaid.desk.lists import Lists
from sdaid.desk.page import environment, page, problem_page
from sdaid.desk.screens import (
    columns,
    common,
    email,
    entry,
    history,
    home,
    job,
    lists,
    papers,
    patient,
    plan,
    post,
    report,
    sending,
    workbook,
)
from sdaid.desk.work import Work
from sdaid.problems import CannotGoOnError

SCREENS = (
    entry, common, waiting, home, workbook, report, lists, columns, plan, job,
    papers, patient, history, sending, post, email,
)
"""Each screen is a module with its `ROUTES`."""


def application(work: Work, door: Door) -> ASGIApp:
    """The desk of `work` behind `door`."""
    app = Starlette(
        routes=[Mount(door.place, routes=[route for screen in SCREENS for route in screen.ROUTES])],
        exception_handlers={HTTPException: _refused, CannotGoOnError: _cannot_go_on,
                            Exception: _failed})
    app.state.lists = Lists(work)
    app.state.work, app.state.door, app.state.templates = work, door, environment()

    def refuse(scope: Scope, status: int, why: str) -> ASGIApp:
        del scope  # whoever asks is nobody's guest, and learns nothing
        text = app.state.templates.get_template("refused.html").render(why=why, home="")
        return HTMLResponse(text, status)

    return Guard(app, door, refuse)


def _refused(request: Request, error: Exception) -> Response:
    """What cannot be answered, or came too large or too slow."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    why = str(getattr(error, "detail", ""))
    words = {404: "missing", 405: "method", 400: "form"}
    return _plain(request, why if why in ("large", "slow", "cleared") else
                  words.get(status, "missing"), status)


def _plain(request: Request, why: str, status: int) -> Response:
    """A page that tells nothing of the folder; it leads to the first page whoever was let in."""
    state = request.app.state
    inside = state.door.knows(request.headers.getlist("cookie"))
    return HTMLResponse(state.templates.get_template("refused.html").render(
        why=why, home=f"{state.door.place}/" if inside else ""), status)


def _cannot_go_on(request: Request, error: Exception) -> Response:
    return problem_page(request, getattr(error, "problems", []))


def _failed(request: Request, error: Exception) -> Response:
    """An error that nobody foresaw, named by its kind alone: its text may hold a patient's data."""
    if not request.app.state.door.knows(request.headers.getlist("cookie")):
        return _plain(request, "form", 400)
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return page(request, "failed", 500, kind=type(error).__name__, where=where)
