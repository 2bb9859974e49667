"""Page 1: how much room is left for what is particular to a patient, and what of it fits there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from gettext import NullTranslations
from typing import Literal

from sdaid.aid.edition import AskedFact, Edition, Particular, Personal, Row, RuleMessage
from sdaid.page.bands import Geometry
from sdaid.page.cells import cite
from sdaid.page.measure import Run, lines
from sdaid.page.paper import POINT, Sheet
from sdaid.page.strips import band_rows
from sdaid.page.writing import WRITTEN

SIDE = 41.0
"""The width of the column of options and marks beside messages, in mm, in standard print."""

CALL = 56.0
"""The width of the column that says whom to call, in mm, in standard print."""

KNOWN_COLUMNS = (0.195, 0.405, 0.40)
"""Shares of the page's width in the table of what is known."""

VISIT_LINES = 2
"""Lines kept for the visit: its day and time, the place, the clinician."""

AIR = 1.5
"""What stands between help and the text below it in mm, where there is room."""

LEAST_LINES = 8
"""Lines that must be left for what is particular to a patient."""


@dataclass(frozen=True)
class Item:
    """A thing that is particular to a patient: a group of messages, or a text."""

    kind: Literal["group", "tried", "unknown", "nothing"]
    text: str = ""
    group: Particular | None = None


@dataclass(frozen=True)
class Start:
    """Page 1's sizes in mm: the width of its text, the places for the visit and for what is
    particular, the column of marks, the column of whom to call; `columns` and `rows` are of the
    table of what is known; `air` is below help. `items` stand on page 1 above `blank` lines
    to write on, `left` on the added leaf."""

    width: float
    visit: float
    particular: float
    side: float
    call: float
    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    items: tuple[Item, ...] = ()
    blank: int = 0
    left: tuple[Item, ...] = ()
    air: float = 0.0


def start_page(edition: Edition, personal: Personal | None, made: Geometry, sheet: Sheet,
               *, fixed: Sequence[str], nothing: str) -> Start:
    """Page 1 of an aid. `fixed` are the fixed words that stand on it, `nothing` what is said where
    nothing is particular. Text is measured, so that the place for the patient's own ends where
    what follows begins."""
    rows, _others = band_rows(edition)
    room = start_room(edition, made, sheet, fixed)
    air = 0.0 if made.large else min(AIR, max(0.0, room - LEAST_LINES * made.line))
    empty = Start(made.width, VISIT_LINES * made.line, room - air, SIDE * made.scale,
                  CALL * made.scale ** 0.5, _known_columns(made, rows), rows, air=air)
    return filled(empty, personal, made, nothing) if personal else empty


def filled(start: Start, personal: Personal, made: Geometry, nothing: str) -> Start:
    """`start` with what is particular to a patient."""
    shown, left = _fill(personal_items(personal, nothing), made, start.particular)
    spare = start.particular - sum(item_height(each, made) for each in shown) - made.line
    return replace(start, items=shown, left=left,
                   blank=0 if left else max(0, int(spare / WRITTEN)))


def start_room(edition: Edition, made: Geometry, sheet: Sheet, fixed: Sequence[str]) -> float:
    """The height in mm of the place for what is particular to a patient: what page 1 leaves, or a
    page of its own in large print."""
    height = sheet.height - made.format.top - made.bottom
    if made.large:
        return height - _heading(made)
    return max(0.0, height - VISIT_LINES * made.line - _fixed_height(edition, made, fixed))


def _known_columns(made: Geometry, rows: Sequence[Row]) -> tuple[float, ...]:
    """The widths of the option's column and of one for each of `rows`, in mm."""
    return tuple(made.width * share for share in KNOWN_COLUMNS[:len(rows) + 1])


def _fixed_height(edition: Edition, made: Geometry, fixed: Sequence[str]) -> float:
    """The height in mm of all that is fixed on page 1 in standard print."""
    size, line, scale = made.format, made.line, made.scale
    rows = band_rows(edition)[0]
    columns = _known_columns(made, rows)

    def text(words: str, points: float = size.text, room: float = made.width, *,
             bold: bool = False) -> int:
        return lines([Run(words, points, bold)], room)

    title = text(edition.title, size.title, bold=True) * size.title * 1.15 * POINT + 1.2 * scale
    asked = text(edition.question, size.text * 1.2, bold=True) * size.text * 1.44 * POINT + scale
    headings = 3 * _heading(made)
    about = text(edition.about_condition) + text(edition.audience)
    words = sum(text(each) for each in fixed)
    table = sum(max(
        lines([Run(option.short_name, size.text, bold=True)], columns[0] - 2 - 7 * scale),
        *(sum(text(figure.brief, room=column - 2) for figure in row.cells[place])
          for row, column in zip(rows, columns[1:], strict=True)))
        for place, option in enumerate(edition.options))
    head = max(text(row.label, room=column - 2, bold=True)
               for row, column in zip(rows, columns[1:], strict=True))
    call = CALL * scale ** 0.5
    help_lines = sum(max(text(each.call, room=call - 3.0, bold=True),
                         text(each.when, room=made.width - call - 6.0)) for each in edition.help)
    count = about + words + table + head + help_lines
    return title + asked + headings + count * line + (len(edition.options) + 1) * 0.85 + 3.7


