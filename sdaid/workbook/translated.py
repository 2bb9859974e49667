"""Translated texts as further columns of the sheets, each headed with its language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sdaid.sheets.columns import Sheet
from sdaid.sheets.form import ExtraColumn
from sdaid.sheets.write import Row
from sdaid.workbook.columns import SHEETS
from sdaid.workbook.memory import Made, made_from

TEXT_WIDTH = 40
"""The width of a column of translations, in Excel's characters."""


def with_translations(texts: Mapping[str, Sequence[Row]]
                      ) -> tuple[dict[str, list[Row]], dict[str, list[ExtraColumn]]]:
    """The rows with their "wording" under the headings of its columns, and those columns by sheet.
    A sheet of names and values has its languages beside each other."""
    rows: dict[str, list[Row]] = {name: list(each) for name, each in texts.items()}
    columns: dict[str, list[ExtraColumn]] = {}
    for sheet in SHEETS:
        made: list[dict[str, Any]] = [_row(sheet, row) for row in rows.get(sheet.name, ())]
        rows[sheet.name] = [*made]
        if sheet.layout == "table":
            headed = dict.fromkeys(heading for row in made for heading in row["extra"]
                                   if "::" in heading)
            columns[sheet.name] = [
                ExtraColumn(heading, "The text of this row in that language.", width=TEXT_WIDTH)
                for heading in headed]
    return rows, columns


def translated_from(texts: Mapping[str, Sequence[Row]]) -> Iterator[Made]:
    """From which texts the "wording" of the rows was made."""
    for sheet, rows in texts.items():
        for row in rows:
            wording: Any = row.get("wording", {})
            own = dict(_flat(row))
            yield from (made_from(language, f"{sheet}.{field}", text, str(own.get(field, "")))
                        for language, fields in wording.items() for field, text in _flat(fields))


def heading_of(sheet: Sheet, field: str, language: str) -> str:
    """How the column of a field's translation is headed, as in Name::es; an option's answer has
    the option's id."""
    headings = {key: column.heading for key, column, _, _ in sheet.model.columns()}
    return f"{headings.get(field, field)}::{language}"


def _row(sheet: Sheet, row: Row) -> dict[str, Any]:
    wording: Any = row.get("wording", {})
    own: dict[str, Any] = {key: value for key, value in row.items() if key != "wording"}
    if sheet.layout == "values":
        languages = {f"Value::{language}": told for language, told in wording.items()}
        return {**own, "languages": {**own.get("languages", {}), **languages}}
    told = {heading_of(sheet, field, language): text
            for language, fields in wording.items() for field, text in _flat(fields)}
    return {**own, "extra": {**own.get("extra", {}), **told}}


def _flat(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The fields, with those of an "extra" (an option's answers) beside the others."""
    answers: Mapping[str, str] = fields.get("extra", {})
    return [*((field, text) for field, text in fields.items() if field != "extra"),
            *answers.items()]
