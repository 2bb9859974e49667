"""What becomes of each appointment, before anything is made: make, skip or hold, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from sdaid.aid.aid import PageFormat, PaperName
from sdaid.appointments.columns import Appointment, Channel, Status
from sdaid.appointments.scheduled import Scheduled
from sdaid.appointments.understand import understand
from sdaid.problems import Place, Problem, Severity, problem
from sdaid.sheets.values import fold
from sdaid.workbook.content import Content


@dataclass(frozen=True)
class Wishes:
    """What the run asks for; a patient's own wish in the list wins over format and paper.

    `languages` are those whose fixed words we have; `missing_glyphs` gives the letters of a text
    that no font here can set, and what to do about it.
    """

    format: PageFormat
    paper: PaperName
    languages: Collection[str]
    missing_glyphs: Callable[[str], tuple[str, str]]


@dataclass(frozen=True)
class Entry:
    """One row of the list. `id` is the appointment's, or names the row where it has none."""

    id: str
    place: Place
    outcome: Literal["make", "skip", "hold"]
    reason: str
    problems: tuple[Problem, ...]
    scheduled: Scheduled | None
    format: PageFormat
    paper: PaperName


def plan(
    rows: Iterable[tuple[int, Appointment | None, list[Problem]]], content: Content, wishes: Wishes
) -> list[Entry]:
    """An entry for every row of the list, in its order. Nothing is dropped."""
    entries = [_entry(row, appointment, problems, content, wishes)
               for row, appointment, problems in rows]
    return _hold_repeats(entries)


def _entry(
    row: int, appointment: Appointment | None, problems: list[Problem], content: Content,
    wishes: Wishes,
) -> Entry:
    if appointment is None:
        place = problems[0].place if problems else Place()
        return Entry(f"row {row}", place, "hold", _sentences(problems), tuple(problems), None,
                     wishes.format, wishes.paper)
    scheduled, found = understand(appointment, content)
    format_: PageFormat = appointment.format.value if appointment.format else wishes.format
    paper: PaperName = appointment.paper.value if appointment.paper else wishes.paper
    entry = Entry(appointment.id, appointment.at("id"), "make", "", tuple(problems), scheduled,
                  format_, paper)
    if skipped := _skip(appointment):
        return replace(entry, outcome="skip", reason=skipped)
    found += _reason(appointment, content) + _language(appointment, content, wishes)
    found += _glyphs(appointment, wishes)
    return held_by(entry, [*problems, *found])


def held_by(entry: Entry, problems: Iterable[Problem]) -> Entry:
    """`entry` held where one of `problems` is more than a warning."""
    every = tuple(dict.fromkeys(problems))
    stopping = [each for each in every if each.severity is not Severity.WARNING]
    if not stopping:
        return replace(entry, problems=every)
    return replace(entry, outcome="hold", reason=_sentences(stopping), problems=every)


def _sentences(problems: Iterable[Problem]) -> str:
    return " ".join(each.sentence for each in problems)


def _skip(appointment: Appointment) -> str:
    """Why this patient gets no aid, in a few words; empty if nothing speaks against it."""
    if appointment.deceased:
        return "deceased"
    if appointment.opted_out:
        return "opted out"
    if appointment.status is Status.CANCELLED:
        return "cancelled"
    return "channel none" if appointment.channel is Channel.NONE else ""


def _reason(appointment: Appointment, content: Content) -> list[Problem]:
    served = content.decision.visit_reasons
    if fold(appointment.reason) in {fold(reason) for reason in served}:
        return []
    return [problem("held-reason", appointment.at("reason"), found=appointment.reason,
                    allowed=", ".join(served))]


def _language(appointment: Appointment, content: Content, wishes: Wishes) -> list[Problem]:
    """The workbook holds one language so far, so nobody else's is printed in its place."""
    wanted = appointment.language or content.decision.language
    own = content.decision.language
    same = fold(wanted).split()[:1] == fold(own).split()[:1]
    if same and fold(own).split()[0] in wishes.languages:
        return []
    return [problem("held-language", appointment.at("language"), found=wanted, allowed=own)]


def _glyphs(appointment: Appointment, wishes: Wishes) -> list[Problem]:
    problems = []
    for field in ("given_name", "family_name", "patient_id", "place", "clinician"):
        missing, remedy = wishes.missing_glyphs(getattr(appointment, field))
        if missing:
            problems.append(problem("held-glyphs", appointment.at(field), found=missing,
                                    do=remedy))
    return problems


def _hold_repeats(entries: list[Entry]) -> list[Entry]:
    """Hold every row whose appointment id another row has too: a file can be only one's. Ids
    that differ in case alone are one on some systems."""
    count = Counter(entry.id.casefold() for entry in entries if entry.scheduled)
    held = []
    for entry in entries:
        if entry.scheduled and count[entry.id.casefold()] > 1:
            others = [other.place.cell for other in entries
                      if other.id.casefold() == entry.id.casefold() and other is not entry]
            entry = held_by(entry, [*entry.problems, problem(  # noqa: PLW2901
                "held-id-twice", entry.place, found=entry.id, other=", ".join(others))])
        held.append(entry)
    return held