def _heading(made: Geometry) -> float:
    return made.format.head * 1.15 * POINT + 2.5 * made.scale


def personal_items(personal: Personal, nothing: str) -> tuple[Item, ...]:
    """What is particular to a patient, in the order in which it is told."""
    items = [Item("group", group=group) for group in personal.particulars]
    if personal.tried_says:
        items.append(Item("tried", personal.tried_says))
    if personal.unknown:
        items.append(Item("unknown", " ".join(personal.unknown)))
    return tuple(items) or (Item("nothing", nothing),)


def _fill(items: Sequence[Item], made: Geometry, room: float
          ) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """What of `items` fits `room` mm, in order, and what does not; then a line is kept to say so. A
    group that fits in part is told in two parts, each headed by what it rests on."""
    if sum(item_height(each, made) for each in items) <= room:
        return tuple(items), ()
    left, shown = room - made.line, list[Item]()
    for place, item in enumerate(items):
        height = item_height(item, made)
        if height <= left:
            shown.append(item)
            left -= height
            continue
        first, rest = _split(item, made, left)
        return (*shown, *first), (*rest, *items[place + 1:])
    return tuple(shown), ()


def _split(item: Item, made: Geometry, room: float) -> tuple[list[Item], list[Item]]:
    """The messages of a group that fit `room`, and the others; nothing of any other item."""
    group = item.group
    if group is not None:
        for count in range(len(group.messages) - 1, 0, -1):
            first = replace(item, group=replace(group, messages=group.messages[:count]))
            if item_height(first, made) <= room:
                rest = replace(item, group=replace(group, messages=group.messages[count:]))
                return [first], [rest]
    return [], [item]


def item_height(item: Item, made: Geometry) -> float:
    """The height of one item in mm, as page 1 and the added leaf set it."""
    return _item_lines(item, made.format.text, made.width, SIDE * made.scale) * made.line


@lru_cache(20_000)
def _item_lines(item: Item, size: float, width: float, side: float) -> int:
    if item.group is None:
        return lines([Run(item.text, size), *_lead_in(item)], width)
    count = lines([Run(item.group.because, size, bold=True)], width)
    return count + sum(_message_lines(each, size, width - side) for each in item.group.messages)


@lru_cache(20_000)
def _message_lines(message: RuleMessage, size: float, room: float) -> int:
    return lines([Run("M" * 12, size), Run(message.message, size),
                  Run(cite(message.sources), size)], room)


def _lead_in(item: Item) -> list[Run]:
    """Room for the fixed words before what is not known."""
    return [Run("M" * 30, 12)] if item.kind == "unknown" else []


def leaf_pages(edition: Edition, start: Start, made: Geometry, sheet: Sheet) -> int:
    """How many pages the added leaf is expected to fill: with what did not fit page 1, or with the
    questions of a blank aid."""
    room = sheet.height - made.format.top - made.bottom - _heading(made)
    used = sum(item_height(each, made) for each in start.left)
    if not start.left:
        used = made.line + sum(_asked_height(each, edition, made) for each in edition.asked)
    return max(1, -int(-used // room))


def _asked_height(fact: AskedFact, edition: Edition, made: Geometry) -> float:
    size, scale = made.format.text, made.scale
    box = 5.2 * scale
    question = [Run(fact.question, size, bold=True),
                *(Run(answer, size, box=box + 3.0) for answer in fact.answers)]
    count = lines(question, made.width)
    for words, messages in fact.then:
        runs = [Run(words, size)]
        for message in messages:
            short = edition.options[message.option - 1].short_name
            runs.append(Run("", size, box=6.6 * scale))
            runs.append(Run(f"{short}: {message.message} {cite(message.sources)}", size))
        count += lines(runs, made.width - 4 * scale)
    return count * made.line + 1.6 * scale


def start_words(translations: NullTranslations) -> tuple[str, ...]:
    """The fixed words of page 1 that take lines of their own, for measuring them."""
    _ = translations.gettext
    return (
        _("These pages do not tell you what to choose. Short of time? Read this page and the next "
          "two."),
        _("A longer book, the evidence book, tells more of every number. Page {page} says how to "
          "get it."))
