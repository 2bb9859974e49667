"""The lists of strange_lists.txt: read, and written as files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

CASES = Path(__file__).with_name("strange_lists.txt")
DATE, NUMBER, STRUCK = (re.compile(form) for form in (
    r"\[(\d{4}-\d{2}-\d{2})\]", r"\((-?\d+(?:\.\d+)?)\)", r"_(.+)_"))


@dataclass
class Case:
    """A list and what must come of it."""

    name: str
    file: str = ""
    encoding: str = "utf-8"
    told: dict[str, str] = field(default_factory=dict)
    text: str = ""

    def write(self, folder: Path) -> Path:
        """The list as a file in `folder`."""
        path = folder / self.file
        if path.suffix == ".xlsx":
            _write_book(path, self.text)
        else:
            path.write_bytes(self.text.encode({"bom": "utf-8-sig"}.get(
                self.encoding, self.encoding)))
        return path


def cases() -> Iterator[Case]:
    """Every case of the file, in its order."""
    for block in re.split(r"^== ", CASES.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, _, text = block.partition("\n---\n")
        name, *lines = head.splitlines()
        case = Case(name, text=text.rstrip("\n") + "\n")
        for line in lines:
            what, _, said = line.partition(":")
            case.told[what.strip()] = said.strip()
        case.file, _, encoding = case.told.pop("file").partition(" ")
        case.encoding = encoding or "utf-8"
        yield case


def _write_book(path: Path, text: str) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, part in enumerate(text.split("----\n"), start=1):
        page: Worksheet = book.create_sheet(f"Sheet{number}")
        for row, line in enumerate(part.splitlines(), start=1):
            for column, said in enumerate(line.split("|"), start=1):
                _put(page, row, column, said)
    book.save(path)


def _put(page: Worksheet, row: int, column: int, said: str) -> None:
    cell = page.cell(row, column)
    if said == "^":
        known = next((each for each in page.merged_cells.ranges
                      if each.min_row == row and each.max_col == column - 1), None)
        left = known.min_col if known else column - 1
        if known:
            page.unmerge_cells(str(known))
        page.merge_cells(start_row=row, end_row=row, start_column=left, end_column=column)
    elif said == "v":
        page.merge_cells(start_row=row - 1, end_row=row, start_column=column, end_column=column)
    elif match := DATE.fullmatch(said):
        cell.value = datetime.combine(date.fromisoformat(match[1]), datetime.min.time())
    elif match := NUMBER.fullmatch(said):
        cell.value = float(match[1])
    elif match := STRUCK.fullmatch(said):
        cell.value, cell.font = match[1], Font(strike=True)
    elif said:
        cell.value = said
