"""Words of a list that nobody knows, told where they stand in the rows of several patients: there
they are the system's own. Another may be a note about a patient, so that only its cell is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sdaid.problems import Problem, unquoted
from sdaid.sheets.values import fold

if TYPE_CHECKING:
    from sdaid.batch.plan import Entry

CODE = "status-unknown"
MOST_WORDS = 500
"""Different words that are kept; no system has so many, and notes of persons may be as many as
rows."""
LONGEST_WORD = 40


@dataclass
class UnknownWords:
    """Takes the problems of the rows, by the number of their entries."""

    _rows: dict[str, list[tuple[int, Problem]]] = field(default_factory=dict)
    _patients: dict[str, str] = field(default_factory=dict)  # the first who has a word
    _shared: set[str] = field(default_factory=set)  # words of several patients

    def note(self, number: int, patient: str, problems: Iterable[Problem]) -> None:
        """Take the problems of the entry `number`, of the patient of that id, as they were
        found."""
        for each in problems:
            word = dict(each.words).get("found", "")
            if each.code == CODE and word and len(word) <= LONGEST_WORD and (
                    fold(word) in self._rows or len(self._rows) < MOST_WORDS):
                self._rows.setdefault(fold(word), []).append((number, each))
                if self._patients.setdefault(fold(word), patient) != patient:
                    self._shared.add(fold(word))

    def told(self, entries: Sequence[Entry]) -> Iterator[tuple[int, list[Problem]]]:
        """The entries whose word stands in several rows, each with its problems, which name it."""
        for word in self._shared:
            for number, found in self._rows[word]:
                yield number, [found if each == unquoted(found) else each
                               for each in entries[number].problems]
