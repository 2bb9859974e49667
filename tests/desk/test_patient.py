"""One patient at the desk of the browser: the aid of the prompt, and nothing kept of them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from sdaid.cli import cli
from tests.desk.desks import Desk
from tests.desk.test_papers import links
from tests.mail.rendered import done, quick
from tests.tongues import speaking, templates_in, tongue_of, workbook_in

__all__ = ["quick"]

ANSWERS = {
    "given_name": "Nova", "family_name": "Invented", "born": "3", "born-month": "02",
    "patient_id": "P 77", "id": "D-77", "visit_date": "1", "visit_date-month": "12",
    "visit_time": "14:30", "format": "standard", "fact-0": "", "fact-1": "outdoors"}


def sent(desk: Desk, **changed: str) -> tuple[int, str]:
    """Fill the form and send it."""
    fields = ANSWERS | {"born-day": "3", "born-year": "1950", "visit_date-day": "1",
                        "visit_date-year": "2026"} | changed
    fields = {name: text for name, text in fields.items() if name not in ("born", "visit_date")}
    return desk.sends(f"/patient/{desk.file('hiccups.xlsx')}", **fields)


def made(desk: Desk, **changed: str) -> tuple[str, str]:
    """The address of the patient's aid, and its page."""
    status, led = sent(desk, **changed)
    assert status == 303, led
    return led, desk.shows(led)


@pytest.mark.usefixtures("quick")
def test_the_questions_are_the_workbooks_own(desk: Desk) -> None:
    """Each fact has the control of its type; what is not known is a choice, and the first."""
    status, led = 0, desk.browser.get(desk.at("/patient")).headers["location"]
    page = desk.shows(led.removeprefix(desk.door.place))
    assert status == 0
    assert "Do you have trouble swallowing?" in page
    assert page.count("Not known") == 2
    assert re.search(r'name="fact-1" value="" checked', page)
    assert 'value="outdoors"' in page
    assert "data-patients" in page
    assert 'autocomplete="off"' in page


def test_the_same_answers_give_the_same_bytes_as_at_the_prompt(desk: Desk, folder: Path) -> None:
    """And the ledger and a recall know of both alike."""
    led, page = made(desk)
    assert "Nova Invented" in page
    [around] = links(desk, page, "/print")
    [printed] = links(desk, desk.shows(around), "print.pdf")
    ours = desk.browser.get(desk.at(printed)).content
    asked = "\n".join(["D-77", "P 77", "Nova", "Invented", "1950-02-03", "2026-12-01", "14:30", "",
                       "", "outdoors", ""])
    call = CliRunner().invoke(cli, [
        "render", str(folder / "hiccups.xlsx"), "--desk", "--output", str(folder / "prompt"),
        "--today", "2026-11-22"], input=asked, catch_exceptions=False)
    assert call.exit_code == 0, call.output
    assert (folder / "prompt" / "D-77.pdf").read_bytes() == ours
    assert (folder / "outputs" / "D-77.pdf").read_bytes() == ours
    for command in (("history", "D-77"), ("recall", "--version", "0.1")):
        mine, theirs = (done(*command, "--ledger", folder / place / "ledger.sqlite")
                        for place in ("outputs", "prompt"))
        assert mine == theirs
        assert "D-77" in mine
    assert "D-77" not in led


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("changed", "said"), [
    ({"given_name": ""}, "This is blank, and the aid needs an answer; answer it."),
    ({"id": ""}, "blank"), ({"patient_id": ""}, "blank"),
    ({"id": "../x"}, "cannot be a file name"), ({"born-year": ""}, "must be a date"),
    ({"born-month": "02", "born-day": "31"}, "must be a date"),
    ({"born-year": "1061"}, "must be a date"),
    ({"born-year": "2030"}, "is after the visit"), ({"visit_time": "25:70"}, "time of day"),
    ({"fact-1": "astronaut"}, "must be one of"), ({"family_name": "ZZZTEST"}, "no patient&#39;s"),
    ({"tried": "leeches"}, "leeches"),
    ({"visit_date-year": "2025"}, "before 2026-11-22")])
def test_each_wrong_answer_is_marked_and_nothing_is_made(
        desk: Desk, folder: Path, changed: dict[str, str], said: str) -> None:
    """In the sentence of the command line, with the other answers as they were."""
    status, page = sent(desk, **changed)
    assert status == 422
    assert said in page
    assert "nothing was made" in page
    assert "the cell" not in page.casefold()  # a form has none
    if "family_name" not in changed:
        assert 'value="Invented"' in page
    assert not list((folder / "outputs").glob("*.pdf"))


