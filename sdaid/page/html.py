"""The aid as one HTML document: data into the templates, every fixed word through gettext."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sdaid.aid.aid import Aid, Figure, OptionHead, Table, TableRow
from sdaid.page import charts
from sdaid.page.chunks import LINES, longest_cells, split_options, split_rows
from sdaid.page.draw import Whole
from sdaid.page.limits import LANDSCAPE_FOOT, PORTRAIT_FOOT, foot_width
from sdaid.page.room import pages_of
from sdaid.resources import templates


@dataclass(frozen=True)
class Sheet:
    """One page's part of a side-by-side table: some of its rows for some of the options."""

    id: str
    table: Table
    options: tuple[OptionHead, ...]
    rows: tuple[tuple[TableRow, tuple[int, ...]], ...]
    part: int
    parts: int
    columns: int

    @property
    def has_figures(self) -> bool:
        return any(cell.kind == "figures" for row, _ in self.rows for cell in row.cells)

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands below the table: its own notes, and its rows' with the rows they are of."""
        said: dict[str, list[str]] = {}
        for row, _ in self.rows:
            if row.note:
                said.setdefault(row.note, []).append(row.label)
        of_rows = (f"{', '.join(labels)}: {note}" for note, labels in said.items())
        return (*of_rows, *self.table.notes)

    @property
    def whole(self) -> Whole:
        rows = [row for row, _ in self.rows]
        cut = [TableRow(row.label, row.help, tuple(row.cells[place] for place in places))
               for row, places in self.rows]
        return Whole(f"{self.id}-start", f"{self.id}-end", self.table.title,
                     longest_cells(self.options, cut) if rows else "")


@dataclass(frozen=True)
class Sizes:
    """Widths and heights of pictures in mm."""

    card_array: float
    cell_array: float
    card_wide: float
    card_strip: float
    cell_strip: float
    strip_height: float
    meter: float
    track: float
    bar: float
    dots: float
    letter: float


STANDARD = Sizes(
    card_array=20, cell_array=12.4, card_wide=38, card_strip=38, cell_strip=28, strip_height=4.2,
    meter=22, track=138, bar=2.8, dots=62, letter=2.05)
LARGE = Sizes(
    card_array=36, cell_array=24, card_wide=62, card_strip=56, cell_strip=42, strip_height=6,
    meter=32, track=176, bar=4, dots=84, letter=3.5)


def sheets(aid: Aid, lines: int = LINES[0]) -> tuple[Sheet, ...]:
    """The side-by-side pages in order: one a table, or for large print as many as it takes with
    so many `lines` on a page."""
    made: list[Sheet] = []
    short = foot_of(aid) < LANDSCAPE_FOOT[aid.paper]
    tables = aid.tables if aid.format == "large-print" else [
        table for whole in aid.tables
        for table in pages_of(whole, aid.options, aid.paper, short_foot=short)]
    for table in tables:
        count = len(aid.options)
        if aid.format == "large-print":
            columns = split_options(count)
            cuts = [(across, down) for across in columns
                    for down in split_rows(table.rows, aid.options, across, lines)]
            widest = max(len(across) for across in columns)
        else:
            cuts, widest = [(range(count), range(len(table.rows)))], count
        for part, (across, down) in enumerate(cuts, start=1):
            made.append(Sheet(
                f"{table.id}-{part}", table, tuple(aid.options[place] for place in across),
                tuple((table.rows[place], tuple(across)) for place in down),
                part, len(cuts), widest))
    return tuple(made)


def foot_of(aid: Aid) -> float:
    """How wide the words at the foot of the pages are, in mm."""
    draft = "Draft, not for patients." if aid.draft else ""
    return foot_width(draft + aid.overdue + aid.notice, aid.clinic.name + aid.clinic.phone)


def page_styles(aid: Aid) -> tuple[str, ...]:
    """The style sheets of `aid`, by name: its format, its paper, and what its foot needs."""
    styles = ["aid.css", f"{aid.format}.css", f"{aid.paper}.css"]
    foot = foot_of(aid)
    if foot > (1.5 if aid.format == "large-print" else 2) * PORTRAIT_FOOT:
        styles.append(f"{aid.format}-long-foot.css")
    if foot < LANDSCAPE_FOOT[aid.paper]:
        styles.append("short-foot.css")
    return tuple(styles)


def aid_html(aid: Aid, pages: Sequence[Sheet], translations: NullTranslations | None = None,
             logo: Path | None = None, *, brief: bool = False) -> str:
    """The HTML of `aid`. Its text is escaped; nothing of it is markup or a link. `brief` leaves out
    what is the same for all patients: the keys, the bodies of tables, all sections after them."""
    environment = _environment()
    environment.install_gettext_translations(  # type: ignore[attr-defined]
        translations or NullTranslations(), newstyle=True)
    large = aid.format == "large-print"
    return environment.get_template("pages/aid.html").render(
        aid=aid, sheets=pages, brief=brief, large=large, sizes=LARGE if large else STANDARD,
        names={option.id: option.name for option in aid.options},
        logo=logo.resolve().as_uri() if logo else "")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates()), autoescape=True, undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, auto_reload=False)
    environment.filters.update(picture=_picture, cites=_cites, counted=_counted, mm=charts.mm,
                               isolated=_isolated, stopped=_stopped, told=_told)
    environment.globals["charts"] = charts
    return environment


def _picture(svg: str) -> str:
    """An SVG as an address, so that equal pictures are read once for the process."""
    return "data:image/svg+xml;base64," + b64encode(str(svg).encode()).decode()


def _cites(sources: Iterable[int]) -> Markup:
    """Source numbers as a mark."""
    numbers = ", ".join(str(number) for number in sources)
    return Markup(' <span class="cite">[{}]</span>').format(numbers) if numbers else Markup("")


def _counted(words: str) -> Markup:
    """“Page {page} of {pages}” with the page's own numbers."""
    parts = re.split(r"\{(pages?)\}", words)
    numbers = {"page": Markup('<span class="page-number"></span>'),
               "pages": Markup('<span class="page-count"></span>')}
    return Markup("").join(numbers[part] if place % 2 else escape(part)
                           for place, part in enumerate(parts))


def _told(figure: Figure) -> Markup:
    """A figure's sentence with its number in bold; nothing where that is all it says."""
    before, lead, after = figure.says.partition(figure.lead)
    if figure.kind == "unknown":
        return Markup("") if figure.says.rstrip(".") == figure.lead else escape(figure.says)
    if not lead:
        before, lead, after = "", figure.lead, f" {figure.says}"
    return Markup('{}<span class="lead">{}</span>{}').format(before, lead, after)


def _stopped(text: str) -> str:
    """`text` with a full stop, for what another sentence follows."""
    return text if text.rstrip("”’»)").endswith((".", "!", "?", "…")) else f"{text}."


def _isolated(name: str) -> str:
    """A name that may run in the other direction than the words around it."""
    return f"\u2068{name}\u2069"
