"""A screen that waits for work says what it waits for, and comes by itself when it is done."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from sdaid.desk.page import page, problem_page, work_of
from sdaid.desk.tasks import Progress, Task
from sdaid.problems import CannotGoOnError

EVERY = 0.5
"""Seconds between two looks."""


def when_done(request: Request, task: Task, show: Callable[[Any], Response]) -> Response:
    """What `show` makes of the task's result; a page that waits for it where it takes longer; the
    problems where it could not be done."""
    if not task.done_soon():
        handle = work_of(request).waits.of(task.key)
        return page(request, "waiting", says=says(request, task.progress),
                    events=f"/wait/{handle}/events")
    try:
        result = task.result()
    except CannotGoOnError as error:
        if not error.problems:  # it was left while nobody looked
            raise HTTPException(410, "cleared") from None
        return problem_page(request, error.problems)
    return show(result)


def says(request: Request, progress: Progress) -> str:
    """How far a task has come, in words."""
    template = request.app.state.templates.get_template("far.html")
    return str(template.render(far=progress)).strip()


async def events(request: Request) -> Response:
    """Tells the page that waits for a task how far it has come, and when it is done."""
    work = work_of(request)
    key = work.waits.thing(request.path_params["wait"])
    if key is None:
        raise HTTPException(404)
    task = next(filter(None, (tasks.known(key) for tasks in (
        work.looking, work.making, work.drawing))), None)
    return stream(_far(request, task))


def stream(told: AsyncIterator[tuple[str, object]]) -> Response:
    """Events as they come: each a word and what is told with it."""
    async def lines() -> AsyncIterator[str]:
        async for word, what in told:
            yield f"event: {word}\ndata: {json.dumps(what)}\n\n"

    return StreamingResponse(lines(), media_type="text/event-stream")


async def _far(request: Request, task: Task | None) -> AsyncIterator[tuple[str, object]]:
    work = work_of(request)
    while task is not None and not task.done and not work.leaving:
        yield "far", {"says": says(request, task.progress), "done": task.progress.done,
                      "of": task.progress.of}
        await asyncio.sleep(EVERY)
    if not work.leaving:
        yield "done", {}


ROUTES = [Route("/wait/{wait}/events", events, methods=["GET"])]
