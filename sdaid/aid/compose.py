"""What all patients of a workbook read: its content as an `Edition` in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil

from sdaid.aid.about import about_pairs, people_pairs
from sdaid.aid.edition import Answers, Clinic, Edition, Help, PointScale, Row
from sdaid.aid.facts import asked_facts, possible_marks
from sdaid.aid.figures import FigureWriter
from sdaid.aid.option import OptionBand, Rating, ScaleKey
from sdaid.aid.recovery import activity_labels, phases, time_axis, ways_back
from sdaid.aid.sayings import joined
from sdaid.aid.sources import SourceList
from sdaid.aid.telephones import together
from sdaid.aid.times import head_time
from sdaid.aid.values import statements
from sdaid.aid.verdict import printed_rule
from sdaid.aid.verdict_key import verdict_key
from sdaid.aid.wording import Wording
from sdaid.workbook.columns import (
    NN_,
    BetterEnd,
    ComparisonRow,
    Option,
    OptionKind,
    Prominence,
    RowKind,
    ScaleName,
    Side,
)
from sdaid.workbook.content import Content

RATINGS = "ratings"
"""What a person attests in the sheet People to sign the ratings of effort and invasiveness."""

NOTICED_DROP = NN_("Most people notice a drop of about {n} point of {what}.",
                   "Most people notice a drop of about {n} points of {what}.")
NOTICED_RISE = NN_("Most people notice a rise of about {n} point of {what}.",
                   "Most people notice a rise of about {n} points of {what}.")
"""The smallest change for the better that people notice."""


@dataclass(frozen=True)
class Making:
    """How an edition is made: its language, the day it is made on, the reading level that was
    measured; `open_problems` are what keeps a draft from being more."""

    wording: Wording
    today: date
    reading_level: str
    draft: bool = False
    open_problems: tuple[str, ...] = ()


def compose_edition(content: Content, making: Making) -> Edition:
    """What all patients of `content` read in one language."""
    wording, decision = making.wording, content.decision
    _ = wording.translations.gettext
    sources = SourceList(content, wording)
    rows = _in_order(content)
    composed = tuple(_row(row, content, wording, sources) for row in rows)
    version = _("Version {version}, {day}. Review due {due}.").format(
        version=decision.content_version, day=wording.day(decision.content_date),
        due=wording.day(content.review_due))
    return together(Edition(
        language=wording.language,
        direction=wording.direction,
        title=_("Your options for {condition}").format(condition=decision.condition),
        condition=decision.condition,
        about_condition=decision.about,
        audience=decision.audience,
        question=decision.question,
        order_reason=decision.order_reason,
        clinic=Clinic(decision.clinic_name, decision.phone,
                      tuple(decision.return_address.split("\n"))),
        notice=decision.notice,
        draft=making.draft,
        overdue=overdue(content, making.today, wording),
        version=version,
        help=_help(content, wording),
        options=tuple(_band(number, option, content, wording, sources)
                      for number, option in enumerate(content.options, 1)),
        rows=composed,
        activities=activity_labels(wording),
        axis=time_axis(content, wording),
        scales=scale_keys(content, wording),
        values=statements(content, composed, wording),
        questions=tuple(
            Answers(each.question, each.for_all, () if each.for_all else tuple(
                each.extra.get(option.id, "") for option in content.options))
            for each in content.questions),
        asked=asked_facts(content, wording, sources),
        about=about_pairs(content, version, making.reading_level, wording),
        rule=printed_rule(wording),
        key=verdict_key((row for row in composed if row.headline), wording),
        people=people_pairs(content, wording),
        sources=sources.lines(composed),
        words=tuple((word.term, word.plain) for word in content.words if word.plain),
        book_from=decision.book_from,
        reading_level=making.reading_level,
        open_problems=making.open_problems if making.draft else (),
    ))


def overdue(content: Content, day: date, wording: Wording) -> str:
    """A sentence where the content's review is due before `day`; else nothing."""
    _ = wording.translations.gettext
    if day <= content.review_due:
        return ""
    return _("This content was due for review on {day}. Ask your clinician what has changed.") \
        .format(day=wording.day(content.review_due))


def scale_keys(content: Content, wording: Wording) -> tuple[ScaleKey, ...]:
    """What the steps of effort and of invasiveness mean, and who rated."""
    _ = wording.translations.gettext
    labels = {ScaleName.EFFORT: _("Effort"), ScaleName.INVASIVENESS: _("How invasive")}
    signed = any(RATINGS in person.attests for person in content.people)
    keys = []
    for scale in ScaleName:
        steps = sorted((each for each in content.scales if each.scale is scale),
                       key=lambda each: each.step)
        keys.append(ScaleKey(
            labels[scale], tuple(each.meaning for each in steps),
            wording.apart(dict.fromkeys(each.rated_by for each in steps)), editorial=not signed))
    return tuple(keys)


def _in_order(content: Content) -> list[ComparisonRow]:
    """Headline rows first; benefits before harms in each half."""
    return sorted(content.rows, key=lambda row: (row.prominence is not Prominence.HEADLINE,
                                                 row.side is Side.HARM))


def _row(row: ComparisonRow, content: Content, wording: Wording, sources: SourceList) -> Row:
    _ = wording.translations.gettext
    figures = FigureWriter(content, wording, sources)
    horizon = wording.duration(row.horizon)
    warning = "" if row.comparable else _("Do not compare these numbers.")
    return Row(
        id=row.id, label=row.label, help=_row_help(row, content, wording),
        definition=row.definition, side="harm" if row.side is Side.HARM else "benefit",
        kind="difference" if row.kind is RowKind.DIFFERENCE else "count",
        headline=row.prominence is Prominence.HEADLINE, horizon=horizon, warning=warning,
        denominator=row.denominator,
        cells=tuple(figures.cell(option.id, row) for option in content.options),
        scale=_scale(row, content, wording))


