"""The files behind the ledger: folders of runs and print runs, and a kept aid, proved by its
checksum."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from sdaid.ledger.ledger import Ledger
from sdaid.problems import CannotGoOnError, ExitCode, Place, problem

RUN_FOLDER = "post-{}"
"""The folder of a print run within its batch's folder."""

UNFINISHED = ".unfinished"
"""Ending of the folder of a print run that is being made."""


def folder_name(folder: Path, ledger: Path) -> str:
    """How the ledger names a batch's folder: from its own place where it can, so that both may be
    moved together."""
    folder, home = folder.resolve(), ledger.resolve().parent
    return folder.relative_to(home).as_posix() if folder.is_relative_to(home) else str(folder)


def last_run(folder: Path) -> int:
    """The highest number of a print run in a batch's folder; 0 where there is none."""
    return max((number for number, _ in print_runs(folder)), default=0)


def print_runs(folder: Path) -> Iterator[tuple[int, Path]]:
    """The print runs in a batch's folder: the number and the folder of each."""
    start = RUN_FOLDER.format("")
    for path in sorted(folder.glob(f"{start}*")):
        number = path.name.removeprefix(start)
        if number.isascii() and number.isdecimal():
            yield int(number), path


def refuse_lost_ledger(ledger: Ledger, folder: Path) -> None:
    """`CannotGoOnError` where the folder of a batch holds a print run that `ledger` does not know:
    it is not the one that its letters were written into, and would let them go again. Runs of
    batches whose folder is not there any more count as known: they may have been moved here."""
    home = ledger.path.resolve().parent
    known: set[int] = set()
    for row in ledger.connection.execute(
            "SELECT DISTINCT number, folder FROM runs JOIN aids ON aids.batch = runs.batch"):
        place = (home / row["folder"]).resolve()
        if place == folder.resolve() or not place.is_dir():
            known.add(row["number"])
    lost = [path for number, path in sorted(print_runs(folder)) if number not in known]
    if lost:
        raise CannotGoOnError([problem("ledger-lost", Place(str(ledger.path)), found=lost[0])],
                              ExitCode.UNUSABLE)


def unfinished_runs(folder: Path) -> list[Path]:
    """The folders of print runs of which a kill left a part."""
    return sorted(folder.glob(RUN_FOLDER.format(f"*{UNFINISHED}")))


def kept_aid(ledger: Ledger, appointment: str, batch: str = "") -> Path:
    """The newest aid of `appointment` (of `batch`), its checksum proved. `CannotGoOnError` where
    there is none, its folder is missing, or its file is not what was made."""
    rows = ledger.connection.execute(
        "SELECT * FROM aids WHERE appointment = ? COLLATE NOCASE AND (? = '' OR batch = ?)"
        " AND channel != 'draft' AND kind = 'aid' ORDER BY id DESC",
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
