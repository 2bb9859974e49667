"""What one run asks for: which visits, in which form, and what this machine can set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from sdaid.aid.edition import PageFormat, PaperName
from sdaid.offered import Offer


@dataclass(frozen=True)
class Window:
    """The visits that are asked for: from `first` to `last`, both included, None where open."""

    first: date | None = None
    last: date | None = None


ANY_DAY = Window()


@dataclass(frozen=True)
class Wishes:
    """What the run asks for; a patient's own wish in the list wins over format and paper.

    `offers` are what the workbook offers in each language, by it, its own first; `missing_glyphs`
    gives the letters of a text that no font here can set, and what to do about it; `identifiers` is
    the most characters of name, date of birth and id together. `every_reason` serves visits of any
    reason. `zone` is the clinic's, for times that a list tells with a zone. Where `only` names ids,
    no other is made. A `draft` may be of content that is overdue on the visit's day. `day` says a
    date in a language.
    """

    format: PageFormat
    paper: PaperName
    offers: Mapping[str, Offer]
    missing_glyphs: Callable[[str], tuple[str, str]]
    window: Window = ANY_DAY
    every_reason: bool = False
    zone: tzinfo | None = None
    only: frozenset[str] = frozenset()
    identifiers: int = 100
    draft: bool = False
    day: Callable[[date, str], str] = lambda day, _: day.isoformat()
