"""What a figure means, in words, by one rule that is printed and that nobody types.

`verdict` follows the lines of `printed_rule` in their order. A missing range, size of a group or
smallest difference never makes a verdict better. Harms get no verdict of size: their number tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sdaid.aid.figure import Verdict, VerdictKind
from sdaid.aid.wording import Wording
from sdaid.workbook.columns import (
    N_,
    NN_,
    ComparisonRow,
    Outcome,
    OutcomeKind,
    OutcomeStatus,
    Side,
)
from sdaid.workbook.outcomes import TWO_GROUPS

FEWEST = 30
"""With fewer people in the smaller group, a study is too small to tell anything by."""

UNKNOWN: dict[OutcomeStatus, tuple[VerdictKind, str]] = {
    OutcomeStatus.NOT_STUDIED: ("no-study", N_("No number: we found no study")),
    OutcomeStatus.SIZE_NOT_REPORTED: ("no-number", N_("No number: studies gave none")),
    OutcomeStatus.DOES_NOT_APPLY: ("does-not-apply", N_("Does not apply")),
    OutcomeStatus.NOT_COMPARABLE: (
        "measured-otherwise", N_("No number: other things measured")),
}


LIMITED: dict[str, str] = {
    "below-noticed": N_("{words}, but on average less than most people notice."),
    "near-noticed": N_("{words}, but it may be too little to notice."),
}
"""What is set in bold of a verdict: what limits the size of a gain stands in the same weight."""

GAIN_OR_LOSS = N_("A gain or a loss is possible.")
GAIN = N_("A gain is possible.")
LOSS = N_("A loss is possible.")
"""What is said of the ends of a range, where a source names the smallest difference that people
notice."""


@dataclass(frozen=True)
class _Judged:
    """What the rule found: its line, sentences on what is possible still to be translated, what
    limits a gain, and the fields that decided; those of the row begin with "row."."""

    kind: VerdictKind
    decided_by: tuple[str, ...]
    further: tuple[str, ...] = ()
    limit: Literal["", "below-noticed", "near-noticed"] = ""


def verdict(outcome: Outcome, row: ComparisonRow, of: int, wording: Wording) -> Verdict:
    """What `outcome` of `row` means; `of` is the denominator of the place where it is told."""
    _ = wording.translations.gettext
    if outcome.status is OutcomeStatus.NONE_REPORTED:
        return _none_seen(outcome, wording)
    if outcome.status is not OutcomeStatus.MEASURED:
        kind, words = UNKNOWN[outcome.status]
        return Verdict(kind, _(words), wording.sentence(_(words)), decided_by=("status",))
    judged = _judge(outcome, row)
    told = _words(judged.kind, outcome, row, of, wording)
    sentence = _(LIMITED[judged.limit]).format(words=told) if judged.limit else (
        wording.sentence(told) if told else "")
    return Verdict(judged.kind, told, sentence,
                   wording.sentences(_(each) for each in judged.further), judged.limit,
                   judged.decided_by)


def smallest_group(outcome: Outcome) -> tuple[int | None, str]:
    """How many people the smaller group has at most, and the field that tells it; None where
    nothing does. Of a total in two groups, the smaller has half at most."""
    known = {"fewest": outcome.fewest, "comparator_people": outcome.comparator_people,
             "people": outcome.people}
    if outcome.kind in TWO_GROUPS and outcome.people is not None:
        known["people"] = outcome.people // 2
    sizes = [(size, field) for field, size in known.items() if size is not None]
    return min(sizes, key=lambda size: size[0]) if sizes else (None, "")


def is_too_few(outcome: Outcome) -> bool:
    """Whether a measured outcome rests on too few people to be told out of 100."""
    people, _field = smallest_group(outcome)
    return people is not None and people < FEWEST


def printed_rule(wording: Wording) -> tuple[str, ...]:
    """The rule in plain sentences, in its order, as the evidence book prints it."""
    _ = wording.translations.gettext
    return (
        _("We say what a number means by one rule, the same for all options."),
        wording.counted(
            NN_("With fewer than {n} person in the smaller group, we say “Too few”.",
                "With fewer than {n} people in the smaller group, we say “Too few”."),
            FEWEST, n=wording.number(FEWEST)),
        _("Where a number is of one group and not compared, we say “One group of a study”."),
        _("Where the true number may be better or worse, we say “No clear difference”. We add "
          "where a gain or a loss that people would notice is possible."),
        _("Where all that is probable is better, or worse, we say so. For better, we add where it "
          "may be too little to notice. Where no source says what people notice, we say nothing "
          "of size."),
        _("Where we do not know between which numbers the true one is, we say “Chance? "
          "Not known”."),
        _("Where there is no number to tell, we say “No number” and why."),
        _("Harms are told by their number alone."),
        _("Where people did not know which treatment they had, that study comes first, and an open "
          "study’s number beside it is not in bold."),
    )


# -- the rule ----------------------------------------------------------------------------------


def _judge(outcome: Outcome, row: ComparisonRow) -> _Judged:
    """The line of the rule that speaks of a measured outcome."""
    harm = row.side is Side.HARM
    if is_too_few(outcome):
        return _Judged("too-few", (smallest_group(outcome)[1],))
    if harm and outcome.kind in (OutcomeKind.COUNT, OutcomeKind.SHARE):
        return _Judged("count", ("row.side",))
    if outcome.kind is OutcomeKind.WITHIN_GROUP or not outcome.comparator:
        return _Judged("not-compared", ("kind", "comparator"))
    if outcome.kind in (OutcomeKind.COUNT, OutcomeKind.SHARE) or (
            outcome.low is None or outcome.high is None):
        return _without_range(outcome, harm=harm)
    if outcome.kind is OutcomeKind.EXTRA_COUNT:
        return _extra(outcome.low, outcome.high)
    return _difference(outcome.low, outcome.high, None if harm else row.noticed)


def _without_range(outcome: Outcome, *, harm: bool) -> _Judged:
    """A comparison whose range is not known; the range of a count is none of a comparison. A harm
    in counts is still told by its number: it must not be played down as chance."""
    if harm and outcome.kind is OutcomeKind.EXTRA_COUNT:
        return _Judged("count", ("row.side",))
    counted = outcome.kind in (OutcomeKind.COUNT, OutcomeKind.SHARE)
    own_range = counted and outcome.low is not None and not harm
    return _Judged("chance-unknown", ("kind",) if counted else ("low", "high"),
                   (N_("No range of the difference known."),) if own_range else ())


def _extra(low: float, high: float) -> _Judged:
    if low > 0:
        return _Judged("more-people", ("low", "high"))
    if high < 0:
        return _Judged("fewer-people", ("low", "high"))
    return _Judged("no-clear-difference", ("low", "high"))


def _difference(low: float, high: float, noticed: float | None) -> _Judged:
    """A difference in points, better above 0; `noticed` is the smallest that people notice."""
    fields = ("low", "high") if noticed is None else ("low", "high", "row.noticed")
    if high < 0:
        return _Judged("worse", ("low", "high"))
    if low <= 0:
        return _Judged("no-clear-difference", fields, _not_ruled_out(low, high, noticed))
    if noticed is not None and high < noticed:
        return _Judged("better", fields, limit="below-noticed")
    if noticed is not None and low < noticed:
        return _Judged("better", fields, limit="near-noticed")
    return _Judged("better", fields)


def _not_ruled_out(low: float, high: float, noticed: float | None) -> tuple[str, ...]:
    if noticed is None:
        return ()
    gain, loss = high >= noticed, low <= -noticed
    if gain and loss:
        return (GAIN_OR_LOSS,)
    if gain:
        return (GAIN,)
    return (LOSS,) if loss else ()


# -- its words ---------------------------------------------------------------------------------


def _words(kind: VerdictKind, outcome: Outcome, row: ComparisonRow, of: int, wording: Wording
           ) -> str:
    _ = wording.translations.gettext
    if row.side is Side.HARM and kind not in ("too-few", "not-compared"):
        return ""
    if row.side is Side.HARM and outcome.kind is OutcomeKind.COUNT:
        return _("Too few to count out of {of}").format(of=wording.number(of))
    event = outcome.definition or row.event
    return {
        "too-few": _("Too few to tell"),
        "not-compared": _("One group of a study"),
        "no-clear-difference": _("No clear difference"),
        "chance-unknown": _("Chance? Not known"),
        "better": row.better_words, "worse": row.worse_words,
        "more-people": _("More people {event}").format(event=event),
        "fewer-people": _("Fewer people {event}").format(event=event),
    }[kind]


def _none_seen(outcome: Outcome, wording: Wording) -> Verdict:
    _ = wording.translations.gettext
    further = _("That does not mean never.")
    if outcome.people is None:
        words = _("None seen")
        return Verdict("none-seen", words, wording.sentence(words), further,
                       decided_by=("status",))
    words = wording.counted(NN_("None seen in {n} person", "None seen among {n} people"),
                            outcome.people, n=wording.number(outcome.people))
    return Verdict("none-seen", words, wording.sentence(words), further,
                   decided_by=("status", "people"))
