"""A person at the desk, in a real browser: papers, one patient, post, history."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.batch.lists import line, write_csv
from tests.desk.browsers import CHROMIUM, faults, tab_to
from tests.mail.batches import finished_batch, patient
from tests.mail.rendered import call, quick
from tests.waiting import until

__all__ = ["quick"]

pytestmark = [pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed"),
              pytest.mark.usefixtures("quick")]

PATIENT = {"given_name": "Nova", "family_name": "Invented", "born": "3", "born-year": "1950",
           "patient_id": "P 77", "id": "D-77", "visit_date-year": "2026"}


@pytest.fixture
def runs(folder: Path, quick: None) -> None:
    """A run of two visits with sheets, before the desk is opened."""
    call("render", folder / "hiccups.xlsx", write_csv(folder / "list.csv", [line(1), line(2)]),
         "--output", folder / "outputs", "--sheet", "--today", "2026-11-22")


@pytest.fixture
def posted(folder: Path) -> None:
    """A run whose aids go by post and e-mail."""
    made = finished_batch(folder, [patient(1), patient(2, postcode="nowhere"), patient(
        3, channel="e-mail", email="testa3@example.org", email_password="rose garden three")])
    (folder / "outputs").mkdir()
    made.folder.rename(folder / "outputs" / "batch-1")


def tells_nothing(page: Any) -> bool:
    """Whether address and title hold nothing of a patient."""
    return not any(word in page.url + page.title() for word in
                   ("Testa", "Example", "Nova", "Invented", "A-000", "D-77"))


@pytest.mark.usefixtures("runs")
def test_papers_are_looked_at_and_printed(page: Any) -> None:
    """From the first page to a patient's pages, the next patient, the sheet, and the PDF that is
    printed; on every page axe-core finds nothing."""
    page.click("text=Look and print")
    page.wait_for_selector("text=The papers of this run")
    assert faults(page) == []
    page.click("text=Print all aids")
    page.wait_for_selector("iframe[title='What is printed']")
    until(lambda: page.evaluate("window.printed"))
    assert faults(page) == []
    assert tells_nothing(page)
    page.click("text=Back to what was shown")
    page.click("tbody a >> nth=0")
    page.wait_for_selector("h1:has-text('Testa1')")
    width = "it => it.decode().then(() => it.naturalWidth)"
    assert page.locator("figure img").first.evaluate(width) > 800
    assert "Testa1" in page.inner_text("figure")  # what is seen is a picture: this is heard
    assert page.get_attribute("figure", "aria-label") == "Page 1 of 1"
    assert faults(page) == []
    assert tells_nothing(page)
    page.click("text=Next patient")
    page.wait_for_selector("h1:has-text('Testa2')")
    page.click("text=The sheet")
    page.wait_for_selector("text=Print this sheet")
    assert faults(page) == []
    assert tells_nothing(page)


def test_one_patient_with_the_keyboard_alone(page: Any) -> None:
    """The form is filled and sent with keys; a wrong answer is marked, named to whoever listens,
    and corrected; the aid is shown."""
    tab_to(page, "One patient")
    page.keyboard.press("Enter")
    page.wait_for_selector("#given_name")
    assert faults(page) == []
    for name, text in PATIENT.items():
        field = page.locator(f"[name={name}], #{name}").first
        field.focus()
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
    page.locator("[name=born-month]").focus()
    page.keyboard.type("Feb")
    page.locator("#patient_id").fill("")
    tab_to(page, "Make the aid")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=One answer needs another look")
    assert faults(page) == []
    wrong = page.locator("#patient_id")
    assert wrong.get_attribute("aria-invalid") == "true"
    assert "blank" in page.inner_text(f"#{wrong.get_attribute('aria-describedby').split()[-1]}")
    wrong.fill("P 77")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Nova Invented')")
    assert faults(page) == []
    assert tells_nothing(page)


def test_one_patient_is_cleared_when_nobody_is_there(page: Any) -> None:
    """What was typed is gone, and so is the way back to it."""
    page.click("text=One patient")
    page.wait_for_selector("#given_name")
    page.clock.install()
    page.reload()
    page.fill("#given_name", "Nova")
    page.clock.run_for(10 * 60_000 + 2_000)
    page.wait_for_selector("text=This page was cleared")
    page.go_back()
    page.wait_for_load_state()
    assert "Nova" not in page.content()
    assert page.locator("#given_name").count() == 0 or not page.input_value("#given_name")


@pytest.mark.usefixtures("posted")
def test_what_would_be_printed_is_seen_first(page: Any, folder: Path) -> None:
    """A plain walk to it; the long proof goes on to the print run."""
    page.click("text=Post and e-mail")
    page.click(".rows a:has-text('Post')")
    page.check("input[value=uk]")
    page.click("text=Show what would be printed")
    page.wait_for_selector("text=1 envelope")
    assert faults(page) == []
    assert tells_nothing(page)
    assert not (folder / "outputs" / "batch-1" / "post-1").exists()


@pytest.mark.long
@pytest.mark.usefixtures("posted")
def test_post_and_e_mail(page: Any, folder: Path) -> None:
    """Seen before it goes; then the print run is there, and what came back is settled."""
    page.click("text=Post and e-mail")
    page.wait_for_selector("text=Runs whose aids may go out")
    assert faults(page) == []
    page.click(".rows a:has-text('Post')")
    page.wait_for_selector("text=The envelope’s window")
    assert faults(page) == []
    page.check("input[value=uk]")
    page.click("text=Show what would be printed")
    page.wait_for_selector("text=1 envelope")
    assert faults(page) == []
    assert tells_nothing(page)
    page.click("text=Make the print run")
    page.wait_for_selector("text=The print run is made")
    assert faults(page) == []
    assert (folder / "outputs" / "batch-1" / "post-1" / "a4.pdf").exists()
    page.click("nav >> text=Post and e-mail")
    page.click(".rows a:has-text('E-mail')")
    page.fill("#sender", "clinic@example.org")
    assert faults(page) == []
    page.click("text=Show what would be sent")
    page.wait_for_selector("text=1 e-mail, one message each")
    assert faults(page) == []
    page.click("nav >> text=Post and e-mail")
    page.fill("#appointment", "A-0001")
    page.click("text=Note it")
    page.wait_for_selector("text=What was sent to A-0001 came back")
    assert faults(page) == []


@pytest.mark.usefixtures("runs")
def test_history(page: Any) -> None:
    page.click("text=History")
    page.fill("#appointment", "A-0001")
    page.click("text=Show what went out")
    page.wait_for_selector("text=2 entries of the ledger")
    assert faults(page) == []
    assert tells_nothing(page)
    page.click("text=Show who holds it")
    page.wait_for_selector("text=hold an aid of version 0.1")
    assert faults(page) == []
    with page.expect_download() as saved:
        page.click("text=Save the list as a file")
    assert saved.value.suggested_filename == "recall.csv"
