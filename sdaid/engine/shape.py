"""Setting one line of text with HarfBuzz exactly as Pango sets it; see `sdaid.engine.engine`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sdaid.page import fonts

PANGO = 1024
"""Pango's units in a CSS pixel."""


class NotShapedError(Exception):
    """A text needs more than the fast way knows: another font, or placed marks. The message
    does not hold the text."""


class Shaper:
    """Sets text in the fonts of `names` (a font's name in the page, its name in the PDF), whose
    glyphs have the `widths` (in thousandths) and the texts `letters`."""

    def __init__(self, names: Mapping[str, str], widths: Mapping[str, Mapping[int, int]],
                 letters: Mapping[str, Mapping[int, str]], language: str) -> None:
        self.names, self.widths, self.letters, self.language = names, widths, letters, language
        self._held = {name: frozenset(each) for name, each in widths.items()}
        self._shaped: dict[tuple[str, str, str], tuple[bytes, float]] = {}

    def held(self, font: str) -> frozenset[int]:
        """The glyphs that the shared font has."""
        return self._held.get(font, frozenset())

    def shape(self, font: str, size: str, text: str) -> tuple[bytes, float]:
        """The operand of TJ for `text`, and its width in px. Glyph widths and moves are rounded
        as WeasyPrint rounds them."""
        asked = (font, size, text)
        if asked not in self._shaped:
            if len(self._shaped) > 2000:
                self._shaped.clear()
            self._shaped[asked] = self._shape(*asked)
        return self._shaped[asked]

    def _shape(self, font: str, size: str, text: str) -> tuple[bytes, float]:
        import uharfbuzz

        points = round(float(size) * PANGO)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.language = "ltr", self.language
        buffer.script = "Latn" if any(letter.isalpha() for letter in text) else "Zyyy"
        uharfbuzz.shape(_sized(_file(self.names.get(font, "")), points), buffer)
        widths = self.widths[font]
        parts, total = [], 0
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            number = glyph.codepoint
            if number not in widths or not number or place.x_offset or place.y_offset:
                raise NotShapedError("a text with placed marks, or a letter of no shared font")
            total += place.x_advance
            move = int(widths[number] - place.x_advance * 1000 / points)
            parts.append(b"%04x>%d<" % (number, move) if move else b"%04x" % number)
        return b"<" + b"".join(parts) + b">", total / PANGO


def decimal(number: float) -> bytes:
    """A number as a PDF writes it."""
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return text.encode()


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
