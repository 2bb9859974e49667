"""Getting back to life: ways back on one time axis, and effort week by week."""

from __future__ import annotations

from sdaid.aid.option import Axis, Phase, WayBack
from sdaid.aid.sources import SourceList
from sdaid.aid.wording import Wording
from sdaid.sheets.values import DAYS, TimeUnit
from sdaid.workbook.columns import NN_, Activity, Effort, Option, Recovery, RecoveryStatus
from sdaid.workbook.content import Content

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


def time_axis(content: Content, wording: Wording) -> Axis:
    """One axis for all ways back of all options, up to the first tick that holds the latest."""
    known = [days(each)[1] for each in content.recovery if each.status is RecoveryStatus.KNOWN]
    latest = max([*known, SHORTEST])
    ends = [count * DAYS[unit] for count, unit in TICKS]
    length = next((end for end in ends if end >= latest), latest)
    ticks = tuple((count * DAYS[unit], wording.span(count, count, unit))
                  for count, unit in TICKS if count * DAYS[unit] <= length)
    return Axis(length, ticks)


def activity_labels(wording: Wording) -> tuple[str, ...]:
    """What patients get back to, in the order of print."""
    return tuple(wording.sentence_case(wording.translations.gettext(activity.value))
                 for activity in Activity)


def ways_back(option: Option, content: Content, wording: Wording, sources: SourceList
              ) -> tuple[WayBack, ...]:
    """The option's way back to each activity, in order."""
    found = {each.activity: each for each in content.recovery if each.option == option.id}
    return tuple(_way_back(found[activity], wording, sources) for activity in Activity)


def _way_back(recovery: Recovery, wording: Wording, sources: SourceList) -> WayBack:
    _ = wording.translations.gettext
    numbers = sources.numbers(recovery.sources)
    if recovery.status is RecoveryStatus.NONE_NEEDED:
        return WayBack("none", _("No break"), recovery.words, sources=numbers)
    if recovery.status is RecoveryStatus.NOT_STUDIED:
        return WayBack("unknown", _("Not known"), recovery.words, sources=numbers)
    if recovery.status is RecoveryStatus.DOES_NOT_APPLY:
        return WayBack("does-not-apply", _("Does not apply"), recovery.words, sources=numbers)
    low, high = days(recovery)
    told = wording.span(recovery.start or 0.0, recovery.end or 0.0,
                        recovery.unit or TimeUnit.DAY)
    return WayBack("span", told, recovery.words, low, high, numbers)


def phases(option: Option, content: Content, wording: Wording, sources: SourceList
           ) -> tuple[Phase, ...]:
    """The phases of the option's effort; none where it has none."""
    return tuple(
        Phase(_weeks(each, wording), _amount(each, wording), each.words,
              sources.numbers(each.sources))
        for each in content.effort if each.option == option.id)


def _weeks(phase: Effort, wording: Wording) -> str:
    _ = wording.translations.gettext
    if phase.from_week == phase.to_week:
        return _("Week {n}").format(n=wording.number(phase.from_week))
    return _("Weeks {first} to {last}").format(
        first=wording.number(phase.from_week), last=wording.number(phase.to_week))


def _amount(phase: Effort, wording: Wording) -> str:
    """Visits and minutes in words; empty where neither is known."""
    parts = []
    for forms, number in ((NN_("{n} visit a week", "{n} visits a week"), phase.visits),
                          (NN_("{n} minute a day", "{n} minutes a day"), phase.minutes)):
        if number is not None:
            parts.append(wording.counted(forms, number, n=wording.number(number)))
    return wording.listed(parts) if parts else ""
