"""What a machine lacks is said with the command that installs it."""

from __future__ import annotations

import builtins
import sys
from typing import Any

import pytest

from sdaid.page import draw, library, machine
from sdaid.problems import CannotGoOnError, ExitCode
from tests.page import made
from tests.page.looking import words_of


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


def test_pages_are_drawn_without_the_subset_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put off when WeasyPrint is loaded does its work where HarfBuzz-Subset is missing."""
    from weasyprint.pdf import fonts

    usual = made.pdf("hiccups")
    monkeypatch.setattr(fonts, "harfbuzz_subset", None)
    slow = made.render(made.document("hiccups"), made.press_for("hiccups").wording.translations)
    assert slow != usual
    assert words_of(slow) == words_of(usual)


def test_a_module_is_put_off_until_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A function that is taken from a module meanwhile loads it when called; what is imported
    afterwards is the module itself."""
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with library._put_off(["colorsys"]):
        from colorsys import rgb_to_hsv
    assert "colorsys" not in sys.modules
    assert rgb_to_hsv(0, 0, 1) == (2 / 3, 1, 1)
    assert sys.modules["colorsys"].__file__
    with library._put_off(["colorsys"]):
        assert sys.modules["colorsys"].__file__


@pytest.mark.parametrize(("system", "words"), [
    ("Linux", "apt install libpango"), ("Linux", "dnf install pango"),
    ("Darwin", "brew install pango"), ("Windows", "MSYS2")])
def test_remedy_fits_the_system(system: str, words: str) -> None:
    """Each system is told its own command."""
    assert words in machine.install(machine.PANGO, system)
