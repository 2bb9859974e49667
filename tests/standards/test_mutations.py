"""Nothing that misleads slips past the check: each mistake of the table is named at its cell, with
its weight, in three lines at most."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sdaid.sheets.values import letters
from tests.conftest import EXAMPLE_TODAY
from tests.standards.bench import Bench
from tests.standards.mutations import COLUMN, MUTATIONS, ROW, Mutation

MOST_LINES = 3


@pytest.fixture(scope="module")
def bench(example_workbook: Path) -> Iterator[Bench]:
    made = Bench(example_workbook, EXAMPLE_TODAY)
    yield made
    made.close()


def changes(bench: Bench, mutation: Mutation) -> dict[tuple[str, int, int], object]:
    """The cells that a mutation changes, with what stands there then."""
    sheet = mutation.sheet
    row, column = bench.row(sheet, mutation.row), bench.column(sheet, mutation.column)
    if mutation.value == ROW:
        return {(sheet, row, cell.column): None for cell in bench.cells(sheet, row)}
    if mutation.value == COLUMN:
        return {(sheet, cells[0].row, column): None for cells in bench.rows[sheet]}
    return {(sheet, row, column): mutation.value} | {
        (sheet, bench.row(sheet, name), bench.column(sheet, heading)): value
        for name, heading, value in mutation.more}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_a_mistake_is_named_at_its_cell(mutation: Mutation, bench: Bench) -> None:
    """Its problem, at its cell, of its weight, with what must follow from it and no more."""
    found = bench.found(changes(bench, mutation))
    told = "\n".join(each.sentence for each in found) or "nothing"
    own = [each for each in found if each.code == mutation.code]
    assert own, told
    assert own[0].severity.value == mutation.weight, told
    assert len(found) <= MOST_LINES, told
    assert {each.code for each in found} <= {mutation.code, *mutation.also}, told
    if mutation.at == ("", ""):
        assert own[0].place.sheet, told  # another sheet's cell, or the sheet as a whole
        return
    row, heading = mutation.at or (mutation.row, mutation.column)
    cell = f"{letters(bench.column(mutation.sheet, heading))}{bench.row(mutation.sheet, row)}"
    assert cell in {each.place.cell for each in own}, told


def test_the_table_is_long_and_has_no_line_twice() -> None:
    """150 lines and more, each its own."""
    lines = [(each.sheet, each.row, each.column, repr(each.value), each.more)
             for each in MUTATIONS]
    assert len(lines) == len(set(lines)) >= 150


