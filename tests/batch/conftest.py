"""What the tests of the batch share."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdaid import steps
from sdaid.workbook.content import Content
from tests.batch.lists import write_csv
from tests.batch.presses import order, run


@pytest.fixture(scope="session")
def small(small_workbook: Path) -> Content:
    """The content of the made-up hiccups."""
    content, problems = steps.read_workbook(small_workbook)
    assert content is not None, problems
    return content


@pytest.fixture
def listed(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A list of the `LINES` of the test's module."""
    return write_csv(tmp_path / "list.csv", request.module.LINES)


@pytest.fixture
def out(tmp_path: Path, small: Content, listed: Path) -> Path:
    """The folder of a whole run of `listed`."""
    run(order(listed, small), tmp_path / "out")
    return tmp_path / "out"
