"""Where shared pages are kept between runs: in memory, and in a folder of the user. Nothing in it
can run code, and a file that was cut short is not read; see `sdaid.engine.engine`."""

from __future__ import annotations

import json
from collections import OrderedDict
from contextlib import suppress
from dataclasses import fields, is_dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

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
        self._shapes = {shape.__name__: shape for shape in shapes}
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def get(self, key: str, kind: type[Kept]) -> Kept | None:
        """What was put under `key`; None where nothing usable was."""
        if self._folder is None:
            return None
        try:
            raw = (self._folder / key).read_bytes()
            digest, body = raw[:32], raw[32:]
            if sha256(body).digest() != digest:
                return None
            size = int.from_bytes(body[:8], "big")
            found = self._plain(json.loads(body[8:8 + size]), body[8 + size:])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return found if isinstance(found, kind) else None

    def put(self, key: str, thing: object) -> None:
        """Keep `thing`, whole or not at all, whoever else does the same at the same time."""
        if self._folder is None:
            return
        with suppress(OSError):  # a full disk makes the next run slower, nothing else
            with NamedTemporaryFile(dir=self._folder, delete=False) as file:
                try:
                    file.write(self._packed(thing))
                except OSError:
                    Path(file.name).unlink(missing_ok=True)
                    raise
            Path(file.name).replace(self._folder / key)

    def _packed(self, thing: object) -> bytes:
        blobs: list[bytes] = []
        text = json.dumps(self._noted(thing, blobs)).encode()
        body = len(text).to_bytes(8, "big") + text + b"".join(blobs)
        return sha256(body).digest() + body

    def _noted(self, thing: Any, blobs: list[bytes]) -> Any:
        if isinstance(thing, bytes):
            at = sum(map(len, blobs))
            blobs.append(thing)
            return {"bytes": [at, at + len(thing)]}
        if isinstance(thing, tuple):
            return [self._noted(each, blobs) for each in thing]
        if isinstance(thing, dict):
            return {"pairs": [[self._noted(name, blobs), self._noted(each, blobs)]
                              for name, each in thing.items()]}
        if is_dataclass(thing):
            return {"shape": type(thing).__name__, "holds": [
                self._noted(getattr(thing, field.name), blobs) for field in fields(thing)]}
        return thing

    def _plain(self, noted: Any, blobs: bytes) -> Any:
        if isinstance(noted, list):
            return tuple(self._plain(each, blobs) for each in noted)
        if not isinstance(noted, dict):
            return noted
        if "bytes" in noted:
            start, stop = noted["bytes"]
            return blobs[start:stop]
        if "pairs" in noted:
            return {self._plain(name, blobs): self._plain(each, blobs)
                    for name, each in noted["pairs"]}
        return self._shapes[noted["shape"]](
            *(self._plain(each, blobs) for each in noted["holds"]))


def fingerprint(*texts: str) -> str:
    """A name for what `texts` determine."""
    digest = sha256()
    for text in texts:
        raw = text.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()[:40]


def folder_print(folder: Path) -> str:
    """The fingerprint of every file in `folder` but what Python compiled."""
    return fingerprint(*(f"{path.relative_to(folder).as_posix()} "
                         f"{sha256(path.read_bytes()).hexdigest()}"
                         for path in sorted(folder.rglob("*"))
                         if path.is_file() and path.suffix != ".pyc"))
