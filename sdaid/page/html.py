"""An aid or a sheet as one HTML document: data into the templates, every fixed word through
gettext."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from sdaid.aid.edition import Document, Edition, Personal, Row
from sdaid.aid.figure import FigureMark
from sdaid.page import charts
from sdaid.page.about import about_page
from sdaid.page.bands import (
    METER_WIDTH,
    Geometry,
    activity_heights,
    life_rest,
    mark_frame,
    mark_room,
    name_indent,
    name_room,
    option_heights,
)
from sdaid.page.bidi import isolated_parts
from sdaid.page.cells import ARRAY, CellView, Level, Piece, brief_pieces
from sdaid.page.filters import (
    back_cites,
    cites,
    draws,
    isolated,
    lead_in,
    picture_address,
    rows_paged,
    sentence,
    told_help,
)
from sdaid.page.fitting import fitted, printed_cells
from sdaid.page.keys import key, mark_words
from sdaid.page.measure import hyphenated, lines
from sdaid.page.page_numbers import PageNumbers, at_pages, counted
from sdaid.page.paper import PAPERS
from sdaid.page.pointers import with_pages
from sdaid.page.qr import qr_picture
from sdaid.page.sections import BANDS, sections_of
from sdaid.page.sent import linked
from sdaid.page.start import Item, Start, filled, leaf_pages, own_words, start_page
from sdaid.page.start_room import start_words
from sdaid.page.strips import (
    back_to,
    band_rows,
    foot_size,
    foot_texts,
    key_runs,
    life_says,
    says_noticed,
    says_rule,
    scale_ends,
    strip_help,
    strip_texts,
)
from sdaid.page.template_code import TemplateCode
from sdaid.page.writing import (
    decision_steps,
    dots_width,
    lasting_columns,
    sure_questions,
    writing,
)
from sdaid.resources import templates

NOTE_LINES = {"standard": 26, "large-print": 22}


@dataclass(frozen=True)
class Written:
    """A document as HTML; `pages` is how many it is expected to have, 0 where only the layout can
    tell; `notes` tells that one of them is there to write on; `bottom` is the margin in mm that
    holds the foot; `around` is what is around the places for a patient's own."""

    html: str
    pages: int
    notes: bool
    bottom: float
    around: Around


@dataclass(frozen=True)
class Around:
    """What the templates of the folder `own` know of the pages around their places: the sizes of
    pages, page 1 as it is before anything of a patient is on it, and the numbers of pages."""

    made: Geometry
    start: Start
    numbers: PageNumbers

    def context(self, document: Document, translations: NullTranslations) -> dict[str, Any]:
        """All that these templates are given for a document."""
        personal, made, start = document.personal, self.made, self.start
        if personal:
            start = filled(start, personal, made, own_words(translations))
        return {"edition": document.edition, "kind": document.kind, "made": made, "start": start,
                "numbers": self.numbers, "translations": translations,
                "mark_frame": mark_frame(made), "mark_room": mark_room(made),
                **_of(personal, document.edition)}


@dataclass(frozen=True)
class Kept:
    """How to lay out pages for the fast way: `own` gives what stands in a place that is kept for a
    patient's own, each a match of `stand_in`; `leaf` tells whether what is particular to them fills
    a page more."""

    own: Callable[..., str]
    leaf: bool
    stand_in: re.Pattern[str]


