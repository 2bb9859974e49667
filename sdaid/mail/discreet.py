"""What a mail server says, made fit to be kept and shown: short, in one line, and without the words
that tell who the patient is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date

from sdaid.appointments.columns import Appointment

LONGEST = 200
"""Characters of an answer that are kept."""

MAILBOX = re.compile(r"<?[^\s<>]+@[^\s<>]+>?")
HIDDEN = "…"

Discreet = Callable[[str], str]
"""Takes the patient's own words out of a text."""


def one_line(text: str) -> str:
    """`text` in one line without control characters, mailboxes hidden, cut to `LONGEST`."""
    plain = MAILBOX.sub(HIDDEN, _plain(text))
    return plain if len(plain) <= LONGEST else plain[:LONGEST - 1].rstrip() + HIDDEN


def discreet_about(row: Appointment) -> Discreet:
    """A filter that hides, in any text, what the list's `row` tells of the patient: names, address,
    ids, e-mail address and password, and the date of birth in any usual form."""
    words = sorted(_words(row), key=len, reverse=True)
    own = re.compile("|".join(map(_spelt, words)), re.IGNORECASE) if words else None
    birth = birth_in_any_form(row.born)

    def hide(text: str) -> str:
        plain = birth.sub(HIDDEN, _plain(text))
        return one_line(own.sub(HIDDEN, plain) if own else plain)

    return hide


def _plain(text: str) -> str:
    """`text` in one line and in one spelling, without characters that are not seen."""
    seen = (" " if each.isspace() else each if each.isprintable() else ""
            for each in unicodedata.normalize("NFC", text))
    return " ".join("".join(seen).split())


def birth_in_any_form(born: date) -> re.Pattern[str]:
    """A pattern for `born` in any usual form: numbers in any order, or with the month as a word, in
    whatever language."""
    day, month = f"0?{born.day}", f"0?{born.month}"
    year = f"(?:{born.year}|{born.year % 100:02d})"
    gap, nth = r"[\s.,:/_-]{0,2}", r"(?:st|nd|rd|th)?"
    word = r"[\s.,/-]{0,2}(?:of\s+|de\s+)?[^\W\d_]{3,10}[\s.,/-]{0,2}(?:de\s+)?"
    orders = [f"{day}{gap}{month}{gap}{year}", f"{month}{gap}{day}{gap}{year}",
              f"{year}{gap}{month}{gap}{day}", f"{year}{gap}{day}{gap}{month}",
              f"{day}{nth}{word}{year}", f"{year}{word}{day}{nth}",
              rf"\b[^\W\d_]{{3,10}}[\s.,/-]{{0,2}}{day}{nth}[\s.,/-]{{1,2}}{year}"]
    return re.compile("|".join(f"(?<!\\d){each}(?!\\d)" for each in orders), re.IGNORECASE)


def _words(row: Appointment) -> Iterator[str]:
    """Each word that tells who the patient is."""
    told = (row.given_name, row.family_name, row.addressee, row.address, row.postcode,
            row.patient_id, row.email, row.email.partition("@")[0], row.email_password)
    for text in told:
        plain = unicodedata.normalize("NFC", text)
        whole = " ".join(plain.split())
        for each in (*re.findall(r"\w+", plain), whole):
            if len(each) > 1 or not each.isascii():
                yield from {each, each.casefold()}


def _spelt(word: str) -> str:
    """A pattern for `word` where it stands alone, with or without its accents and blanks."""
    letters = []
    for each in word:
        base = unicodedata.normalize("NFD", each)[0]
        letters.append(r"\s*" if each == " " else re.escape(each) if base == each
                       else f"(?:{re.escape(each)}|{re.escape(base)})")
    return rf"(?<![^\W_]){''.join(letters)}(?![^\W_])"
