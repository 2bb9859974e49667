"""One e-mail: who, from whom, what, and nothing that tells the condition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from sdaid.aid.wording import Wording
from sdaid.appointments.columns import Appointment
from sdaid.mail.discreet import digits_of
from sdaid.mail.fill import fill
from sdaid.problems import CannotGoOnError, ExitCode, Problem, problem, unquoted
from sdaid.sheets.values import fold

FILE_NAME = "information.pdf"
SHORTEST_PASSWORD = 8
MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}"
                     r"[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]")
EVERYDAY = frozenset((
    "about", "after", "also", "before", "being", "call", "from", "have", "into", "long", "more",
    "other", "over", "than", "that", "their", "them", "there", "these", "they", "this", "those",
    "time", "visit", "what", "when", "which", "while", "with", "without", "your"))
"""Words of four letters or more that tell no condition."""


@dataclass(frozen=True)
class Words:
    """What every e-mail of a run says. `html` and `text` tell the same."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Sender:
    """Who writes: the name that is shown, the address, and a telephone number for questions."""

    name: str
    address: str
    phone: str


def words(sender: Sender, wording: Wording, *, notice: bool, by_birth: bool) -> Words:
    """The run's subject and body: with the aid attached, or as a `notice` that there is one."""
    subject = " ".join(fill("mail/subject.txt", wording.translations).split())
    text = fill(f"mail/{'notice' if notice else 'aid'}.txt", wording.translations,
                sender=sender.name, phone=sender.phone, by_birth=by_birth)
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    return Words(subject, "\n\n".join(paragraphs) + "\n", fill(
        "mail/page.html", wording.translations, subject=subject, paragraphs=paragraphs,
        language=wording.language))


def check_reveals(said: Words, sender: Sender, condition: str) -> None:
    """`CannotGoOnError` where something of the e-mail holds a word of the condition."""
    telling = {word for word in fold(condition).split() if len(word) >= 4} - EVERYDAY
    for part, text, remedy in (
            ("sender", f"{sender.name} {sender.address}", "give another with --sender-name or "
             "--from"),
            ("subject", said.subject, "change templates/mail/subject.txt"),
            ("text", said.text, "change the templates in templates/mail"),
            ("file name", FILE_NAME, "change it")):
        found = sorted(telling & set(fold(text).split()))
        if found:
            raise CannotGoOnError([problem("mail-reveals", part=part, found=found[0], do=remedy)],
                                  ExitCode.USAGE)


def email_problem(row: Appointment) -> Problem | None:
    """What is wrong with the row's e-mail address."""
    if not row.email:
        return problem("email-blank", row.at("email"))
    if not MAILBOX.fullmatch(row.email) or ".." in row.email or row.email.startswith("."):
        return unquoted(problem("email-bad", row.at("email"), found=row.email))
    return None


def password_problem(row: Appointment) -> Problem | None:
    """What is wrong with the row's own password."""
    password, place = row.email_password, row.at("email_password")
    if not password:
        return problem("email-password-blank", place)
    if _digits(password) in digits_of(row.born):
        return problem("email-password-birth", place)
    if len(password) < SHORTEST_PASSWORD:
        return problem("email-password-weak", place, why="is too short")
    if len(password.encode()) > 127:
        return problem("email-password-weak", place, why="is too long for a PDF")
    told = (row.given_name, row.family_name, row.patient_id, row.id, row.postcode, row.email)
    if fold(password) in {fold(each) for each in told} or len(set(password)) < 4:
        return problem("email-password-weak", place, why="can be guessed")
    return None


def birth_password(row: Appointment) -> str:
    """The date of birth in eight digits, as the e-mail explains it."""
    return row.born.strftime("%Y%m%d")


def message(row: Appointment, sender: Sender, said: Words, pdf: bytes | None, *, key: str,
            moment: datetime) -> bytes:
    """The e-mail to the address of `row`, ready for the server, with `pdf` attached if there is
    one. `key` is of this delivery: the same one gives the same Message-ID, so that a mailbox that
    gets it twice can tell."""
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(sender.name, addr_spec=sender.address)
    made["To"] = Address(addr_spec=row.email)
    made["Subject"] = said.subject
    made["Date"] = format_datetime(moment)
    made["Message-ID"] = f"<{sha256(key.encode()).hexdigest()[:40]}@{sender.address.split('@')[1]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(said.text, cte="quoted-printable")
    made.add_alternative(said.html, subtype="html", cte="quoted-printable")
    if pdf is not None:
        made.add_attachment(pdf, maintype="application", subtype="pdf", filename=FILE_NAME)
    return made.as_bytes()


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isdigit()) if re.fullmatch(
        r"[\d\s./-]+", text) else _month_spelt(text)


def _month_spelt(text: str) -> str:
    """The date in a text such as “3 Feb 1950” as eight digits, else the text."""
    for form in ("%d %b %Y", "%d %B %Y", "%d%b%Y", "%B %d %Y", "%b %d %Y"):
        try:
            day = datetime.strptime(text.replace(",", ""), form)  # noqa: DTZ007 - a day has no zone
            return day.strftime("%Y%m%d")
        except ValueError:
            continue
    return text
