"""The clinic's folder as the desk sees it: its own files, told by name, and none elsewhere."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sdaid.files import DEVICES, TABLES, FileKind, kind_of_file

Stamp = tuple[int, int]
"""When a file was saved, in nanoseconds, and its size: another stamp is another content."""

ODD = '<>:"|?*'
"""Letters that names of files have not on every system."""

HALF, PART, LONG_AGO = ".incoming-", ".part", 3600
"""How the names of files begin and end that are coming in, and after how many seconds none is."""


@dataclass(frozen=True)
class Found:
    """A file of the folder."""

    name: str
    kind: FileKind
    stamp: Stamp

    @property
    def saved(self) -> datetime:
        """When it was saved, by this machine's clock."""
        return datetime.fromtimestamp(self.stamp[0] / 1e9).astimezone()


class Folder:
    """The folder at `path`. A link counts as no file, for it may lead out of the folder."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._kinds: dict[tuple[str, Stamp], FileKind] = {}

    def files(self) -> list[Found]:
        """Its workbooks, lists and profiles, the newest first."""
        found = []
        for name, told in self._stats():
            key = (name, _stamp(told))
            if key not in self._kinds:
                self._kinds[key] = kind_of_file(self.path / name)
            found.append(Found(name, self._kinds[key], key[1]))
        return sorted((each for each in found if each.kind != "other"),
                      key=lambda each: (-each.stamp[0], each.name))

    def of_kind(self, kind: FileKind) -> list[Found]:
        return [each for each in self.files() if each.kind == kind]

    def file(self, name: str) -> Path | None:
        """The path of one of its files; None for anything that is not in it, or is a link."""
        path = self.path / name
        if Path(name).name != name or self.stamp(name) is None:
            return None
        return path

    def stamp(self, name: str) -> Stamp | None:
        """The stamp of a file; None where it is gone, or is no file."""
        try:
            told = os.lstat(self.path / name)
        except (OSError, ValueError):
            return None
        return _stamp(told) if stat.S_ISREG(told.st_mode) else None

    def keep(self, wanted: str, content: BinaryIO) -> str:
        """Keep a new file, whole or not at all, for its owner alone; its name, as `own_name` makes
        it, with a number where there is such a file. OSError where it cannot be written."""
        self._sweep()
        half = self.path / f"{HALF}{secrets.token_hex(8)}{PART}"
        how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            with os.fdopen(os.open(half, how, 0o600), "wb") as file:
                shutil.copyfileobj(content, file)
            name = self._taken_name(own_name(wanted))
            half.replace(self.path / name)
        finally:
            half.unlink(missing_ok=True)
        return name

    def _taken_name(self, name: str) -> str:
        """A name that no file had, and that nobody else can take now: an empty file has it."""
        base, number = Path(name), 1
        while True:
            try:
                os.close(os.open(self.path / name, os.O_CREAT | os.O_EXCL, 0o600))
            except FileExistsError:
                number += 1
                name = f"{base.stem} ({number}){base.suffix}"
            else:
                return name

    def _sweep(self) -> None:
        """Remove what a desk that was killed has left of a file that came in."""
        for half in self.path.glob(f"{HALF}*{PART}"):
            with suppress(OSError):
                if half.stat().st_mtime < time.time() - LONG_AGO:
                    half.unlink()

    def _stats(self) -> Iterator[tuple[str, os.stat_result]]:
        with os.scandir(self.path) as entries:
            for entry in entries:
                if entry.name.startswith((".", "~$")) or entry.is_symlink() or (
                        Path(entry.name).suffix.lower() not in TABLES):
                    continue
                try:
                    told = entry.stat(follow_symlinks=False)
                except OSError:
                    continue  # it was removed at this moment
                if stat.S_ISREG(told.st_mode):
                    yield entry.name, told


def own_name(wanted: str) -> str:
    """The name of what was given, without anything that leads elsewhere or hides it."""
    base = Path(wanted.replace("\\", "/")).name
    base = "".join(letter for letter in base if letter.isprintable() and letter not in ODD)
    name = base.strip(" .")[-120:] or "list"
    return f"list-{name}" if DEVICES.fullmatch(name) else name


def _stamp(told: os.stat_result) -> Stamp:
    return told.st_mtime_ns, told.st_size
