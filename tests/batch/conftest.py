"""What the tests of the batch share."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdaid import steps
from sdaid.workbook.content import Content


@pytest.fixture(scope="session")
def small(small_workbook: Path) -> Content:
    """The content of the made-up hiccups."""
    content, problems = steps.read_workbook(small_workbook)
    assert content is not None, problems
    return content
