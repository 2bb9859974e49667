"""The geometry of pictures: what is filled is what is meant."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid.page import charts
from sdaid.page.measure import width as text_width

BOX = re.compile(r"M(-?[\d.]+) (-?[\d.]+)h(-?[\d.]+)v(-?[\d.]+)")


def boxes(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y, _, _ in BOX.findall(path)]


def outlined(shape: charts.Squares) -> list[tuple[float, float]]:
    """The corners of the squares whose outlines a shape with a grid shows."""
    assert shape.grid
    areas = [tuple(map(float, area)) for area in BOX.findall(shape.empty)]
    crossings = [(x, y) for x, _ in boxes(shape.grid.columns) for _, y in boxes(shape.grid.rows)]
    return [(x, y) for x, y in crossings for left, top, width, height in areas
            if left <= x < left + width and top <= y < top + height]


@given(st.integers(0, 100))
def test_array_fills_exactly_as_many_squares(filled: int) -> None:
    """An icon array of 100 has n filled squares and 100 - n outlines."""
    shape = charts.array(filled, 100, 27)
    assert len(boxes(shape.filled)) == filled
    assert len(boxes(shape.empty)) == 100 - filled


@given(st.integers(0, 1000))
def test_array_of_thousand_fills_exactly_as_many_squares(filled: int) -> None:
    """Ten blocks of 100 have n filled squares in all."""
    shape = charts.array(filled, 1000, 10)
    full, open_ = boxes(shape.filled), outlined(shape)
    assert len(full) == filled
    assert len(open_) == 1000 - filled
    assert len({*full, *open_}) == 1000


@given(st.integers(0, 100), st.sampled_from((6.0, 12.4)))
def test_array_of_small_squares_fills_exactly_as_many(filled: int, size: float) -> None:
    """An array whose outlines are bands that cross shows each square once, filled or not."""
    shape = charts.array(filled, 100, size)
    full, open_ = boxes(shape.filled), outlined(shape)
    assert len(full) == filled
    assert len(open_) == 100 - filled
    assert len({*full, *open_}) == 100


def test_grid_is_seen_where_squares_are() -> None:
    """The edges of the grid lie inside the squares, and no area that shows them cuts one."""
    shape = charts.array(37, 100, 10)
    assert shape.grid
    side = float(BOX.findall(shape.filled)[0][2])
    columns = [x for x, _ in boxes(shape.grid.columns)]
    for found in BOX.findall(shape.grid.sides):
        x, width = float(found[0]), float(found[2])
        assert any(column - 0.002 <= x and x + width <= column + side + 0.002
                   for column in columns)
    for area in BOX.findall(shape.empty):
        left, top, width, height = map(float, area)
        for x, y in boxes(charts.array(100, 100, 10).filled):
            across = left <= x and x + side <= left + width
            beyond = x + side <= left or left + width <= x
            down = top <= y and y + side <= top + height
            outside = y + side <= top or top + height <= y
            assert across or beyond
            assert down or outside


def test_array_fills_from_the_same_corner_in_one_stretch() -> None:
    """Each larger count holds the squares of the smaller one, row by row from the corner."""
    places = [boxes(charts.array(count, 100, 27).filled) for count in range(101)]
    for fewer, more in pairwise(places):
        assert more[:-1] == fewer
    assert places[1] == [(0, 0)]
    assert places[100] == sorted(places[100], key=lambda place: (place[1], place[0]))


def test_array_has_a_gap_after_the_fifth_row_and_column() -> None:
    """The step from the fifth to the sixth square is wider than the others, both ways."""
    places = boxes(charts.array(100, 100, 27).filled)
    across = [round(b[0] - a[0], 1) for a, b in pairwise(places[:10])]
    down = [round(b[1] - a[1], 1) for a, b in pairwise(places[::10])]
    assert across.index(max(across)) == down.index(max(down)) == 4
    assert len({*across}) == len({*down}) == 2


def test_arrays_have_one_size_and_stay_inside() -> None:
    """Every count makes a picture of the same size, with every square inside it."""
    for count in (0, 1, 50, 99, 100):
        shape = charts.array(count, 100, 27)
        assert (shape.width, shape.height) == (27, 27)
        for x, y in boxes(shape.filled) + boxes(shape.empty):
            assert 0 <= x < 27
            assert 0 <= y < 27
    wide = charts.array(7, 1000, charts.block_size(60))
    assert wide.width == pytest.approx(60)


def test_array_refuses_another_number_of_people() -> None:
    """A picture of 50 people cannot be asked for."""
    with pytest.raises(ValueError, match="100 or 1000"):
        charts.array(1, 50, 27)


@pytest.mark.parametrize("step", range(6))
def test_meter_fills_its_step_of_five(step: int) -> None:
    """A meter has five bars, as many filled as the step."""
    shape = charts.meter(step, 22, 2.6)
    assert len(boxes(shape.filled)) == step
    assert len(boxes(shape.empty)) == 5 - step


@given(st.floats(-10, 10), st.floats(0, 10))
def test_strip_puts_better_to_the_right_of_zero(value: float, half: float) -> None:
    """A better value stands right of zero, a worse one left, and its range around it."""
    strip = charts.strip(10, value, value - half, value + half, width=28, height=4)
    assert strip.zero == pytest.approx(14)
    assert (strip.value - strip.zero) * value >= 0
    assert strip.low is not None
    assert strip.high is not None
    assert 0 <= strip.low <= strip.value <= strip.high <= 28
    assert strip.low_beyond == (value - half < -10)


def test_strip_without_range_has_no_whisker() -> None:
    """An unknown range is not drawn as a range of no length."""
    strip = charts.strip(10, 1, None, None, width=28, height=4)
    assert strip.low is None
    assert strip.high is None


@given(st.floats(0, 365), st.floats(0, 365))
def test_time_axis_keeps_the_order_of_days(one: float, other: float) -> None:
    """A later day never stands left of an earlier one."""
    low, high = sorted((one, other))
    assert charts.stretch(low, 365) <= charts.stretch(high, 365)


def test_time_axis_gives_early_days_room_by_the_square_root() -> None:
    """A quarter of the days takes half of the line."""
    assert charts.stretch(91.25, 365) == pytest.approx(0.5)


def test_point_in_time_is_a_bar_that_can_be_seen() -> None:
    """A span of no length is drawn, inside the line, at both of its ends too."""
    for day in (0, 30, 365):
        track = charts.track(day, day, 365, [], width=100, height=3)
        assert track.start is not None
        assert track.end is not None
        assert 0 <= track.start < track.end <= 100
        assert track.end - track.start > 1


def test_unknown_time_has_no_bar() -> None:
    """What nobody knows is not drawn as nothing at all, nor as day 0."""
    assert charts.track(None, None, 365, [7], width=100, height=3).start is None


def test_labels_of_the_axis_do_not_touch() -> None:
    """Labels that would run into one another are left out, the last is kept."""
    ticks = ((0, "now"), (1, "1 day"), (7, "1 week"), (14, "2 weeks"), (30, "1 month"),
             (365, "1 year"))
    labels = charts.labels(ticks, 365, 118, 8)
    assert labels[-1].words == "1 year"
    assert len(labels) < len(ticks)
    for left, right in pairwise(labels):
        assert right.x - left.x > (text_width(left.words, 8) + text_width(right.words, 8)) / 2
