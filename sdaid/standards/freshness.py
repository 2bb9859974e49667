"""Is the content still good: its review date, its sources, and dates that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sdaid.problems import Place, Problem, problem
from sdaid.workbook.content import Content, months_after


def overdue(content: Content, day: date) -> Problem | None:
    """The problem where the content's review is due before `day`: today, or a patient's visit."""
    due = content.review_due
    if day <= due:
        return None
    return problem("overdue", content.decision.at("content_date"), due=due, day=day)


def freshness_problems(content: Content, on: date) -> list[Problem]:
    """Sources not looked at within the review interval before `on`, and dates after it."""
    months = content.decision.review_months
    problems = [problem("source-stale", source.at("checked"), found=source.checked)
                for source in content.sources if months_after(source.checked, months) < on]
    problems += [problem("date-ahead", place, found=found, day=on)
                 for place, found in _dates(content) if found > on]
    problems += [problem("date-ahead", source.at("year"), found=source.year, day=on)
                 for source in content.sources if source.year and source.year > on.year]
    return problems


def _dates(content: Content) -> Iterator[tuple[Place, date]]:
    """Every day in the workbook on which something was done; the content date is C3's."""
    for source in content.sources:
        yield source.at("checked"), source.checked
    for person in content.people:
        yield person.at("signed_on"), person.signed_on
    for accepted in content.accepted:
        yield accepted.at("accepted_on"), accepted.accepted_on
