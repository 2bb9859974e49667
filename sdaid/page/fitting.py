"""Which places the bands of an edition get, and what of its texts has no room in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from gettext import NullTranslations
from itertools import product

from sdaid.aid.edition import DocumentKind, Edition, PageFormat, PaperName, Row
from sdaid.aid.option import OptionBand
from sdaid.page.bands import (
    COLUMNS,
    GAP,
    LARGE_COLUMNS,
    ROW_SECTIONS,
    SECTIONS,
    BandSection,
    Geometry,
    beside,
    filled_lines,
    geometry,
)
from sdaid.page.cells import CellView
from sdaid.page.keys import mark_words
from sdaid.page.measure import width as text_width
from sdaid.page.needs import Shortage, life_short, options_short, shortages_of
from sdaid.page.packing import Cells, packed
from sdaid.page.paper import FORMATS, PAPERS
from sdaid.page.strips import (
    KEYED,
    FixedLines,
    band_rows,
    foot_lines,
    head_lines,
    label_lines,
    says_lines,
    scale_lines,
    strip_lines,
    title_lines,
)
from sdaid.page.ways import Choice, RowCells

SHIFTS = (0.0, 0.02, -0.02, 0.04, -0.04)
"""By which share of the page the first of two rows beside each other may be wider than usual, as
they are tried in turn."""

TEXTS = (14.0, 13.5, 13.0, 12.5)
"""Sizes in pt, larger than the usual one, for the words in the bands of a section of standard
print, as they are tried in turn."""


def cells_of(edition: Edition, translations: NullTranslations) -> Cells:
    """The cells of an edition, kept for its next format, paper or document, and for another one
    with the same rows: what they hold has been put together and counted then."""
    return _cells_of(band_rows(edition), translations)


@lru_cache(8)
def _cells_of(sections: tuple[tuple[Row, ...], ...], translations: NullTranslations) -> Cells:
    words = mark_words(translations)
    return {section: tuple(RowCells(row, words) for row in rows)
            for section, rows in zip(ROW_SECTIONS, sections, strict=True)}


def printed_cells(edition: Edition, made: Geometry, translations: NullTranslations
                  ) -> dict[str, Mapping[int, CellView]]:
    """The cells of all rows as they are printed, by row and by the position of their option."""
    return {cells.row.id: cells.printed(made.cells(section, position))
            for section, rows in cells_of(edition, translations).items()
            for position, cells in enumerate(rows)}


@lru_cache(64)
def fitted(edition: Edition, format_: PageFormat, paper: PaperName, translations: NullTranslations,
           kind: DocumentKind = "aid", *, grow: bool = True
           ) -> tuple[Geometry, tuple[Shortage, ...]]:
    """The pages with bands of an edition, and the places in them that are too small for what they
    hold. In large print each page has as many options as it holds. In standard print the heads of
    columns keep room for a scale only where something is drawn on it, what stands above the bands
    keeps room for a key of letters only where a row has letters, and two rows share the page as
    their fullest cells need it. Differences are drawn only where the words at the ends of each
    scale have room beside each other. Without `grow` words have the usual size where there is room
    for more, which is all that it takes to find what is too small."""
    size, large = FORMATS[format_], format_ == "large-print"
    cells = cells_of(edition, translations)
    room = PAPERS[paper].width - 2 * size.side
    shares = LARGE_COLUMNS if large else COLUMNS
    rooms: dict[str, list[float]] = {
        section: [room * share - GAP for share in shares[section]] for section in SECTIONS}
    narrower = 0.0 if large else room * max(SHIFTS)
    drawn = _has_drawn_scale(edition, size.small, {
        section: min(rooms[section][-2:]) - narrower for section in ROW_SECTIONS})
    around = FixedLines(
        heads=head_lines(edition, size.text, {
            section: [each - narrower for each in rooms[section]][-2:]
            for section in ROW_SECTIONS}),
        labels=label_lines(edition, size.text, rooms, translations),
        scales=scale_lines(edition, size.text, rooms["options"][-3:-1], translations),
        says={}, strip=strip_lines(edition, kind, size.text, room, translations),
        foot=foot_lines(edition, format_, room, translations),
        titles=title_lines(size.head, room, translations))
    says = says_lines(edition, kind, size.text, room, translations)
    if large:
        counts = replace(around, says=says[KEYED[-1]])
        made = packed(edition, geometry(edition, format_, paper, counts, strips=drawn), says, cells)
        return made, _shortages(edition, made, cells)
    for levels, strips in product(KEYED, dict.fromkeys((drawn, False))):
        counts = replace(around, says=says[levels])
        made = _shared(geometry(edition, format_, paper, counts, strips=strips), cells)
        chosen = [choice for section in cells for row in _chosen(section, made, cells)
                  for choice in row]
        as_drawn = not strips or any("strip" in choice.pictures for choice in chosen)
        told = {choice.level for choice in chosen} - {"whole"}
        if as_drawn and told <= {*levels}:
            break
    found = _shortages(edition, made, cells)
    return _grown(edition, made, cells) if grow and not found else made, found


def _has_drawn_scale(edition: Edition, size: float, room: Mapping[BandSection, float]) -> bool:
    """Whether an edition has differences to draw, and the words at the ends of each scale stand
    beside each other in the columns of its section, `room` mm wide."""
    has_differences = any(figure.difference for row in edition.headlines for cell in row.cells
                          for figure in cell)
    return has_differences and all(
        text_width(f"{row.scale.worse}  {row.scale.better}", size) <= room[section]
        for section, rows in zip(ROW_SECTIONS, band_rows(edition), strict=True)
        for row in rows if row.scale)


def _grown(edition: Edition, made: Geometry, cells: Cells) -> Geometry:
    """`made`, with each section's words as large as all its bands hold them without telling
    anything in fewer words or closer together, without a picture, or an activity on more lines."""
    for section, text in product(SECTIONS, TEXTS):
        if section not in made.texts:
            tried = replace(made, texts={**made.texts, section: text})
            if _holds(section, edition, tried, made, cells):
                made = tried
    return made


def _holds(section: BandSection, edition: Edition, tried: Geometry, made: Geometry, cells: Cells
           ) -> bool:
    """Whether the bands of a section hold their words in the size that `tried` has for them, as
    they do in that of `made`."""
    grown, options = tried.grown(section), edition.options
    if section == "options":
        lines_of_names = [beside(each.name, each, size, made.width)
                          for each in options for size in (made.format, grown.format)]
        return lines_of_names[::2] == lines_of_names[1::2] and not any(
            options_short(place, option, grown) for place, option in enumerate(options))
    if section == "life":
        return not any(
            life_short(place, option, edition, grown)
            or _activity_lines(option, edition, grown) != _activity_lines(option, edition, made)
            for place, option in enumerate(options))
    return _printed(section, tried, cells) == _printed(section, made, cells)


def _activity_lines(option: OptionBand, edition: Edition, made: Geometry) -> list[int]:
    return [filled_lines(words, made, made.room("life", column))
            for label, back in zip(edition.activities, option.back, strict=True)
            for column, words in ((1, label), (3, back.short))]


def _shared(made: Geometry, cells: Cells) -> Geometry:
    """`made` with the first of `SHIFTS` in each section of rows that leaves nothing too long,
    nothing in letters and no two figures in one paragraph, or the one that leaves least."""
    for section, rows in cells.items():
        tried = []
        for shift in SHIFTS if len(rows) == 2 else SHIFTS[:1]:
            moved = made.shifted(section, shift)
            chosen = _chosen(section, moved, cells)
            left = (sum(choice.over for row in chosen for choice in row),
                    sum(row[0].level == "letters" for row in chosen),
                    sum(choice.run_on for row in chosen for choice in row))
            tried.append((left, moved))
            if not any(left):
                break
        made = min(tried, key=lambda each: each[0])[1]
    return made


def _chosen(section: BandSection, made: Geometry, cells: Cells) -> list[tuple[Choice, ...]]:
    """How the cells of a section are told, row by row, in the order of the options."""
    return [row.chosen(made.cells(section, position))
            for position, row in enumerate(cells[section])]


def _printed(section: BandSection, made: Geometry, cells: Cells) -> list[Mapping[int, CellView]]:
    """The cells of a section as they are printed, row by row, by the position of their option."""
    return [row.printed(made.cells(section, position))
            for position, row in enumerate(cells[section])]


def _shortages(edition: Edition, made: Geometry, cells: Cells) -> tuple[Shortage, ...]:
    """The places of `made` that are too small for what they hold, whoever the patient is."""
    found = [each for place, option in enumerate(edition.options)
             for each in shortages_of(place, option, edition, made)]
    found += [Shortage(section, place, "figures", choice.over, row.row.id)
              for section, rows in cells.items()
              for row, chosen in zip(rows, _chosen(section, made, cells), strict=True)
              for place, choice in enumerate(chosen) if choice.over]
    return tuple(found)
