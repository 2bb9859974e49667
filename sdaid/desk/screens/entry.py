"""The way in and the way out."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sdaid.desk.door import Door
from sdaid.desk.page import page, shows, takes, text, work_of


def _enter(request: Request, word: str) -> Response:
    """Let in whoever knows the word. The page leads on by itself, for a browser does not send its
    new cookie where another page led to this one."""
    door: Door = request.app.state.door
    if not door.opens(word):
        refused = request.app.state.templates.get_template("refused.html")
        return HTMLResponse(refused.render(why="word", home=""), 403)
    answer = page(request, "enter")
    answer.headers["set-cookie"] = door.cookie
    return answer


def enter_by_address(request: Request) -> Response:
    return _enter(request, request.query_params.get("word", ""))


def enter_by_form(request: Request, form: FormData) -> Response:
    return _enter(request, text(form, "word"))


def end(request: Request, form: FormData) -> Response:
    """End the desk, unless something is being made or sent and nobody has said that this is
    known."""
    work = work_of(request)
    if work.making.busy and not text(form, "sure"):
        return page(request, "end", 409)
    work.clear()
    answer = page(request, "ended")
    work.ends()
    return answer


ROUTES = [shows("/enter", enter_by_address), takes("/enter", enter_by_form), takes("/end", end)]
