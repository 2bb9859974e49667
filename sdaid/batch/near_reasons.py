"""Reasons of visits that nearly match the decision's, which get no aid and perhaps should."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sdaid.problems import Place, Problem, problem
from sdaid.sheets.values import closest, fold

MOST_REASONS = 2_000
LONGEST_REASON = 60


@dataclass
class _Near:
    place: Place
    reason: str
    meant: str
    patient: str
    visits: int = 0
    shared: bool = False  # whether several patients have it


@dataclass
class NearReasons:
    """Takes the reasons of visits that are skipped for them. `served` are the decision's own."""

    served: Sequence[str]
    _near: dict[str, _Near | None] = field(default_factory=dict)

    def note(self, reason: str, patient: str, place: Place) -> str:
        """Take the reason of a visit of the patient of that id, which stands at `place`; returns
        the reason that it is nearly, "" where it is none."""
        typed = fold(reason)
        if typed not in self._near:
            if len(self._near) >= MOST_REASONS:
                return ""
            meant = self.meant(reason)
            self._near[typed] = _Near(place, reason, meant, patient) if meant else None
        found = self._near[typed]
        if found is None:
            return ""
        found.visits += 1
        found.shared = found.shared or found.patient != patient
        return found.meant

    def meant(self, reason: str) -> str:
        """The reason that `reason` is nearly, "" where it is none."""
        return self._meant(fold(reason)) if len(reason) <= LONGEST_REASON else ""

    def _meant(self, typed: str) -> str:
        """The reason that `typed`, or some of its words, is spelt nearly like; "" where none is."""
        words = typed.split()
        lengths = {len(fold(each).split()) for each in self.served}
        parts = [typed] + [" ".join(words[at:at + length]) for length in sorted(lengths)
                           for at in range(len(words) - length + 1)]
        return next(filter(None, (closest(each, self.served) for each in parts)), "")

    def warnings(self) -> list[Problem]:
        """A warning for each reason that nearly matches: by its words where several patients have
        it, else by its cell alone, as it may be a note about one."""
        return [problem("reason-near", Place(each.place.file, each.place.sheet), count=each.visits,
                        word=f"“{each.reason}”", meant=each.meant) if each.shared
                else problem("reason-near-one", each.place, meant=each.meant)
                for each in self._near.values() if each]
