"""Run as a program: `post` or `email` that kills itself at a given point, as a power cut would.

A point is just before or after anything that others can see: a file opened for writing, a rename,
a folder made or removed, a commit of the ledger, each send to the mail server, each of its answers.
Prints how many points there were when it gets to its end.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sdaid.aid.wording import wording
from sdaid.batch.folder import claimed
from sdaid.ledger import ledger as ledger_module
from sdaid.ledger.ledger import Ledger, open_ledger
from sdaid.mail.addressing import Addressing
from sdaid.mail.conversation import Server
from sdaid.mail.envelopes import Job, PostWishes
from sdaid.mail.finished import open_batch
from sdaid.mail.mailing import EmailWishes, Mailing
from sdaid.mail.message import Sender
from sdaid.mail.post import post
from sdaid.mail.replies import Client
from sdaid.mail.sending import Pace, send
from sdaid.resources import templates
from tests.mail.batches import TODAY, noon

WRITING = os.O_WRONLY | os.O_RDWR
EVENTS = ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree", "smtplib.send")

left = 0
passed = 0


def point() -> None:
    """One more point; the end where it is the one."""
    global passed  # noqa: PLW0603
    passed += 1
    if passed == left:
        os.kill(os.getpid(), signal.SIGKILL)


def heard(event: str, arguments: tuple[Any, ...]) -> None:
    opens = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
    if opens or event in EVENTS:
        point()


def watch() -> None:
    """Count from here on."""
    writing, reply, ended = Ledger.writing, Client.reply_within, Ledger.run_done

    @contextmanager
    def watched(self: Ledger) -> Iterator[None]:
        point()
        with writing(self):
            yield
            point()
        point()

    def answered(self: Client, seconds: float) -> tuple[int, bytes]:
        found = reply(self, seconds)
        point()
        return found

    def done(self: Ledger, run: ledger_module.Run) -> None:
        point()
        ended(self, run)

    Ledger.writing = watched  # type: ignore[method-assign]
    Ledger.run_done = done  # type: ignore[method-assign]
    Client.reply_within = answered  # type: ignore[method-assign]
    sys.addaudithook(heard)


def main(way: str, folder: Path, ledger: Path, server: list[str]) -> None:
    words = wording("en", templates() / "locale")
    batch = open_batch(folder, TODAY)
    watch()
    with claimed(folder), open_ledger(ledger, noon) as opened:
        if way == "post":
            post(Job(batch, PostWishes(Addressing.of("uk", "GB", "en"), "postcode", TODAY), words),
                 opened)
        else:
            wishes = EmailWishes(Sender("Clinic", "clinic@clinic.example", "000 0000"), TODAY)
            named = Server(server[0], int(server[1]), tls=False, authorities=Path(server[2]),
                           timeout=60.0)
            list(send(Mailing(batch, wishes), opened, named,
                      Pace(time.monotonic, time.sleep, print, between=0, waits=(0.1,))))


if __name__ == "__main__":
    assert sqlite3.threadsafety >= 1
    left = int(sys.argv[4])
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[5:])
    sys.stdout.write(f"{passed}\n")
