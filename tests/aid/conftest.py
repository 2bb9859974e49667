"""The content of the two workbooks, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdaid.workbook.content import Content
from sdaid.workbook.load import load


def content_of(path: Path) -> Content:
    content, problems = load(path)
    assert content is not None, [each.sentence for each in problems]
    return content


@pytest.fixture(scope="session")
def small(small_workbook: Path) -> Content:
    """The made-up hiccups, understood."""
    return content_of(small_workbook)
