"""The server of the desk: on this machine alone, for as long as somebody works there."""

from __future__ import annotations

import asyncio
import html
import logging
import os
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from sdaid.desk.app import application
from sdaid.desk.door import Door
from sdaid.desk.work import Work
from sdaid.problems import CannotGoOnError, ExitCode, problem
from sdaid.staff import translate

SECONDS_OF_HEAD = 10
"""How long a request may take to say what it wants."""

TICKS_OF_A_LOOK = 50
"""Of ten a second: how often it is looked whether somebody is still there."""

MOST_CONNECTIONS = 200
Say = Callable[[str], None]

OPENS = """<!doctype html><html lang="en"><meta charset="utf-8"><title>sdaid</title>
<form method="post" action="{action}"><input type="hidden" name="word" value="{word}">
<button>Open the desk</button></form><script>document.forms[0].submit()</script></html>
"""
"""The file that the browser is opened on. It posts the word, so that it stands in no history."""


class _Patient(H11Protocol):
    """A connection that is closed where nobody says in time what is wanted."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.loop.call_later(SECONDS_OF_HEAD, self._give_up)

    def _give_up(self) -> None:
        if self.cycle is None and self.transport is not None:
            self.transport.close()


class _Server(uvicorn.Server):
    """A server that ends quietly where it is told to."""

    def __init__(self, config: uvicorn.Config, work: Work, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.work, self.ready = work, ready
        work.ends = self.end

    def end(self) -> None:
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready()

    async def on_tick(self, counter: int) -> bool:
        leaves = await super().on_tick(counter)
        if counter % TICKS_OF_A_LOOK == 0:
            self.work.clear_if_left()
        if leaves:
            self.work.leaving = True  # whoever watches lets go
        return leaves


def serve(work: Work, port: int, *, opens: bool, say: Say) -> None:
    """Serve the desk until somebody ends it. With `opens` the browser is opened, else an address
    is said. `port` 0 takes one that is free. `CannotGoOnError` where the port is taken."""
    logging.getLogger("uvicorn.error").disabled = True  # a trace may hold a patient's data
    sockets = _sockets(port)
    door = Door(sockets[0].getsockname()[1])
    config = uvicorn.Config(
        application(work, door), http=_Patient, ws="none", lifespan="off", loop="asyncio",
        log_config=None, access_log=False, server_header=False, date_header=False,
        proxy_headers=False, limit_concurrency=MOST_CONNECTIONS, timeout_graceful_shutdown=2)
    try:
        with _opener(door) if opens else nullcontext() as opening:
            server = _Server(config, work, lambda: _ready(door, opening, say))
            asyncio.run(server.serve(sockets))
    except KeyboardInterrupt:
        pass  # that is how it ends
    finally:
        for each in sockets:
            each.close()
    if work.making.busy:
        say(translate("Finishing what is in hand; press Ctrl-C again to stop at once."))
    try:
        work.close()
    except KeyboardInterrupt:  # at once: every file is whole, and the next run goes on
        os._exit(ExitCode.INTERRUPTED)


def _ready(door: Door, opening: Path | None, say: Say) -> None:
    """The desk answers: open the browser, or say where it is."""
    if opening is not None and webbrowser.open(opening.as_uri()):
        say(translate("The desk is open in your browser. Press Ctrl-C here to end it."))
        say(translate("If the browser shows nothing, it may not read the file that opens the desk: "
                      "start it again with --no-open."))
        return
    say(translate("Open this address in your browser; it works once:"))
    say(f"{door.entry}?word={door.word}")
    say(translate("Press Ctrl-C here to end the desk."))


@contextmanager
def _opener(door: Door) -> Iterator[Path]:
    """The file that opens the browser, for this person alone, gone when the desk ends."""
    folder = Path(tempfile.mkdtemp(prefix="sdaid-desk-"))
    path = folder / "open.html"
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as opened:
            opened.write(OPENS.format(action=html.escape(door.entry), word=html.escape(door.word)))
        yield path
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)
            folder.rmdir()


def _sockets(port: int) -> list[socket.socket]:
    """Listening at both names that this machine has for itself, and at no other."""
    first = _listening(socket.AF_INET, "127.0.0.1", port)
    if first is None:
        raise CannotGoOnError([problem("port-taken", found=port)], ExitCode.MACHINE)
    second = _listening(socket.AF_INET6, "::1", first.getsockname()[1])
    return [first, second] if second else [first]


def _listening(family: socket.AddressFamily, host: str, port: int) -> socket.socket | None:
    made = None
    try:
        made = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform == "win32":  # there another program could take the port as well
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(64)
    except OSError:
        if made is not None:
            made.close()
        return None
    return made
