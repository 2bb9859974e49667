"""A language's catalogue of fixed words: which version it is, and what it does not translate."""

from __future__ import annotations

import gettext
import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from sdaid.aid.wording import SOURCE_LANGUAGE

TEMPLATE = "sdaid.pot"


@cache
def catalogue_version(language: str, catalogues: Path) -> str:
    """Stands for every fixed word in `language`; "" for English, whose words the program has
    itself. LookupError where there is no catalogue."""
    if _is_source(language):
        return ""
    told = sorted((list(_ids(each.id)), list(_ids(each.string)), each.context or "")
                  for each in _catalogue(language, catalogues) if each.id)
    return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


@cache
def untranslated(language: str, catalogues: Path) -> tuple[str, ...]:
    """The fixed words, in English, that the catalogue of `language` does not translate. LookupError
    where there is no catalogue."""
    if _is_source(language):
        return ()
    own = _catalogue(language, catalogues)
    with (catalogues / TEMPLATE).open("rb") as file:
        wanted = read_po(file)
    lacking = []
    for each in wanted:
        told = own.get(each.id, each.context) if each.id else each
        if told is None or not all(_ids(told.string)):
            lacking.append(_ids(each.id)[0])
    return tuple(lacking)


def fixed_words(language: str, catalogues: Path) -> tuple[tuple[str, str], ...]:
    """Every fixed word in English beside what it says in `language`, forms of number with “/”
    between them; nothing for English. LookupError where there is no catalogue."""
    if _is_source(language):
        return ()
    return tuple((" / ".join(_ids(each.id)), " / ".join(dict.fromkeys(_ids(each.string))))
                 for each in _catalogue(language, catalogues) if each.id)


def _catalogue(language: str, catalogues: Path) -> Catalog:
    names = [language.replace("-", "_"), re.split("[-_]", language)[0].lower()]
    found = gettext.find("sdaid", catalogues, names)
    if found is None:
        raise LookupError(language)
    with Path(found).open("rb") as file:
        return read_mo(file)


def _ids(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """A message, or its forms of number."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _is_source(language: str) -> bool:
    return re.split("[-_]", language)[0].lower() == SOURCE_LANGUAGE
