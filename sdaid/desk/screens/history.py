"""What the ledger knows: of an appointment, of a version, and whom a correction must reach."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from sdaid.desk.page import page, shows, takes, text, work_of
from sdaid.problems import CannotGoOnError

if TYPE_CHECKING:
    from sdaid.ledger.ledger import Ledger

MOST = 500
"""Lines that a page shows; a file has them all."""


def history(request: Request) -> Response:
    return _page(request)


def ask(request: Request, form: FormData) -> Response:
    """What an appointment got, or who got what of a version. Ids stand in no address."""
    from sdaid.ledger.questions import told_history

    appointment, version = text(form, "appointment"), text(form, "version")
    if not appointment and not version:
        return _page(request)
    try:
        with _ledger(request) as ledger:
            lines = told_history(ledger, appointment, version)
    except CannotGoOnError as error:
        return _page(request, problems=error.problems, appointment=appointment, wanted=version)
    return _page(request, lines=lines, appointment=appointment, wanted=version)


def recall(request: Request, form: FormData) -> Response:
    """Whom a correction of a version, or of one figure, must reach; as a file where that is
    asked for."""
    from sdaid.ledger.answers import figures_of
    from sdaid.ledger.questions import told_holders
    from sdaid.ledger.recall_file import recall_csv

    version, figure = text(form, "version"), text(form, "figure")
    try:
        with _ledger(request) as ledger:
            found, figures = told_holders(ledger, version, figure), figures_of(ledger, version)
    except CannotGoOnError as error:
        return _page(request, problems=error.problems, recalled=version)
    if text(form, "file"):
        return Response(recall_csv(found).encode("utf-8-sig"), media_type="text/csv", headers={
            "Content-Disposition": 'attachment; filename="recall.csv"'})
    return _page(request, holders=found, recalled=version, figure=figure, figures=figures)


def _page(request: Request, **told: Any) -> Response:
    from sdaid.ledger.answers import versions

    work = work_of(request)
    work.touch()
    known: list[str] = []
    if work.ledger.exists():
        with _ledger(request) as ledger:
            known = versions(ledger)
    blank: dict[str, Any] = {
        "lines": None, "holders": None, "problems": [], "appointment": "", "wanted": "",
        "recalled": "", "figure": "", "figures": []}
    return page(request, "history", 422 if told.get("problems") else 200, versions=known[::-1],
                most=MOST, **(blank | told))


@contextmanager
def _ledger(request: Request) -> Iterator[Ledger]:
    from sdaid.ledger.ledger import read_ledger

    with read_ledger(work_of(request).ledger, lambda: datetime.now(UTC)) as ledger:
        yield ledger


ROUTES = [shows("/history", history), takes("/history", ask), takes("/history/recall", recall)]
