"""Desks over a folder with the small condition."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.desks import Desk


@pytest.fixture
def folder(tmp_path: Path, small_workbook: Path, small_list: Path) -> Path:
    """A clinic's folder: the workbook and the list of the hiccups."""
    made = tmp_path / "clinic"
    made.mkdir()
    shutil.copy(small_workbook, made / "hiccups.xlsx")
    shutil.copy(small_list, made / "appointments.xlsx")
    return made


@pytest.fixture
def outside(folder: Path) -> Iterator[Desk]:
    """A desk whose door is shut."""
    desk = Desk(folder)
    yield desk
    desk.work.close()


@pytest.fixture
def desk(outside: Desk) -> Desk:
    """A desk that was entered."""
    return outside.enter()
