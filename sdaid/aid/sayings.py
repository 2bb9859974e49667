"""The whole sentences that tell a figure. Each is one message with named places, so that another
language can order it anew; what stands between asterisks is the part set in bold.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from sdaid.aid.wording import Wording
from sdaid.workbook.columns import N_, NN_, Blinding, Certainty, CountedIn

COUNT = {
    CountedIn.PEOPLE: NN_("*{n} of {of}* person {event}.", "*{n} of {of}* people {event}."),
    CountedIn.PROCEDURES: NN_("*{n} of {of}* procedure {event}.",
                              "*{n} of {of}* procedures {event}."),
    CountedIn.PERSON_YEARS: NN_("*{n} of {of}* person a year {event}.",
                                "*{n} of {of}* people a year {event}."),
}
COUNT_TRACE = {
    CountedIn.PEOPLE: NN_("*Fewer than 1 of {of}* person {event}.",
                          "*Fewer than 1 of {of}* people {event}."),
    CountedIn.PROCEDURES: NN_("*Fewer than 1 of {of}* procedure {event}.",
                              "*Fewer than 1 of {of}* procedures {event}."),
    CountedIn.PERSON_YEARS: NN_("*Fewer than 1 of {of}* person a year {event}.",
                                "*Fewer than 1 of {of}* people a year {event}."),
}
COUNT_NEARLY_ALL = {
    CountedIn.PEOPLE: NN_("*More than {n} of {of}* person {event}.",
                          "*More than {n} of {of}* people {event}."),
    CountedIn.PROCEDURES: NN_("*More than {n} of {of}* procedure {event}.",
                              "*More than {n} of {of}* procedures {event}."),
    CountedIn.PERSON_YEARS: NN_("*More than {n} of {of}* person a year {event}.",
                                "*More than {n} of {of}* people a year {event}."),
}
"""Counts: as they are; of some, yet less than half of one; of nearly all, yet not all. Their form
follows the number of all."""

OTHERS = N_("{n} {no_event}.")
OTHERS_NEARLY_ALL = N_("More than {n} {no_event}.")
OTHERS_TRACE = N_("Fewer than 1 {no_event}.")
"""The other frame of each of these counts."""

COUNT_OFTEN = NN_("*{n} time* among {people} a year: {event}.",
                  "*{n} times* among {people} a year: {event}.")
COUNT_AMONG = NN_("{n} person", "{n} people")
"""More events than years: the same people had it again, so that no frame of others is true. The
form follows the number of events; `people` is the second message."""

COUNT_RANGE = N_("The true number is probably between {low} and {high} of {of}.")

SHARE = {
    CountedIn.PEOPLE: NN_("*{n} per cent* of people {event}.", "*{n} per cent* of people {event}."),
    CountedIn.PROCEDURES: NN_("*{n} per cent* of procedures {event}.",
                              "*{n} per cent* of procedures {event}."),
    CountedIn.PERSON_YEARS: NN_("*{n} per cent* of people a year {event}.",
                                "*{n} per cent* of people a year {event}."),
}
SHARE_OTHERS = NN_("{n} per cent {no_event}.", "{n} per cent {no_event}.")
"""A percentage whose people were not told, and its other frame."""

SHARE_RANGE = NN_("The true share is probably between {low} and {high} per cent.",
                  "The true share is probably between {low} and {high} per cent.")
SHARE_OF = N_("We found no count of people.")

MORE = {
    CountedIn.PEOPLE: NN_("*{n} more of {of}* {event} than with {comparator}.",
                          "*{n} more of {of}* {event} than with {comparator}."),
    CountedIn.PROCEDURES: NN_("*{n} more of {of}* procedure {event} than with {comparator}.",
                              "*{n} more of {of}* procedures {event} than with {comparator}."),
    CountedIn.PERSON_YEARS: NN_("*{n} more of {of}* a year {event} than with {comparator}.",
                                "*{n} more of {of}* a year {event} than with {comparator}."),
}
FEWER = {
    CountedIn.PEOPLE: NN_("*{n} fewer of {of}* {event} than with {comparator}.",
                          "*{n} fewer of {of}* {event} than with {comparator}."),
    CountedIn.PROCEDURES: NN_("*{n} fewer of {of}* procedure {event} than with {comparator}.",
                              "*{n} fewer of {of}* procedures {event} than with {comparator}."),
    CountedIn.PERSON_YEARS: NN_("*{n} fewer of {of}* a year {event} than with {comparator}.",
                                "*{n} fewer of {of}* a year {event} than with {comparator}."),
}
AS_MANY = {
    CountedIn.PEOPLE: NN_("*As many of {of}* {event} as with {comparator}.",
                          "*As many of {of}* {event} as with {comparator}."),
    CountedIn.PROCEDURES: NN_("*As many of {of}* procedure {event} as with {comparator}.",
                              "*As many of {of}* procedures {event} as with {comparator}."),
    CountedIn.PERSON_YEARS: NN_("*As many of {of}* a year {event} as with {comparator}.",
                                "*As many of {of}* a year {event} as with {comparator}."),
}
"""So many more, fewer or as many as in the group beside it, which each of these names."""

WITHIN_GROUP = (
    N_("*No difference* in {what}."),
    NN_("*{n} point less* {what}.", "*{n} points less* {what}."),
    NN_("*{n} point more* {what}.", "*{n} points more* {what}."))
BETWEEN_GROUPS = (
    N_("*No difference* in {what} compared with {comparator}."),
    NN_("*{n} point less* {what} than with {comparator}.",
        "*{n} points less* {what} than with {comparator}."),
    NN_("*{n} point more* {what} than with {comparator}.",
        "*{n} points more* {what} than with {comparator}."))
"""No difference, less and more, in points: a change within one group, and between two groups."""

RANGE_MORE = N_("Probably {low} to {high} more.")
RANGE_FEWER = N_("Probably {low} to {high} fewer.")
RANGE_FEWER_TO_MORE = N_("Probably between {low} fewer and {high} more.")
RANGE_POINTS_LESS = NN_("Probably {low} to {high} point less.",
                        "Probably {low} to {high} points less.")
RANGE_POINTS_MORE = NN_("Probably {low} to {high} point more.",
                        "Probably {low} to {high} points more.")
RANGE_MORE_TO_LESS = N_("Probably between {low} more {what} and {high} less.")
RANGE_LESS_TO_MORE = N_("Probably between {low} less {what} and {high} more.")
"""A range with its direction; where it has both, what there may be more or less of. The form of one
in points is that of its last number."""

FEW_RANGES = {
    RANGE_FEWER_TO_MORE: N_("From {low} fewer to {high} more."),
    RANGE_MORE_TO_LESS: N_("From {low} more {what} to {high} less."),
    RANGE_LESS_TO_MORE: N_("From {low} less {what} to {high} more."),
}
RANGE_ON_ITS_SIDE = N_("Probably {low} to {high}.")
"""The same where there is least room; the last lies on the side that the number itself tells."""

HAPPENED = {
    CountedIn.PEOPLE: NN_("It happened to {n} of {people} person.",
                          "It happened to {n} of {people} people."),
    CountedIn.PROCEDURES: NN_("It happened in {n} of {people} procedure.",
                              "It happened in {n} of {people} procedures."),
    CountedIn.PERSON_YEARS: NN_("The count is {n} in {people} year, all people taken together.",
                                "The count is {n} in {people} years, all people taken together."),
}
HAPPENED_WHEN = {
    CountedIn.PEOPLE: NN_("It happened to {n} of {people} person, {time}.",
                          "It happened to {n} of {people} people, {time}."),
    CountedIn.PROCEDURES: NN_("It happened in {n} of {people} procedure, {time}.",
                              "It happened in {n} of {people} procedures, {time}."),
    CountedIn.PERSON_YEARS: NN_(
        "The count is {n} in {people} year, all people taken together, {time}.",
        "The count is {n} in {people} years, all people taken together, {time}."),
}
STUDIED = NN_("{n} person was studied.", "{n} people were studied.")
STUDIED_WHEN = NN_("{n} person was studied, {time}.", "{n} people were studied, {time}.")
"""The size of a study as a sentence of a cell, without and with the time at which it was measured,
which `Wording.moment_of` gives."""

CERTAINTY = {
    Certainty.HIGH: N_("How sure: high."),
    Certainty.MODERATE: N_("How sure: moderate; this is probably so."),
    Certainty.LOW: N_("How sure: low; this may be so."),
    Certainty.VERY_LOW: N_("How sure: very low; we are very uncertain."),
    Certainty.NOT_GRADED: N_("How sure: not graded."),
}

COMPARED = N_("Compared with: {comparator}.")
"""With whom people were compared, where no number stands beside it. The comparator stands behind a
colon, so that no language has to bend it."""

COMPARED_COUNT = N_("With {comparator}, it was *{n} of {of}.*")
COMPARED_TRACE = N_("With {comparator}, it was *fewer than {n} of {of}.*")
COMPARED_NEARLY_ALL = N_("With {comparator}, it was *more than {n} of {of}.*")
FEW_COMPARED = {
    COMPARED_COUNT: N_("With {comparator}: *{n} of {of}.*"),
    COMPARED_TRACE: N_("With {comparator}: *fewer than {n} of {of}.*"),
    COMPARED_NEARLY_ALL: N_("With {comparator}: *more than {n} of {of}.*"),
}
"""How many it was in the group beside it, in the same weight; and where there is least room."""

SURE = {
    Certainty.HIGH: N_("We are sure of this."),
    Certainty.MODERATE: N_("We are fairly sure of this."),
    Certainty.LOW: N_("We are not sure of this."),
    Certainty.VERY_LOW: N_("We are very unsure of this."),
    Certainty.NOT_GRADED: "",
}
SURE_IN_FEW = {
    Certainty.HIGH: N_("How sure: high."),
    Certainty.MODERATE: N_("How sure: moderate."),
    Certainty.LOW: N_("How sure: low."),
    Certainty.VERY_LOW: N_("How sure: very low."),
    Certainty.NOT_GRADED: "",
}
"""How sure a number is, as the cells of the aid tell it, and where there is least room. That nobody
graded it, each page says once."""

PAID = N_("Who paid: {payers}.")
"""Who paid for a study, in the workbook's words, for the evidence book."""

