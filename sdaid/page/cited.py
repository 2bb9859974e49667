"""The sources that an aid cites, in columns of even height."""

from __future__ import annotations

from gettext import NullTranslations

from sdaid.aid.edition import Edition, SourceLine
from sdaid.page.bands import Geometry
from sdaid.page.keys import mark_words
from sdaid.page.measure import Run, lines

SOURCE_INDENT = 8.5
"""What a source's number and the gap between two columns of sources take, in mm."""


def source_columns(edition: Edition, made: Geometry, translations: NullTranslations
                   ) -> list[list[SourceLine]]:
    """The sources, column by column."""
    cited = [source for source in edition.sources if source.cited]
    count = 2 if made.large else 3
    room = made.width / count - SOURCE_INDENT * made.scale
    maker = mark_words(translations)["maker-paid"]
    heights = [lines([Run(source.short, made.format.small),
                      *([Run(maker, made.format.small, box=2.0)] if source.maker_paid else [])],
                     room) for source in cited]
    columns: list[list[SourceLine]] = [[]]
    used, share = 0, -(-sum(heights) // count)
    for source, height in zip(cited, heights, strict=True):
        if used + height > share and len(columns) < count:
            columns.append([])
            used = 0
        columns[-1].append(source)
        used += height
    return columns
