"""Whose aid a PDF is, read back from its pages: what is sent is what bears the patient's own name
and date of birth on every page, whatever a manifest says."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from pathlib import Path

from sdaid.aid.wording import Wording
from sdaid.appointments.columns import Appointment
from sdaid.mail import measure
from sdaid.page.pdfium import UnreadableError
from sdaid.problems import Place, Problem, problem

SHAPED = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")
"""Letters that change with their neighbours or run to the left: a PDF gives them back in another
order, and some in another form."""

Words = tuple[str, ...]

NEAR = 60
"""Letters on both sides of the id within which such a name is looked for."""


@dataclass(frozen=True)
class Identity:
    """What every page of one patient's aid bears, as words: the name, the id, and the date of birth
    in the ways in which it may be printed."""

    name: Words
    id: Words
    births: tuple[Words, ...]
    shaped: bool

    @classmethod
    def of(cls, row: Appointment, wording: Wording) -> Identity:
        """The identity of the patient of one row of the list."""
        whole = f"{row.given_name} {row.family_name}"
        return cls(words_of(whole), words_of(row.patient_id), _births(row.born, wording),
                   bool(SHAPED.search(whole)))

    def has_id(self, words: Words) -> bool:
        """Whether a page with these `words` bears the patient's id."""
        return _stands_in(self.id, words)

    def is_on(self, words: Words) -> bool:
        """Whether a page with these `words` is this patient's: it bears the date of birth and the
        name. Where the words of the name do not stand together, or cannot be read back as they were
        written, the id must be there too."""
        if not any(_stands_in(birth, words) for birth in self.births):
            return False
        if not self.shaped and _stands_in(self.name, words):
            return True
        if not _stands_in(self.id, words):
            return False
        if not self.shaped:
            return set(self.name) <= set(words) or "".join(self.name) in "".join(words)
        return any(_letters(self.name) <= _letters(near) for near in _around(self.id, words))


def page_problem(path: Path, row: Appointment, wording: Wording) -> Problem | None:
    """What of the PDF at `path` is not the patient's of `row`: a page without the name and the date
    of birth, or every page without the id. Blank pages are nobody's."""
    identity = Identity.of(row, wording)
    try:
        with measure.opened(path) as pages:
            read = [words_of(pages.text(number)) for number in range(len(pages))]
    except UnreadableError:
        return problem("file-changed", Place(str(path)))
    others = [number for number, words in enumerate(read, start=1)
              if words and not identity.is_on(words)]
    if others or not any(map(identity.has_id, read)):
        return problem("mail-anothers", row.at("id"), page=others[0] if others else 1,
                       file=path.name)
    return None


def words_of(text: str) -> Words:
    """The words and numbers of `text`, however they are written and wherever they stand."""
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("\u2060", "")
    return tuple(re.findall(r"[^\W_]+", plain.casefold()))


def _births(born: date, wording: Wording) -> tuple[Words, ...]:
    """The words of a date of birth: as the aid's language says it, in any order, and in numbers."""
    said = words_of(wording.day(born))
    month = tuple(word for word in said if not word.isdecimal())
    day, year = str(born.day), str(born.year)
    ways = {said, (day, *month, year), (*month, day, year), (year, *month, day)}
    ways |= set(permutations((f"{born.day:02d}", f"{born.month:02d}", year)))
    ways |= set(permutations((day, str(born.month), year)))
    return tuple(sorted(ways))


def _stands_in(wanted: Words, words: Words) -> bool:
    """Whether `wanted` stand in `words` one after the other. A word whose letters change with their
    neighbours may come back from a PDF in pieces."""
    if any(map(SHAPED.search, wanted)):
        return any(_begins(wanted, words, place) for place in range(len(words)))
    if not wanted or wanted[0] not in words:
        return False
    first, length = wanted[0], len(wanted)
    return any(words[place:place + length] == wanted
               for place, word in enumerate(words) if word == first)


def _begins(wanted: Words, words: Words, place: int) -> bool:
    """Whether `wanted` stand in `words` from `place` on, each word whole or in pieces; a number is
    no piece."""
    for word in wanted:
        read = ""
        while place < len(words) and len(read) < len(word):
            if read and words[place].isdecimal():
                return False
            read, place = read + words[place], place + 1
        if read != word:
            return False
    return True


def _around(wanted: Words, words: Words) -> Iterator[Words]:
    """The words around each place where `wanted` stand in `words`."""
    for place in range(len(words)):
        if words[place:place + len(wanted)] == wanted:
            yield words[max(0, place - NEAR):place + NEAR]


def _letters(words: Words) -> Counter[str]:
    return Counter(each for each in "".join(words) if each.isalpha())