Payer = Literal["maker", "part", "others", ""]
"""Who paid, as every page of the aid tells it: the maker or seller of the treatment; nobody says
who, and they had a part in the study; others; not stated."""

PAYER: dict[Payer, str] = {
    "maker": N_("The maker or seller paid."),
    "part": N_("The maker or seller had a part in it."),
    "others": N_("The maker or seller did not pay."),
    "": "",
}
STUDY: dict[tuple[Blinding, Payer], str] = {
    (Blinding.BLINDED, "maker"): N_(
        "People did not know which treatment they had, and the maker or seller paid."),
    (Blinding.BLINDED, "part"): N_(
        "People did not know which treatment they had, and the maker or seller had a part in it."),
    (Blinding.BLINDED, "others"): N_(
        "People did not know which treatment they had, and the maker or seller did not pay."),
    (Blinding.BLINDED, ""): N_("People did not know which treatment they had."),
    (Blinding.OPEN, "maker"): N_(
        "People knew which treatment they had, and the maker or seller paid."),
    (Blinding.OPEN, "part"): N_(
        "People knew which treatment they had, and the maker or seller had a part in it."),
    (Blinding.OPEN, "others"): N_(
        "People knew which treatment they had, and the maker or seller did not pay."),
    (Blinding.OPEN, ""): N_("People knew which treatment they had."),
}
"""Whether people knew what they had and who paid, in one sentence."""

