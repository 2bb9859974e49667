"""What staff read, in the clinic's language: problems, results, help, reports.

LANGUAGE, LC_ALL, LC_MESSAGES and LANG choose the language, as for other programs, and English
stands wherever a language has no catalogue or no text. What patients read never comes from here:
their language is the aid's own.
"""

from __future__ import annotations

import os
from functools import cache
from gettext import NullTranslations, translation

from sdaid.resources import templates

DOMAIN = "sdaid-staff"
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that choose the language; the first that is set decides."""


def translate(message: str) -> str:
    """`message` in the clinic's language. Its places in braces are filled afterwards."""
    return _words(_wanted()).gettext(message)


def translate_n(one: str, many: str, n: int) -> str:
    """The form of a message that belongs to the number `n`."""
    return _words(_wanted()).ngettext(one, many, n)


def translations() -> NullTranslations:
    """The clinic's words, for templates."""
    return _words(_wanted())


def staff_language() -> str:
    """The code of the language that staff read, as in es; en where there is no catalogue of the
    one that they want."""
    return _words(_wanted()).info().get("language", "en")


def _wanted() -> tuple[str, ...]:
    """The languages that are wanted before English, as catalogues are named: es_MX, then es."""
    said = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    found: list[str] = []
    for each in said.split(":"):
        code = each.partition(".")[0].partition("@")[0]
        language = code.partition("_")[0].lower()
        if language in ("", "c", "posix", "en"):
            break
        found += [code, language]
    return tuple(dict.fromkeys(found))


@cache
def _words(languages: tuple[str, ...]) -> NullTranslations:
    if not languages:
        return NullTranslations()
    return translation(DOMAIN, templates() / "locale", languages, fallback=True)


def mark(message: str) -> str:
    """`message` as it is: marked for the catalogue, and translated where it is shown."""
    return message


def mark_n(one: str, many: str) -> tuple[str, str]:
    """The forms of a message with a number, marked for the catalogue."""
    return one, many
