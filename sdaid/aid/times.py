"""When the figures of a row were measured: the time that the head of its column can tell for all of
them."""

from __future__ import annotations

from sdaid.sheets.values import Duration
from sdaid.workbook.columns import ComparisonRow, OutcomeStatus
from sdaid.workbook.content import Content


def head_time(content: Content, row: ComparisonRow) -> tuple[Duration | None, bool]:
    """The time of all figures in the cells of `row`, those told together with one of its own
    among them, and whether they differ. No time where they do, and where it is no plain span:
    then each figure tells its own. Where nothing was measured, it is the row's."""
    rows = {each.id: each for each in content.rows}
    told = {each.id: each for (option, of), cell in content.cells.items() if of == row.id
            for outcome in cell for each in content.told_with(outcome) if each.option == option}
    times = {each.horizon or rows[each.row].horizon for each in told.values()
             if each.status is OutcomeStatus.MEASURED} or {row.horizon}
    if len(times) > 1:
        return None, True
    only = times.pop()
    return (only if only.unit is not None and not only.manner else None), False
