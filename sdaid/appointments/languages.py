"""Which language a patient's list or record names: by its code or its name, as people write it; and
which of the languages that are offered its readers read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
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


BOKMAL = {"no": "nb"}
"""What a Norwegian means who names no form of the language."""


@lru_cache(maxsize=2_000)
def language_named(text: str, own: str = "en") -> str:
    """The code of the language that `text` names, without its country: a code, or its name in
    English, in the language `own`, or in itself; "" where it names none, or names more."""
    return language_tag(text, own).partition("-")[0]


@lru_cache(maxsize=2_000)
def language_tag(text: str, own: str = "en") -> str:
    """The language that `text` names, as `language_named` reads it, with the script and the country
    that it names too, as in pt-BR; "" where it names none, or names more."""
    typed = text.strip()
    if fold(typed) == fold(own):
        return _tag(typed)  # most patients
    country = ""
    if (match := OF_A_COUNTRY.fullmatch(typed)) and fold(match["country"]) in _countries():
        typed, country = match["language"], _countries()[fold(match["country"])]
    named = (_names("en").get(fold(typed)) or _names(own).get(fold(typed))
             or _own_names().get(fold(typed)) or "")
    if not named and CODE.fullmatch(typed):
        tag = _tag(typed)
        named = tag if tag.partition("-")[0] in _codes() else ""
    return f"{named}-{country}" if named and country and "-" not in named else named


def _tag(typed: str) -> str:
    """A code as PDF and HTML write it: es-MX, zh-Hant-TW."""
    first, *rest = re.split("[-_]", typed)
    first = THREE.get(first.lower(), first.lower())
    return "-".join((first, *(each.title() if len(each) == 4 else each.upper() for each in rest)))


def served_by(tag: str, offered: Collection[str]) -> tuple[str, ...]:
    """The languages of `offered` that a reader of `tag` reads: it itself, else those of the same
    language in the same script, so that es serves es-MX, and zh-Hans no reader of zh-TW."""
    exact = tuple(each for each in offered if _tag(each) == tag)
    code, script = _written(tag)
    return exact or tuple(each for each in offered if _written(_tag(each)) == (code, script))


@lru_cache(maxsize=2_000)
def _written(tag: str) -> tuple[str, str]:
    """The code of a language, and the script in which it is written there (CLDR, likely
    subtags)."""
    from babel.core import get_global

    first, *rest = tag.split("-")
    code = BOKMAL.get(first, get_global("language_aliases").get(first, first))
    if script := next((each for each in rest if len(each) == 4), ""):
        return code, script
    likely: Mapping[str, str] = get_global("likely_subtags")
    known = next((likely[name] for name in ("_".join((code, *rest)), code) if name in likely), "")
    return code, known.partition("_")[2][:4]


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
def _countries() -> dict[str, str]:
    """The names of countries in English, folded, with their codes."""
    from babel import Locale

    return {fold(name): code for code, name in Locale("en").territories.items()} | {
        "uk": "GB", "us": "US", "usa": "US", "great britain": "GB", "england": "GB"}


@cache
def _names(language: str) -> dict[str, str]:
    """The names of languages in `language`, folded, with their tags."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return {}
    return {fold(name): str(code).replace("_", "-") for code, name in locale.languages.items()}


@cache
def _own_names() -> dict[str, str]:
    """What common languages are called in themselves, folded, with their codes."""
    from babel import Locale

    return {fold(Locale(code).languages[code]): code for code in sorted(set(THREE.values()))}
