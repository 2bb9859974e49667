"""The aids that are being made: begun here, watched, stopped, and found again."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from sdaid import runs
from sdaid.desk.bundles import Bundle, bundles_of, sizes_of
from sdaid.desk.making import KEY, Finished, Making
from sdaid.desk.page import file_of, go, lists_of, page, shows, takes, text, work_of
from sdaid.desk.waiting import says, when_done
from sdaid.desk.work import now
from sdaid.papers import run_of


def begin(request: Request, form: FormData) -> Response:
    """Make the aids of a plan that a person has seen. Where some are being made, that is shown."""
    work, lists = work_of(request), lists_of(request)
    workbook, listed = file_of(request, "w"), file_of(request, "l")
    here = f"{request.path_params['w']}/{request.path_params['l']}"
    if work.job_runs:
        return go(request, "/job")
    planned = lists.known_plan(workbook, listed)
    checked = work.checked(workbook)
    if planned is None or checked.report is None:
        return go(request, f"/plan/{here}")  # a file was saved anew: look at the plan first
    making = Making(planned, checked.report, runs.How(
        work.outputs, work.ledger, now, sheets=bool(text(form, "sheets")),
        same_list=bool(text(form, "same_list"))))
    work.making.drop(lambda key: key == KEY)
    work.made_from = here
    work.making.ask(KEY, making.make)
    return go(request, "/job")


def job(request: Request) -> Response:
    """How far the aids have come; how they ended."""
    work = work_of(request)
    task = work.making.known(KEY)
    if task is None:
        return page(request, "job", state="none", finished=None)
    if not task.done:
        return page(request, "job", state="runs", finished=None, far=task.progress,
                    says=says(request, task.progress), events=f"/wait/{work.waits.of(KEY)}/events")

    def show(finished: Finished) -> Response:
        aids = [each for each in _bundles(finished) if each.kind == "aid"]
        return page(request, "job", state="ended", finished=finished, here_made=work.made_from,
                    run=work.run(finished.folder.name), first=next(iter(aids), None),
                    sizes=sizes_of(aids),
                    same_list=any(each.code == "folder-other-list" for each in finished.problems))

    return when_done(request, task, show)


def _bundles(finished: Finished) -> list[Bundle]:
    """What can be printed of a run that came to its end."""
    if finished.problems or finished.stopped or not finished.counts["made"]:
        return []
    return bundles_of(finished.folder, run_of(finished.folder))


def stop(request: Request, form: FormData) -> Response:
    """Stop when what is in hand is finished."""
    del form
    task = work_of(request).making.known(KEY)
    if task is not None:
        task.progress.stops = True
    return go(request, "/job")


ROUTES = [shows("/job", job), takes("/job/stop", stop), takes("/plan/{w}/{l}/make", begin)]
