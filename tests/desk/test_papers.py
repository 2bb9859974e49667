"""The papers of a run: looked at as they are printed, and printed one by one or all at once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sdaid.desk.screens import papers
from sdaid.mail import measure
from tests.batch.lists import line, write_csv
from tests.desk.desks import Desk
from tests.mail.rendered import call, quick

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick")

NAMES = ("Testa1 Example1", "Testa2 Example2", "Testa3 Example3")


@pytest.fixture
def run(desk: Desk, folder: Path) -> str:
    """The address of a run of three visits, with sheets; the second is in large print."""
    rendered(folder, [line(1), line(2, format="large-print"), line(3)])
    return f"/run/{desk.work.run('list-hiccups')}"


def rendered(folder: Path, rows: list[dict[str, str]], *more: object) -> Path:
    path = write_csv(folder / "list.csv", rows)
    call("render", folder / "hiccups.xlsx", path, "--output", folder / "outputs", "--sheet",
         "--today", "2026-11-22", *more)
    return folder / "outputs" / "list-hiccups"


def links(desk: Desk, page: str, like: str) -> list[str]:
    """The addresses on a page that hold `like`, without what they all begin with."""
    found = re.findall(r'(?:href|src)="([^"]*)"', page)
    return [each.removeprefix(desk.door.place) for each in found if like in each]


def told(pdf: bytes) -> list[str]:
    with measure.opened(pdf) as pages:
        return [" ".join(pages.text(number).split()) for number in range(len(pages))]


def test_the_run_says_whose_papers_it_has(desk: Desk, run: str) -> None:
    """Names, births and visits; what can be printed at once; cleared when nobody is there."""
    page = desk.shows(run)
    assert all(name in page for name in NAMES)
    assert "data-patients" in page
    assert "3 patients" in page
    assert "Print all aids" in page


def test_print_all_gives_every_aid_from_a_sheet_of_its_own(desk: Desk, run: str) -> None:
    """In the list's order, large print among them, with blank backs; large print alone too."""
    page = desk.shows(run)
    every = desk.browser.get(desk.at(f"{run}/all/aid/all/a4/1.pdf"))
    pages = told(every.content)
    assert every.headers["content-type"] == "application/pdf"
    assert [each != "" for each in pages] == [True, False] * 3
    assert all(name.split()[1] in text for name, text in zip(NAMES, pages[::2], strict=True))
    large = desk.browser.get(desk.at(f"{run}/all/aid/large-print/a4/1.pdf"))
    assert len(told(large.content)) == 2
    for each in links(desk, page, "/all/"):
        around = desk.shows(each)
        assert "data-patients" in around  # which the browser's own page of a PDF is not
        assert run in links(desk, around, "/run/")
        [framed] = links(desk, around, ".pdf")
        assert desk.browser.get(desk.at(framed)).content.startswith(b"%PDF")
    for wrong in ("aid/all/a4/2", "aid/all/letter/1", "other/all/a4/1", "aid/all/../1"):
        assert desk.browser.get(desk.at(f"{run}/all/{wrong}.pdf")).status_code == 404
        assert desk.browser.get(desk.at(f"{run}/all/{wrong}")).status_code == 404
    assert "(A4)" not in page  # there is no other size to tell it from


def test_nobody_is_missed_where_papers_are_of_two_sizes(desk: Desk, folder: Path) -> None:
    """Each button says its size, no two have one name, and the one leads to the other."""
    rendered(folder, [line(1), line(2, paper="letter"), line(3)])
    run = f"/run/{desk.work.run('list-hiccups')}"
    page = desk.shows(run)
    assert "These papers are of two sizes" in page
    names = re.findall(r'<a class="button[^"]*" href="[^"]*/all/[^"]*">(.*?)</a>', page)
    assert len(names) == len(set(names)) == 6
    around = desk.shows(f"{run}/all/aid/all/a4/1")
    assert "2 patients, 2 sheets of A4" in around
    assert "Not in this PDF: 1 patient, 1 sheet of Letter." in " ".join(around.split())
    [then] = links(desk, around, "/all/aid/all/letter/1")
    assert "Not in this PDF" not in desk.shows(then)


def test_each_paper_is_shown_as_it_is_printed(desk: Desk, run: str, folder: Path) -> None:
    """Page by page as pictures with their words; the file that is printed is the one that was
    made; from one patient a way leads to the next, and back."""
    first = links(desk, desk.shows(run), "/of/")[0]
    page = desk.shows(first)
    assert NAMES[0] in page
    assert "Page 1 of 1" in page
    pictures = links(desk, page, ".png")
    answer = desk.browser.get(desk.at(pictures[0]))
    assert answer.content.startswith(b"\x89PNG")
    assert answer.headers["cache-control"] == "no-store"
    [around] = links(desk, page, "/print")
    [printed] = links(desk, desk.shows(around), "print.pdf")
    made = folder / "outputs" / "list-hiccups" / "A-0001.pdf"
    assert desk.browser.get(desk.at(printed)).content == made.read_bytes()
    assert "Previous patient" not in page
    assert {each.rsplit("/", 1)[1] for each in links(desk, page, "/of/")} >= {
        "aid", "sheet", "book"}
    after = [each for each in links(desk, page, "/aid") if each != first]
    second = desk.shows(after[0])
    assert NAMES[1] in second
    assert first in links(desk, second, "/aid")
    assert desk.browser.get(desk.at(pictures[0].replace("1.png", "2.png"))).status_code == 404


