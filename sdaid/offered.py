"""Which languages a workbook offers to patients: the step between the check and the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from sdaid.problems import Problem
from sdaid.workbook.content import Content
from sdaid.workbook.languages import lacking, languages_of

State = Literal["prints", "draft", "held"]


@dataclass(frozen=True)
class Offer:
    """What a workbook offers in a language."""

    language: str
    lacks: tuple[Problem, ...] = ()
    fingerprint: str = ""
    signed_by: tuple[str, ...] = ()
    notices: tuple[Problem, ...] = ()

    @property
    def state(self) -> State:
        if self.lacks:
            return "held"
        return "prints" if self.signed_by or not self.fingerprint else "draft"

    @property
    def to_sign(self) -> str:
        return f"translation {self.language} {self.fingerprint}"


def offered(content: Content, catalogues: Path, day: date) -> tuple[Offer, ...]:
    """What `content` offers in each of its languages on `day`, its own first."""
    return tuple(Offer(language, tuple(lacking(content, language)))
                 for language in languages_of(content))
