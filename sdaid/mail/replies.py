"""The standard library's SMTP client, which reads an answer to a bounded length in bounded time,
and logs in with any letters."""

from __future__ import annotations

import base64
import binascii
import hmac
import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any

LONGEST = 16 * 1024
"""Bytes of one answer. Real ones have a few hundred."""

MOST_CHALLENGES = 5

LINE = re.compile(rb"([2-5]\d\d)(?:([ -])(.*))?", re.DOTALL)
"""A line of an answer: its code; “-” where another follows; what it says."""

NO_ANSWER = -1
"""The code of what is no SMTP answer."""


class LongReplyError(smtplib.SMTPException):
    """The answer has no end within its bounds."""


class Client(smtplib.SMTP):
    """An SMTP client that takes `timeout` seconds at most for a whole answer."""

    _unread = b""
    _reading: Any = None

    def getreply(self) -> tuple[int, bytes]:
        """As `reply_within` the client's `timeout`."""
        return self.reply_within(float(self.timeout))

    def reply_within(self, seconds: float) -> tuple[int, bytes]:
        """(code, text) of the server's next answer, lines parted by line ends. The code of one that
        is none, or whose lines differ in their code, is `NO_ANSWER`. Raises
        `SMTPServerDisconnected`, `LongReplyError` or OSError, after closing the connection."""
        deadline, left = monotonic() + seconds, LONGEST
        codes, said = set(), []
        try:
            while True:
                line = self._line(deadline, left)
                left -= len(line)
                match = LINE.fullmatch(line.rstrip(b"\r\n"))
                if match is None:
                    return NO_ANSWER, line
                codes.add(int(match[1]))
                said.append((match[3] or b"").strip())
                if match[2] != b"-":
                    break
        except (OSError, smtplib.SMTPException):
            self.close()
            raise
        finally:
            if self.sock is not None:
                with suppress(OSError):
                    self.sock.settimeout(self.timeout)
        return (codes.pop() if len(codes) == 1 else NO_ANSWER), b"\n".join(said)

    @property
    def has_spoken_out_of_turn(self) -> bool:
        """Whether there is something from the server that nobody asked for: the next answer would
        be to another question."""
        if not self._unread and self.sock is not None:
            try:
                self.sock.settimeout(0)
                self._unread = self.sock.recv(4096) or b"\n"  # it is closed
            except (BlockingIOError, ssl.SSLWantReadError):
                pass
            finally:
                self.sock.settimeout(self.timeout)
        return bool(self._unread)

    def auth(self, mechanism: str, authobject: Callable[..., str | None], *,
             initial_response_ok: bool = True) -> tuple[int, bytes]:
        """As the standard library's, with user and password in UTF-8 (RFC 4616)."""
        first = authobject() if initial_response_ok else None
        words = [mechanism.upper(), *([_base64(first)] if first is not None else [])]
        code, said = self.docmd("AUTH", " ".join(words))
        self._auth_challenge_count = int(first is not None)
        while code == 334 and self._auth_challenge_count < MOST_CHALLENGES:
            self._auth_challenge_count += 1
            try:
                challenge = base64.decodebytes(said)
            except binascii.Error:
                break
            code, said = self.docmd(_base64(authobject(challenge) or ""))
        if code in (235, 503):
            return code, said
        raise smtplib.SMTPAuthenticationError(code, said)

    def auth_cram_md5(self, challenge: bytes | None = None) -> str | None:  # type: ignore[override]
        """User and proof of the password for CRAM-MD5, which has no first word of the client's."""
        if challenge is None:
            return None
        proof = hmac.HMAC(self.password.encode(), challenge, "md5").hexdigest()
        return f"{self.user} {proof}"

    def _line(self, deadline: float, most: int) -> bytes:
        """The next line with its end. What came before a change of the connection, as STARTTLS
        makes one, is not read after it."""
        if self._reading is not self.sock:
            self._reading, self._unread = self.sock, b""
        while b"\n" not in self._unread:
            if len(self._unread) >= most:
                raise LongReplyError("an answer without an end")
            left = deadline - monotonic()
            if left <= 0 or self.sock is None:
                raise TimeoutError
            self.sock.settimeout(left)
            piece = self.sock.recv(4096)
            if not piece:
                raise smtplib.SMTPServerDisconnected("the connection was closed")
            self._unread += piece
        line, end, self._unread = self._unread.partition(b"\n")
        return line + end


class TlsClient(Client, smtplib.SMTP_SSL):
    """The same under TLS from the first byte."""


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
