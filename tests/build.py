"""Workbooks and lists for tests, made from folders of texts with changes."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sdaid.appointments.starter import write_list
from sdaid.workbook.example import facts_of, options_of, read_appointments, read_texts
from sdaid.workbook.starter import write_workbook

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "inputs" / "sacroiliac"
SMALL = ROOT / "tests" / "texts" / "hiccups"

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


def row_of(texts: Rows, sheet: str, name: str) -> dict[str, Any]:
    """The row of `sheet` whose id (or name) is `name`."""
    return next(row for row in texts[sheet] if name in (row.get("id"), row.get("name")))
