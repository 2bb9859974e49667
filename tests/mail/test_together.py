"""All papers of a run in one PDF for the printer, each from a sheet of its own."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sdaid import papers
from sdaid.batch.manifest import MadeFile
from sdaid.mail import measure
from sdaid.problems import CannotGoOnError
from tests.mail.batches import finished_batch, patient, small_aid


def told(pdf: bytes) -> list[str]:
    """What each page says."""
    with measure.opened(pdf) as pages:
        return [" ".join(pages.text(number).split()) for number in range(len(pages))]


@settings(deadline=None, max_examples=15,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(counts=st.lists(st.integers(1, 5), min_size=1, max_size=5))
def test_every_aid_begins_a_sheet(tmp_path_factory: pytest.TempPathFactory, counts: list[int]
                                  ) -> None:
    """In the list's order, whole, with a blank back where its count is odd."""
    rows = [patient(number) for number in range(1, len(counts) + 1)]
    length = {row["id"]: pages for row, pages in zip(rows, counts, strict=True)}
    made = finished_batch(tmp_path_factory.mktemp("run"), rows,
                          aid=lambda row: small_aid(row, length[row["id"]]))

    found = papers.papers_of(made.folder, papers.run_of(made.folder), "aid")
    pages = told(papers.together(found).pdf)

    expected: list[str] = []
    for row, count in zip(rows, counts, strict=True):
        expected += [f"{row['born']} Testa {row['family_name']} {row['patient_id']} aid page "
                     f"{number + 1} of {count}" for number in range(count)]
        expected += [""] * (count % 2)
    assert pages == expected


def test_a_landscape_page_is_turned_and_its_blank_back_is_upright(tmp_path: Path) -> None:
    made = finished_batch(tmp_path, [patient(1)], aid=lambda row: small_aid(row, 3, wide=(2,)))

    found = papers.papers_of(made.folder, papers.run_of(made.folder), "aid")
    with pikepdf.open(BytesIO(papers.together(found).pdf)) as out:
        sizes = [tuple(round(float(each)) for each in page.mediabox[2:]) for page in out.pages]
        assert [int(page.obj.get("/Rotate", 0)) for page in out.pages] == [0, 0, 270, 0]
        assert out.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
    assert sizes == [(595, 842), (595, 842), (842, 595), (595, 842)]


def test_what_was_changed_or_is_older_is_left_out_and_said(tmp_path: Path) -> None:
    """A paper that is not the one that was made goes to no printer; nobody else waits for it."""
    made = finished_batch(tmp_path, [patient(number) for number in range(1, 5)])
    (made.folder / "A-0001.pdf").write_bytes(small_aid(patient(9)))
    (made.folder / "A-0002.pdf").unlink()
    path = made.folder / "manifest.json"
    read = json.loads(path.read_text("utf-8"))
    read["appointments"][2]["made_from"] = "an earlier run"
    path.write_text(json.dumps(read), "utf-8")

    found = papers.papers_of(made.folder, papers.run_of(made.folder), "aid")
    out = papers.together(found)

    assert [each.id for each in out.papers] == ["A-0004"]
    assert [(each.id, why.code) for each, why in out.left_out] == [
        ("A-0001", "file-changed"), ("A-0002", "file-missing"), ("A-0003", "mail-older")]
    with pytest.raises(CannotGoOnError):
        papers.together(found[:3])
    with pytest.raises(CannotGoOnError):
        papers.together([])


def test_a_long_run_is_printed_in_parts(tmp_path: Path) -> None:
    paper = papers.Paper("A", "aid", tmp_path / "A.pdf", "", 8, "standard", "a4")
    every = [paper] * (2 * papers.MOST_TOGETHER + 1)
    assert [len(each) for each in papers.parts(every)] == [
        papers.MOST_TOGETHER, papers.MOST_TOGETHER, 1]
    assert papers.sheets_of(every) == 4 * len(every)


def test_a_manifest_leads_out_of_no_folder(tmp_path: Path) -> None:
    """Whatever a damaged manifest calls a file, it is looked for in the run's folder."""
    made = MadeFile("book", "../../secret.pdf", "", 2, "standard", "a4")
    batch = finished_batch(tmp_path, [patient(1)])
    manifest = papers.run_of(batch.folder)
    found = papers.papers_of(batch.folder, type(manifest)(
        **{**vars(manifest), "books": (made,)}), "book")
    assert [each.path.parent for each in found] == [batch.folder]
