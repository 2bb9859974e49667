"""The evidence book as one HTML document: all that is known, in the workbook's order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path

from markupsafe import Markup

from sdaid.aid.edition import Document, Edition, PageFormat, Row
from sdaid.aid.figure import Figure
from sdaid.aid.option import OptionBand
from sdaid.page.bidi import isolated_parts
from sdaid.page.html import page_environment
from sdaid.page.measure import Run, lines
from sdaid.page.page_numbers import PageNumbers
from sdaid.page.paper import FORMATS, PAPERS, POINT
from sdaid.page.styles import paper_css

STYLES: dict[PageFormat, tuple[str, ...]] = {
    "standard": ("../book/book.css",),
    "large-print": ("../book/book.css", "../book/book-large-print.css"),
}
"""The style sheets of each format, by their names seen from those of the aid."""


EDGE, GAP, FOOT_LEADING = 8.0, 5.0, 1.2
"""Below the words at the foot of a page, and above them, in mm; the height of a line in ems."""

SHORT_FACT = 40
"""Characters of a label and its text that share a line with others."""


PAGE_OF = 26.0
"""The width in mm at the foot that standard print keeps for the page's number; as templates/book
has it."""


@dataclass(frozen=True)
class Sizes:
    """Margins of the book's pages, and widths and heights of its pictures, in mm."""

    top: float
    side: float
    array: float
    picture: float
    strip: float
    meter: float
    bar: float


SIZES: dict[PageFormat, Sizes] = {
    "standard": Sizes(top=20, side=16, array=20, picture=38, strip=5, meter=22, bar=2.8),
    "large-print": Sizes(top=24, side=15, array=34, picture=66, strip=8, meter=34, bar=4.2),
}


OptionCell = tuple[OptionBand, tuple[Figure, ...]]
"""An option and its figures on a row."""


@dataclass(frozen=True)
class RowEntry:
    """A comparison row in the book: the options whose figures are told one by one, and those that
    stand together in a few lines because no study was found and hardly anything is known."""

    row: Row
    told: tuple[OptionCell, ...]
    unstudied: tuple[OptionCell, ...] = ()
    unstudied_words: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of the contents: `part` for a chapter, otherwise what stands within one."""

    anchor: str
    title: str
    part: bool = False


def book_html(document: Document, translations: NullTranslations, logo: Path | None = None) -> str:
    """The HTML of the evidence book of `document.edition`. Its text is escaped; nothing of it is
    markup, and its only links are those of the contents."""
    edition = document.edition
    _ = translations.gettext
    chapters = _chapters(edition, translations)
    html = page_environment(translations).get_template("book/book.html").render(
        edition=edition, format=document.format, sizes=SIZES[document.format],
        translations=translations,
        title=_("Evidence book: {title}").format(title=edition.title),
        chapters=chapters, contents=tuple(_contents(edition, chapters, _("Words we use"))),
        entries=row_entries(edition),
        numbers=PageNumbers(), told=told, in_lines=in_lines,
        steps=max((len(scale.steps) - 1 for scale in edition.scales), default=0),
        logo=logo.resolve().as_uri() if logo else "")
    return isolated_parts(html, edition.direction)


def book_css(document: Document, translations: NullTranslations) -> str:
    """The paper of the book and its margins; the lowest holds the words at the foot, however many
    lines they take, and stays clear of the edge that printers do not reach."""
    _ = translations.gettext
    edition, format_, size = document.edition, FORMATS[document.format], SIZES[document.format]
    said = (_("Draft, not for patients.") if edition.draft else "", edition.overdue,
            edition.notice, edition.clinic.name, edition.clinic.phone)
    room = PAPERS[document.paper].width - 2 * size.side - PAGE_OF * format_.small / 10
    count = lines([Run(text, format_.small, bold=True) for text in said if text], room)
    bottom = EDGE + GAP + count * format_.small * FOOT_LEADING * POINT
    return (f"{paper_css(document.paper)}\n@page {{ margin: {size.top}mm {size.side}mm "
            f"{bottom:.2f}mm; }}\n")


def row_entries(edition: Edition) -> tuple[RowEntry, ...]:
    """Every comparison row as the book tells it. A row in which most options were not studied
    tells these in one line."""
    return tuple(_row_entry(row, edition.options) for row in edition.rows)


def _row_entry(row: Row, options: tuple[OptionBand, ...]) -> RowEntry:
    cells = tuple(zip(options, row.cells, strict=True))
    unstudied = tuple(cell for cell in cells if _says_only_no_study(cell[1]))
    if len(unstudied) * 2 <= len(options):
        return RowEntry(row, cells)
    told = tuple(cell for cell in cells if not _says_only_no_study(cell[1]))
    return RowEntry(row, told, unstudied, unstudied[0][1][0].verdict.words)


def _says_only_no_study(figures: tuple[Figure, ...]) -> bool:
    """Whether a cell says that no study was found, and little else: a caveat and its sources."""
    return all(figure.verdict.kind == "no-study" and not (
        figure.verdict.further or figure.number or figure.measured or figure.book)
        for figure in figures)


def in_lines(facts: Sequence[tuple[str, str]]) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The (label, text) pairs of a figure as lines: short ones stand behind one another."""
    lines: list[list[tuple[str, str]]] = []
    for fact in facts:
        short = len(fact[0] + fact[1]) <= SHORT_FACT
        if short and lines and all(len(label + text) <= SHORT_FACT for label, text in lines[-1]):
            lines[-1].append(fact)
        else:
            lines.append([fact])
    return tuple(tuple(line) for line in lines)


def told(figure: Figure) -> Markup:
    """A figure's sentence with its number in bold."""
    before, lead, after = figure.number.partition(figure.lead)
    return Markup('{}<span class="lead">{}</span>{}').format(before, lead, after)


def _chapters(edition: Edition, translations: NullTranslations) -> dict[str, str]:
    """The chapters' titles by their anchors, in order; those without content are left out."""
    _ = translations.gettext
    chapters = {
        "decision": _("The decision"),
        "options": _("The options"),
        "numbers": _("The numbers"),
        "questions": _("Questions that people ask"),
        "about": _("About this book"),
        "sources": _("Sources"),
        "open": _("What is still open in this draft"),
    }
    if not edition.questions:
        del chapters["questions"]
    if not (edition.draft and edition.open_problems):
        del chapters["open"]
    return chapters


def _contents(edition: Edition, chapters: dict[str, str], words: str) -> Iterator[Entry]:
    within = {
        "options": [Entry(f"option-{option.number}", option.name) for option in edition.options],
        "numbers": [Entry(f"row-{row.id}", row.label) for row in edition.rows],
        "about": [Entry("words", words)] if edition.words else [],
    }
    for anchor, title in chapters.items():
        yield Entry(anchor, title, part=True)
        yield from within.get(anchor, ())
