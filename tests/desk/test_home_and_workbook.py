"""The first page and the page of a workbook say what the commands say."""

from __future__ import annotations

import html
from datetime import date, timedelta
from pathlib import Path

import pytest

from sdaid import steps
from sdaid.appointments.statuses import Status
from sdaid.batch.reasons import ANOTHER_REASON
from sdaid.desk.page import environment
from tests.batch import lists
from tests.build import SMALL, Rows, workbook_from
from tests.desk.desks import TODAY, Desk
from tests.mail.rendered import done, quick

__all__ = ["quick"]


def home(desk: Desk) -> str:
    """The first page, once the files are read."""
    return desk.shows("/", without="are being read")


def spoil(texts: Rows) -> None:
    texts["Options"][0]["name"] = ""


def test_the_first_page_shows_the_folder(desk: Desk, folder: Path) -> None:
    """Workbooks with their state, the newest list's next visits, and what is held; a workbook that
    cannot be used does not hide the others."""
    workbook_from(SMALL, folder / "broken.xlsx", spoil)
    lists.write_csv(folder / "newest.csv", [lists.line(1), lists.line(2, Reason="")])
    said = home(desk)
    assert "fit for patients" in said
    assert "1 problem stops it" in said
    assert "1 to make, 1 held, 0 skipped" in said
    assert "1 visit of newest.csv is held" in said
    assert lists.line(1)["Family name"] in said


def test_a_language_that_no_patient_gets_yet_is_not_offered(desk: Desk, folder: Path) -> None:
    """What is half translated is named as such, on the first page and on the workbook's."""
    def begin(texts: Rows) -> None:
        texts["Options"][0]["wording"] = {"es": {"name": "Esperar"}}

    (folder / "hiccups.xlsx").unlink()
    workbook_from(SMALL, folder / "hiccups.xlsx", begin)
    said = home(desk)
    assert "(not for patients yet: es)." in said
    assert "not for patients yet: es" in desk.shows(f"/workbook/{desk.file('hiccups.xlsx')}")


def test_why_no_aid_is_made_or_sent_is_told_in_the_clinics_language(
        monkeypatch: pytest.MonkeyPatch) -> None:
    """Every short reason of the plan and of a run has its words."""
    monkeypatch.setenv("LANGUAGE", "es")
    why = [each.value for each in Status if each is not Status.BOOKED] + [
        "deceased", "opted out", "channel none", ANOTHER_REASON, "visit before 2026-12-01",
        "visit after 2026-12-01", "skipped: channel none",
        *(f"its channel is {each}" for each in ("desk", "post", "e-mail"))]
    told = environment().from_string(
        "{% import 'parts.html' as parts with context %}{{ parts.reason(why) }}")
    for each in why:
        assert told.render(why=each) != each
    assert told.render(why="held: <b>") == "retenido: &lt;b&gt;"


def test_a_list_that_cannot_be_used_is_said(desk: Desk, folder: Path) -> None:
    """The first page leads to what must be settled, and does not ask for itself again and again."""
    (folder / "newest.csv").write_text("Chart,Given name,Family name\nP-1,Testa,Example\n")
    said = home(desk)
    assert "newest.csv, cannot be used as it is" in said
    assert "data-events" not in said


def test_an_empty_folder_says_what_belongs_there(tmp_path: Path) -> None:
    """Where there is no workbook, the page says what to do."""
    desk = Desk(tmp_path).enter()
    assert "There is no workbook in this folder" in home(desk)
    desk.work.close()


def test_the_problems_are_those_of_the_check(desk: Desk, folder: Path) -> None:
    """Each problem stands below its sheet with its cell, in the words of the command line."""
    path = workbook_from(SMALL, folder / "broken.xlsx", spoil)
    said = html.unescape(desk.shows(f"/workbook/{desk.file('broken.xlsx')}"))
    _, problems = steps.read_workbook(path)
    assert problems
    for each in problems:
        assert f"Sheet {each.place.sheet}" in said
        assert each.place.cell in said
        assert each.says[1:] in said
        assert each.do[1:] in said


def test_what_was_checked_stands_there_with_its_verdict(desk: Desk) -> None:
    """The reading level, the published items and the other rules, as `sdaid check` tells them."""
    said = html.unescape(desk.shows(f"/workbook/{desk.file('hiccups.xlsx')}"))
    report = desk.work.checked(desk.work.folder.path / "hiccups.xlsx").report
    assert report
    assert report.reading.sentence in said
    assert len(report.verdicts) == 35
    for each in (*report.verdicts, *report.others):
        assert f"{each.text}</t" in said


def test_a_warning_has_the_row_that_accepts_it(desk: Desk, folder: Path) -> None:
    """The row to paste into the sheet Accepted is that of the check."""
    def warn(texts: Rows) -> None:
        texts["Sources"][0]["checked"] = date(2019, 1, 1)

    path = workbook_from(SMALL, folder / "warned.xlsx", warn)
    content, problems = steps.read_workbook(path)
    assert content is not None
    report = steps.judged(content, problems, TODAY, printed=True)
    assert report.pastes
    said = html.unescape(desk.shows(f"/workbook/{desk.file('warned.xlsx')}"))
    for _, row in report.pastes:
        assert row in said


@pytest.mark.usefixtures("quick")
def test_what_changed_since_the_version_that_went_out(folder: Path) -> None:
    """Aids that were handed out on an earlier day tell what patients would read differently now."""
    done("render", folder / "hiccups.xlsx", folder / "appointments.xlsx", "--output",
         folder / "outputs", "--today", TODAY)

    def change(texts: Rows) -> None:
        texts["Options"][0]["summary"] = "Wait, and drink water. See us if it lasts."

    (folder / "hiccups.xlsx").unlink()
    workbook_from(SMALL, folder / "hiccups.xlsx", change)
    desk = Desk(folder).enter()
    desk.work.today = lambda: TODAY + timedelta(days=1)
    said = desk.shows(f"/workbook/{desk.file('hiccups.xlsx')}")
    assert "What changed since version 0.1" in said
    assert "Wait, and drink water." in said
    desk.work.close()


def test_the_report_is_shown_as_it_is_printed(desk: Desk) -> None:
    """Each page of the report is a picture with its words, and the PDF is that of the command."""
    w = desk.file("hiccups.xlsx")
    said = desk.shows(f"/workbook/{w}/report")
    assert f"/workbook/{w}/report/1.png" in said
    assert "Is this content fit for patients?" in said
    picture = desk.browser.get(desk.at(f"/workbook/{w}/report/1.png"))
    assert picture.content.startswith(b"\x89PNG")
    assert desk.browser.get(desk.at(f"/workbook/{w}/report/99.png")).status_code == 404
    assert desk.browser.get(desk.at(f"/workbook/{w}/report.pdf")).content.startswith(b"%PDF-")