def test_a_search_stands_in_no_address(desk: Desk, run: str) -> None:
    """It is sent, and answered where it was asked."""
    for wanted in ("example2", "A-0002", "TESTA2 a-0002"):
        status, page = desk.sends(run, wanted=wanted)
        assert status == 200
        assert NAMES[1] in page
        assert NAMES[0] not in page
    assert "0 patients" in desk.sends(run, wanted="nobody")[1]


def test_nothing_of_a_patient_is_in_an_address_or_a_title(desk: Desk, run: str) -> None:
    """Handles alone, which lead nowhere once the desk was cleared."""
    page = desk.shows(run)
    look = links(desk, page, "/of/")[0]
    shown = desk.shows(look)
    for each in (*links(desk, page, "/run/"), *links(desk, shown, "/run/"),
                 *re.findall("<title>(.*?)</title>", page + shown)):
        assert not any(word in each for word in ("Testa", "Example", "A-000", "P-000"))
    desk.work.clear()
    for each in (look, *links(desk, shown, "/of/")):
        answer = desk.browser.get(desk.at(each))
        assert answer.status_code in (404, 410)
        assert "Testa" not in answer.text


def test_a_name_that_is_markup_is_text(desk: Desk, folder: Path) -> None:
    rendered(folder, [line(1, family_name="<b onclick=alert(1)>O'Nil & Sons</b>")])
    page = desk.shows(f"/run/{desk.work.run('list-hiccups')}")
    assert "<b onclick" not in page
    assert "&lt;b onclick" in page


def test_what_was_changed_is_neither_shown_nor_printed(desk: Desk, run: str, folder: Path) -> None:
    """A file that is not the one that was made, or is of older content, goes to nobody."""
    folder = folder / "outputs" / "list-hiccups"
    looks = dict.fromkeys(links(desk, desk.shows(run), "/of/"))
    (folder / "A-0001.pdf").write_bytes((folder / "A-0003.pdf").read_bytes())
    changed, _, last = looks
    assert desk.browser.get(desk.at(changed)).status_code == 409
    assert desk.browser.get(desk.at(f"{changed}/1.png")).status_code == 404
    assert "Testa3" not in desk.browser.get(desk.at(f"{changed}/print.pdf")).text
    assert len(told(desk.browser.get(desk.at(f"{run}/all/aid/all/a4/1.pdf")).content)) == 4
    around = desk.shows(f"{run}/all/aid/all/a4/1")
    assert "1 paper is left out" in around
    assert "A-0001.pdf" in around
    manifest = folder / "manifest.json"
    read = json.loads(manifest.read_text("utf-8"))
    read["appointments"][2]["made_from"] = "an earlier run"
    manifest.write_text(json.dumps(read), "utf-8")
    assert "left out, made of older content" in desk.shows(run)
    assert desk.browser.get(desk.at(f"{last}/print.pdf")).status_code == 409


def test_without_its_list_a_run_is_shown_by_ids(desk: Desk, run: str, folder: Path) -> None:
    """A list that was changed since tells nothing of who is who, and that is said."""
    (folder / "list.csv").write_text("another list", "utf-8")
    page = desk.shows(run)
    assert "No names are shown here" in page
    assert "A-0001" in page
    assert "Testa" not in page


def test_handles_of_one_run_open_no_other(desk: Desk, run: str, folder: Path) -> None:
    """Nor does a link in outputs lead anywhere."""
    look = links(desk, desk.shows(run), "/of/")[0]
    call("render", folder / "hiccups.xlsx", folder / "appointments.xlsx", "--output",
         folder / "outputs", "--today", "2026-11-22")
    other = f"/run/{desk.work.run('appointments-hiccups')}"
    assert desk.browser.get(desk.at(look.replace(run, other))).status_code == 404
    (folder / "outputs" / "linked").symlink_to(folder / "outputs" / "list-hiccups")
    for name in ("linked", "..", ".", "", "nobody"):
        assert desk.browser.get(desk.at(f"/run/{desk.work.run(name)}")).status_code == 404
    assert desk.browser.get(desk.at(f"/run/{desk.file('hiccups.xlsx')}")).status_code == 404


def test_many_are_shown_a_hundred_at_a_time(
        desk: Desk, run: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shown on a page of two in place of a hundred."""
    assert papers.AT_ONCE == 100
    monkeypatch.setattr(papers, "AT_ONCE", 2)
    assert len(set(links(desk, desk.shows(run), "/of/"))) == 2
    second = desk.shows(f"{run}/list/2")
    assert len(set(links(desk, second, "/of/"))) == 1
    assert "Page 2 of 2" in second
