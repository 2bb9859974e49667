"""How many pages an aid in large print has, counted without laying it out, and what would save one.

An added leaf, a page for notes and what a draft adds are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import NullTranslations

from sdaid.aid.edition import Edition, PaperName
from sdaid.aid.signs import as_label
from sdaid.page.about import SOURCE_INDENT, SOURCE_LEADING, facts, source_columns
from sdaid.page.bands import SECTIONS, BandSection, Geometry
from sdaid.page.cells import key_mark_frame
from sdaid.page.fitting import cells_of
from sdaid.page.keys import mark_words
from sdaid.page.measure import Run, lines
from sdaid.page.packing import pack, saved_by
from sdaid.page.paper import PAPERS, POINT
from sdaid.page.start_room import (
    LARGE_VISIT_LINES,
    known_above,
    known_height,
    start_words,
    told_height,
)
from sdaid.page.strips import band_rows
from sdaid.page.writing import pages_of, values_heights, visit_height, writing


@dataclass(frozen=True)
class Stretch:
    """A part of an aid: how many pages it has, and how many of its lines must go at least for it to
    have one fewer, 0 where it cannot. `options` are the positions of those whose bands have these
    lines, where it has bands."""

    pages: int
    lines: int = 0
    options: tuple[int, ...] = ()


def large_pages(edition: Edition, made: Geometry, paper: PaperName, translations: NullTranslations
                ) -> dict[str, Stretch]:
    """The parts of an aid in large print by their names: page 1 is “first”, “particular” and
    “known”. `made` are its pages with bands."""
    sheet, fixed = PAPERS[paper], start_words(translations)
    page = sheet.height - made.format.top - made.bottom
    used = writing(edition, made, sheet, translations)
    known = known_height(edition, made, sheet, fixed)
    above = known_above(edition, made, sheet, fixed)

    def flow(*parts: float) -> Stretch:
        pages, _left = pages_of(parts, page)
        over = sum(parts) - (pages - 1) * page
        return Stretch(pages, max(1, -int(-over // made.line)) if pages > 1 else 0)

    bands: dict[str, Stretch] = {
        name: _bands(name, edition, made, translations) for name in SECTIONS
        if name != "numbers" or band_rows(edition)[1]}
    return {
        "first": flow(told_height(edition, made, fixed) + LARGE_VISIT_LINES * made.line),
        "particular": Stretch(1), "known": Stretch(1) if above else flow(known), **bands,
        "values": flow(*values_heights(edition, made, translations, used.matters)),
        "visit": flow(visit_height(edition, made, translations, (used.own, used.decided))),
        "about": flow(*_about(edition, made, translations))}


def _bands(section: BandSection, edition: Edition, made: Geometry, translations: NullTranslations
           ) -> Stretch:
    pages = len(made.sections[section].chunks)
    tight = pack(section, edition, made, cells_of(edition, translations))
    return Stretch(pages, *saved_by(tight, pages - 1, made.line)) if pages > 1 else Stretch(1)


def _about(edition: Edition, made: Geometry, translations: NullTranslations) -> Iterator[float]:
    """The heights of what the page about these pages tells, none of which is broken."""
    small = made.format.small
    heading = made.line + 2.4 * made.scale
    yield made.format.head * 1.15 * POINT + 0.6 * made.scale
    for told in (facts(edition, translations), edition.key):
        for count in told_lines(told, made, translations):
            yield 0.7 * made.scale + made.line * count
        yield heading + made.line * (told is edition.key)
    mark = Run(mark_words(translations)["maker-paid"], small, bold=True, box=key_mark_frame(small))
    columns = source_columns(edition, made, translations)
    room = made.width / len(columns) - SOURCE_INDENT * made.scale
    cited = max(sum(lines([Run(source.short, small), *([mark] if source.maker_paid else [])], room)
                    for source in column) for column in columns)
    yield from [small * SOURCE_LEADING * POINT] * cited


def told_lines(told: Sequence[tuple[str, str]], made: Geometry, translations: NullTranslations
               ) -> list[int]:
    """How many lines each pair of a label and a text has in large print."""
    size = made.format.text
    return [lines([Run(as_label(label, translations), size, bold=True), Run(words, size)],
                  made.width) for label, words in told]
