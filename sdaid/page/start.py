"""Page 1: how much room is left for what is particular to a patient, and what of it fits there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from gettext import NullTranslations
from typing import Literal

from sdaid.aid.edition import Edition, Personal
from sdaid.aid.messages import AskedFact, Particular, RuleMessage
from sdaid.aid.signs import in_sentences
from sdaid.page.bands import Geometry, mark_frame
from sdaid.page.cells import cite
from sdaid.page.measure import Run, lines, width
from sdaid.page.paper import Sheet
from sdaid.page.start_room import (
    CALL,
    CELL_PAD,
    LARGE_VISIT_LINES,
    LEAST_LINES,
    VISIT_LINES,
    FixedWords,
    heading_height,
    known_above,
    known_columns,
    known_pad,
    start_room,
)
from sdaid.page.strips import band_rows
from sdaid.page.writing import WRITTEN

SIDE, WIDEST_SIDE = 41.0, 0.32
"""The width of the column of options and marks beside messages, in mm, in standard print; where
marks are longer it is wider, up to a share of the page's width."""

BADGE, MARK = 6.6, 2.9
"""What an option's number takes beside a text, and what the frame of a mark adds, in mm."""

MORE_PAD = 0.4
"""How much more than `CELL_PAD` stands above and below the words of a row of the table, in mm,
where there is room."""

AIR = 1.5
"""What stands between help and the text below it in mm, where there is room."""


@dataclass(frozen=True)
class Item:
    """A thing that is particular to a patient: a group of messages, or a text, which `lead` leads
    in."""

    kind: Literal["group", "tried", "unknown", "nothing"]
    text: str = ""
    lead: str = ""
    group: Particular | None = None


@dataclass(frozen=True)
class OwnWords:
    """The fixed words among what is a patient's own: where nothing is particular to them, and
    before the questions that nobody has answered."""

    nothing: str
    unknown: str
    translations: NullTranslations


def own_words(translations: NullTranslations) -> OwnWords:
    _ = translations.gettext
    return OwnWords(
        _("From what we know about you, there is nothing particular to ask about any "
          "option."),
        _("We do not know, so please tell your clinician:"), translations)


@dataclass(frozen=True)
class Start:
    """Page 1's sizes in mm: the width of its text, the places for the visit and for what is
    particular, the column of marks, the column of whom to call; `columns` are those of the
    table of what is known, `pad` is above and below the words of its rows; `air` is below help.
    In large print `known_above` tells that the table begins on the page of what is particular.
    `items` stand on page 1 above `blank` lines to write on, `left` on the added leaf."""

    width: float
    visit: float
    particular: float
    side: float
    call: float
    columns: tuple[float, ...]
    items: tuple[Item, ...] = ()
    blank: int = 0
    left: tuple[Item, ...] = ()
    air: float = 0.0
    known_above: bool = False
    pad: float = CELL_PAD


def start_page(edition: Edition, made: Geometry, sheet: Sheet, fixed: FixedWords) -> Start:
    """Page 1 of an aid, without anything of a patient. `fixed` are the fixed words on it. Text is
    measured, so that the place for the patient's own ends where what follows begins."""
    rows, _others = band_rows(edition)
    room = start_room(edition, made, sheet, fixed)
    visit = (LARGE_VISIT_LINES if made.large else VISIT_LINES) * made.line
    spare = 0.0 if made.large else max(0.0, room - LEAST_LINES * made.line)
    air, pads = min(AIR, spare), 2 * (len(edition.options) + 1)
    more = min(MORE_PAD, (spare - air) / pads)
    return Start(made.width, visit, room - air - more * pads, side_width(edition, made),
                 CALL * made.scale ** 0.5, known_columns(edition, made, rows), air=air,
                 pad=known_pad(edition, made, sheet, fixed) + more,
                 known_above=made.large and known_above(edition, made, sheet, fixed) > 0)


