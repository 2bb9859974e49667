"""Nothing that misleads slips past the check: each mistake of the table is named at its cell, with
its weight, in three lines at most."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sdaid.sheets.values import letters
from sdaid.workbook.load import load
from tests.build import EXAMPLE, Rows, workbook_from
from tests.conftest import EXAMPLE_TODAY
from tests.standards.bench import Bench, Look
from tests.standards.mutations import COLUMN, MUTATIONS, ROW, Mutation

MOST_LINES = 3


def in_one_language(texts: Rows) -> None:
    """Without translations, each of which would be named beside what is cleared."""
    for rows in texts.values():
        for row in rows:
            row.pop("wording", None)


@pytest.fixture(scope="module")
def one_language(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sacroiliac example in its own language alone."""
    return workbook_from(EXAMPLE, tmp_path_factory.mktemp("example") / "sacroiliac.xlsx",
                         in_one_language)


@pytest.fixture(scope="module")
def bench(one_language: Path) -> Iterator[Bench]:
    made = Bench(one_language, EXAMPLE_TODAY)
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
    assert sum(not each.for_people for each in found) <= MOST_LINES, told
    assert {each.code for each in found} <= {mutation.code, *mutation.also}, told
    if mutation.at == ("", ""):
        assert own[0].place.sheet, told  # another sheet's cell, or the sheet as a whole
        return
    row, heading = mutation.at or (mutation.row, mutation.column)
    cell = f"{letters(bench.column(mutation.sheet, heading))}{bench.row(mutation.sheet, row)}"
    assert cell in {each.place.cell for each in own}, told


IN_A_FILE = {
    ("Outcomes", "heading", "Caveat"), ("Effort", "heading", "Minutes a day"),
    ("Recovery", "fusion/driving", "To"), ("People", "Example Author", "Date"),
    ("Outcomes", "belt-harm", "n"), ("Words", "heading", "Allowed because"),
    ("Sources", "below2", "Id"), ("Options", "belt", "How long it lasts")}
"""Lines of which the first of each place is tried in a file, too."""


def test_what_is_changed_in_memory_is_found_in_a_file(
        bench: Bench, one_language: Path, tmp_path: Path) -> None:
    """The bench reads as the program does: the same problems, where the same cells are changed by
    a spreadsheet program."""
    chosen = {(each.sheet, each.row, each.column): each for each in reversed(MUTATIONS)
              if (each.sheet, each.row, each.column) in IN_A_FILE}
    assert len(chosen) == len(IN_A_FILE)
    together: dict[tuple[str, int, int], object] = {}
    for each in chosen.values():
        together |= changes(bench, each)
    book = load_workbook(one_language)
    for (sheet, row, column), value in together.items():
        cell = book[sheet].cell(row, column)
        cell.value = value.value if isinstance(value, Look) else value
        if isinstance(value, Look):
            cell.number_format = value.number_format
    book.save(tmp_path / "w.xlsx")
    _, problems = load(tmp_path / "w.xlsx")
    assert {(each.code, each.place.sheet, each.place.cell) for each in problems} == {
        (each.code, each.place.sheet, each.place.cell) for each in bench.found(together)}


def test_the_table_is_long_and_has_no_line_twice() -> None:
    """150 lines and more, each its own."""
    lines = [(each.sheet, each.row, each.column, repr(each.value), each.more)
             for each in MUTATIONS]
    assert len(lines) == len(set(lines)) >= 150


