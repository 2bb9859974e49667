"""The content of the two workbooks, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdaid.aid.figures import Teller
from sdaid.aid.wording import wording
from sdaid.resources import templates
from sdaid.steps import read_workbook
from sdaid.workbook.content import Content


def content_of(path: Path) -> Content:
    content, problems = read_workbook(path)
    assert content is not None, [each.sentence for each in problems]
    return content


@pytest.fixture(scope="session")
def small(small_workbook: Path) -> Content:
    """The made-up hiccups, understood."""
    return content_of(small_workbook)


@pytest.fixture(scope="session")
def teller(small: Content) -> Teller:
    """Who tells the figures of the made-up hiccups in English."""
    return Teller(small, wording("en", templates() / "locale"))
