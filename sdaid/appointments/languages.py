"""Which language a patient's list or record names: by its code or its name, as people write it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sdaid.sheets.values import fold

CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
OF_A_COUNTRY = re.compile(r"(?P<language>[^()]+?)\s*[(-]\s*(?:Region\s*=\s*)?"
                          r"(?P<country>[^()=]+)\)?", re.IGNORECASE)
"""As in “English (United Kingdom)”, which is how FHIR shows en-GB."""
THREE = {"eng": "en", "spa": "es", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "ita": "it",
         "por": "pt", "pol": "pl", "nld": "nl", "dut": "nl", "cym": "cy", "wel": "cy", "ara": "ar",
         "ben": "bn", "guj": "gu", "pan": "pa", "urd": "ur", "ron": "ro", "rum": "ro", "tur": "tr",
         "rus": "ru", "ukr": "uk", "zho": "zh", "chi": "zh", "som": "so", "vie": "vi", "hin": "hi"}
"""Codes of three letters (ISO 639-2) of languages that have one of two."""

SIGNED = frozenset(("bfi", "ase", "asf", "isg", "gsg", "fsl", "ssp", "bsl", "asl", "sgn"))
"""Codes and usual abbreviations of sign languages."""
IN_SIGNS = re.compile(r"\bsign(?:ed)? language\b|\bmakaton\b|gebärdensprache|langue des signes|"
                      r"lengua de (?:signos|señas)", re.IGNORECASE)


@lru_cache(maxsize=2_000)
def language_named(text: str, own: str = "en") -> str:
    """The code of the language that `text` names, without its country: a code, or its name in
    English, in the language `own`, or in itself; "" where it names none, or names more."""
    typed = text.strip()
    if fold(typed) == fold(own):
        return typed.lower()[:2] if typed[2:3] in ("", "-", "_") else typed.lower()  # most patients
    if (match := OF_A_COUNTRY.fullmatch(typed)) and fold(match["country"]) in _countries():
        typed = match["language"]
    named = _names("en").get(fold(typed)) or _names(own).get(fold(typed)) or ""
    if named or not CODE.fullmatch(typed):
        return named
    code = re.split("[-_]", typed.lower(), maxsplit=1)[0]
    return THREE.get(code, code) if THREE.get(code, code) in _codes() else ""


def is_signed(text: str) -> bool:
    """Whether `text` names a sign language."""
    return bool(IN_SIGNS.search(text)) or re.split(r"[-_ ]", text.strip().lower())[0] in SIGNED


def languages_named(text: str, own: str = "en") -> list[str]:
    """The codes of the languages that `text` names, with semicolons, commas or “and” between them;
    nothing where one of its parts names none."""
    parts = [each for each in re.split(r"[;,/\n]|\band\b|&", text) if each.strip()]
    found = [language_named(each, own) for each in parts]
    return list(dict.fromkeys(found)) if all(found) else []


@cache
def _codes() -> frozenset[str]:
    from babel import Locale

    return frozenset(str(code).partition("_")[0] for code in Locale("en").languages)


@cache
def _countries() -> frozenset[str]:
    """The names of countries in English, folded."""
    from babel import Locale

    return frozenset(map(fold, Locale("en").territories.values())) | {
        "uk", "us", "usa", "great britain", "england"}


@cache
def _names(language: str) -> dict[str, str]:
    """The names of languages in `language`, folded, with their codes."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return {}
    return {fold(name): str(code).partition("_")[0] for code, name in locale.languages.items()}
