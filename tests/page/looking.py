"""What a reader sees in a PDF: its words and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pypdfium2 as pdfium

SKIPPED = {"language", "direction", "format", "paper", "id", "kind", "option", "appointment",
           "logo", "alt", "meaning", "unit", "section", "side", "decided_by",
           "marks"}
"""Fields that are for the program, or for those who listen: not words on the page."""


def pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def squeezed(text: str) -> str:
    """`text` without blanks, line ends, isolates and the hyphens of broken words."""
    text = text.replace("\ufffe", "").replace("\x02", "")
    return re.sub(r"[\s\u2066-\u2069\u00ad-]", "", text)


def words_of(pdf: bytes) -> str:
    """All text, squeezed, without the page numbers that stand between lines at the foot."""
    return "".join(squeezed(re.sub(r"Page\s+\d+\s+of\s+\d+", "", text)) for text in pages(pdf))


def texts(value: object, name: str = "") -> Iterator[str]:
    """The texts that a part of an aid says, in order."""
    if isinstance(value, str):
        if value and name not in SKIPPED:
            yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each, name)
    elif is_dataclass(value):
        for part in fields(value):
            yield from texts(getattr(value, part.name), part.name)


def letters(pdf: bytes) -> Iterator[tuple[int, str, tuple[float, float, float, float],
                                          tuple[float, float]]]:
    """Each letter that prints: page, letter, its box (left, bottom, right, top), page size."""
    document = pdfium.PdfDocument(pdf)
    try:
        for number, page in enumerate(document):
            size = page.get_size()
            text = page.get_textpage()
            words = text.get_text_range()
            for place in range(text.count_chars()):
                letter = words[place] if len(words) == text.count_chars() else "x"
                if not letter.isspace():
                    yield number, letter, text.get_charbox(place), size
    finally:
        document.close()
