"""The evidence book goes out with the aids of those who want it, and with no others."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from sdaid.batch import manifest
from sdaid.cli import cli
from sdaid.ledger.answers import history
from sdaid.ledger.ledger import open_ledger
from tests.mail.batches import Made, finished_batch, noon, patient, write_manifest
from tests.mail.reading import manifest_rows, pages_of
from tests.mail.servers import running
from tests.mail.test_email import Office, message, reader


def squeezed_lines(text: str) -> str:
    return " ".join(text.split())


def post(made: Made, *more: str) -> Result:
    return CliRunner().invoke(cli, ["post", str(made.folder), "--window", "uk", "--today",
                                    "2026-11-22", *more], catch_exceptions=False)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Three envelopes; the second holds the book."""
    return finished_batch(tmp_path / "clinic", [patient(1), patient(2, wants_book=True),
                                                patient(3)])


def test_the_book_is_printed_behind_its_aid_and_counted(made: Made) -> None:
    """Letter and back, aid, book, each from a front on; the envelope has as many sheets as the mark
    says, and stands with others of its thickness."""
    assert post(made).exit_code == 0

    rows = {row["Appointment id"]: row for row in manifest_rows(made.folder / "post-1")}
    assert {name: (row["Sheets"], row["Aid pages"], row["Book pages"])
            for name, row in rows.items()} == {
        "A-0001": ("3", "4", "0"), "A-0002": ("6", "4", "5"), "A-0003": ("3", "4", "0")}
    first = int(rows["A-0002"]["First page"]) - 1
    pages = pages_of(made.folder / "post-1" / "a4.pdf")[first:first + 12]
    assert "Behind it is the evidence book" in squeezed_lines(pages[0].text)
    assert "evidence book" not in pages_of(made.folder / "post-1" / "a4.pdf")[0].text
    assert "aid page 4 of 4" in pages[5].text
    for number, page in enumerate(pages[6:11], start=1):
        assert f"The evidence book aid page {number} of 5" in page.text
    assert pages[11].text.strip() == ""
    assert [page.mark for page in pages[::2]] == [(3, sheet, 6) for sheet in range(1, 7)]


def test_a_dry_run_counts_the_books_sheets(made: Made) -> None:
    """So that the right envelopes are at hand."""
    said = post(made, "--dry-run")
    assert "a4.pdf: 2 envelopes of 3 sheets" in said.stdout
    assert "a4.pdf: 1 envelope of 6 sheets" in said.stdout


def _lost(made: Made) -> None:
    (made.folder / "evidence-book.pdf").unlink()


def _changed(made: Made) -> None:
    (made.folder / "evidence-book.pdf").write_bytes(b"another")


def _unknown(made: Made) -> None:
    told, _ = manifest.load(made.folder)
    assert told is not None
    write_manifest(made.folder, replace(told, books=()))


@pytest.mark.parametrize(("harm", "code"), [
    (_lost, "file-missing"), (_changed, "file-changed"), (_unknown, "mail-no-book")])
def test_a_book_that_is_not_as_it_was_made_holds_its_envelope_alone(
        made: Made, harm: Callable[[Made], None], code: str) -> None:
    """The aid is not sent without it: the patient was promised the book."""
    harm(made)
    told = json.loads(post(made, "--json").stdout)
    assert {each["id"]: each["problem"]["code"] for each in told["held"]} == {"A-0002": code}
    assert len(manifest_rows(made.folder / "post-1")) == 2


def test_the_book_is_attached_beside_the_aid(tmp_path: Path) -> None:
    """Encrypted with the same word, under a name that tells nothing; who does not want it gets the
    aid alone."""
    made = finished_batch(tmp_path / "clinic", [reader(1), reader(2, wants_book=True)])
    with running(tmp_path) as server:
        office = Office(made, server, tmp_path / "ledger.sqlite")
        assert office.send() == {"A-0001": "sent", "A-0002": "sent"}
        one, two = (list(message(taken).iter_attachments()) for taken in server.behaviour.taken)
    assert [each.get_filename() for each in one] == ["information.pdf"]
    assert [each.get_filename() for each in two] == ["information.pdf", "evidence-book.pdf"]
    for attached, pages in zip(two, (4, 5), strict=True):
        content = attached.get_content()
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(content))
        with pikepdf.open(BytesIO(content), password="copper-kettle-2") as opened:
            assert opened.encryption.R == 6
            assert len(opened.pages) == pages


def test_a_notice_attaches_no_book_either(tmp_path: Path) -> None:
    """It says that there is something to read, and that is all."""
    made = finished_batch(tmp_path / "clinic", [reader(1, wants_book=True)])
    with running(tmp_path) as server:
        assert Office(made, server, tmp_path / "l.sqlite").send(notice=True) == {"A-0001": "sent"}
        assert list(message(server.behaviour.taken[0]).iter_attachments()) == []


def test_the_ledger_knows_the_book_of_a_run(made: Made) -> None:
    """As what it is, and not as an aid that somebody holds."""
    post(made)
    with open_ledger(made.folder.parent / "ledger.sqlite", noon) as ledger:
        lines = {line.appointment: (line.kind, line.state) for line in history(ledger)}
    assert lines == {"evidence-book": ("book", "made"), "A-0001": ("aid", "posted"),
                     "A-0002": ("aid", "posted"), "A-0003": ("aid", "posted")}


def test_forget_removes_the_book_with_its_run(made: Made) -> None:
    """Nothing of the run is left behind."""
    post(made)
    done = CliRunner().invoke(cli, [
        "forget", "--before", "2030-01-01", "--yes", "--ledger",
        str(made.folder.parent / "ledger.sqlite")], catch_exceptions=False)
    assert done.exit_code == 0
    assert not made.folder.exists()
