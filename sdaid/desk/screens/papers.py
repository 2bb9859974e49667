"""The papers of a run: all of a kind for the printer, and each as it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sdaid.desk.bundles import KINDS, Bundle, bundles_of, chosen, next_of, sizes_of
from sdaid.desk.opened import Opened, known_patient, opened, opening
from sdaid.desk.page import page, problem_page, shows, takes, text, work_of
from sdaid.desk.waiting import when_done
from sdaid.papers import Paper, PaperKind, parts, sheets_of, together, why_not

if TYPE_CHECKING:
    from pathlib import Path

    from sdaid.batch.manifest import Ended
    from sdaid.page.seen import Said
    from sdaid.problems import Problem

AT_ONCE = 100
"""Patients on a page."""

DOTS = 1240
"""Dots across a page: a sheet of A4 at 150 to the inch."""


def _list(request: Request, wanted: str = "") -> Response:
    def show(run: Opened) -> Response:
        found = [each for each in run.shown if _fits(run, each, wanted)]
        last = max(1, -(-len(found) // AT_ONCE))
        number = min(max(1, request.path_params.get("number", 1)), last)
        rows = [(_patient(request, run, each.id), each, run.person(each.id))
                for each in found[(number - 1) * AT_ONCE:number * AT_ONCE]]
        bundles = bundles_of(run.folder, run.made)
        return page(request, "papers", run=request.path_params["run"], opened=run, rows=rows,
                    found=len(found), wanted=wanted, number=number, last=last, bundles=bundles,
                    sizes=sizes_of(bundles))

    return when_done(request, opening(request), show)


def _patient(request: Request, run: Opened, id_: str) -> str:
    """The handle of a patient of a run."""
    return work_of(request).patients.of(("paper", run.folder.name, id_))


def _fits(run: Opened, each: Ended, wanted: str) -> bool:
    """Whether an appointment is one that is searched for: by id, name, birth date or visit."""
    person = run.person(each.id)
    told = f"{each.id} {person.name} {person.born} {person.visit}" if person else each.id
    return all(word in told.casefold() for word in wanted.casefold().split())


def papers(request: Request) -> Response:
    return _list(request)


def search(request: Request, form: FormData) -> Response:
    return _list(request, text(form, "wanted"))


def bundle(request: Request) -> Response:
    """All papers of a kind, format and paper in one PDF for the printer."""
    run = opened(request)
    told = request.path_params
    same = chosen(run.folder, run.made, _kind(request), told["format"], told["paper"])
    some = dict(enumerate(parts(same), 1)).get(told["part"])
    if some is None:
        raise HTTPException(404, "missing")
    return pdf(together(some).pdf)


def bundle_to_print(request: Request) -> Response:
    """A page around such a PDF, which says what is in it, what was left out and why, and what comes
    next."""
    run, told = opened(request), request.path_params
    bundles = bundles_of(run.folder, run.made)
    found = next((number for number, each in enumerate(bundles) if (
        each.kind, each.format, each.paper, each.part) == (
        told["kind"], told["format"], told["paper"], told["part"])), None)
    if found is None:
        raise HTTPException(404, "missing")
    here = bundles[found]
    place = _place(request)
    same = parts(chosen(run.folder, run.made, here.kind, here.format, here.paper))[here.part - 1]
    return around(request, f"{place}.pdf", place.partition("/all/")[0], shown=here,
                  then=next_of(bundles, found), left_out=tuple(filter(None, map(why_not, same))))


def to_print(request: Request) -> Response:
    """A page around the PDF of one patient's paper."""
    if work_of(request).patients.thing(request.path_params["patient"]) is None:
        raise HTTPException(410, "cleared")
    place = _place(request)
    return around(request, f"{place}.pdf", place.removesuffix("/print"))


