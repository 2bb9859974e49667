"""A desk as a person starts it: a process of its own, its door, and plain connections to it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit


@dataclass
class Served:
    """A running desk: its process and the address that it printed."""

    process: subprocess.Popen[str]
    address: str

    @property
    def port(self) -> int:
        port = urlsplit(self.address).port
        assert port
        return port

    @property
    def place(self) -> str:
        """What all paths begin with."""
        return urlsplit(self.address).path.removesuffix("/enter")

    def asks(self, path: str, **headers: str) -> tuple[int, str]:
        """The status and the text of a plain request."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        return answer.status, said

    def enters(self) -> str:
        """The cookie of whoever uses the word."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        parts = urlsplit(self.address)
        connection.request("GET", f"{parts.path}?{parts.query}")
        cookie = connection.getresponse().headers["Set-Cookie"].partition(";")[0]
        connection.close()
        return cookie

    def ends(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


@contextmanager
def served(folder: Path, *words: str, **environment: str) -> Iterator[Served]:
    """`sdaid desk --no-open` in `folder`."""
    process = subprocess.Popen(
        [sys.executable, "-m", "sdaid", "desk", str(folder), "--no-open", "--today", "2026-11-22",
         *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environment})
    assert process.stdout
    try:
        address = ""
        for line in process.stdout:
            if found := re.search(r"http://\S+", line):
                address = found.group()
                break
        yield Served(process, address)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        process.stdout.close()
