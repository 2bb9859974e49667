"""Desks over a folder with the small condition."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sdaid.desk.server import serve
from sdaid.desk.work import Work
from tests.desk.browsers import CHROMIUM, QUIET
from tests.desk.desks import TODAY, Desk
from tests.waiting import until


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


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's chromium, one for the tests of a module: as long as Playwright is there, no other
    test can run an event loop."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """The way in to a desk in `folder` that runs while the test does."""
    said: list[str] = []
    work = Work(folder, lambda: TODAY)
    running = threading.Thread(target=serve, args=(work, 0), kwargs={
        "opens": False, "say": said.append})
    running.start()
    until(lambda: said, lambda lines: len(lines) >= 3 or not running.is_alive())
    yield said[1]
    work.ends()
    running.join(30)


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """The first page; whatever the browser complains of fails the test."""
    context = browser.new_context(viewport={"width": 1024, "height": 700})
    context.set_default_timeout(120_000)  # a busy machine
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda each: complaints.append(each.text)
              if each.type in ("error", "warning") and "status of 422" not in each.text else None)
    opened.on("pageerror", lambda each: complaints.append(str(each)))
    opened.goto(address)
    opened.wait_for_url(lambda url: "enter" not in url)
    opened.wait_for_selector("text=Testa")
    yield opened
    context.close()
    assert not complaints
