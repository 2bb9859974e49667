"""Setting one line of text with HarfBuzz exactly as Pango sets it; see `sdaid.engine.engine`."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from sdaid.engine.sheets import Sheets
from sdaid.page import fonts

PANGO = 1024
"""Pango's units in a CSS pixel."""

PLAIN_MARKS = frozenset(" !\"#%&'()*+,-./:;=?@_0123456789·–—‘’“”…")
"""What may stand between Latin letters without another script or direction beginning."""


class NotShapedError(Exception):
    """A text needs more than one font, script, direction or line. The message does not hold it."""


class Shaper:
    """Sets text in the shared fonts of `sheets`."""

    def __init__(self, sheets: Sheets, language: str) -> None:
        self._sheets, self._language = sheets, language
        self._shaped: dict[tuple[str, str, str], tuple[bytes, float]] = {}

    def shape(self, font: str, size: str, text: str) -> tuple[bytes, float]:
        """The operand of TJ for `text`, and its width in px. Glyph widths and moves are rounded
        as WeasyPrint rounds them."""
        asked = font, size, text
        if asked not in self._shaped:
            if len(self._shaped) > 4000:
                self._shaped.clear()
            self._shaped[asked] = self._shape(*asked)
        return self._shaped[asked]

    def _shape(self, font: str, size: str, text: str) -> tuple[bytes, float]:
        import uharfbuzz

        if not text or not all(map(is_simple, text)):
            raise NotShapedError("a text of more than plain Latin letters")
        points = round(float(size) * PANGO)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.language = "ltr", self._language
        buffer.script = "Latn" if any(letter.isalpha() for letter in text) else "Zyyy"
        uharfbuzz.shape(_sized(_file(self._sheets.names.get(font, "")), points), buffer)
        widths = self._sheets.widths[font]
        parts, total = [], 0
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            number = glyph.codepoint
            if number not in widths or not number or place.x_offset or place.y_offset:
                raise NotShapedError("a text with placed marks, or a letter of no shared font")
            total += place.x_advance
            move = int(widths[number] - place.x_advance * 1000 / points)
            parts.append(b"%04x>%d<" % (number, move) if move else b"%04x" % number)
        return b"<" + b"".join(parts) + b">", total / PANGO


@cache
def is_simple(letter: str) -> bool:
    """Whether a letter is of plain Latin text."""
    return letter in PLAIN_MARKS or (
        letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN ")
        and unicodedata.normalize("NFC", letter) == letter)


@cache
def _file(name: str) -> Path:
    """The font file behind a font's name in the PDF; only fonts of one file a face are set."""
    family = fonts.MAIN
    for path, face in family.files():
        marks = [family.name, *(["bold"] if face.weight == "bold" else []),
                 *(["italic"] if face.style == "italic" else [])]
        if " ".join(marks).replace(" ", "-").casefold() == name.casefold():
            return path
    raise NotShapedError("a font that is none of ours")


@cache
def _sized(path: Path, points: int) -> Any:
    import uharfbuzz

    font = uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))
    font.scale = (points, points)
    return font
