"""Getting back to life: recoveries on one time axis, and effort week by week."""

from __future__ import annotations

from sdaid.aid.aid import Activity as ActivityBars
from sdaid.aid.aid import Axis, Bar, OptionEffort, Phase
from sdaid.aid.figures import Teller
from sdaid.aid.wording import Wording
from sdaid.sheets.values import DAYS, TimeUnit
from sdaid.workbook.columns import Activity, Effort, Recovery, RecoveryStatus

TICKS = ((1, TimeUnit.DAY), (1, TimeUnit.WEEK), (2, TimeUnit.WEEK), (1, TimeUnit.MONTH),
         (3, TimeUnit.MONTH), (6, TimeUnit.MONTH), (1, TimeUnit.YEAR), (2, TimeUnit.YEAR),
         (5, TimeUnit.YEAR))
"""Candidates for the ticks of a time axis; those within its length are drawn."""

SHORTEST = 14.0
"""Days that an axis spans at least."""


def days(recovery: Recovery) -> tuple[float, float]:
    """A known recovery as (soonest, latest) in days."""
    unit = DAYS[recovery.unit or TimeUnit.DAY]
    return (recovery.start or 0.0) * unit, (recovery.end or 0.0) * unit


def time_axis(teller: Teller) -> Axis:
    """One axis for all recoveries of all options, up to the first tick that holds the latest."""
    known = [days(each)[1] for each in teller.content.recovery
             if each.status is RecoveryStatus.KNOWN]
    latest = max([*known, SHORTEST])
    ends = [count * DAYS[unit] for count, unit in TICKS]
    length = next((end for end in ends if end >= latest), latest)
    ticks = tuple((count * DAYS[unit], teller.wording.span(count, count, unit))
                  for count, unit in TICKS if count * DAYS[unit] <= length)
    return Axis(length, ticks)


def activities(teller: Teller) -> tuple[ActivityBars, ...]:
    """The way back to each of the four activities, every option a bar, in options' order."""
    _ = teller.wording.translations.gettext
    labels = {Activity.NORMAL_DAY: _("A normal day"), Activity.DESK_WORK: _("Desk work"),
              Activity.PHYSICAL_WORK: _("Physical work"), Activity.DRIVING: _("Driving")}
    found = {(each.option, each.activity): each for each in teller.content.recovery}
    return tuple(
        ActivityBars(labels[activity], tuple(
            _bar(found[option.id, activity], teller) for option in teller.content.options))
        for activity in Activity)


def _bar(recovery: Recovery, teller: Teller) -> Bar:
    known = recovery.status in (RecoveryStatus.KNOWN, RecoveryStatus.NONE_NEEDED)
    low, high = (None, None)
    if recovery.status is RecoveryStatus.KNOWN:
        low, high = days(recovery)
    return Bar(recovery.option, known, low, high, recovery.words,
               teller.source_numbers(recovery.sources))


def effort(teller: Teller) -> tuple[OptionEffort, ...]:
    """Every option with the phases of its effort; an option without phases has none."""
    return tuple(
        OptionEffort(option.id, tuple(
            Phase(each.from_week, each.to_week, _amount(each, teller.wording), each.words,
                  teller.source_numbers(each.sources))
            for each in teller.content.effort if each.option == option.id))
        for option in teller.content.options)


def effort_weeks(teller: Teller) -> int:
    """The last week of any option's effort; 0 where none has phases."""
    return max((each.to_week for each in teller.content.effort), default=0)


def _amount(phase: Effort, wording: Wording) -> str:
    """Visits and minutes in words; empty where neither is known."""
    _, ngettext = wording.translations.gettext, wording.translations.ngettext
    parts = []
    if phase.visits is not None:
        plural = 1 if phase.visits == 1 else 2
        parts.append(ngettext("{n} visit a week", "{n} visits a week", plural).format(
            n=wording.number(phase.visits)))
    if phase.minutes is not None:
        plural = 1 if phase.minutes == 1 else 2
        parts.append(ngettext("{n} minute a day", "{n} minutes a day", plural).format(
            n=wording.number(phase.minutes)))
    return ", ".join(parts)
