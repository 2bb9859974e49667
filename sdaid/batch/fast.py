"""The fast way to draw, which is the usual one for a list of some length, and its proof against
the plain way. How it works is told in `sdaid.engine.engine`."""

from __future__ import annotations

import os
import platform
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.aid.edition import Document
from sdaid.batch.press import Draw, Drawing, Press, own_wording
from sdaid.problems import CannotGoOnError, Problem

if TYPE_CHECKING:
    from sdaid.engine.engine import Engine

FAST = "fast"
"""The way of an aid that was drawn the fast way; any other names why it was drawn the plain one."""

WORTH_PREPARING = 12
"""Aids of one format and paper from which on the fast way is gone. Preparing them takes as long as
eight plain aids of the example, for each format and paper of the list."""

FEW_AIDS = f"fewer than {WORTH_PREPARING} aids of a kind"

UNUSED_DAYS = 60
"""So long after it was made, compiled work is thrown away: its workbook has probably changed."""

LONG_NAME = 8
"""A name of so many letters is not met by chance in a file's bytes."""


@dataclass(frozen=True)
class Pages:
    """A document as it was drawn: its PDF in parts (those that many aids have are the same objects,
    and so travel once with several aids), or what keeps it from being made; how many pages it has
    (0: nobody counted); the way (`FAST`, or why not); and whether both ways were compared, and how
    they differ."""

    parts: tuple[bytes, ...]
    problems: list[Problem]
    count: int = 0
    way: str = ""
    compared: bool = False
    differs: tuple[str, ...] = ()

    @property
    def pdf(self) -> bytes:
        return b"".join(self.parts)


@dataclass(frozen=True)
class FastDrawing(Drawing):
    """The fast way to draw, with one engine in each process. With `few` aids preparing it takes
    longer than it saves, so that they are drawn the plain way; the pages are the same. `shared` is
    a folder in which the processes of a run find what others of them have laid out."""

    few: bool = False
    shared: Path | None = None

    def __call__(self, document: Document) -> tuple[bytes, list[Problem]]:
        pages = self.pages(document)
        return pages.pdf, pages.problems

    def pages(self, document: Document) -> Pages:
        """The pages of `document`, the plain way where the fast way does not know how."""
        from sdaid.page.errors import PageError

        if self.few:
            return self._plain(document, FEW_AIDS)
        try:
            made = _engine(self.shared).draw_saying(
                document, own_wording(self.language).translations, self.logo)
        except PageError as error:
            return Pages((), [error.problem], way=error.problem.code)
        except CannotGoOnError:
            raise
        except Exception as error:  # whatever it is, the plain way does not depend on it
            return self._plain(document, f"an unforeseen {type(error).__name__}")
        if document.personal:
            _names().append(document.personal.name)
        return Pages(made.parts, [], made.pages, made.why or FAST)

    def _plain(self, document: Document, why: str) -> Pages:
        pdf, problems = super().__call__(document)
        return Pages((pdf,), problems, way=why)

    def prepare(self, documents: Sequence[Document]) -> None:
        """Lay out at once what several documents need."""
        if not self.few:
            with suppress(Exception):  # whatever it is, each document meets it again
                _engine(self.shared).prepare(
                    documents, own_wording(self.language).translations, self.logo)

    def verified(self, document: Document) -> Pages:
        """The pages of `document`, drawn both ways; where they differ, those of the plain way."""
        from sdaid.pdf.compare import compare

        fast = self.pages(document)
        if fast.way != FAST:
            return fast
        pdf, problems = super().__call__(document)
        if problems:
            return Pages((), problems, way=fast.way, compared=True,
                         differs=("the plain way draws no pages",))
        told = repr(document.personal) + repr(document.edition)
        others = {name for name in _names() if len(name) >= LONG_NAME and name not in told}
        differs = compare(pdf, fast.pdf, sorted(others))
        if not differs:
            return replace(fast, compared=True)
        return Pages((pdf,), [], way=fast.way, compared=True, differs=tuple(differs))


def fast_draw(draw: Draw, aids: int, *, verify: bool = False) -> Draw:
    """The fast way in place of the plain one, for so many `aids` of the commonest format and
    paper; any other is left as it is."""
    if not isinstance(draw, Drawing):
        return draw
    return FastDrawing(draw.language, draw.logo, few=aids < WORTH_PREPARING and not verify)


def either_way(press: Press) -> tuple[Press, ...]:
    """`press` as it draws the plain way and the fast way: the pages of both are the same."""
    if not isinstance(press.draw, Drawing):
        return (press,)
    own = press.draw.language, press.draw.logo
    return replace(press, draw=Drawing(*own)), replace(press, draw=FastDrawing(*own))


@cache
def _names() -> deque[str]:
    """Whom this process drew aids for, lately."""
    return deque(maxlen=200)


def sharing(press: Press, place: Path, hands: int) -> Press:
    """`press`, whose processes share what they lay out in the folder `place`, where they are
    several and go the fast way."""
    others = tuple(sharing(each, place, hands) for each in press.others)
    if hands == 1 or not isinstance(press.draw, FastDrawing):
        return replace(press, others=others)
    return replace(press, draw=replace(press.draw, shared=place), others=others)


@lru_cache(1)
def _engine(shared: Path | None) -> Engine:
    from sdaid.engine.engine import Engine

    return Engine(compiled_folder(), shared if shared and _is_ours(shared) else None)


def compiled_folder() -> Path | None:
    """The folder for compiled pages in the user's cache, for the user alone; None where there is
    none that can be trusted and written. Old work is thrown away."""
    try:
        folder = _caches() / "sdaid" / "compiled"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not _is_ours(folder):
            return None
        folder.chmod(0o700)
    except (OSError, RuntimeError):
        return None
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > UNUSED_DAYS * 24 * 3600:
                    path.unlink()
    return folder


def _is_ours(folder: Path) -> bool:
    """Whether `folder` is there, this user's own, and can be written. One that another machine of
    a cluster has need not be here."""
    try:
        own = not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
    except OSError:
        return False
    return own and folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


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
