"""What a workbook remembers of its translations: from which text each was made. So a text that
was changed after it was translated is known.

The hidden sheet has a column for each language. A line there names the field and holds a mark of
the translated text and one of the text that it translates; where the two stand does not count, so
rows can be sorted, moved and renamed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

TRANSLATED = "translations into "
"""Before a language, the head of its column in the hidden sheet."""

MARK = 10
LINE = re.compile(rf"(?P<field>.+) (?P<told>[0-9a-f]{{{MARK}}}) (?P<source>[0-9a-f]{{{MARK}}})")


class Made(NamedTuple):
    """That a translated text was made from a text; both are marks. `field` is like Options.name."""

    language: str
    field: str
    told: str
    source: str


def mark(text: str) -> str:
    """Stands for a text, however it is spaced."""
    plain = re.sub(r"\s*([,;])\s*", r"\1 ", unicodedata.normalize("NFC", text))
    return sha256(" ".join(plain.split()).encode("utf-8", "surrogatepass")).hexdigest()[:MARK]


def made_from(language: str, field: str, told: str, source: str) -> Made:
    """That `told` in `language` was made from `source`."""
    return Made(language, field, mark(told), mark(source))


def as_lists(made: Iterable[Made]) -> dict[str, list[str]]:
    """The columns of the hidden sheet, each by its head."""
    lists: dict[str, list[str]] = {}
    for language, field, told, source in sorted(set(made)):
        lists.setdefault(f"{TRANSLATED}{language}", []).append(f"{field} {told} {source}")
    return lists


def from_lists(lists: Mapping[str, Sequence[str]]) -> frozenset[Made]:
    """What the columns of the hidden sheet remember; a line that is none of ours is left out."""
    return frozenset(
        Made(head.removeprefix(TRANSLATED), line["field"], line["told"], line["source"])
        for head, lines in lists.items() if head.startswith(TRANSLATED)
        for line in map(LINE.fullmatch, lines) if line)
