"""The geometry of every picture: millimetres and SVG path data, no markup and no colours.

Each picture is a few paths, because a page of hundreds of shapes takes several times as long to
draw as a page of two paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from sdaid.page.measure import width as text_width

STROKE = 0.22
"""The width of outlines in mm: seen on a photocopy, lighter than what is filled."""

TINY = 1.0
"""Squares smaller than this, in mm, are framed and not stroked."""


@dataclass(frozen=True)
class Squares:
    """Squares of an icon array or a meter. Paths are of whole squares (`filled`) and of squares
    drawn inside their outline (`empty`), `stroke` mm wide. Where there is a `grid`, it draws the
    outlines, and `empty` is of the areas in which they are to be seen."""

    width: float
    height: float
    filled: str
    empty: str
    stroke: float = STROKE
    grid: Grid | None = None


@dataclass(frozen=True)
class Grid:
    """Frames of many small squares: not lines, because readers draw none thinner than a pixel, and
    not a shape for each, because a thousand take longer to draw than a page of words. `columns`
    and `rows` are bands across the picture, squares where they cross. `sides` are the left and
    right edges of the columns, to be seen in `rows` alone; `ends` are the upper and lower edges
    of the rows, to be seen in `columns` alone."""

    columns: str
    rows: str
    sides: str
    ends: str


@dataclass(frozen=True)
class Strip:
    """A difference on its scale: x of zero, value, and range; all in mm of `width`. `beyond` tells
    that the range is longer than the scale, so that its end is open."""

    width: float
    height: float
    zero: float
    value: float
    low: float | None
    high: float | None
    low_beyond: bool
    high_beyond: bool


@dataclass(frozen=True)
class Track:
    """A bar on a time axis: x of its ends (None where unknown) and of the axis' ticks."""

    width: float
    height: float
    start: float | None
    end: float | None
    ticks: tuple[float, ...]


@dataclass(frozen=True)
class Label:
    """A tick's words at `x` mm; `share` is the same in hundredths of the axis."""

    x: float
    share: float
    words: str


@lru_cache(1024)
def array(filled: int, of: int, size: float) -> Squares:
    """Ten by ten people, or ten such blocks for 1000, `size` mm high per block row.

    The first `filled` are filled, row by row from the same corner, with a gap after the fifth row
    and column of a block. Blocks of 1000 stand in two rows of five.
    """
    if of == 100:
        return _blocks([filled], size, across=1)
    if of == 1000:
        held = [min(100, max(0, filled - 100 * block)) for block in range(10)]
        return _blocks(held, size, across=5)
    raise ValueError(f"an icon array is of 100 or 1000 people, not {of}")