STUDY_IN_BAND: dict[tuple[Blinding, Payer], str] = {
    (Blinding.BLINDED, "maker"): N_("A blind study; the maker or seller paid."),
    (Blinding.BLINDED, "part"): N_("A blind study; the maker or seller had a part in it."),
    (Blinding.BLINDED, "others"): N_("A blind study; the maker or seller did not pay."),
    (Blinding.BLINDED, ""): N_("This was a blind study."),
    (Blinding.OPEN, "maker"): N_("An open study; the maker or seller paid."),
    (Blinding.OPEN, "part"): N_("An open study; the maker or seller had a part in it."),
    (Blinding.OPEN, "others"): N_("An open study; the maker or seller did not pay."),
    (Blinding.OPEN, ""): N_("This was an open study."),
}
STUDY_IN_FEW: dict[tuple[Blinding, Payer], str] = {
    **STUDY_IN_BAND,
    (Blinding.BLINDED, ""): N_("Blind study."),
    (Blinding.OPEN, ""): N_("Open study."),
}
"""The same in fewer words, for a band without room, and where there is least; the page says above
it what they mean."""

DESIGN = {Blinding.BLINDED: N_("Blind study"), Blinding.OPEN: N_("Open study")}
"""What studies that are told together are labelled with, where some were blinded and some open."""

