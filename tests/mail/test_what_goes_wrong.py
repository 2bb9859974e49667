"""What went wrong in real mailings, one by one, and what prevents it here."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from sdaid import steps
from sdaid.cli import cli
from sdaid.mail import measure
from sdaid.mail.windows import WINDOWS
from sdaid.workbook.load import load
from tests.build import SMALL, list_from, workbook_from
from tests.mail.batches import TODAY, finished_batch, patient
from tests.mail.reading import manifest_rows, pages_of, text_in
from tests.mail.test_post import held, post, run_of


def test_rows_sorted_wrongly_send_no_letter_to_another(tmp_path: Path) -> None:
    """The list, the manifest and the run are each in another order; id, name, address and content
    are one patient's all the same."""
    rows = [patient(number, address=f"{number} Nowhere Lane\nTestville") for number in range(1, 9)]
    random.Random(6).shuffle(rows)
    made = finished_batch(tmp_path, rows)
    text = json.loads((made.folder / "manifest.json").read_text(encoding="utf-8"))
    text["appointments"].sort(key=lambda each: each["id"], reverse=True)
    (made.folder / "manifest.json").write_text(json.dumps(text), encoding="utf-8")
    assert post(made, "--sort", "appointment").exit_code == 0
    pages = pages_of(run_of(made) / "a4.pdf")
    for row in manifest_rows(run_of(made)):
        number, first = int(row["Appointment id"][2:]), int(row["First page"]) - 1
        shown = text_in(run_of(made) / "a4.pdf", first, WINDOWS["uk"].block).split("\r\n")
        assert shown[:2] == [f"Testa Sample{number:04d}", f"{number} Nowhere Lane"]
        for page in pages[first + 2:first + 6]:
            assert f"Testa Sample{number:04d} P-{number:04d}" in page.text


def test_the_window_shows_the_address_alone_however_the_sheet_slides(tmp_path: Path) -> None:
    """Measured on every finished letter of a run, 6 mm around the block; not the date of birth, not
    the visit, not the clinic."""
    made = finished_batch(tmp_path, [patient(1), patient(2, format="large-print")])
    assert post(made).exit_code == 0
    with measure.opened(run_of(made) / "a4.pdf") as pages:
        for row in manifest_rows(run_of(made)):
            name = f"Testa Sample{row['Appointment id'][2:]}"
            lines = (name, "1 Nowhere Lane", "Testville", "LS1 4AP")
            first = int(row["First page"]) - 1
            assert measure.letter_faults(pages, first, WINDOWS["uk"], lines) == []
            shown = pages.lines_in(first, WINDOWS["uk"].forbidden)[0]
            assert shown.split("\r\n") == list(lines)


def test_letter_and_envelope_match_as_the_address_is_the_letters_own(tmp_path: Path) -> None:
    """No list of labels is made: the only addresses of a run are in its letters' windows."""
    made = finished_batch(tmp_path, [patient(1)])
    assert post(made).exit_code == 0
    for path in run_of(made).iterdir():
        if path.name != "a4.pdf":
            text = path.read_text() if path.suffix == ".csv" else "".join(
                page.text for page in pages_of(path))
            assert "LS1 4AP" not in text


def test_two_patients_on_one_sheet_are_parted_by_padding(tmp_path: Path) -> None:
    """An aid of odd length ends with a blank back; the next letter is a front."""
    from tests.mail.batches import small_aid

    made = finished_batch(tmp_path, [patient(1), patient(2)],
                          aid=lambda row: small_aid(row, 3))
    assert post(made).exit_code == 0
    rows = manifest_rows(run_of(made))
    assert [int(row["First page"]) for row in rows] == [1, 7]
    assert pages_of(run_of(made) / "a4.pdf")[5].text == ""


