"""A workbook: whether it is fit for patients, every problem with its cell, what changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sdaid.desk.looked import Checked
from sdaid.desk.page import file_of, page, shows, work_of
from sdaid.desk.waiting import stream, when_done
from sdaid.desk.work import now
from sdaid.problems import Problem, Severity

EVERY = 1.0
"""Seconds between two looks at whether the workbook was saved."""


def workbook(request: Request) -> Response:
    path = file_of(request, "w")
    work = work_of(request)
    stamp = work.folder.stamp(path.name)

    def show(checked: Checked) -> Response:
        from sdaid.editions import changed_since

        since = changed_since(work.ledger, checked.content, work.today(), now) \
            if checked.content else None
        own = [each for each in checked.problems if not each.for_people]
        stopping = [each for each in own if each.severity is not Severity.WARNING]
        warnings = [each for each in own if each.severity is Severity.WARNING]
        return page(
            request, "workbook", w=request.path_params["w"], name=path.name, checked=checked,
            seen="-".join(map(str, stamp or ())),
            report=checked.report, stopping=_by_sheet(stopping), warnings=_by_sheet(warnings),
            stops=len(stopping), warns=len(warnings), since=since,
            pastes=dict(checked.report.pastes) if checked.report else {})

    return when_done(request, work.check(path), show)


def _by_sheet(problems: list[Problem]) -> list[tuple[str, list[Problem]]]:
    """Problems by their sheet, in the order in which the check gives them."""
    sheets = list(dict.fromkeys(each.place.sheet for each in problems))
    ordered = sorted(problems, key=lambda each: sheets.index(each.place.sheet))
    return [(sheet, list(own)) for sheet, own in groupby(ordered, lambda each: each.place.sheet)]


async def saves(request: Request) -> Response:
    """Tells the page when the workbook was saved, so that it is checked again."""
    work, path = work_of(request), file_of(request, "w")
    seen = request.query_params.get("seen", "")

    async def told() -> AsyncIterator[tuple[str, object]]:
        beats = 0
        while not work.leaving:
            stamp = work.folder.stamp(path.name)
            if stamp is not None and "-".join(map(str, stamp)) != seen:
                yield "done", {}
                return
            beats += 1
            if beats % 15 == 0:
                yield "here", {}  # a page that was closed is found out so
            await asyncio.sleep(EVERY)

    return stream(told())



ROUTES = [shows("/workbook/{w}", workbook),
          Route("/workbook/{w}/events", saves, methods=["GET"])]