@pytest.mark.usefixtures("quick")
def test_all_wrong_answers_are_told_at_once(desk: Desk) -> None:
    _, page = sent(desk, id="", patient_id="", **{"fact-1": "astronaut", "born-day": "99"})
    assert "4 answers need another look" in page


@pytest.mark.usefixtures("quick")
def test_a_past_visit_is_made_where_a_person_says_so(desk: Desk) -> None:
    past = {"visit_date-year": "2025"}
    assert sent(desk, **past)[0] == 422
    assert "Nova Invented" in made(desk, past="yes", **past)[1]


@pytest.mark.usefixtures("quick")
def test_answers_are_corrected_without_typing_them_again(desk: Desk, folder: Path) -> None:
    """The corrected aid lies beside the first one; the same aid lies there once."""
    led, page = made(desk, sheet="yes")
    assert len(list((folder / "outputs").glob("D-77*.pdf"))) == 2
    [again] = links(desk, page, "/again/")
    form = desk.shows(again)
    assert 'value="Invented"' in form
    assert re.search(r'name="sheet" value="yes" checked', form)
    made(desk, sheet="yes")
    assert len(list((folder / "outputs").glob("D-77*.pdf"))) == 2
    made(desk, sheet="yes", family_name="Corrected")
    assert {each.name for each in (folder / "outputs").glob("D-77*.pdf")} == {
        "D-77.pdf", "D-77-sheet.pdf", "D-77-2.pdf", "D-77-sheet-2.pdf"}
    assert "Corrected" not in desk.shows(led)
    assert "The sheet" in page


@pytest.mark.usefixtures("quick")
def test_large_print_has_no_sheet(desk: Desk, folder: Path) -> None:
    made(desk, sheet="yes", format="large-print")
    assert [each.name for each in (folder / "outputs").glob("*.pdf")] == ["D-77-large-print.pdf"]


@pytest.mark.usefixtures("quick")
def test_nothing_of_the_patient_is_kept_after_they_left(desk: Desk) -> None:
    """Neither the answers nor the way to the aid; the aid itself lies in outputs."""
    led, page = made(desk)
    ways = [led, *links(desk, page, "/made/"), *links(desk, page, "/again/")]
    assert not any(word in each for each in ways for word in ("Nova", "D-77", "Invented"))
    desk.work.clear()
    for each in ways:
        answer = desk.browser.get(desk.at(each))
        assert answer.status_code == 410
        assert "Nova" not in answer.text


@pytest.mark.usefixtures("quick")
def test_a_workbook_that_is_unfit_makes_nothing(desk: Desk, folder: Path) -> None:
    (folder / "hiccups.xlsx").write_bytes(b"no workbook")
    time.sleep(0.01)
    status, page = sent(desk)
    assert status == 409
    assert "not an Excel workbook" in page
    assert not (folder / "outputs").exists()


@pytest.mark.usefixtures("quick")
def test_a_name_that_is_markup_is_text(desk: Desk) -> None:
    _, page = made(desk, given_name="<i>Nova</i>")
    assert "<i>" not in page
    assert "&lt;i&gt;Nova" in page


@pytest.fixture
def bilingual(tmp_path: Path, folder: Path) -> Iterator[Desk]:
    """A desk over a workbook in which Spanish is signed, and French is not."""
    with speaking(templates_in(tmp_path)):
        (folder / "hiccups.xlsx").unlink()
        workbook_in(folder / "hiccups.xlsx", signed=("es",))
        desk = Desk(folder).enter()
        try:
            yield desk
        finally:
            desk.work.close()


def test_languages_in_which_aids_may_go_out_are_offered(bilingual: Desk) -> None:
    page = bilingual.shows(f"/patient/{bilingual.file('hiccups.xlsx')}")
    assert re.findall(r"<option[^>]*>(en|es|fr)<", page) == ["en", "es"]


@pytest.mark.long
def test_the_aid_is_made_in_the_language_that_is_chosen(bilingual: Desk, folder: Path) -> None:
    """It is that of the pages, and of the ledger."""
    _, page = made(bilingual, language="es")
    assert tongue_of(re.sub("<[^>]*>", " ", page.partition("<figure")[2])) == "es"
    assert (folder / "outputs" / "D-77-es.pdf").exists()
