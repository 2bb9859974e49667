"""One engine for the tests of this folder, and patients of the made-up hiccups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from sdaid import steps
from sdaid.aid.edition import Document, PageFormat, PaperName, Personal
from sdaid.batch.plan import scheduled
from sdaid.batch.press import Press
from sdaid.engine.engine import Engine
from sdaid.page.render import render

TODAY = date(2026, 11, 22)

Aid = Callable[..., Document]
Plain = Callable[[Document], bytes]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the shared engine keeps shared pages."""
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture(scope="session")
def engine(folder: Path) -> Engine:
    return Engine(folder)


@pytest.fixture(scope="session")
def plain() -> Plain:
    """The plain way, which is slow."""
    return cache(render)


@pytest.fixture(scope="session")
def aids(small_workbook: Path, small_list: Path) -> tuple[Press, list[Document]]:
    """The aids of the small list."""
    content, _ = steps.read_workbook(small_workbook)
    assert content is not None
    listed, _ = steps.read_list(small_list, content)
    assert listed is not None
    press, _ = steps.press(content, steps.Asked(TODAY))
    return press, [press.document("aid", visit, "standard", "a4")
                   for visit in scheduled(listed.rows, content) if visit]


@pytest.fixture(scope="session")
def aid(aids: tuple[Press, list[Document]]) -> Aid:
    """Makes the aid of a patient with three messages and two marks, with other texts."""
    first = aids[1][0]

    def made(format_: PageFormat = "standard", paper: PaperName = "a4", **texts: object
             ) -> Document:
        assert isinstance(first.personal, Personal)
        return replace(first, format=format_, paper=paper,
                       personal=replace(first.personal, **texts))  # type: ignore[arg-type]

    return made
