"""Typed content straight from folders of texts, with changes; cells are where `new` puts them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sdaid.sheets.columns import Origin, Record, Sheet
from sdaid.sheets.values import Cell, letters
from sdaid.workbook.columns import SHEETS
from sdaid.workbook.content import Content
from sdaid.workbook.rules import parse_rules
from tests.build import Change, texts_from

FILE = "changed.xlsx"
TODAY = date(2026, 11, 22)


def content_from(folder: Path, change: Change | None = None) -> Content:
    """The content of the texts in `folder` after `change`, whatever it leaves wrong."""
    texts = texts_from(folder, change)
    records = {sheet.name: [_record(sheet, row, number)
                            for number, row in enumerate(texts[sheet.name], 2)]
               for sheet in SHEETS}
    rules, _ = parse_rules(records["Rules"], records["Patient facts"])
    return Content(
        Path(FILE), records["Decision"][0], *(tuple(records[name]) for name in (
            "Options", "Effort", "Recovery", "Scales", "Rows", "Outcomes", "Questions",
            "Patient facts")),
        tuple(rules), *(tuple(records[name]) for name in (
            "Values", "Sources", "People", "Words", "Accepted")))


def cell_of(sheet: str, field: str, row: int = 2) -> str:
    """Where `content_from` puts `field` of the row `row`, as in “Options!F3”."""
    declared = next(each for each in SHEETS if each.name == sheet)
    fields = [name for name, *_ in declared.model.columns()]
    if declared.layout == "values":
        return f"{sheet}!B{fields.index(field) + 2}"
    return f"{sheet}!{letters(fields.index(field) + 1)}{row}"


def _record(sheet: Sheet, row: Mapping[str, Any], number: int) -> Any:
    cells = []
    for name, column, *_ in sheet.model.columns():
        cell = cell_of(sheet.name, name, number).partition("!")[2]
        cells.append((name, cell, column.heading))
    width = len(cells)
    extra = {name: str(value) for name, value in row.get("extra", {}).items()}
    cells += [(name, f"{letters(width + place)}{number}", name)
              for place, name in enumerate(extra, 1)]
    values: dict[str, Any] = {name: _cell(value) for name, value in row.items()
                              if name not in ("extra", "wording") and value != ""}
    model: type[Record] = sheet.model
    blank = {name: "" for name, _, needed, kind in model.columns()
             if needed and name not in values and kind is str}
    values |= {"origin": Origin(FILE, sheet.name, number, tuple(cells)), "extra": extra}
    made = model.model_validate(values | {name: Cell(number, 1, "-", "text") for name in blank})
    return made.model_copy(update=blank)


def _cell(value: object) -> Cell:
    kinds: tuple[tuple[type, str], ...] = (
        (bool, "bool"), (int, "number"), (float, "number"), (date, "date"))
    kind = next((kind for each, kind in kinds if isinstance(value, each)), "text")
    return Cell(2, 1, value, kind)


def set_in(sheet: str, field: str, value: object, number: int | None = None,
           **match: object) -> Callable[[dict[str, list[dict[str, Any]]]], None]:
    """A change: `field` becomes `value` in the rows of `sheet` that match, or in its `number`th."""

    def change(texts: dict[str, list[dict[str, Any]]]) -> None:
        rows = texts[sheet]
        chosen = [rows[number]] if number is not None else [
            row for row in rows if all(row.get(name) == word for name, word in match.items())]
        assert chosen, f"no row of {sheet} matches {match}"
        for row in chosen:
            if value is None:
                row.pop(field, None)
            else:
                row[field] = value

    return change
