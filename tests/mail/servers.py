"""A real mail server for the tests, with TLS, which counts what it took and can misbehave."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from sdaid.mail.conversation import Server
from tests.waiting import PATIENCE

HERE = "127.0.0.1"
USER, PASSWORD = "clinic", "invented-secret"


@dataclass
class Behaviour:
    """What the server does to a recipient, the first times or always; and what it took.

    `refuse` and `later` map recipients to answers at RCPT; `later` is worked off one answer a try.
    `answer` replaces the answer to the whole message. `drop` closes the connection: at "rcpt",
    "before" the last dot is answered, or "after" taking the message. `stall` is seconds before the
    message is answered.
    """

    refuse: dict[str, str] = field(default_factory=dict)
    later: dict[str, list[str]] = field(default_factory=dict)
    answer: dict[str, list[str]] = field(default_factory=dict)
    drop: dict[str, list[str]] = field(default_factory=dict)
    stall: dict[str, float] = field(default_factory=dict)
    sender: str = ""
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    connections: int = 0

    @property
    def to(self) -> list[str]:
        return [to for to, _ in self.taken]

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str,  # noqa: N802
                          responses: list[str]) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str,  # noqa: N802
                          options: list[str]) -> str:
        if self.sender:
            return self.sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str,  # noqa: N802
                          options: list[str]) -> str:
        if address in self.refuse:
            return self.refuse[address]
        if self.later.get(address):
            return self.later[address].pop(0)
        if self._drops(address, "rcpt"):
            server.transport.abort()
            return "421 gone"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        [address] = envelope.rcpt_tos
        if self._drops(address, "before"):
            server.transport.abort()
            return "421 gone"
        if self.answer.get(address):
            return self.answer[address].pop(0)
        self.taken.append((address, envelope.original_content))
        if address in self.stall:
            await asyncio.sleep(self.stall[address])
        if self._drops(address, "after"):
            server.transport.abort()
        return "250 taken"

    def _drops(self, address: str, when: str) -> bool:
        if self.drop.get(address, [])[:1] == [when]:
            self.drop[address].pop(0)
            return True
        return False


@dataclass
class Running:
    """A server that runs: how it behaves, how to reach it, how to end it, and whether it still
    talks with somebody, or reads what somebody said who is gone."""

    behaviour: Behaviour
    server: Server
    stop: Callable[[], None]
    talks: Callable[[], bool] = lambda: False


@contextmanager
def running(folder: Path, *, tls: str = "starttls", login: bool = False) -> Iterator[Running]:
    """A server on this machine. `tls` is “starttls”, “tls” from the first byte, or “none”."""
    authority = trustme.CA()
    certificate = authority.issue_cert(HERE)
    trusted = folder / "authority.pem"
    authority.cert_pem.write_to_path(trusted)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    behaviour = Behaviour()
    more: dict[str, Any] = {"authenticator": _authenticator, "auth_required": True} if login else {}
    if tls == "starttls":
        more |= {"tls_context": context, "require_starttls": True}
    elif tls == "tls":
        more |= {"ssl_context": context}
        if login:
            more["auth_require_tls"] = False
    controller = _AnyPort(behaviour, hostname=HERE, port=0, ready_timeout=PATIENCE, **more)
    controller.start()
    with ExitStack() as stack:
        stack.callback(controller.stop)
        yield Running(behaviour, Server(
            HERE, controller.port, tls == "tls", USER if login else "", PASSWORD if login else "",
            trusted, timeout=PATIENCE, last_timeout=PATIENCE), stack.close, controller.talks)


class _AnyPort(Controller):
    """A server at whatever port is free."""

    def talks(self) -> bool:
        """Whether a connection is open: each has a task of its own."""
        return any("_handle_client" in repr(task) for task in asyncio.all_tasks(self.loop))

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def _authenticator(server: Any, session: Any, envelope: Any, mechanism: str, data: Any
                   ) -> AuthResult:
    right = (isinstance(data, LoginPassword) and data.login == USER.encode()
             and data.password == PASSWORD.encode())
    return AuthResult(success=right, handled=right)