@pytest.mark.parametrize(("cells", "said"), [
    ({"deceased": True}, "deceased"), ({"opted_out": True}, "opted out"),
    ({"status": "cancelled"}, "cancelled"), ({"visit_date": TODAY.replace(day=1)}, "visit"),
])
def test_the_dead_the_cancelled_and_those_who_said_no_get_nothing(
    tmp_path: Path, cells: dict[str, object], said: str
) -> None:
    """Even where an aid was made, each is held with its reason."""
    made = finished_batch(tmp_path, [patient(1, **cells), patient(2)])
    result = post(made, "--json")
    [stays] = json.loads(result.stdout)["held"]
    assert stays["id"] == "A-0001"
    assert said in stays["problem"]["says"]
    assert [row["Appointment id"] for row in manifest_rows(run_of(made))] == ["A-0002"]


def test_another_address_that_was_asked_for_is_used(tmp_path: Path) -> None:
    """A carer's name and the row's own address, not the patient's name."""
    made = finished_batch(tmp_path, [patient(1, addressee="Carer Sample",
                                             address="9 Other Road\nTestville")])
    assert post(made).exit_code == 0
    shown = text_in(run_of(made) / "a4.pdf", 0, WINDOWS["uk"].block).split("\r\n")
    assert shown[:2] == ["Carer Sample", "9 Other Road"]


def test_nothing_is_sent_twice_not_even_from_another_batch(tmp_path: Path) -> None:
    """The same content to the same appointment: held as already sent, with the day."""
    first = finished_batch(tmp_path, [patient(1)])
    second = finished_batch(tmp_path, [patient(1), patient(2)], batch="batch-2")
    corrected = finished_batch(tmp_path, [patient(1)], batch="batch-3", content="d" * 64,
                               version="0.2")
    assert post(first).exit_code == 0
    assert held(post(second, "--json")) == {"A-0001": "mail-already"}
    assert post(corrected).exit_code == 0


def test_an_old_version_is_recalled_after_a_correction(tmp_path: Path) -> None:
    """Who holds the old figure, and who has the corrected one since; as a list for a new batch."""
    def correct(texts: dict[str, list[dict[str, object]]]) -> None:
        texts["Outcomes"][0]["caveat"] = "Corrected."

    wrong = texts_figure()
    old = finished_batch(tmp_path, [patient(1), patient(2)])
    new = finished_batch(tmp_path, [patient(1)], batch="batch-2", content="d" * 64, version="0.2",
                         change=correct)
    assert post(old).exit_code == post(new).exit_code == 0
    result = CliRunner().invoke(
        cli, ["recall", "--version", "0.1", "--figure", wrong, "--ledger",
              str(tmp_path / "ledger.sqlite"), "--output", str(tmp_path / "recall.csv"), "--json"],
        catch_exceptions=False)
    assert {each["appointment"]: each["newer"] for each in json.loads(result.stdout)["holders"]} \
        == {"A-0001": "0.2", "A-0002": ""}
    assert (tmp_path / "recall.csv").read_text(encoding="utf-8-sig").startswith("Appointment id,")


def test_an_unsupported_language_is_held_and_never_sent_in_english(tmp_path: Path) -> None:
    """The plan holds it, and so nothing of it can be posted."""
    rows = [patient(1), patient(2, language="sw")]
    workbook = workbook_from(SMALL, tmp_path / "w.xlsx")
    content, _ = load(workbook)
    assert content is not None
    listed, _ = steps.read_list(list_from(
        SMALL, tmp_path / "l.xlsx", lambda texts: texts.update(Appointments=rows)), content)
    assert listed is not None
    plan = {entry.id: entry for entry in steps.plan_run(
        listed.rows, content, steps.Asked(TODAY)).entries}
    assert plan["A-0002"].outcome == "hold"
    made = finished_batch(tmp_path, rows, status=lambda row: (
        ("made", "") if plan[row["id"]].outcome == "make" else ("held", plan[row["id"]].reason)))
    assert post(made).exit_code == 0
    assert [row["Appointment id"] for row in manifest_rows(run_of(made))] == ["A-0001"]


def texts_figure() -> str:
    """The id of the small workbook's first figure."""
    from sdaid.workbook.example import read_texts

    return str(read_texts(SMALL)["Outcomes"][0]["id"])
