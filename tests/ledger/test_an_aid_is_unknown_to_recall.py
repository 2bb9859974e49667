"""What must not happen: an aid is handed out at the desk, and a correction never reaches it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.batch.cli import DAY, Said, quick
from tests.batch.lists import line, write_csv

ANSWERS = ("A-0050", "P-50", "Testa", "Example", "1950-01-31", "2026-12-01", "", "", "outdoors")


def desk(home: Path, workbook: Path, *more: object, visit: str = "2026-12-01", end: str = ""
         ) -> Said:
    """What the desk says to its answers, with `end` to what it asks at last."""
    answers = [visit if each == "2026-12-01" else each for each in ANSWERS]
    return quick("render", workbook, "--desk", "--set", "trouble-swallowing=no",
                 "--output", home, "--today", DAY, *more, answers="\n".join([*answers, end, ""]))


def recalled(home: Path) -> list[str]:
    """Who holds version 0.1, as the ledger in `home` knows."""
    said = quick("recall", "--version", "0.1", "--json", "--ledger", home / "ledger.sqlite")
    assert said.code == 0, said.err
    return [each["appointment"] for each in json.loads(said.out)["holders"]]


def test_recall_names_aids_of_the_desk_and_blank_ones(tmp_path: Path, small_workbook: Path
                                                      ) -> None:
    """Both may lie in somebody's bag. `reprint` finds them, and the file is proved."""
    assert desk(tmp_path, small_workbook).code == 0
    assert quick("render", small_workbook, "--blank", "--output", tmp_path, "--today", DAY
                 ).code == 0

    assert recalled(tmp_path) == ["A-0050", "blank"]
    for name in ("A-0050", "blank"):
        said = quick("reprint", name, "--ledger", tmp_path / "ledger.sqlite")
        assert said.out.strip().endswith(f"{name}.pdf")


def test_a_later_aid_of_the_desk_is_the_newer_version(tmp_path: Path, small_workbook: Path
                                                      ) -> None:
    """Of one appointment the ledger tells the story in its order, whoever made the aid."""
    listed = write_csv(tmp_path / "list.csv", [line(50, trouble_swallowing="no")])
    quick("render", small_workbook, listed, "--output", tmp_path / "out", "--today", DAY)
    assert desk(tmp_path / "out", small_workbook).code == 0

    assert recalled(tmp_path / "out") == ["A-0050"]
    said = quick("history", "A-0050", "--ledger", tmp_path / "out" / "ledger.sqlite")
    assert said.out.count("made (desk)") == 2


def test_a_ledger_that_cannot_be_written_stops_the_desk(tmp_path: Path, small_workbook: Path
                                                        ) -> None:
    """No aid is made of which nobody would know."""
    (tmp_path / "ledger.sqlite").mkdir()

    assert desk(tmp_path, small_workbook).code == 5
    assert quick("render", small_workbook, "--blank", "--output", tmp_path).code == 5
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_visit_that_is_past_is_asked_for(tmp_path: Path, small_workbook: Path) -> None:
    """Most often it is the year that was mistyped. A no, and no answer, make nothing."""
    for answer, code in (("n", 3), ("y", 0)):
        said = desk(tmp_path, small_workbook, visit="2025-12-01", end=answer)
        assert "2025-12-01" in said.err
        assert said.code == code
        assert (tmp_path / "A-0050.pdf").exists() == (code == 0)


@pytest.mark.parametrize("more", [(), ("--draft",)])
def test_a_draft_for_the_desk_reaches_nobody(tmp_path: Path, small_workbook: Path,
                                             more: tuple[str, ...]) -> None:
    """It is known, so that it can be forgotten, and is not recalled."""
    assert desk(tmp_path, small_workbook, *more).code == 0

    assert recalled(tmp_path) == ([] if more else ["A-0050"])
    said = quick("history", "A-0050", "--ledger", tmp_path / "ledger.sqlite")
    assert ("made (draft)" in said.out) == bool(more)
