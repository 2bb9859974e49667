"""What this machine lacks for drawing, and the command that installs it."""

from __future__ import annotations

import platform

from sdaid.problems import Problem, problem

PANGO = {
    "Debian, Ubuntu": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "Fedora": "sudo dnf install pango harfbuzz",
    "macOS": "brew install pango",
    "Windows": "winget install MSYS2.MSYS2, then in its window: "
               "pacman -S mingw-w64-x86_64-pango",
}

SUBSET = {
    "Debian, Ubuntu": "sudo apt install libharfbuzz-subset0",
    "Fedora": "sudo dnf install harfbuzz",
    "macOS": "brew install harfbuzz",
    "Windows": "in the window of MSYS2: pacman -S mingw-w64-x86_64-harfbuzz",
}


NEEDED = 512 * 2**20
"""Bytes of memory that drawing may ask for: the example in large print takes 390 million. With much
less Pango ends the process, without a word."""


def look_at_machine() -> list[Problem]:
    """What is missing here: “memory-short” and “pango-missing” (nothing can be drawn), or
    “harfbuzz-subset-missing” (drawing is slow). Takes half a second: call it before drawing."""
    from sdaid.page import draw

    if not has_room(NEEDED):
        return [problem("memory-short")]
    try:
        quick = draw.has_quick_subsetting()
    except OSError:
        return [pango_missing()]
    return [] if quick else [problem("harfbuzz-subset-missing", do=install(SUBSET))]


def has_room(size: int) -> bool:
    """Whether a process here may take so many bytes of memory (as by `ulimit -v`)."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return True
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    return limit == resource.RLIM_INFINITY or limit >= size


def pango_missing() -> Problem:
    return problem("pango-missing", do=install(PANGO))


def install(commands: dict[str, str], system: str = "") -> str:
    """How to install a library: this system's command, or all of them on Linux, whose kind is
    not known."""
    here = {"Darwin": "macOS", "Windows": "Windows"}.get(system or platform.system())
    shown = {here: commands[here]} if here else commands
    return "install it (" + "; ".join(f"{name}: {how}" for name, how in shown.items()) + ")"
