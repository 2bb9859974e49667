"""Letters and e-mails come in the patient's language; what the clinic's own people read, in the
clinic's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sdaid.appointments.columns import Channel
from sdaid.cli import cli
from sdaid.ledger.ledger import open_ledger
from sdaid.mail.finished import already, open_batch, ready
from tests.batch.presses import manifest
from tests.build import Rows
from tests.mail.batches import TODAY, Made, finished_batch, noon, patient, write_manifest
from tests.mail.reading import manifest_rows, pages_of
from tests.mail.servers import running
from tests.mail.test_email import Office, message, reader
from tests.tongues import speaking, templates_in, tongue_of, whole

TONGUES = ("en", "es", "fr")


@pytest.fixture(scope="module", autouse=True)
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = templates_in(tmp_path_factory.mktemp("tongues"))
    with speaking(folder):
        yield folder


def post(made: Made, *more: str) -> Result:
    return CliRunner().invoke(cli, ["post", str(made.folder), "--window", "uk", "--today",
                                    "2026-11-22", *more], catch_exceptions=False)


def test_each_letter_is_in_its_patients_language_and_the_offices_papers_in_the_clinics(
        tmp_path: Path) -> None:
    """Standard and large print: the letter, the reference and the name stand on one page, measured
    in its window; the books go along in their language; the cover sheet is English."""
    rows = [patient(number, language=TONGUES[number % 3], wants_book="yes",
                    format="large-print" if number > 5 else "standard") for number in range(3, 9)]
    made = finished_batch(tmp_path, rows, change=whole(tmp_path))

    said = post(made)

    assert said.exit_code == 0, said.output
    found = manifest_rows(made.folder / "post-1")
    assert {row["Appointment id"]: row["Language"] for row in found} == {
        row["id"]: row["language"] for row in rows}
    books = {book.sha256: book.language for book in manifest(made.folder).books}
    for row in found:
        front = pages_of(made.folder / "post-1" / row["File"])[int(row["First page"]) - 1].text
        assert tongue_of(front) == row["Language"]
        assert front.count("Clinic of Invented Breath") == (row["Language"] == "en")
        assert f"Testa Sample{row['Appointment id'][2:]}" in front.replace("\u2068", "")
        assert books[row["Book SHA-256"]] == row["Language"]
    months = {"en": "February 3, 1950", "es": "3 de febrero de 1950", "fr": "3 février 1950"}
    letters = "".join(page.text for page in pages_of(made.folder / "post-1" / "a4.pdf"))
    assert all(letters.count(each) == 2 for each in months.values())
    cover = "".join(page.text for page in pages_of(made.folder / "post-1" / "cover-sheet.pdf"))
    assert tongue_of(cover) == "en"


def test_the_proof_of_a_window_is_for_the_clinic(tmp_path: Path) -> None:
    made = finished_batch(tmp_path, [patient(1, language="es")], change=whole(tmp_path))
    assert post(made, "--proof").exit_code == 0
    assert tongue_of("".join(page.text for page in pages_of(
        made.folder / "post-proof.pdf"))) == "en"


def test_each_e_mail_is_in_its_patients_language(tmp_path: Path) -> None:
    """Subject, text, HTML, the names of what is attached, and the clinic as it is called there."""
    rows = [reader(number, language=TONGUES[number % 3], wants_book="yes")
            for number in range(3, 6)]
    made = finished_batch(tmp_path / "clinic", rows, change=whole(tmp_path))
    with running(tmp_path) as server:
        office = Office(made, server, tmp_path / "ledger.sqlite")
        sender = open_batch(made.folder, TODAY).content.decision
        from sdaid.mail.message import Sender

        assert set(office.send(sender=Sender(
            sender.clinic_name, "clinic@clinic.example", sender.phone,
            sender.at("clinic_name"))).values()) == {"sent"}
        for row, taken in zip(rows, server.behaviour.taken, strict=True):
            read = message(taken)
            text, html = read.get_body(("plain",)), read.get_body(("html",))
            assert text is not None
            assert html is not None
            names = [str(each.get_filename()) for each in read.iter_attachments()]
            parts = (read["Subject"], text.get_content(), html.get_content().split("<p>")[1],
                     str(read["From"]).partition("<")[0], *names)
            assert {tongue_of(each.removesuffix(".pdf")) for each in parts} == {row["language"]}
            assert f'lang="{row["language"]}"' in html.get_content()
            assert len(names) == 2


def test_a_dry_run_shows_the_message_in_each_language(tmp_path: Path) -> None:
    """With those who get it, and no language that nobody of the run reads."""
    made = finished_batch(tmp_path, [reader(1, language="es"), reader(2, language="es")],
                          change=whole(tmp_path))
    said = CliRunner().invoke(cli, [
        "email", str(made.folder), "--today", "2026-11-22", "--from", "clinic@clinic.example",
        "--dry-run", "--json"], catch_exceptions=False)
    [shown] = json.loads(said.stdout)["messages"]
    assert shown["language"] == "es"
    assert shown["to"] == ["A-0001", "A-0002"]
    assert tongue_of(shown["text"]) == "es"


def test_a_subject_that_tells_the_condition_in_another_language_stops(
        tmp_path: Path) -> None:
    """The words of the condition are looked for as that language has them."""
    def change(texts: Rows) -> None:
        texts["Decision"][0]["wording"]["es"]["condition"] = "vísít ínvéntádá"

    made = finished_batch(tmp_path, [reader(1, language="es")], change=whole(tmp_path, change))
    said = CliRunner().invoke(cli, [
        "email", str(made.folder), "--today", "2026-11-22", "--from", "clinic@clinic.example",
        "--dry-run"])
    assert "mail-reveals" in [each.code for each in said.exception.problems]  # type: ignore[union-attr]


@pytest.mark.parametrize(("signed", "code"), [((), "held-language-unsigned")])
def test_nothing_goes_out_in_a_language_that_is_not_signed_today(
        tmp_path: Path, signed: tuple[str, ...], code: str) -> None:
    """As when the program's words changed since; the others go."""
    made = finished_batch(tmp_path, [patient(1), patient(2, language="es")],
                          change=whole(tmp_path, signed=signed))
    going, staying = ready(open_batch(made.folder, TODAY), Channel.POST, TODAY)
    assert [each.id for each in going] == ["A-0001"]
    assert [each.problem.code for each in staying if each.problem] == [code]


def test_what_went_in_one_language_does_not_keep_another_from_going(tmp_path: Path) -> None:
    """What a patient got twice in the same words is held; a patient who got English before, and
    now reads Spanish, gets it."""
    made = finished_batch(tmp_path, [patient(1), patient(2)], change=whole(tmp_path))
    told = manifest(made.folder)
    write_manifest(made.folder, replace(told, translations={"es": "e" * 64}))
    assert post(made).exit_code == 0
    first, second = told.appointments
    write_manifest(made.folder, replace(told, batch="batch-2", translations={"es": "e" * 64},
                                        appointments=(first, replace(second, language="es"))))
    batch = open_batch(made.folder, TODAY)
    going, _ = ready(batch, Channel.POST, TODAY)
    with open_ledger(tmp_path / "ledger.sqlite", noon) as ledger:
        free, staying = already(ledger, batch, going, "")
    assert [each.id for each in free] == ["A-0002"]
    assert [each.problem.code for each in staying if each.problem] == ["mail-already"]
