"""What the ledger tells at the desk is what the commands tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.desks import ORIGIN, Desk
from tests.mail.rendered import call, done, quick

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def ledger(folder: Path) -> Path:
    """The ledger of a run of the list, whose aids go out at the desk and otherwise."""
    call("render", folder / "hiccups.xlsx", folder / "appointments.xlsx", "--output",
         folder / "outputs", "--today", "2026-11-22")
    return folder / "outputs" / "ledger.sqlite"


def test_before_the_first_aid_there_is_nothing_to_tell(desk: Desk) -> None:
    assert "Nothing was made in this folder yet" in desk.shows("/history")


def test_an_appointment_and_a_version(desk: Desk, ledger: Path) -> None:
    """Every document of it, with what became of it; capitals do not count."""
    assert done("history", "A-0001", "--ledger", ledger)
    status, page = desk.sends("/history", appointment="a-0001")
    assert status == 200
    assert "1 entry of the ledger" in page
    assert "made (desk)" in page or "made (post)" in page or "made (e-mail)" in page
    _, page = desk.sends("/history", version="0.1")
    assert all(name in page for name in ("A-0001", "A-0002", "A-0003"))
    assert "evidence book" in page


@pytest.mark.parametrize(("path", "fields", "said"), [
    ("/history", {"appointment": "nobody"}, "knows no aid of “nobody”"),
    ("/history", {"version": "9.9"}, "9.9"),
    ("/history/recall", {"version": "9.9"}, "9.9"),
    ("/history/recall", {"version": "0.1", "figure": "nothing"}, "nothing")])
def test_what_the_ledger_does_not_know_is_said(desk: Desk, ledger: Path, path: str,
                                               fields: dict[str, str], said: str) -> None:
    """In the sentence of the command."""
    assert ledger.exists()
    status, page = desk.sends(path, **fields)
    assert status == 422
    assert said in page


def test_a_recall_list_is_that_of_the_command(desk: Desk, ledger: Path, tmp_path: Path) -> None:
    """Shown, and saved as the same file."""
    done("recall", "--version", "0.1", "--output", tmp_path / "recall.csv", "--ledger", ledger)
    status, page = desk.sends("/history/recall", version="0.1")
    assert status == 200
    assert "of version 0.1" in page
    assert "The figure that was wrong" in page
    answer = desk.browser.post(desk.at("/history/recall"), data={"version": "0.1", "file": "yes"},
                               headers={"Origin": ORIGIN})
    assert answer.content == (tmp_path / "recall.csv").read_bytes()
    assert "attachment" in answer.headers["content-disposition"]
