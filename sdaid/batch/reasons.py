"""Why a visit gets no aid: what skips it in a few words, what holds it as problems."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sdaid.appointments.columns import Appointment, Channel, PartlyRead
from sdaid.appointments.moments import is_utc
from sdaid.appointments.placeholders import is_placeholder
from sdaid.appointments.remarks import is_marked, is_marked_name
from sdaid.appointments.statuses import Status
from sdaid.batch.documents import is_taken
from sdaid.batch.languages import edition_of, is_made, language_problems
from sdaid.batch.names import name_problems
from sdaid.batch.wishes import Window, Wishes
from sdaid.problems import Problem, problem
from sdaid.sheets.values import fold
from sdaid.standards.freshness import overdue
from sdaid.workbook.content import Content

ANOTHER_REASON = "visit for another reason"

DOUBTFUL = frozenset(("csv-row-long", "csv-row-cut"))
"""Problems of a row whose cells may stand below the wrong headings."""


def in_doubt(problems: Iterable[Problem]) -> bool:
    """Whether the cells of the row may be others than their headings say."""
    return any(each.code in DOUBTFUL for each in problems)


def why_not_coming(appointment: Appointment | PartlyRead) -> str:
    """Why no aid is needed, whatever the rest of the row says; empty where one may be."""
    if appointment.deceased:
        return "deceased"
    if appointment.opted_out:
        return "opted out"
    if appointment.cancelled:
        return Status.CANCELLED.value
    if appointment.status in (Status.BOOKED, Status.MOVED):
        return ""  # a slot that was left is held: a person knows where the patient comes now
    return appointment.status.value


def why_skipped(appointment: Appointment | PartlyRead, content: Content, wishes: Wishes) -> str:
    """Why this patient gets no aid, in a few words; empty if nothing speaks against it."""
    if said := why_not_coming(appointment):
        return said
    if appointment.channel is Channel.NONE:
        return "channel none"
    if not is_placeholder(appointment.reason) and not _serves(appointment, content, wishes):
        return ANOTHER_REASON
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
    found = _reason(appointment, content, wishes)
    found += language_problems(appointment, content.decision.language, wishes)
    found += name_problems(appointment) + _marks(appointment)
    if is_taken(appointment.id):
        found.append(problem("held-id-taken", appointment.at("id"), found=appointment.id))
    found += _glyphs(appointment, wishes) + _clock(appointment)
    found += _length(appointment, content.decision.language, wishes)
    if not wishes.draft and (due := overdue(content, appointment.visit_date)):
        found += [due, problem("held-visit-late", appointment.at("visit_date"))]
    return found


def _serves(appointment: Appointment | PartlyRead, content: Content, wishes: Wishes) -> bool:
    """Whether the visit's reason, or one of several with semicolons, is this decision's."""
    served, told = {fold(reason) for reason in content.decision.visit_reasons}, appointment.reason
    return wishes.every_reason or fold(told) in served or any(
        fold(each) in served for each in re.split(r"[;\n]", told))


def _reason(appointment: Appointment, content: Content, wishes: Wishes) -> list[Problem]:
    if wishes.every_reason or not is_placeholder(appointment.reason):
        return []
    return [problem("held-blank-reason", appointment.at("reason"),
                    allowed=", ".join(content.decision.visit_reasons))]


def _marks(appointment: Appointment) -> list[Problem]:
    """What a person wrote into a cell that is for something else."""
    marked = [name for name in ("given_name", "family_name")
              if is_marked_name(getattr(appointment, name))]
    whole = f"{appointment.given_name} {appointment.family_name}"
    if not marked and is_marked_name(whole):
        marked = ["family_name"]
    marked += [name for name in ("reason", "place", "clinician", "address", "addressee")
               if is_marked(getattr(appointment, name))]
    return [problem("held-marked", appointment.at(name)) for name in marked]


def _glyphs(appointment: Appointment, wishes: Wishes) -> list[Problem]:
    problems = []
    for name in ("given_name", "family_name", "patient_id", "place", "clinician"):
        missing, remedy = wishes.missing_glyphs(getattr(appointment, name))
        if missing:
            problems.append(problem("held-glyphs", appointment.at(name), found=missing,
                                    do=remedy))
    return problems


def _length(appointment: Appointment, own: str, wishes: Wishes) -> list[Problem]:
    language = edition_of(appointment.language, own, wishes.offers) or own
    if not is_made(wishes.offers[language], wishes.draft):
        language = own
    told = (f"{appointment.given_name} {appointment.family_name}"
            f"{wishes.day(appointment.born, language)}{appointment.patient_id}")
    if len(told) <= wishes.identifiers:
        return []
    return [problem("identifiers-long", appointment.at("family_name"),
                    allowed=wishes.identifiers)]


def _clock(appointment: Appointment) -> list[Problem]:
    if not is_utc(appointment.visit_time):
        return []
    return [problem("held-utc", appointment.at("visit_time"), found=appointment.visit_time)]
