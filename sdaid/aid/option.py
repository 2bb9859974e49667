"""One option as plain data: what stands in its band on each page, and what the book says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Rating:
    """A step of a scale, the workbook's words on it, and what the step means."""

    step: int
    words: str
    meaning: str


@dataclass(frozen=True)
class ScaleKey:
    """What the steps of a scale mean, from 0, and who rated; `editorial` until somebody signed."""

    label: str
    steps: tuple[str, ...]
    rated_by: str
    editorial: bool


@dataclass(frozen=True)
class Axis:
    """The common time axis: its length in days and its ticks (day, label)."""

    days: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class WayBack:
    """The way back to one activity. `kind`: span (days `low` to `high`), none (no break), unknown,
    does-not-apply. `short` is the label beside the picture ("no break"), `words` the workbook's."""

    kind: Literal["span", "none", "unknown", "does-not-apply"]
    short: str
    words: str
    low: float | None = None
    high: float | None = None
    sources: tuple[int, ...] = ()


@dataclass(frozen=True)
class Phase:
    """Weeks `first` to `last` of an option's effort; `amount` is visits and minutes in words."""

    weeks: str
    amount: str
    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True)
class OptionBand:
    """One option: what stands in its band on each page, and what the book says of it. `number`
    counts from 1; `can_have` are the words of all marks that a patient can have at it; `back`
    follows `Edition.activities`; `more` are (label, text, sources) for the book."""

    id: str
    number: int
    name: str
    short_name: str
    kind: str
    can_have: tuple[str, ...]
    what: str
    effort: Rating
    invasiveness: Rating
    back_words: str
    back: tuple[WayBack, ...]
    afterwards: str
    lasts: str
    cost: str
    phases: tuple[Phase, ...] = ()
    more: tuple[tuple[str, str, tuple[int, ...]], ...] = ()
