"""What systems and people type where they have nothing to say: NA, N/A, -, NULL, #N/A, same, yes.
One list for every cell of the list that holds words; none of these is ever printed."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator

from sdaid.sheets.values import Cell, fold, plain_text

EXCEL_ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|"
                         r"CONNECT!|UNKNOWN!|BUSY!|GETTING_DATA)|(Err|Error):\s*\d{3}|"
                         r"[\[(<](blank|empty|none|null|no data)[\])>]",
                         re.IGNORECASE)
"""What Excel and LibreOffice show in a cell whose formula failed or that is blank, also after an
export as text."""

NOTHING = frozenset((
    "", "n a", "na", "nan", "nil", "none", "null", "undefined", "no data", "no value",
    "not applicable", "not available", "not given", "not known", "not provided", "not recorded",
    "not specified", "not stated", "nothing", "no", "false", "n", "0", "00", "tba", "tbc", "tbd",
    "to be confirmed", "keine", "keine angabe", "k a", "aucun", "ninguno", "same", "same as above",
    "as above", "see above", "ditto", "idem", "s o", "dto"))
"""Words, folded, of a cell that is as good as blank; “” is one of signs alone, such as -."""

SOMETHING = frozenset((
    "yes", "true", "y", "x", "xx", "xxx", "xxxx", "unknown", "unbekannt", "withheld",
    "see notes", "see note", "see comments", "see below", "test", "dummy", "placeholder"))
"""Words, folded, that say that there is something to know and not what."""

REAL_NAMES = frozenset(("na", "nan", "no", "null", "same", "test", "true", "n", "x", "y"))
"""Placeholders that are also people's names. Written as a name, with a capital and small letters
(“Na”), or as a single capital, they are one."""

NAMIBIA_OR_NORWAY = frozenset(("na", "no"))
"""Placeholders that are also the codes of countries: Namibia and Norway."""

NAMES_ELSEWHERE = frozenset(("nil", "ditto"))
"""English words for “nothing” that are names as well, Nil in Turkey."""


def says_nothing(text: str) -> bool:
    """Whether `text` is as good as blank: NA, N/A, -, NULL, #N/A, none, no, same, tbc."""
    return bool(EXCEL_ERROR.fullmatch(text.strip())) or fold(text) in NOTHING


def is_placeholder(text: str) -> bool:
    """Whether `text` stands in the place of words and tells none: as good as blank, or “yes”, “x”,
    “unknown”, which say that there is something, and not what."""
    return says_nothing(text) or fold(text) in SOMETHING


def is_no_name(text: str) -> bool:
    """Whether `text` is no person's name but a placeholder, or has no letter at all. “NA” is none,
    “Na” is one."""
    if not any(each.isalpha() for each in text):
        return True
    as_a_name = text.istitle() or (len(text) == 1 and text.isupper())
    return is_placeholder(text) and not (fold(text) in REAL_NAMES | NAMES_ELSEWHERE and as_a_name)


def words_or_blank(cell: Cell) -> str:
    """The text of a cell that may be blank; blank where it holds a placeholder."""
    text = _text(cell)
    return "" if is_placeholder(text) else text


def answer_or_blank(cell: Cell) -> str:
    """The text of a cell that may be blank; blank where it says nothing. “yes” and its like stay,
    as they say that there is something to know, and not what."""
    text = _text(cell)
    return "" if says_nothing(text) else text


def country_or_blank(cell: Cell) -> str:
    """As `answer_or_blank`, but NA and NO stay: they may be Namibia and Norway."""
    text = _text(cell)
    return text if text.casefold() in NAMIBIA_OR_NORWAY else answer_or_blank(cell)


def _text(cell: Cell) -> str:
    return "" if cell.kind == "error" else plain_text(cell)


MaybeWords = Annotated[str, BeforeValidator(words_or_blank)]
"""Text that may be blank; a placeholder is as good as that."""

MaybeAnswer = Annotated[str, BeforeValidator(answer_or_blank)]
"""Text that may be blank, as is what says nothing; what says too little stays, and is held."""

MaybeCountry = Annotated[str, BeforeValidator(country_or_blank)]
"""A country, or blank."""
