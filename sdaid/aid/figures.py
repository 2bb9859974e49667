"""One outcome of the workbook as a figure of the aid: what it means, its number in words, its
picture, and everything that must be said with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sdaid.aid import sayings
from sdaid.aid.brief import brief_benefit, brief_harm, brief_unknown
from sdaid.aid.counts import (
    Theirs,
    count_array,
    count_told,
    extra_told,
    happened,
    has_own_count,
    own_count,
    share_told,
    their_count,
)
from sdaid.aid.differences import difference_told, is_small, own_size, picture, studied
from sdaid.aid.figure import FewWords, Figure, FigureMark, Verdict
from sdaid.aid.sayings import Payer, joined, said
from sdaid.aid.signs import as_label
from sdaid.aid.sources import SourceList
from sdaid.aid.times import head_time
from sdaid.aid.verdict import verdict
from sdaid.aid.wording import Wording
from sdaid.sheets.values import Duration
from sdaid.workbook.columns import (
    Blinding,
    Certainty,
    ComparisonRow,
    CountedIn,
    Outcome,
    OutcomeKind,
    OutcomeStatus,
    RowKind,
    Side,
)
from sdaid.workbook.content import Content

KINDS: dict[OutcomeKind, Literal["count", "difference", "extra", "change"]] = {
    OutcomeKind.COUNT: "count", OutcomeKind.SHARE: "count", OutcomeKind.EXTRA_COUNT: "extra",
    OutcomeKind.BETWEEN_GROUPS: "difference", OutcomeKind.WITHIN_GROUP: "change",
}

BLINDING_MARKS: dict[Blinding, FigureMark] = {Blinding.BLINDED: "blinded", Blinding.OPEN: "open"}

CERTAINTY_MARKS: dict[Certainty, FigureMark] = {
    Certainty.HIGH: "high", Certainty.MODERATE: "moderate", Certainty.LOW: "low",
    Certainty.VERY_LOW: "very-low", Certainty.NOT_GRADED: "not-graded",
}


@dataclass(frozen=True)
class FigureWriter:
    """Writes the figures of one workbook in one language."""

    content: Content
    wording: Wording
    sources: SourceList

    def cell(self, option: str, row: ComparisonRow) -> tuple[Figure, ...]:
        """The figures of one cell: the option's outcomes on the row and those that must be told
        together with them, each once; the blinded ones first."""
        rows = {each.id: each for each in self.content.rows}
        told: dict[str, Outcome] = {}
        for outcome in self.content.cells.get((option, row.id), ()):
            for each in self.content.told_with(outcome):
                if each.option == option:
                    told.setdefault(each.id, each)
        in_order = sorted(told.values(), key=lambda each: each.blinding is not Blinding.BLINDED)
        measured = [each for each in in_order if each.status is OutcomeStatus.MEASURED]
        times = {each.horizon or rows[each.row].horizon for each in measured}
        labelled = {Blinding.BLINDED, Blinding.OPEN} <= {each.blinding for each in measured}
        return tuple(
            self.figure(each, rows[each.row], cell=row, timed=len(times) > 1,
                        again=place > 0 and len(times) == 1, labelled=labelled)
            for place, each in enumerate(in_order))

    def figure(self, outcome: Outcome, row: ComparisonRow, *, cell: ComparisonRow | None = None,
               timed: bool = False, again: bool = False, labelled: bool = False) -> Figure:
        """`outcome` of `row` in words. In the cell of another row, where it is told together with
        a figure of that row, it says what is measured, out of as many as that row counts. `timed`
        where it is told together with a figure of another time: then both begin with their time;
        `again` where the figure before it has told the same time for both; `labelled` where blinded
        and open studies are told together: then each says which it is, and only the numbers of
        blinded ones are set in bold."""
        cell = cell or row
        of = cell.denominator if cell.kind is RowKind.COUNT else row.denominator
        means = verdict(outcome, row, of, self.wording)
        if outcome.status is not OutcomeStatus.MEASURED or outcome.kind is None:
            return self._unknown(outcome, row, means)
        told = self._number(outcome, row, of)
        theirs = self._compared(outcome, of)
        number, few_number = (joined(self.wording, told.first, told.other, span)
                              for span in (told.range, told.few_range))
        time = None if again else self._time(outcome, row, cell, timed=timed)
        at = self.wording.at(time) if time else ""
        first = self._first(time, labelled=labelled) if timed and time else ""
        brief = brief_harm(outcome, told.first, told.lead, first, self.wording) \
            if row.side is Side.HARM else brief_benefit(outcome, means, first, self.wording)
        own_time = None if timed else time
        own = self._size(outcome, of, own_time)
        design = sayings.DESIGN.get(outcome.blinding, "") if labelled and outcome.blinding else ""
        return Figure(
            id=outcome.id, kind=KINDS[outcome.kind], verdict=means,
            number=number, range=told.range, lead=told.lead,
            size=self._studied(outcome, own_time) if own else "",
            compared=theirs.text, compared_lead=theirs.lead,
            measured=self._measured(outcome, row, cell),
            when=first or (self.wording.measured(time) if time else ""), when_first=timed,
            caveat=outcome.caveat,
            certainty=self._said(sayings.SURE[outcome.certainty or Certainty.NOT_GRADED]),
            sure_in_band=self._said(sayings.SURE[outcome.certainty or Certainty.NOT_GRADED]),
            study=self._study(outcome, sayings.STUDY),
            study_in_band=self._study(outcome, {} if design else sayings.STUDY_IN_BAND),
            few=FewWords(
                few_number, told.few_range, theirs.few or theirs.text, own, first or at,
                self._said(sayings.SURE_IN_FEW[outcome.certainty or Certainty.NOT_GRADED]),
                self._study(outcome, {} if design else sayings.STUDY_IN_FEW)),
            design=as_label(self._said(design), self.wording.translations) if design else "",
            aside=labelled and outcome.blinding is Blinding.OPEN,
            brief=brief.text, brief_lead=brief.lead,
            marks=self._marks(outcome),
            sources=self.sources.numbers(outcome.sources),
            array=(count_array(outcome, row, of, number)
                   if outcome.kind is OutcomeKind.COUNT else None),
            difference=(picture(outcome, number)
                        if outcome.kind in (OutcomeKind.BETWEEN_GROUPS, OutcomeKind.WITHIN_GROUP)
                        else None),
            book=self._book(outcome, theirs.text))

    # -- its sentences -----------------------------------------------------------------------

    def _number(self, outcome: Outcome, row: ComparisonRow, of: int) -> sayings.Numbered:
        if outcome.kind is OutcomeKind.COUNT:
            return count_told(outcome, row, of, self.wording)
        if outcome.kind is OutcomeKind.SHARE:
            return share_told(outcome, row, self.wording)
        if outcome.kind is OutcomeKind.EXTRA_COUNT:
            return extra_told(outcome, row, self.wording)
        return difference_told(outcome, row, self.wording)

    def _size(self, outcome: Outcome, of: int, time: Duration | None) -> str:
        """The size of the study with its time in few words, where it must stand with the number."""
        told = self.wording.duration if time and time.unit is None else self.wording.moment_of
        when = told(time) if time else ""
        if outcome.kind is OutcomeKind.COUNT:
            return own_count(outcome, self.wording, when) if has_own_count(outcome, of) else ""
        shown = outcome.kind is OutcomeKind.SHARE or is_small(outcome)
        return own_size(outcome, self.wording, when) if shown else ""

    def _studied(self, outcome: Outcome, time: Duration | None) -> str:
        """The same in a sentence, with its time."""
        when = self.wording.moment_of(time) if time else ""
        told = happened if outcome.kind is OutcomeKind.COUNT else studied
        return told(outcome, when, self.wording)

    def _compared(self, outcome: Outcome, of: int) -> Theirs:
        """With whom a count was compared; a difference says it itself."""
        if not outcome.comparator or outcome.kind not in (OutcomeKind.COUNT, OutcomeKind.SHARE):
            return Theirs()
        return their_count(outcome, of, self.wording)

    def _measured(self, outcome: Outcome, row: ComparisonRow, cell: ComparisonRow) -> str:
        """What was measured, where neither the cell's row nor the number says it."""
        _ = self.wording.translations.gettext
        if outcome.kind in (OutcomeKind.COUNT, OutcomeKind.SHARE, OutcomeKind.EXTRA_COUNT):
            return ""
        what = outcome.definition or (row.label if row.id != cell.id else "")
        return _("Measured: {what}.").format(what=what) if what else ""

    def _time(self, outcome: Outcome, row: ComparisonRow, cell: ComparisonRow, *, timed: bool
              ) -> Duration | None:
        """When it was measured, where that must be told: where it is told together with a figure of
        another time (`timed`), and where it is not the time in the head of the cell's row. A count
        in a year says its time itself; a row of any time needs none."""
        horizon = outcome.horizon or row.horizon
        head, _differ = head_time(self.content, cell)
        known = horizon == (cell.horizon if horizon.unit is None else head)
        yearly = (outcome.counted_in is CountedIn.PERSON_YEARS
                  and horizon.days == (365.25, 365.25))
        return horizon if timed or not (known or yearly) else None

    def _first(self, time: Duration, *, labelled: bool) -> str:
        """The time that a figure begins with: behind the label of its study a sentence, a label
        else."""
        if labelled:
            return self.wording.at(time)
        span = time.unit is not None and not time.manner
        told = self.wording.moment_of(time) if span else self.wording.duration(time)
        return as_label(self.wording.sentence_case(told), self.wording.translations)

    def _study(self, outcome: Outcome, messages: Mapping[tuple[Blinding, Payer], str]) -> str:
        """Whether people knew what they had, where there was a choice to know, and who paid, by
        `messages`; by none, who paid alone. Payers are told in the same words for all: whether the
        maker or seller paid or had a part in it. Where no source says who paid, each page says so
        once. The evidence book names payers."""
        payer = self.sources.paid_by(outcome.sources)
        both = messages.get((outcome.blinding, payer)) if outcome.blinding else None
        return self._said(both or sayings.PAYER[payer])

    def _said(self, message: str) -> str:
        return said(message, self.wording) if message else ""

    def _marks(self, outcome: Outcome) -> tuple[FigureMark, ...]:
        marks: list[FigureMark] = []
        if outcome.blinding in BLINDING_MARKS:
            marks.append(BLINDING_MARKS[outcome.blinding])
        payer = self.sources.paid_by(outcome.sources)
        if payer in ("maker", "part"):
            marks.append("maker-paid")
        elif not payer:
            marks.append("payer-unknown")
        marks.append(CERTAINTY_MARKS[outcome.certainty or Certainty.NOT_GRADED])
        return tuple(marks)

    def _unknown(self, outcome: Outcome, row: ComparisonRow, means: Verdict) -> Figure:
        _ = self.wording.translations.gettext
        # a harm that was studied and not counted is more than “no number”
        known = outcome.status not in (OutcomeStatus.NOT_STUDIED, OutcomeStatus.DOES_NOT_APPLY)
        caveat = outcome.caveat if row.side is Side.HARM and known else ""
        brief = brief_unknown(means, caveat, self.wording)
        what = _("Measured: {what}.").format(what=outcome.definition) if outcome.definition else ""
        return Figure(
            id=outcome.id, kind="unknown", verdict=means, measured=what, caveat=outcome.caveat,
            brief=brief.text, brief_lead=brief.lead,
            sources=self.sources.numbers(outcome.sources), book=self._book(outcome, ""))

    # -- all that is known -------------------------------------------------------------------

    def _book(self, outcome: Outcome, compared: str) -> tuple[tuple[str, str], ...]:
        """What is known beside the verdict, the number and the caveat, for the evidence book."""
        _ = self.wording.translations.gettext
        row = next(each for each in self.content.rows if each.id == outcome.row)
        measured = outcome.status is OutcomeStatus.MEASURED
        lines = (
            (_("What was measured"), outcome.definition),
            (_("When"), self.wording.at(outcome.horizon or row.horizon) if measured else ""),
            (_("Who was studied"), outcome.population),
            (_("How many"), self._how_many(outcome)),
            (_("Compared with"), self._comparison(outcome, compared)),
            (_("How sure"), self._said(
                sayings.CERTAINTY[outcome.certainty or Certainty.NOT_GRADED]) if measured else ""),
            (_("Comparison") if outcome.blinding is Blinding.NO_COMPARISON else
             _("Did people know?"), said(sayings.BLINDING[outcome.blinding], self.wording)
             if outcome.blinding else ""),
            (_("Who paid"), self.wording.apart(dict.fromkeys(
                payer for each in outcome.sources if (payer := self.sources.payer(each))))),
            (_("More on this"), outcome.book_note),
        )
        return tuple((label, text) for label, text in lines if text)

    def _how_many(self, outcome: Outcome) -> str:
        _ = self.wording.translations.gettext
        if outcome.people is None:
            people = ""
        elif outcome.kind is OutcomeKind.COUNT:
            people = own_count(outcome, self.wording)
        else:
            people = own_size(outcome, self.wording)
        fewest = "" if outcome.fewest is None else _("{n} in the smaller group.").format(
            n=self.wording.number(outcome.fewest))
        return joined(self.wording, people, fewest)

    def _comparison(self, outcome: Outcome, compared: str) -> str:
        """With whom it was compared, with their number and their own count."""
        _ = self.wording.translations.gettext
        if outcome.comparator_events is None or outcome.comparator_people is None:
            return outcome.comparator
        return joined(
            self.wording, compared,
            _("Their own count: {n} of {people}.").format(
                n=self.wording.number(outcome.comparator_events),
                people=self.wording.number(outcome.comparator_people)))
