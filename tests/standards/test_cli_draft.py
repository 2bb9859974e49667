"""`sdaid render` of content that is not fit: it stops, and what a draft is instead."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import page as validation
import pytest

from tests.batch.lists import line, write_csv
from tests.build import SMALL, Rows, workbook_from
from tests.page.looking import pages, squeezed, words_of
from tests.standards.commands import Said, sdaid
from tests.standards.contents import set_in
from tests.standards.test_cli_check import praising, unpaid, unreadable

DUE = "2027-11-22"
"""The day on which the review of the made-up hiccups is due."""

LATE = "2027-11-23"

Change = Callable[[Rows], None]


def made(folder: Path, change: Change | None = None) -> Path:
    return workbook_from(SMALL, folder / "hiccups.xlsx", change)


def render(workbook: Path, out: Path, *words: object) -> Said:
    return sdaid("render", workbook, *words, "--output", out)


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run folder of two drafts of unfit content; the second visit is after the review."""
    folder = tmp_path_factory.mktemp("drafts")
    path = write_csv(folder / "list.csv", [line(1), line(2, Visit_date=LATE)])
    said = render(made(folder, unpaid), folder / "out", path, "--draft")
    assert said.code == 0, said.err
    return folder / "out" / "list-hiccups-draft"


@pytest.mark.parametrize("words", [("LIST",), ("LIST", "--dry-run"), ("--blank",), ("--desk",)])
def test_unfit_content_stops_render(words: tuple[str, ...], tmp_path: Path) -> None:
    """Exit 1 with the rule and its cell, before anything is asked or written."""
    path = write_csv(tmp_path / "list.csv", [line(1)])
    given = [path if word == "LIST" else word for word in words]

    said = render(made(tmp_path, unpaid), tmp_path / "out", *given)

    assert said.code == 1
    assert "B10 Funding: C6 fails" in said.err
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_read_makes_no_draft_either(tmp_path: Path) -> None:
    """Exit 1, and nothing is written."""
    said = render(made(tmp_path, unreadable), tmp_path / "out", "--blank", "--draft")

    assert said.code == 1
    assert "D3 Kind" in said.err
    assert not (tmp_path / "out").exists()


def test_warnings_never_stop_render(tmp_path: Path) -> None:
    """Words of praise in every option are counted, said on request, and the plan is to make the
    aid."""
    path = write_csv(tmp_path / "list.csv", [line(1)])
    workbook = made(tmp_path, praising)

    said = render(workbook, tmp_path / "out", path, "--dry-run")
    verbose = render(workbook, tmp_path / "out", path, "--dry-run", "-v")
    quiet = render(workbook, tmp_path / "out", path, "--dry-run", "-q")

    assert said.code == verbose.code == quiet.code == 0
    assert "1 to make" in said.out
    assert said.err == (
        "hiccups.xlsx: 11 warnings, 10 items that need people (“sdaid check” lists them)\n")
    assert "a word that praises" in verbose.err
    assert "warning" not in quiet.err


def test_a_draft_says_so_on_each_page(drafts: Path) -> None:
    """In large letters across the page and in words at its foot, on every page of every draft."""
    assert files(drafts) == {"A-0001.pdf", "A-0002.pdf", "evidence-book.pdf", "manifest.json"}
    for name in ("A-0001.pdf", "A-0002.pdf", "evidence-book.pdf"):
        for text in pages((drafts / name).read_bytes()):
            assert "DRAFT" in text
            assert "Draft, not for patients." in text


def test_a_drafts_last_page_lists_what_is_open(drafts: Path) -> None:
    """The unfit cell with what to do, then what waits for people; on no other page."""
    *before, last = pages((drafts / "A-0001.pdf").read_bytes())

    told = squeezed(last)
    assert squeezed("What is still open") in told
    unfit = told.index(squeezed("Decision, cell B10 (Funding): C6 fails: it says “tbc”; say who "
                                "paid and who gains; type None if nobody."))
    assert unfit < told.index(squeezed("K16 is open: patients facing the decision tried it"))
    assert not any("C6 fails" in text for text in before)


def test_a_draft_for_a_later_visit_is_marked_as_overdue(drafts: Path) -> None:
    """Only the draft whose visit comes after the review day says it, on each page and at the
    end."""
    first, second = ((drafts / name).read_bytes() for name in ("A-0001.pdf", "A-0002.pdf"))
    mark = squeezed("This content was due for review on November 22, 2027. Ask your clinician")

    for text in pages(second):
        assert mark in squeezed(re.sub(r"Page\s+\d+\s+of\s+\d+", "", text))
    assert squeezed("is due for review on November 22, 2027, before this visit") in squeezed(
        pages(second)[-1])
    assert mark not in words_of(first)
    assert "beforethisvisit" not in words_of(first)


