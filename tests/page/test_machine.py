"""What a machine lacks is said with the command that installs it."""

from __future__ import annotations

import builtins
import sys
from typing import Any

import pytest

from sdaid.page import draw, machine
from sdaid.problems import CannotGoOnError, ExitCode


def without_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    found = builtins.__import__

    def imported(name: str, *rest: Any, **words: Any) -> Any:
        if name.split(".", maxsplit=1)[0] == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return found(name, *rest, **words)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", imported)


def test_missing_pango_stops_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pango drawing cannot go on, and the message says what to install."""
    without_pango(monkeypatch)
    with pytest.raises(CannotGoOnError, match="install") as stopped:
        draw.draw("<html></html>", styles=(), families=())
    assert stopped.value.code is ExitCode.MACHINE
    assert [each.code for each in machine.look_at_machine()] == ["pango-missing"]


def test_missing_subset_library_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without HarfBuzz-subset everything is drawn, slowly, and that is said."""
    monkeypatch.setattr(draw, "has_quick_subsetting", lambda: False)
    assert [each.code for each in machine.look_at_machine()] == ["harfbuzz-subset-missing"]


@pytest.mark.parametrize(("system", "words"), [
    ("Linux", "apt install libpango"), ("Linux", "dnf install pango"),
    ("Darwin", "brew install pango"), ("Windows", "MSYS2")])
def test_remedy_fits_the_system(system: str, words: str) -> None:
    """Each system is told its own command."""
    assert words in machine.install(machine.PANGO, system)
