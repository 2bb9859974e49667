"""One e-mail: who, from whom, what, and nothing that tells the condition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from sdaid.aid.wording import Wording
from sdaid.appointments.columns import Appointment
from sdaid.appointments.passwords import why_not_exact
from sdaid.appointments.placeholders import is_placeholder
from sdaid.mail.discreet import birth_in_any_form
from sdaid.mail.fill import fill
from sdaid.mail.headers import is_mailbox, line_fault, mailbox_header
from sdaid.mail.reveals import condition_words, perhaps, surely
from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, problem, unquoted
from sdaid.sheets.values import fold

SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 127
"""In characters, and in bytes of UTF-8: a PDF takes no more."""

NOBODYS = frozenset((
    "noemail", "noemailaddress", "nomail", "none", "noone", "nobody", "unknown", "declined",
    "refused", "optout", "optedout", "notprovided", "notgiven", "notavailable", "notapplicable",
    "noreply", "donotreply", "donotemail", "keineemail", "keinemail"))
"""Names of mailboxes that stand for “no e-mail address”."""

FEWEST_LETTERS = 4
"""Different ones in a password."""

GIVEN = Place(heading="--sender-name")
"""Where a sender's name comes from that the call gives."""


@dataclass(frozen=True)
class Attached:
    """A PDF that goes with an e-mail, locked, and the name that it has there."""

    name: str
    pdf: bytes


@dataclass(frozen=True)
class Words:
    """What every e-mail of a run says in one language: `html` and `text` tell the same; `aid` and
    `book` are the names of what is attached."""

    subject: str
    text: str
    html: str
    aid: str = "information.pdf"
    book: str = "evidence-book.pdf"


@dataclass(frozen=True)
class Sender:
    """Who writes: the name that is shown, the address, and a telephone number for questions.
    `origin` is where the name was read."""

    name: str
    address: str
    phone: str
    origin: Place = GIVEN


def words(sender: Sender, wording: Wording, *, notice: bool, by_birth: bool) -> Words:
    """The run's subject, body and names of files in one language: with the aid attached, or as a
    `notice` that there is one."""
    subject = " ".join(fill("mail/subject.txt", wording.translations).split())
    text = fill(f"mail/{'notice' if notice else 'aid'}.txt", wording.translations,
                sender=sender.name, phone=sender.phone, by_birth=by_birth)
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    _ = wording.translations.gettext
    return Words(subject, "\n\n".join(paragraphs) + "\n", fill(
        "mail/page.html", wording.translations, subject=subject, paragraphs=paragraphs,
        language=wording.language), _("information.pdf"), _("evidence-book.pdf"))


def check_head(said: Words, sender: Sender) -> None:
    """`CannotGoOnError` where an e-mail's head cannot hold the sender or the subject."""
    if not is_mailbox(sender.address):
        raise CannotGoOnError([problem("sender-bad", found=sender.address)], ExitCode.USAGE)
    for text, place in ((sender.name, sender.origin),
                        (said.subject, Place("templates/mail/subject.txt"))):
        if why := line_fault(text, sender.address):
            raise CannotGoOnError([problem("mail-head", place, why=why)], ExitCode.USAGE)


def check_reveals(said: Words, sender: Sender, condition: str) -> None:
    """`CannotGoOnError` where something of the e-mail holds a word of the condition."""
    told = condition_words(condition)
    for part, text, remedy in (*_seen(said, sender), (
            "text", said.text, "change the templates in templates/mail")):
        found = surely(told.within(text, shows_case=part != "sender's address"))
        if found:
            raise CannotGoOnError([problem("mail-reveals", part=part, found=found[0], do=remedy)],
                                  ExitCode.USAGE)


def doubts(said: Words, sender: Sender, condition: str) -> list[Problem]:
    """Warnings of words of the condition that something of the e-mail may hold."""
    told = condition_words(condition)
    return [problem("mail-reveals-perhaps", part=part, found=word, do=remedy)
            for part, text, remedy in _seen(said, sender)
            for word in perhaps(told.within(text, shows_case=part != "sender's address"))]


def _seen(said: Words, sender: Sender) -> tuple[tuple[str, str, str], ...]:
    """What of an e-mail is seen before it is opened: its part, its words, and what changes them."""
    return (("sender", sender.name, "give another with --sender-name"),
            ("sender's address", sender.address, "give another with --from"),
            ("subject", said.subject, "change templates/mail/subject.txt"),
            ("file name", f"{said.aid} {said.book}", "change it"))


def email_problem(row: Appointment) -> Problem | None:
    """What is wrong with the row's e-mail address."""
    if not row.email:
        return problem("email-blank", row.at("email"))
    if not is_mailbox(row.email):
        return unquoted(problem("email-bad", row.at("email"), found=row.email))
    if _is_nobodys(row.email):
        return problem("email-nobodys", row.at("email"))
    return None


def _is_nobodys(mailbox: str) -> bool:
    """Whether an address was typed because a form wanted one: noemail@…, none@none.…"""
    local, _, domain = (fold(part) for part in mailbox.partition("@"))
    return (local.replace(" ", "") in NOBODYS
            or (is_placeholder(local) and domain.split()[:1] == [local]))


def password_problem(row: Appointment) -> Problem | None:
    """What is wrong with the row's own password."""
    password, place = row.email_password, row.at("email_password")
    if is_placeholder(password):
        return problem("email-password-blank", place)
    if why := why_not_exact(password):
        return problem("email-password-exact", place, why=why)
    if birth_in_any_form(row.born).search(password):
        return problem("email-password-birth", place)
    if why := _weakness(row, password):
        return problem("email-password-weak", place, why=why)
    return None


def _weakness(row: Appointment, password: str) -> str:
    """Why `password` is none that keeps anything; empty where it is one."""
    if len(password) < SHORTEST_PASSWORD:
        return "is too short"
    if len(password.encode()) > LONGEST_PASSWORD:
        return "is too long for a PDF"
    told = (row.given_name, row.family_name, row.patient_id, row.id, row.postcode, row.email)
    guessed = fold(password) in {fold(each) for each in told} or len(set(password)) < FEWEST_LETTERS
    return "can be guessed" if guessed else ""


def birth_password(row: Appointment) -> str:
    """The date of birth in eight digits, as the e-mail explains it."""
    return row.born.strftime("%Y%m%d")


def message(row: Appointment, sender: Sender, said: Words, attached: Sequence[Attached], *,
            key: str, moment: datetime) -> bytes:
    """The e-mail to the address of `row`, ready for the server, with what is `attached`. `key` is
    of this delivery: the same one gives the same Message-ID, so that a mailbox that gets it twice
    can tell."""
    made = EmailMessage(policy=SMTP)
    made["From"] = mailbox_header(sender.address, sender.name)
    made["To"] = mailbox_header(row.email)
    made["Subject"] = said.subject
    made["Date"] = format_datetime(moment)
    made["Message-ID"] = f"<{sha256(key.encode()).hexdigest()[:40]}@{sender.address.split('@')[1]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(said.text, cte="quoted-printable")
    made.add_alternative(said.html, subtype="html", cte="quoted-printable")
    for each in attached:
        made.add_attachment(each.pdf, maintype="application", subtype="pdf", filename=each.name)
    return made.as_bytes()
