"""What is wrong with a sheet as a whole: merged, hidden and filtered cells, gaps, far columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sdaid.problems import Place, Problem, problem
from sdaid.sheets.shape import MOST_COLUMNS, Shape
from sdaid.sheets.values import letters

MOST_NAMED = 12


def structure_problems(place: Place, shape: Shape, *, hidden: bool) -> list[Problem]:
    """The problems of a sheet's `shape`; `place` names its file and sheet."""

    def at(cell: str) -> Place:
        return Place(place.file, place.sheet, cell)

    found: list[Problem] = []
    if hidden:
        found.append(problem("sheet-hidden", place))
    if shape.hidden_columns:
        names = _stretches(shape.hidden_columns)
        found.append(problem("columns-hidden", at(f"{letters(shape.hidden_columns[0])}1"),
                             found=_named("column", [_to(map(letters, each)) for each in names])))
    if shape.filters:
        found.append(problem("filter-active", place, found=", ".join(shape.filters[:MOST_NAMED])))
    if shape.merged:
        found.append(problem("merged-cells", at(shape.merged[0].partition(":")[0]),
                             found=_some(shape.merged)))
    if shape.hidden_rows:
        found.append(rows_hidden(place, shape.hidden_rows))
    if shape.far_column:
        found.append(problem("too-many-columns", at(shape.far_column),
                             found=shape.far_column.rstrip("0123456789"),
                             allowed=letters(MOST_COLUMNS)))
    if shape.after_gap:
        found.append(problem("data-after-gap", at(f"A{shape.after_gap}"),
                             found=shape.after_gap))
    return found


def rows_hidden(place: Place, rows: Sequence[int]) -> Problem:
    """The warning that these rows, of the sheet or page at `place`, are hidden."""
    names = [_to(map(str, each)) for each in _stretches(rows)]
    return problem("rows-hidden", Place(place.file, place.sheet, f"A{rows[0]}"),
                   found=_named("row", names))


def merged(position: tuple[int, int], shape: Shape) -> bool:
    """Whether the cell at (row, column) is in a merged range that the problem names."""
    for each in shape.merged[:MOST_NAMED]:
        corners = [Place(cell=corner).position for corner in each.split(":")]
        if all(least <= at <= most for least, at, most in zip(
                corners[0], position, corners[-1], strict=True)):
            return True
    return False


def _stretches(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Rising numbers as (first, last) of each unbroken stretch."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _to(ends: Iterable[str]) -> str:
    first, last = ends
    return first if first == last else f"{first} to {last}"


def _named(what: str, stretches: Sequence[str]) -> str:
    """“row 4 is”, “rows 4 and 7 to 9 are”."""
    if len(stretches) == 1 and " to " not in stretches[0]:
        return f"{what} {stretches[0]} is"
    return f"{what}s {_some(stretches)} are"


def _some(names: Sequence[str]) -> str:
    shown = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown.append(f"{len(names) - MOST_NAMED} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
