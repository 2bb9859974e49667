"""The example: its texts are the master, its workbook and its list say the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sdaid import resources
from sdaid.appointments.columns import APPOINTMENTS
from sdaid.sheets.columns import Sheet
from sdaid.workbook.columns import SHEETS
from sdaid.workbook.example import file_name, read_texts
from sdaid.workbook.starter import write_workbook
from tests.build import EXAMPLE, ROOT, SMALL, texts_from
from tests.starter.reading import as_written, cells_in, rows_in

INPUTS = ROOT / "inputs"


@pytest.mark.parametrize(("file", "fixture"), [
    ("sacroiliac.xlsx", "example_workbook"), ("appointments.xlsx", "example_list")])
def test_the_files_in_inputs_are_fresh(file: str, fixture: str,
                                       request: pytest.FixtureRequest) -> None:
    """The committed workbook and list hold, cell for cell, what the texts give; else run
    `make example`."""
    assert cells_in(INPUTS / file) == cells_in(request.getfixturevalue(fixture))


@pytest.mark.parametrize(("file", "sheets"), [
    ("sacroiliac.xlsx", SHEETS), ("appointments.xlsx", (APPOINTMENTS,))])
def test_the_files_in_inputs_hold_the_texts(file: str, sheets: tuple[Sheet, ...]) -> None:
    """Read back, the committed files give the texts: nothing is missing and nothing is added."""
    texts = as_written(texts_from(EXAMPLE))
    assert rows_in(INPUTS / file, sheets) == {sheet.name: texts[sheet.name] for sheet in sheets}


def test_new_example_holds_the_texts(tmp_path: Path) -> None:
    """What `sdaid new --example` writes is the example's texts."""
    target = tmp_path / "mine.xlsx"
    write_workbook(target, read_texts(resources.example()))
    texts = as_written(texts_from(EXAMPLE))
    assert rows_in(target, SHEETS) == {sheet.name: texts[sheet.name] for sheet in SHEETS}


@pytest.mark.parametrize("folder", [EXAMPLE, SMALL], ids=["sacroiliac", "hiccups"])
def test_texts_know_no_other_fields(folder: Path) -> None:
    """Every key in the texts is a field of its sheet, so that no slip of the pen is lost."""
    texts = texts_from(folder)
    for sheet in (*SHEETS, APPOINTMENTS):
        fields = {name for name, _, _, _ in sheet.model.columns()}
        if sheet.extra:
            fields.add("extra")
        for row in texts[sheet.name]:
            assert set(row) <= fields | {"wording"}, sheet.name
            for told in row.get("wording", {}).values():
                assert set(told) <= fields, sheet.name


@pytest.mark.parametrize("folder", [EXAMPLE, SMALL], ids=["sacroiliac", "hiccups"])
def test_there_is_a_text_for_each_sheet_and_no_other(folder: Path) -> None:
    """The folder has one file a sheet, and the appointments."""
    expected = {file_name(sheet) for sheet in SHEETS} | {"appointments.toml"}
    assert {path.name for path in folder.glob("*.toml")} == expected


def test_extra_columns_are_known(example_workbook: Path) -> None:
    """Answers name options, conditions and appointments name facts: none falls out of the sheet."""
    texts = texts_from(EXAMPLE)
    options = {row["id"] for row in texts["Options"]}
    facts = {row["name"] for row in texts["Patient facts"]}
    for row in texts["Questions"]:
        assert set(row.get("extra", {})) == (set() if "for_all" in row else options)
    for row in texts["Rules"]:
        assert set(row["extra"]) <= facts | {"age"}
    for row in texts["Appointments"]:
        assert set(row.get("extra", {})) <= facts


def test_the_module_writes_both_files(tmp_path: Path) -> None:
    """`python -m sdaid.workbook.example` writes the workbook and the list of a folder."""
    subprocess.run([sys.executable, "-m", "sdaid.workbook.example", SMALL, tmp_path / "w.xlsx",
                    tmp_path / "l.xlsx"], check=True, cwd=ROOT)
    assert rows_in(tmp_path / "w.xlsx", SHEETS)["Options"][0]["id"] == "wait"
    assert rows_in(tmp_path / "l.xlsx", [APPOINTMENTS])["Appointments"][0]["id"] == "A-0001"
