"""What the head of an e-mail can hold: a mailbox, a name, a subject. It is written and read back,
as other mail programs do, and must come back as it was."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, default
from functools import lru_cache

from sdaid.staff import mark, translate

ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
MAILBOX = re.compile(rf"(?=.{{1,254}}$)(?=[^@]{{1,64}}@){ATOM}(?:\.{ATOM})*@(?:{LABEL}\.)+"
                     r"[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])")
"""A mailbox (RFC 5321) without quotation marks, comments and letters that old servers refuse."""

ENCODED = "=?"
"""How an encoded word begins, which mail programs read as other characters (RFC 2047)."""

LONGEST_NAME = 120
"""Characters of a sender's name or a subject."""


def is_mailbox(text: str) -> bool:
    """Whether `text` is an address that every mail server takes, and is read as this one."""
    return bool(MAILBOX.fullmatch(text)) and ENCODED not in text and _comes_back("", text, "")


def line_fault(text: str, mailbox: str = "someone@nowhere.example") -> str:
    """Why `text` can be neither the name before `mailbox` nor a subject; empty where it can."""
    if ENCODED in text:
        return translate("“{found}” in it begins an encoded word, which may hold anything").format(
            found=ENCODED)
    if not text.isprintable():
        return mark("it holds a line end or another character that is not seen")
    if len(text) > LONGEST_NAME:
        return translate("it has more than {n} characters").format(n=LONGEST_NAME)
    if not _comes_back(text, mailbox, text):
        return mark("mail programs would read it as something else")
    return ""


def mailbox_header(mailbox: str, name: str = "") -> Address:
    """`mailbox` with a name, for a header."""
    return Address(name, addr_spec=mailbox)


@lru_cache(maxsize=1024)
def _comes_back(name: str, mailbox: str, subject: str) -> bool:
    """Whether a head with these is read as it was meant, and holds no more."""
    made = EmailMessage(policy=SMTP)
    try:
        made["From"] = mailbox_header(mailbox, name)
        made["Subject"] = subject
        read = message_from_bytes(made.as_bytes(), policy=default)
        [found] = read["From"].addresses
        same = (found.display_name, found.addr_spec, str(read["Subject"]))
    except (ValueError, LookupError, TypeError, AttributeError, UnicodeError):
        return False  # the standard library fails in several ways at what is no mailbox
    return same == (name, mailbox, subject) and read.keys() == ["From", "Subject"]
