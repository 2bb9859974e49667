"""A workbook's texts and the program's fixed words beside what they say in another language, for
whoever signs the translation."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from sdaid.aid.catalogue import fixed_words
from sdaid.workbook.acceptance import named
from sdaid.workbook.content import Content
from sdaid.workbook.languages import translations


@dataclass(frozen=True)
class Pair:
    """A text, where it stands, and what it says in the language."""

    where: str
    text: str
    told: str


@dataclass(frozen=True)
class SideBySide:
    """All that is signed with a translation. `language` and `own` are codes; `to_sign` is what a
    person types under Attests; `sheets` are the workbook's texts by sheet, `words` the program's
    own."""

    language: str
    own: str
    to_sign: str
    signed_by: tuple[str, ...]
    sheets: tuple[tuple[str, tuple[Pair, ...]], ...]
    words: tuple[Pair, ...]


def side_by_side(content: Content, language: str, catalogues: Path, to_sign: str,
                 signed_by: tuple[str, ...]) -> SideBySide:
    """The texts of `content` and the fixed words beside those in `language`, which lacks none."""
    told = groupby(translations(content, language), key=lambda each: each.field.partition(".")[0])
    sheets = tuple((sheet, tuple(
        Pair(f"{named(each.target).partition('!')[2]}, {each.heading}", each.text, each.told)
        for each in group)) for sheet, group in told)
    words = tuple(Pair("", text, said) for text, said in fixed_words(language, catalogues))
    return SideBySide(language, content.decision.language, to_sign, signed_by, sheets, words)
