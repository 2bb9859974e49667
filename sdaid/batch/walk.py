"""The way through a list beside its plan: what stays as an earlier run left it, what ends without
an aid, and what must be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sdaid.aid.edition import PageFormat, PaperName
from sdaid.appointments.scheduled import Scheduled
from sdaid.appointments.understand import names_file
from sdaid.batch.documents import is_whole
from sdaid.batch.fast import either_way
from sdaid.batch.manifest import Ended, Status
from sdaid.batch.plan import Entry, scheduled
from sdaid.batch.work import Job
from sdaid.problems import CannotGoOnError, ExitCode, problem

if TYPE_CHECKING:
    from sdaid.batch.run import Order

UNKNOWN_RUN = "an earlier run"
"""Stands for the run of an aid whose record does not name it."""


@dataclass(frozen=True)
class Made:
    """How one appointment ended; `number` is that of its entry in the plan, `new` where this run
    drew its aid, `way` how; `compared` where both ways were gone, `differs` what differed."""

    ended: Ended
    number: int
    new: bool = False
    way: str = ""
    compared: bool = False
    differs: tuple[str, ...] = ()


class Walk:
    """Goes through the list of `order` once more, beside its plan. `before` is how appointments
    ended in earlier runs into `folder`, by id; `ended` how they end in this one, by number of the
    plan's entry."""

    def __init__(self, order: Order, folder: Path, before: Mapping[str, Ended]) -> None:
        self.order, self.folder, self.before = order, folder, before
        self.ended: dict[int, Ended] = {}
        self._presses = {each.language: either_way(each) for each in order.press.every}
        self._settled: list[Made] = []
        self._waiting: set[int] = set()
        self._through = False

    @property
    def complete(self) -> bool:
        """Whether every entry of the plan has ended."""
        return self._through and self._waiting <= self.ended.keys()

    @property
    def kept(self) -> tuple[Ended, ...]:
        """How every appointment ended, in the list's order. After a run of a part, those that the
        list no longer holds follow, as they were."""
        plan, kept = self.order.plan, [self.ended[number] for number in sorted(self.ended)]
        if plan.only:
            listed = {entry.id for entry in plan.entries}
            kept += [_older(each) for name, each in self.before.items() if name not in listed]
        return tuple(kept)

    def settled(self) -> Iterator[Made]:
        """What has ended without drawing since the last call."""
        settled, self._settled = self._settled, []
        yield from settled

    def jobs(self) -> Iterator[Job]:
        """The aids that must be drawn, in the list's order."""
        plan, order = self.order.plan, self.order
        visits = scheduled(order.appointments.rows, order.press.content, order.zone)
        for number, (entry, visit) in enumerate(zip(plan.entries, visits, strict=True)):
            if visit is not None and names_file(entry.id) and visit.appointment.id != entry.id:
                raise CannotGoOnError([problem("list-changed", entry.place)], ExitCode.UNUSABLE)
            order.note(entry, visit)
            known = self.before.get(entry.id)
            if plan.only and entry.id not in plan.only:
                if known:
                    self.ended[number] = self._as_it_was(known, entry, visit)
            elif entry.untimely and known and known.file:
                self._settle(number, self._as_it_was(known, entry, visit))
            elif entry.outcome != "make" or visit is None:
                self._settle(number, unmade(entry))
            else:
                press = order.press.of(entry.language)
                mark = press.fingerprint(visit, entry.format, entry.paper)
                sheet = order.sheets and entry.format == "standard"
                if (known and known.fingerprint == mark and entry.id not in order.verify
                        and self._is_there(known, sheet=sheet)):
                    self._settle(number, _present(known, entry))
                else:
                    self._waiting.add(number)
                    yield Job(number, visit.as_sent, entry.format, entry.paper, mark,
                              entry.id in order.verify, sheet, entry.language)
        self._through = True

    def _as_it_was(self, known: Ended, entry: Entry, visit: Scheduled | None) -> Ended:
        """How an appointment ended earlier that this run does not touch. It says so where workbook,
        list and program would make another aid today."""
        if not known.file:
            return replace(known, cell=entry.cell)
        same = visit is not None and known.fingerprint in {press.fingerprint(
            visit, cast("PageFormat", known.format), cast("PaperName", known.paper))
            for press in self._presses.get(known.language, ())}
        return _present(known, entry) if same else _older(replace(known, cell=entry.cell))

    def _is_there(self, known: Ended, *, sheet: bool) -> bool:
        """Whether all files of an earlier run are there as they were written, with a `sheet` where
        one is asked for."""
        files = [(known.file, known.sha256), *((each.file, each.sha256) for each in known.beside)]
        return bool(known.file) and (bool(known.beside) or not sheet) and all(
            is_whole(self.folder / file, checksum) for file, checksum in files)

    def _settle(self, number: int, ended: Ended) -> None:
        self.ended[number] = ended
        self._settled.append(Made(ended, number))


def _present(known: Ended, entry: Entry) -> Ended:
    """An earlier aid that is what the present workbook and list make."""
    return replace(known, cell=entry.cell, made_from="", visit=day(entry),
                   wants_book=entry.wants_book)


def _older(known: Ended) -> Ended:
    """An earlier aid that the present workbook and list would make anew."""
    return replace(known, made_from=known.made_from or UNKNOWN_RUN) if known.file else known


def unmade(entry: Entry) -> Ended:
    """The end of an appointment that gets no aid, or none yet."""
    status: Status = "held" if entry.outcome == "hold" else "skipped"
    return Ended(entry.id, entry.cell, status, entry.reason, format=entry.format,
                 paper=entry.paper, language=entry.language, channel=entry.channel,
                 visit=day(entry), wants_book=entry.wants_book)


def day(entry: Entry) -> str:
    """The day of the visit (ISO), empty where the list tells none that can be read."""
    return entry.visit.isoformat() if entry.visit else ""
