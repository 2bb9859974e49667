"""One engine for the tests of this folder, and each aid's plain pages drawn once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from sdaid.aid.aid import Aid
from sdaid.engine.engine import Engine
from sdaid.page.render import render_aid


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the shared engine keeps what it compiles."""
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture(scope="session")
def engine(folder: Path) -> Engine:
    return Engine(folder)


@pytest.fixture(scope="session")
def plain() -> Callable[[Aid], bytes]:
    """The plain way, which is slow."""
    return cache(render_aid)
