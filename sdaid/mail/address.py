"""A postal address as a value: its lines as they are printed, and what keeps it from being used."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sdaid.appointments.placeholders import is_placeholder
from sdaid.mail.country import Country, country, country_code, country_name
from sdaid.sheets.values import clean, fold

FEWEST = 3
"""Lines: a name, a street or house, a town."""

BAD_STARTS = "@()=[]\\\"/,<>~*"
"""Characters that printers of addresses refuse at the start of a line."""

SIGNS = "°℅№"
"""Signs that real addresses hold."""

NO_ABODE = re.compile(
    r"\b(no fixed (abode|address|addr)|of no fixed|nfa|nfra|homeless|rough sleep\w*|"
    r"ohne festen wohnsitz|ofw|sans domicile fixe|sdf|sin domicilio fijo)\b")

NO_ADDRESS = re.compile(r"no address|address unknown|same address|moved( away)?|gone away|"
                        r"do not (send|post|use)")


@dataclass(frozen=True)
class PostalAddress:
    """To whom and where. `name` is the addressee's; `text` holds the lines as the list has them;
    `abroad` is the country's name in capitals, empty at home. Every check is a property; `lines`
    is what is printed, whether or not it passes."""

    name: str
    text: str
    postcode: str
    land: Country | None
    abroad: str = ""

    @property
    def own_lines(self) -> tuple[str, ...]:
        """The list's lines, cleaned, without the addressee's name, the country and blanks."""
        lines = [" ".join(line.strip(" ,;\t").split()) for line in clean(self.text).split("\n")]
        if len([line for line in lines if line]) == 1:  # one line with commas is common in exports
            lines = [part.strip() for part in re.split(r"[,;]", lines[0])]
        kept = [line for line in lines if line]
        if kept and fold(kept[0]) == fold(self.name):
            kept = kept[1:]
        if len(kept) > 1 and self.land and country_code(kept[-1], "en") == self.land.code:
            kept = kept[:-1]
        return tuple(kept)

    @property
    def tidy_postcode(self) -> str:
        """The postcode as its country writes it: the column's, or else the one within the lines."""
        given = clean(self.postcode)
        if not self.land:
            return given
        if given:
            return self.land.tidy(given)
        return self.land.tidy(self._within()) if self._within() else ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The address as it is printed, the country last where it is abroad."""
        made = list(self.own_lines)
        code = self.tidy_postcode
        given = clean(self.postcode)
        if code and made:
            stripped = [self._without(line, given or self._within()) for line in made[-2:]]
            made[-2:] = [line for line in stripped if line]
            made = self._with_postcode(made, code)
        elif code:
            made = [code]
        end = [self.abroad] if self.abroad else []
        return (clean(self.name), *made, *end)

    # -- checks --------------------------------------------------------------------------------

    @property
    def is_empty(self) -> bool:
        return all(_is_none(line) for line in self.own_lines)

    @property
    def has_no_fixed_abode(self) -> bool:
        return any(NO_ABODE.search(fold(line)) for line in self.own_lines)

    @property
    def has_too_few_lines(self) -> bool:
        return len(self.lines) - bool(self.abroad) < FEWEST

    def has_too_many_lines(self, most: int) -> bool:
        return len(self.lines) > most

    @property
    def bad_line(self) -> str:
        """A line that is no part of an address: it starts with a sign that printers refuse, has no
        letter or digit, or says that something is not known; else empty."""
        for line in self.own_lines:
            if line[0] in BAD_STARTS or _is_none(line):
                return line
        return ""

    @property
    def bad_characters(self) -> str:
        """Characters that cannot be printed in an address, each once."""
        text = self.text + self.name + self.postcode
        return "".join(dict.fromkeys(
            each for each in text if each not in "\n\r\t"
            and each not in SIGNS
            and (unicodedata.category(each) in ("Cc", "Co", "Cn", "Cs", "So") or each in "{}|^")))

    @property
    def lacks_postcode(self) -> bool:
        return bool(self.land and self.land.needs_postcode and not self.tidy_postcode)

    @property
    def has_bad_postcode(self) -> bool:
        code = self.tidy_postcode
        return bool(self.land and code and not self.land.is_postcode(code))

    @property
    def has_two_postcodes(self) -> bool:
        """Whether the lines end with another postcode than the one beside them. A longer form of
        the same one, as in the US, is none."""
        if not clean(self.postcode) or not self.land or not self.land.pattern:
            return False
        given, within = (re.sub(r"[\W_]", "", self.land.tidy(text))
                         for text in (clean(self.postcode), self._at_the_end()))
        return bool(within) and not (given.startswith(within) or within.startswith(given))

    @property
    def sort_key(self) -> tuple[str, str]:
        """Country (home first), then postcode."""
        return (self.land.code if self.land and self.abroad else "", self.tidy_postcode)

    def _within(self) -> str:
        """A postcode within the last two lines; empty where there is none."""
        if not self.land or not self.land.pattern:
            return ""
        for line in reversed(self.own_lines[-2:]):
            found = list(re.finditer(rf"(?<!\w)(?:{self.land.pattern.pattern})(?!\w)", line,
                                     re.IGNORECASE))
            whole = found and found[-1].group() == line
            if found and (whole or self.land.needs_postcode):
                return found[-1].group()
        return ""

    def _at_the_end(self) -> str:
        """A postcode where the last line has it; empty where there is none. One of letters too may
        stand a line before."""
        land = self.land
        if not land or not land.pattern:
            return ""
        letters = any(each.isalpha() for each in land.example)
        for line in reversed(self.own_lines[-2:] if letters else self.own_lines[-1:]):
            for found in re.finditer(rf"(?<!\w)(?:{land.pattern.pattern})(?!\w)", line,
                                     re.IGNORECASE):
                before = re.fullmatch(r"(?:[A-Za-z]{1,3}-)?", line[:found.start()])
                there = before if land.position == "before" else found.end() == len(line)
                if there and any(each.isdigit() for each in found.group()):
                    return found.group()
        return ""

    def _without(self, line: str, code: str) -> str:
        """`line` without the postcode `code` at one of its ends."""
        land = self.land
        prefix = re.escape(land.prefix.strip("- ")) + "|" if land and land.prefix else ""
        spelt = r"\s*".join(re.escape(each) for each in code.replace(" ", ""))
        marked = rf"(?:(?:{prefix}[A-Z]{{1,3}}-)[- ]?)?{spelt}"
        line = re.sub(rf"^{marked}(?!\w)[\s,]*", "", line, flags=re.IGNORECASE)
        return re.sub(rf"[\s,]*(?<!\w){marked}$", "", line, flags=re.IGNORECASE).strip(" ,")

    def _with_postcode(self, made: list[str], code: str) -> list[str]:
        land = self.land
        place = land.position if land else "own line"
        if place == "own line" or not made:
            return [*made, code]
        if place == "before" and land:
            return [*made[:-1], f"{land.prefix}{code} {made[-1]}"]
        return [*made[:-1], f"{made[-1]} {code}"]


def _is_none(line: str) -> bool:
    """Whether a line says in place of an address that there is none."""
    return is_placeholder(line) or bool(NO_ADDRESS.fullmatch(fold(line)))


def postal_address(name: str, text: str, postcode: str, country_text: str, *, home: str,
                   language: str) -> PostalAddress | None:
    """The address of one row of the list; None where its country is not known. `home` is the
    clinic's own country, meant where the list's is blank."""
    code = country_code(country_text, language) if country_text.strip() else home
    if not code:
        return None
    abroad = country_name(code, language) if code != home else ""
    return PostalAddress(name, text, postcode, country(code), abroad)
