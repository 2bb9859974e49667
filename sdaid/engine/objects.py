"""Objects and numbers as a PDF writes them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

WINDOW = 4096
"""The window of the quick compressor, in bytes."""


def decimal(number: float) -> bytes:
    """A number with six places at most."""
    return f"{number:.6f}".rstrip("0").rstrip(".").encode()


def row(kind: int, where: int, index: int) -> bytes:
    """An entry of the list of objects: 1, its place in the file, 0; or 2, the object in which it is
    packed, its place there."""
    return bytes((kind,)) + where.to_bytes(4, "big") + index.to_bytes(2, "big")


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
