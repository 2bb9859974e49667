"""The report on a workbook that the clinic's committee signs, page by page as it is printed."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from sdaid.desk.page import file_of, page, shows, work_of
from sdaid.desk.screens.papers import DOTS, leaf, leaves, pdf
from sdaid.desk.tasks import Progress, Task
from sdaid.desk.waiting import when_done
from sdaid.problems import CannotGoOnError, ExitCode


def report(request: Request) -> Response:
    """Its pages as pictures, each with its words."""
    path = file_of(request, "w")

    def show(drawn: bytes) -> Response:
        return page(request, "report", w=request.path_params["w"], name=path.name,
                    leaves=leaves(drawn), dots=DOTS)

    return when_done(request, _task(request, path), show)


def to_print(request: Request) -> Response:
    """The same as a PDF."""
    return when_done(request, _task(request, file_of(request, "w")), pdf)


def picture(request: Request) -> Response:
    """One of its pages as a picture."""
    return leaf(_task(request, file_of(request, "w")).result(), request.path_params["page"])


def _task(request: Request, path: Path) -> Task:
    """The report, drawn once while the workbook is the same."""
    work = work_of(request)
    day = work.today()

    def draw(progress: Progress) -> bytes:
        from sdaid import steps

        progress.at("reading-workbook")
        content, problems = steps.read_workbook(path)
        if content is None:
            raise CannotGoOnError(problems, ExitCode.UNUSABLE)
        progress.at("drawing-report")
        problems = problems + steps.finished_problems(content, day)
        return steps.sign_off_pack(steps.judged(content, problems, day, printed=True))

    return work.looking.ask(("report", path.name, work.folder.stamp(path.name), day), draw)


ROUTES = [shows("/workbook/{w}/report", report), shows("/workbook/{w}/report.pdf", to_print),
          shows("/workbook/{w}/report/{page:int}.png", picture)]
