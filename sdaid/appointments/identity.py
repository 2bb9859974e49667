"""Who a patient is: ids and names, where Excel may have made something else of them."""

from __future__ import annotations

import re

from sdaid.appointments.dates import readings, written
from sdaid.sheets.values import Cell, plain_text, refuse
from sdaid.staff import mark

EXACT = 15
"""Digits of a number that Excel keeps."""

SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
TRUTHS = ("TRUE", "FALSE", "WAHR", "FALSCH", "VRAI", "FAUX", "VERDADERO", "FALSO")
DAY_AND_MONTH = re.compile(r"\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{2}")
"""What Excel shows of 3-4 and of 3-61, which it takes for dates."""

KINDS = {"date": mark("a date"), "time": mark("a time of day"), "bool": mark("TRUE or FALSE")}


def read_id(cell: Cell) -> str:
    """The text of an id. A date, TRUE, 1.2E+11 and a number of more digits than Excel keeps are
    refused: nobody can tell whose ids they were."""
    what = KINDS.get(cell.kind, "")
    if cell.kind == "number" and abs(cell.value) >= 10**EXACT:
        what = mark("a number of more digits than Excel keeps")
    elif cell.kind == "number" and not float(cell.value).is_integer():
        what = mark("a number with a fraction")
    if not what and cell.kind == "text":
        what = _turned(cell.value.strip())
    if what:
        refuse("id-turned", what=what)
    return plain_text(cell)


def read_name(cell: Cell) -> str:
    """The text of a name; a number, a date or TRUE is none."""
    what = KINDS.get(cell.kind, mark("a number") if cell.kind == "number" else "")
    if what:
        refuse("name-turned", what=what)
    return plain_text(cell)


def _turned(text: str) -> str:
    """What a text is that Excel made of an id and a program exported; "" where it is none."""
    digits = text.replace(",", "")
    if digits.isdecimal():
        lost = len(digits) > EXACT and not digits[EXACT:].strip("0")
        return mark("a number that ends in zeros after the 15 digits that Excel keeps"
                    ) if lost else ""
    if text in TRUTHS:
        return KINDS["bool"]
    if SHORTENED.fullmatch(text):
        return mark("a number that Excel shortened")
    return KINDS["date"] if DAY_AND_MONTH.fullmatch(text) or _is_date(text) else ""


def _is_date(text: str) -> bool:
    found = written(text) if text[:1].isdecimal() else None
    if not found or not readings(found):
        return False
    return found.known or not ("-" in text or " " in text)  # 10-11-50 is a usual record's number
