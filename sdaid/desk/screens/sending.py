"""Post and e-mail: the runs that may go out, and what came back, settled."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from sdaid.desk.page import page, shows, takes, text, work_of
from sdaid.problems import CannotGoOnError

STATES = ("sent", "not sent", "returned")
"""What a person can tell of a sending."""


def sending(request: Request) -> Response:
    return _page(request)


def settle(request: Request, form: FormData) -> Response:
    """Note what a person has found out of the last sending to an appointment."""
    from sdaid.ledger.ledger import open_ledger
    from sdaid.ledger.questions import settle as note_end

    id_, state = text(form, "appointment"), text(form, "state")
    if not id_ or state not in STATES:
        return _page(request)
    try:
        with open_ledger(work_of(request).ledger, _now, create=False) as ledger:
            before = note_end(ledger, id_, state, text(form, "reason")[:200])
    except CannotGoOnError as error:
        return _page(request, problems=error.problems, appointment=id_)
    return _page(request, settled=(before.appointment, before.state, state))


def _page(request: Request, **told: Any) -> Response:
    from sdaid import runs
    from sdaid.ledger.answers import waiting
    from sdaid.ledger.ledger import read_ledger

    work = work_of(request)
    work.touch()
    found = [(work.run(each.folder.name), each, each.told.channels)
             for each in runs.known_runs(work.outputs) if each.told and not each.told.draft]
    waits: dict[str, list[str]] = {"unsure": [], "returned": []}
    if work.ledger.exists():
        with read_ledger(work.ledger, _now) as ledger:
            waits = {state: waiting(ledger, state) for state in waits}
    blank: dict[str, Any] = {"problems": [], "settled": None, "appointment": ""}
    return page(request, "sending", 422 if told.get("problems") else 200, found=found,
                waits=waits, **(blank | told))


def _now() -> datetime:
    return datetime.now(UTC)


ROUTES = [shows("/sending", sending), takes("/sending/settle", settle)]
