"""The folder that a run writes into: one run at a time, every file whole or not there."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sdaid.problems import CannotGoOnError, ExitCode, Place, problem

PART = ".part"
"""Ending of a file that is being written; left behind only by a run that was killed."""

HOLDER = f".holder{PART}"
"""Tells who writes into the folder."""

WORKPLACE = f".workplace{PART}"
"""A folder in it, for what the processes of a run find out for one another."""

FINISHED, JOURNAL = "manifest.json", ".journal"
"""What makes a folder that of a run, finished or not."""

LIFTED = "lifted.json"
"""Tells which holds a person has lifted; it may be there before the first run."""

OURS = re.compile(r"\.(holder|\.journal|manifest\.json|lifted\.json)\.part")
AIDS = re.compile(rf"{OURS.pattern}|\.[A-Za-z0-9][A-Za-z0-9._-]*\.pdf\.part")
"""The names of halves that this program writes, without and with those of PDFs."""


@contextmanager
def claimed(folder: Path) -> Iterator[Path]:
    """`folder`, made if need be, for this run alone. `CannotGoOnError` where it cannot be written,
    another run has it, or it is a link to elsewhere. What a killed run left half-written is
    removed."""
    for each in (folder, folder / FINISHED, folder / JOURNAL, folder / HOLDER, folder / LIFTED):
        if each.is_symlink():
            found = problem("run-linked", Place(str(each)))
            raise CannotGoOnError([found], ExitCode.CANNOT_WRITE)
    make_folder(folder)
    with _lock(folder):
        holder = folder / HOLDER
        try:
            _clear(folder)
            holder.touch(mode=0o600)
            holder.write_text(json.dumps({"process": os.getpid(), "machine": platform.node()}),
                              encoding="utf-8")
        except OSError as error:
            raise cannot_write(folder, error) from error
        try:
            yield folder
        finally:
            with suppress(OSError):
                holder.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make `folder`, for its owner alone, if need be. `CannotGoOnError` where nothing can be
    written into it."""
    try:
        for each in (*reversed(folder.absolute().parents), folder):
            each.mkdir(exist_ok=True, mode=0o700)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(13, "no right to write")
    except OSError as error:
        raise cannot_write(folder, error) from error


def is_run(folder: Path) -> bool:
    """Whether a run has written into `folder`, finished or not."""
    return any(os.path.lexists(folder / name) for name in (FINISHED, JOURNAL))


def refuse_place(path: Path) -> None:
    """`CannotGoOnError` where the one file that a call makes would take another's place, or lie in
    the folder of a list's run."""
    if is_run(path.parent):
        raise CannotGoOnError([problem("folder-of-run", Place(str(path.parent)))],
                              ExitCode.CANNOT_WRITE)
    if os.path.lexists(path):
        raise CannotGoOnError([problem("aid-exists", Place(str(path)))], ExitCode.CANNOT_WRITE)


def _clear(folder: Path) -> None:
    """Remove what a killed run left half-written, and nobody else's files."""
    halves = AIDS if is_run(folder) else OURS
    _remove_workplace(folder)
    for half in folder.glob(f".*{PART}"):
        if halves.fullmatch(half.name) and not half.is_dir():
            half.unlink()


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A folder within the run's `folder`, for its processes alone, that ends with the run."""
    place = folder / WORKPLACE
    try:
        _remove_workplace(folder)
        place.mkdir(mode=0o700)
    except OSError as error:
        raise cannot_write(place, error) from error
    try:
        yield place.absolute()
    finally:
        with suppress(OSError):
            _remove_workplace(folder)


def _remove_workplace(folder: Path) -> None:
    place = folder / WORKPLACE
    if place.is_symlink():
        place.unlink()
    elif place.is_dir():
        shutil.rmtree(place)


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write `content` to `path` so that a reader sees all of it or nothing, for its owner alone.
    `CannotGoOnError` where the disk refuses."""
    half = path.with_name(f".{path.name}{PART}")
    how = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(half, how | getattr(os, "O_BINARY", 0), 0o600), "wb") as file:
            for piece in [content] if isinstance(content, bytes) else content:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except BaseException as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise cannot_write(path, error) from error
        raise


def cannot_write(path: Path, error: OSError) -> CannotGoOnError:
    found = problem("cannot-write", Place(str(path)), why=error.strerror or error)
    return CannotGoOnError([found], ExitCode.CANNOT_WRITE)


def sync(folder: Path) -> None:
    """Make the names of new files as lasting as their content, where the system can."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def in_use(folder: Path) -> bool:
    """Whether another process has claimed `folder` at this moment, or that cannot be found out."""
    try:
        with _lock(folder):
            return False
    except FileNotFoundError:
        return False
    except (OSError, CannotGoOnError):
        return True


def _in_use(folder: Path) -> CannotGoOnError:
    who = ""
    with suppress(OSError, ValueError, TypeError, KeyError):
        told = json.loads((folder / HOLDER).read_text(encoding="utf-8"))
        who = f" (process {told['process']} on {told['machine']})"
    found = problem("folder-in-use", Place(str(folder)), who=who)
    return CannotGoOnError([found], ExitCode.CANNOT_WRITE)


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def _lock(folder: Path) -> Iterator[None]:
        path = folder / f".lock{PART}"
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            os.close(file)
            raise _in_use(folder) from error
        try:
            yield
        finally:
            os.close(file)
            with suppress(OSError):
                path.unlink()
else:
    import fcntl

    @contextmanager
    def _lock(folder: Path) -> Iterator[None]:
        """A lock on the folder itself, which the system takes back when the run ends or dies."""
        file = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(file)
            raise _in_use(folder) from error
        try:
            yield
        finally:
            os.close(file)
