"""The e-mails of a finished batch, one after the other. The ledger has each before the server does,
so that a run that is killed never sends one twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from math import ceil

from sdaid.appointments.columns import Channel
from sdaid.ledger.begun import cut_off_lines, end_cut_off
from sdaid.ledger.enter import enter_run
from sdaid.ledger.keep import sha256_of
from sdaid.ledger.ledger import AlreadyOnItsWayError, Ledger
from sdaid.mail.conversation import (
    Conversation,
    LaterError,
    NobodyThereError,
    NoServerError,
    RefusedError,
    Server,
    UnsureError,
)
from sdaid.mail.discreet import discreet_about
from sdaid.mail.finished import Ready, Staying, already, note_patients, ready
from sdaid.mail.identity import page_problem
from sdaid.mail.mailing import EmailWishes, Mailing
from sdaid.mail.message import (
    Attached,
    Words,
    birth_password,
    email_problem,
    message,
    password_problem,
)
from sdaid.mail.pdf import locked
from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, problem
from sdaid.staff import translate, translate_n

MOST_UNSURE = 3
"""Messages one after the other of which nobody knows whether they went, before no more is sent."""

WAITS = (60.0, 300.0, 900.0)
"""Seconds before a message is tried again; servers that greylist want some minutes."""


@dataclass(frozen=True)
class Pace:
    """How fast: `clock` gives seconds, `sleep` waits some, `say` tells what is waited for;
    `between` are seconds from one message to the next, `waits` those before a message that failed
    is tried again."""

    clock: Callable[[], float]
    sleep: Callable[[float], None]
    say: Callable[[str], None]
    between: float = 2.0
    waits: tuple[float, ...] = WAITS


@dataclass(frozen=True)
class Ended:
    """One message that went, or an appointment that stays."""

    id: str
    staying: Staying | None = None


@dataclass(frozen=True)
class EmailPlan:
    """What goes to whom, what is said in which language (the workbook's own first), what stays and
    why, and warnings."""

    words: Mapping[str, Words]
    going: tuple[Ready, ...]
    staying: tuple[Staying, ...]
    doubts: tuple[Problem, ...] = ()


def plan_email(mailing: Mailing, ledger: Ledger) -> EmailPlan:
    """What would be sent. `CannotGoOnError` where an e-mail would tell the condition."""
    batch, wishes = mailing.batch, mailing.wishes
    said = {mailing.own.language: mailing.words(mailing.own)}
    going, staying = ready(batch, Channel.EMAIL, wishes.today, wishes.only)
    going, held = already(ledger, batch, going, wishes.again)
    staying += held
    good = []
    for each in going:
        found = _unfit(each, wishes) or page_problem(
            batch.folder / each.ended.file, each.appointment, each.tongue.wording)
        if found:
            staying.append(Staying(each.id, found.sentence, found))
        else:
            good.append(each)
    tongues = {each.language: each for each in (mailing.own, *(each.tongue for each in good))}
    said |= {name: mailing.words(tongue) for name, tongue in tongues.items() if name not in said}
    return EmailPlan(said, tuple(good), tuple(staying), tuple(dict.fromkeys(
        found for name, tongue in tongues.items()
        for found in mailing.doubts(tongue, said[name]))))


def send(mailing: Mailing, ledger: Ledger, server: Server, pace: Pace) -> Iterator[Ended]:
    """Send what may go by e-mail; yields every appointment once, as it ends. What a killed run was
    just sending is held: nobody can know whether it went."""
    batch = mailing.batch
    enter_run(ledger, batch.folder, batch.manifest, batch.content)
    note_patients(ledger, batch)
    for line in cut_off_lines(end_cut_off(ledger, batch.ids, batch.folder)):
        pace.say(line)
    plan = plan_email(mailing, ledger)
    for doubt in plan.doubts:
        pace.say(doubt.sentence)
    for stays in plan.staying:
        yield Ended(stays.id, stays)
    run = _Run(mailing, ledger, plan.words, pace, Conversation(server))
    try:
        yield from run.all(plan.going)
        run.conversation.leave()
    finally:
        run.conversation.close()


@dataclass
class _Run:
    """The messages of one call. `next_at` is when the rate allows the next."""

    mailing: Mailing
    ledger: Ledger
    words: Mapping[str, Words]
    pace: Pace
    conversation: Conversation
    next_at: float = 0.0

    def all(self, going: tuple[Ready, ...]) -> Iterator[Ended]:
        """Each message, and those that failed for a time once more after the others."""
        waiting = [(0.0, place, 0, each) for place, each in enumerate(going)]
        unreached = unsure = 0
        while waiting:
            due, place, tries, each = heappop(waiting)
            self._wait_for_turn(due, len(waiting) + 1)
            self.next_at = self.pace.clock() + self.pace.between
            try:
                found = self._one(each)
                unreached = 0
            except NoServerError as error:
                self._wait_for_server(unreached, error)
                unreached += 1
                heappush(waiting, (due, place, tries, each))
                continue
            except LaterError as error:
                unreached = 0
                if tries < len(self.pace.waits):
                    again_at = self.pace.clock() + self.pace.waits[tries]
                    heappush(waiting, (again_at, place, tries + 1, each))
                    continue
                found = problem("mail-temporary", each.appointment.at("email"), why=error)
            yield Ended(each.id, Staying(each.id, found.sentence, found) if found else None)
            unsure = unsure + 1 if found and found.code == "mail-unsure" else 0
            if unsure == MOST_UNSURE and waiting:
                raise CannotGoOnError([problem(
                    "mail-server", why=f"the last {unsure} messages may have been sent or not",
                    do="ask whoever runs it, settle these, and run this again for the others")],
                    ExitCode.MACHINE)

    def _one(self, each: Ready) -> Problem | None:
        """Send one message; returns what keeps it. Raises `LaterError` to have it tried again."""
        batch, again = self.mailing.batch.manifest.batch, self.mailing.wishes.again
        sha256, place = each.ended.sha256, each.appointment.at("email")
        path = self.mailing.batch.folder / each.ended.file
        if not path.is_file() or sha256_of(path) != sha256:  # a mailing takes hours
            return problem("file-changed", Place(str(path)))
        made = self._message(each)
        delivery = 0

        def commit() -> None:
            nonlocal delivery
            delivery = self.ledger.sending(batch, each.id, sha256, again)

        try:
            self.conversation.hand_over(
                made, self.mailing.wishes.sender.address, each.appointment.email, commit,
                discreet_about(each.appointment))
        except AlreadyOnItsWayError:
            self.conversation.close()
            return problem("mail-taken", place)
        except UnsureError as error:
            self.ledger.ended(delivery, "unsure", f"no clear answer: {error}")
            return problem("mail-unsure", place, found=each.id, day=self.ledger.now()[:10])
        except (LaterError, CannotGoOnError) as error:
            if delivery:
                self.ledger.ended(delivery, "not sent", str(error))
            raise
        except RefusedError as error:
            if delivery:
                self.ledger.ended(delivery, "refused", str(error))
            else:
                self.ledger.refused(batch, each.id, sha256, again, str(error))
            return problem("mail-refused", place, why=error)
        self.ledger.ended(delivery, "sent")
        return None

    def _message(self, each: Ready) -> bytes:
        row, batch, wishes = each.appointment, self.mailing.batch, self.mailing.wishes
        said, attached = self.words[each.tongue.language], []
        if not wishes.notice:
            password = birth_password(row) if wishes.by_birth else row.email_password
            attached = [Attached(name, locked(batch.folder / file, password))
                        for name, file in zip((said.aid, said.book), each.files, strict=False)]
        key = "\n".join((batch.manifest.batch, each.id, each.ended.sha256, wishes.again))
        return message(row, self.mailing.sender(each.tongue), said, attached, key=key,
                       moment=self.ledger.clock())

    def _wait_for_server(self, unreached: int, error: NoServerError) -> None:
        """Wait before the server is called again, the longer the oftener it was not reached. One
        that was never there is rather a wrong name than one that comes back."""
        if isinstance(error, NobodyThereError) and not self.conversation.was_reached:
            raise CannotGoOnError([problem(
                "mail-server", why=error, do="correct --server, or look whether it runs; nothing "
                "was sent")], ExitCode.MACHINE)
        if unreached >= len(self.pace.waits):
            raise CannotGoOnError([problem(
                "mail-server", why=error, do="look whether it runs, and run this again")],
                ExitCode.MACHINE)
        wait = self.pace.waits[unreached]
        self.pace.say(translate("The mail server does not answer ({why}): {again}").format(
            why=error, again=_trying_again(wait)))
        self.pace.sleep(wait)

    def _wait_for_turn(self, due: float, messages: int) -> None:
        """Wait until the rate allows the next of `messages`, and one that failed is `due` again."""
        now = self.pace.clock()
        if due - now > self.pace.between:
            self.pace.say(translate_n(
                "{n} e-mail could not be handed over yet: {again}",
                "{n} e-mails could not be handed over yet: {again}", messages).format(
                    n=messages, again=_trying_again(due - now)))
        left = max(due, self.next_at) - now
        if left > 0:
            self.pace.sleep(left)


def _trying_again(seconds: float) -> str:
    minutes = ceil(seconds / 60)
    return translate_n("trying again in {n} minute.", "trying again in {n} minutes.",
                       minutes).format(n=minutes)


def _unfit(each: Ready, wishes: EmailWishes) -> Problem | None:
    found = email_problem(each.appointment)
    if found or wishes.notice or wishes.by_birth:
        return found
    return password_problem(each.appointment)