def _blocks(held: Sequence[int], size: float, across: int) -> Squares:
    pitch = size / 10.25  # ten pitches, the gap in the middle, less the space after the last
    side, middle, between = pitch * 0.76, pitch * 0.49, pitch * 1.6
    stroke = min(STROKE, side * 0.22)
    starts = [place * pitch + (middle if place >= 5 else 0) for place in range(10)]
    down = -(-len(held) // across)
    width, height = ((size + between) * blocks - between for blocks in (across, down))
    grid = None
    if side < TINY:
        xs, ys = ([block * (size + between) + start for block in range(blocks) for start in starts]
                  for blocks in (across, down))
        grid = _grid(xs, ys, width, height, side)
    filled, empty = [], []
    for block, count in enumerate(held):
        left = (block % across) * (size + between)
        top = (block // across) * (size + between)
        for person in range(100 if grid is None else count):
            row, column = divmod(person, 10)
            x, y = left + starts[column], top + starts[row]
            if person < count:
                filled.append(_box(x, y, side, side))
            else:
                empty.append(_box(x + stroke / 2, y + stroke / 2, side - stroke, side - stroke))
        if grid and count < 100:  # the rest of a row, then the rows below it
            row, column = divmod(count, 10)
            empty.append(_around(left + starts[column], top + starts[row],
                                 size - starts[column], side, pitch - side))
            if row < 9:
                empty.append(_around(left, top + starts[row + 1],
                                     size, size - starts[row + 1], pitch - side))
    return Squares(width, height, "".join(filled), "".join(empty), stroke, grid)


def _grid(xs: Sequence[float], ys: Sequence[float], width: float, height: float,
          side: float) -> Grid:
    line = side * 0.14
    edges = (0, side - line)
    return Grid(  # bands reach over the picture: some readers lose a pixel where a band ends
        columns="".join(_box(x, -side, side, height + 2 * side) for x in xs),
        rows="".join(_box(-side, y, width + 2 * side, side) for y in ys),
        sides="".join(_box(x + edge, 0, line, height) for x in xs for edge in edges),
        ends="".join(_box(0, y + edge, width, line) for y in ys for edge in edges))


def block_size(width: float) -> float:
    """The `size` for `array` that makes a picture of 1000 people `width` mm wide."""
    return width / (5 + 4 * 1.6 / 10.25)


@lru_cache(64)
def meter(step: int, width: float, height: float, steps: int = 5) -> Squares:
    """A scale of 0 to `steps`: as many bars as steps, the first `step` filled."""
    gap = height * 0.35
    bar = (width - gap * (steps - 1)) / steps
    filled, empty = [], []
    for number in range(steps):
        x = number * (bar + gap)
        if number < step:
            filled.append(_box(x, 0, bar, height))
        else:
            empty.append(_box(x + STROKE / 2, STROKE / 2, bar - STROKE, height - STROKE))
    return Squares(width, height, "".join(filled), "".join(empty))


def strip(span: float, value: float, low: float | None, high: float | None, *,
          width: float, height: float) -> Strip:
    """A difference from `-span` at the left to `span` at the right, zero in the middle. What lies
    beyond the scale is drawn at its end."""
    inset = height * 0.35

    def place(points: float) -> float:
        share = (max(-span, min(span, points)) + span) / (2 * span)
        return inset + share * (width - 2 * inset)

    return Strip(width, height, place(0), place(value),
                 None if low is None else place(low), None if high is None else place(high),
                 low is not None and low < -span, high is not None and high > span)


@dataclass(frozen=True)
class Point:
    """A whole point of a difference's scale at `x` mm; `value` is negative where it is worse."""

    x: float
    value: float


@lru_cache(64)
def points(span: float, *, width: float, height: float) -> tuple[Point, ...]:
    """Ticks of a scale from `-span` to `span`: at zero and at even steps on both sides of it."""
    step = next((step for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
                 if span / step <= 5), span)
    values = [number * step for number in range(-int(span // step), int(span // step) + 1)]
    return tuple(Point(strip(span, value, None, None, width=width, height=height).zero
                       if value == 0 else
                       strip(span, value, None, None, width=width, height=height).value, value)
                 for value in values)


def scale_labels(span: float, worse: str, better: str, *, width: float, points_size: float
                 ) -> tuple[Label, ...]:
    """The numbers of a difference's scale that fit between the words at its ends, each at its
    point; without a sign, for the words tell the side."""
    free = (text_width(f"{worse} ", points_size), width - text_width(f" {better}", points_size))
    placed = []
    for point in points(span, width=width, height=4):
        words = f"{abs(point.value):g}"
        half = text_width(words, points_size) / 2 + 0.5
        if free[0] <= point.x - half and point.x + half <= free[1]:
            placed.append(Label(point.x, 100 * point.x / width, words))
    return tuple(placed)


def stretch(day: float, days: float) -> float:
    """Where `day` stands on an axis of `days`, 0 to 1. The square root gives early days room."""
    return sqrt(max(0.0, min(day, days)) / days)


def track(low: float | None, high: float | None, days: float, ticks: Iterable[float],
          *, width: float, height: float) -> Track:
    """A time span from day `low` to day `high`. A point in time is drawn as a short bar."""
    places = tuple(stretch(day, days) * width for day in ticks)
    if low is None or high is None:
        return Track(width, height, None, None, places)
    start, end = stretch(low, days) * width, stretch(high, days) * width
    shortest = height * 0.6
    if end - start < shortest:
        start = max(0.0, min(start - shortest / 2, width - shortest))
        end = start + shortest
    return Track(width, height, start, end, places)


def weeks(first: int, last: int, total: int, *, width: float, height: float) -> Track:
    """Weeks `first` to `last`, both whole, of `total` weeks on an even axis."""
    each = width / max(1, total)
    start, end = (first - 1) * each, min(last, total) * each
    return Track(width, height, start, max(end, start + height * 0.6), ())


def labels(ticks: Sequence[tuple[float, str]], days: float, width: float,
           points: float) -> tuple[Label, ...]:
    """The tick labels of `points` pt that fit beside one another on `width` mm, each centred on its
    tick: the last tick first, then from the left."""
    placed: list[tuple[float, float, Label]] = []
    space = text_width(" ", points)
    for day, words in [*ticks[-1:], *ticks[:-1]]:
        x = stretch(day, days) * width
        half = text_width(words, points) / 2
        centre = max(half, min(x, width - half))
        left, right = centre - half - space, centre + half + space
        if all(right <= other_left or left >= other_right
               for other_left, other_right, _ in placed):
            placed.append((left, right, Label(centre, 100 * centre / width, words)))
    return tuple(label for _, _, label in sorted(placed, key=lambda each: each[0]))


def _around(x: float, y: float, width: float, height: float, gap: float) -> str:
    """A box that ends in the middle of the gaps around it, so that it cuts no square's edge."""
    return _box(x - gap / 2, y - gap / 2, width + gap, height + gap)


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"M{mm(x)} {mm(y)}h{mm(width)}v{mm(height)}h{mm(-width)}z"


def mm(length: float) -> str:
    """`length` with at most three decimals, without a needless end."""
    text = f"{length:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
