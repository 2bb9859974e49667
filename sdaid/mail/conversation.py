"""The conversation with a mail server, always under TLS. It tells apart what was surely not taken,
what was refused for good, and what nobody can know."""

from __future__ import annotations

import re
import smtplib
import ssl
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sdaid.mail.discreet import Discreet, one_line
from sdaid.mail.replies import Client, LongReplyError, TlsClient
from sdaid.problems import CannotGoOnError, ExitCode, problem
from sdaid.staff import translate

ACCEPTED = range(200, 300)
GO_AHEAD, CLOSING = 354, 421
REFUSED_FOR_NOW, REFUSED = range(400, 500), range(500, 600)
LOGIN_WANTED = (530, 535, 538)


@dataclass(frozen=True)
class Server:
    """Where and how to send. `tls` from the first byte, or else STARTTLS; `authorities` is a file
    of certificates to trust in place of the system's. `timeout` is how many seconds an answer may
    take, `last_timeout` that to a whole message, which servers look through before they answer: ten
    minutes (RFC 5321, 4.5.3.2.6)."""

    host: str
    port: int
    tls: bool
    user: str = ""
    password: str = field(default="", repr=False)
    authorities: Path | None = None
    timeout: float = 60.0
    last_timeout: float = 600.0


class LaterError(Exception):
    """The message was surely not taken; another try may do."""


class NoServerError(LaterError):
    """The server was not reached, or would not talk."""


class NobodyThereError(NoServerError):
    """No server listens there, or there is no such place."""


class RefusedError(Exception):
    """The message was surely not taken, and never will be."""


class UnsureError(Exception):
    """The server had all of the message, and its answer never came or cannot be understood."""


