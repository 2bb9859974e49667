"""What is no longer kept: old aids, their print runs, and what the ledger knows of them. Nothing is
removed that is not proved, by its checksum, to be what the ledger says was made there."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sdaid.batch import manifest
from sdaid.batch.folder import HOLDER, JOURNAL, LIFTED, claimed
from sdaid.ledger.keep import print_runs, sha256_of, unfinished_runs
from sdaid.ledger.ledger import Ledger
from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, problem
from sdaid.staff import mark


@dataclass(frozen=True)
class Forgotten:
    """How much of each kind is, or would be, forgotten."""

    aids: int
    deliveries: int
    files: int
    print_runs: int


@dataclass(frozen=True)
class OldRun:
    """A run (or the desk's aids of a day) of which nothing was made or sent lately: its rows, and
    what lies on the disk. `folders` go as a whole. `coming` are the appointments of `files` whose
    visit is still to come, or whose day is not known."""

    batch: str
    aids: int
    deliveries: int
    files: tuple[Path, ...]
    print_runs: tuple[Path, ...]
    folders: tuple[Path, ...]
    coming: tuple[str, ...]


@contextmanager
def old_runs(ledger: Ledger, before: date, today: date, *, dry_run: bool = False
             ) -> Iterator[list[OldRun]]:
    """Every run of which nothing was made or sent on or after `before`, its folders claimed unless
    it is a `dry_run`. Runs with an unfinished print run or an unsettled delivery are not among
    them. What a run that stays has made too, or has in the same folder, stays.

    `CannotGoOnError` where another process has one of the folders, and where one holds something
    else than the ledger says was made there.
    """
    names = _old_batches(ledger, before)
    known = _Aids(ledger).of_batch
    folders = sorted({folder for name in names for folder in known[name] if folder.is_dir()})
    with ExitStack() as claims:
        for folder in [] if dry_run else folders:
            claims.enter_context(claimed(folder))
        aids = _Aids(ledger)
        foreign = [found for folder in folders
                   for found in _foreign(folder, aids.in_folder[folder])]
        if foreign:
            raise CannotGoOnError(foreign, ExitCode.UNUSABLE)
        found: list[OldRun] = []
        going: set[str] = set()
        for name in names:
            going.add(name)
            found.append(_old_run(ledger, name, going, aids, today))
            aids.gone.update(found[-1].files)
        yield found


def forget(ledger: Ledger, old: Iterable[OldRun]) -> None:
    """Remove `old` runs, whose folders must be claimed: files, print runs, manifest, rows. A run
    that is killed here is finished by the next, as rows go last."""
    for each in old:
        for path in each.print_runs:
            shutil.rmtree(path)
        for path in each.files:
            path.unlink()
        for folder in each.folders:
            (folder / manifest.NAME).unlink(missing_ok=True)
            (folder / LIFTED).unlink(missing_ok=True)
            (folder / HOLDER).unlink(missing_ok=True)
            with suppress(OSError):  # what others have put there stays, and so does the folder
                folder.rmdir()
        _forget_rows(ledger, each.batch)


def counted_all(old: Iterable[OldRun]) -> Forgotten:
    """How much `old` runs are in all."""
    each = list(old)
    return Forgotten(sum(one.aids for one in each), sum(one.deliveries for one in each),
                     sum(len(one.files) for one in each), sum(len(one.print_runs) for one in each))


def _old_batches(ledger: Ledger, before: date) -> list[str]:
    rows = ledger.connection.execute(
        "SELECT batch FROM aids LEFT JOIN deliveries ON deliveries.aid = aids.id GROUP BY batch"
        " HAVING max(max(coalesce(ended, begun, made), made)) < ?"
        " AND NOT coalesce(max(state IN ('planned', 'sending', 'unsure')), 0)"
        " ORDER BY batch", (before.isoformat(),))
    return [row["batch"] for row in rows]


class _Aids:
    """Every aid that the ledger knows, `in_folder`, and `of_batch` by its folders. `gone` are the
    files that are forgotten already, or would be."""

    def __init__(self, ledger: Ledger) -> None:
        home = ledger.path.resolve().parent
        self.in_folder: dict[Path, list[sqlite3.Row]] = {}
        self.of_batch: dict[str, dict[Path, list[sqlite3.Row]]] = {}
        self.gone: set[Path] = set()
        for row in ledger.connection.execute("SELECT * FROM aids"):
            folder = home / row["folder"]
            self.in_folder.setdefault(folder, []).append(row)
            self.of_batch.setdefault(row["batch"], {}).setdefault(folder, []).append(row)


def _foreign(folder: Path, rows: list[sqlite3.Row]) -> list[Problem]:
    """What lies in `folder` in the place of the `rows`, which the ledger says were made there: the
    first of it, as the folder is then another ledger's."""
    known: dict[str, set[str]] = {}
    for row in rows:
        known.setdefault(row["file"], set()).add(row["sha256"])
    for name in sorted(known):
        if (folder / name).is_file() and sha256_of(folder / name) not in known[name]:
            return [_not_ours(folder / name, mark("its checksum differs"))]
    if (folder / JOURNAL).exists():
        return [_not_ours(folder, mark("a run in it was cut off"))]
    if not (folder / manifest.NAME).exists():
        return []
    made, problems = manifest.load(folder)
    if made is None:
        return problems
    aids = [ended for ended in made.appointments
            if ended.file and (folder / ended.file).is_file()]
    others = [ended for ended in aids if ended.sha256 not in known.get(ended.file, ())]
    if others:
        return [_not_ours(folder / others[0].file, mark("the ledger does not know it"))]
    unknown = made.batch not in {row["batch"] for row in rows}
    its_own = any(not ended.made_from for ended in aids)
    return [_not_ours(folder, mark("the ledger does not know its run"))] if (
        unknown and its_own) else []


def _not_ours(path: Path, why: str) -> Problem:
    return problem("forget-foreign", Place(str(path)), why=why)


def _old_run(ledger: Ledger, batch: str, going: set[str], aids: _Aids, today: date) -> OldRun:
    """What goes with `batch`. `going` are the batches that go with it or before it: a folder goes
    with the last batch that it has, a file with the last batch that made it as it is."""
    connection, folders = ledger.connection, aids.of_batch[batch]
    deliveries = connection.execute(
        "SELECT count(*) FROM deliveries JOIN aids ON aids.id = aid WHERE batch = ?", (batch,)
    ).fetchone()[0]
    kept = {(folder, row["file"], row["sha256"]) for folder in folders
            for row in aids.in_folder[folder] if row["batch"] not in going}
    its_runs = {row["number"] for row in connection.execute(
        "SELECT number FROM runs WHERE batch = ?", (batch,))}
    whole = {folder for folder in folders.keys() - {place for place, *_ in kept}
             if folder.is_dir()}
    files = {folder / row["file"]: row for folder, rows in folders.items() for row in rows
             if (path := folder / row["file"]).is_file() and path not in aids.gone
             and (folder, row["file"], row["sha256"]) not in kept
             and sha256_of(path) == row["sha256"]}
    return OldRun(
        batch, sum(row["kind"] == "aid" for rows in folders.values() for row in rows), deliveries,
        tuple(sorted(files)),
        (*(path for folder in sorted(folders) for number, path in print_runs(folder)
           if path.is_dir() and (folder in whole or number in its_runs)),
         *(path for folder in sorted(whole) for path in unfinished_runs(folder))),
        tuple(sorted(whole)),
        tuple(sorted({row["appointment"] for row in files.values() if row["kind"] != "book"
                      and (row["visit"] is None or row["visit"] >= today.isoformat())})))


def _forget_rows(ledger: Ledger, batch: str) -> None:
    with ledger.writing():
        for statement in (
                "DELETE FROM deliveries WHERE aid IN (SELECT id FROM aids WHERE batch = ?)",
                "DELETE FROM runs WHERE batch = ?", "DELETE FROM aids WHERE batch = ?"):
            ledger.connection.execute(statement, (batch,))
        ledger.connection.execute(
            "DELETE FROM figures WHERE content NOT IN (SELECT content FROM aids)")
        ledger.connection.execute(
            "DELETE FROM contents WHERE sha256 NOT IN (SELECT content FROM aids)")
    ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
