"""A person at the desk, in a real browser."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from sdaid.desk.server import serve
from sdaid.desk.work import Work
from tests.build import SMALL, Rows, workbook_from
from tests.desk.browsers import CHROMIUM, faults, tab_to
from tests.desk.desks import TODAY
from tests.mail.rendered import quick
from tests.waiting import until

__all__ = ["quick"]

pytestmark = [pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed"),
              pytest.mark.usefixtures("quick")]


def test_the_file_opens_the_desk(browser: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
                                 ) -> None:
    """The browser that is opened on the file gets in by itself, and is on the first page."""
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda each: bool(opened.append(each)) or True)
    work = Work(folder, lambda: TODAY)
    running = threading.Thread(target=serve, args=(work, 0), kwargs={
        "opens": True, "say": lambda _: None})
    running.start()
    until(lambda: opened)
    context = browser.new_context()
    context.set_default_timeout(120_000)
    page = context.new_page()
    page.goto(opened[0])
    page.wait_for_selector("text=Decision aids")
    assert "word" not in page.url
    page.click("text=End the desk")
    page.wait_for_selector("text=The desk has ended")
    context.close()
    running.join(30)
    assert not running.is_alive()


def test_from_the_folder_to_printed_aids_with_the_keyboard_alone(page: Any, folder: Path) -> None:
    """Eight presses lead from the first page to all aids on both sizes of paper, one in the
    printer's own window for each size; the focus is seen wherever it goes. On every page axe-core
    finds nothing, nothing is cut off at any size, and the address tells nothing."""
    assert faults(page) == []
    tab_to(page, "Skip to the content")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    presses = 0
    for name, then in (("Make aids", "Whose aids?"), ("Take this list", "Was the list understood?"),
                       ("Yes: show the plan", "What becomes of each visit"),
                       ("Make", "The aids are made"), ("Print all aids (A4)", "sheets of A4"),
                       ("Print these next", "sheet of Letter")):
        tab_to(page, name)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"text={then}")
        if "Print" in name:
            until(lambda: page.evaluate("window.printed"))
            page.wait_for_timeout(200)
            presses += page.evaluate("window.printed")
        presses += 1
        assert faults(page) == [], then
        assert "Testa" not in page.url + page.title()
    assert presses == 8
    assert list((folder / "outputs" / "appointments-hiccups").glob("*.pdf"))
    page.reload()
    page.wait_for_timeout(200)
    assert not page.evaluate("window.printed")  # what was printed does not print again by itself


def test_a_save_is_seen(page: Any, folder: Path) -> None:
    """The page of a workbook checks it again when it is saved, and says what is wrong now."""
    page.click("text=Look at it")
    page.wait_for_selector("text=Fit for patients")
    assert faults(page) == []

    def spoil(texts: Rows) -> None:
        texts["Options"][0]["name"] = ""

    saved = workbook_from(SMALL, folder / "half.xlsx", spoil)
    saved.replace(folder / "hiccups.xlsx")
    page.wait_for_selector("text=It cannot be used")
    assert faults(page) == []


def test_a_page_that_nobody_touches_is_cleared(page: Any) -> None:
    """After nine minutes it asks, and goes on where somebody answers, with the button or with
    Escape; after ten it holds nothing of a patient, and neither does the way back."""
    page.clock.install()
    page.reload()
    page.wait_for_selector("text=Testa")
    page.clock.run_for(9 * 60_000 + 2_000)
    assert faults(page) == []
    page.click("text=Go on")
    page.clock.run_for(2 * 60_000)
    assert page.is_visible("text=Testa")
    page.clock.run_for(7 * 60_000 + 2_000)
    page.wait_for_selector("text=Are you still there?")
    page.keyboard.press("Escape")
    page.clock.run_for(2 * 60_000)
    assert page.is_visible("text=Testa")
    page.clock.run_for(10 * 60_000)
    page.wait_for_selector("text=This page was cleared")
    assert faults(page) == []
    assert "Testa" not in page.content()


def test_a_dropped_file_is_taken(page: Any, folder: Path) -> None:
    """A file that is chosen, or dropped, goes to the folder by itself."""
    page.click("text=Make aids")
    page.wait_for_selector("text=Whose aids?")
    page.wait_for_load_state()  # what listens to a chosen file is there now
    page.set_input_files("#file", files=[{
        "name": "more.csv", "mimeType": "text/csv",
        "buffer": b"Appointment id,Patient id\nA-1,P-1\n"}])
    page.wait_for_selector("text=must be settled")
    assert faults(page) == []
    assert (folder / "more.csv").exists()
