"""Blocks of one line, set without a layout: what differs between two patients is the text alone.

A *mould* is the fragment of such a block, with its texts cut out. It is taken from one that was
laid out, and trusted once it has made another one, with other texts, as the layout made it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape

from sdaid.engine.fragments import Fragment, Frame
from sdaid.engine.shape import NotShapedError, Shaper
from sdaid.pdf.content import Letters, Shape, shape_of, text_of
from sdaid.pdf.drawn import same_drawing
from sdaid.pdf.objects import decimal

MARKUP = re.compile(r"(<[^>]*>)")
SPACE = re.compile(r"[ \t\n\r]+")
UNSEEN = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f"))
"""Letters that keep directions apart; between Latin letters they change nothing."""

SHOWN_TEXT = re.compile(
    rb"1 0 0 -1 (\S+) (\S+) Tm\n/(\w+) (\S+) Tf\n\[[^\]]*\] TJ(?:\n/\w+ \S+ Tf\n\[[^\]]*\] TJ)*")

SLACK = 0.05
"""In px: by how much a line must be shorter than its place."""

Skeleton = tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """Where one of the texts stands: how far behind the one before it (or from where lines begin),
    how far down, and in which font."""

    gap: float
    y: str
    font: str
    size: str


@dataclass(frozen=True)
class Mould:
    """A fragment without its texts: `parts` are its operators, cut at the numbers of its marks and
    at the texts, of which None stands in the place."""

    height: float
    shape: Shape
    parts: tuple[tuple[bytes | None, ...], ...]
    lines: tuple[Line, ...]


Trusted = Mapping[tuple[Frame, Skeleton], Mould | None]
"""Moulds that are trusted, by what they are of; None for one that failed."""


class Moulds:
    """The moulds of one setting's blocks, some of which are `trusted`. `shaper` sets text in its
    fonts."""

    def __init__(self, shaper: Shaper, letters: Letters, trusted: Trusted, *, leftward: bool
                 ) -> None:
        self._letters, self._leftward = letters, leftward
        self._shape = lru_cache(4000)(shaper.shape)
        self._taken: dict[tuple[Frame, Skeleton], tuple[Mould, tuple[str, ...]]] = {}
        self.trusted = {key: mould and replace(mould, shape=shape_of(mould.shape.tags))
                        for key, mould in trusted.items()}

    def cast(self, frame: Frame, html: str) -> Fragment | None:
        """The fragment of a block; None where that needs a layout."""
        skeleton, texts = _split(html)
        mould = self.trusted.get((frame, skeleton))
        return self._filled(mould, texts, frame) if mould and texts else None

    def learn(self, frame: Frame, html: str, fragment: Fragment) -> None:
        """Take a mould from a fragment that was laid out, or prove with it one that was taken."""
        skeleton, texts = _split(html)
        key = frame, skeleton
        if not texts or key in self.trusted:
            return
        mould, before = self._taken.get(key) or (self._mould(fragment, texts, frame), texts)
        if mould and texts == before:
            self._taken[key] = mould, texts
        elif mould:
            made = self._filled(mould, texts, frame)
            self.trusted[key] = mould if made and _same(made, fragment) else None

    def _turned(self, x: float, width: float, frame: Frame) -> float:
        """Where a text begins that stands `x` px from where lines begin; and the other way
        round."""
        return frame.width - x - width if self._leftward else x

    def _mould(self, fragment: Fragment, texts: tuple[str, ...], frame: Frame) -> Mould | None:
        parts: list[tuple[bytes | None, ...]] = []
        lines: list[Line] = []
        end = 0.0
        try:
            for part in fragment.parts:
                cut: list[bytes | None] = []
                done = 0
                for match in SHOWN_TEXT.finditer(part):
                    if not text_of(match[0], self._letters):
                        continue
                    font, size = match[3].decode(), match[4].decode()
                    width = self._shape(font, size, texts[len(lines)])[1]
                    x = self._turned(float(match[1]), width, frame)
                    lines.append(Line(x - end, match[2].decode(), font, size))
                    end = x + width
                    cut += [part[done:match.start()], None]
                    done = match.end()
                parts.append((*cut, part[done:]))
        except (NotShapedError, IndexError):
            return None
        mould = Mould(fragment.height, fragment.shape, tuple(parts), tuple(lines))
        if len(lines) != len(texts) or len({line.y for line in lines}) != 1:
            return None
        made = self._filled(mould, texts, frame)
        return mould if made and _same(made, fragment) else None

    def _filled(self, mould: Mould, texts: Sequence[str], frame: Frame) -> Fragment | None:
        parts = []
        lines = iter(zip(mould.lines, texts, strict=True))
        end = 0.0
        try:
            for part in mould.parts:
                out = []
                for piece in part:
                    if piece is not None:
                        out.append(piece)
                        continue
                    line, text = next(lines)
                    shown, width = self._shape(line.font, line.size, text)
                    x = end + line.gap
                    end = x + width
                    out.append(b"1 0 0 -1 %s %s Tm\n%s" % (
                        decimal(self._turned(x, width, frame)), line.y.encode(), shown))
                parts.append(b"".join(out))
        except NotShapedError:
            return None
        if end > frame.width - SLACK:
            return None
        return Fragment(mould.height, tuple(parts), mould.shape)


def _same(one: Fragment, other: Fragment) -> bool:
    return (abs(one.height - other.height) < SLACK and one.shape is other.shape
            and len(one.parts) == len(other.parts)
            and same_drawing(b"0".join(one.parts), b"0".join(other.parts)))


def _split(html: str) -> tuple[Skeleton, tuple[str, ...]]:
    """A block's markup and what is unseen between it; and its texts as they are set."""
    skeleton, texts = [], []
    for place, piece in enumerate(MARKUP.split(html)):
        if place % 2 or not piece.strip():
            skeleton.append(piece)
        else:
            skeleton.append("text")
            texts.append(SPACE.sub(" ", unescape(piece)).translate(UNSEEN))
    if texts and (not all(texts) or " " in (texts[0][0], texts[-1][-1])):
        return tuple(skeleton), ()  # a layout knows what becomes of such a space
    return tuple(skeleton), tuple(texts)
