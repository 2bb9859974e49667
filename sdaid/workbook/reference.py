"""The documents' reference of every sheet and column, made from the declaration.

    python -m sdaid.workbook.reference docs/workbook.md

renews what stands between the two marks in that file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from sdaid.appointments.columns import APPOINTMENTS
from sdaid.sheets.columns import Column, Sheet
from sdaid.sheets.values import allowed
from sdaid.workbook.columns import SHEETS

BEGIN = "<!-- reference: made by `make reference`, do not edit -->"
END = "<!-- end of reference -->"

FURTHER = {
    "Questions": "Then one column for each option, headed with its id, with the answer.",
    "Rules": "Before these, one column for each patient fact, headed with its name, and one for "
             "`age` (years at the visit). A condition is `yes`, `no`, `3`, `>= 65`, `< 18`, "
             "`18..40` (both ends count), a choice, several with commas, or `not` and one of "
             "these. Every condition of a row must hold; blank means any; a blank fact never "
             "fires a rule.",
    APPOINTMENTS.name: "Then one column for each patient fact of the workbook, headed with its "
                       "name. The list is a file of its own.",
}


def reference() -> str:
    """Every sheet and column, in Markdown."""
    return "\n".join(line for sheet in (*SHEETS, APPOINTMENTS) for line in _sheet(sheet))


def renewed(text: str) -> str:
    """`text` with the reference between its marks; ValueError where a mark is missing."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the marks “{BEGIN}” and “{END}” are not there")
    return f"{before}{BEGIN}\n\n{reference()}\n{END}{after}"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"### {sheet.name}"
    yield ""
    yield sheet.purpose + (" May stay empty." if sheet.may_be_empty else "")
    if sheet.layout == "values":
        yield "One name and its value in each row."
    if sheet.name in FURTHER:
        yield FURTHER[sheet.name]
    yield ""
    yield f"| {'Name' if sheet.layout == 'values' else 'Column'} | Needed | What it is | Allowed |"
    yield "|---|---|---|---|"
    for field, column, needed, _ in sheet.model.columns():
        may = _allowed(column, sheet.model.model_fields[field].metadata)
        where = f"where {column.needed_where}" if column.needed_where else ""
        yield f"| {column.heading} | {'yes' if needed else where} | {column.help} | {may} |"
    yield ""


def _allowed(column: Column, marks: list[object]) -> str:
    may = f"ids of the sheet {column.refers}" if column.refers else allowed(marks)
    return may + (f", at most {column.limit} characters" if column.limit else "")


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
