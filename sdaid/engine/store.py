"""What is kept between runs, in a folder of the user, and which process of a run makes what of it.
Nothing there can run code, and a file that was cut short is not read; see `sdaid.engine.engine`."""

from __future__ import annotations

import os
import pickle
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from pickle import UnpicklingError
from tempfile import NamedTemporaryFile
from typing import TypeVar

Kept = TypeVar("Kept")

PATIENCE = 120.0
"""Seconds after which a process makes what another one has claimed."""


class Store:
    """Things of the types `shapes`, by key, in `folder`; None where there is none. The processes of
    a run claim in the folder `shared` what they make; without one, everything is this process's."""

    def __init__(self, folder: Path | None, shared: Path | None, shapes: tuple[type, ...]) -> None:
        self._folder, self._shared = folder, shared if folder else None
        self._shapes = {(shape.__module__, shape.__name__): shape for shape in shapes}
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def made(self, key: str, kind: type[Kept], make: Callable[[], Kept], *, wait: bool = True
             ) -> Kept | None:
        """What is kept under `key`, or what `make` makes, which is then kept. While another process
        makes it, this one waits for it, or has None where it is not to `wait`."""
        found = self._get(key, kind)
        if found is None and not self._mine(key):
            if not wait:
                return None
            found = self._waited(key, kind)
        if found is None:
            found = make()
            self._keep(key, found)
        return found

    def _get(self, key: str, kind: type[Kept]) -> Kept | None:
        """What is kept under `key`; None where nothing usable is."""
        if self._folder is None:
            return None
        try:
            raw = (self._folder / key).read_bytes()
            digest, body = raw[:32], raw[32:]
            found = _Reader(body, self._shapes).load() if sha256(body).digest() == digest else None
        except (OSError, UnpicklingError):
            return None
        return found if isinstance(found, kind) else None

    def _keep(self, key: str, thing: object) -> None:
        """Keep `thing`, whole or not at all, whoever else does the same at the same time."""
        if self._folder is None:
            return
        body = pickle.dumps(thing)
        with suppress(OSError):  # a full disk makes the next run slower, nothing else
            with NamedTemporaryFile(dir=self._folder, delete=False) as file:
                try:
                    file.write(sha256(body).digest() + body)
                except OSError:
                    Path(file.name).unlink(missing_ok=True)
                    raise
            Path(file.name).replace(self._folder / key)

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
            found = self._get(key, kind)
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


class _Reader(pickle.Unpickler):
    """Reads things of the types `shapes`, and nothing that could run code."""

    def __init__(self, body: bytes, shapes: dict[tuple[str, str], type]) -> None:
        super().__init__(BytesIO(body))
        self._shapes = shapes

    def find_class(self, module: str, name: str) -> type:
        """The type of that name. `UnpicklingError` where it is none of ours."""
        if (module, name) not in self._shapes:
            raise UnpicklingError(f"{module}.{name} is kept by nobody")
        return self._shapes[module, name]
