"""Holds that a person has lifted, kept in the run's folder. A lift is of one appointment, of one
hold, and of the cells that the person saw: a row that has changed since is held again. The file has
ids, codes and keyed fingerprints, and what the person said; no cell of the list."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from sdaid.appointments.columns import Appointment, PartlyRead
from sdaid.batch.folder import LIFTED, write_whole
from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, problem
from sdaid.staff import mark

SECOND, BLANK, NEAR, STATUS = (
    "held-second-visit", "held-blank-reason", "reason-near-one", "status-unknown")
LIFTABLE = (SECOND, BLANK, NEAR, STATUS)
"""The codes of what a person may lift. Who is dead, has opted out or cancelled, whose page it is,
and what a doubtful cell says, nobody lifts: that is mended in the list."""

SCHEMA = 1
MOST = 20_000_000  # bytes of the file; a hundred thousand lifts are fewer


@dataclass(frozen=True, slots=True)
class Lift:
    """One hold that was lifted: of the appointment `id`, the code of the `hold`, `by` whom,
    `because` of what, `on` which moment (ISO), and the seal of the `cells`, which a manifest does
    not tell."""

    id: str
    hold: str
    by: str
    because: str
    on: str
    cells: str = ""

    def as_told(self) -> dict[str, str]:
        """The lift as a manifest tells it."""
        return {name: said for name, said in asdict(self).items() if name != "cells"}


def lift_from(read: dict[str, Any]) -> Lift:
    """The lift that JSON holds. Raises TypeError or ValueError where it is something else."""
    made = Lift(**read)
    if not all(isinstance(getattr(made, each.name), str) for each in fields(made)):
        raise TypeError("a field is no text")
    if made.hold not in LIFTABLE:
        raise ValueError(f"“{made.hold}” is no hold that a person may lift")
    return made


@dataclass(frozen=True)
class Lifts:
    """The lifts of a run's folder, with the key of their seals. `asked` are appointments that are
    about to be lifted."""

    key: str = ""
    every: tuple[Lift, ...] = ()
    asked: frozenset[str] = frozenset()

    @cached_property
    def known(self) -> dict[tuple[str, str], Lift]:
        """The lifts by appointment and hold."""
        return {(each.id, each.hold): each for each in self.every}

    @cached_property
    def _concerned(self) -> frozenset[str]:
        return self.asked | {each.id for each in self.every}

    def concern(self, appointment: str) -> bool:
        """Whether there is a lift of this appointment, or is about to be one."""
        return appointment in self._concerned

    def seal(self, row: str, hold: str, beside: str = "") -> str:
        """What stands for the row that said `row`, and what its hold names `beside` it."""
        told = json.dumps([row, hold, beside]).encode("utf-8", "surrogatepass")
        return hmac.new(bytes.fromhex(self.key), told, sha256).hexdigest()

    def with_new(self, new: Iterable[Lift]) -> Lifts:
        """These and the `new`, which take the place of those of the same hold."""
        known = dict(self.known)
        for each in new:
            known.pop((each.id, each.hold), None)
            known[each.id, each.hold] = each
        return replace(self, every=tuple(known.values()))

    def without(self, appointments: Iterable[str]) -> Lifts:
        """Those of all other appointments."""
        gone = set(appointments)
        return replace(self, every=tuple(each for each in self.every if each.id not in gone))


NO_LIFTS = Lifts()


def row_text(visit: Appointment | PartlyRead, problems: Iterable[Problem]) -> str:
    """All that a row says, wherever it stands: what could be read, and what is told of the rest."""
    said = visit.model_dump(mode="json", exclude={"origin"}, exclude_defaults=True)
    told = sorted([each.code, *sorted(map(list, each.words))] for each in problems)
    return json.dumps([said, told], sort_keys=True)


def read_lifts(folder: Path) -> Lifts:
    """The lifts in a run's `folder`; where there are none, none, with a new key. `CannotGoOnError`
    where they cannot be read."""
    path = folder / LIFTED
    try:
        if path.is_symlink():
            raise _damaged(path, "it is a link")
        if path.stat().st_size > MOST:
            raise _damaged(path, "it is far too large")
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Lifts(secrets.token_hex(32))
    except UnicodeDecodeError as error:
        raise _damaged(path, mark("it is not UTF-8")) from error
    except OSError as error:
        raise _damaged(path, str(error.strerror or error)) from error
    try:
        return _understood(json.loads(text))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        why = mark("it is not JSON") if isinstance(
            error, json.JSONDecodeError | RecursionError) else f"{type(error).__name__}: {error}"
        raise _damaged(path, why) from error


def _understood(read: Any) -> Lifts:
    if not isinstance(read, dict) or read.get("schema") != SCHEMA:
        raise ValueError("it has another form")
    key, every = read["key"], tuple(lift_from(each) for each in read["lifted"])
    if not isinstance(key, str) or len(bytes.fromhex(key)) < 16:
        raise ValueError("its key is too short")
    if not all(each.cells for each in every):
        raise ValueError("a seal is missing")
    return Lifts(key, every)


def write_lifts(folder: Path, lifts: Lifts) -> None:
    """Write `lifts` into the run's `folder`, which must be claimed: all of them or, where the
    process is killed, those of before. `CannotGoOnError` where the disk refuses."""
    lines = ",\n  ".join(json.dumps(asdict(each)) for each in lifts.every)
    write_whole(folder / LIFTED, (
        f'{{\n "schema": {SCHEMA},\n "key": "{lifts.key}",\n "lifted": [\n  {lines}\n ]\n}}\n'
    ).encode())


def _damaged(path: Path, why: str) -> CannotGoOnError:
    return CannotGoOnError([problem("lifts-damaged", Place(str(path)), why=why)],
                           ExitCode.UNUSABLE)


class Lifting:
    """Takes the rows of a list that `lifts` concern, by their number, then tells which holds of
    them are lifted."""

    def __init__(self, lifts: Lifts) -> None:
        self.lifts = lifts
        self._rows: dict[int, tuple[str, str]] = {}
        self._beside: dict[tuple[int, str], str] = {}

    def note(self, number: int, visit: Appointment | PartlyRead, problems: Iterable[Problem]
             ) -> bool:
        """Take the next row in, as it was read; whether lifts concern it."""
        if not self.lifts.concern(visit.id):
            return False
        self._rows[number] = visit.id, row_text(visit, problems)
        return True

    def beside(self, number: int, hold: str, told: str) -> None:
        """Take in what a hold of this row hangs on that does not stand in the row."""
        if number in self._rows:
            self._beside[number, hold] = told

    def noted(self) -> Iterable[int]:
        """The rows that lifts concern."""
        return self._rows

    def said(self, number: int) -> dict[str, Any]:
        """What could be read of this row, by field."""
        said: dict[str, Any] = json.loads(self._rows[number][1])[0]
        return said

    def seal(self, number: int, hold: str) -> str:
        """The seal of a hold of this row as it is now."""
        return self.lifts.seal(self._rows[number][1], hold, self._beside.get((number, hold), ""))

    def lifted(self, number: int, hold: str) -> Lift | None:
        """The lift of this hold, if there is one and the row is still what it was."""
        found = self.lapsed(number, hold)
        return found if found and hmac.compare_digest(found.cells, self.seal(number, hold)) else \
            None

    def lapsed(self, number: int, hold: str) -> Lift | None:
        """The lift of this hold, be it of a row that has changed since."""
        told = self._rows.get(number)
        return self.lifts.known.get((told[0], hold)) if told else None
