"""Reads a written workbook back with openpyxl, apart from the program's own reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from sdaid.sheets.columns import Sheet
from tests.build import Rows


def rows_in(path: Path, sheets: Sequence[Sheet]) -> Rows:
    """What the sheets hold, in the shape of the texts: by field, blanks left out."""
    return rows_of(openpyxl.load_workbook(path), sheets)


def rows_of(book: Any, sheets: Sequence[Sheet]) -> Rows:
    """The same of an open book."""
    return {sheet.name: _rows(book[sheet.name], sheet) for sheet in sheets}


def as_written(rows: Rows) -> Rows:
    """Texts as a workbook holds them: yes and no in words, no blank cells."""
    return {sheet: [_written(row) for row in each] for sheet, each in rows.items()}


def cells_in(path: Path) -> dict[tuple[str, str], Any]:
    """Every cell with something in it, by sheet and address."""
    return {(page.title, cell.coordinate): cell.value
            for page in openpyxl.load_workbook(path).worksheets
            for row in page.iter_rows() for cell in row if cell.value is not None}


def _written(row: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {name: _worded(value) for name, value in row.items()
                            if value not in ("", {}, None)}
    if "extra" in kept:
        kept["extra"] = {name: _worded(value) for name, value in kept["extra"].items()
                         if value not in ("", None)}
    if "wording" in kept:
        kept["wording"] = {language: told for language, told in kept["wording"].items() if told}
    return {name: value for name, value in kept.items() if value != {}}


def _worded(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def _rows(page: Any, sheet: Sheet) -> list[dict[str, Any]]:
    fields = {column.heading: (name, kind) for name, column, _, kind in sheet.model.columns()}
    if sheet.layout == "values":
        languages = [(cell.column, cell.value.partition("::")[2]) for cell in page[1]
                     if "::" in str(cell.value)]
        pairs = [(page.cell(row, 1).value, page.cell(row, 2).value)
                 for row in range(2, page.max_row + 1)]
        pairs += [(f"{page.cell(row, 1).value}::{language}", page.cell(row, column).value)
                  for column, language in languages for row in range(2, page.max_row + 1)]
        return [_row(pairs, fields)]
    headings = [cell.value for cell in page[1]]
    found = [_row([(heading, cell.value) for heading, cell in zip(headings, row, strict=True)],
                  fields)
             for row in page.iter_rows(min_row=2)]
    return [row for row in found if row]


def _row(pairs: list[tuple[Any, Any]], fields: dict[str, tuple[str, Any]]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for heading, value in pairs:
        if value is None:
            continue
        if "::" in heading:
            base, _, language = heading.partition("::")
            told = row.setdefault("wording", {}).setdefault(language, {})
            if base in fields:
                told[fields[base][0]] = value
            else:
                told.setdefault("extra", {})[base] = value
        elif heading in fields:
            name, kind = fields[heading]
            row[name] = _typed(value, kind)
        else:
            row.setdefault("extra", {})[heading] = value
    return row


def _typed(value: Any, kind: Any) -> Any:
    if isinstance(value, datetime):
        return value.time() if kind in (time, time | None) else value.date()
    assert not isinstance(value, date) or kind is date
    return value