def _row_help(row: ComparisonRow, content: Content, wording: Wording) -> str:
    """The line below the label: the scale or the denominator, and the time, where all figures of
    the row share it."""
    _ = wording.translations.gettext
    time, differ = head_time(content, row)
    when = wording.duration(time) if time else ""
    if row.kind is RowKind.COUNT:
        of = wording.number(row.denominator)
        return wording.counted(
            NN_("of {of} person; times differ", "of {of} people; times differ") if differ else
            NN_("of {of} person, at {when}", "of {of} people, at {when}") if when else
            NN_("of {of} person", "of {of} people"), row.denominator, of=of, when=when)
    low, high = wording.number(row.scale_low or 0), wording.number(row.scale_high or 0)
    if differ:
        return _("points from {low} to {high}; times differ").format(low=low, high=high)
    return _("points from {low} to {high}, at {when}").format(
        low=low, high=high, when=when) if when else (
            _("points from {low} to {high}").format(low=low, high=high))


def _scale(row: ComparisonRow, content: Content, wording: Wording) -> PointScale | None:
    _ = wording.translations.gettext
    if row.kind is not RowKind.DIFFERENCE:
        return None
    said = ""
    if row.noticed is not None:
        forms = NOTICED_DROP if row.better is BetterEnd.LOW else NOTICED_RISE
        said = joined(wording, wording.counted(
            forms, row.noticed, n=wording.number(row.noticed), what=row.points), row.noticed_note)
    return PointScale(_drawn_span(row, content), row.worse_words, row.better_words, row.noticed,
                      said)


def _drawn_span(row: ComparisonRow, content: Content) -> float:
    """How far a row's pictures reach to either side of no difference, in points: as far as one of
    its figures does, to the next even number, and no farther than the scale goes."""
    whole = (row.scale_high or 0.0) - (row.scale_low or 0.0)
    reach = max((abs(each) for outcome in content.outcomes if outcome.row == row.id
                 for each in (outcome.value, outcome.low, outcome.high) if each is not None),
                default=0.0)
    return min(whole, max(2.0, 2.0 * ceil(reach / 2))) if whole > 4 else whole


def _band(number: int, option: Option, content: Content, wording: Wording, sources: SourceList
          ) -> OptionBand:
    _ = wording.translations.gettext
    meanings = {(step.scale, step.step): step.meaning for step in content.scales}
    more = (
        (_("What you do"), option.involves, sources.numbers(option.care_sources)),
        (_("When it may help"), option.starts, sources.numbers(option.timing_sources)),
        (_("How long it lasts"), option.lasts, sources.numbers(option.timing_sources)),
        (_("Living with it"), option.living_more, sources.numbers(option.timing_sources)),
        (_("Who can have it"), option.suits, sources.numbers(option.care_sources)),
        (_("Who may not have it"), option.suits_not, sources.numbers(option.care_sources)),
        (_("Cost"), option.cost, sources.numbers(option.cost_sources)),
    )
    return OptionBand(
        id=option.id, number=number, name=option.name, short_name=option.short_name,
        kind=kind_words(option.kind, wording),
        can_have=possible_marks(option, content, wording), what=option.summary,
        effort=Rating(option.effort, option.effort_words,
                      meanings.get((ScaleName.EFFORT, option.effort), "")),
        invasiveness=Rating(option.invasiveness, option.invasiveness_words,
                            meanings.get((ScaleName.INVASIVENESS, option.invasiveness), "")),
        back_words=option.recovery_words,
        back=ways_back(option, content, wording, sources),
        afterwards=option.living_with, lasts=option.lasts, cost=option.cost,
        phases=phases(option, content, wording, sources),
        more=tuple(each for each in more if each[1]))


def kind_words(kind: OptionKind, wording: Wording) -> str:
    """The sort of an option, as patients read it."""
    _ = wording.translations.gettext
    return {
        OptionKind.NO_TREATMENT: _("No new treatment"), OptionKind.SELF_CARE: _("Self-care"),
        OptionKind.DEVICE: _("Device"), OptionKind.MEDICINE: _("Medicine"),
        OptionKind.INJECTION: _("Injection"), OptionKind.PROCEDURE: _("Procedure"),
        OptionKind.SURGERY: _("Operation"),
    }[kind]


def _help(content: Content, wording: Wording) -> tuple[Help, ...]:
    _ = wording.translations.gettext
    decision = content.decision
    now, same_day, out_of_hours = (decision.help_now_number, decision.help_same_day_number,
                                   decision.help_out_of_hours_number)
    signs = (decision.help_now_signs, decision.help_same_day_signs,
             decision.help_out_of_hours_signs)
    when = [_("If {signs}").format(signs=each) for each in signs]
    return (
        Help("now", now, _("Call {number} at once if {signs}").format(number=now, signs=signs[0]),
             _("Call {number} at once").format(number=now), when[0]),
        Help("same-day", same_day, _("Call {number} the same day if {signs}").format(
            number=same_day, signs=signs[1]),
             _("Call {number} the same day").format(number=same_day), when[1]),
        Help("out-of-hours", out_of_hours, _("Out of hours, call {number} if {signs}").format(
            number=out_of_hours, signs=signs[2]),
             _("Out of hours, call {number}").format(number=out_of_hours), when[2]),
    )