def filled(start: Start, personal: Personal, made: Geometry, own: OwnWords) -> Start:
    """`start` with what is particular to a patient."""
    shown, left = _fill(personal_items(personal, own), made, start.particular, start.side)
    used = sum(item_height(each, made, start.side) for each in shown)
    spare = start.particular - used - made.line
    return replace(start, items=shown, left=left,
                   blank=0 if left else max(0, int(spare / WRITTEN)))


def personal_items(personal: Personal, own: OwnWords) -> tuple[Item, ...]:
    """What is particular to a patient, in the order in which it is told."""
    items = [Item("group", group=group) for group in personal.particulars]
    if personal.tried_says:
        items.append(Item("tried", personal.tried_says))
    if personal.unknown:
        items.append(Item("unknown", in_sentences(personal.unknown, own.translations),
                          own.unknown))
    return tuple(items) or (Item("nothing", own.nothing),)


def _fill(items: Sequence[Item], made: Geometry, room: float, side: float
          ) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """What of `items` fits `room` mm, in order, and what does not; then a line is kept to say so. A
    group that fits in part is told in two parts, each headed by what it rests on."""
    if sum(item_height(each, made, side) for each in items) <= room:
        return tuple(items), ()
    left, shown = room - made.line, list[Item]()
    for place, item in enumerate(items):
        height = item_height(item, made, side)
        if height <= left:
            shown.append(item)
            left -= height
            continue
        first, rest = _split(item, made, left, side)
        return (*shown, *first), (*rest, *items[place + 1:])
    return tuple(shown), ()


def _split(item: Item, made: Geometry, room: float, side: float
           ) -> tuple[list[Item], list[Item]]:
    """The messages of a group that fit `room`, and the others; nothing of any other item."""
    group = item.group
    if group is not None:
        for count in range(len(group.messages) - 1, 0, -1):
            first = replace(item, group=replace(group, messages=group.messages[:count]))
            if item_height(first, made, side) <= room:
                rest = replace(item, group=replace(group, messages=group.messages[count:]))
                return [first], [rest]
    return [], [item]


def side_width(edition: Edition, made: Geometry) -> float:
    """The width of the column of options and marks beside messages, in mm."""
    widest = max((width(words, made.format.text, bold=True) for option in edition.options
                  for words in option.can_have), default=0.0)
    needed = BADGE * made.scale + widest + mark_frame(made) + 2.0
    return max(SIDE * made.scale, min(needed, WIDEST_SIDE * made.width))


def item_height(item: Item, made: Geometry, side: float) -> float:
    """The height of one item in mm, as page 1 and the added leaf set it."""
    return _item_lines(item, made.format.text, made.width, side) * made.line


@lru_cache(20_000)
def _item_lines(item: Item, size: float, room: float, side: float) -> int:
    if item.group is None:
        return lines([Run(item.lead, size, bold=True), Run(item.text, size)], room)
    count = lines([Run(item.group.because, size, bold=True)], room)
    return count + sum(_message_lines(each, size, room - side, side)
                       for each in item.group.messages)


@lru_cache(20_000)
def _message_lines(message: RuleMessage, size: float, room: float, side: float) -> int:
    """The lines of a message behind its option's name, or those of its mark where that has more."""
    scale = size / 12
    label = Run(message.label, size, bold=True)
    beside = BADGE * scale + width(label.text, size, bold=True) + MARK * scale <= side - 2
    mark = lines([label], side - 2 - MARK * scale) + (not beside)
    return max(mark, lines([Run("M" * 12, size), Run(message.message, size),
                            Run(cite(message.sources), size)], room))


def leaf_pages(edition: Edition, start: Start, made: Geometry, sheet: Sheet) -> int:
    """How many pages the added leaf is expected to fill: with what did not fit page 1, or with the
    questions of a blank aid."""
    room = sheet.height - made.format.top - made.bottom - heading_height(made)
    used = sum(item_height(each, made, start.side) for each in start.left)
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
            runs += [Run(text, size) for text in (
                short, message.message, cite(message.sources))]
        count += lines(runs, made.width - 4 * scale)
    return count * made.line + 1.6 * scale
