"""Where shared pages are kept between runs: in memory, and in a folder of the user. Nothing in it
can run code, and a file that was cut short is not read; see `sdaid.engine.engine`."""

from __future__ import annotations

import os
import pickle
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from pickle import UnpicklingError
from tempfile import NamedTemporaryFile
from typing import TypeVar

Key = TypeVar("Key")
Kept = TypeVar("Kept")


class Latest(OrderedDict[Key, Kept]):
    """The `most` things that were put in or asked for last."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __getitem__(self, key: Key) -> Kept:
        self.move_to_end(key)
        return super().__getitem__(key)

    def __setitem__(self, key: Key, thing: Kept) -> None:
        super().__setitem__(key, thing)
        self.move_to_end(key)
        if len(self) > self._most:
            del self[next(iter(self))]


class Store:
    """Things of the types `shapes`, by key, in `folder`; None where there is none."""

    def __init__(self, folder: Path | None, shapes: tuple[type, ...]) -> None:
        self._folder = folder
        self._shapes = {(shape.__module__, shape.__name__): shape for shape in shapes}
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def get(self, key: str, kind: type[Kept]) -> Kept | None:
        """What was put under `key`; None where nothing usable was."""
        if self._folder is None:
            return None
        try:
            raw = (self._folder / key).read_bytes()
            digest, body = raw[:32], raw[32:]
            found = _Reader(body, self._shapes).load() if sha256(body).digest() == digest else None
        except (OSError, UnpicklingError):
            return None
        return found if isinstance(found, kind) else None

    def put(self, key: str, thing: object) -> None:
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


class _Reader(pickle.Unpickler):
    """Reads things of the types `shapes`, and nothing that could run code."""

    def __init__(self, body: bytes, shapes: Mapping[tuple[str, str], type]) -> None:
        super().__init__(BytesIO(body))
        self._shapes = shapes

    def find_class(self, module: str, name: str) -> type:
        """The type of that name. `UnpicklingError` where it is none of ours."""
        try:
            return self._shapes[module, name]
        except KeyError:
            raise UnpicklingError(f"{module}.{name} is kept by nobody") from None


def fingerprint(*texts: str) -> str:
    """A name for what `texts` determine."""
    digest = sha256()
    for text in texts:
        raw = text.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()[:40]


def folder_print(folder: Path) -> str:
    """The fingerprint of every file in `folder` but what Python compiled."""
    return fingerprint(*(f"{os.path.relpath(base, folder)} {name} "
                         f"{sha256(Path(base, name).read_bytes()).hexdigest()}"
                         for base, _, names in sorted(os.walk(folder)) for name in sorted(names)
                         if not name.endswith(".pyc")))
