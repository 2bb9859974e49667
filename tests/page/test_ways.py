"""The cells of a row are told in the fullest way that their place has room for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sdaid.aid.compose import Making, compose_edition
from sdaid.aid.edition import Edition, Row
from sdaid.aid.figure import FigureMark
from sdaid.aid.wording import wording
from sdaid.page.cells import (
    ARRAY,
    ARRAY_GAP,
    STRIP,
    UNKNOWN_FRAME,
    WAYS,
    CellView,
    Level,
    Piece,
    Place,
    Told,
    piece_runs,
)
from sdaid.page.keys import mark_words
from sdaid.page.measure import lines
from sdaid.page.ways import RowCells
from sdaid.resources import templates
from sdaid.workbook.load import load
from sdaid.workbook.starter import write_workbook
from tests.page import made
from tests.page.conditions import Condition

SEEDS = (24, 27)
PLACES = st.builds(
    Place, width=st.integers(8, 22).map(lambda each: each * 5.0), height=st.floats(10.0, 120.0),
    line=st.just(4.65), text=st.just(12.0), pictures=st.floats(1.0, 1.7), strips=st.booleans())
ROWS = st.integers(0, 30)


@cache
def rows() -> list[tuple[Row, dict[FigureMark, str]]]:
    """The rows of some conditions, with the words of their marks."""
    return [(row, words) for edition, words in map(edition_of, ("hiccups", "arabic", *SEEDS))
            for row in edition.headlines]


def edition_of(condition: str | int) -> tuple[Edition, dict[FigureMark, str]]:
    if isinstance(condition, str):
        content = made.content_of(condition)
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "condition.xlsx"
            write_workbook(path, Condition(condition).rows)
            read, problems = load(path)
        assert read is not None, problems
        content = read
    words = wording(content.decision.language, templates() / "locale")
    edition = compose_edition(content, Making(words, content.decision.content_date, ""))
    return edition, mark_words(words.translations)


def row(number: int) -> tuple[Row, dict[FigureMark, str]]:
    return rows()[number % len(rows())]


def printed(cells: RowCells, place: Place) -> dict[int, CellView]:
    """The cells of a row, each in a place like `place`."""
    return cells.printed((place,) * len(cells.row.cells))


def way(views: Iterable[CellView]) -> int:
    """The place in `WAYS` of how the cells of a row are told."""
    told = list(views)
    pictures = any(each.picture for view in told for each in view.told)
    assert len({view.level for view in told}) == 1, "one option is told in more words than another"
    return WAYS.index((pictures, told[0].level))


def filled(told: Iterable[Told], place: Place, words: dict[FigureMark, str]) -> float:
    """The height of figures that stand below one another, in mm."""
    height = 0.0
    for each in told:
        side = ARRAY * place.pictures if each.picture == "array" else 0.0
        room = place.width - side - (ARRAY_GAP if side else 0.0)
        own = 0.0
        for paragraph in each.paragraphs:
            framed = [piece for piece in paragraph if piece.kind == "unknown"]
            own += count([piece for piece in paragraph if piece not in framed], room, words)
            if framed:
                own += count(framed, room - UNKNOWN_FRAME[0], words)
                own += UNKNOWN_FRAME[1] / place.line
        height += max(own * place.line + (STRIP * place.pictures if each.picture == "strip" else 0),
                      side)
    return height


def count(pieces: Iterable[Piece], room: float, words: dict[FigureMark, str]) -> int:
    return lines(piece_runs(pieces, 12.0, words), room)


@settings(max_examples=50, deadline=None)
@given(ROWS, PLACES)
def test_what_is_printed_has_room_and_what_has_none_is_counted(number: int, place: Place) -> None:
    """The words and pictures of a cell that is said to fit are no higher than its place; one that
    is too long fits a place that is higher by so many lines, and none that is lower."""
    told, words = row(number)
    cells = RowCells(told, words)
    views = printed(cells, place)
    for position, view in views.items():
        if view.over:
            higher = replace(place, height=place.height + view.over * place.line)
            assert not printed(cells, higher)[position].over
            lower = replace(place, height=higher.height - place.line)
            assert printed(cells, lower)[position].over
        elif view.run_on:
            said = [piece for each in view.told for piece in each.pieces]
            assert count(said, place.width, words) * place.line <= place.height + 0.02
        else:
            assert filled(view.told, place, words) <= place.height + 0.02


@settings(max_examples=50, deadline=None)
@given(ROWS, PLACES, st.floats(0.0, 60.0), st.floats(0.0, 20.0))
def test_a_larger_place_tells_no_less(number: int, place: Place, more: float, wider: float) -> None:
    """Where a place is higher or wider, its row is told in a way that is as good or better."""
    told, words = row(number)
    larger = replace(place, height=place.height + more, width=place.width + wider)
    cells = RowCells(told, words)
    assert way(printed(cells, larger).values()) <= way(printed(cells, place).values())


@settings(max_examples=20, deadline=None)
@given(ROWS, st.lists(PLACES, min_size=2, max_size=4))
def test_what_was_asked_before_changes_no_answer(number: int, places: list[Place]) -> None:
    """Cells that have been measured for other places are told as if they had not."""
    told, words = row(number)
    cells = RowCells(told, words)
    assert [printed(cells, place) for place in places] == [
        printed(RowCells(told, words), place) for place in places]


@settings(max_examples=30, deadline=None)
@given(ROWS, PLACES, st.sampled_from(WAYS))
def test_places_as_tall_as_each_cell_needs_hold_the_row(
        number: int, place: Place, how: tuple[bool, Level]) -> None:
    told, words = row(number)
    cells = RowCells(told, words)
    pictures, level = how
    choices = cells.chosen(tuple(
        replace(place, height=height) for height in cells.needed(place, level, pictures=pictures)))
    assert not any(choice.over for choice in choices)


def test_in_a_place_without_end_a_row_is_told_whole() -> None:
    """With every picture that it has, and sentences on lines of their own."""
    for told, words in rows():
        views = printed(RowCells(told, words), Place(110.0, 500.0, 4.65, 12.0, 1.0))
        assert {view.level for view in views.values()} == {"whole"}
        assert not any(view.over or view.run_on for view in views.values())
        drawn = [bool(each.picture) for view in views.values() for each in view.told]
        assert drawn == [bool(figure.difference or (figure.array and not told.warning))
                         for cell in told.cells for figure in cell]
