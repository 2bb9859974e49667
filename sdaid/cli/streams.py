"""The process and its surroundings: streams that are closed or know few letters, arguments that
are no text, signals to end. None of them stops the work, or ends in a traceback."""

from __future__ import annotations

import codecs
import io
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

import click

PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "…": "...",
         "·": "-", "\N{NO-BREAK SPACE}": " "}
"""Typography, as a terminal shows it that has other letters."""

TO_END = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP")
          if hasattr(signal, name)]
"""The signals that ask the program to end; the last where the terminal was closed."""


class OutputError(OSError):
    """Standard output cannot be written."""


class _Output(io.FileIO):
    """Standard output, whose errors are told from those of files."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data) or 0
        except OSError as error:
            raise OutputError(*error.args) from error


class _Forgiving(io.FileIO):
    """A file for messages: where none can be written, nobody reads them, and the work goes on."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data) or 0
        except OSError:
            return len(data)


def steady_streams() -> None:
    """Make the three streams usable, whatever the process was started with."""
    while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:  # no file of ours becomes a stream
        pass
    os.close(opened)
    codecs.register_error("sdaid", _shown_plainly)
    if sys.stdin is None:  # it was closed: a question has no answer
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - as long as the process
    sys.stdout = _over(_Output(1, "w", closefd=False), sys.stdout)
    sys.stderr = _over(_Forgiving(2, "w", closefd=False), sys.stderr)


def refuse_odd_arguments(words: Sequence[str]) -> None:
    """`click.UsageError` where an argument is not UTF-8: it can be no name, id or reason."""
    for each in words:
        if any("\ud800" <= letter <= "\udfff" for letter in each):
            shown = each.encode("utf-8", "sdaid").decode()
            raise click.UsageError(f"“{shown}” is not UTF-8: rename the file, or type it anew.")


def end_by_signals() -> None:
    """Let the signals that ask the program to end do what Ctrl-C does. One that is ignored, as
    under nohup, stays ignored."""
    for number in heeded():
        signal.signal(number, signal.default_int_handler)


def heeded() -> list[signal.Signals]:
    """The signals to end that are not ignored."""
    return [number for number in TO_END if signal.getsignal(number) is not signal.SIG_IGN]


def _over(file: io.FileIO, stream: TextIO | None) -> TextIO:
    """`stream` over `file`, showing every letter in some way. A console of Windows, which shows
    all, stays as it is."""
    if sys.platform == "win32" and stream is not None and stream.isatty():
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(file), stream.encoding if stream else "utf-8", errors="sdaid",
        line_buffering=True)


def _shown_plainly(error: UnicodeError) -> tuple[str, int]:
    """What stands for letters that an encoding lacks: plain typography, a byte as it came, or the
    letter's number."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start:error.end])), error.end


def _plain(letter: str) -> str:
    if "\udc80" <= letter <= "\udcff":
        return f"\\x{ord(letter) - 0xdc00:02x}"
    return PLAIN.get(letter) or letter.encode("ascii", "backslashreplace").decode()
