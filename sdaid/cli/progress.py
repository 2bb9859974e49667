"""How far a run has come: a bar with rate and time left on a terminal, else a line a minute. Ids
and counts alone, no names."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any, Self, TextIO

import click

from sdaid.cli.streams import heeded
from sdaid.show import counted
from sdaid.staff import mark_n, translate

MINUTE = 60.0


class Progress:
    """Takes a step for each appointment that ended. `clock` tells seconds."""

    def __init__(self, length: int, clock: Any, stream: TextIO | None = None, *,
                 quiet: bool = False) -> None:
        self.length, self.clock = length, clock
        self.stream = stream or sys.stderr
        self.quiet = quiet or length < 2
        self.done = 0
        self.started = self.told = clock()
        self._bar: Any = None

    def __enter__(self) -> Self:
        if not self.quiet and self.stream.isatty():
            self._bar = click.progressbar(
                length=self.length, file=self.stream, label="Aids", show_eta=True, show_pos=True,
                item_show_func=lambda _: self._rate())
            self._bar.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.__exit__(kind, error, trace)

    def step(self) -> None:
        self.done += 1
        if self._bar is not None:
            self._bar.update(1, self.done)
        elif not self.quiet and self.clock() - self.told >= MINUTE:
            self.told = self.clock()
            click.echo(translate("{done} of {all} done, {rate}, {left}").format(
                done=self.done, all=self.length, rate=self._rate(), left=self._left()),
                       file=self.stream)

    def _rate(self) -> str:
        seconds = max(self.clock() - self.started, 1e-6)
        return translate("{n:.1f} a second").format(n=self.done / seconds)

    def _left(self) -> str:
        seconds = (self.clock() - self.started) / max(self.done, 1) * (self.length - self.done)
        return counted(round(seconds / 60) or 1, mark_n("about {n} minute left",
                         "about {n} minutes left"))


@contextmanager
def stoppable() -> Iterator[list[bool]]:
    """A list that fills at the first Ctrl-C, or the system's word to end, so that the run can
    finish what is in hand; the second stops at once."""
    pressed: list[bool] = []

    def press(number: int, frame: FrameType | None) -> None:
        if pressed:
            signal.default_int_handler(number, frame)
        pressed.append(True)
        click.echo("\n" + translate(
            "Finishing what is in hand; press Ctrl-C again to stop at once."), err=True)

    try:
        before = {number: signal.signal(number, press) for number in heeded()}
    except ValueError:  # not the main thread: nobody can press Ctrl-C here
        yield pressed
        return
    try:
        yield pressed
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
