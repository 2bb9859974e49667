"""Setting one line of text with HarfBuzz exactly as Pango sets it; see `sdaid.engine.engine`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from sdaid.engine.sheets import Sheets
from sdaid.page import fonts

PANGO = 1024
"""Pango's units in a CSS pixel."""

PLAIN_MARKS = frozenset(" !\"#%&'()*+,-./:;=?@_0123456789·–—‘’“”…")
"""What may stand between Latin letters without another script or direction beginning."""

TO_THE_LEFT = re.compile(r"(?P<digits>[0-9]+)|(?P<marks> *[:.·] *)|(?P<words>[^0-9:.·]+?)"
                         r"(?=[0-9]| *[:.·]|$)")
"""The runs of a line in Arabic letters: numbers, which run to the right; marks of the main font,
which has the spaces beside them too; words."""

AMONG_LEFTWARD = re.compile(r"[^\W\d](?:.*\w)?|[0-9]+(?:[:.][0-9]+)*")
"""Latin letters, or a number, that stay in their order where lines run to the left."""


class NotShapedError(Exception):
    """A text needs what is not set here: another script, a mark that is placed, a line more. The
    message does not hold it."""


class Shaper:
    """Sets text in the shared fonts of `sheets`, in a language whose lines run to the left where
    it is `leftward`."""

    def __init__(self, sheets: Sheets, language: str, *, leftward: bool) -> None:
        self._sheets, self._language, self._leftward = sheets, language, leftward
        self._fonts = {name: font for font, name in sheets.names.items()}

    def shape(self, font: str, size: str, text: str) -> tuple[bytes, float]:
        """The operators that show `text` in the weight of a font of the page, and its width in px.
        Glyph widths and moves are rounded as WeasyPrint rounds them."""
        weight = next((name for name in ("-Bold", "-Italic", "-Bold-Italic")
                       if self._sheets.names.get(font, "").endswith(name)), "")
        shown, total = list[tuple[str, bytes]](), 0
        for family, run, direction in self._runs(text):
            name = self._fonts.get(family.name.replace(" ", "-") + weight, "")
            array, width = self._shape(name, size, run, direction, family.name)
            before = shown.pop()[1] if shown and shown[-1][0] == name else b""
            shown.append((name, before + array))
            total += width
        return b"\n".join(b"/%s %s Tf\n[%s] TJ" % (name.encode(), size.encode(), array)
                          for name, array in shown), total / PANGO

    def _runs(self, text: str) -> Iterator[tuple[fonts.Family, str, str]]:
        """The runs of a text from left to right, each with its font and direction."""
        if text and all(map(is_simple, text)) and (
                not self._leftward or AMONG_LEFTWARD.fullmatch(text)):
            yield fonts.MAIN, text, "ltr"
            return
        runs = list(TO_THE_LEFT.finditer(text))
        if (not self._leftward or not any(map(str.isalpha, text))
                or "".join(run[0] for run in runs) != text):
            raise NotShapedError("a text of more than plain letters")
        for run in reversed(runs):
            if run["words"] and not (any(map(is_arabic, run[0]))
                                     and all(each == " " or is_arabic(each) for each in run[0])):
                raise NotShapedError("a text of more than plain letters")
            yield (fonts.ARABIC if run["words"] else fonts.MAIN, run[0],
                   "ltr" if run["digits"] else "rtl")

    def _shape(self, font: str, size: str, text: str, direction: str, family: str
               ) -> tuple[bytes, int]:
        """The operand of TJ for a run, and its width in Pango's units."""
        import uharfbuzz

        points = round(float(size) * PANGO)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.language = direction, self._language
        latin = any(letter.isalpha() for letter in text) and family == fonts.MAIN.name
        buffer.script = "Latn" if latin else "Arab" if self._leftward else "Zyyy"
        uharfbuzz.shape(_sized(self._sheets.names.get(font, ""), points), buffer)
        widths = self._sheets.widths.get(font, {})
        parts, total = [], 0
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            number = glyph.codepoint
            if number not in widths or not number or place.y_offset:
                raise NotShapedError("a text with placed marks, or a letter of no shared font")
            total += place.x_advance
            offset = place.x_offset * PANGO / points
            move = int(widths[number] + offset - place.x_advance * 1000 / points)
            parts.append((b">%f<" % -offset if offset else b"")
                         + (b"%04x>%d<" % (number, move) if move else b"%04x" % number))
        return b"<" + b"".join(parts) + b">", total


@cache
def is_simple(letter: str) -> bool:
    """Whether a letter is of plain Latin text."""
    return letter in PLAIN_MARKS or (
        letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN ")
        and unicodedata.normalize("NFC", letter) == letter)


@cache
def is_arabic(letter: str) -> bool:
    """Whether a letter is a plain one of the Arabic font, or its comma."""
    return fonts.family_of(letter) is fonts.ARABIC and (
        letter == "،" or (letter.isalpha() and unicodedata.bidirectional(letter) == "AL"))


@cache
def _sized(name: str, points: int) -> Any:
    """The font that a PDF names so; only fonts of one file a face are set."""
    import uharfbuzz

    for family in (fonts.MAIN, fonts.ARABIC):
        for path, face in family.files():
            marks = [family.name, *(["bold"] if face.weight == "bold" else []),
                     *(["italic"] if face.style == "italic" else [])]
            if " ".join(marks).replace(" ", "-").casefold() == name.casefold():
                font = uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))
                font.scale = (points, points)
                return font
    raise NotShapedError("a font that is none of ours")
