"""What is no longer kept: old aids, their print runs, and what the ledger knows of them. Nothing is
removed that is not proved, by its checksum, to be what the ledger says was made there."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sdaid.batch import manifest
from sdaid.batch.folder import HOLDER, JOURNAL, claimed
from sdaid.ledger.keep import print_runs, sha256_of, unfinished_runs
from sdaid.ledger.ledger import Ledger
from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, problem


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
    folders = sorted({folder for name in names for folder in _folders(ledger, name)
                      if folder.is_dir()})
    with _all_claimed([] if dry_run else folders):
        foreign = [found for folder in folders for found in _foreign(ledger, folder)]
        if foreign:
            raise CannotGoOnError(foreign, ExitCode.UNUSABLE)
        found: list[OldRun] = []
        for number, name in enumerate(names):
            found.append(_old_run(ledger, name, set(names[:number + 1]), found, today))
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


def _home(ledger: Ledger) -> Path:
    return ledger.path.resolve().parent


def _folders(ledger: Ledger, batch: str) -> set[Path]:
    rows = ledger.connection.execute("SELECT DISTINCT folder FROM aids WHERE batch = ?", (batch,))
    return {_home(ledger) / row["folder"] for row in rows}


@contextmanager
def _all_claimed(folders: list[Path]) -> Iterator[None]:
    if not folders:
        yield
        return
    with claimed(folders[0]), _all_claimed(folders[1:]):
        yield


def _foreign(ledger: Ledger, folder: Path) -> list[Problem]:
    """What lies in `folder` in the place of what the ledger says was made there: the first of it,
    as the folder is then another ledger's."""
    known: dict[str, set[str]] = {}
    rows = _rows_of(ledger, folder)
    for row in rows:
        known.setdefault(row["file"], set()).add(row["sha256"])
    for name in sorted(known):
        if (folder / name).is_file() and sha256_of(folder / name) not in known[name]:
            return [_not_ours(folder / name, "its checksum differs")]
    if (folder / JOURNAL).exists():
        return [_not_ours(folder, "a run in it was cut off")]
    if not (folder / manifest.NAME).exists():
        return []
    made, problems = manifest.load(folder)
    if made is None:
        return problems
    aids = [ended for ended in made.appointments
            if ended.file and (folder / ended.file).is_file()]
    others = [ended for ended in aids if ended.sha256 not in known.get(ended.file, ())]
    if others:
        return [_not_ours(folder / others[0].file, "the ledger does not know it")]
    unknown = made.batch not in {row["batch"] for row in rows}
    its_own = any(not ended.made_from for ended in aids)
    return [_not_ours(folder, "the ledger does not know its run")] if unknown and its_own else []


def _not_ours(path: Path, why: str) -> Problem:
    return problem("forget-foreign", Place(str(path)), why=why)


def _rows_of(ledger: Ledger, folder: Path) -> list[sqlite3.Row]:
    """The aids that lie in `folder`."""
    return [row for row in ledger.connection.execute("SELECT * FROM aids")
            if _home(ledger) / row["folder"] == folder]


def _old_run(ledger: Ledger, batch: str, going: set[str], before: list[OldRun], today: date
             ) -> OldRun:
    """What goes with `batch`. `going` are the batches that go with it or before it: a folder goes
    with the last batch that it has, a file with the last batch that made it as it is."""
    connection, home = ledger.connection, _home(ledger)
    aids = connection.execute("SELECT * FROM aids WHERE batch = ?", (batch,)).fetchall()
    deliveries = connection.execute(
        "SELECT count(*) FROM deliveries JOIN aids ON aids.id = aid WHERE batch = ?", (batch,)
    ).fetchone()[0]
    staying = [row for row in connection.execute("SELECT batch, folder, file, sha256 FROM aids")
               if row["batch"] not in going]
    kept_folders = {home / row["folder"] for row in staying}
    kept = {(home / row["folder"] / row["file"], row["sha256"]) for row in staying}
    its_runs = {row["number"] for row in connection.execute(
        "SELECT number FROM runs WHERE batch = ?", (batch,))}
    folders = {home / row["folder"] for row in aids}
    whole = {folder for folder in folders - kept_folders if folder.is_dir()}
    gone = {path for each in before for path in each.files}
    files = {path: row for row in aids if (path := home / row["folder"] / row["file"]).is_file()
             and path not in gone and (path, row["sha256"]) not in kept
             and sha256_of(path) == row["sha256"]}
    return OldRun(
        batch, sum(row["kind"] == "aid" for row in aids), deliveries, tuple(sorted(files)),
        (*(path for folder in sorted(folders) for number, path in print_runs(folder)
           if path.is_dir() and (folder in whole or number in its_runs)),
         *(path for folder in sorted(whole) for path in unfinished_runs(folder))),
        tuple(sorted(whole)),
        tuple(sorted({row["appointment"] for row in files.values()
                      if row["visit"] is None or row["visit"] >= today.isoformat()})))


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
