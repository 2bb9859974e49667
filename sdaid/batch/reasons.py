"""Why a visit gets no aid: what skips it in a few words, what holds it as problems."""

from __future__ import annotations

import re

from sdaid.appointments.columns import Appointment, Channel, PartlyRead, Status
from sdaid.appointments.moments import is_utc
from sdaid.batch.documents import is_taken
from sdaid.batch.names import name_problems
from sdaid.batch.wishes import Window, Wishes
from sdaid.problems import Problem, problem
from sdaid.sheets.values import fold
from sdaid.standards.freshness import overdue
from sdaid.workbook.content import Content


def why_skipped(appointment: Appointment | PartlyRead, content: Content, wishes: Wishes) -> str:
    """Why this patient gets no aid, in a few words; empty if nothing speaks against it."""
    if appointment.deceased:
        return "deceased"
    if appointment.opted_out:
        return "opted out"
    if appointment.status is not Status.BOOKED:
        return appointment.status.value
    if appointment.channel is Channel.NONE:
        return "channel none"
    if appointment.reason and not _serves(appointment, content, wishes):
        return "visit for another reason"
    return ""


def why_untimely(appointment: Appointment | PartlyRead, window: Window) -> str:
    """Where the visit lies outside `window`; empty where it lies in it."""
    day = appointment.visit_date
    if day is None:
        return ""
    if window.first and day < window.first:
        return f"visit before {window.first}"
    return f"visit after {window.last}" if window.last and day > window.last else ""


def why_held(appointment: Appointment, content: Content, wishes: Wishes) -> list[Problem]:
    """What a person must look at before this patient gets an aid."""
    found = _reason(appointment, content, wishes) + _language(appointment, content, wishes)
    found += name_problems(appointment)
    if is_taken(appointment.id):
        found.append(problem("held-id-taken", appointment.at("id"), found=appointment.id))
    found += _glyphs(appointment, wishes) + _length(appointment, wishes) + _clock(appointment)
    if not wishes.draft and (due := overdue(content, appointment.visit_date)):
        found.append(due)
    return found


def _serves(appointment: Appointment | PartlyRead, content: Content, wishes: Wishes) -> bool:
    """Whether the visit's reason, or one of several with semicolons, is this decision's."""
    served = {fold(reason) for reason in content.decision.visit_reasons}
    told = [appointment.reason, *re.split(r"[;\n]", appointment.reason)]
    return wishes.every_reason or any(fold(each) in served for each in told)


def _reason(appointment: Appointment, content: Content, wishes: Wishes) -> list[Problem]:
    if appointment.reason or wishes.every_reason:
        return []
    return [problem("held-blank-reason", appointment.at("reason"),
                    allowed=", ".join(content.decision.visit_reasons))]


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
    for name in ("given_name", "family_name", "patient_id", "place", "clinician"):
        missing, remedy = wishes.missing_glyphs(getattr(appointment, name))
        if missing:
            problems.append(problem("held-glyphs", appointment.at(name), found=missing,
                                    do=remedy))
    return problems


def _length(appointment: Appointment, wishes: Wishes) -> list[Problem]:
    told = (f"{appointment.given_name} {appointment.family_name}"
            f"{wishes.day(appointment.born)}{appointment.patient_id}")
    if len(told) <= wishes.identifiers:
        return []
    return [problem("identifiers-long", appointment.at("family_name"),
                    allowed=wishes.identifiers)]


def _clock(appointment: Appointment) -> list[Problem]:
    if not is_utc(appointment.visit_time):
        return []
    return [problem("held-utc", appointment.at("visit_time"), found=appointment.visit_time)]
