"""The evidence book of the small condition, drawn once for each format and paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from sdaid.aid.edition import Document, Edition, PageFormat, PaperName
from sdaid.batch.press import Press
from sdaid.page.render import render
from sdaid.steps import Asked, press, read_workbook

Drawn = Callable[[PageFormat, PaperName], bytes]


@pytest.fixture(scope="session")
def small_press(small_workbook: Path) -> Press:
    content, problems = read_workbook(small_workbook)
    assert content is not None, problems
    return press(content, Asked(date(2026, 11, 22)))[0]


@pytest.fixture(scope="session")
def edition(small_press: Press) -> Edition:
    return small_press.edition


@pytest.fixture(scope="session")
def drawn(edition: Edition) -> Drawn:
    """The PDF of the book in a format and on a paper."""
    @cache
    def book(format_: PageFormat, paper: PaperName) -> bytes:
        return render(Document("book", format_, paper, edition))
    return book
