"""Every request goes through here: whose it is, how large, how slow, how many at once. What comes
through is from the one browser that was let in; what goes out is kept by nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sdaid.desk.door import FROM_HERE, Door

MOST_IN_FORM = 1 << 20
MOST_IN_FILE = 100 << 20
"""Bytes of a form, and of one that brings a file."""

SECONDS_OF_FORM, SECONDS_OF_FILE = 10.0, 120.0
"""How long a form may take to come."""

MOST_AT_ONCE = 8
MOST_WAITING = 40
"""How many requests are worked at, and how many may wait; others are told to come again."""

MOST_STREAMS = 12
"""How many pages may watch something at once."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'self'; "
        "base-uri 'none'"),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Connection": "close",
}
"""What every answer carries. Nothing is loaded from elsewhere, and no other site may frame it or
read it. A connection is for one request, so that none can be held open between two."""

OF_A_PDF = {"Content-Security-Policy": "frame-ancestors 'self'"}
"""A PDF holds no page of ours; the browser's own viewer of it must load what it needs."""

Refuse = Callable[[Scope, int, str], ASGIApp]
"""An answer that refuses: the status, and the word of the page `refused` for the reason."""


@dataclass
class Counts:
    """What is in hand at this moment."""

    working: int = 0
    waiting: int = 0
    streams: int = 0


class Guard:
    """The outermost part of the server, around the application `app`."""

    def __init__(self, app: ASGIApp, door: Door, refuse: Refuse) -> None:
        self.app, self.door, self.refuse = app, door, refuse
        self.counts = Counts()
        self._free: asyncio.Semaphore | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise HTTPException(400)
        sends = self._with_headers(send)
        refused = self._refusal(scope)
        if refused:
            await self.refuse(scope, *refused)(scope, _nothing, sends)
            return
        if scope["path"].endswith("/events"):
            await self._stream(scope, receive, sends)
            return
        await self._in_turn(lambda: self.app(scope, self._bounded(scope, receive), sends),
                            lambda: self.refuse(scope, 503, "busy")(scope, _nothing, sends))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Why a request is not answered, and with which status; None where it is."""
        headers, path = Headers(scope=scope), scope["path"]
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.door.is_ours(hosts[0]):
            return 421, "host"
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405, "method"
        if not path.startswith(f"{self.door.place}/"):
            return 404, "missing"
        enters, posts = path == f"{self.door.place}/enter", scope["method"] == "POST"
        if not self._is_from_here(headers, hosts[0], enters=enters, posts=posts):
            return 403, "origin"
        if not enters and not self.door.knows(headers.getlist("cookie")):
            return 401, "cookie"
        length = headers.get("content-length", "0")
        return None if length.isdecimal() and int(length) <= _most(scope) else (413, "large")

    def _is_from_here(self, headers: Headers, host: str, *, enters: bool, posts: bool) -> bool:
        """Whether our own page, or the person, began the request. To enter, no page need have: the
        file that opens the browser has no origin, and an address may be clicked anywhere."""
        origins = headers.getlist("origin")
        if len(origins) == 1 and self.door.is_own_page(origins[0], host):
            return True
        if enters:
            return origins in ([], ["null"])
        return not origins and not posts and headers.get("sec-fetch-site", "none") in FROM_HERE

    def _with_headers(self, send: Send) -> Send:
        async def sends(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                paper = headers.get("content-type", "").startswith("application/pdf")
                for name, value in (HEADERS | OF_A_PDF if paper else HEADERS).items():
                    headers[name] = value
            await send(message)

        return sends

    def _bounded(self, scope: Scope, receive: Receive) -> Receive:
        """The request's body, no larger and no slower than is allowed."""
        brings_file = _brings_file(scope)
        until = monotonic() + (SECONDS_OF_FILE if brings_file else SECONDS_OF_FORM)
        left, ended = _most(scope), scope["method"] != "POST"

        async def receives() -> Message:
            nonlocal left, ended
            if ended:
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), max(0.0, until - monotonic()))
            except TimeoutError:
                raise HTTPException(408, "slow") from None
            left -= len(message.get("body", b""))
            ended = not message.get("more_body", False)
            if left < 0:
                raise HTTPException(413, "large")
            return message

        return receives

    async def _in_turn(self, work: Callable[[], Awaitable[Any]],
                       busy: Callable[[], Awaitable[Any]]) -> None:
        if self._free is None:
            self._free = asyncio.Semaphore(MOST_AT_ONCE)
        if self.counts.waiting >= MOST_WAITING:
            await busy()
            return
        self.counts.waiting += 1
        try:
            await self._free.acquire()
        finally:
            self.counts.waiting -= 1
        self.counts.working += 1
        try:
            with suppress(Exception):  # it was answered, and its text may hold a patient's data
                await work()
        finally:
            self.counts.working -= 1
            self._free.release()

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.counts.streams >= MOST_STREAMS:
            await self.refuse(scope, 503, "busy")(scope, _nothing, send)
            return
        self.counts.streams += 1
        try:
            with suppress(Exception):
                await self.app(scope, receive, send)
        finally:
            self.counts.streams -= 1


def _brings_file(scope: Scope) -> bool:
    kind = Headers(scope=scope).get("content-type", "")
    return kind.startswith("multipart/form-data")


def _most(scope: Scope) -> int:
    return MOST_IN_FILE if _brings_file(scope) else MOST_IN_FORM


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}
