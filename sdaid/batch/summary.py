"""For the clinician: what a run tells its patients, one line for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sdaid.aid.facts import KINDS, kind_labels
from sdaid.aid.wording import Wording
from sdaid.appointments.scheduled import Scheduled
from sdaid.batch.folder import write_whole
from sdaid.batch.plan import Plan
from sdaid.batch.press import Press
from sdaid.page.errors import PageError
from sdaid.page.summary import Spoken, Summary, SummaryLine, draw_summary
from sdaid.problems import CannotGoOnError, ExitCode
from sdaid.workbook.content import Content


def write_summary(path: Path, planned: Plan, visits: Iterable[Scheduled | None], press: Press
                  ) -> None:
    """Write the summary to `path`. `CannotGoOnError` where it cannot be drawn or written."""
    content, wording = press.content, press.wording
    decision = content.decision
    summary = Summary(
        wording.language, decision.condition, decision.question, decision.content_version,
        decision.paper.value, list(summary_lines(planned, visits, content, wording)))
    try:
        pdf = draw_summary(summary, wording.translations)
    except PageError as error:
        raise CannotGoOnError([error.problem], ExitCode.UNUSABLE) from error
    write_whole(path, pdf)


def summary_lines(planned: Plan, visits: Iterable[Scheduled | None], content: Content,
                  wording: Wording) -> Iterator[SummaryLine]:
    """A line for each appointment that the plan makes, in the list's order."""
    names = {option.id: option.short_name for option in content.options}
    labels = kind_labels(wording)
    asked = {condition.fact for rule in content.rules for condition in rule.conditions}
    for entry, visit in zip(planned.entries, visits, strict=True):
        if visit is None or entry.outcome != "make" or (
                planned.only and entry.id not in planned.only):
            continue
        appointment = visit.appointment
        when = wording.day(appointment.visit_date)
        if appointment.visit_time:
            when += f", {wording.clock(appointment.visit_time)}"
        yield SummaryLine(
            when, appointment.id, appointment.patient_id,
            tuple(names[option] for option in appointment.tried),
            tuple(Spoken(names[rule.option], labels[KINDS[rule.effect]],
                         f"{rule.place.sheet} {rule.place.cell}")
                  for rule in content.rules if rule.speaks(visit.facts)),
            tuple(fact.name for fact in content.facts
                  if fact.name in asked and visit.facts.get(fact.name) is None))
