"""Print runs read back from their files, not from the data that they were made from."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2

from sdaid.mail.windows import POINT, Box


@dataclass(frozen=True)
class Page:
    """A page as it is seen: its text, its size in mm, and by how much it is turned."""

    text: str
    width: float
    height: float
    turned: int

    @property
    def mark(self) -> tuple[int, int, int] | None:
        """(sequence, sheet, of sheets) of the mark at the page's fixed place."""
        last = "".join(self.text.strip().split("\n")[-1].split())  # a narrow 1 reads as a gap
        found = re.fullmatch(r"(\d{4})(\d+)/(\d+)", last)
        return (int(found[1]), int(found[2]), int(found[3])) if found else None


@contextmanager
def _document(path: Path) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(path)
    try:
        yield document
    finally:
        document.close()


def pages_of(path: Path) -> list[Page]:
    with _document(path) as document:
        return [Page(page.get_textpage().get_text_range(), page.get_size()[0] * POINT,
                     page.get_size()[1] * POINT, page.get_rotation()) for page in document]


def text_in(path: Path, number: int, box: Box) -> str:
    """The text in `box` of page `number`, counted from 0, as its lines."""
    with _document(path) as document:
        page = document[number]
        height = page.get_size()[1]
        return str(page.get_textpage().get_text_bounded(
            box.left / POINT, height - box.bottom / POINT, box.right / POINT,
            height - box.top / POINT))


def manifest_rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
