"""`sdaid post`: the print run, read back."""

from __future__ import annotations

import json
import stat
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner, Result

from sdaid.batch import manifest
from sdaid.cli import cli
from sdaid.mail import measure
from sdaid.mail.windows import WINDOWS, Box
from sdaid.problems import CannotGoOnError
from tests.mail.batches import Made, finished_batch, patient, small_aid, write_manifest
from tests.mail.reading import Page, manifest_rows, pages_of, text_in

LETTER_PAPER = (612.0, 792.0)


def post(made: Made, *more: str, catch: bool = False) -> Result:
    return CliRunner().invoke(cli, ["post", str(made.folder), "--window", "uk", "--today",
                                    "2026-11-22", *more], catch_exceptions=catch)


def refused(made: Made, *more: str) -> list[str]:
    with pytest.raises(CannotGoOnError) as error:
        post(made, *more)
    return [each.code for each in error.value.problems]


def held(result: Result) -> dict[str, str]:
    return {each["id"]: each["problem"]["code"] for each in json.loads(result.stdout)["held"]}


def aid_of(row: dict[str, Any]) -> bytes:
    """Aids of four, five and seven pages, on the row's paper."""
    pages = {0: 4, 1: 5, 2: 7}[int(row["id"][2:]) % 3]
    size = LETTER_PAPER if row.get("paper") == "letter" else (595.28, 841.89)
    return small_aid(row, pages, size=size)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A run of eleven envelopes: two papers, three thicknesses, three countries, a carer."""
    rows = [patient(number, postcode=f"LS{9 - number} 4AP") for number in range(1, 7)]
    rows += [patient(10, country="Germany", postcode="10115", address="Hauptstraße 5\nBerlin"),
             patient(11, country="USA", postcode="62704", address="1 Main St\nSpringfield, IL",
                     paper="letter"),
             patient(12, addressee="Parent Sample"), patient(13, format="large-print"),
             patient(14, paper="letter")]
    made = finished_batch(tmp_path_factory.mktemp("post"), rows, aid=aid_of)
    assert post(made).exit_code == 0
    return made


def run_of(made: Made) -> Path:
    return made.folder / "post-1"


def envelopes(made: Made) -> list[tuple[dict[str, str], list[Page]]]:
    """Each line of the run's manifest with the pages that it says are its own."""
    folder = run_of(made)
    files = {path.name: pages_of(path) for path in folder.glob("*.pdf")}
    return [(row, files[row["File"]][int(row["First page"]) - 1:
                                     int(row["First page"]) - 1 + int(row["Pages"])])
            for row in manifest_rows(folder)]


def test_two_patients_are_never_on_one_sheet(printed: Made) -> None:
    """Letter, blank back, the aid's own pages in order, blank padding to even: nothing else."""
    for row, pages in envelopes(printed):
        own = printed.rows[row["Appointment id"]]
        assert len(pages) == 2 * int(row["Sheets"])
        assert row["Appointment id"] in pages[0].text
        assert pages[1].text.strip() == ""
        count = int(row["Aid pages"])
        for number, page in enumerate(pages[2:2 + count], start=1):
            assert f"{own['patient_id']} aid page {number} of {count}" in page.text
        for page in pages[2 + count:]:
            assert page.text.strip() == ""
        others = {each["patient_id"] for each in printed.rows.values()} - {own["patient_id"]}
        assert not any(other in page.text for page in pages for other in others)


def test_every_sheet_carries_its_mark_at_one_place(printed: Made) -> None:
    """The envelope's number and sheet n of m, 20 mm from the left of the front, turned or not."""
    for row, pages in envelopes(printed):
        marks = [page.mark for page in pages[::2]]
        count = int(row["Sheets"])
        assert marks == [(int(row["Sequence"]), sheet, count) for sheet in range(1, count + 1)]
        assert not any(page.mark for page in pages[1::2])
        with measure.opened(run_of(printed) / row["File"]) as file:
            for number in range(int(row["First page"]) - 1, int(row["First page"]) - 1
                                + int(row["Pages"]), 2):
                ink = file.ink(number, Box(10, 2, 40, 6))
                assert ink is not None
                assert ink.left == pytest.approx(20.4, abs=0.4)
                assert ink.top >= 5
                assert ink.bottom <= 6.9


