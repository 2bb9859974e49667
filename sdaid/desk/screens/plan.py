"""The plan of a list: who gets an aid, who is skipped, whom a person must look at, and why."""

from __future__ import annotations

from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from sdaid.desk.page import file_of, go, lists_of, page, shows, takes, text, work_of
from sdaid.desk.planned import PAGE, Planned, View, reason_says
from sdaid.desk.waiting import when_done

OUTCOMES = ("hold", "make", "skip")


def plan(request: Request) -> Response:
    workbook, listed = file_of(request, "w"), file_of(request, "l")
    lists = lists_of(request)
    work_of(request).touch()

    def show(planned: Planned) -> Response:
        outcome = request.query_params.get("show", "")
        outcome = outcome if outcome in OUTCOMES else ""
        reasons = planned.reasons(outcome) if outcome in ("hold", "skip") else []
        why = _number(request, "why", len(reasons))
        view = View(outcome, reasons[why - 1][0] if why else "",
                    lists.views.get(_key(request), View()).search)
        lines = planned.lines(view)
        pages = max(1, -(-len(lines) // PAGE))
        number = _number(request, "page", pages) or 1
        return page(
            request, "plan", w=request.path_params["w"], l=request.path_params["l"],
            name=listed.name, workbook=workbook.name, planned=planned, counts=planned.counts,
            view=view, why=why, number=number, pages=pages, found=len(lines),
            lines=lines[(number - 1) * PAGE:number * PAGE],
            reasons=[(count, reason_says(word)) for word, count in reasons])

    return when_done(request, lists.plan(workbook, listed), show)


def search(request: Request, form: FormData) -> Response:
    """Remember what is looked for: it may be a patient's name, and so stands in no address."""
    views, key = lists_of(request).views, _key(request)
    views[key] = replace(views.get(key, View()), search=text(form, "search")[:200])
    return go(request, f"/plan/{key[0]}/{key[1]}")


def _key(request: Request) -> tuple[str, str]:
    return request.path_params["w"], request.path_params["l"]


def _number(request: Request, name: str, most: int) -> int:
    """A number of the address from 1 to `most`; 0 for anything else."""
    told = request.query_params.get(name, "")
    return int(told) if told.isascii() and told.isdecimal() and 1 <= int(told[:9]) <= most else 0


ROUTES = [shows("/plan/{w}/{l}", plan), takes("/plan/{w}/{l}/search", search)]
