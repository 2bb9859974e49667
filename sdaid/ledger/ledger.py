"""The ledger of aids and their deliveries. Whatever leaves the clinic is written here before it
goes, so that a run that is killed knows where it stood.

A delivery is `planned` (a letter of a print run), `posted`, `sending` (the server has the message
and has not yet answered), `sent`, `unsure` (killed while sending: a person decides), `refused`,
`returned` (came back as undeliverable) or `not sent`. A row of the first five kinds keeps the same
content from going to the same appointment again; the database itself sees to that. After one that
came back nothing goes to that appointment the same way, until a person says why. What was begun
and not ended is told by `sdaid.ledger.begun`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sdaid.ledger.schema import connected, copied, to_read

Clock = Callable[[], datetime]

LIVE = ("planned", "posted", "sending", "sent", "unsure")
"""States in which the patient has the aid, will have it, or may have it."""

OPEN = ("planned", "sending", "unsure")
"""States in which a person, or the next run, has still to find out how it ended."""

DELIVERIES = ("SELECT deliveries.*, aids.batch, aids.whose FROM deliveries"
              " JOIN aids ON aids.id = aid")
"""Deliveries with the run of their aid. Those of an appointment are found by its aids, which have
an index. Ids that differ in case alone are one, as they are in a list."""


@dataclass(frozen=True)
class MadeAid:
    """One finished document of a batch: its `kind` is aid, sheet or book. `folder` is the batch's;
    `made` an ISO date, and so is `visit`, which is empty where there is none. A draft has the
    channel “draft”."""

    batch: str
    appointment: str
    content_version: str
    content: str
    templates: str
    program: str
    format: str
    paper: str
    language: str
    channel: str
    folder: str
    file: str
    sha256: str
    made: str
    visit: str = ""
    kind: str = "aid"


@dataclass(frozen=True)
class Delivery:
    """One sending of an aid. Times are ISO; `reason` is why it ended as it did. `patient` is the
    mark of whose aid it was, empty where it was not written down."""

    id: int
    appointment: str
    batch: str
    channel: str
    state: str
    again: str
    begun: str
    ended: str
    reason: str
    patient: str = ""


@dataclass(frozen=True)
class Run:
    """A print run, by its number in its folder."""

    id: int
    number: int


def patient_mark(appointment: str, patient_id: str) -> str:
    """What tells, under one appointment id, a patient from another. The patient's id itself is not
    kept."""
    told = f"{appointment} {patient_id}".casefold()
    return sha256(told.encode()).hexdigest()[:16]


class AlreadyOnItsWayError(Exception):
    """This content is on its way to this appointment, or there, already."""


class Ledger:
    """Writes to the ledger; `sdaid.ledger.answers` reads."""

    def __init__(self, connection: sqlite3.Connection, path: Path, clock: Clock) -> None:
        self.connection = connection
        self.path = path
        self.clock = clock

    def now(self) -> str:
        return self.clock().isoformat(timespec="seconds")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One change: all of it or nothing, on the disk when this returns."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def prove_writable(self) -> None:
        """`CannotGoOnError` of `open_ledger` where nothing can be written, before there is
        anything to write."""
        with self.writing():
            pass

    def enter(self, aids: Sequence[MadeAid], figures: Mapping[str, str]) -> None:
        """Note `aids` as made, and the checksum of each figure of their content. What is known
        already stays as it is; a folder that was moved is corrected."""
        with self.writing():
            for content, version in {aid.content: aid.content_version for aid in aids}.items():
                self.connection.execute("INSERT OR IGNORE INTO contents VALUES (?, ?)",
                                        (content, version))
                self.connection.executemany(
                    "INSERT OR IGNORE INTO figures VALUES (?, ?, ?)",
                    [(content, figure, sha256) for figure, sha256 in sorted(figures.items())])
            self.connection.executemany(
                "INSERT INTO aids (batch, appointment, content, templates, program, format, paper,"
                " language, channel, folder, file, sha256, made, visit, kind)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET folder = excluded.folder, file = excluded.file,"
                " visit = excluded.visit",
                [(aid.batch, aid.appointment, aid.content, aid.templates, aid.program, aid.format,
                  aid.paper, aid.language, aid.channel, aid.folder, aid.file, aid.sha256, aid.made,
                  aid.visit, aid.kind)
                 for aid in aids])

    def note_patients(self, batch: str, marks: Mapping[str, str]) -> None:
        """Note whose the aids of `batch` are: the mark of the patient, as of `patient_mark`, by
        appointment id."""
        with self.writing():
            self.connection.executemany(
                "UPDATE aids SET whose = ? WHERE batch = ? AND appointment = ? AND kind = 'aid'",
                [(mark, batch, name) for name, mark in marks.items()])

    def standing(self, appointment: str, content: str) -> list[Delivery]:
        """Deliveries of `content` to `appointment`, the oldest first."""
        rows = self.connection.execute(
            f"{DELIVERIES} WHERE aids.appointment = ? COLLATE NOCASE AND deliveries.content = ?"
            " ORDER BY deliveries.id",
            (appointment, content))
        return [_delivery(row) for row in rows]

    def open_deliveries(self, appointment: str) -> list[Delivery]:
        """Deliveries to `appointment`, of whatever content, that are not known to have ended."""
        rows = self.connection.execute(
            f"{DELIVERIES} WHERE aids.appointment = ? COLLATE NOCASE AND state IN"
            f" ({', '.join('?' for _ in OPEN)}) ORDER BY deliveries.id", (appointment, *OPEN))
        return [_delivery(row) for row in rows]

    def came_back(self, appointment: str, channel: str) -> Delivery | None:
        """The last delivery to `appointment` by `channel`, of whatever content, if it came back:
        what is wrong is the address."""
        row = self.connection.execute(
            f"{DELIVERIES} WHERE aids.appointment = ? COLLATE NOCASE AND deliveries.channel = ?"
            f" AND state IN ('returned', {', '.join('?' for _ in LIVE)})"
            " ORDER BY deliveries.id DESC", (appointment, channel, *LIVE)).fetchone()
        return _delivery(row) if row and row["state"] == "returned" else None

    # -- post ----------------------------------------------------------------------------------

    def plan_run(self, batch: str, settings: Mapping[str, str],
                 letters: Iterable[tuple[str, str]], again: str, after: int = 0) -> Run:
        """Write down a print run before it is made: `letters` are (appointment, checksum of the
        aid's file). Its number is greater than `after` and than that of any run in the folder of
        this batch, which earlier batches may have used. Raises `AlreadyOnItsWayError` if another
        run has taken one of the letters."""
        try:
            with self.writing():
                number = 1 + max(after, int(self.connection.execute(
                    "SELECT coalesce(max(number), 0) FROM runs WHERE batch IN (SELECT batch FROM"
                    " aids WHERE folder IN (SELECT folder FROM aids WHERE batch = ?))", (batch,)
                ).fetchone()[0]))
                run = self.connection.execute(
                    "INSERT INTO runs (batch, number, settings, planned) VALUES (?, ?, ?, ?)",
                    (batch, number, json.dumps(dict(settings), sort_keys=True), self.now())
                ).lastrowid
                for appointment, sha256 in letters:
                    self._begin(batch, appointment, sha256, channel="post", state="planned",
                                again=again, run=run)
        except sqlite3.IntegrityError as error:
            raise AlreadyOnItsWayError(str(error)) from error
        return Run(run or 0, number)

    def run_done(self, run: Run) -> None:
        """The files of `run` lie whole in their folder: its letters count as posted."""
        with self.writing():
            now = self.now()
            self.connection.execute("UPDATE runs SET done = ? WHERE id = ?", (now, run.id))
            self.connection.execute(
                "UPDATE deliveries SET state = 'posted', ended = ? WHERE run = ?"
                " AND state = 'planned'", (now, run.id))

    # -- e-mail --------------------------------------------------------------------------------

    def sending(self, batch: str, appointment: str, sha256: str, again: str) -> int:
        """Write down that the server is about to be given the message; returns the delivery.
        Raises `AlreadyOnItsWayError` if it went, or may have gone, before."""
        try:
            with self.writing():
                return self._begin(batch, appointment, sha256, channel="e-mail",
                                   state="sending", again=again)
        except sqlite3.IntegrityError as error:
            raise AlreadyOnItsWayError(str(error)) from error

    def refused(self, batch: str, appointment: str, sha256: str, again: str, reason: str) -> None:
        """The server refused the message for good, before it was given."""
        with self.writing():
            delivery = self._begin(batch, appointment, sha256, channel="e-mail",
                                   state="refused", again=again)
            self.connection.execute("UPDATE deliveries SET ended = begun, reason = ?"
                                    " WHERE id = ?", (reason, delivery))

    def ended(self, delivery: int, state: str, reason: str = "") -> None:
        """How a delivery ended."""
        with self.writing():
            self.connection.execute(
                "UPDATE deliveries SET state = ?, ended = ?, reason = ? WHERE id = ?",
                (state, self.now(), reason, delivery))

    # -- what a person tells -------------------------------------------------------------------

    def settle(self, appointment: str, state: str, reason: str) -> Delivery | None:
        """Note what a person knows of the last delivery to `appointment`; None if there is none
        that it can be true of. A letter that was sent counts as posted."""
        allowed = LIVE if state == "returned" else OPEN
        marks = ", ".join("?" for _ in allowed)
        with self.writing():
            row = self.connection.execute(
                f"{DELIVERIES} WHERE aids.appointment = ? COLLATE NOCASE AND state IN ({marks})"
                " ORDER BY deliveries.id DESC", (appointment, *allowed)).fetchone()
            if row is None:
                return None
            if state == "sent" and row["channel"] == "post":
                state = "posted"
            self.connection.execute(
                "UPDATE deliveries SET state = ?, ended = ?, reason = ? WHERE id = ?",
                (state, self.now(), reason, row["id"]))
        return _delivery(row)

    def _begin(self, batch: str, appointment: str, sha256: str, *, channel: str, state: str,
               again: str, run: int | None = None) -> int:
        aid = self.connection.execute(
            "SELECT id, content FROM aids WHERE batch = ? AND appointment = ? AND sha256 = ?"
            " AND kind = 'aid'",
            (batch, appointment, sha256)).fetchone()
        return int(self.connection.execute(
            "INSERT INTO deliveries (aid, appointment, content, channel, state, run, again, begun)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (aid["id"], appointment, aid["content"], channel, state, run, again, self.now())
        ).lastrowid or 0)


@contextmanager
def open_ledger(path: Path, clock: Clock, *, create: bool = True) -> Iterator[Ledger]:
    """The ledger at `path`. `CannotGoOnError` where it cannot be used."""
    with connected(path, create=create) as connection:
        yield Ledger(connection, path, clock)


@contextmanager
def read_ledger(path: Path, clock: Clock) -> Iterator[Ledger]:
    """The ledger at `path` to be read alone, be it on a disk that nobody can write.
    `CannotGoOnError` where it cannot be used."""
    with to_read(path) as connection:
        yield Ledger(connection, path, clock)


@contextmanager
def copied_ledger(path: Path, clock: Clock) -> Iterator[Ledger]:
    """A copy of the ledger at `path` in memory, to try things on; an empty one where there is
    none. `CannotGoOnError` where it cannot be read."""
    with copied(path) as connection:
        yield Ledger(connection, path, clock)


def _delivery(row: sqlite3.Row) -> Delivery:
    return Delivery(row["id"], row["appointment"], row["batch"], row["channel"], row["state"],
                    row["again"], row["begun"], row["ended"] or "", row["reason"],
                    row["whose"])
