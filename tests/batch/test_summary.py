"""The clinician's summary: one line for each patient that gets an aid."""

from __future__ import annotations

from pathlib import Path

import page as page_validation
import pypdfium2

from tests.batch.cli import DAY, sdaid
from tests.batch.lists import line, write_csv


def test_the_summary_tells_what_each_patients_aid_says(tmp_path: Path, small_workbook: Path
                                                       ) -> None:
    """Visit, what they tried, which rules spoke and from which cell, what is not known; no name;
    readable by a screen reader."""
    path = write_csv(tmp_path / "list.csv", [
        line(1, date_of_birth="1950-01-01", trouble_swallowing="yes", work="outdoors",
             already_tried="sips", visit_date="2026-12-01 09:30"),
        line(2, date_of_birth="1990-01-01"),
        line(3, reason="knee")])
    path.write_text(path.read_text("utf-8").replace("Trouble swallowing", "Trouble-swallowing"),
                    "utf-8")

    said = sdaid("render", small_workbook, path, "--output", tmp_path / "out", "--today", DAY,
                 "--summary", tmp_path / "summary.pdf")

    assert said.code == 0, said.err
    document = pypdfium2.PdfDocument(tmp_path / "summary.pdf")
    text = " ".join(" ".join(each.get_textpage().get_text_range() for each in document).split())
    document.close()
    assert "A-0001" in text
    assert "December 1, 2026, 9:30 AM" in text
    assert "Slow sips: May not suit (Rules F2)" in text
    assert "Take care (Rules F3)" in text
    assert "trouble-swallowing, work" in text
    assert "A-0003" not in text
    assert "Testa" not in text
    report = page_validation.validate_pdf(str(tmp_path / "summary.pdf"), profile="ua1")
    assert "no failures" in str(report)


def test_a_summary_that_is_there_is_not_overwritten(
        tmp_path: Path, small_workbook: Path, small_list: Path) -> None:
    """It is said before the work, not after it."""
    (tmp_path / "summary.pdf").write_text("mine")

    said = sdaid("render", small_workbook, small_list, "--output", tmp_path / "out",
                 "--today", DAY, "--summary", tmp_path / "summary.pdf")

    assert said.code == 5
    assert (tmp_path / "summary.pdf").read_text() == "mine"
    assert not (tmp_path / "out").exists()
