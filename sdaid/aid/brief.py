"""What page 1 says of a figure: a verdict or a number that is set apart, and what it must not be
read without. Times, how sure it is and who paid stand with the figure on its own page.
"""

from __future__ import annotations

from typing import NamedTuple

from sdaid.aid.figure import Verdict, VerdictKind
from sdaid.aid.sayings import filled, joined
from sdaid.aid.signs import sentences
from sdaid.aid.wording import Wording
from sdaid.workbook.columns import N_, Outcome

COMPARED: dict[VerdictKind, str] = {
    "no-clear-difference": N_("*{verdict}* compared with {comparator}."),
    "chance-unknown": N_("*We cannot tell* if a difference from {comparator} is chance."),
    "better": N_("*{verdict}* than with {comparator}."),
    "worse": N_("*{verdict}* than with {comparator}."),
    "more-people": N_("*{verdict}* than with {comparator}."),
    "fewer-people": N_("*{verdict}* than with {comparator}."),
}
"""Verdicts that page 1 never tells without the group beside it. `verdict` has no full stop. A
language that would have to bend the comparator puts it behind a colon."""

LIMITED = {
    "below-noticed": N_("*{verdict} than with {comparator}, but on average less than most people "
                        "notice*."),
    "near-noticed": N_("*{verdict} than with {comparator}, but it may be too little to notice*."),
}
"""The same for a difference for the better whose size the rule has judged: what limits it stands in
the same weight."""


class Brief(NamedTuple):
    """The line of page 1: whole sentences, and the part of them that is set apart."""

    text: str
    lead: str


def brief_benefit(outcome: Outcome, means: Verdict, when: str, wording: Wording) -> Brief:
    """What a benefit means, and against what. `when` is told where figures of other times stand
    beside it, which would contradict each other else."""
    message = LIMITED.get(means.limit) or COMPARED.get(means.kind, "")
    sentence, lead = means.sentence, means.sentence
    if message:
        sentence, lead = filled(wording.translations.gettext(message), verdict=means.words,
                                comparator=outcome.comparator)
    return Brief(joined(wording, when, sentence, means.further, in_short(outcome.caveat)), lead)


def brief_harm(outcome: Outcome, number: str, lead: str, when: str, wording: Wording) -> Brief:
    """The number of a harm, whose sentence says against what."""
    return Brief(joined(wording, when, number, in_short(outcome.caveat)), lead)


def brief_unknown(means: Verdict, caveat: str, wording: Wording) -> Brief:
    """Why there is no number, and what is known without one."""
    return Brief(joined(wording, means.sentence, means.further, in_short(caveat)), means.sentence)


def in_short(caveat: str) -> str:
    """The first sentence of a caveat; the others stand with the figure on its own page."""
    return next(iter(sentences(caveat)), "")
