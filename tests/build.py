"""Workbooks and lists for tests, made from folders of texts with changes."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sdaid.appointments.starter import write_list
from sdaid.workbook.columns import SHEETS
from sdaid.workbook.example import (
    facts_of,
    file_name,
    options_of,
    read_appointments,
    read_texts,
)
from sdaid.workbook.starter import write_workbook

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "inputs" / "sacroiliac"
SMALL = ROOT / "tests" / "texts" / "hiccups"
ARABIC = ROOT / "tests" / "texts" / "hiccups-ar"
"""The texts of `SMALL` in Arabic: rows in the same order, the translated fields alone."""

Rows = dict[str, list[dict[str, Any]]]
Change = Callable[[Rows], None]


def texts_from(folder: Path, change: Change | None = None) -> Rows:
    """The texts of `folder`, with "Appointments" among them, after `change` has edited them."""
    texts: Rows = {name: [copy.deepcopy(dict(row)) for row in rows]
                   for name, rows in read_texts(folder).items()}
    texts["Appointments"] = [dict(row) for row in read_appointments(folder)]
    if change:
        change(texts)
    return texts


def workbook_from(folder: Path, target: Path, change: Change | None = None) -> Path:
    """Write the workbook of `folder`, changed, to the new file `target`; returns `target`."""
    write_workbook(target, texts_from(folder, change))
    return target


def list_from(folder: Path, target: Path, change: Change | None = None) -> Path:
    """Write the appointment list of `folder`, changed, to the new file `target`."""
    texts = texts_from(folder, change)
    write_list(target, facts_of(texts), texts["Appointments"], options_of(texts))
    return target


def in_arabic(texts: Rows) -> None:
    """A change that puts the Arabic texts of the small condition beside its English ones."""
    for sheet in SHEETS:
        path = ARABIC / file_name(sheet)
        if path.exists():
            read = tomllib.loads(path.read_text(encoding="utf-8"))
            told = [read] if sheet.layout == "values" else read["row"]
            for row, wording in zip(texts[sheet.name], told, strict=True):
                assert wording.pop("id", None) in (None, row.get("id"))
                row["wording"] = {"ar": wording}


def translated_cells(folder: Path, comma: str = ", ") -> Iterator[tuple[str, str, str]]:
    """Each text of a folder of translations: its sheet, field and words; `comma` parts choices."""
    for sheet in SHEETS:
        path = folder / file_name(sheet)
        if path.exists():
            read = tomllib.loads(path.read_text(encoding="utf-8"))
            for row in [read] if sheet.layout == "values" else read["row"]:
                told = {**row, **row.get("extra", {})}
                yield from ((sheet.name, field, part) for field, text in told.items()
                            if field not in ("id", "extra")
                            for part in (text.split(comma) if field == "choices" else [text]))


def row_of(texts: Rows, sheet: str, name: str) -> dict[str, Any]:
    """The row of `sheet` whose id (or name) is `name`."""
    return next(row for row in texts[sheet] if name in (row.get("id"), row.get("name")))
