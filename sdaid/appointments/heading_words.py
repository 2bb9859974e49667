"""The words of a heading, however it is written: `PT_DOB`, `patientDateOfBirth`, “Appt Dt”."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from sdaid.sheets.values import clean, fold

Words = frozenset[str]

JOINTS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_])(?=\d)"
                    r"|(?<=\d)(?=[^\W\d_])")
"""Where one word of a heading in camel case ends and the next begins."""

SAME: Mapping[str, str] = {
    "pt": "patient", "pat": "patient", "ptnt": "patient", "client": "patient",
    "appt": "visit", "appts": "visit", "apt": "visit", "appointment": "visit",
    "appointments": "visit", "appnt": "visit", "encounter": "visit",
    "slot": "visit", "visits": "visit",
    "dob": "born", "birthdate": "born", "birthday": "born",
    "number": "id", "no": "id", "num": "id", "nr": "id", "nbr": "id", "identifier": "id",
    "ident": "id", "ref": "id", "reference": "id",
    "dt": "date", "day": "date", "datetime": "date time", "dttm": "date time", "tm": "time",
    "firstname": "first name", "lastname": "last name", "fname": "first name",
    "lname": "last name", "forename": "first name", "forenames": "first name",
    "given": "first", "givenname": "first name", "surname": "last name", "family": "last",
    "familyname": "last name", "fullname": "full name",
    "addr": "address", "zipcode": "zip", "postal": "post", "postcode": "post code",
    "emailaddress": "email address",
    "rsn": "reason", "loc": "location", "prov": "provider", "stat": "status", "lang": "language",
    "pwd": "password", "canceled": "cancelled",
}
"""Words and abbreviations of one meaning, as the headings of real systems have them."""

PHRASES: tuple[tuple[str, str], ...] = (
    ("e mail", "email"), ("d o b", "born"), ("date of birth", "born"), ("birth date", "born"),
    ("names", "name"), ("l name", "last name"), ("f name", "first name"),
)
TOGETHER_AS_ONE = re.compile("(?:" + "|".join(sorted(
    {*SAME, "patient", "visit", "date", "time", "start", "birth", "first", "last", "name", "status",
     "id", "reason", "type"}, key=len, reverse=True)) + ")")
"""Words that are also written together, as in “apptstarttime”."""

EMPTY = {"the", "of", "a", "an", "for", "s", "and", "is"}
"""Words that tell no heading from another."""


@lru_cache(maxsize=4096)
def words_of(heading: str) -> Words:
    """The words of `heading` in their plain form; their order does not count."""
    parted = JOINTS.sub(" ", clean(heading).replace("#", " number "))
    text = f" {fold(parted)} "
    for phrase, plain in PHRASES:
        text = text.replace(f" {phrase} ", f" {plain} ")
    parts = [part for word in text.split() for part in _parts(word)]
    plain_words = " ".join(SAME.get(word, word) for word in parts).split()
    return frozenset(word for word in plain_words if word not in EMPTY)


def _parts(word: str) -> list[str]:
    """The words of which `word` is written together; itself where it is one word."""
    if word in SAME or not re.fullmatch(f"{TOGETHER_AS_ONE.pattern}{{2,}}", word):
        return [word]
    return TOGETHER_AS_ONE.findall(word)


@lru_cache(maxsize=4096)
def squeezed(heading: str) -> str:
    """`heading` without spaces and signs, for one written as “apptid”."""
    return fold(heading).replace(" ", "")


DECIDING = re.compile(
    r"death|dth|deceased?|decd|died|dead|dod|rip|alive|"
    r"cancel\w*|canc|cancd|cancl\w*|cncl\w*|canx|cnx|cx|cxd|void\w*|broken|"
    r"optout|optedout|optdout|objection\w*|dissent\w*|consent\w*|declined|withdrawn|suppress\w*|"
    r"dnc|unsub|unsubscribed?|"
    r"language|lang|langs|interp|interps|interpr|interpret|interpreters?|interpreting|transl|"
    r"translators?|translating|tongue|"
    r"attend\w*|attd|attnd|dna|dnas|dnad|noshow|arriv\w*|arr|arrd|checkin|checkedin|"
    r"checkout|checkedout|checked|seen|outcome|departed|missed|resched\w*|rebook\w*|moved|"
    r"inactive|inact|active")
"""Words of headings, and how they are shortened, that tell whether somebody comes, lives, wants an
aid, or can read it."""

TOGETHER: tuple[Words, ...] = tuple(map(frozenset, (
    ("opt", "out"), ("opted", "out"), ("no", "show"), ("not", "contact"), ("not", "mail"),
    ("not", "send"), ("not", "attend"), ("check", "in"), ("check", "out"), ("patient", "status"),
    ("visit", "status"), ("visit", "state"), ("dec", "d"), ("d", "n", "a"))))


def decides(heading: str) -> bool:
    """Whether `heading` speaks of death, cancelling, opting out, language or attendance."""
    plain = set(fold(JOINTS.sub(" ", clean(heading))).split())
    words = words_of(heading)
    return (any(DECIDING.fullmatch(word) for word in plain) or words == {"status"}
            or any(some <= (words | plain) for some in TOGETHER))
