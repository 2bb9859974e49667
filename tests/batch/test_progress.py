"""What a person sees meanwhile: a bar on a terminal, else a line a minute."""

from __future__ import annotations

import io

import pytest

from sdaid.cli.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_without_a_terminal_a_line_a_minute() -> None:
    """With the count, the rate and the time left, and no more often."""
    now = 0.0
    out = io.StringIO()
    with Progress(600, lambda: now, out) as progress:
        for _ in range(300):
            now += 0.5
            progress.step()

    assert out.getvalue().splitlines() == [
        "120 of 600 done, 2.0 a second, about 4 minutes left",
        "240 of 600 done, 2.0 a second, about 3 minutes left"]


def test_the_last_minute_is_one_minute() -> None:
    """One of a thing has no plural."""
    seconds = iter([0, 60, 60, 60, 60])
    out = io.StringIO()
    with Progress(2, lambda: next(seconds), out) as progress:
        progress.step()

    assert out.getvalue() == "1 of 2 done, 0.0 a second, about 1 minute left\n"


def test_on_a_terminal_a_bar() -> None:
    """With position and rate."""
    out = Terminal()
    now = 0.0
    with Progress(10, lambda: now, out) as progress:
        for _ in range(10):
            now += 1
            progress.step()

    assert "10/10" in out.getvalue()
    assert "a second" in out.getvalue()


@pytest.mark.parametrize(("length", "quiet"), [(600, True), (1, False)])
def test_a_quiet_run_says_nothing(length: int, quiet: bool) -> None:
    """Neither bar nor lines; nor for a single aid."""
    out = Terminal()
    seconds = iter(range(0, 1000, 100))
    with Progress(length, lambda: next(seconds), out, quiet=quiet) as progress:
        progress.step()

    assert out.getvalue() == ""
