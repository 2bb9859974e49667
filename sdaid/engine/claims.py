"""Which process of a run makes which of the things that are kept, so that none are made twice."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sdaid.engine.store import Kept, Store

PATIENCE = 120.0
"""Seconds after which a process makes what another one has claimed."""


class Claims:
    """Claims on what is in the `store`, in the folder `shared` of a run; without one, everything is
    this process's."""

    def __init__(self, store: Store, shared: Path | None) -> None:
        self._store, self._shared = store, shared

    def made(self, key: str, kind: type[Kept], make: Callable[[], Kept], *, wait: bool = True
             ) -> Kept | None:
        """What the store has under `key`, or what `make` makes, which is then put there. While
        another process makes it, this one waits for it, or has None where it is not to `wait`."""
        found = self._store.get(key, kind)
        if found is None and not self._mine(key):
            if not wait:
                return None
            found = self._waited(key, kind)
        if found is None:
            found = make()
            self._store.put(key, found)
        return found

    def _mine(self, key: str) -> bool:
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

    def _waited(self, key: str, kind: type[Kept]) -> Kept | None:
        """What the process that claimed `key` made; None where it has ended without."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            lives = self._lives(key)
            found = self._store.get(key, kind)
            if found is not None or not lives:
                return found
            time.sleep(0.05)
        return None

    def _lives(self, key: str) -> bool:
        try:
            holder = int(((self._shared or Path()) / f"{key}.claim").read_text("ascii") or 0)
            if holder and sys.platform != "win32":  # signal 0 is Ctrl-C there
                os.kill(holder, 0)
        except (OSError, ValueError):
            return False
        return holder != os.getpid()  # which could not keep it, as on a full disk
