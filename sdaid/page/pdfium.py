"""pdfium, which shows finished PDFs, and knows no threads: whoever uses it in this process waits
for the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

IN_TURN = RLock()
"""Held by whoever calls pdfium."""


class UnreadableError(Exception):
    """The file is no PDF that can be read."""


@contextmanager
def shown(source: Path | bytes) -> Iterator[Any]:
    """The PDF at, or in, `source`, as pypdfium2's document, for this thread alone. Raises
    `UnreadableError` where it is none."""
    import pypdfium2

    with IN_TURN:
        try:
            document = pypdfium2.PdfDocument(source)
        except (pypdfium2.PdfiumError, OSError) as error:
            raise UnreadableError from error
        try:
            yield document
        finally:
            document.close()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with shown(pdf) as opened:
        return len(opened)