def around(request: Request, pdf: str, back: str, *, shown: Bundle | None = None,
           then: Bundle | None = None, left_out: Sequence[Problem] = ()) -> Response:
    """A page around the PDF at `pdf`: it is cleared like any other that shows patients, which
    the browser's own page of a PDF is not. `then` is printed after what is shown."""
    return page(request, "print", pdf=pdf, back=back, shown=shown, then=then, left_out=left_out,
                run=request.path_params.get("run", ""))


def _place(request: Request) -> str:
    return request.url.path.removeprefix(request.app.state.door.place)


def look(request: Request) -> Response:
    """One paper as it is printed, page by page, between the patient before and the one after."""
    run, id_, paper = _paper(request)
    if found := why_not(paper):
        return problem_page(request, [found])
    ids = [each.id for each in run.shown]
    place = ids.index(id_)
    before, after = (_patient(request, run, ids[other]) if 0 <= other < len(ids) else ""
                     for other in (place - 1, place + 1))
    return page(request, "paper", run=request.path_params["run"], opened=run, id=id_,
                person=run.person(id_), kind=paper.kind,
                kinds=[each for each in KINDS if each in run.papers(id_)],
                patient=request.path_params["patient"], before=before, after=after, place=place + 1,
                of=len(ids), sheets=sheets_of([paper]), paper=paper,
                leaves=leaves(paper.path), dots=DOTS)


def picture(request: Request) -> Response:
    """A page of a paper as a picture."""
    paper = _paper(request)[2]
    if why_not(paper):
        raise HTTPException(404, "missing")
    return leaf(paper.path, request.path_params["page"])


def one(request: Request) -> Response:
    """One paper as it was made, tags and all."""
    paper = _paper(request)[2]
    if found := why_not(paper):
        return problem_page(request, [found])
    return pdf(paper.path.read_bytes())


def leaves(path: Path | bytes) -> list[tuple[tuple[float, float], list[Said]]]:
    """The pages of a paper: the size of each, and what it says."""
    from sdaid.page.seen import page_said, page_sizes

    return [(size, page_said(path, number)) for number, size in enumerate(page_sizes(path))]


def leaf(path: Path | bytes, number: int) -> Response:
    """A page of a paper, counted from 1, as a picture."""
    from sdaid.page.seen import page_picture

    try:
        return Response(page_picture(path, number - 1, DOTS), media_type="image/png")
    except IndexError:
        raise HTTPException(404, "missing") from None


def pdf(content: bytes) -> Response:
    """A PDF that the browser shows, for its own button to print it."""
    return Response(content, media_type="application/pdf",
                    headers={"Content-Disposition": 'inline; filename="sdaid.pdf"'})


def _paper(request: Request) -> tuple[Opened, str, Paper]:
    """The run, the appointment and the paper that a request names."""
    run = opened(request)
    _, folder, id_ = known_patient(request, "paper")
    if folder != run.folder.name or id_ not in {each.id for each in run.shown}:
        raise HTTPException(404, "cleared")
    found = run.papers(id_).get(_kind(request))
    if found is None:
        raise HTTPException(404, "missing")
    return run, id_, found


def _kind(request: Request) -> PaperKind:
    kind = request.path_params["kind"]
    if kind not in KINDS:
        raise HTTPException(404, "missing")
    return cast("PaperKind", kind)


ROUTES = [
    shows("/run/{run}", papers), takes("/run/{run}", search),
    shows("/run/{run}/list/{number:int}", papers),
    shows("/run/{run}/all/{kind}/{format}/{paper}/{part:int}", bundle_to_print),
    shows("/run/{run}/all/{kind}/{format}/{paper}/{part:int}.pdf", bundle),
    shows("/run/{run}/of/{patient}/{kind}", look),
    shows("/run/{run}/of/{patient}/{kind}/{page:int}.png", picture),
    shows("/run/{run}/of/{patient}/{kind}/print", to_print),
    shows("/run/{run}/of/{patient}/{kind}/print.pdf", one)]
