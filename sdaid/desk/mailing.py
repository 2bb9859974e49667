"""Post and e-mail of a finished run, in the steps of `sdaid post` and `sdaid email`: first what
would go and what would be held, then the sending itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.desk.tasks import Progress
from sdaid.problems import CannotGoOnError, Problem

if TYPE_CHECKING:
    from sdaid.aid.wording import Wording
    from sdaid.mail.conversation import Server
    from sdaid.mail.envelopes import Job
    from sdaid.mail.finished import Batch, Staying
    from sdaid.mail.mailing import Mailing
    from sdaid.mail.order import Group, Placed
    from sdaid.mail.sending import EmailPlan, Ended

BETWEEN = 2.0
"""Seconds from one message to the next, as `sdaid email` has it."""


@dataclass(frozen=True)
class Source:
    """The folder of a run, the day, and the ledger."""

    folder: Path
    today: date
    ledger: Path


@dataclass(frozen=True)
class PostForm:
    """How a print run is asked for."""

    window: str = "din-b"
    country: str = ""
    sort: str = "postcode"
    again: str = ""


@dataclass(frozen=True)
class EmailForm:
    """How e-mails are asked for. Login and password come with the sending alone."""

    sender: str = ""
    name: str = ""
    notice: bool = False
    by_birth: bool = False
    again: str = ""


@dataclass(frozen=True)
class PostPlan:
    """What a print run would hold: its envelopes in their order, and what stays; and what was found
    of print runs that were cut off."""

    form: PostForm
    order: tuple[Placed, ...]
    groups: tuple[Group, ...]
    staying: tuple[Staying, ...]
    cut_off: tuple[str, ...]
    names: dict[str, str]


@dataclass(frozen=True)
class PostDone:
    """A print run: its folder, None where there was nothing to print, and what stays."""

    folder: Path | None
    groups: tuple[Group, ...]
    staying: tuple[Staying, ...]
    cut_off: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True)
class EmailPlanned:
    """What would be sent, with what, to whom; and what stays."""

    form: EmailForm
    plan: EmailPlan
    names: dict[str, str]


@dataclass(frozen=True)
class EmailDone:
    """What was sent, what stays, and what was said on the way; `stopped` by a person, or by
    `problems` with the server."""

    sent: tuple[str, ...]
    staying: tuple[Staying, ...]
    said: tuple[str, ...]
    stopped: bool
    problems: tuple[Problem, ...] = ()


def now() -> datetime:
    return datetime.now(UTC)


def _opened(source: Source) -> tuple[Batch, Wording]:
    from sdaid.aid.wording import wording
    from sdaid.mail.finished import open_batch
    from sdaid.resources import templates

    batch = open_batch(source.folder, source.today)
    return batch, wording(batch.content.decision.language, templates() / "locale")


def post_job(source: Source, form: PostForm) -> Job:
    """What a print run is made of. `CannotGoOnError` as of `sdaid post`."""
    from sdaid.mail.addressing import Addressing, home_country, window_of
    from sdaid.mail.envelopes import Job, PostWishes

    batch, words = _opened(source)
    addressing = Addressing.of(form.window, home_country(
        form.country, batch.content, window_of(form.window)), words.language)
    return Job(batch, PostWishes(addressing, form.sort, source.today, form.again), words)


def plan_print_run(source: Source, form: PostForm, progress: Progress) -> PostPlan:
    """What would be printed; nothing is written."""
    from sdaid.ledger.begun import cut_off_lines, end_cut_off
    from sdaid.ledger.ledger import copied_ledger
    from sdaid.mail.envelopes import plan_post
    from sdaid.mail.order import groups, placed

    progress.at("reading-list")
    job = post_job(source, form)
    progress.at("letters", len(job.batch.rows))
    with copied_ledger(source.ledger, now) as known:
        found = end_cut_off(known, job.batch.ids, held=None)
        envelopes, staying = plan_post(job, known, _tick(progress))
    order = placed(envelopes, form.sort)
    return PostPlan(form, tuple(order), tuple(groups(order)), tuple(staying),
                    tuple(cut_off_lines(found)), _names(job.batch))


def make_print_run(source: Source, form: PostForm, progress: Progress) -> PostDone:
    """Make the print run, and write it into the ledger."""
    from sdaid.batch.folder import claimed
    from sdaid.ledger.begun import cut_off_lines
    from sdaid.ledger.ledger import open_ledger
    from sdaid.mail.post import post

    progress.at("reading-list")
    job = post_job(source, form)
    progress.at("letters", len(job.batch.rows))
    with claimed(source.folder), open_ledger(source.ledger, now) as opened:
        made = post(job, opened, _tick(progress))
    files = tuple(sorted(path.name for path in made.folder.iterdir())) if made.folder else ()
    return PostDone(made.folder, made.groups, made.staying, tuple(cut_off_lines(made.cut_off)),
                    files)


def test_sheet(source: Source, form: PostForm) -> bytes:
    """The proof of a window, to be folded and put into an envelope. Nobody's name is on it."""
    from sdaid.mail.proof import proof_pdf

    job = post_job(source, form)
    return proof_pdf(job, job.batch.content.decision.paper.value)


