"""Whether bytes are a whole PNG or JPEG picture, and how large, found without drawing it.

PNG: W3C, Portable Network Graphics, third edition, chapters 5 and 11. JPEG: ITU-T T.81, annex B.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a dot by PNG's colour types."""

FRAMES = (0xC0, 0xC1, 0xC2)
"""JPEG's kinds of picture that programs draw: baseline, extended, progressive."""

SCAN, ALONE = 0xDA, (0x01, *range(0xD0, 0xD8))


def dots(content: bytes, most: int) -> int | None:
    """How many dots the picture has; None where it is no whole PNG or JPEG picture of 1 to `most`
    dots."""
    try:
        if content.startswith(PNG):
            size = _png(content, most)
        elif content.startswith(JPEG):
            size = _jpeg(content)
        else:
            return None
    except (struct.error, zlib.error, ValueError):
        return None
    return size if 1 <= size <= most else None


def is_deep_grey(content: bytes) -> bool:
    """Whether a whole picture is a PNG in grey of 16 bits without transparency, which Pillow reads
    in a way of its own and WeasyPrint does not draw."""
    return content.startswith(PNG) and content[24:26] == bytes((16, 0))


def _png(content: bytes, most: int) -> int:
    """The dots of a PNG whose parts all have their lengths and checksums, and whose lines are all
    there. ValueError, struct.error or zlib.error where they are not."""
    chunks = list(_chunks(content))
    if chunks[-1:] != [(b"IEND", b"")] or chunks[0][0] != b"IHDR":
        raise ValueError("no beginning or no end")
    width, height, depth, colour, *_ = struct.unpack(">LLBBBBB", chunks[0][1])
    size = width * height
    if size > most or depth not in (1, 2, 4, 8, 16) or colour not in SAMPLES:
        return 0
    lines = height * (1 + (width * depth * SAMPLES[colour] + 7) // 8)
    unpacker = zlib.decompressobj()
    found = len(unpacker.decompress(b"".join(each for kind, each in chunks if kind == b"IDAT"),
                                    lines))
    return int(size) if found == lines else 0


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of a PNG's chunks, up to its end."""
    at, kind = len(PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">L4s", content, at)
        (checksum,) = struct.unpack_from(">L", content, at + 8 + length)
        if zlib.crc32(content[at + 4:at + 8 + length]) != checksum:
            raise ValueError("a checksum does not fit")
        yield kind, content[at + 8:at + 8 + length]
        at += 12 + length


def _jpeg(content: bytes) -> int:
    """The dots of a JPEG that has its frame, a scan and its end. ValueError or struct.error where
    it has not."""
    at, size = 2, 0
    while True:
        mark, kind = struct.unpack_from(">BB", content, at)
        if mark != 0xFF:
            raise ValueError("no segment where one belongs")
        if kind == 0xFF:  # fills the gap before a segment
            at += 1
            continue
        if kind in ALONE:
            at += 2
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        if kind in FRAMES and not size:
            height, width = struct.unpack_from(">HH", content, at + 5)
            size = width * height
        at += 2 + length
        if kind == SCAN:
            return size if content.find(b"\xff\xd9", at) >= 0 else 0