class Conversation:
    """One connection, opened when first needed and again after a fault. `was_reached` tells whether
    the server has ever talked."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.smtp: Client | None = None
        self.discreet: Discreet = one_line
        self.was_reached = False

    def hand_over(self, message: bytes, sender: str, to: str, commit: Callable[[], None],
                  discreet: Discreet = one_line) -> str:
        """Give `message` to the server; returns its answer. `commit` is called when all but the
        last dot is there, which is what makes the server take it: before that nothing was sent.
        After it, only an answer that says so plainly tells that it was taken, or that it was not.
        `discreet` takes out of the server's words what must not be kept.

        Raises `LaterError`, `RefusedError` or `UnsureError`, and `CannotGoOnError` where no message
        can be sent through this server.
        """
        smtp = self._open()
        self.discreet = discreet
        try:
            self._all_but_the_dot(smtp, message, sender, to)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise LaterError(discreet(_told(error))) from error
        try:
            commit()
        except BaseException:
            self.close()  # without its last dot the message is not taken
            raise
        try:
            smtp.send(b".\r\n")
            reply = smtp.reply_within(self.server.last_timeout)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise UnsureError(_told(error)) from error
        if reply[0] not in (*ACCEPTED, *REFUSED_FOR_NOW, *REFUSED):
            self.close()
            raise UnsureError(discreet(_line(*reply)))
        return self._expect(reply, ACCEPTED)

    def close(self) -> None:
        """End the connection, however it stands."""
        if self.smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                self.smtp.close()
            self.smtp = None

    def leave(self) -> None:
        """Say goodbye and end the connection."""
        if self.smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                self.smtp.quit()
        self.close()

    def _all_but_the_dot(self, smtp: Client, message: bytes, sender: str, to: str) -> None:
        code, said = smtp.mail(sender)
        if code in REFUSED:
            raise _unusable(f"it refuses the sender {sender}: {self.discreet(_line(code, said))}",
                            "correct --from, or give a login")
        self._expect((code, said), ACCEPTED)
        self._expect(smtp.rcpt(to), ACCEPTED)
        smtp.putcmd("DATA")
        self._expect(smtp.getreply(), range(GO_AHEAD, GO_AHEAD + 1))
        smtp.send(_stuffed(message))
        if smtp.has_spoken_out_of_turn:
            raise smtplib.SMTPException("it answered what nobody asked")

    def _expect(self, reply: tuple[int, bytes], codes: range) -> str:
        """The reply's text. Raises where its code is none of `codes`; the connection is ready for
        the next message, or closed."""
        found, said = reply
        line = self.discreet(_line(found, said))
        if found in codes:
            return line
        if found in LOGIN_WANTED:
            self.close()
            raise _unusable(line, "set SDAID_SMTP_USER and SDAID_SMTP_PASSWORD")
        if found == CLOSING or found not in (*REFUSED_FOR_NOW, *REFUSED) or self.smtp is None:
            self.close()
        else:
            try:
                self.smtp.rset()
            except (OSError, smtplib.SMTPException):
                self.close()
        raise (RefusedError if found in REFUSED else LaterError)(line)

    def _open(self) -> Client:
        if self.smtp is None:
            self.smtp = _connected(self.server)
            self.was_reached = True
        return self.smtp


def _connected(server: Server) -> Client:
    if not (_can_be_given(server.user) and _can_be_given(server.password)):
        raise _unusable("the login holds characters that cannot be given",
                        "correct SDAID_SMTP_USER and SDAID_SMTP_PASSWORD")
    context = ssl.create_default_context(cafile=server.authorities)
    smtp: Client | None = None
    try:
        if server.tls:
            smtp = TlsClient(server.host, server.port, timeout=server.timeout, context=context)
        else:
            smtp = Client(server.host, server.port, timeout=server.timeout)
            smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
        if server.user:
            _log_in(smtp, server)
    except smtplib.SMTPNotSupportedError as error:
        _end(smtp)
        raise _unusable(_told(error), "nothing is sent without TLS: ask whoever runs the server") \
            from error
    except smtplib.SMTPAuthenticationError as error:
        _end(smtp)
        raise _unusable(f"it refuses the login: {_told(error)}",
                        "correct SDAID_SMTP_USER and SDAID_SMTP_PASSWORD") from error
    except ssl.SSLCertVerificationError as error:
        _end(smtp)
        raise _unusable(error.verify_message, "correct --server, or name the server's authority "
                        "with --authorities") from error
    except smtplib.SMTPException as error:
        _end(smtp)
        raise NoServerError(_told(error)) from error
    except UnicodeError as error:
        raise NobodyThereError("its name is none that a server can have") from error
    except OSError as error:
        _end(smtp)
        raise NobodyThereError(_told(error)) from error
    return smtp


def _log_in(smtp: Client, server: Server) -> None:
    if not smtp.has_extn("auth"):
        raise _unusable("it takes no login", "leave SDAID_SMTP_USER empty, or ask whoever runs the "
                        "server")
    try:
        smtp.login(server.user, server.password)
    except ValueError as error:  # a way to log in that this machine's rules do not allow
        raise _unusable(one_line(str(error)), "ask whoever runs the server for another login") \
            from error


def _can_be_given(login: str) -> bool:
    """Whether `login` can be sent to a server, as all printable text can."""
    return not any(unicodedata.category(each) in ("Cc", "Cs") for each in login)


def _end(smtp: smtplib.SMTP | None) -> None:
    if smtp is not None:
        smtp.close()


def _unusable(why: str, remedy: str) -> CannotGoOnError:
    return CannotGoOnError([problem("mail-server", why=why, do=remedy)], ExitCode.MACHINE)


def _stuffed(message: bytes) -> bytes:
    """`message` for DATA, without the last dot: a dot at the start of a line is doubled."""
    body = re.sub(rb"\r\n|\n|\r", b"\r\n", message)
    body = re.sub(rb"(?m)^\.", b"..", body)
    return body if body.endswith(b"\r\n") else body + b"\r\n"


def _line(code: int, said: bytes) -> str:
    """The server's answer in one line; what is no answer of mail servers is not repeated."""
    text = said.decode("utf-8", "replace")
    return one_line(f"{code} {text}" if code > 0 else translate(
        "what is no answer of a mail server"))


def _told(error: BaseException) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return _line(error.smtp_code, said if isinstance(said, bytes) else said.encode())
    if isinstance(error, TimeoutError):
        return translate("no answer in time")
    if isinstance(error, LongReplyError):
        return translate("an answer without an end")
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return one_line(str(error)) or type(error).__name__
