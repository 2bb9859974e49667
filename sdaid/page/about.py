"""The page about these pages: its facts, the key of its words, and the sources in columns of even
height."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations
from math import ceil

from sdaid.aid.edition import Edition, SourceLine
from sdaid.page.bands import Geometry
from sdaid.page.cells import key_mark_frame
from sdaid.page.keys import mark_words
from sdaid.page.measure import Run, lines, width
from sdaid.page.paper import POINT, Sheet
from sdaid.page.qr import SIDE, qr_picture
from sdaid.page.writing import SPARE

LABEL = 46.0
"""The width of the column of labels in mm, in standard print."""

APART = 3.0
"""Between a label and its text, in mm."""

CODE = SIDE + APART
"""What the code to scan and the gap before it take from the width of the facts beside it, in mm."""

QUIET = 2.0
"""Above the code, so that scanners find its edge, in mm."""

PAD, MORE_PAD = 0.2, 0.6
"""Above and below the words of a fact or of the key, in mm, and how much more where there is
room."""

WIDEST_KEY = 0.45
"""The widest column of the key's words, as a share of the page's width."""

SOURCE_INDENT = 8.5
"""What a source's number and the gap between two columns of sources take, in mm."""

SOURCE_LEADING = 1.16
"""The height of a line of sources, in ems."""


def facts(edition: Edition, translations: NullTranslations) -> tuple[tuple[str, str], ...]:
    """What the page says of these pages: (label, text) pairs, last where the evidence book is."""
    _ = translations.gettext
    book = _("More on every number: {place}").format(place=edition.book_from)
    return (*edition.about, *edition.people, (_("The evidence book"), book))


@dataclass(frozen=True)
class About:
    """The facts of the page, how many of the last ones stand beside the code to scan, what width it
    takes from them, what stands above and below a row, the widths of the columns of labels and of
    the key's words, all in mm, the sources, column by column, and what is said of numbers and
    marks that are missing among theirs: empty where the page has no room for it."""

    facts: tuple[tuple[str, str], ...]
    beside: int
    code: float
    pad: float
    label: float
    words: float
    columns: list[list[SourceLine]]
    gaps: str


def about_page(edition: Edition, made: Geometry, sheet: Sheet, translations: NullTranslations
               ) -> About:
    """What the page is made of. Where it has room, facts stand farther apart."""
    told, more, gaps = facts(edition, translations), 0.0, _gaps(edition, translations)
    if not made.large:
        held = sheet.height - made.format.top - made.bottom - SPARE
        spare = max(0.0, held - about_height(edition, made, translations))
        size = made.format.small
        needed = lines([Run(gaps, size)], made.width) * size * SOURCE_LEADING * POINT
        gaps, spare = (gaps, spare - needed) if needed <= spare else ("", spare)
        more = min(MORE_PAD, spare / (2 * (len(told) + len(edition.key))))
    return About(told, beside_code(edition, made), CODE, PAD + more, LABEL,
                 key_width(edition, made), source_columns(edition, made, translations), gaps)


def _gaps(edition: Edition, translations: NullTranslations) -> str:
    """Why numbers of sources are missing, where the evidence book alone cites some; and what it
    means where a source lacks the mark of a maker or seller."""
    _ = translations.gettext
    mark = mark_words(translations)["maker-paid"]
    marked = any(source.cited and source.maker_paid for source in edition.sources)
    said = [] if all(source.cited for source in edition.sources) else [
        _("The numbers are those of the evidence book, so some are missing here.")]
    said += [_("No {mark}: others, or not known.").format(mark=mark)] if marked else []
    return " ".join(said)


def key_width(edition: Edition, made: Geometry) -> float:
    """The width of the column of the key's words, in mm."""
    widest = max((width(words, made.format.text, bold=True) for words, _ in edition.key),
                 default=0.0)
    return min(widest + APART + 0.5, WIDEST_KEY * made.width)


def beside_code(edition: Edition, made: Geometry) -> int:
    """How many of the last facts stand beside the code to scan in standard print: so many that they
    are as high as it is if each has one line. None where there is no code."""
    height = SIDE + QUIET if qr_picture(edition.book_from) else 0.0
    return ceil(height / (made.line + 2 * PAD))


def facts_lines(edition: Edition, made: Geometry, translations: NullTranslations) -> list[int]:
    """How many lines each fact has in standard print, in their order."""
    told = facts(edition, translations)
    free = len(told) - beside_code(edition, made)
    return [_row(label, text, LABEL, made.width - (CODE if place >= free else 0.0), made)
            for place, (label, text) in enumerate(told)]


def about_height(edition: Edition, made: Geometry, translations: NullTranslations) -> float:
    """The height in mm of the page in standard print, as it is set."""
    size, line, scale = made.format, made.line, made.scale
    told = facts(edition, translations)
    heights = [count * line for count in facts_lines(edition, made, translations)]
    words = key_width(edition, made)
    keys = sum(_row(label, text, words, made.width, made) for label, text in edition.key) * line
    title = size.head * 1.15 * POINT + 0.6 * scale
    heading = line + 2.4 * scale + 0.9
    cited = max((sum(_source_lines(source, made, translations) for source in column)
                 for column in source_columns(edition, made, translations)), default=0)
    return (title + sum(heights) + 2 * PAD * (len(told) + len(edition.key)) + keys + 2 * heading
            + cited * size.small * SOURCE_LEADING * POINT)


def _row(label: str, text: str, column: float, room: float, made: Geometry) -> int:
    """The lines of a row whose label has a `column` of a place of `room` mm."""
    size = made.format.text
    return max(lines([Run(label, size, bold=True)], column - APART),
               lines([Run(text, size)], room - column))


def source_columns(edition: Edition, made: Geometry, translations: NullTranslations
                   ) -> list[list[SourceLine]]:
    """The sources that the aid cites, column by column."""
    cited = [source for source in edition.sources if source.cited]
    count = _columns(made)
    heights = [_source_lines(source, made, translations) for source in cited]
    columns: list[list[SourceLine]] = [[]]
    used, share = 0, -(-sum(heights) // count)
    for source, height in zip(cited, heights, strict=True):
        if used + height > share and len(columns) < count:
            columns.append([])
            used = 0
        columns[-1].append(source)
        used += height
    return columns


def _columns(made: Geometry) -> int:
    return 2 if made.large else 3


def _source_lines(source: SourceLine, made: Geometry, translations: NullTranslations) -> int:
    size = made.format.small
    mark = Run(mark_words(translations)["maker-paid"], size, bold=True, box=key_mark_frame(size))
    return lines([Run(source.short, size), *([mark] if source.maker_paid else [])],
                 made.width / _columns(made) - SOURCE_INDENT * made.scale)