def test_aids_keep_their_own_bytes(printed: Made) -> None:
    """Each page's content streams are those of the single file, between what marks it."""
    with pikepdf.open(run_of(printed) / "a4.pdf") as run:
        for row in manifest_rows(run_of(printed)):
            if row["File"] != "a4.pdf":
                continue
            with pikepdf.open(printed.folder / f"{row['Appointment id']}.pdf") as aid:
                assert row["Aid SHA-256"] == sha256(
                    printed.aids[row["Appointment id"]]).hexdigest()
                for number, page in enumerate(aid.pages):
                    merged = run.pages[int(row["First page"]) + 1 + number]
                    contents = merged.Contents
                    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
                    own = list(page.Contents) if isinstance(page.Contents, pikepdf.Array) else [
                        page.Contents]
                    inside = [stream.read_bytes() for stream in streams]
                    assert all(stream.read_bytes() in inside for stream in own)


def test_landscape_pages_are_turned_so_that_duplex_reads(printed: Made) -> None:
    """All pages are upright for the printer, and both sides of a turned sheet have their top at the
    same edge."""
    for _, pages in envelopes(printed):
        assert all(page.width < page.height for page in pages)
        assert {page.turned for page in pages[3:5]} == {270}
        assert {page.turned for page in [*pages[:3], *pages[5:]]} == {0}


def test_envelopes_are_grouped_by_thickness_then_country_and_postcode(printed: Made) -> None:
    """Inserters are set by sheet count; home comes before abroad."""
    found = [(row["File"], int(row["Sheets"]), row["Appointment id"])
             for row in manifest_rows(run_of(printed))]
    assert [each[:2] for each in found] == sorted(each[:2] for each in found)
    thick = [name for file, sheets, name in found if (file, sheets) == ("a4.pdf", 4)]
    assert thick == ["A-0013", "A-0004", "A-0001", "A-0010"]  # LS1, LS5, LS8, Germany


def test_sorting_by_appointment_is_as_good(tmp_path: Path) -> None:
    """The list's own order within one thickness."""
    made = finished_batch(tmp_path, [patient(number, postcode=f"LS{number} 4AP")
                                     for number in (3, 1, 2)])
    assert post(made, "--sort", "appointment").exit_code == 0
    assert [row["Appointment id"] for row in manifest_rows(run_of(made))] == [
        "A-0001", "A-0002", "A-0003"]


def test_counts_of_cover_manifest_and_files_agree(printed: Made) -> None:
    """Envelopes, sheets and pages, added up three times."""
    folder = run_of(printed)
    rows = manifest_rows(folder)
    cover = " ".join(" ".join(page.text for page in pages_of(folder / "cover-sheet.pdf")).split())
    sheets = sum(int(row["Sheets"]) for row in rows)
    pages = sum(len(pages_of(folder / name)) for name in ("a4.pdf", "letter.pdf"))
    assert pages == 2 * sheets == sum(int(row["Pages"]) for row in rows)
    own = sum(int(row["Aid pages"]) for row in rows)
    assert f"{len(rows)} envelopes" in cover
    assert f"{sheets} sheets" in cover
    assert f"{pages} printed pages" in cover
    assert f"{own} of them" in cover
    assert not any(each["family_name"] in cover for each in printed.rows.values())


def test_the_address_stands_in_the_window_and_on_the_letter_alone(printed: Made) -> None:
    """Read from the finished page at the window's place; no other page has it."""
    for row, pages in envelopes(printed):
        own = printed.rows[row["Appointment id"]]
        shown = text_in(run_of(printed) / row["File"], int(row["First page"]) - 1,
                        WINDOWS["uk"].block)
        name = own.get("addressee") or f"{own['given_name']} {own['family_name']}"
        street = own["address"].split("\n")[0]
        assert shown.split("\n")[0].strip() == name
        assert street in shown
        assert own["postcode"] in shown
        assert not any(street in page.text for page in pages[2:])


def test_a_carers_letter_is_about_the_patient(printed: Made) -> None:
    """Addressed to the one, naming the other."""
    pages = next(pages for row, pages in envelopes(printed) if row["Appointment id"] == "A-0012")
    assert "Dear Parent Sample" in pages[0].text.replace("\u2068", "").replace("\u2069", "")
    assert "Testa Sample0012" in pages[0].text