BLINDING = {
    Blinding.BLINDED: N_("People did not know which treatment they had."),
    Blinding.OPEN: N_("People knew which treatment they had."),
    Blinding.NO_COMPARISON: N_("One group, with nothing beside it."),
    Blinding.NOT_STATED: N_("It is not stated whether people knew what they had."),
}


class Numbered(NamedTuple):
    """A number in sentences: the `first`, the part of it that is set in bold (`lead`), the `other`
    frame, and the `range`, which is told in fewer words where there is least room."""

    first: str
    lead: str
    other: str = ""
    range: str = ""
    few_range: str = ""


def told(forms: tuple[str, str], wording: Wording, number: float, **places: str
         ) -> tuple[str, str]:
    """The message `forms` in the form that `number` asks for, its `places` filled: the sentence,
    and the part of it that is set in bold."""
    return filled(wording.plural(forms, number), **places)


def filled(template: str, **places: str) -> tuple[str, str]:
    """`template`, already in the reader's language, as `told` gives it."""
    parts = template.split("*")
    bold = parts[1] if len(parts) == 3 else ""
    return "".join(parts).format(**places), bold.format(**places)


def told_once(message: str, wording: Wording, **places: str) -> tuple[str, str]:
    """`message`, which no number governs, as `told` gives it."""
    return filled(wording.translations.gettext(message), **places)


def said(message: str, wording: Wording, **places: str) -> str:
    """`message`, which has no part in bold, in the reader's language."""
    return wording.translations.gettext(message).format(**places)


def spanned(message: str, wording: Wording, **places: str) -> tuple[str, str]:
    """The `message` of a range, in the reader's language, and the same for where there is least
    room."""
    return said(message, wording, **places), said(
        FEW_RANGES.get(message, message), wording, **places)


def sided(told: str, wording: Wording, *, value: float, above: bool, low: str, high: str
          ) -> tuple[str, str]:
    """What is `told` of a range that lies on one side of no difference, `above` it or below, and
    the same for where there is least room: that leaves out the side where the `value` tells it."""
    beside = value > 0 if above else value < 0
    return told, said(RANGE_ON_ITS_SIDE, wording, low=low, high=high) if beside else told


def joined(wording: Wording, *sentences: str) -> str:
    """Whole sentences, one behind the other; the empty ones are left out."""
    return wording.sentences(sentence for sentence in sentences if sentence)
