"""What the workbook's rules say, as plain data: to a patient of whom a fact is known, and on a
blank aid, which asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class RuleMessage:
    """What a rule says of one option. `label` is the mark in words ("May not suit")."""

    rule: int
    option: int
    kind: Literal["caution", "ask-about", "may-not-suit", "note"]
    label: str
    message: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True)
class Mark:
    """What stands at an option for this patient: tried, caution, ask-about or may-not-suit."""

    kind: Literal["tried", "caution", "ask-about", "may-not-suit"]
    words: str


@dataclass(frozen=True)
class Particular:
    """What rests on one fact of the patient, told once: `because` is that fact ("You smoke."), and
    `messages` what the rules say for it, what may not suit first."""

    because: str
    messages: tuple[RuleMessage, ...]


@dataclass(frozen=True)
class AskedFact:
    """A fact as the blank aid asks it: `answers` are boxes, none for a line to write on. `then`
    says what follows from which answer ("If yes"), with the messages of its rules."""

    question: str
    answers: tuple[str, ...]
    then: tuple[tuple[str, tuple[RuleMessage, ...]], ...] = ()
