"""What becomes of each appointment, before anything is made: make, skip or hold, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from typing import Literal

from sdaid.aid.edition import PageFormat, PaperName
from sdaid.appointments.clock import says_no_time
from sdaid.appointments.columns import Appointment, PartlyRead
from sdaid.appointments.languages import language_named
from sdaid.appointments.moments import in_zone
from sdaid.appointments.read import Rows
from sdaid.appointments.remarks import is_marked
from sdaid.appointments.scheduled import Scheduled
from sdaid.appointments.statuses import Status
from sdaid.appointments.understand import names_file, understand
from sdaid.batch.gone import Gone
from sdaid.batch.in_common import InCommon
from sdaid.batch.languages import edition_of
from sdaid.batch.lifts import NEAR, NO_LIFTS, SECOND, STATUS, Lift, Lifting
from sdaid.batch.near_reasons import NearReasons
from sdaid.batch.reasons import (
    ANOTHER_REASON,
    in_doubt,
    why_held,
    why_not_coming,
    why_skipped,
    why_untimely,
)
from sdaid.batch.repeats import Repeats
from sdaid.batch.unknown_words import UnknownWords
from sdaid.batch.wishes import Wishes
from sdaid.problems import Place, Problem, Severity, problem, unquoted
from sdaid.staff import translate
from sdaid.workbook.content import Content


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the list. `id` is the appointment's, or names the row where that is none that can
    name a file, and so may be anything. `problems` quote no cell, which may hold a name.
    `visit` is this day; `untimely` is a visit outside the window alone, whose aid may stay. With
    `wants_book` the evidence book goes out with the aid. `may_lift` are the codes of what keeps the
    visit from its aid where a person may lift all of it, else none."""

    id: str
    place: Place
    outcome: Literal["make", "skip", "hold"]
    reason: str
    problems: tuple[Problem, ...]
    format: PageFormat
    paper: PaperName
    language: str = ""
    channel: str = ""
    visit: date | None = None
    untimely: bool = False
    wants_book: bool = False
    may_lift: tuple[str, ...] = ()

    @property
    def cell(self) -> str:
        """Where the list has it: a cell, or an entry or line of FHIR."""
        return self.place.cell or self.place.sheet


@dataclass
class Plan:
    """An entry for every row of the list, in its order; nothing is dropped. `notices` are of lines
    that are no appointments. `warnings` are of several visits together. `lifts` are those that the
    plan was made with, `lifted` those of them that have effect, `seals` the seals of holds that may
    be lifted, by appointment and code, of the appointments that are about to be lifted."""

    entries: list[Entry] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    only: frozenset[str] = frozenset()
    lifting: Lifting = field(default_factory=lambda: Lifting(NO_LIFTS))
    lifted: tuple[Lift, ...] = ()

    @property
    def asked(self) -> list[Entry]:
        """The entries that the call asks for: all of them, or those of `only`."""
        return [each for each in self.entries if not self.only or each.id in self.only]


def plan(rows: Rows, content: Content, wishes: Wishes) -> Plan:
    """What becomes of every row of the list. Keeps no more of it than its entry."""
    lifting = Lifting(wishes.lifts)
    made = Plan(only=wishes.only, lifting=lifting)
    repeats, words, common, gone = Repeats(), UnknownWords(), InCommon(), Gone()
    reasons = NearReasons(content.decision.visit_reasons)
    for row, visit, problems in rows():
        if visit is None:
            made.notices += problems
            continue
        number, told = len(made.entries), [unquoted(each) for each in problems]
        told += [problem("held-marked", each.place) for each in problems
                 if each.code == STATUS and is_marked(dict(each.words)["found"])]
        near = reasons.meant(visit.reason) if lifting.note(number, visit, problems) else ""
        lifting.beside(number, NEAR, near)
        served = bool(near and lifting.lifted(number, NEAR))
        entry = (_entry(row, visit, told, content, wishes, served=served)
                 if isinstance(visit, Appointment) else _entry_in_part(row, visit, told, wishes))
        words.note(number, visit.patient_id, problems)
        if entry.reason == ANOTHER_REASON:
            near = reasons.note(visit.reason, visit.patient_id, visit.at("reason"))
        if near and (served or entry.reason == ANOTHER_REASON):
            entry = replace(entry, problems=(*entry.problems, problem(
                NEAR, visit.at("reason"), meant=near)))
        repeats.note(visit, comes=_comes(entry, visit, content, wishes))
        common.note(visit)
        gone.note(visit)
        made.entries.append(entry)
    for number, told in words.told(made.entries):
        made.entries[number] = held_by(made.entries[number], told)
    _hold_repeats(made.entries, repeats, wishes.only, lifting)
    _hold_each(made.entries, gone)
    _hold_each(made.entries, common)
    made.warnings += reasons.warnings()
    return made


def scheduled(rows: Rows, content: Content, zone: tzinfo | None = None
              ) -> Iterator[Scheduled | None]:
    """The visits of the list as they are planned, one for each of the plan's entries; None where
    no appointment could be read."""
    for _, visit, _ in rows():
        if isinstance(visit, Appointment):
            yield understand(on_our_clocks(visit, zone), content)[0]
        elif visit is not None:
            yield None


