"""In which way the cells of a row are told in their place: the fullest one that fits.

The pages of an edition are tried in many widths and heights. What a figure says in each way is put
together once, and counted in lines once for a width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sdaid.aid.edition import Row
from sdaid.aid.figure import Figure, FigureMark
from sdaid.page.cells import (
    ARRAY,
    ARRAY_GAP,
    CLOSE,
    RUN_ON,
    SPREADS,
    STRIP,
    UNKNOWN_FRAME,
    WAYS,
    CellView,
    Level,
    Piece,
    Place,
    Start,
    Told,
    in_few_words,
    paragraphs,
    piece_runs,
    pieces,
)
from sdaid.page.measure import lines

PictureKind = Literal["strip", "array"] | None


class _Words:
    """What a figure says in each way; `spread` is the position of one of `SPREADS`, or
    `RUN_ON`."""

    def __init__(self, figure: Figure, mark_words: Mapping[FigureMark, str]) -> None:
        self.figure = figure
        self.unknown = figure.kind == "unknown" and bool(figure.verdict.words)
        self._mark_words = mark_words
        self.paragraphs = cache(self._paragraphs)
        self._counted = cache(self._lines)

    def height(self, level: Level, spread: int, place: Place, picture: PictureKind) -> float:
        """The height of the figure in its place, in mm."""
        room, beside = place.width, 0.0
        if picture == "array":
            beside = ARRAY * place.pictures
            room -= beside + ARRAY_GAP
        words = self._counted(level, spread, place.text, room) * place.line
        if self.unknown:
            words += UNKNOWN_FRAME[1] * place.scale
        if picture == "strip":
            return words + STRIP * place.pictures
        return max(words, beside)

    def _paragraphs(self, level: Level, spread: int) -> tuple[tuple[Piece, ...], ...]:
        starts = SPREADS[spread][0] if spread != RUN_ON else frozenset[Start]()
        return paragraphs(pieces(self.figure, level, apart=spread != RUN_ON), starts)

    def _lines(self, level: Level, spread: int, size: float, room: float) -> int:
        """How many lines it fills in `room` mm. What is unknown stands in a frame of its own."""
        told = self.paragraphs(level, spread)
        unknown = [piece for each in told for piece in each if piece.kind == "unknown"]
        rest = [[piece for piece in each if piece.kind != "unknown"] for each in told]
        inside = room - UNKNOWN_FRAME[0] * size / 12
        return lines(piece_runs(unknown, size, self._mark_words), inside) + sum(
            lines(piece_runs(each, size, self._mark_words), room) for each in rest)


@dataclass(frozen=True)
class Choice:
    """How one cell is told. `over` is by how many lines it is too long for its place, `level` that
    of its row; `pictures` are those of the figures."""

    figures: tuple[_Words, ...]
    level: Level
    pictures: tuple[PictureKind, ...]
    run_on: bool = False
    over: int = 0


class RowCells:
    """The cells of one row, by the position of their option, for any place."""

    def __init__(self, row: Row, mark_words: Mapping[FigureMark, str]) -> None:
        self.row = row
        self._mark_words = mark_words
        self._cells = [self._leaving_out(figures) for figures in row.cells]
        self._fullest_first = [*range(len(row.cells))]  # which cell was too full the last time
        self.chosen = cache(self._chosen)
        self.printed = cache(self._printed)
        self._run_on = cache(self._run_on_lines)

    def _leaving_out(self, figures: Sequence[Figure]) -> tuple[tuple[_Words, ...], ...]:
        """The figures of a cell whole, in few words, and in those without the size of their
        studies."""
        ways = figures, *([in_few_words(each, sized=sized) for each in figures]
                          for sized in (True, False))
        said = {figure: _Words(figure, self._mark_words) for told in ways for figure in told}
        return tuple(tuple(said[each] for each in told) for told in ways)

    def _chosen(self, places: tuple[Place, ...]) -> tuple[Choice, ...]:
        """How the cells are told, all in the first of `WAYS` for which each has room in its place.
        One way for the whole row, so that no option is drawn larger than another. Where a cell is
        too full in brief or in letters, it tells what it can in a word or two, and then leaves out
        the size of its studies."""
        drawn = self._drawn(places[0])
        for pictures, level in WAYS:
            if pictures and not drawn:
                continue
            chosen: dict[int, Choice] = {}
            for position in self._fullest_first:
                choice = self._choice(self._cells[position], places[position], level,
                                      pictures=pictures)
                chosen[position] = choice
                if choice.over and (pictures, level) != WAYS[-1]:
                    self._fullest_first = [position, *(
                        each for each in self._fullest_first if each != position)]
                    break
            else:
                break
        return tuple(chosen[position] for position in range(len(self._cells)))

    def _drawn(self, place: Place) -> bool:
        return any(_picture(figure, self.row, place) for cell in self.row.cells for figure in cell)

    def needed(self, place: Place, level: Level, *, pictures: bool) -> list[float]:
        """The height in mm that each cell needs at least, told at `level`, with pictures or without
        them."""
        return [self._least(cell, place, level, pictures=pictures) for cell in self._cells]

    def _least(self, cell: Sequence[tuple[_Words, ...]], place: Place, level: Level, *,
               pictures: bool) -> float:
        kinds = self._kinds(cell[0], place, pictures=pictures)
        ways = cell[:1] if level == "whole" else cell
        heights = [_height(figures, level, kinds, CLOSE, place) for figures in ways]
        if _may_run_on(cell[0], kinds):
            heights += [place.line * self._run_on(figures, level, place.text, place.width)
                        for figures in ways]
        return min(heights)

    def _kinds(self, figures: Sequence[_Words], place: Place, *, pictures: bool
               ) -> tuple[PictureKind, ...]:
        return tuple(_picture(each.figure, self.row, place) if pictures else None
                     for each in figures)

    def _choice(self, cell: Sequence[tuple[_Words, ...]], place: Place, level: Level, *,
                pictures: bool) -> Choice:
        whole = cell[0]
        kinds = self._kinds(whole, place, pictures=pictures)
        ways = (whole,) if level == "whole" else cell
        for figures in ways:
            height = _height(figures, level, kinds, CLOSE, place)
            if not (over := _over(height, place)):
                return Choice(figures, level, kinds)
        if not _may_run_on(whole, kinds):
            return Choice(figures, level, kinds, over=over)
        apart = over
        for figures in ways:  # in one paragraph, where figures can stand so
            height = place.line * self._run_on(figures, level, place.text, place.width)
            if not (over := _over(height, place)):
                break
        return Choice(figures, level, kinds, run_on=True, over=min(over, apart))

    def _run_on_lines(self, figures: Sequence[_Words], level: Level, size: float, room: float
                      ) -> int:
        said = [piece for each in figures for told in each.paragraphs(level, RUN_ON)
                for piece in told]
        return lines(piece_runs(said, size, self._mark_words), room)

    def _printed(self, places: tuple[Place, ...]) -> Mapping[int, CellView]:
        """The cells as they are printed in their places."""
        return {position: _view(choice, place)
                for position, (choice, place) in enumerate(
                    zip(self.chosen(places), places, strict=True))}


def _may_run_on(figures: Sequence[_Words], pictures: Sequence[PictureKind]) -> bool:
    """Whether the figures of a cell may stand in one paragraph."""
    return len(figures) > 1 and not any(pictures) and not any(each.unknown for each in figures)


def _view(choice: Choice, place: Place) -> CellView:
    """A cell that fits its place has its words in the first of `SPREADS` that fits it too."""
    spread = RUN_ON if choice.run_on else CLOSE
    if not choice.over and not choice.run_on:
        spread = next((each for each, (_starts, free) in enumerate(SPREADS) if not _over(
            _height(choice.figures, choice.level, choice.pictures, each, place)
            + free * place.line, place)), CLOSE)
    return CellView(tuple(
        Told(each.figure, each.paragraphs(choice.level, spread), picture)
        for each, picture in zip(choice.figures, choice.pictures, strict=True)),
        choice.over, choice.run_on, choice.level)


def _height(figures: Sequence[_Words], level: Level, pictures: Sequence[PictureKind], spread: int,
            place: Place) -> float:
    """The height of the figures of a cell below one another, in mm."""
    return sum(each.height(level, spread, place, picture)
               for each, picture in zip(figures, pictures, strict=True))


def _over(height: float, place: Place) -> int:
    """By how many lines `height` is more than the place has."""
    return max(0, -int(-(height - place.height - 0.01) // place.line))


def _picture(figure: Figure, row: Row, place: Place) -> PictureKind:
    if figure.difference:
        return "strip" if place.strips else None
    return "array" if figure.array and not row.warning else None
