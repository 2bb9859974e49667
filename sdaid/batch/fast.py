"""The fast way to draw, which is the usual one for a list of some length, and its proof against
the plain way. How it works is told in `sdaid.engine.engine`."""

from __future__ import annotations

import os
import platform
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.aid.aid import Aid
from sdaid.batch.press import Draw, Drawing, own_wording
from sdaid.problems import CannotGoOnError, Problem

if TYPE_CHECKING:
    from sdaid.engine.engine import Engine

FAST = "fast"
"""The way of an aid that was drawn the fast way; any other names why it was drawn the plain one."""

WORTH_PREPARING = 12
"""Aids of one format and paper from which on the fast way is gone. Preparing them takes as long as
three or four plain aids of the example, for each format and paper of the list."""

FEW_AIDS = f"fewer than {WORTH_PREPARING} aids of a kind"

UNUSED_DAYS = 60
"""So long after it was made, compiled work is thrown away: its workbook has probably changed."""

LONG_NAME = 8
"""A name of so many letters is not met by chance in a file's bytes."""


@dataclass(frozen=True)
class Pages:
    """An aid as it was drawn: its PDF or what keeps it from being made; the way (`FAST`, or why
    not); and whether both ways were compared, and how they differ."""

    pdf: bytes
    problems: list[Problem]
    way: str = ""
    compared: bool = False
    differs: tuple[str, ...] = ()


@dataclass(frozen=True)
class FastDrawing(Drawing):
    """The fast way to draw, with one engine in each process. With `few` aids preparing it takes
    longer than it saves, so that they are drawn the plain way; the pages are the same."""

    few: bool = False

    def __call__(self, aid: Aid) -> tuple[bytes, list[Problem]]:
        pages = self.pages(aid)
        return pages.pdf, pages.problems

    def pages(self, aid: Aid) -> Pages:
        """The pages of `aid`, the plain way where the fast way does not know how."""
        from sdaid.page.errors import PageError

        if self.few:
            return Pages(*super().__call__(aid), FEW_AIDS)
        try:
            pdf, why = _engine().draw_saying(
                aid, own_wording(self.language).translations, self.logo)
        except PageError as error:
            return Pages(b"", [error.problem], error.problem.code)
        except CannotGoOnError:
            raise
        except Exception as error:  # whatever it is, the plain way does not depend on it
            return Pages(*super().__call__(aid), f"an unforeseen {type(error).__name__}")
        if aid.reader:
            _names().append(aid.reader.name)
        return Pages(pdf, [], why or FAST)

    def verified(self, aid: Aid) -> Pages:
        """The pages of `aid`, drawn both ways; where they differ, those of the plain way."""
        from sdaid.engine.compare import compare

        fast = self.pages(aid)
        if fast.way != FAST:
            return fast
        pdf, problems = super().__call__(aid)
        if problems:
            return Pages(b"", problems, fast.way, compared=True,
                         differs=("the plain way draws no pages",))
        told = repr(aid)
        others = {name for name in _names() if len(name) >= LONG_NAME and name not in told}
        differs = compare(pdf, fast.pdf, sorted(others))
        return Pages(pdf if differs else fast.pdf, [], fast.way, compared=True,
                     differs=tuple(differs))


def fast_draw(draw: Draw, aids: int, *, verify: bool = False) -> Draw:
    """The fast way in place of the plain one, for so many `aids` of the commonest format and
    paper; any other is left as it is."""
    if not isinstance(draw, Drawing):
        return draw
    return FastDrawing(draw.language, draw.logo, few=aids < WORTH_PREPARING and not verify)


@cache
def _names() -> deque[str]:
    """Whom this process drew aids for, lately."""
    return deque(maxlen=200)


@cache
def _engine() -> Engine:
    from sdaid.engine.engine import Engine

    return Engine(compiled_folder())


def compiled_folder() -> Path | None:
    """The folder for compiled pages in the user's cache, for the user alone; None where there is
    none that can be trusted and written. Old work is thrown away."""
    try:
        folder = _caches() / "sdaid" / "compiled"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
            return None
        folder.chmod(0o700)
        if not os.access(folder, os.W_OK | os.X_OK):
            return None
    except (OSError, RuntimeError):
        return None
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > UNUSED_DAYS * 24 * 3600:
                    path.unlink()
    return folder


def _caches() -> Path:
    """Where this system keeps what a program can make again. `RuntimeError` without a home."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():
        return named
    match platform.system():
        case "Darwin":
            return Path.home() / "Library" / "Caches"
        case "Windows":
            return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        case _:
            return Path.home() / ".cache"
