"""Which process of a run makes which shared pages, so that none are made twice."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Found = TypeVar("Found")

PATIENCE = 120.0
"""Seconds after which a process makes what another one has claimed."""


class Claims:
    """Claims in the folder `shared` of a run; without one, everything is this process's."""

    def __init__(self, shared: Path | None) -> None:
        self._shared = shared

    def mine(self, key: str) -> bool:
        """Whether this process is the first to claim `key`."""
        if self._shared is None:
            return True
        try:
            with (self._shared / f"{key}.claim").open("x", encoding="ascii") as file:
                file.write(str(os.getpid()))
        except FileExistsError:
            return False
        except OSError:  # a folder that has gone, on another machine of a cluster
            return True
        return True

    def waited(self, key: str, look: Callable[[], Found | None]) -> Found | None:
        """What the process that claimed `key` made; None where it has ended without."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            lives = self._lives(key)
            found = look()
            if found is not None or not lives:
                return found
            time.sleep(0.05)
        return None

    def _lives(self, key: str) -> bool:
        try:
            told = ((self._shared or Path()) / f"{key}.claim").read_text("ascii")
            if sys.platform == "win32":  # signal 0 is Ctrl-C there: wait as long as PATIENCE
                return True
            os.kill(int(told or os.getpid()), 0)
        except (OSError, ValueError):
            return False
        return True
