"""Objects and numbers as a PDF writes them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache

WINDOW = 4096
"""The window of the quick compressor, in bytes."""


@lru_cache(10_000)
def decimal(number: float) -> bytes:
    """A number with six places at most."""
    return f"{number:.6f}".rstrip("0").rstrip(".").encode()


def row(kind: int, where: int, index: int) -> bytes:
    """An entry of the list of objects: 1, its place in the file, 0; 2, the object in which it is
    packed, its place there; or 0, no object. It begins with how it is written: 0, in full."""
    return bytes((0, kind)) + where.to_bytes(4, "big") + index.to_bytes(2, "big")


NEXT = bytes((2, 0, 0, 0, 0, 0, 0, 1))
"""The entry of an object that is packed behind the one before it, as the difference from that."""


def packed(pack: int, first: int, count: int) -> bytes:
    """The entries of `count` objects in a pack, from its place `first` on."""
    return b"".join(NEXT if index > first and index % 256 else row(2, pack, index)
                    for index in range(first, first + count))


def numbered(number: int, body: bytes) -> bytes:
    """An object with its number."""
    return b"%d 0 obj\n%s\nendobj\n" % (number, body)


def stream(raw: bytes, kept: bytes = b"") -> bytes:
    """A compressed stream as the whole object, with these entries `kept`."""
    return (b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (kept, len(raw))
            + raw + b"\nendstream")


def compressed(raw: bytes, level: int) -> bytes:
    """`raw` compressed. A small window takes a tenth of the time for what is short."""
    if len(raw) > 4 * WINDOW:
        return zlib.compress(raw, level)
    packer = zlib.compressobj(level, zlib.DEFLATED, 12, 5)
    return packer.compress(raw) + packer.flush()


def object_stream(numbers: Sequence[int], texts: Sequence[bytes], level: int) -> bytes:
    """Objects packed into one compressed stream, as the whole object."""
    head, at = [], 0
    for number, text in zip(numbers, texts, strict=True):
        head.append(b"%d %d" % (number, at))
        at += len(text) + 1
    top = b" ".join(head) + b"\n"
    body = compressed(top + b"\n".join(texts), level)
    return (b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n"
            % (len(texts), len(top), len(body)) + body + b"\nendstream")
