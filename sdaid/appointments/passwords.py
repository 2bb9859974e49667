"""The word that opens a PDF, read letter for letter: whoever was told it must be able to type it.
"""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import BeforeValidator

from sdaid.sheets.values import Cell, refuse, shown
from sdaid.staff import mark, translate

MOST_DIGITS = 11
"""Digits of a number that Excel shows as it was typed; longer ones it shortens, as in 1.2E+11."""

AS_TYPED = ("General", "@", "0")


def exact_text(cell: Cell) -> str:
    """The text of the cell as it stands, blanks and unseen characters too; composed letters are
    taken in one spelling (NFC), which is that of keyboards. A whole number is taken as it is shown;
    another cell, in which Excel shows other signs than were typed, is refused."""
    text = str(cell.value) if cell.kind == "text" else shown(cell)
    as_typed = cell.kind == "text" or (
        cell.kind == "number" and cell.number_format in AS_TYPED
        and text.isdecimal() and len(text) <= MOST_DIGITS)
    if not as_typed:
        refuse("password-cell")
    return unicodedata.normalize("NFC", text)


def why_not_exact(password: str) -> str:
    """Why nobody could be sure to type `password` as it stands; empty where one can."""
    if password != password.strip():
        return mark("begins or ends with a blank or a line end, which is not seen")
    unseen = [each for each in password if not each.isprintable() or each == "\ufffd"]
    if unseen:
        return translate("holds {letter}, which is not seen or cannot be typed").format(
            letter=f"U+{ord(unseen[0]):04X}")
    if unicodedata.normalize("NFKC", password) != password:
        return mark("holds a letter that programs write in different ways, such as a wide one")
    return ""


ExactText = Annotated[str, BeforeValidator(exact_text)]
