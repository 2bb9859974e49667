"""By which headings each column of a list is known: the names of the declaration, told exactly or
nearly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from sdaid.appointments.columns import APPOINTMENTS
from sdaid.appointments.heading_words import Words, squeezed, words_of

OF_THE_PATIENT = {"given_name", "family_name", "name", "born", "address", "postcode", "country",
                  "email", "language", "deceased", "opted_out"}
OF_THE_VISIT = {"visit_time", "reason", "place", "clinician", "status"}
"""Fields whose headings may say whose they are, as in “Patient DOB”, “Appointment reason”."""

GUESSED: Mapping[str, tuple[str, ...]] = {
    "reason": ("slot type", "appointment type", "visit type", "procedure", "service", "complaint",
               "presenting complaint", "problem", "diagnosis", "indication", "type"),
    "clinician": ("staff", "staff member", "with", "seen by", "practitioner", "resource",
                  "consultant", "physician", "holder", "session holder", "list holder", "gp"),
    "place": ("site", "clinic", "room", "department", "venue", "branch", "unit", "facility"),
}
"""Headings that are likely meant for what may be guessed: a wrong guess is seen, and hurts
nobody."""

PERHAPS: Mapping[str, tuple[str, ...]] = {
    "name": ("patient", "client", "person", "service user"),
    "given_name": ("name", "patient"), "family_name": ("name", "patient"),
    "patient_id": ("id", "number", "patient", "identifier", "account"),
    "visit_date": ("date", "day", "when", "slot", "appointment", "session"),
    "born": ("age", "birth", "year of birth"),
}
"""Headings that may be meant for what is never guessed: they are named when it is asked for."""

COMMON = {"code", "id", "name", "date", "time", "first", "last", "address", "password"}
"""Words that two headings may share and have nothing in common."""

ONE_OF_SEVERAL = {"patient_id", *GUESSED}
"""Fields for which a list may have several columns: the first of their names is read."""

NEAR, CLOSE = 80, 1.0
"""From how many of 100 points on two headings are spelt alike (rapidfuzz's ratio), and
how far behind the likeliest one another meaning may be to be named too."""


@dataclass(frozen=True)
class Known:
    """A field, or a patient fact (`extra`), that a heading means; `rank` of the name that it is."""

    field: str
    heading: str
    extra: bool = False
    rank: int = 0


class Vocabulary:
    """The names of the columns of appointment lists, and of the workbook's patient `facts`
    (headings to the fact's name)."""

    def __init__(self, facts: Mapping[str, str]) -> None:
        self.headings: dict[str, str] = {}
        self.needed: list[str] = []
        self._names: dict[str, tuple[str, ...]] = {}
        self._words: dict[Words, Known] = {}
        self._squeezed: dict[str, Known] = {}
        self._facts = set(facts.values())
        for field, column, needed, _ in APPOINTMENTS.model.columns():
            self.headings[field] = column.heading
            self._names[field] = (column.heading, *column.aliases)
            self.needed += [field] if needed else []
        for name in self._facts:
            self.headings.setdefault(name, name)
            self._names.setdefault(name, tuple(
                heading for heading, of in facts.items() if of == name))
        for own in (True, False):  # a list's own columns go before a workbook's facts
            for field, names in self._names.items():
                if (field in self._facts) is not own:
                    self._learn(field, names)
        self._variants()

    def _learn(self, field: str, names: Iterable[str]) -> None:
        for rank, name in enumerate(names):
            known = Known(field, self.headings[field], field in self._facts, rank)
            self._words.setdefault(words_of(name), known)
            self._squeezed.setdefault(squeezed(name), known)

    def _variants(self) -> None:
        """With and without the word that says whose it is, where that stays clear."""
        made: dict[Words, set[Known]] = {}
        for words, known in self._words.items():
            word = ("patient" if known.field in OF_THE_PATIENT else
                    "visit" if known.field in OF_THE_VISIT else "")
            if word:
                for other in (words | {word}, words - {word}):
                    made.setdefault(other, set()).add(known)
        for words, meant in made.items():
            if words and len({known.field for known in meant}) == 1:
                self._words.setdefault(words, min(meant, key=lambda known: known.rank))

    def known(self, field: str) -> Known:
        """The field, or fact, of that name."""
        return Known(field, self.headings[field], field in self._facts)

    def facts_of(self, headings: Iterable[str]) -> list[str]:
        """Those of our `headings` that are patient facts of the workbook."""
        own = {self.headings[fact] for fact in self._facts}
        return [heading for heading in headings if heading in own]

    def exact(self, heading: str) -> Known | None:
        """What `heading` is one of the names of; None where it is nobody's."""
        return self._words.get(words_of(heading)) or self._squeezed.get(squeezed(heading))

    def guess(self, heading: str) -> Known | None:
        """What `heading` may mean of what may be guessed: place, clinician, reason."""
        words = words_of(heading)
        for field, names in GUESSED.items():
            for rank, name in enumerate(names):
                if words and words - {"visit", "name"} == words_of(name) - {"visit", "name"}:
                    return Known(field, self.headings[field], rank=100 + rank)
            if any(fuzz.ratio(_said(heading), _said(name)) >= 88 for name in self._names[field]):
                return Known(field, self.headings[field], rank=200)
        return None

    def likely(self, heading: str, fields: Iterable[str]) -> tuple[str, ...]:
        """What we call those of `fields` that the heading may mean, where one is asked for."""
        return tuple(self.headings[field] for field in self.near(heading, fields, asked=True))

    def near(self, heading: str, fields: Iterable[str], *, asked: bool = False) -> list[str]:
        """Which of `fields` the heading may mean, the likeliest first: those spelt nearly alike,
        and those that share a word that tells. Where one of them is `asked` for, any word does."""
        scores = sorted(self._scores(heading, fields, set() if asked else COMMON), reverse=True)
        return [field for score, field in scores if score > scores[0][0] - CLOSE]

    def _scores(self, heading: str, fields: Iterable[str], common: set[str]
                ) -> Iterator[tuple[float, str]]:
        words, said = words_of(heading) - {"visit", "patient"} - common, _said(heading)
        for field in fields:
            meant = map(words_of, PERHAPS.get(field, ()))
            best = NEAR + 5.0 if not common and words_of(heading) in meant else 0.0
            for name in self._names[field]:
                best = max(best, fuzz.ratio(said, _said(name)))
                shared = words & words_of(name)
                if shared:
                    best = max(best, NEAR + 10 * len(shared) / len(words | words_of(name)))
            if best >= NEAR:
                yield best, field


def _said(heading: str) -> str:
    """The words of a heading that tell something of it, in their order by letter."""
    words = words_of(heading)
    return " ".join(sorted(words - {"visit", "patient"} or words))
