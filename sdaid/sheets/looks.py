"""What a cell's look and its kind say beside its value: letters struck through, a unit or another
number in its format, a date that Excel made of “3-4”, doubts in a comment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sdaid.problems import Place, Problem, problem
from sdaid.sheets.values import Cell, shown

Notice = tuple[str, dict[str, Any]]
"""A problem's code and the words of its sentence."""

OTHER_KINDS = {"date": "the date {}", "time": "the time {}", "bool": "{}"}
"""What Excel makes of a typed text, by the kind of the cell."""

ERROR_TEXT = re.compile(
    r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA)")

PLAIN_FORMATS = frozenset({"General", "@", "general"})
NOT_SHOWN = re.compile(r"\[(?!\$)[^\]]*\]|_.|\*.")
"""Colours and conditions, and the blanks that a format leaves."""

CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
QUOTED = re.compile(r'"([^"]*)"|\\(.)')
DIGITS = re.compile(r"[0#?][0#?,]*(?:\.([0#?]*))?(,*)(%?)")
SEPARATORS = frozenset(" -+()/.,:%\u00a0\u2009\u202f")
ROUNDED = 1e-9

DOUBT = re.compile(
    r"\b(?:not|never|isn't|hasn't been|to be|needs? to be|must be|still to be|please) (?:yet )?"
    r"(?:be )?(?:verif|check|confirm|review|agreed|correct|sure|certain|final|finished|approved)"
    r"|\bun(?:verified|checked|confirmed|sure|certain)\b|\bdouble[- ]?check\b|\bcheck (?:this|that|"
    r"again|with|the|if|whether)\b|\bis (?:this|that|it) (?:right|correct|true|still)\b|\?\?|"
    r"\b(?:tbc|tbd|todo|to do|fixme|xxx|placeholder|made[- ]up|invented|dummy|guess(?:ed|work)?|"
    r"rough(?:ly)? estimate|draft|out of date|outdated|old figure|wrong|do not print|don't print|"
    r"remove before|source\?|ask (?:dr|prof|someone))\b", re.IGNORECASE)


def look_notices(cell: Cell, *, words: bool, numbers: bool, counts: bool, condition: bool
                 ) -> list[Notice]:
    """What is wrong with the look of `cell`: of a column of `words`, of `numbers`, or of numbers
    that are `counts`; or of a `condition`, which may hold a date or a yes."""
    found: list[Notice] = []
    if cell.mark:
        found += [("struck-out", {})] if "struck" in cell.mark else []
        found += [("raised-letters", {"found": shown(cell)})] if "raised" in cell.mark else []
    if cell.kind == "text" and (error := ERROR_TEXT.search(cell.value)):
        found.append(("error-text", {"found": error[0]}))
    if words and cell.kind in OTHER_KINDS and not condition:
        found.append(("made-by-excel", {"found": OTHER_KINDS[cell.kind].format(shown(cell))}))
    if cell.kind == "number" and cell.number_format not in PLAIN_FORMATS:
        found += _format_notices(cell, words=words, numbers=numbers, counts=counts)
    return found


def comment_problems(place: Place, comments: Mapping[str, str], headings: int) -> list[Problem]:
    """A warning of each comment below the row of `headings` that doubts its cell."""
    found = []
    for address, text in comments.items():
        here = Place(place.file, place.sheet, address)
        doubt = DOUBT.search(text) if here.position[0] > headings else None
        if doubt:
            found.append(problem("comment-doubts", here, found=text))
    return found


def _format_notices(cell: Cell, *, words: bool, numbers: bool, counts: bool) -> list[Notice]:
    literals, scale, decimals = _format_of(cell.number_format, negative=cell.value < 0)
    found: list[Notice] = []
    if any(letter not in SEPARATORS for letter in literals) and (words or numbers):
        return [("format-unit", {"found": literals.strip(), "stored": f"{cell.value:.15g}"})]
    if "%" in cell.number_format and counts:
        found.append(("percent-count", {"found": shown(cell)}))
    elif decimals is not None and numbers:
        seen = round(cell.value * scale, decimals)
        if abs(seen - cell.value * (1 if scale < 1 else scale)) > ROUNDED * max(1, abs(cell.value)):
            found.append(("format-rounds", {"found": f"{seen:.{decimals}f}",
                                            "stored": f"{cell.value:.15g}"}))
    return found


def _format_of(code: str, *, negative: bool) -> tuple[str, float, int | None]:
    """What a number format adds to the digits; what it multiplies by; how many decimals it shows,
    None where it does not show plain digits."""
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)
    form = NOT_SHOWN.sub("", parts[1] if negative and len(parts) > 1 else parts[0])
    literals = "".join(CURRENCY.findall(form))
    form = CURRENCY.sub("", form)
    literals += "".join(one + other for one, other in QUOTED.findall(form))
    form = QUOTED.sub("", form)
    if re.search(r"[ymdhs]", form, re.IGNORECASE):
        return literals, 1, None  # a date's
    rest = DIGITS.sub("", form.replace("General", "").replace("@", ""), count=1)
    literals += "".join(letter for letter in rest if letter not in "0#?.,E%")
    match = DIGITS.search(form)
    if match is None or "E" in form or DIGITS.search(rest):
        return literals, 1, None
    scale = 100.0 if match[3] else 1.0 / 1000 ** len(match[2])
    thousands = re.search(r"(,+)$", match[0].split(".")[0].rstrip("%"))
    if thousands and match[1] is None and not match[2]:
        scale = 1.0 / 1000 ** len(thousands[1])
    return literals, scale, len(match[1] or "")
