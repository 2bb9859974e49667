"""Names for what a page links to, that tell nobody anything: they stand in addresses, and are
worth nothing in another session."""

from __future__ import annotations

import secrets
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class Handles(Generic[Thing]):
    """A handle for each thing that was given one."""

    def __init__(self) -> None:
        self._handles: dict[Thing, str] = {}
        self._things: dict[str, Thing] = {}
        self._lock = Lock()

    def of(self, thing: Thing) -> str:
        """The handle of `thing`, always the same."""
        with self._lock:
            if thing not in self._handles:
                handle = secrets.token_hex(6)
                self._handles[thing], self._things[handle] = handle, thing
            return self._handles[thing]

    def thing(self, handle: str) -> Thing | None:
        """What has this handle; None where nothing has."""
        return self._things.get(handle)

    def drop(self, thing: Thing) -> None:
        """From now on the handle of `thing` leads nowhere."""
        with self._lock:
            self._things.pop(self._handles.pop(thing, ""), None)

    def forget(self) -> None:
        """From now on no handle leads anywhere."""
        with self._lock:
            self._handles.clear()
            self._things.clear()
