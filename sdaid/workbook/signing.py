"""How people sign a translation in the column Attests: with its language and its fingerprint."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sdaid.sheets.values import Cell, identifiers, plain_text, refuse

PRINT = 12
"""Letters and digits of a fingerprint: few enough to type, too many to be the same by chance."""

SIGNS = re.compile(r"translation\b", re.IGNORECASE)
SIGNED = re.compile(
    r"translation\W+(?P<language>[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*)\W+"
    rf"(?P<print>(?:[0-9a-f] ?){{{PRINT}}})", re.IGNORECASE)


@dataclass(frozen=True)
class Signature:
    """Which translation a person signs: `language` in small letters, `print` its fingerprint."""

    language: str
    print: str


def words_to_sign(language: str, fingerprint: str) -> str:
    """What a person types under Attests."""
    return f"translation {language} {fingerprint}"


def signature(attested: str) -> Signature | None:
    """What an entry of the column Attests signs, where it signs a translation."""
    found = SIGNED.fullmatch(attested)
    return Signature(found["language"].casefold().replace("_", "-"),
                     found["print"].replace(" ", "").casefold()) if found else None


def attested(cell: Cell) -> tuple[str, ...]:
    """What a cell of the column Attests holds, with commas, semicolons or line ends between: ids,
    and signed translations as `words_to_sign` writes them, however they were typed."""
    found: list[str] = []
    for part in re.split(r"[,;\n]", plain_text(cell)):
        text = " ".join(part.split())
        if signed := signature(text):
            found.append(words_to_sign(signed.language, signed.print))
        elif SIGNS.match(text):
            refuse("not-signed", found=text)
        elif text:
            found += identifiers(Cell(cell.row, cell.column, text, "text"))
    return tuple(dict.fromkeys(found))
