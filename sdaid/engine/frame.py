"""What all files of one content in one format share; see `sdaid.engine.engine`."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

from sdaid.engine.leaf import (
    FONTS,
    REFERENCE,
    Finished,
    NotCompiledError,
    as_text,
    is_stream,
)

INFO, METADATA = 3, 4
FIRST_FONT, FIRST_BOOKMARK = 20, 200
"""Object numbers of what a document has once."""


@dataclass(frozen=True, eq=False)
class Frame:
    """What all variants of one content in one format share: how long stand-ins are, the fonts
    (names, widths and texts of glyphs), what a document has once, and the rest of its catalogue.
    `fails` says why the fast way cannot be gone, `shared` names the parts that are the same for
    patients of whom nothing is known."""

    fails: str
    sizes: dict[str, int]
    names: dict[str, str]
    widths: dict[str, dict[int, int]]
    letters: dict[str, dict[int, str]]
    objects: tuple[tuple[int, bytes], ...]
    catalog: str
    shared: tuple[str, ...] = ()


def covers(alphabet: Finished, made: Finished) -> bool:
    """Whether `alphabet` has every glyph of the fonts of `made`."""
    return all(name in alphabet.fonts
               and _widths(font).keys() <= _widths(alphabet.fonts[name]).keys()
               for name, font in made.fonts.items())


def frame_of(plain: Finished, alphabet: Finished) -> Frame:
    """The frame of `plain`, with the fonts of `alphabet` in place of its own."""
    names = {name: as_text(font.BaseFont).split("+", 1)[-1] for name, font in alphabet.fonts.items()
             if name in plain.fonts}
    widths = {name: _widths(alphabet.fonts[name]) for name in names}
    numbers: dict[tuple[int, int], int] = {}
    objects: dict[int, bytes] = {}

    def take(found: Any) -> int:
        if found.objgen not in numbers:
            number = numbers[found.objgen] = FIRST_FONT + len(numbers)
            if number >= FIRST_BOOKMARK:
                raise NotCompiledError("too many fonts")
            if is_stream(found):
                raw = zlib.compress(found.read_bytes(), 9)
                kept = b" ".join(f"{name} {as_text(found[name])}".encode("latin-1")
                                 for name in sorted(found.keys())
                                 if name not in ("/Length", "/Filter"))
                objects[number] = stream(raw, kept)
            else:
                objects[number] = renumbered(found.unparse(resolved=True))
        return numbers[found.objgen]

    def renumbered(text: bytes) -> bytes:
        return REFERENCE.sub(lambda match: match[0] if match[1] is None else b"%d 0 R" % take(
            alphabet.pdf.get_object((int(match[1]), int(match[2])))), text)

    objects[FONTS] = b"<<" + b" ".join(
        b"/%s %d 0 R" % (name.encode(), take(alphabet.fonts[name])) for name in sorted(names)
    ) + b">>"
    objects[INFO] = plain.pdf.trailer.Info.unparse(resolved=True)
    metadata = plain.pdf.Root.Metadata.read_bytes()
    objects[METADATA] = stream(zlib.compress(metadata, 9), b"/Type/Metadata/Subtype/XML")
    own = ("/Metadata", "/Names", "/Outlines", "/Pages", "/StructTreeRoot", "/Type")
    catalog = " ".join(f"{name} {as_text(plain.pdf.Root[name])}"
                       for name in sorted(plain.pdf.Root.keys()) if name not in own)
    if any(match[1] for match in REFERENCE.finditer(catalog.encode("latin-1"))):
        raise NotCompiledError("a catalogue with more than a language")
    letters = {name: alphabet.letters[name] for name in names}
    return Frame("", {}, names, widths, letters, tuple(sorted(objects.items())), catalog)


def _widths(font: Any) -> dict[int, int]:
    found: dict[int, int] = {}
    entries = list(font.DescendantFonts[0].W)
    for first, widths in zip(entries[::2], entries[1::2], strict=True):
        found.update((int(first) + at, int(width)) for at, width in enumerate(widths))
    return found


def stream(raw: bytes, kept: bytes = b"") -> bytes:
    """A compressed stream as the whole object, with these entries `kept`."""
    return (b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (kept, len(raw))
            + raw + b"\nendstream")
