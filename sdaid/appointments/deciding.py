"""Headings that tell whether somebody comes, lives, wants an aid, or in which language they read
it: in English by the words below, in other languages by those of `deciding.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from sdaid.appointments.heading_words import JOINTS, Words, words_of
from sdaid.sheets.values import clean, fold

TABLE = Path(__file__).with_suffix(".toml")

WHOLE = "="
"""Stands in the table before a word that decides only where it is the whole heading."""

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
    """Whether `heading` speaks of death, cancelling, opting out, language or attendance, in any
    language that we know."""
    plain = set(_parted(heading))
    words = words_of(heading)
    return (any(DECIDING.fullmatch(word) for word in plain) or words == {"status"}
            or any(some <= (words | plain) for some in TOGETHER) or bool(meant(heading)))


@lru_cache(maxsize=4096)
def meant(heading: str) -> tuple[str, ...]:
    """Those of our columns that `heading` may be, by the table of other languages."""
    words = [without_accents(word) for word in _parted(heading)]
    return tuple(column for column, phrases in _table().items()
                 if any(phrase.matches(words) for phrase in phrases))


def without_accents(word: str) -> str:
    """A folded word without its accents, as programs write it that know ASCII alone."""
    parted = unicodedata.normalize("NFKD", word).replace("ł", "l")
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def _parted(heading: str) -> list[str]:
    return fold(JOINTS.sub(" ", clean(heading))).split()


LEAST_LETTERS = 6
"""Of a word in a remark: shorter ones are names, too."""


def tells_an_end(remark: str) -> bool:
    """Whether a remark says in a language of the table that a visit is cancelled, or that the
    patient has died: “ANNULÉ par le patient”."""
    return any(map(_is_an_end, _parted(remark)))


@lru_cache(maxsize=1 << 14)
def _is_an_end(word: str) -> bool:
    plain = without_accents(word)
    return len(plain) >= LEAST_LETTERS and bool(_ends().fullmatch(plain))


@cache
def _ends() -> re.Pattern[str]:
    """The single words of the table for one who has died and for a visit that is cancelled."""
    read = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    words = {each.removeprefix(WHOLE) for columns in read.values()
             for column in ("Deceased", "Visit cancelled") for each in columns[column]}
    return re.compile("|".join(re.escape(each).replace(r"\*", ".*")
                               for each in sorted(words) if " " not in each))


@dataclass(frozen=True)
class Phrase:
    """An entry of the table: its words, in which any letters may stand for “*”; `whole` where they
    must be all of the heading."""

    words: tuple[re.Pattern[str], ...]
    whole: bool

    def matches(self, heading: Sequence[str]) -> bool:
        return (not self.whole or len(heading) == len(self.words)) and all(
            any(word.fullmatch(each) for each in heading) for word in self.words)


@cache
def _table() -> Mapping[str, tuple[Phrase, ...]]:
    """The phrases of all languages by the column of ours that they mean."""
    read = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    found: dict[str, tuple[Phrase, ...]] = {}
    for columns in read.values():
        for column, entries in columns.items():
            found[column] = (*found.get(column, ()), *map(_phrase, entries))
    return found


def _phrase(entry: str) -> Phrase:
    words = entry.removeprefix(WHOLE).split()
    return Phrase(tuple(re.compile(re.escape(word).replace(r"\*", ".*")) for word in words),
                  entry.startswith(WHOLE))
