"""The files behind the ledger: a kept aid proved by its checksum, and what is no longer kept."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import file_digest
from pathlib import Path

from sdaid.batch import manifest
from sdaid.ledger.ledger import Ledger
from sdaid.problems import CannotGoOnError, ExitCode, Place, problem

RUN_FOLDER = "post-{}"
"""The folder of a print run within its batch's folder."""


def folder_name(folder: Path, ledger: Path) -> str:
    """How the ledger names a batch's folder: from its own place where it can, so that both may be
    moved together."""
    folder, home = folder.resolve(), ledger.resolve().parent
    return folder.relative_to(home).as_posix() if folder.is_relative_to(home) else str(folder)


def last_run(folder: Path) -> int:
    """The highest number of a print run in a batch's folder; 0 where there is none."""
    start = RUN_FOLDER.format("")
    numbers = [path.name.removeprefix(start) for path in folder.glob(f"{start}*")]
    return max((int(each) for each in numbers if each.isdecimal()), default=0)


def kept_aid(ledger: Ledger, appointment: str, batch: str = "") -> Path:
    """The newest aid of `appointment` (of `batch`), its checksum proved. `CannotGoOnError` where
    there is none, its folder is missing, or its file is not what was made."""
    rows = ledger.connection.execute(
        "SELECT * FROM aids WHERE appointment = ? AND (? = '' OR batch = ?) ORDER BY id DESC",
        (appointment, batch, batch)).fetchall()
    if not rows:
        raise CannotGoOnError([problem("aid-unknown", found=appointment)], ExitCode.USAGE)
    row = rows[0]
    folder = ledger.path.resolve().parent / str(row["folder"])
    path = folder / str(row["file"])
    if not folder.is_dir():
        raise CannotGoOnError([problem("batch-folder-missing", Place(str(folder)),
                                       found=row["batch"])], ExitCode.UNUSABLE)
    if not path.is_file():
        raise CannotGoOnError([problem("file-missing", Place(str(path)))], ExitCode.UNUSABLE)
    # A folder that went back to earlier content holds the aid that it held then.
    if sha256_of(path) not in {each["sha256"] for each in rows
                               if (each["folder"], each["file"]) == (row["folder"], row["file"])}:
        raise CannotGoOnError([problem("file-changed", Place(str(path)))], ExitCode.UNUSABLE)
    return path


def sha256_of(path: Path) -> str:
    """The checksum of the file at `path`. Raises OSError."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True)
class Forgotten:
    """How much of each kind is, or would be, forgotten."""

    aids: int
    deliveries: int
    files: int
    print_runs: int


def forget(ledger: Ledger, before: date, *, dry_run: bool) -> Forgotten:
    """Remove the aids of every batch of which nothing was made or sent on or after `before`:
    files, print runs, manifest, rows. Where a batch that stays has the same folder, its files
    stay. A run that is killed here is finished by the next, as rows go last. Batches with an
    unfinished print run or an unsettled delivery stay."""
    gone = Forgotten(0, 0, 0, 0)
    old = _old_batches(ledger, before)
    for number, batch in enumerate(old):
        found = _forget_batch(ledger, batch, old[:number], dry_run=dry_run)
        gone = Forgotten(*(a + b for a, b in zip(_counts(gone), _counts(found), strict=True)))
    return gone


def _old_batches(ledger: Ledger, before: date) -> list[str]:
    rows = ledger.connection.execute(
        "SELECT batch FROM aids LEFT JOIN deliveries ON deliveries.aid = aids.id GROUP BY batch"
        " HAVING max(max(coalesce(ended, begun, made), made)) < ?"
        " AND NOT coalesce(max(state IN ('planned', 'sending', 'unsure')), 0)"
        " ORDER BY batch", (before.isoformat(),))
    return [row["batch"] for row in rows]


def _forget_batch(ledger: Ledger, batch: str, done: Sequence[str], *, dry_run: bool) -> Forgotten:
    """`done` are the batches that are, or would be, forgotten already: a folder goes with its last
    batch."""
    connection, home = ledger.connection, ledger.path.resolve().parent
    aids = connection.execute("SELECT * FROM aids WHERE batch = ?", (batch,)).fetchall()
    deliveries = connection.execute(
        "SELECT count(*) FROM deliveries JOIN aids ON aids.id = aid WHERE batch = ?", (batch,)
    ).fetchone()[0]
    kept = {home / row["folder"] for row in connection.execute(
        "SELECT DISTINCT folder, batch FROM aids") if row["batch"] not in {batch, *done}}
    its_runs = {RUN_FOLDER.format(row["number"]) for row in connection.execute(
        "SELECT number FROM runs WHERE batch = ?", (batch,))}
    every = {home / row["folder"] for row in aids}
    folders = every - kept
    files = [path for path in {home / row["folder"] / row["file"] for row in aids}
             if path.parent in folders and path.is_file()]
    runs = [path for folder in every for path in folder.glob(RUN_FOLDER.format("*"))
            if path.is_dir() and (folder in folders or path.name in its_runs)]
    if not dry_run:
        for path in runs:
            shutil.rmtree(path)
        for path in files:
            path.unlink()
        for folder in folders:
            (folder / manifest.NAME).unlink(missing_ok=True)
            with suppress(OSError):  # what others have put there stays, and so does the folder
                folder.rmdir()
        with ledger.writing():
            connection.execute("DELETE FROM deliveries WHERE aid IN (SELECT id FROM aids WHERE"
                               " batch = ?)", (batch,))
            connection.execute("DELETE FROM runs WHERE batch = ?", (batch,))
            connection.execute("DELETE FROM aids WHERE batch = ?", (batch,))
            connection.execute("DELETE FROM figures WHERE content NOT IN (SELECT content FROM"
                               " aids)")
            connection.execute("DELETE FROM contents WHERE sha256 NOT IN (SELECT content FROM"
                               " aids)")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Forgotten(len(aids), deliveries, len(files), len(runs))


def _counts(gone: Forgotten) -> tuple[int, int, int, int]:
    return gone.aids, gone.deliveries, gone.files, gone.print_runs
