"""The e-mail of a run: what would be sent, with which words and to whom, and the sending."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from sdaid.desk import mailing
from sdaid.desk.mailing import EmailDone, EmailForm, EmailPlanned
from sdaid.desk.opened import known_patient, run_folder
from sdaid.desk.page import go, page, shows, takes, text, work_of
from sdaid.desk.screens.post import done_of, plan_of, source_of
from sdaid.desk.waiting import says, when_done
from sdaid.desk.work import PATIENTS
from sdaid.problems import CannotGoOnError, ExitCode, problem

if TYPE_CHECKING:
    from sdaid.mail.conversation import Server

PLAN, DONE = "email-plan", "email-done"
TLS_PORT, STARTTLS_PORT = 465, 587


def form(request: Request) -> Response:
    work_of(request).touch()
    return page(request, "email", run=request.path_params["run"], name=run_folder(request).name,
                sender=os.environ.get("SDAID_SMTP_FROM", ""))


def plan(request: Request, given: FormData) -> Response:
    """See what would be sent, and what stays."""
    work, source = work_of(request), source_of(request)
    work.touch()
    wanted = EmailForm(text(given, "sender"), text(given, "name"), bool(text(given, "notice")),
                       text(given, "open") == "birth", text(given, "again")[:200])
    thing = (PLAN, source.folder.name, secrets.token_hex(8), wanted)
    work.looking.ask((PATIENTS, *thing), lambda progress: mailing.plan_emails(
        source, wanted, progress))
    return go(request, f"/run/{request.path_params['run']}/email/plan/{work.patients.of(thing)}")


def planned(request: Request) -> Response:
    def show(found: EmailPlanned) -> Response:
        return page(request, "email_plan", run=request.path_params["run"],
                    patient=request.path_params["patient"], planned=found,
                    server=os.environ.get("SDAID_SMTP_SERVER", ""),
                    user=os.environ.get("SDAID_SMTP_USER", ""))

    return when_done(request, plan_of(request, PLAN), show)


def send(request: Request, given: FormData) -> Response:
    """Send the e-mails that were looked at."""
    work, source, thing = work_of(request), source_of(request), known_patient(request, PLAN)
    work.touch()
    server, wanted = _server(given), thing[3]
    done = (DONE, source.folder.name, secrets.token_hex(8))
    work.making.ask(done, lambda progress: mailing.send_emails(source, wanted, server, progress))
    work.patients.drop(thing)
    return go(request, f"/run/{request.path_params['run']}/email/done/{work.waits.of(done)}")


def sent(request: Request) -> Response:
    """How far the sending has come, and how it ended."""
    task = done_of(request, DONE)
    handle = request.path_params["done"]
    if not task.done:
        return page(request, "email_done", run=request.path_params["run"], done=None,
                    handle=handle, says=says(request, task.progress), far=task.progress,
                    events=f"/wait/{handle}/events")

    def show(found: EmailDone) -> Response:
        return page(request, "email_done", run=request.path_params["run"], done=found,
                    handle=handle, says="", far=task.progress, events="")

    return when_done(request, task, show)


def stop(request: Request, given: FormData) -> Response:
    """Stop when the message in hand is finished."""
    del given
    done_of(request, DONE).progress.stops = True
    told = request.path_params
    return go(request, f"/run/{told['run']}/email/done/{told['done']}")


def _server(given: FormData) -> Server:
    """The server that a form names, with its login, which is kept for this sending alone.
    `CannotGoOnError` where it names none."""
    from sdaid.mail.conversation import Server

    named = text(given, "server")
    host, _, port = named.rpartition(":") if ":" in named else (named, "", str(STARTTLS_PORT))
    if not host or not (port.isascii() and port.isdecimal() and 0 < int(port[:9]) < 65536):
        raise CannotGoOnError([problem("mail-server-form", found=named)], ExitCode.USAGE)
    password = given.get("password", "")
    trusted = os.environ.get("SDAID_SMTP_AUTHORITIES")
    return Server(host, int(port), int(port) == TLS_PORT, text(given, "user"),
                  password if isinstance(password, str) else "", Path(trusted) if trusted else None)


ROUTES = [
    shows("/run/{run}/email", form), takes("/run/{run}/email/plan", plan),
    shows("/run/{run}/email/plan/{patient}", planned),
    takes("/run/{run}/email/plan/{patient}", send), shows("/run/{run}/email/done/{done}", sent),
    takes("/run/{run}/email/done/{done}/stop", stop)]