def test_a_draft_is_pdf_ua(drafts: Path) -> None:
    """No rule of PDF/UA-1 fails, the list of open problems included."""
    found = validation.validate_pdf(str(drafts / "A-0002.pdf"), profile="ua1")
    assert found.failures == [], str(found)


def test_a_draft_can_never_be_sent(drafts: Path, tmp_path: Path) -> None:
    """Its manifest says that it is a draft, and neither post nor e-mail takes it."""
    assert json.loads((drafts / "manifest.json").read_text(encoding="utf-8"))["draft"] is True
    before = files(drafts.parent)

    for words in (("post", drafts), ("email", drafts, "--dry-run", "--from", "a@clinic.invalid",
                                     "--server", "localhost")):
        said = sdaid(*words, "--ledger", tmp_path / "ledger.sqlite")
        assert said.code == 1
        assert "this run is a draft, which is never sent" in said.err
    assert files(drafts.parent) == before


def test_a_draft_takes_no_aids_place(drafts: Path, tmp_path: Path) -> None:
    """A blank draft has a name of its own beside the blank aid."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "blank.pdf").write_text("the aid")

    said = render(made(tmp_path, without_an_untreated_option), out, "--blank", "--draft")

    assert said.code == 0, said.err
    assert files(out) == {"blank.pdf", "blank-draft.pdf", "ledger.sqlite"}
    assert (out / "blank.pdf").read_text() == "the aid"
    assert "no option is of the kind “no treatment”" in " ".join(
        pages((out / "blank-draft.pdf").read_bytes())[-1].split())


def without_an_untreated_option(texts: Rows) -> None:
    """No option of that kind, and no harm among the headlines: unfit, and can be drawn."""
    set_in("Options", "kind", "self-care", id="wait")(texts)
    set_in("Rows", "prominence", "detail", id="sore")(texts)


def test_content_is_fit_or_not_for_each_visit(small_workbook: Path, tmp_path: Path) -> None:
    """The visit on the review day is made and is no draft; the one after it is held, exit 3."""
    path = write_csv(tmp_path / "list.csv", [
        line(1, Visit_date=DUE), line(2, Visit_date=LATE)])

    said = render(small_workbook, tmp_path / "out", path)

    assert said.code == 3
    assert "1 made" in said.out
    assert "held A-0002: hiccups.xlsx, Decision, cell" in said.out
    assert "the content was due for review on 2027-11-22, before 2027-11-23" in said.out
    folder = tmp_path / "out" / "list-hiccups"
    assert files(folder) == {"A-0001.pdf", "evidence-book.pdf", "manifest.json"}
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["draft"] is False
    for text in pages((folder / "A-0001.pdf").read_bytes()):
        assert "draft" not in text.casefold()
        assert "due for review" not in text


def test_a_list_of_late_visits_stops_render(small_workbook: Path, tmp_path: Path) -> None:
    """Exit 1 where the content is overdue at every visit that is left to make."""
    path = write_csv(tmp_path / "list.csv", [
        line(1, Visit_date=LATE), line(2, Visit_date=LATE), line(3, status="cancelled")])

    said = render(small_workbook, tmp_path / "out", path)

    assert said.code == 1
    assert said.err.count("the content was due for review") == 1
    assert not (tmp_path / "out").exists()


def test_a_late_visit_at_the_desk_stops_render(
        small_workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 1 after the day of the visit is known."""
    answers = ["A-0050", "P-0050", "Ana", "Example", "1950-01-01", LATE, "", "", "", "", ""]
    monkeypatch.setattr("sys.stdin", StringIO("\n".join(answers)))

    said = render(small_workbook, tmp_path / "out", "--desk")

    assert said.code == 1
    assert "the content was due for review" in said.err
    assert not (tmp_path / "out").exists()


def test_overdue_today_stops_render(small_workbook: Path, tmp_path: Path) -> None:
    """The day after the review was due nothing is made, a blank aid neither."""
    said = sdaid("render", small_workbook, "--blank", "--output", tmp_path / "out", day=LATE)

    assert said.code == 1
    assert "the content was due for review" in said.err
    assert not (tmp_path / "out").exists()
