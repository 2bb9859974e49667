"""A mail server that says whatever a test wants it to, word for word, under TLS."""

from __future__ import annotations

import base64
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import trustme

from sdaid.mail.conversation import Server
from tests.mail.servers import HERE
from tests.waiting import PATIENCE


@dataclass
class Odd:
    """What is answered to a verb, or to the “.” after a message: bytes, the next of which come
    `drip` seconds later each; the last answer stays. An empty one closes the connection. `taken`
    are the messages that came to their dot, `logins` what was given for them, `pieces` how
    many went out."""

    answers: dict[str, list[list[bytes]]] = field(default_factory=dict)
    drip: float = 0.0
    taken: list[bytes] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    features: tuple[bytes, ...] = ()
    pieces: int = 0

    def answer(self, verb: str, usual: bytes) -> list[bytes]:
        known = self.answers.get(verb, [[usual]])
        return known.pop(0) if len(known) > 1 else known[0]


@dataclass(frozen=True)
class OddServer:
    """An odd server that runs, and how to reach it."""

    odd: Odd
    server: Server


@contextmanager
def odd_server(folder: Path) -> Iterator[OddServer]:
    """A server for one test; its certificate's authority lies in `folder`."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HERE).configure_cert(context)
    trusted = folder / "odd-authority.pem"
    authority.cert_pem.write_to_path(str(trusted))
    odd, listener = Odd(), socket.create_server((HERE, 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                threading.Thread(target=_talk, args=(odd, context, client), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield OddServer(odd, Server(HERE, listener.getsockname()[1], True, "", "", trusted,
                                    timeout=PATIENCE, last_timeout=PATIENCE))
    finally:
        listener.close()


def _talk(odd: Odd, context: ssl.SSLContext, client: socket.socket) -> None:
    with suppress(OSError), context.wrap_socket(client, server_side=True) as wire:
        read = wire.makefile("rb")
        _say(odd, wire, odd.answer("hello", b"220 odd\r\n"))
        while line := read.readline():
            verb = line.split()[0].decode("ascii", "replace").upper() if line.split() else ""
            if verb == "EHLO":
                said = [b"odd", *odd.features, b"SIZE"]
                lines = b"".join(b"250-%s\r\n" % each for each in said[:-1])
                _say(odd, wire, [lines + b"250 %s\r\n" % said[-1]])
            elif verb == "AUTH":
                given = line.split()[2:]
                if not given:
                    _say(odd, wire, [b"334 " + base64.b64encode(b"<1.2@odd>") + b"\r\n"])
                    given = [read.readline()]
                told = base64.b64decode(given[0]).decode()
                odd.logins.append(told)
                _say(odd, wire, odd.answer("AUTH", b"235 welcome\r\n"))
            elif verb == "DATA":
                said = odd.answer("DATA", b"354 go\r\n")
                _say(odd, wire, said)
                if not said[0].startswith(b"3"):
                    continue  # no message comes
                message = b""
                while not message.endswith(b"\r\n.\r\n"):
                    piece = read.readline()
                    if not piece:
                        return
                    message += piece
                odd.taken.append(message)
                _say(odd, wire, odd.answer(".", b"250 taken\r\n"))
            else:
                _say(odd, wire, odd.answer(verb, b"250 OK\r\n"))


def _say(odd: Odd, wire: ssl.SSLSocket, pieces: list[bytes]) -> None:
    for number, piece in enumerate(pieces):
        if number:
            time.sleep(odd.drip)
        if not piece:
            wire.close()
            raise OSError("closed")
        wire.sendall(piece)
        odd.pieces += 1
