"""A workbook that LibreOffice has saved is still the same workbook."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sdaid.appointments.columns import APPOINTMENTS
from sdaid.appointments.facts import fact_headings
from sdaid.sheets.columns import Sheet
from sdaid.sheets.reading import stream_sheet
from sdaid.workbook.columns import SHEETS
from sdaid.workbook.example import facts_of
from sdaid.workbook.read import read_workbook
from sdaid.workbook.starter import write_workbook
from tests.build import SMALL, texts_from
from tests.starter.reading import rows_of

SOFFICE = shutil.which("soffice")
Books = tuple[Any, Any, list[Sheet]]
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")


def saved_by_libreoffice(source: Path, folder: Path) -> Path:
    """`source` opened and saved again as .xlsx in `folder`."""
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", "xlsx", "--outdir", str(folder / "saved"), str(source)],
        check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return folder / "saved" / source.name


@pytest.fixture(scope="module", params=["empty", "small", "list", "example"])
def saved(request: pytest.FixtureRequest,
          tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[Sheet]]:
    """A file before and after LibreOffice, and its sheets."""
    folder = tmp_path_factory.mktemp("libreoffice")
    sheets = [APPOINTMENTS] if request.param == "list" else list(SHEETS)
    if request.param == "empty":
        before = folder / "new.xlsx"
        write_workbook(before)
    else:
        before = request.getfixturevalue({"small": "small_workbook", "list": "small_list",
                                          "example": "example_workbook"}[request.param])
    after = saved_by_libreoffice(before, folder)
    return before, after, sheets


@pytest.fixture(scope="module")
def books(saved: tuple[Path, Path, list[Sheet]]) -> Books:
    """Both files, open."""
    before, after, sheets = saved
    return openpyxl.load_workbook(before), openpyxl.load_workbook(after), sheets


def test_the_rows_are_the_same(books: Books) -> None:
    """Every cell comes back with the value and the type that it had."""
    before, after, sheets = books
    assert rows_of(after, sheets) == rows_of(before, sheets)


def test_the_program_reads_the_same(saved: tuple[Path, Path, list[Sheet]]) -> None:
    """The program's own reader finds the same rows and the same problems in both."""
    before, after, sheets = saved
    assert told(after, sheets) == told(before, sheets)


def test_dropdowns_lead_to_the_same_choices(books: Books) -> None:
    """Every dropdown is still there, behind its defined name, with the same choices."""
    before, after, sheets = books
    for sheet in sheets:
        found = dropdowns(before, sheet.name)
        assert found == dropdowns(after, sheet.name)
        assert found or sheet.name in ("People", "Words", "Accepted", "Values", "Questions")


def test_help_and_locks_are_kept(books: Books) -> None:
    """Headings keep their help and their lock, the cells below stay open."""
    _, book, sheets = books
    for sheet in sheets:
        page = book[sheet.name]
        assert page.protection.sheet
        headings = {column.heading: column.help for _, column, _, _ in sheet.model.columns()
                    if column.offered}
        cells = page["A"][1:] if sheet.layout == "values" else page[1]
        told = {cell.value: cell.comment.text for cell in cells if cell.value in headings}
        assert all(told[heading].startswith(text) for heading, text in headings.items())
        assert all(cell.protection.locked for cell in cells if cell.value in headings)
        assert not is_locked(page, "B2")


def told(path: Path, sheets: list[Sheet]) -> tuple[list[Any], list[Any]]:
    """What the reader makes of a file: its rows without their places, and its problems."""
    if sheets == [APPOINTMENTS]:
        facts = facts_of(texts_from(SMALL))
        problems, rows = stream_sheet(path, APPOINTMENTS, fact_headings(facts))
        found = [(row, record, wrong) for row, record, wrong in rows]
        problems += [each for _, _, wrong in found for each in wrong]
        records = {APPOINTMENTS.name: [record for _, record, _ in found if record]}
    else:
        records, _, problems = read_workbook(path)
    plain = [(sheet, record.model_dump(exclude={"origin"}))
             for sheet, each in records.items() for record in each]
    return plain, [(each.code, each.place.sheet, each.place.cell) for each in problems]


def dropdowns(book: Any, sheet: str) -> dict[str, list[Any]]:
    """The choices by the first cell they are offered in."""
    found = {}
    for rule in book[sheet].data_validations.dataValidation:
        if rule.type == "list":
            page, cells = next(iter(book.defined_names[rule.formula1].destinations))
            choices = [each.value for (each,) in book[page][cells] if each.value is not None]
            for part in rule.sqref.ranges:
                found[part.coord.split(":")[0]] = choices
    return found


def is_locked(page: Any, address: str) -> bool:
    """Whether a cell is locked: by its own style, or by its column's where it is not stored."""
    cell = page[address]
    if cell.has_style:
        return bool(cell.protection.locked)
    column = next(each for each in page.column_dimensions.values()
                  if each.min <= cell.column <= each.max)
    return bool(column.protection.locked)
