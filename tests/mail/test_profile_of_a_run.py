"""A run that was made with a profile is sent with the same one, or not at all."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from sdaid import lists
from sdaid.appointments.profile_file import COLUMNS
from tests.batch.cli import DAY, quick

LIST = """Slot no,MRN,First name,Surname,DOB,Appt date,Reason,Send by,Lives at,PC
S-1,P-1,Testa,Example,1961-04-03,2026-12-01,hiccups,post,1 Invented Lane,SW1A 1AA
"""
OURS = {"Slot no": "Appointment id", "Send by": "Channel", "Lives at": "Address", "PC": "Postcode"}


def test_a_run_is_sent_with_its_own_profile(tmp_path: Path, small_workbook: Path) -> None:
    """It is found where the run has it; a changed one is refused; a moved one is named."""
    list_, profile = tmp_path / "list.csv", tmp_path / "profile.xlsx"
    list_.write_text(LIST, "utf-8")
    _profile(profile, list_)
    run = quick("render", small_workbook, list_, "--profile", profile, "--output",
                tmp_path / "out", "--today", DAY)
    assert run.code == 0, run.err
    folder = next(each for each in (tmp_path / "out").iterdir() if each.is_dir())
    post = ("post", folder, "--dry-run", "--country", "GB", "--today", DAY)

    assert "S-1" in quick(*post, "--json").out
    moved = tmp_path / "elsewhere.xlsx"
    profile.rename(moved)
    assert "mail-input-missing" in _codes(quick(*post).err)
    assert "S-1" in quick(*post, "--json", "--profile", moved).out
    book = load_workbook(moved)
    book[COLUMNS.name].cell(2, 3).value = "somebody was here"
    book.save(profile)
    assert "mail-input-changed" in _codes(quick(*post).err)


def _profile(path: Path, list_: Path) -> None:
    lists.write_profile(path, list_, None)
    book = load_workbook(path)
    page = book[COLUMNS.name]
    for row in range(2, page.max_row + 1):
        page.cell(row, 2).value = OURS.get(page.cell(row, 1).value, page.cell(row, 2).value)
    book.save(path)


def _codes(said: str) -> set[str]:
    """The problems' codes by their words."""
    return {code for code, words in (("mail-input-missing", "is not there any more"),
                                     ("mail-input-changed", "is not the one that the run"))
            if words in said}