def mailing_of(source: Source, form: EmailForm) -> Mailing:
    """What the e-mails are made of. `CannotGoOnError` as of `sdaid email`."""
    from sdaid.mail.finished import open_batch
    from sdaid.mail.mailing import EmailWishes, Mailing
    from sdaid.mail.message import Sender

    batch = open_batch(source.folder, source.today)
    decision = batch.content.decision
    sender = (Sender(form.name, form.sender, decision.phone) if form.name else Sender(
        decision.clinic_name, form.sender, decision.phone, decision.at("clinic_name")))
    return Mailing(batch, EmailWishes(
        sender, source.today, form.notice, form.by_birth, form.again))


def plan_emails(source: Source, form: EmailForm, progress: Progress) -> EmailPlanned:
    """What would be sent; nothing is written or sent."""
    from sdaid.ledger.begun import end_cut_off
    from sdaid.ledger.ledger import copied_ledger
    from sdaid.mail.sending import plan_email

    progress.at("reading-list")
    mailing = mailing_of(source, form)
    with copied_ledger(source.ledger, now) as known:
        end_cut_off(known, mailing.batch.ids, held=None)
        return EmailPlanned(form, plan_email(mailing, known), _names(mailing.batch))


def send_emails(source: Source, form: EmailForm, server: Server, progress: Progress
                ) -> EmailDone:
    """Send them, one after the other. Where a person stops it, the message in hand is finished."""
    from sdaid.batch.folder import claimed
    from sdaid.ledger.ledger import open_ledger
    from sdaid.mail.sending import Pace, send

    progress.at("reading-list")
    mailing = mailing_of(source, form)
    said: list[str] = []
    ended: list[Ended] = []
    problems: list[Problem] = []
    progress.at("sending", len(mailing.batch.manifest.appointments))
    pace = Pace(time.monotonic, lambda seconds: _wait(seconds, progress), said.append, BETWEEN)
    with claimed(source.folder), open_ledger(source.ledger, now) as opened:
        try:
            with closing(send(mailing, opened, server, pace)) as messages:
                for each in messages:
                    ended.append(each)
                    progress.done += 1
                    if progress.stops:
                        break
        except CannotGoOnError as error:
            problems = error.problems
    return EmailDone(tuple(each.id for each in ended if each.staying is None),
                     tuple(each.staying for each in ended if each.staying), tuple(said),
                     progress.stops, tuple(problems))


def _wait(seconds: float, progress: Progress) -> None:
    until = time.monotonic() + seconds
    while not progress.stops and (left := until - time.monotonic()) > 0:
        time.sleep(min(0.5, left))


def _tick(progress: Progress) -> Callable[[int], None]:
    def tick(count: int) -> None:
        progress.done += count

    return tick


def _names(batch: Batch) -> dict[str, str]:
    return {name: f"{row.given_name} {row.family_name}".strip()
            for name, row in batch.rows.items()}