def aid_html(document: Document, translations: NullTranslations | None = None,
             logo: Path | None = None, *, notes: bool | None = None, kept: Kept | None = None
             ) -> Written:
    """The HTML of an aid or a sheet. Its text is escaped; nothing of it is markup or a link.
    `notes` tells whether to add a page to write on, None that it is added where the number of pages
    is expected to be odd; only then are pages numbered before they are laid out."""
    translations = translations or NullTranslations()
    environment = page_environment(translations)
    given = document
    document = replace(document, edition=with_pages(
        document.edition, translations, document.kind))
    edition, personal = document.edition, document.personal
    made, _ = fitted(edition, document.format, document.paper, translations, document.kind)
    room = start_page(edition, made, PAPERS[document.paper], start_words(translations))
    start = filled(room, personal, made, own_words(translations)) if personal else room
    if kept:
        start = replace(start, left=(Item("nothing"),) if kept.leaf else ())
    leaf = document.kind == "aid" and (bool(start.left) or personal is None)
    numbers, expected = PageNumbers(), 0
    more = leaf_pages(edition, start, made, PAPERS[document.paper]) if leaf else 0
    sections = sections_of(document, leaf=leaf, notes=False)
    if notes is None and not made.large and not edition.draft:
        expected = len(sections) + max(0, more - 1)
        notes = document.kind == "aid" and expected % 2 == 1
        expected += notes
        order = {"leaf": "more-about-you"}
        numbers = PageNumbers({order.get(name, name): place
                               for place, name in enumerate(sections, 1)}, expected)
    sections = sections_of(document, leaf=leaf, notes=bool(notes))
    around = Around(made, room, numbers)
    own = kept.own if kept else partial(_own, environment, around.context(given, translations))
    html = environment.get_template("pages/aid.html").render(
        edition=edition, kind=document.kind, format=document.format,
        large=made.large, made=made, start=start, band_rows=band_rows(edition),
        strips={name: strip_texts(name, edition, translations) for name in BANDS},
        strip_help={name: strip_help(name, edition) for name in BANDS},
        foot=foot_texts(edition, document.format), sections=sections, numbers=numbers, own=own,
        foot_size=foot_size(edition, document.format, made.width, translations),
        about=about_page(edition, made, PAPERS[document.paper], translations),
        views=printed_cells(edition, made, translations), mark_words=mark_words(translations),
        translations=translations, life_says=life_says(translations),
        indent=name_indent(made), mark_frame=mark_frame(made), mark_room=mark_room(made),
        name_room=name_room, array_side=ARRAY, meter_width=METER_WIDTH,
        high_step=len(edition.scales[0].steps) - 1, cell_heights=option_heights(edition, made),
        life_rests=[life_rest(option, edition, made) for option in edition.options],
        tracks=[activity_heights(option, edition, made.grown("life"))
                for option in edition.options],
        dots=dots_width(made), lasting=lasting_columns(made),
        writing=writing(edition, made, PAPERS[document.paper], translations),
        sure_questions=sure_questions(translations), steps=decision_steps(translations),
        note_lines=NOTE_LINES[document.format],
        back_to=back_to(edition, translations), qr=qr_picture(edition.book_from),
        logo=logo.resolve().as_uri() if logo else "", **_of(personal, edition))
    html = isolated_parts(html, edition.direction, but=kept.stand_in if kept else None)
    return Written(html, expected, bool(notes), made.bottom, around)


def _of(personal: Personal | None, edition: Edition) -> dict[str, Any]:
    """What a document says of its patient."""
    own = personal.open_problems if personal else ()
    return {"personal": personal, "open_problems": (*own, *edition.open_problems),
            "overdue": personal.overdue if personal else edition.overdue}


def own_html(template: Template, context: Mapping[str, Any], option: int) -> str:
    """What a template of the folder `own` makes at the option with a number (0: at none), as its
    `render` does. That goes through the environment's globals one by one, which takes longer than
    such a template."""
    given = {**template.environment.globals, **context, "option": option}
    return "".join(template.root_render_func(
        Context(template.environment, given, template.name, template.blocks)))


def _own(environment: Environment, context: Mapping[str, Any], name: str, option: int = 0
         ) -> Markup:
    """What is a patient's own in one place: a template of the folder `own`."""
    template = environment.get_template(f"pages/own/{name}.html")
    return Markup(own_html(template, context, option))  # noqa: S704 - a template


PLAIN = NullTranslations()
"""English, which every call without translations means."""


def page_environment(translations: NullTranslations) -> Environment:
    """The templates with their filters, and fixed words in the language of `translations`. Each
    language has its own: a template that somebody keeps goes on in the language in which it was
    taken."""
    return _environment(PLAIN if type(translations) is NullTranslations else translations)


