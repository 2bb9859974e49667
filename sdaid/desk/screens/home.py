"""The first screen: what lies in the folder, who comes next, and what waits for a person."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sdaid import runs
from sdaid.desk.folder import Found
from sdaid.desk.page import lists_of, page, shows, work_of
from sdaid.desk.planned import Planned
from sdaid.desk.tasks import Task
from sdaid.desk.waiting import EVERY, stream
from sdaid.desk.work import now

if TYPE_CHECKING:
    from sdaid.batch.plan import Entry
    from sdaid.desk.planned import Who
    from sdaid.runs import KnownRun

MOST_CHECKED = 4
"""Workbooks that are checked without being asked for, the newest."""

MOST_VISITS, MOST_RUNS = 8, 6


def home(request: Request) -> Response:
    work = work_of(request)
    work.touch()
    files = work.folder.files()
    workbooks = [each for each in files if each.kind == "workbook"]
    listed = [each for each in files if each.kind == "list"]
    checks = {each.name: task for each in workbooks[:MOST_CHECKED]
              if (task := _check(request, each))}
    states = {name: _result(task) for name, task in checks.items()}
    fit = next((each for each in workbooks if (state := states.get(each.name)) and state.fit), None)
    plan = _plan(request, fit, listed)
    planned: Planned | None = _result(plan)
    pending = any(not task.done for task in (*checks.values(), *([plan] if plan else [])))
    known = runs.known_runs(work.outputs)
    return page(
        request, "home", workbooks=[(work.files.of(each.name), each, states.get(each.name))
                                    for each in workbooks],
        lists=[(work.files.of(each.name), each) for each in listed],
        fit=work.files.of(fit.name) if fit else "", pending=pending, planned=planned,
        newest=listed[0].name if listed else "", stops=plan is not None and plan.done
        and planned is None, coming=_coming(planned),
        newest_at=f"{work.files.of(fit.name)}/{work.files.of(listed[0].name)}"
        if fit and listed else "",
        ready=_ready(known, planned),
        runs=[(work.run(each.folder.name), each) for each in known[:MOST_RUNS]],
        waits=_waiting(request))


def _check(request: Request, each: Found) -> Task | None:
    path = work_of(request).folder.file(each.name)
    return work_of(request).check(path) if path else None


def _result(task: Task | None) -> Any:
    """What a task found; None while it is under way, or where it found nothing to show."""
    if task is None or not task.done or task.future.exception() is not None:
        return None
    return task.result()


def _plan(request: Request, workbook: Found | None, listed: list[Found]) -> Task | None:
    """The plan of the newest list with the newest workbook that is fit, if there are both."""
    folder = work_of(request).folder
    first = folder.file(workbook.name) if workbook else None
    second = folder.file(listed[0].name) if listed else None
    return lists_of(request).plan(first, second) if first and second else None


def _coming(planned: Planned | None) -> list[tuple[Entry, Who]]:
    """The next visits that are not skipped, in the order of the clock."""
    if planned is None:
        return []
    near = [(entry, who) for entry, who in zip(planned.plan.entries, planned.people, strict=True)
            if entry.outcome != "skip" and entry.visit]
    return nsmallest(MOST_VISITS, near, key=lambda each: each[1].when)


def _ready(known: list[KnownRun], planned: Planned | None) -> frozenset[str]:
    """The appointments of the plan whose aids were made already."""
    return next((each.told.ready for each in known
                 if each.told and planned and each.folder == planned.folder), frozenset())


def _waiting(request: Request) -> dict[str, list[str]]:
    """The appointments of which a person must tell how their sending ended."""
    from sdaid.ledger.answers import waiting
    from sdaid.ledger.ledger import read_ledger

    path = work_of(request).ledger
    if not path.exists():
        return {"unsure": [], "returned": []}
    with read_ledger(path, now) as ledger:
        return {"unsure": waiting(ledger, "unsure"), "returned": waiting(ledger, "returned")}


async def settled(request: Request) -> Response:
    """Tells the page when what it waits for is done: a check, or the plan of the newest list."""
    work = work_of(request)

    async def told() -> AsyncIterator[tuple[str, object]]:
        while work.looking.busy and not work.leaving:
            yield "here", {}
            await asyncio.sleep(EVERY)
        if not work.leaving:
            yield "done", {}

    return stream(told())


ROUTES = [shows("/", home), Route("/first/events", settled, methods=["GET"])]
