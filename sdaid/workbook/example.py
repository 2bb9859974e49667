"""The example as text: one TOML file for each sheet, so that its content is reviewed in a diff.

    python -m sdaid.workbook.example FOLDER WORKBOOK LIST

writes the workbook and the appointment list of such a folder; the two must not be there yet.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sdaid.appointments.starter import write_list
from sdaid.sheets.columns import Sheet
from sdaid.sheets.values import Cell
from sdaid.sheets.write import Row
from sdaid.workbook.columns import SHEETS, Fact
from sdaid.workbook.starter import Texts, write_workbook


def read_texts(folder: Path) -> Texts:
    """The rows of every sheet of the workbook, from `folder`. Every sheet must have its file.

    A folder in it that is named as a language (es) holds the translations: files of the same names
    whose rows stand in the same order and have the translated fields alone. An id in such a row
    must be the id of its row. ValueError where the two do not belong together.
    """
    texts = {sheet.name: _rows(folder / file_name(sheet), sheet) for sheet in SHEETS}
    for translated in sorted(each for each in folder.iterdir() if each.is_dir()):
        for sheet in SHEETS:
            path = translated / file_name(sheet)
            if path.exists():
                texts[sheet.name] = _worded(texts[sheet.name], _rows(path, sheet), path)
    return texts


def _worded(rows: Sequence[Row], translated: Sequence[Row], path: Path) -> list[Row]:
    """The rows with those of a translation, each under its language."""
    if len(rows) != len(translated):
        raise ValueError(f"{path} has {len(translated)} rows, its sheet {len(rows)}")
    language = path.parent.name
    made: list[Row] = []
    for row, told in zip(rows, translated, strict=True):
        fields = {field: text for field, text in told.items() if field != "id"}
        if "id" in told and told["id"] != row.get("id"):
            raise ValueError(f"{path}: {told['id']} stands where {row.get('id')} is")
        made.append({**row, "wording": {**_wording(row), language: fields}})
    return made


def read_appointments(folder: Path) -> list[Row]:
    """The rows of the appointment list, from `folder`."""
    return list(tomllib.loads(_text(folder / "appointments.toml")).get("row", ()))


def file_name(sheet: Sheet) -> str:
    """The file of a sheet: “Patient facts” is patient-facts.toml."""
    return f"{sheet.name.lower().replace(' ', '-')}.toml"


def facts_of(texts: Texts) -> list[Fact]:
    """The patient facts that `texts` declare, typed."""
    return [Fact.model_validate({name: _cell(value) for name, value in row.items()
                                 if name != "wording"}) for row in texts["Patient facts"]]


def options_of(texts: Texts) -> list[str]:
    """The ids of the options, in order."""
    return [str(row["id"]) for row in texts["Options"]]


def write_example(folder: Path, workbook: Path, appointments: Path) -> None:
    """Write the workbook and the list of the texts in `folder`."""
    texts = read_texts(folder)
    write_workbook(workbook, texts)
    write_list(appointments, facts_of(texts), read_appointments(folder), options_of(texts))


def _wording(row: Row) -> dict[str, Any]:
    known: Any = row.get("wording", {})
    return dict(known)


def _rows(path: Path, sheet: Sheet) -> Sequence[Row]:
    read = tomllib.loads(_text(path))
    return [read] if sheet.layout == "values" else list(read.get("row", ()))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _cell(value: object) -> Cell:
    return Cell(0, 0, value, "bool" if isinstance(value, bool) else "text")


if __name__ == "__main__":
    write_example(*(Path(each) for each in sys.argv[1:4]))
