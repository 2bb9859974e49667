"""A pseudo-language: every fixed word and every cell 40 % longer, with accents, between marks. What
lacks the marks on a finished page was not translated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, time
from gettext import NullTranslations
from typing import Any

from lxml import etree
from lxml.html import document_fromstring

from sdaid.aid.wording import Wording
from sdaid.workbook.columns import SHEETS
from tests.build import Rows

FIRST, LAST = "«", "»"

ACCENTS = str.maketrans("aeiounycAEIOUNYC", "áéïöüñýçÁÉÏÖÜÑÝÇ")

LONGER = 1.4

FIXED = re.compile(r"(%\(\w+\)s|\{\w+\}|<[^>]*>)")
"""What of a message is no word: places and markup."""

LANGUAGE = "it"
"""Whose numbers and plural forms the pseudo-language has; there is no catalogue of it."""


def told(text: str) -> str:
    """`text` in the pseudo-language."""
    return f"{FIRST}{longer(text)}{LAST}" if text.strip() else text


def longer(text: str) -> str:
    """`text` with accents, and each word longer."""
    made, owed = "", 0.0
    for part in re.split(FIXED, text):
        if FIXED.fullmatch(part):
            made += part
            continue
        for word in re.split(r"([^\W\d_]+)", part):
            if word.isalpha():
                owed += len(word) * (LONGER - 1)
                more = int(owed)
                owed -= more
                word += (word.lower() * 2)[-more:] if more else ""  # noqa: PLW2901
            made += word.translate(ACCENTS)
    return made


ASKED: set[str | tuple[str, str]] = set()
"""Every message that was asked for."""


class Pseudo(NullTranslations):
    """Every message in the pseudo-language."""

    def gettext(self, message: str) -> str:
        ASKED.add(message)
        return told(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        ASKED.add((msgid1, msgid2))
        return told(msgid1 if n == 1 else msgid2)


class PseudoWording(Wording):
    """Every date, time and list in it too."""

    def day(self, value: date) -> str:
        return told(super().day(value))

    def weekday(self, value: date) -> str:
        return told(super().weekday(value))

    def clock(self, value: time) -> str:
        return told(super().clock(value))

    def listed(self, parts: Sequence[str]) -> str:
        return f"{FIRST}{super().listed(parts)}{LAST}"

    def any_of(self, parts: Sequence[str]) -> str:
        return f"{FIRST}{super().any_of(parts)}{LAST}"


PSEUDO = PseudoWording(LANGUAGE, Pseudo())


def translate(texts: Rows) -> None:
    """Translate every printed cell of a workbook's texts."""
    for sheet in SHEETS:
        names = {name for name, column, _, _ in sheet.model.columns()
                 if column.translatable and column.printed}
        for row in texts[sheet.name]:
            words: dict[str, Any] = {name: told(str(row[name])) for name in names if row.get(name)}
            if "choices" in words:
                words["choices"] = ", ".join(map(told, str(row["choices"]).split(", ")))
            if sheet.name == "Questions":
                words["extra"] = {name: told(text) for name, text in row.get("extra", {}).items()}
            row["wording"] = {LANGUAGE: words}


def untranslated(html: str, own: Sequence[str] = ()) -> list[str]:
    """What of a page in the pseudo-language stands outside of its marks and has letters; `own` are
    names that no language changes."""
    root = document_fromstring(html)
    left, depth = [], 0
    for text in _texts(root):
        outside = ""
        for letter in text:
            depth -= letter == LAST
            outside += letter if depth == 0 and letter not in (FIRST, LAST) else " "
            depth += letter == FIRST
        for name in sorted(own, key=len, reverse=True):
            outside = outside.replace(name, " ")
        if re.search(r"[^\W\d_]", outside):
            left.append(" ".join(outside.split()))
    assert depth == 0, "a text is cut"
    return left


def _texts(element: Any) -> Iterator[str]:
    """The texts of a page in order, those of pictures where they stand."""
    if isinstance(element.tag, str) and element.tag not in ("style", "script"):
        yield from (told for name in ("alt", "title") if (told := element.get(name)))
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
    elif element.tag is etree.Comment:
        return
