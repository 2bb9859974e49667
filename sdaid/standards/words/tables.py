"""The table of words of each language: the file of that name beside this one, as en.toml.

A language without a table is not checked, and that is said.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sdaid.standards.words.grammar import Grammar
from sdaid.standards.words.lexicon import Lexicon
from sdaid.standards.words.numerals import Numerals

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Table:
    """A language's words: figures in prose, bare words of chance and denials of harm, and what
    leans toward an option."""

    lexicon: Lexicon
    figures: Grammar
    words: Grammar
    leaning: Grammar

    @property
    def grammars(self) -> tuple[Grammar, Grammar, Grammar]:
        """All three, figures first."""
        return self.figures, self.words, self.leaning


def table_for(language: str) -> Table | None:
    """The table of a language such as en or en-GB; None where there is none."""
    return _table_in(HERE, language)


@cache
def _table_in(folder: Path, language: str) -> Table | None:
    code = language.casefold().replace("_", "-").partition("-")[0]
    return _table(folder / f"{code}.toml") if code.isalpha() else None


@cache
def _table(path: Path) -> Table | None:
    if not path.is_file():
        return None
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    grammars = [Grammar({kind: lines for kind, lines in part.items() if kind != "plain"},
                        part["plain"])
                for part in (read["figures"], read["words"], read["leaning"])]
    numerals = Numerals.of(read["numerals"])
    phrases = frozenset[str]().union(*(each.phrases for each in grammars))
    return Table(Lexicon(read["classes"], numerals, phrases), *grammars)

