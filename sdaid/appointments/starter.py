"""A new appointment list: its headings, and a column for each patient fact of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sdaid.appointments.columns import APPOINTMENTS
from sdaid.sheets.form import DATE, GENERAL, TEXT, YES_NO, ExtraColumn
from sdaid.sheets.write import Row, write_sheets
from sdaid.workbook.columns import Fact, FactType

FORMATS = {FactType.NUMBER: GENERAL, FactType.DATE: DATE}


def write_list(path: Path, facts: Sequence[Fact], rows: Sequence[Row] = (),
               options: Sequence[str] = ()) -> None:
    """Write a new appointment list at `path`, empty or with `rows` (values by field name).

    `options` are the ids offered under “Already tried”. Raises FileExistsError where there is a
    file, OSError where none can be written.
    """
    write_sheets(path, [APPOINTMENTS], {APPOINTMENTS.name: rows},
                 {APPOINTMENTS.name: [_column(fact) for fact in facts]},
                 known={"Options": options})


def _column(fact: Fact) -> ExtraColumn:
    choices = {FactType.YES_NO: YES_NO, FactType.CHOICE: fact.choices}.get(fact.type, ())
    return ExtraColumn(fact.name, fact.question, choices=choices, strict=True, width=18,
                       number_format=FORMATS.get(fact.type, TEXT))
