"""Whether the sheet Recovery tells every option's way back to each activity, once and without
contradicting itself or the words of the sheet Options."""

from __future__ import annotations

import re
from collections.abc import Collection

from sdaid.problems import Place, Problem, problem
from sdaid.workbook.columns import Activity, Recovery, RecoveryStatus
from sdaid.workbook.content import Content

A_TIME = re.compile(
    r"\b(?:\d+|an?|one|two|three|four|five|six|few|some|several|half)\s+"
    r"(?:day|week|month|year)s?\b|\b(?:days|weeks|months|years)\b", re.IGNORECASE)
"""Words that tell how long a break is. Only English is known; other words pass."""

NO_BREAK = re.compile(r"\bno break\b|\bwithout a break\b|\bno treatment to get over\b",
                      re.IGNORECASE)


def recovery_problems(content: Content, broken: Collection[str]) -> list[Problem]:
    """Every problem of the sheet Recovery; one that is `broken` is not asked for what it lacks."""
    problems = []
    found: dict[tuple[str, Activity], Recovery] = {}
    for each in content.recovery:
        key = (each.option, each.activity)
        if key in found:
            problems.append(problem("recovery-twice", each.at("activity"), option=each.option,
                                    activity=each.activity.value, other=found[key].at().cell))
        found[key] = each
        problems += _time(each)
        problems += _contradicts(each, each.words, each.at("words"))
    for option in content.options:
        normal = found.get((option.id, next(iter(Activity))))
        if normal:
            problems += _contradicts(normal, option.recovery_words, option.at("recovery_words"))
    if not {"Recovery", "Options"} & set(broken):
        problems += [
            problem("recovery-missing", Place(content.path.name, "Recovery"), option=option.id,
                    activity=activity.value)
            for option in content.options for activity in Activity
            if (option.id, activity) not in found]
    return problems


def _time(each: Recovery) -> list[Problem]:
    """A known recovery has its three cells, and takes some time; another has none of them."""
    problems = []
    for field in ("start", "end", "unit"):
        value = getattr(each, field)
        if each.status is RecoveryStatus.KNOWN and value is None:
            problems.append(problem("figure-blank", each.at(field), allowed="a time"))
        if each.status is not RecoveryStatus.KNOWN and value is not None:
            problems.append(problem("figure-not-empty", each.at(field), found=value))
    if each.start is not None and each.end is not None and each.end < each.start:
        problems.append(problem("recovery-order", each.at("end"), found=f"{each.end:g}",
                                allowed=f"{each.start:g}"))
    if each.status is RecoveryStatus.KNOWN and each.end == 0:
        problems.append(problem("recovery-contradicts", each.at("end"), status=each.status.value,
                                found="0"))
    return problems


def _contradicts(each: Recovery, words: str, place: Place) -> list[Problem]:
    """Words that tell a time beside “none needed”, and words that tell of no break beside a time
    or beside what was not studied. What does not apply may say anything."""
    if each.status is RecoveryStatus.NONE_NEEDED:
        told = A_TIME.search(words)
    elif each.status in (RecoveryStatus.KNOWN, RecoveryStatus.NOT_STUDIED):
        told = NO_BREAK.search(words)
    else:
        told = None
    return [problem("recovery-contradicts", place, status=each.status.value,
                    found=told[0])] if told else []
