"""The clinic's folder as the desk sees it: its own files, told by name, and none elsewhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sdaid.files import TABLES, FileKind, kind_of_file

Stamp = tuple[int, int]
"""When a file was saved, in nanoseconds, and its size: another stamp is another content."""

ODD = '<>:"|?*'
"""Letters that names of files have not on every system."""


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

    def free_name(self, wanted: str) -> str:
        """A name for a new file: the name of what was given, without anything that leads
        elsewhere; with a number where there is such a file."""
        base = Path(wanted.replace("\\", "/")).name
        base = "".join(letter for letter in base if letter.isprintable() and letter not in ODD)
        base = base.strip(" .")[-120:] or "list"
        stem, ending = Path(base).stem, Path(base).suffix
        name, number = base, 1
        while os.path.lexists(self.path / name):
            number += 1
            name = f"{stem} ({number}){ending}"
        return name

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


def _stamp(told: os.stat_result) -> Stamp:
    return told.st_mtime_ns, told.st_size
