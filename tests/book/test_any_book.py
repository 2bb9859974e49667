"""Whatever a workbook says within its limits, its evidence book holds it: no two words overlap, no
word leaves its page, none is missing. The finished PDF is read by another library than made it."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from sdaid import steps
from tests.book.test_book import EVERY, POINT, told
from tests.page.conditions import fitting_condition
from tests.page.looking import squeezed
from tests.page.test_any_condition import Word, _apart, _words

SHORT = int(os.environ.get("SDAID_BOOKS", "1"))
LONG = int(os.environ.get("SDAID_BOOKS_LONG", "20"))
FIRST = int(os.environ.get("SDAID_CONDITIONS_SEED", "1"))
EDGE = 8.0
"""What a word keeps clear of at the left and the right, in mm."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    count = LONG if metafunc.config.getoption("--long") else SHORT
    metafunc.parametrize("seed", range(FIRST, FIRST + count))


def test_the_book_of_any_condition_holds_what_it_says(seed: int, tmp_path: Path) -> None:
    """Each format and paper."""
    content = fitting_condition(seed, tmp_path)
    press, _ = steps.press(content, steps.Asked(date(2026, 11, 22)))
    for format_, paper in EVERY:
        pdf, problems = press.book(format_, paper)
        assert problems == []
        where = f"seed {seed}, book, {format_}, {paper}"
        pages = words_of_pages(pdf, where)
        _apart(pages, where)
        said = re.sub(r"\W", "", "".join(word.text for words in pages for word in words))
        missing = [text for text in told(press.edition)
                   if re.sub(r"\W", "", squeezed(text)) not in said]
        assert missing == [], where


def words_of_pages(pdf: bytes, where: str) -> list[list[Word]]:
    """The words of each page, none of which leaves it."""
    opened = pdfium.PdfDocument(pdf)
    try:
        found = []
        for number, page in enumerate(opened, start=1):
            found.append(list(_words(page)))
            width, height = page.get_size()
            for word in found[-1]:
                inside = (word.left > EDGE / POINT and word.right < width - EDGE / POINT
                          and word.bottom > 12 and word.top < height - 12)
                assert inside, f"{where}, page {number}: “{word.text}” leaves the page"
        return found
    finally:
        opened.close()