def test_files_and_folders_are_their_owners_alone(printed: Made) -> None:
    """0700 and 0600; names of files tell nothing; metadata neither."""
    folder = run_of(printed)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.name in ("a4.pdf", "letter.pdf", "cover-sheet.pdf", "manifest.csv")
    with pikepdf.open(folder / "a4.pdf") as run:
        assert "/Info" not in run.trailer or not dict(run.trailer.Info)
        assert "/StructTreeRoot" not in run.Root
    assert "Sample" not in (folder / "manifest.csv").read_text(encoding="utf-8")


def test_a_second_call_prints_nothing(printed: Made) -> None:
    """Everything is already sent; each is held with the day."""
    result = post(printed, "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["envelopes"] == 0
    assert set(held(result).values()) == {"mail-already"}
    assert not (printed.folder / "post-2").exists()


@pytest.mark.parametrize(("more", "start"), [
    (("--dry-run",), "Would print 3 envelopes, 11 sheets:"), ((), "3 envelopes, 11 sheets, in ")])
def test_the_sheets_of_an_envelope_are_said(tmp_path: Path, more: tuple[str, ...], start: str
                                            ) -> None:
    """So that a person sees what does not fit into the envelope, before and after printing."""
    made = finished_batch(tmp_path, [patient(2, format="large-print"), patient(3), patient(6)],
                          aid=aid_of)
    first, *groups = post(made, *more).stdout.splitlines()
    assert first.startswith(start)
    assert groups == ["  a4.pdf: 2 envelopes of 3 sheets", "  a4.pdf: 1 envelope of 5 sheets"]


def test_again_prints_once_more_for_a_reason(tmp_path: Path) -> None:
    """One appointment, once for each reason."""
    made = finished_batch(tmp_path, [patient(1), patient(2)])
    assert post(made).exit_code == 0
    assert post(made, "--again", "got wet", "--only", "A-0002").exit_code == 0
    assert [row["Appointment id"] for row in manifest_rows(made.folder / "post-2")] == ["A-0002"]
    assert post(made, "--again", "got wet", "--only", "A-0002").exit_code == 3
    assert not (made.folder / "post-3").exists()


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """Not even a ledger; it says what would be printed."""
    made = finished_batch(tmp_path, [patient(1), patient(2, country="Narnia")])
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    result = post(made, "--dry-run", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["envelopes"] == ["A-0001"]
    assert held(result) == {"A-0002": "country-unknown"}
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_proof_shows_zones_and_no_patient(tmp_path: Path) -> None:
    """Two pages: the window with its folds, and a test sheet; nothing is posted."""
    made = finished_batch(tmp_path, [patient(1)])
    assert post(made, "--proof").exit_code == 0
    proof, test = pages_of(made.folder / "post-proof.pdf")
    assert "fold at 99 mm" in proof.text
    assert "30·60" in test.text
    assert "Sample" not in proof.text + test.text
    assert not (tmp_path / "ledger.sqlite").exists()


@pytest.mark.parametrize("window", ["din-a", "din-b", "us", "20,45,85,45"])
def test_every_window_makes_a_run(tmp_path: Path, window: str) -> None:
    """The clinic's own numbers too."""
    made = finished_batch(tmp_path, [patient(1), patient(2, paper="letter")], aid=aid_of)
    result = CliRunner().invoke(cli, ["post", str(made.folder), "--window", window, "--country",
                                      "GB", "--today", "2026-11-22"], catch_exceptions=False)
    assert result.exit_code == 0
    assert len(manifest_rows(run_of(made))) == 2


def test_a_draft_is_never_posted(tmp_path: Path) -> None:
    """Whatever is asked for."""
    made = finished_batch(tmp_path, [patient(1)], draft=True)
    for more in ((), ("--again", "please"), ("--only", "A-0001"), ("--proof",), ("--dry-run",)):
        assert refused(made, *more) == ["mail-draft"]


def test_held_aids_are_never_posted(tmp_path: Path) -> None:
    """A row that the plan held has no way out, even if a file of its name lies there."""
    made = finished_batch(tmp_path, [patient(1), patient(2)],
                          status=lambda row: ("held", "no reason") if row["id"] == "A-0002"
                          else ("made", ""))
    (made.folder / "A-0002.pdf").write_bytes(small_aid(made.rows["A-0002"]))
    post(made, "--again", "please", "--only", "A-0001", "--only", "A-0002")
    assert [row["Appointment id"] for row in manifest_rows(run_of(made))] == ["A-0001"]


def test_an_unfit_or_overdue_workbook_posts_nothing(tmp_path: Path) -> None:
    """Content whose review is due goes out no more; nor does what the check finds unfit, even if a
    manifest says that it was printed."""
    def unfit(texts: Any) -> None:
        texts["Options"][0]["summary"] = "It helps 30 % of people."

    made = finished_batch(tmp_path, [patient(1)])
    assert "overdue" in refused(made, "--today", "2028-01-01")
    made = finished_batch(tmp_path, [patient(1)], batch="unfit", change=unfit)
    for more in ((), ("--again", "please"), ("--proof",), ("--dry-run",)):
        assert "number-in-prose" in refused(made, *more)


@pytest.mark.parametrize("which", ["workbook", "list"])
def test_a_changed_workbook_or_list_stops_everything(tmp_path: Path, which: str) -> None:
    """The batch is of another file; a moved one is found where the call says."""
    made = finished_batch(tmp_path, [patient(1)])
    path: Path = getattr(made, which)
    moved = tmp_path / "moved.xlsx"
    path.rename(moved)
    assert refused(made) == ["mail-input-missing"]
    assert post(made, "--dry-run", f"--{which}", str(moved)).exit_code == 0
    moved.write_bytes(moved.read_bytes() + b" ")
    assert refused(made, f"--{which}", str(moved)) == ["mail-input-changed"]


def test_a_changed_or_missing_aid_is_held(tmp_path: Path) -> None:
    """Its checksum is proved before it is printed; the others go."""
    made = finished_batch(tmp_path, [patient(1), patient(2), patient(3)])
    (made.folder / "A-0001.pdf").write_bytes(made.aids["A-0002"])
    (made.folder / "A-0002.pdf").unlink()
    result = post(made, "--json")
    assert held(result) == {"A-0001": "file-changed", "A-0002": "file-missing"}
    assert [row["Appointment id"] for row in manifest_rows(run_of(made))] == ["A-0003"]


def test_a_manifest_that_points_elsewhere_is_not_followed(tmp_path: Path) -> None:
    """A file outside the folder is no aid of the batch."""
    made = finished_batch(tmp_path, [patient(1)])
    (tmp_path / "A-0001.pdf").write_bytes(made.aids["A-0001"])
    read, _ = manifest.load(made.folder)
    assert read is not None
    text = "".join(manifest.as_text(read)).replace('"A-0001.pdf"', '"../A-0001.pdf"')
    (made.folder / "manifest.json").write_text(text, encoding="utf-8")
    assert held(post(made, "--json")) == {"A-0001": "file-missing"}


def test_an_id_twice_in_the_manifest_is_refused(tmp_path: Path) -> None:
    """Two aids of one appointment cannot both be right."""
    made = finished_batch(tmp_path, [patient(1)])
    read, _ = manifest.load(made.folder)
    assert read is not None
    twice = manifest.Manifest(**{**vars(read), "appointments": read.appointments * 2})
    write_manifest(made.folder, twice)
    assert refused(made) == ["manifest-damaged"]


def test_a_letter_that_is_too_long_holds_its_row_alone(tmp_path: Path) -> None:
    """One long description of a place stops nobody else."""
    made = finished_batch(tmp_path, [patient(1, place="Beyond the last house. " * 150), patient(2)])
    assert held(post(made, "--json")) == {"A-0001": "letter-long"}
    assert [row["Appointment id"] for row in manifest_rows(run_of(made))] == ["A-0002"]


def test_a_wrong_call_is_said(tmp_path: Path) -> None:
    """Unknown ids, windows and countries are mistakes in the call."""
    made = finished_batch(tmp_path, [patient(1)])
    assert refused(made, "--only", "A-001") == ["only-unknown"]
    assert refused(made, "--country", "Narnia") == ["country-asked"]
    with pytest.raises(CannotGoOnError) as error:
        post(made, "--window", "c5")
    [found] = error.value.problems
    assert (found.code, found.severity) == ("window-own", "stopped")
    for name in ("din-a (", "din-b (", "uk (UK C5/DL)", "us (", "20,45,85,45"):
        assert name in found.sentence
