"""The words in which an aid tells what its figures mean, each with what it stands for: the part of
the rule (`sdaid.aid.verdict`) that this aid uses, as its last page prints it."""

from __future__ import annotations

from collections.abc import Iterable

from sdaid.aid.edition import Row
from sdaid.aid.figure import VerdictKind
from sdaid.aid.signs import without_end
from sdaid.aid.verdict import (
    FEWEST,
    GAIN,
    GAIN_OR_LOSS,
    LOSS,
    UNKNOWN,
)
from sdaid.aid.wording import Wording
from sdaid.workbook.columns import N_, NN_

TOO_FEW = NN_("Fewer than {n} person in the smaller group.",
              "Fewer than {n} people in the smaller group.")

MEANINGS: dict[VerdictKind, str] = {
    "not-compared": N_("It tells how one group did, not a comparison."),
    "no-clear-difference": N_("The likely numbers go from better to worse."),
    "better": N_("All likely numbers are better."),
    "worse": N_("All likely numbers are worse."),
    "more-people": N_("All likely numbers are more people."),
    "fewer-people": N_("All likely numbers are fewer people."),
    "chance-unknown": N_("We found no range for the difference: it may be chance, or not."),
}
"""What the verdicts mean that stand with a number."""

SIZES = {
    GAIN_OR_LOSS: N_("Some likely numbers are a gain, some a loss, that people notice."),
    GAIN: N_("Some likely numbers are a gain that people notice."),
    LOSS: N_("Some likely numbers are a loss that people notice."),
}
"""What is added to them, and what it means."""


def verdict_key(rows: Iterable[Row], wording: Wording) -> tuple[tuple[str, str], ...]:
    """What the verdicts in `rows` mean: (words, meaning), in the order of the rule."""
    _ = wording.translations.gettext
    found = [figure.verdict for row in rows for cell in row.cells for figure in cell]
    made: dict[str, str] = {}
    if any(each.kind == "too-few" for each in found):
        made[_("Too few")] = wording.counted(TOO_FEW, FEWEST, n=wording.number(FEWEST))
    for kind, meaning in MEANINGS.items():
        words = dict.fromkeys(each.words for each in found if each.kind == kind and each.words)
        made |= dict.fromkeys(words, _(meaning))
    said = {each.further for each in found}
    for further, meaning in SIZES.items():
        if _(further) in said:
            made[without_end(_(further))] = _(meaning)
    if any(each.kind in {kind for kind, _words in UNKNOWN.values()} - {"does-not-apply"}
           for each in found):
        made[_("No number")] = _("We found none to tell you. There may still be harm.")
    return tuple(made.items())
