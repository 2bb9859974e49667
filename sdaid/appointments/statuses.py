"""What has become of a visit, and the words of many scheduling systems for it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from pydantic import ValidationInfo

from sdaid.appointments.understood import understood_in
from sdaid.sheets.values import Cell, clean, fold, reads, refuse, shown


class Status(StrEnum):
    """What has become of the visit. Only a booked one gets an aid."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    MOVED = "moved"
    NOT_BOOKED = "not booked yet"
    MISSED = "missed"
    OVER = "over"
    MISTAKE = "entered in error"


_WORDS = {
    Status.BOOKED:
        "scheduled, confirmed, unconfirmed, active, open, arrived, here, in waiting room, "
        "checked in, check in, registered, roomed, in room, in exam room, in progress, "
        "in consultation, in session, sent in, reminder done, reminder sent, chart pulled, "
        "left message, ready, sched, conf, chk in, arr, bkd",
    Status.CANCELLED:
        "canceled, cancel, cancellation, cancelation, canc, cancd, cncl, cx, cxd, cxl, cxld, ccl, "
        "declined, withdrawn, "
        "cancelled rescheduled, cancelled and rescheduled, cancelled rebooked, "
        "cancelled and rebooked, abgesagt, storniert, annulé, annulée, "
        "cancelado, cancelada",
    Status.MOVED:
        "rescheduled, reschedule, resched, rebooked, rebook, moved, r s, rs, reappointed, "
        "verschoben, reporté, reprogramado, reprogramada",
    Status.NOT_BOOKED:
        "proposed, pending, requested, request, waitlist, waitlisted, waiting list, tentative, "
        "unscheduled, asap list, to be booked, not booked",
    Status.MISSED:
        "noshow, no show, no showed, did not attend, dna, dnad, did not come, did not arrive, "
        "was not brought, wnb, dnw, did not wait, broken, failed, failed to attend, fta, missed, "
        "n s, ns, left without being seen, left without seen, left w o visit, left w o being seen, "
        "lwbs, walked out, unable to attend, uta, nicht erschienen, no asistió",
    Status.OVER:
        "fulfilled, completed, complete, done, attended, seen, finished, checked out, check out, "
        "departed, left, discharged, charge entered, coding done, chk out, chk, "
        "visit complete, erledigt",
    Status.MISTAKE: "error, void, voided, deleted, duplicate, entered in error, invalid",
}
"""“Rescheduled”, “rebooked” and “moved” mark the slot that was left: where the patient comes now
is another line, or no line of this list."""

BESIDE = frozenset((
    "by", "the", "a", "patient", "patients", "pt", "client", "clinic", "hospital", "provider",
    "practice", "office", "clinician", "doctor", "unit", "other", "service", "staff", "carer",
    "late", "early", "same", "day", "short", "notice", "within", "under", "less", "than", "24h",
    "48h", "24", "48", "h", "hr", "hrs", "hours", "on", "at", "via", "phone", "telephone", "online",
    "sms", "text", "email", "appointment", "appt", "visit", "slot", "status"))
"""Words that say who, how or when, and do not change what has become of the visit."""

CROSS = "x"
"""A sign that one system puts in front of what was cancelled; signs are not looked at otherwise."""


def status_table() -> Mapping[str, Status]:
    """The statuses by each word for them, folded."""
    known = {fold(each.value): each for each in Status}
    for status, words in _WORDS.items():
        known |= {fold(word): status for word in words.split(",")}
    return known


KNOWN = status_table()


@lru_cache(maxsize=1_000)
def status_of(text: str, told: tuple[tuple[str, str], ...] = ()) -> Status | None:
    """The status that `text` names; None where it names none. `told` are the words of a profile,
    each with our value, and come first; there a sign alone may be one."""
    typed, signs = fold(text), clean(text).casefold()
    for word, value in told:
        if clean(word).casefold() == signs or (typed and fold(word) == typed):
            return Status(value)
    if typed in KNOWN:
        return KNOWN[typed]
    words = [word for word in typed.split() if word not in BESIDE]
    if words[:1] == [CROSS] and KNOWN.get(" ".join(words[1:])) is Status.CANCELLED:
        return Status.CANCELLED
    return KNOWN.get(" ".join(words)) if words else None


ALLOWED = ", ".join(each.value for each in Status)


@reads(ALLOWED)
def read_status(cell: Cell, info: ValidationInfo) -> Status:
    """The status of a cell, by the profile's words or those of many systems."""
    found = status_of(shown(cell), understood_in(info).statuses)
    if found is None:
        refuse("status-unknown", found=shown(cell), allowed=ALLOWED)
    return found
