"""A figure of an aid as plain data: what it means, its number in words, its picture, and everything
that must be said with it. Every text is final, as in `sdaid.aid.edition`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

VerdictKind = Literal[
    "too-few", "not-compared", "no-clear-difference", "better", "worse", "chance-unknown",
    "more-people", "fewer-people", "count", "no-study", "no-number", "none-seen", "does-not-apply",
    "measured-otherwise"]
"""Which line of the printed rule spoke. `count` is a harm that is told by its number alone."""


@dataclass(frozen=True)
class Verdict:
    """What a figure means, by the rule that the evidence book prints. `words` is a label without a
    full stop ("No clear difference"), empty for a harm that its number tells; `sentence` is all
    that is set in bold: the words and, for a gain that is too little to notice or may be so, that
    `limit`. `further` are whole sentences on what is possible. `decided_by` are the fields of the
    outcome and of its row from which it follows, for the report."""

    kind: VerdictKind
    words: str
    sentence: str = ""
    further: str = ""
    limit: Literal["", "below-noticed", "near-noticed"] = ""
    decided_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class ArrayPicture:
    """An icon array: `filled` of `of` (100 or 1000) people, the same words as `alt`."""

    filled: int
    of: int
    alt: str


@dataclass(frozen=True)
class DifferencePicture:
    """A difference on its row's scale. All in points, better to the right: the value and its range
    (None where unknown). `change` is True for a change within one group, which is drawn hollow."""

    value: float
    low: float | None
    high: float | None
    change: bool
    alt: str


FigureMark = Literal["blinded", "open", "maker-paid", "payer-unknown", "high", "moderate", "low",
                     "very-low", "not-graded"]
"""What can stand behind a figure as a short mark, where its place has no room for the words."""


@dataclass(frozen=True)
class FewWords:
    """What a figure says where even its cell told in brief has no room: its number with the range,
    the range, with what it was compared, the size of the study with its time, when it was measured,
    how sure it is, and whether people knew what they had and who paid."""

    number: str = ""
    range: str = ""
    compared: str = ""
    size: str = ""
    when: str = ""
    sure: str = ""
    study: str = ""


@dataclass(frozen=True)
class Figure:
    """What is known of one option on one row.

    `kind`: count, difference, extra (more or fewer per N), change, unknown. `number` is the
    sentence with the number, its range and, for counts, both frames; `lead` is the part of it that
    is set in bold ("51 of 100"). `range` is the end of `number` that tells its range. The other
    texts are whole sentences, each empty where there is nothing to say: `compared` ("With exercise
    alone, it was 49 of 100.", of which `compared_lead` is in bold; it is empty where no number of
    theirs is known), `measured` (what was counted, where the row does not say it), `when`
    ("Measured at 6 months.", where the row does not; where figures of other times are told together
    it is a label that comes first: `when_first`), `size` (the size of the study and, unless that
    comes first, the time: "63 people were studied, at 6 months."; it stands for `when`), `caveat`,
    `certainty`, `study` (whether people knew what they had, and who paid). `sure_in_band` and
    `study_in_band` are the same in fewer words; `few` has what is said where there is least room.
    Where blinded and open studies are told together, `design` is the label that
    each begins with ("Open study:"), and `aside` tells of the open ones, whose number is not bold.
    `elsewhere` sends to the page with another number, where the cell has none; the page sets it.
    `brief` is the line of page 1, `brief_lead` the part of it that is set apart: a verdict or a
    number in bold, or in pale ink that there is no number.
    `book` are (label, text) pairs: what is known beside verdict, number and caveat. `marks` can
    stand for certainty, blinding and payer.
    """

    id: str
    kind: Literal["count", "difference", "extra", "change", "unknown"]
    verdict: Verdict
    number: str = ""
    range: str = ""
    lead: str = ""
    size: str = ""
    compared: str = ""
    compared_lead: str = ""
    measured: str = ""
    when: str = ""
    when_first: bool = False
    caveat: str = ""
    certainty: str = ""
    study: str = ""
    sure_in_band: str = ""
    study_in_band: str = ""
    few: FewWords = FewWords()
    elsewhere: str = ""
    design: str = ""
    aside: bool = False
    brief: str = ""
    brief_lead: str = ""
    marks: tuple[FigureMark, ...] = ()
    sources: tuple[int, ...] = ()
    array: ArrayPicture | None = None
    difference: DifferencePicture | None = None
    book: tuple[tuple[str, str], ...] = ()
