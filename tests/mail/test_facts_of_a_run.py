"""A run that was made with a file of patient facts is sent while that file says the same."""

from __future__ import annotations

from pathlib import Path

from tests.batch.cli import DAY, quick

LIST = ("Appointment id,Patient id,Given name,Family name,Date of birth,Visit date,Reason,Channel,"
        "Address,Postcode\n"
        "S-1,P-1,Testa,Example,1961-04-03,2026-12-01,hiccups,post,1 Invented Lane,SW1A 1AA\n")
FACTS = "Patient id,Opted out\nP-1,{}\n"


def test_facts_that_changed_after_the_run_stop_the_post(tmp_path: Path, small_workbook: Path
                                                        ) -> None:
    """Somebody may have opted out there; a file that was only moved is named with --facts."""
    list_, facts = tmp_path / "list.csv", tmp_path / "facts.csv"
    list_.write_text(LIST, "utf-8")
    facts.write_text(FACTS.format("no"), "utf-8")
    run = quick("render", small_workbook, list_, "--facts", facts, "--output", tmp_path / "out",
                "--today", DAY)
    assert run.code == 0, run.err
    folder = next(each for each in (tmp_path / "out").iterdir() if each.is_dir())
    post = ("post", folder, "--dry-run", "--country", "GB", "--today", DAY)

    assert "S-1" in quick(*post, "--json").out
    moved = tmp_path / "elsewhere.csv"
    facts.rename(moved)
    assert "name its place with --facts" in quick(*post).err
    assert "S-1" in quick(*post, "--json", "--facts", moved).out
    facts.write_text(FACTS.format("yes"), "utf-8")
    said = quick(*post)
    assert said.code != 0
    assert "facts.csv\n" in said.err
    assert "is not the one that the run was made from" in said.err
