"""How many pages an aid in large print has, measured without drawing it."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

from sdaid.aid.edition import Edition, PaperName
from sdaid.aid.signs import as_label
from sdaid.page.about import SOURCE_INDENT, SOURCE_LEADING, facts, source_columns
from sdaid.page.bands import Geometry
from sdaid.page.cells import key_mark_frame
from sdaid.page.fitting import fitted
from sdaid.page.keys import mark_words
from sdaid.page.measure import Run, lines
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


def large_pages(edition: Edition, paper: PaperName, translations: NullTranslations
                ) -> dict[str, int]:
    """The pages of each section of an aid in large print, without an added leaf and notes."""
    made, _ = fitted(edition, "large-print", paper, translations)
    sheet, fixed = PAPERS[paper], start_words(translations)
    page = sheet.height - made.format.top - made.bottom
    used = writing(edition, made, sheet, translations)
    first = told_height(edition, made, fixed) + LARGE_VISIT_LINES * made.line
    known = known_height(edition, made, sheet, fixed)
    bands = {name: len(section.chunks) for name, section in made.sections.items()
             if name != "numbers" or band_rows(edition)[1]}
    return {
        "first": pages_of([first], page)[0], "particular": 1,
        "known": 1 if known_above(edition, made, sheet, fixed) else pages_of([known], page)[0],
        **bands,
        "values": pages_of(values_heights(edition, made, translations, used.matters), page)[0],
        "visit": pages_of([visit_height(edition, made, translations, (used.own, used.decided))],
                          page)[0],
        "about": pages_of([*_about(edition, made, translations)], page)[0]}


def _about(edition: Edition, made: Geometry, translations: NullTranslations) -> Iterator[float]:
    """The heights of what the page about these pages tells, none of which is broken."""
    text, small = made.format.text, made.format.small
    heading = made.line + 2.4 * made.scale
    yield made.format.head * 1.15 * POINT + 0.6 * made.scale
    for told in (facts(edition, translations), edition.key):
        for label, words in told:
            yield 0.7 * made.scale + made.line * lines(
                [Run(as_label(label, translations), text, bold=True), Run(words, text)], made.width)
        yield heading + made.line * (told is edition.key)
    mark = Run(mark_words(translations)["maker-paid"], small, bold=True, box=key_mark_frame(small))
    columns = source_columns(edition, made, translations)
    room = made.width / len(columns) - SOURCE_INDENT * made.scale
    cited = max(sum(lines([Run(source.short, small), *([mark] if source.maker_paid else [])], room)
                    for source in column) for column in columns)
    yield from [small * SOURCE_LEADING * POINT] * cited
