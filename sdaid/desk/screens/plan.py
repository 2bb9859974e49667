"""The plan of a list: who gets an aid, who is skipped, whom a person must look at, and why."""

from __future__ import annotations

from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from sdaid.desk.page import file_of, go, lists_of, page, shows, takes, text, work_of
from sdaid.desk.planned import PAGE, Planned, View, reason_says
from sdaid.desk.waiting import when_done
from sdaid.desk.work import now

OUTCOMES = ("hold", "make", "skip")
VISIT = "visit"
"""The first word of what the handle of a visit stands for."""


def plan(request: Request) -> Response:
    workbook, listed = file_of(request, "w"), file_of(request, "l")
    lists, work = lists_of(request), work_of(request)
    work.touch()

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
        shown = lines[(number - 1) * PAGE:number * PAGE]
        return page(
            request, "plan", w=request.path_params["w"], l=request.path_params["l"],
            name=listed.name, workbook=workbook.name, planned=planned, counts=planned.counts,
            view=view, why=why, number=number, pages=pages, found=len(lines),
            lines=shown,
            lifting=[work.patients.of((VISIT, *_key(request), entry.id))
                     if entry.may_lift or any(each.code == "lifted" for each in entry.problems)
                     else "" for entry, _ in shown], person=work.person,
            reasons=[(count, reason_says(word)) for word, count in reasons])

    return when_done(request, lists.plan(workbook, listed), show)


def search(request: Request, form: FormData) -> Response:
    """Remember what is looked for: it may be a patient's name, and so stands in no address."""
    views, key = lists_of(request).views, _key(request)
    views[key] = replace(views.get(key, View()), search=text(form, "search")[:200])
    return go(request, f"/plan/{key[0]}/{key[1]}")


def lift(request: Request, form: FormData) -> Response:
    """Lift what holds a visit, for the person and the reason that are given; or hold it again."""
    from sdaid import holds

    work, lists, key = work_of(request), lists_of(request), _key(request)
    planned = lists.known_plan(file_of(request, "w"), file_of(request, "l"))
    visit = work.patients.thing(text(form, "visit"))
    if planned is None or not isinstance(visit, tuple) or visit[:3] != (VISIT, *key):
        return go(request, f"/plan/{key[0]}/{key[1]}")  # it was cleared: look at the plan again
    entry = next(each for each in planned.plan.entries if each.id == visit[3])
    if text(form, "again"):
        wish = holds.LiftWish(again=(entry.id,))
    else:
        work.person = text(form, "by")
        wish = holds.LiftWish((entry.id,), work.person, text(form, "because"),
                              now().isoformat(timespec="seconds"),
                              seen=frozenset(entry.may_lift))
    holds.lift(planned.folder, planned.listed, planned.content, planned.asked, wish)
    shown = text(form, "show")
    return go(request, f"/plan/{key[0]}/{key[1]}" + (f"?show={shown}" if shown in OUTCOMES else ""))


def _key(request: Request) -> tuple[str, str]:
    return request.path_params["w"], request.path_params["l"]


def _number(request: Request, name: str, most: int) -> int:
    """A number of the address from 1 to `most`; 0 for anything else."""
    told = request.query_params.get(name, "")
    return int(told) if told.isascii() and told.isdecimal() and 1 <= int(told[:9]) <= most else 0


ROUTES = [shows("/plan/{w}/{l}", plan), takes("/plan/{w}/{l}/search", search),
          takes("/plan/{w}/{l}/lift", lift)]
