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
