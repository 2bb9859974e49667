"""Who is let in: one browser, which knew the word that was told to it once."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from threading import Lock

HOSTS = ("127.0.0.1", "[::1]", "localhost")
"""The names under which this machine calls itself."""

FROM_HERE = ("same-origin", "none")
"""What a browser says of a request that its own page, or the person, began (Sec-Fetch-Site)."""


@dataclass
class Door:
    """The door of one server at `port`. `place` begins every path: it is in the cookie's Path, so
    that a browser never shows the cookie to another server of this machine, at another port."""

    port: int
    place: str = field(default_factory=lambda: f"/{secrets.token_hex(8)}")
    _word: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _lock: Lock = field(default_factory=Lock)

    @property
    def word(self) -> str:
        """The word that opens the door once; empty where it did."""
        return self._word

    @property
    def address(self) -> str:
        """The address of the desk, with no secret in it."""
        return f"http://127.0.0.1:{self.port}{self.place}/"

    @property
    def entry(self) -> str:
        """The address of the door."""
        return f"{self.address}enter"

    def opens(self, word: str) -> bool:
        """Whether this is the word, and nobody has used it before."""
        with self._lock:
            right = bool(self._word) and secrets.compare_digest(
                word.encode(errors="replace"), self._word.encode())
            if right:
                self._word = ""
        return right

    @property
    def cookie(self) -> str:
        """The cookie of whoever knew the word."""
        return (f"{self._name}={self._key}; Path={self.place}/; HttpOnly; SameSite=Strict")

    def knows(self, cookies: Iterable[str]) -> bool:
        """Whether one of these cookie headers holds the cookie."""
        for each in cookies:
            try:
                found = SimpleCookie(each).get(self._name)
            except CookieError:
                continue
            if found and secrets.compare_digest(
                    found.value.encode(errors="replace"), self._key.encode()):
                return True
        return False

    def is_ours(self, host: str) -> bool:
        """Whether a Host header names this server, and not another name that leads here."""
        return host.lower() in {f"{name}:{self.port}" for name in HOSTS}

    def is_own_page(self, origin: str, host: str) -> bool:
        """Whether an Origin header names the page of this server that was asked at `host`."""
        return origin.lower() == f"http://{host.lower()}"

    @property
    def _name(self) -> str:
        return f"sdaid-desk-{self.port}"
