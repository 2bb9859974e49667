"""`sdaid book`, and `sdaid render --sheet`: what they write, what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sdaid.cli import cli
from sdaid.ledger.answers import history
from sdaid.ledger.ledger import open_ledger
from tests.batch.lists import line, write_csv
from tests.build import SMALL, Rows, workbook_from
from tests.mail.batches import noon
from tests.mail.rendered import DAY, done, quick, refused

__all__ = ["quick"]

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which a person types the commands, with a workbook."""
    monkeypatch.chdir(tmp_path)
    return workbook_from(SMALL, tmp_path / "options.xlsx")


def made(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")}


def test_a_book_is_made_where_the_call_says(here: Path) -> None:
    """In outputs where it says nothing; another format or paper, and a draft, stand in the name."""
    done("book", here, *DAY)
    done("book", here, *DAY, "--format", "large-print", "--paper", "letter")
    done("book", here, *DAY, "--draft")
    said = done("book", here, *DAY, "--output", "elsewhere/book.pdf")

    assert made(here.parent) == {
        "outputs/evidence-book.pdf", "outputs/evidence-book-large-print-letter.pdf",
        "outputs/evidence-book-draft.pdf", "elsewhere/book.pdf"}
    assert said == f"Made {Path('elsewhere/book.pdf')}.\n"


def test_a_book_takes_nothings_place(here: Path) -> None:
    """Not that of a file, and it does not lie among the files of a run, which stays as it was."""
    done("book", here, *DAY)
    assert refused("book", here, *DAY) == (["aid-exists"], 5)
    done("render", here, write_csv(here.parent / "list.csv", [line(1)]), *DAY)
    place = "outputs/list-options/mine.pdf"
    assert refused("book", here, *DAY, "--output", place) == (["folder-of-run"], 5)


def _out_of_date(texts: Rows) -> None:
    texts["Decision"][0]["review_months"] = 1
    texts["Decision"][0]["content_date"] = "2020-01-01"


def test_a_book_of_unfit_content_is_a_draft_or_none(tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    """As an aid is."""
    monkeypatch.chdir(tmp_path)
    workbook = workbook_from(SMALL, tmp_path / "old.xlsx", _out_of_date)
    assert refused("book", workbook, *DAY) == (["overdue"], 1)
    assert made(tmp_path) == set()
    done("book", workbook, *DAY, "--draft")
    assert made(tmp_path) == {"outputs/evidence-book-draft.pdf"}


def test_a_sheet_is_made_beside_an_aid_that_is_made_alone(here: Path) -> None:
    """Both are in the ledger, each as what it is, and what is said names both."""
    said = json.loads(done("render", here, "--blank", "--sheet", *DAY, "--json"))
    assert said == {"file": "outputs/blank.pdf", "made": True, "sheet": "outputs/blank-sheet.pdf"}
    answers = "\n".join(["A-7", "P-7", "Testa", "Sample", "1950-02-03", "2026-12-01", "", "",
                         *[""] * 20])
    desk = CliRunner().invoke(cli, ["render", str(here), "--desk", "--sheet", *DAY],
                              input=answers, catch_exceptions=False)

    assert desk.exit_code == 0, desk.output
    assert made(here.parent) == {f"outputs/{name}.pdf" for name in (
        "blank", "blank-sheet", "A-7", "A-7-sheet")}
    with open_ledger(here.parent / "outputs" / "ledger.sqlite", noon) as ledger:
        assert {(each.appointment, each.kind) for each in history(ledger)} == {
            ("blank", "aid"), ("blank", "sheet"), ("A-7", "aid"), ("A-7", "sheet")}


def test_neither_file_is_written_where_one_has_no_place(here: Path) -> None:
    """An aid without the sheet that was asked for is no answer."""
    done("render", here, "--blank", "--sheet", *DAY)
    (here.parent / "outputs" / "blank.pdf").unlink()
    assert refused("render", here, "--blank", "--sheet", *DAY) == (["aid-exists"], 5)
    assert made(here.parent) == {"outputs/blank-sheet.pdf"}


def test_there_is_no_sheet_in_large_print(here: Path) -> None:
    """A call for it is a mistake; a patient of a list whose print is large gets the aid alone."""
    wrong = CliRunner().invoke(cli, ["render", str(here), "--blank", "--sheet", "--format",
                                     "large-print"])
    assert wrong.exit_code == 2
    assert "no sheet in large print" in wrong.output
    listed = write_csv(here.parent / "list.csv", [line(1), line(2, Format="large-print")])
    done("render", here, listed, *DAY, "--sheet")
    assert {name for name in made(here.parent) if "sheet" in name} == {
        "outputs/list-options/A-0001-sheet.pdf"}


def test_a_run_tells_of_its_books(here: Path) -> None:
    """In words and as JSON."""
    listed = write_csv(here.parent / "list.csv", [line(1)])
    assert "with 1 evidence book: evidence-book.pdf" in done("render", here, listed, *DAY)
    told = json.loads(done("render", here, listed, *DAY, "--json"))
    assert told["books"] == ["evidence-book.pdf"]


def test_a_sheet_of_wrong_content_is_recalled(here: Path) -> None:
    """It was handed over, whatever the way of the aid; and it goes when its run is forgotten."""
    listed = write_csv(here.parent / "list.csv", [line(1, Channel="post", Address="1 A St\nB",
                                                       Postcode="LS1 4AP")])
    done("render", here, listed, *DAY, "--sheet")
    told = json.loads(done("recall", "--version", "0.1", "--json"))
    assert [each["appointment"] for each in told["holders"]] == ["A-0001"]
    done("forget", "--before", "2030-01-01", "--yes")
    assert made(here.parent) == set()


@pytest.mark.parametrize("command", ["post", "email"])
def test_help_says_that_sheets_are_handed_over(command: str) -> None:
    """What is sent are aids, and books where they are wanted."""
    said = " ".join(CliRunner().invoke(cli, [command, "--help"]).output.split())
    assert "Sheets are never" in said
