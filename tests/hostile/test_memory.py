"""Large files are read in little memory, measured in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sheets.small import GOOD, kites, write

SHEET_PART = "xl/worksheets/sheet1.xml"
MEASURE = """
import resource, sys
from pathlib import Path
from sdaid.sheets.reading import read_sheets, stream_sheet
from tests.sheets.small import KITES

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

before = peak()
path = Path(sys.argv[2])
if sys.argv[1] == "sheets":
    records, _, problems = read_sheets(path, (KITES,), lambda *_: {})
    count = len(records.get("Kites", []))
else:
    problems, rows = stream_sheet(path, KITES, {})
    count = sum(record is not None for _, record, _ in rows)
print(count, ",".join(each.code for each in problems), peak() - before)
"""


def measured(how: str, path: Path) -> tuple[int, str, float]:
    """(records, problem codes, MiB of memory that reading took)."""
    pytest.importorskip("resource", reason="memory is measured where the system tells it")
    done = subprocess.run([sys.executable, "-c", MEASURE, how, str(path)], check=True, text=True,
                          capture_output=True, cwd=Path(__file__).parents[2])
    count, codes, peak = done.stdout.rstrip("\n").split(" ")
    return int(count), codes, float(peak)


def with_rows(path: Path, rows: Iterator[str]) -> Path:
    """Write a file of kites whose sheet goes on with `rows` of XML."""
    small = write(path.with_suffix(".small.xlsx"), kites(GOOD))
    with zipfile.ZipFile(small) as old, zipfile.ZipFile(
            path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            if name != SHEET_PART:
                new.writestr(name, old.read(name))
        head, tail = old.read(SHEET_PART).decode().split("</sheetData>")
        with new.open(SHEET_PART, "w", force_zip64=True) as part:
            part.write(head.encode())
            for row in rows:
                part.write(row.encode())
            part.write(b"</sheetData>" + tail.encode())
    return path


def text(column: str, row: int, value: str) -> str:
    return f'<c r="{column}{row}" t="inlineStr"><is><t>{value}</t></is></c>'


def test_a_million_formatted_empty_rows(tmp_path: Path) -> None:
    """Rows that are only formatted, down to the last one, cost no memory."""
    path = with_rows(tmp_path / "a.xlsx", (
        f'<row r="{row}" s="1" customFormat="1"/>' for row in range(3, 1_048_577)))
    count, codes, peak = measured("sheets", path)
    assert (count, codes) == (1, "")
    assert peak < 20


@pytest.mark.parametrize("rows", [
    5_000, pytest.param(200_000, marks=pytest.mark.long)])
def test_a_long_list_is_read_in_flat_memory(tmp_path: Path, rows: int) -> None:
    """The rows of a list are handed out one by one and not kept."""
    path = with_rows(tmp_path / "a.xlsx", (
        f'<row r="{row}">' + text("A", row, f"k{row}") + text("B", row, f"Kite {row}")
        + f'<c r="C{row}"><v>3</v></c></row>' for row in range(3, rows + 3)))
    count, codes, peak = measured("stream", path)
    assert (count, codes) == (rows + 1, "")
    assert peak < 20


def test_a_sheet_of_a_workbook_has_an_end(tmp_path: Path) -> None:
    """A workbook's own sheet of very many rows is refused, and not kept in memory."""
    path = with_rows(tmp_path / "a.xlsx", (
        f'<row r="{row}">' + text("A", row, f"k{row}") + "</row>" for row in range(3, 60_000)))
    _, codes, peak = measured("sheets", path)
    assert "too-many-rows" in codes
    assert peak < 150


def test_a_huge_text_is_cut_while_reading(tmp_path: Path) -> None:
    """A cell of fifty million letters is never held whole."""
    def letters() -> Iterator[str]:
        yield '<row r="3"><c r="A3" t="inlineStr"><is><t>'
        for number in range(50_000):
            yield f"{number:x}".ljust(1000, "abcdefg"[number % 7])
        yield "</t></is></c></row>"

    path = with_rows(tmp_path / "a.xlsx", letters())
    _, codes, peak = measured("sheets", path)
    assert codes
    assert peak < 20


def test_two_gigabytes_of_nothing(tmp_path: Path) -> None:
    """A part of blanks that would unpack to two gigabytes is refused before it is unpacked."""
    path = tmp_path / "a.xlsx"
    write(path, kites(GOOD))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, \
            archive.open("xl/media/nothing.bin", "w", force_zip64=True) as part:
        for _ in range(200):
            part.write(bytes(10_000_000))
    count, codes, peak = measured("sheets", path)
    assert (count, codes) == (0, "file-bomb")
    assert peak < 5
