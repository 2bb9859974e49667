"""What every aid of a run shares, in a form that travels to other processes and machines. There is
a press for each language in which the run makes aids."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from sdaid import __version__
from sdaid.aid.compose import Making, compose_edition
from sdaid.aid.edition import Document, DocumentKind, Edition, PageFormat, PaperName
from sdaid.aid.facts import rule_messages
from sdaid.aid.messages import RuleMessage
from sdaid.aid.personal import compose_personal
from sdaid.aid.sources import SourceList
from sdaid.aid.wording import Wording, wording
from sdaid.appointments.scheduled import Scheduled
from sdaid.problems import Problem
from sdaid.resources import folder_sum, templates, text_sum
from sdaid.workbook.content import Content
from sdaid.workbook.languages import in_language

Draw = Callable[[Document], tuple[bytes, list[Problem]]]
"""Makes a document's PDF, or says what keeps it from being made. It can be pickled, and lives as
long as the process that it was sent to."""


@dataclass(frozen=True)
class Drawing:
    """The plain way to draw: each document's pages from its data, one after the other."""

    language: str
    logo: Path | None

    def __call__(self, document: Document) -> tuple[bytes, list[Problem]]:
        from sdaid.page.errors import PageError
        from sdaid.page.render import render

        try:
            return render(document, own_wording(self.language).translations, self.logo), []
        except PageError as error:
            return b"", [error.problem]


@dataclass(frozen=True)
class Press:
    """The workbook's content in one language, and what does the drawing. `draft` marks every page,
    and lists `open_problems` on the last. `others` are the presses of the run's other languages."""

    content: Content
    today: date
    reading_level: str
    draw: Draw
    draft: bool = False
    open_problems: tuple[str, ...] = ()
    others: tuple[Press, ...] = ()

    @property
    def language(self) -> str:
        return self.content.decision.language

    @property
    def every(self) -> tuple[Press, ...]:
        """The press of each language, this one first."""
        return (self, *self.others)

    def of(self, language: str) -> Press:
        """The press that makes the aids in `language`. `KeyError` where there is none."""
        return {each.language: each for each in self.every}[language]

    def unmade(self) -> Press:
        """The same presses, without what they have worked out so far: as they travel."""
        return replace(self, others=tuple(each.unmade() for each in self.others))

    @property
    def wording(self) -> Wording:
        return own_wording(self.language)

    def document(self, kind: DocumentKind, visit: Scheduled | None, format_: PageFormat,
                 paper: PaperName) -> Document:
        """A document of one visit; without a visit, what is nobody's."""
        personal = None if visit is None else compose_personal(
            visit, self.content, self._making, self._messages)
        return Document(kind, format_, paper, self.edition, personal)

    def book(self, format_: PageFormat, paper: PaperName) -> tuple[bytes, list[Problem]]:
        """The evidence book in a format and on a paper."""
        return self.draw(self.document("book", None, format_, paper))

    def book_fingerprint(self, format_: PageFormat, paper: PaperName) -> str:
        """Stands for all that goes into an evidence book."""
        return text_sum(self.checksum, "book", format_, paper)

    @cached_property
    def edition(self) -> Edition:
        """What all documents of the run share."""
        return compose_edition(self.content, self._making)

    @cached_property
    def _messages(self) -> tuple[RuleMessage, ...]:
        return rule_messages(self.content, self.wording, SourceList(self.content, self.wording))

    @cached_property
    def _making(self) -> Making:
        return Making(self.wording, self.today, self.reading_level, self.draft,
                      self.open_problems)

    @cached_property
    def checksum(self) -> str:
        """Stands for all that every aid shares: content, templates, logo, program, drawing."""
        logo = getattr(self.draw, "logo", None)
        return text_sum(
            content_checksum(self.content), templates_checksum(), __version__,
            version("weasyprint"), self.reading_level, str(self.draft), *self.open_problems,
            str(self.today > self.content.review_due),
            sha256(logo.read_bytes()).hexdigest() if logo else "", type(self.draw).__qualname__)

    def fingerprint(self, visit: Scheduled, format_: PageFormat, paper: PaperName) -> str:
        """Stands for all that goes into one aid: while it is the same, so are the pages."""
        appointment = visit.appointment.model_dump_json(
            exclude={"origin", "wants_book", "language"})  # the content is in that language
        return text_sum(self.checksum, appointment, repr(sorted(visit.facts.items())), format_,
                        paper)


@cache
def own_wording(language: str) -> Wording:
    """How to say things in `language`, loaded once for the process."""
    return wording(language, templates() / "locale")


def templates_checksum() -> str:
    """The sha256 of every template, by name."""
    return folder_sum(templates())


@lru_cache(maxsize=16)
def content_checksum(content: Content) -> str:
    """The sha256 of what a workbook says in the content's language, however and wherever it was
    saved. Its other languages, and what people signed or accepted of them, do not count: a word
    that changes there makes no other aid here."""
    content = in_language(content, content.decision.language)
    people = tuple(each.model_copy(update={"attests": tuple(
        said for said in each.attests if not said.startswith(TRANSLATION))})
        for each in content.people)
    said = replace(content, people=people, accepted=())
    return text_sum(*(json.dumps(_plain(getattr(said, each.name)), ensure_ascii=False)
                  for each in fields(said) if each.name != "path"))


TRANSLATION = "translation "
"""How that begins which a person attests who signs a translation."""

PLACES = ("origin", "place", "places")


def _plain(value: Any) -> Any:
    """`value` as JSON has it, sets in order, without the cells in which it stands and the wording
    in other languages."""
    if isinstance(value, BaseModel):
        return {name: {} if name == "wording" else _plain(getattr(value, name))
                for name in type(value).model_fields if name not in PLACES}
    if is_dataclass(value):
        return {each.name: {} if each.name == "wording" else _plain(getattr(value, each.name))
                for each in fields(value) if each.name not in PLACES}
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, int | float | str | None) else str(value)