def held_by(entry: Entry, problems: Iterable[Problem]) -> Entry:
    """`entry` held where one of `problems` is more than a warning."""
    every = tuple(dict.fromkeys(problems))
    stopping = [each for each in every if each.severity is not Severity.WARNING]
    if not stopping:
        return entry if every == entry.problems else replace(entry, problems=every)
    return replace(entry, outcome="hold", reason=sentences(stopping), problems=every)


def sentences(problems: Iterable[Problem]) -> str:
    return " ".join(each.sentence for each in problems)


def _entry(
    row: int, appointment: Appointment, problems: list[Problem], content: Content, wishes: Wishes,
    *, served: bool = False,
) -> Entry:
    """The entry of a row. With `served` a person has said that its reason is the decision's."""
    appointment = on_our_clocks(appointment, wishes.zone)
    entry = Entry(
        _name(appointment.id, row), appointment.at("id"), "make", "", tuple(problems),
        appointment.format.value if appointment.format else wishes.format,
        appointment.paper.value if appointment.paper else wishes.paper,
        _language(appointment, content, wishes),
        appointment.channel.value,
        appointment.visit_date, wants_book=appointment.wants_book)
    if not in_doubt(problems):
        skipped = why_skipped(appointment, content, wishes)
        if skipped and not (served and skipped == ANOTHER_REASON):
            return replace(entry, outcome="skip", reason=skipped)
        late = why_untimely(appointment, wishes.window)
        if late and appointment.born <= appointment.visit_date:  # else one of the two is wrong
            return replace(entry, outcome="skip", reason=late, untimely=True)
    found = holding(appointment, content, wishes)
    return held_by(entry, [*problems, *map(unquoted, found)])


def holding(appointment: Appointment, content: Content, wishes: Wishes) -> list[Problem]:
    """What holds this appointment, whatever the other rows say; it may quote the cells."""
    return understand(appointment, content)[1] + why_held(appointment, content, wishes)


def _entry_in_part(row: int, part: PartlyRead, problems: list[Problem], wishes: Wishes) -> Entry:
    """The entry of a row with a cell that cannot be read. It is held unless it says that no aid is
    needed whatever its other cells say."""
    entry = Entry(_name(part.id, row), part.at("id"), "hold", "", tuple(problems),
                  wishes.format, wishes.paper)
    if problems and all(each.code == "skipped" for each in problems):
        return replace(entry, outcome="skip", reason=dict(problems[0].words)["why"])
    if not in_doubt(problems) and (said := why_not_coming(part)):
        return replace(entry, outcome="skip", reason=said)
    return held_by(entry, problems)


def _comes(entry: Entry, visit: Appointment | PartlyRead, content: Content, wishes: Wishes
           ) -> bool:
    """Whether the visit counts as one of several of its patient."""
    if visit.status is Status.MOVED:
        return False
    if isinstance(visit, Appointment):
        return entry.outcome != "skip"
    return not (why_skipped(visit, content, wishes) or why_untimely(visit, wishes.window))


def _name(id_: str, row: int) -> str:
    """How an entry is called: by its appointment id, or by its row."""
    return id_ if names_file(id_) else f"row {row}"


def _language(appointment: Appointment, content: Content, wishes: Wishes) -> str:
    """The language in which the patient gets the aid; else the code of the one that the list names;
    nothing where it has something else in its place."""
    own, wanted = content.decision.language, appointment.language
    return edition_of(wanted, own, wishes.offers) or language_named(wanted, own)


def on_our_clocks(appointment: Appointment, zone: tzinfo | None) -> Appointment:
    """A time that was told with its zone, as the clinic's own clocks show it."""
    clock = appointment.visit_time
    if zone is None or clock is None or clock.tzinfo is None:
        return appointment
    day, clock = in_zone(appointment.visit_date, clock, zone)
    known = None if says_no_time(clock) else clock
    return appointment.model_copy(update={"visit_date": day, "visit_time": known})


def _hold_repeats(entries: list[Entry], repeats: Repeats, only: Collection[str],
                  lifting: Lifting) -> None:
    """Hold what only the whole list shows. A file can be only one appointment's; an id only one
    person's; a person needs one aid, unless `only` asks for this one by name; a slot that was left
    is nobody's."""
    def hold(number: int, code: str, others: Iterable[int], found: str = "",
             place: Place | None = None) -> None:
        entry = entries[number]
        if entry.outcome != "skip":
            cells = ", ".join([entries[other].cell for other in others if other != number][:5])
            words = {"found": found} if found else {}
            entries[number] = held_by(entry, [*entry.problems, problem(
                code, place or entry.place, other=cells or translate("no row of this list"),
                **words)])

    for numbers in repeats.same_id():
        for number in numbers:
            hold(number, "held-id-twice", numbers, entries[number].id)
    for numbers in repeats.two_people():
        for number in numbers:
            hold(number, "held-two-people", numbers)
    for number, status, visits in repeats.moved():
        hold(number, "held-moved", visits, place=status)
    for first, later in repeats.second_visits():
        for number in (each for each in later if entries[each].id not in only):
            hold(number, SECOND, [first])
            lifting.beside(number, SECOND, f"{entries[first].id} {entries[first].visit}")


def _hold_each(entries: list[Entry], told: Gone | InCommon) -> None:
    """Hold the rows of which another row tells something, as `told` has it."""
    for number, found in told.held([entry.place for entry in entries]):
        entry = entries[number]
        if entry.outcome != "skip":
            entries[number] = held_by(entry, [*entry.problems, found])
