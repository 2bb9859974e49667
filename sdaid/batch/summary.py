"""For the clinician: what a run tells its patients, one line for each, noted while the run goes
through the list."""

from __future__ import annotations

from pathlib import Path

from sdaid.aid.facts import KINDS, kind_labels
from sdaid.aid.wording import Wording
from sdaid.appointments.scheduled import Scheduled
from sdaid.batch.folder import write_whole
from sdaid.batch.plan import Entry, Plan
from sdaid.batch.press import Press
from sdaid.page.errors import PageError
from sdaid.page.summary import Spoken, Summary, SummaryLine, draw_summary
from sdaid.problems import CannotGoOnError, ExitCode


class Notes:
    """The lines of a summary, in the list's order."""

    def __init__(self, planned: Plan, press: Press) -> None:
        content = press.content
        self._only, self._content, self._wording = planned.only, content, press.wording
        self._labels = kind_labels(press.wording)
        self._names = {option.id: option.short_name for option in content.options}
        self._asked = {condition.fact for rule in content.rules for condition in rule.conditions}
        self.lines: list[SummaryLine] = []

    def note(self, entry: Entry, visit: Scheduled | None) -> None:
        """Note an appointment, if the plan makes an aid for it."""
        if visit is None or entry.outcome != "make" or (
                self._only and entry.id not in self._only):
            return
        appointment, content = visit.appointment, self._content
        own = content.decision.language
        when = self._wording.day(appointment.visit_date)
        if appointment.visit_time:
            when += f", {self._wording.clock(appointment.visit_time)}"
        self.lines.append(SummaryLine(
            when, appointment.id, appointment.patient_id,
            tuple(self._names[option] for option in appointment.tried),
            tuple(Spoken(self._names[rule.option], self._labels[KINDS[rule.effect]],
                         f"{rule.place.sheet} {rule.place.cell}")
                  for rule in content.rules if rule.speaks(visit.facts)),
            tuple(fact.name for fact in content.facts
                  if fact.name in self._asked and visit.facts.get(fact.name) is None),
            "" if entry.language == own else _name(entry.language, self._wording)))


def _name(language: str, wording: Wording) -> str:
    """What a language is called in that of the clinic."""
    from babel import Locale

    return Locale.parse(language.replace("-", "_")).get_display_name(wording.locale) or language


def write_summary(path: Path, notes: Notes, press: Press) -> None:
    """Write the summary to `path`. `CannotGoOnError` where it cannot be drawn or written."""
    wording, decision = press.wording, press.content.decision
    summary = Summary(
        wording.language, decision.condition, decision.question, decision.content_version,
        decision.paper.value, notes.lines)
    try:
        pdf = draw_summary(summary, wording.translations)
    except PageError as error:
        raise CannotGoOnError([error.problem], ExitCode.UNUSABLE) from error
    write_whole(path, pdf)
