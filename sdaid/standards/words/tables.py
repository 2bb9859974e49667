"""The tables of each language. A language without one is not checked, and that is said."""

from __future__ import annotations

from dataclasses import dataclass

from sdaid.standards.words.english import FIGURE_CLASSES, FIGURES, NUMERALS
from sdaid.standards.words.english_praise import LEANING, PRAISE_CLASSES
from sdaid.standards.words.english_words import PROSE_WORDS, WORD_CLASSES
from sdaid.standards.words.grammar import Grammar, Lexicon


@dataclass(frozen=True)
class Table:
    """A language's words: figures in prose, bare words of chance and denials of harm, and what
    leans toward an option."""

    lexicon: Lexicon
    figures: Grammar
    words: Grammar
    leaning: Grammar


TABLES = {
    "en": Table(
        Lexicon(FIGURE_CLASSES | WORD_CLASSES | PRAISE_CLASSES, NUMERALS,
                FIGURES.phrases | PROSE_WORDS.phrases | LEANING.phrases),
        FIGURES, PROSE_WORDS, LEANING),
}
"""By the first part of a language code."""


def table_for(language: str) -> Table | None:
    """The table of a language such as en or en-GB; None where there is none."""
    return TABLES.get(language.casefold().replace("_", "-").split("-")[0])
