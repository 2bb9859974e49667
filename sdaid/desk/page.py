"""A page of the desk: its template, with what every page needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sdaid import __version__
from sdaid.desk.lists import Lists
from sdaid.desk.work import Work
from sdaid.problems import Problem
from sdaid.resources import templates
from sdaid.staff import staff_language, translations

Show = Callable[[Request], Response]
Take = Callable[[Request, FormData], Response]


def environment() -> Environment:
    """The templates of the desk, in the clinic's language."""
    made = Environment(
        loader=FileSystemLoader(templates() / "desk"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"])
    made.install_gettext_translations(  # type: ignore[attr-defined]
        translations(), newstyle=True)
    made.globals.update(language=staff_language(), version=__version__)
    made.filters.update(where=_where, whole=_whole)
    return made


def work_of(request: Request) -> Work:
    """What the screens share."""
    work: Work = request.app.state.work
    return work


def lists_of(request: Request) -> Lists:
    """The lists of the folder, and how each is read."""
    lists: Lists = request.app.state.lists
    return lists


def file_of(request: Request, name: str) -> Path:
    """The file of the folder that an address names by its handle. 404 where it is gone."""
    path = work_of(request).named(request.path_params[name])
    if path is None:
        raise HTTPException(404, "cleared")
    return path


def at(request: Request, path: str) -> str:
    """The address of a screen."""
    return f"{request.app.state.door.place}{path}"


def page(request: Request, template: str, status: int = 200, **told: Any) -> Response:
    """The page of a template `NAME.html`, with what is told to it."""
    made: Environment = request.app.state.templates
    work = work_of(request)
    text = made.get_template(f"{template}.html").render(
        at=lambda path: at(request, path), folder=work.folder.path.name, job_runs=work.job_runs,
        today=work.today(), **told)
    return HTMLResponse(text, status)


def go(request: Request, path: str) -> Response:
    """On to another screen, after a form."""
    return RedirectResponse(at(request, path), 303)


def problem_page(request: Request, problems: Iterable[Problem], status: int = 409) -> Response:
    """What keeps a screen from being shown, in the sentences of the command line."""
    return page(request, "problems", status, problems=list(problems))


def shows(path: str, endpoint: Show) -> Route:
    """A screen that is asked for; it works in a thread of its own."""
    return Route(path, endpoint, methods=["GET"])


def takes(path: str, endpoint: Take, *, files: int = 0) -> Route:
    """A form that is sent to `path`, handled in a thread of its own."""
    @wraps(endpoint)
    async def posted(request: Request) -> Response:
        async with request.form(max_files=files, max_fields=2_000, max_part_size=1 << 16) as form:
            return await run_in_threadpool(endpoint, request, form)

    handled: Callable[[Request], Awaitable[Response]] = posted
    return Route(path, handled, methods=["POST"])


def text(form: FormData, name: str) -> str:
    """A field of a form; empty where there is none, or a file in its place."""
    value = form.get(name, "")
    return "" if isinstance(value, UploadFile) else str(value).strip()


def _where(each: Problem) -> str:
    """The place of a problem within its file, as in “Options, F12 (Name)”."""
    heading = f" ({each.place.heading})" if each.place.heading else ""
    return f"{each.place.cell}{heading}".strip()


def _whole(said: str) -> str:
    """What a problem says, as a sentence of its own."""
    return f"{said[:1].upper()}{said[1:]}" + ("" if said.endswith((".", "?", "!")) else ".")