@lru_cache(16)
def _environment(translations: NullTranslations) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates()), autoescape=True, undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, auto_reload=False,
        optimized=False,  # there is nothing to work out beforehand
        bytecode_cache=TemplateCode())
    filters: dict[str, Callable[..., object]] = {
        "picture": picture_address, "cites": cites, "counted": counted, "at_pages": at_pages,
        "mm": charts.mm, "isolated": isolated, "pieces": _pieces, "rows_paged": rows_paged,
        "told_help": told_help, "key_of": _key, "back_cites": back_cites, "fit": _fit,
        "ends_of": scale_ends, "lead_in": lead_in, "sentence": sentence, "brief": brief_pieces,
        "draws": draws}
    environment.filters.update(filters)
    environment.globals["charts"] = charts
    environment.install_gettext_translations(  # type: ignore[attr-defined]
        translations, newstyle=True)
    return environment


@pass_context
def _fit(context: Context, text: str, room: float, *, bold: bool = False, place: int = 0,
         size: float = 0.0) -> Markup | str:
    """`text` with soft hyphens in words that are wider than `room` mm in `size` pt (0 for the usual
    one), and the pages to which it sends on the option at `place`."""
    size = size or context["made"].format.text
    return _linked(context, hyphenated(text, size, room, bold=bold), place)


def _linked(context: Context, text: str, place: int) -> Markup | str:
    made: Geometry = context["made"]
    return linked(text, lambda section: counted(
        "{page}", context["numbers"], made.anchor(section, place)))


PIECES = {
    "verdict": Markup('<span class="verdict">{}{}</span>'),
    "unknown": Markup('<span class="unknown-words">{}{}</span>'),
    "plain": Markup("{}{}"),
    "quiet": Markup('<span class="quiet">{}{}</span>'),
    "lead": Markup('<span class="lead">{}{}</span>'),
    "mark": Markup('<span>{}<span class="key-mark">{}</span></span>'),
    "cite": Markup('<span class="cite">{}{}</span>'),
}


@pass_context
def _pieces(context: Context, told: Iterable[Piece], room: float, place: int,
            size: float = 0.0) -> Markup:
    """The pieces of figures of the option at `place`, one behind the other. The space between
    two stands in the later one: WeasyPrint breaks a line too early where a text that just fits ends
    with a space."""
    size = size or context["made"].format.text
    words: Mapping[str, str] = context["mark_words"]
    return Markup("").join(
        PIECES[piece.kind].format(
            " " if number else "", words[piece.text] if piece.kind == "mark" else _linked(
                context, hyphenated(piece.text, size, room,
                                    bold=piece.kind in ("verdict", "lead")), place))
        for number, piece in enumerate(told))


@pass_context
def _key(context: Context, rows: Sequence[Row], section: str) -> Markup:
    """What a section with rows says above its bands, each part on a line where all have one."""
    views: Mapping[str, Mapping[int, CellView]] = context["views"]
    used: dict[Level, set[FigureMark]] = {}
    for view in (each for row in rows for each in views[row.id].values()):
        used.setdefault(view.level, set()).update(view.marks)
    squares = any(draws(views[row.id], "array") for row in rows)
    made: Geometry = context["made"]
    parts = key(used, context["translations"], squares=squares,
                noticed=says_noticed(section, context["kind"], context["edition"]),
                rule=says_rule(section, context["kind"]))
    apart = sum(lines(key_runs(part, made.format.text), made.width) for part in parts)
    new_line = Markup("<br/>") if apart * made.line <= made.says[section] + 0.01 else " "
    said = [(" " if place else new_line if count else "", *each)
            for count, part in enumerate(parts) for place, each in enumerate(part)]
    return Markup("").join(
        Markup('<span>{}<span class="key-mark">{}</span> {}</span>').format(
            lead, mark, words) if mark
        else Markup("{}{}").format(lead, counted(words, context["numbers"], "about"))
        for lead, mark, words in said)
