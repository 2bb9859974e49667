"""One outcome of the workbook as a figure of the aid: its number in words, both frames, its
picture, and everything that must be said with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sdaid.aid.aid import ArrayPicture, DifferencePicture, Figure
from sdaid.aid.numbers import is_nearly_all, is_trace, out_of
from sdaid.aid.wording import Wording
from sdaid.sheets.values import Duration, fold
from sdaid.workbook.columns import (
    BetterEnd,
    Blinding,
    Certainty,
    ComparisonRow,
    CountedIn,
    Outcome,
    OutcomeKind,
    OutcomeStatus,
    RowKind,
)
from sdaid.workbook.content import Content

OTHER_TIME = "*"
"""Mark of a figure measured at another time than its row says."""

OTHER_MEASURE = "†"
"""Mark of a figure counted in another way than its row says."""

SMALL_STUDY = 100
"""Below so many people, a study's size stands beside its difference everywhere."""


@dataclass(frozen=True)
class Teller:
    """Tells outcomes of one workbook in one language."""

    content: Content
    wording: Wording

    def figures(self, option: str, row: ComparisonRow) -> tuple[Figure, ...]:
        """The figures of one cell: the option's outcomes on the row, each followed by those that
        must be told together with it, each once."""
        rows = {each.id: each for each in self.content.rows}
        told: dict[str, Outcome] = {}
        for outcome in self.content.cells[option, row.id]:
            for each in self.content.told_with(outcome):
                if each.option == option:
                    told.setdefault(each.id, each)
        return tuple(self.figure(each, rows[each.row], cell=row) for each in told.values())

    def figure(self, outcome: Outcome, row: ComparisonRow, *, cell: ComparisonRow | None = None
               ) -> Figure:
        """`outcome` of `row` in words. In the cell of another row, where it is told together with
        a figure of that row, it says what is counted, out of as many as that row counts."""
        cell = cell or row
        if outcome.status is not OutcomeStatus.MEASURED:
            return self._unknown(outcome)
        if outcome.kind is OutcomeKind.COUNT:
            return self._count(outcome, row, cell)
        if outcome.kind is OutcomeKind.EXTRA_COUNT:
            return self._extra(outcome, row)
        return self._difference(outcome, row)

    def source_numbers(self, ids: tuple[str, ...]) -> tuple[int, ...]:
        """The numbers of sources in the list at the end."""
        return tuple(sorted(self._source_order[each] for each in ids))

    @cached_property
    def _source_order(self) -> dict[str, int]:
        return {source.id: number for number, source in enumerate(self.content.sources, 1)}

    def payer(self, source: str) -> str:
        """Who paid for a source; empty where that is not stated, which the pages say once."""
        _ = self.wording.translations.gettext
        paid_by = self.content.source[source].paid_by
        return "" if fold(paid_by) in (fold("not stated"), fold(_("not stated"))) else paid_by

    def scale(self, row: ComparisonRow) -> str:
        """The scale of a row of differences, as in “out of 10”."""
        _ = self.wording.translations.gettext
        low, high = row.scale_low or 0.0, row.scale_high or 0.0
        if low == 0:
            return _("out of {high}").format(high=self.wording.number(high))
        return _("on a scale of {low} to {high}").format(
            low=self.wording.number(low), high=self.wording.number(high))

    # -- kinds -----------------------------------------------------------------------------

    def _count(self, outcome: Outcome, row: ComparisonRow, cell: ComparisonRow) -> Figure:
        _ = self.wording.translations.gettext
        events, people = outcome.events or 0, outcome.people or 1
        of = cell.denominator if cell.kind is RowKind.COUNT else row.denominator
        filled = out_of(events, people, of)
        lead, rest = self._frames(events, people, of)
        unit = self._unit(outcome.counted_in)
        event = outcome.definition or row.event
        says = self._sure(outcome, _("{lead} {unit} {event}").format(
            lead=lead, unit=unit, event=event))
        if outcome.certainty is Certainty.NOT_GRADED:
            says = _("{n} of {people} {unit} {event}: that is {lead}.").format(
                n=self.wording.number(events), people=self.wording.number(people), unit=unit,
                event=event, lead=lead)
        other_side = _("{rest} {no_event}.").format(rest=rest, no_event=row.no_event)
        short = [event] if outcome.definition or cell.id != row.id else []
        if outcome.definition and row.comparable:
            short[0] += f" {OTHER_MEASURE}"
        if people != of or unit != _("people"):
            short.append(_("{n} of {people} {unit}").format(
                n=self.wording.number(events), people=self.wording.number(people), unit=unit))
        short += self._other_time(outcome, row)
        compared = ""
        if outcome.comparator_events is not None and outcome.comparator_people:
            theirs, _rest = self._frames(outcome.comparator_events, outcome.comparator_people, of)
            short.append(_("with {comparator}: {theirs}").format(
                comparator=outcome.comparator, theirs=theirs))
            compared = _("{comparator}: {theirs} ({n} of {people})").format(
                comparator=outcome.comparator, theirs=theirs,
                n=self.wording.number(outcome.comparator_events),
                people=self.wording.number(outcome.comparator_people))
        elif outcome.comparator:
            compared = outcome.comparator
        drawn = outcome.counted_in is not CountedIn.PERSON_YEARS
        alt = f"{says} {other_side}"
        return Figure(
            id=outcome.id, kind="count", lead=lead, says=says, other_side=other_side,
            short=tuple(short), details=self._details(outcome, row, compared),
            marks=self._marks(outcome), sources=self.source_numbers(outcome.sources),
            array=ArrayPicture(filled, of, alt) if drawn else None)

    def _extra(self, outcome: Outcome, row: ComparisonRow) -> Figure:
        _ = self.wording.translations.gettext
        value, per = outcome.value or 0.0, outcome.per or 100
        template = _("{n} more of {of}") if value >= 0 else _("{n} fewer of {of}")
        lead = template.format(n=self.wording.number(abs(value)), of=self.wording.number(per))
        event = outcome.definition or row.event
        told = _("{lead} {unit} {event} than with {comparator}").format(
            lead=lead, unit=self._unit(outcome.counted_in), event=event,
            comparator=outcome.comparator)
        spread = self._spread(outcome, worse=_("fewer"), better=_("more"))
        says = self._sure(outcome, told + (f" ({spread})" if spread else ""))
        short = [f"{self._unit(outcome.counted_in)} {event}",
                 _("than with {comparator}").format(comparator=outcome.comparator),
                 *filter(None, [spread]), *self._other_time(outcome, row)]
        return Figure(
            id=outcome.id, kind="extra", lead=lead, says=says, other_side="", short=tuple(short),
            details=self._details(outcome, row),
            marks=self._marks(outcome), sources=self.source_numbers(outcome.sources))

    def _difference(self, outcome: Outcome, row: ComparisonRow) -> Figure:
        _ = self.wording.translations.gettext
        between = outcome.kind is OutcomeKind.BETWEEN_GROUPS
        value = outcome.value or 0.0
        lead = self._points(value, row)
        scale = self.scale(row)
        short = []
        if outcome.definition:
            short.append(outcome.definition + (f" {OTHER_MEASURE}" if row.comparable else ""))
            scale = f"{scale}, {outcome.definition}"
        if between:
            told = _("people had {lead} ({scale}) than with {comparator}").format(
                lead=lead, scale=scale, comparator=outcome.comparator)
            if value == 0:
                told = _("people had as much {what} ({scale}) as with {comparator}").format(
                    what=row.points, scale=scale, comparator=outcome.comparator)
            short.append(_("than with {comparator}").format(comparator=outcome.comparator))
        else:
            told = _("people had {lead} ({scale}) than before, in this group alone").format(
                lead=lead, scale=scale)
            short.append(_("than before, in one group"))
        spread = self._spread(outcome, worse=_("worse"), better=_("better"))
        if spread:
            short.append(spread)
        short += self._other_time(outcome, row)
        if (outcome.people or 0) < SMALL_STUDY:
            short.append(_("{n} people").format(n=self.wording.number(outcome.people or 0)))
        says = self._sure(outcome, told + (f" ({spread})" if spread else ""))
        picture = DifferencePicture(
            span=(row.scale_high or 0.0) - (row.scale_low or 0.0), value=value,
            low=outcome.low, high=outcome.high, change=not between, alt=says)
        return Figure(
            id=outcome.id, kind="difference" if between else "change", lead=lead, says=says,
            other_side="", short=tuple(short),
            details=self._details(outcome, row, "" if between else outcome.comparator),
            marks=self._marks(outcome), sources=self.source_numbers(outcome.sources),
            difference=picture)

    def _unknown(self, outcome: Outcome) -> Figure:
        _ = self.wording.translations.gettext
        lead = {
            OutcomeStatus.SIZE_NOT_REPORTED: _("Studied, size not reported"),
            OutcomeStatus.NOT_STUDIED: _("Not studied"),
            OutcomeStatus.NONE_REPORTED: _("None reported"),
            OutcomeStatus.DOES_NOT_APPLY: _("Does not apply"),
            OutcomeStatus.NOT_COMPARABLE: _("Cannot be compared"),
        }[outcome.status]
        details = []
        if outcome.population:
            details.append((_("Who was studied"), outcome.population))
        return Figure(
            id=outcome.id, kind="unknown", lead=lead, says=f"{lead}.", other_side="",
            short=tuple(filter(None, [outcome.definition])), details=tuple(details),
            marks=self._marks(outcome), sources=self.source_numbers(outcome.sources))

    # -- parts -----------------------------------------------------------------------------

    def _details(
        self, outcome: Outcome, row: ComparisonRow, compared: str = ""
    ) -> tuple[tuple[str, str], ...]:
        """What stands behind a figure; `compared` where its sentence does not say with what."""
        _ = self.wording.translations.gettext
        size = ""
        if outcome.events is not None and outcome.people is not None:
            size = _("{n} of {people} {unit}").format(
                n=self.wording.number(outcome.events), people=self.wording.number(outcome.people),
                unit=self._unit(outcome.counted_in))
        elif outcome.people is not None:
            size = _("{n} people").format(n=self.wording.number(outcome.people))
        blinding = {
            Blinding.BLINDED: _("no: they did not know which treatment they had"),
            Blinding.OPEN: _("yes, which can change how people feel"),
            Blinding.NO_COMPARISON: _("one group, with nothing beside it"),
            Blinding.NOT_STATED: _("not stated"),
            None: "",
        }[outcome.blinding]
        certainty = {
            Certainty.HIGH: _("high"), Certainty.MODERATE: _("moderate"), Certainty.LOW: _("low"),
            Certainty.VERY_LOW: _("very low"),
            Certainty.NOT_GRADED: _("not graded"), None: "",
        }[outcome.certainty]
        paid = "; ".join(dict.fromkeys(
            payer for each in outcome.sources if (payer := self.payer(each))))
        lines = (
            (_("When"), "; ".join(self._other_time(outcome, row))),
            (_("Who was studied"), outcome.population),
            (_("Study size"), size), (_("Compared with"), compared),
            (_("How sure"), certainty), (_("Did people know?"), blinding), (_("Who paid"), paid))
        return tuple((label, text) for label, text in lines if text)

    def _marks(self, outcome: Outcome) -> tuple[str, ...]:
        _ = self.wording.translations.gettext
        marks = [outcome.caveat] if outcome.caveat else []
        if outcome.status is OutcomeStatus.MEASURED and any(
                self.content.source[each].maker_paid for each in outcome.sources):
            marks.append(_("Paid for by the maker"))
        return tuple(marks)

    def _frames(self, events: int, people: int, of: int) -> tuple[str, str]:
        """Those who do and those who do not, as “51 of 100” and “49 of 100”."""
        _ = self.wording.translations.gettext
        filled = out_of(events, people, of)
        number = self.wording.number
        if is_trace(events, people, of):
            return (_("fewer than {n} of {of}").format(n=1, of=number(of)),
                    _("more than {n} of {of}").format(n=number(of - 1), of=number(of)))
        if is_nearly_all(events, people, of):
            return (_("more than {n} of {of}").format(n=number(of - 1), of=number(of)),
                    _("fewer than {n} of {of}").format(n=1, of=number(of)))
        pair = _("{n} of {of}")
        return (pair.format(n=number(filled), of=number(of)),
                pair.format(n=number(of - filled), of=number(of)))

    def _points(self, value: float, row: ComparisonRow) -> str:
        """A difference in points with its direction, as in “1 point less pain”."""
        _, ngettext = self.wording.translations.gettext, self.wording.translations.ngettext
        if value == 0:
            return _("no difference in {what}").format(what=row.points)
        plural = 1 if abs(value) == 1 else 2
        if (value > 0) == (row.better is BetterEnd.LOW):
            template = ngettext("{n} point less {what}", "{n} points less {what}", plural)
        else:
            template = ngettext("{n} point more {what}", "{n} points more {what}", plural)
        return template.format(n=self.wording.number(abs(value)), what=row.points)

    def _spread(self, outcome: Outcome, *, worse: str, better: str) -> str:
        """The range of a difference, as in “0.3 worse to 2.2 better”; empty where unknown."""
        _ = self.wording.translations.gettext
        if outcome.low is None or outcome.high is None:
            return ""
        low, high = (self.wording.number(abs(end)) for end in (outcome.low, outcome.high))
        if outcome.low < 0 < outcome.high:
            return _("{low} {worse} to {high} {better}").format(
                low=low, high=high, worse=worse, better=better)
        if outcome.low >= 0:
            return _("{low} to {high} {way}").format(low=low, high=high, way=better)
        return _("{low} to {high} {way}").format(low=high, high=low, way=worse)

    def _other_time(self, outcome: Outcome, row: ComparisonRow) -> list[str]:
        """When it was measured, for a narrow cell: only where the row's head does not say it."""
        same = outcome.horizon is None or outcome.horizon == row.horizon
        return [] if same else [self._when(outcome, row)]

    def _when(self, outcome: Outcome, row: ComparisonRow) -> str:
        """When it was measured, marked where the row says another time."""
        horizon: Duration = outcome.horizon or row.horizon
        other = row.horizon.unit and outcome.horizon and outcome.horizon != row.horizon
        return self._at(horizon) + (f" {OTHER_TIME}" if other else "")

    def _at(self, horizon: Duration) -> str:
        _ = self.wording.translations.gettext
        words = self.wording.duration(horizon)
        return _("at {time}").format(time=words) if horizon.unit else words

    def _unit(self, unit: CountedIn) -> str:
        _ = self.wording.translations.gettext
        return {CountedIn.PEOPLE: _("people"), CountedIn.PROCEDURES: _("procedures"),
                CountedIn.PERSON_YEARS: _("people a year")}[unit]

    def _sure(self, outcome: Outcome, told: str) -> str:
        """`told` as a sentence whose verb is as sure as the grade of its certainty."""
        _ = self.wording.translations.gettext
        frame = {
            Certainty.HIGH: "{told}.",
            Certainty.MODERATE: _("Probably {told}."),
            Certainty.LOW: _("It may be that {told}."),
            Certainty.VERY_LOW: _("We are very uncertain about this: {told}."),
            Certainty.NOT_GRADED: _("In what was studied, {told}."),
        }[outcome.certainty or Certainty.NOT_GRADED]
        sentence = frame.format(told=told)
        return sentence[:1].upper() + sentence[1:]
