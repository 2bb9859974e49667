"""Columns that tell whether somebody has died, opted out or cancelled: a yes, or the day when."""

from __future__ import annotations

from sdaid.appointments.dates import readings, written
from sdaid.appointments.placeholders import says_nothing
from sdaid.sheets.values import Cell, fold, reads, refuse, shown, yes_no

DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
"""Signs for “nothing to say”; any other sign, such as a tick or a cross, may be a yes."""

OPEN = frozenset(("tba", "tbc", "tbd", "to be confirmed", "not known", "same", "same as above",
                  "as above", "see above", "ditto", "idem", "s o", "dto"))
"""Words, folded, that elsewhere say nothing, but here leave open whether it is a yes."""


@reads("yes or no, or the day when")
def read_answer(cell: Cell) -> bool:
    """The answer of a cell that holds a yes or a no, or a day, which stands for a yes."""
    if cell.kind == "date":
        return True
    text = shown(cell)
    found = written(text) if cell.kind == "text" else None
    if found and (found.known or readings(found)):
        return True
    if _leaves_open(text):
        refuse("not-yes-no", found=text)
    return yes_no(cell) if not says_nothing(text) or text.strip().isdecimal() else False


def _leaves_open(text: str) -> bool:
    """Whether `text` is a sign, a no beside one, or words that say that nobody knows yet."""
    if fold(text) in ("no", "n", "false"):
        return not text.strip().rstrip(".").isalpha()
    if says_nothing(text) and not fold(text):
        return not all(each in DASHES or each.isspace() for each in text)
    return fold(text) in OPEN
