"""Whether a workbook's texts fit their places on the pages, whoever the patient is: on each paper
and in each format, counting what the program writes beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import NullTranslations
from typing import get_args

from sdaid.aid.compose import Making, compose_edition
from sdaid.aid.edition import Edition, PageFormat, PaperName
from sdaid.aid.wording import Wording
from sdaid.page.about import about_height
from sdaid.page.bands import Geometry
from sdaid.page.fitting import Shortage, fitted
from sdaid.page.paper import PAPERS
from sdaid.page.pointers import with_pages
from sdaid.page.sections import SHEET
from sdaid.page.start import LEAST_LINES, start_room, start_words
from sdaid.page.strips import band_titles
from sdaid.page.writing import SPARE, values_height, visit_height
from sdaid.problems import Place, Problem, problem
from sdaid.workbook.content import Content

PARTS = {
    "what": "summary", "effort": "effort_words", "invasiveness": "invasiveness_words",
    "back_words": "recovery_words", "afterwards": "living_with", "short_name": "short_name",
    "name": "name"}
"""The column of the sheet Options that holds each part of a band."""


@dataclass(frozen=True)
class _Over:
    """By how many lines what stands in a cell is too long, and where that is."""

    place: Place
    lines: int
    section: str
    format: PageFormat
    paper: PaperName


def place_problems(content: Content, wording: Wording) -> list[Problem]:
    """A problem for each cell that is too long for its place, with the worst of its places."""
    making = Making(wording, content.decision.content_date, "")
    edition = with_pages(compose_edition(content, making), wording.translations)
    worst: dict[Place, _Over] = {}
    for format_ in get_args(PageFormat):
        for paper in get_args(PaperName):
            for over in _too_long(content, edition, format_, paper, wording.translations):
                known = worst.get(over.place)
                if known is None or over.lines > known.lines:
                    worst[over.place] = over
    return [problem("place-full", over.place, over=over.lines, section=over.section,
                    paper=over.paper, format=over.format)
            for over in worst.values()]


def _too_long(content: Content, edition: Edition, format_: PageFormat, paper: PaperName,
              translations: NullTranslations) -> Iterator[_Over]:
    made, short = fitted(edition, format_, paper, translations)
    titles = section_titles(translations)
    if not made.large:
        short += tuple(each for each in fitted(edition, format_, paper, translations, "sheet")[1]
                       if each.section in SHEET)
    for each in short:
        yield _Over(_place(each, content), each.lines, titles[each.section], format_, paper)
    for place, over, section in (*_start(content, edition, made, paper, translations),
                                 *_lists(content, edition, made, paper, translations)):
        yield _Over(place, over, titles[section], format_, paper)


def section_titles(translations: NullTranslations) -> dict[str, str]:
    """What the sections are called on the pages."""
    _ = translations.gettext
    return {
        **band_titles(translations), "start": _("page 1"),
        "values": _("What matters to me"), "visit": _("For my visit"),
        "about": _("About these pages")}


def _place(short: Shortage, content: Content) -> Place:
    """The cell that fills a place of a band."""
    option = content.options[short.option]
    if short.part == "back":
        return next(each for each in content.recovery if each.option == option.id).at("sources")
    if not short.row:
        return option.at(PARTS[short.part])
    told = content.cells.get((option.id, short.row), ())
    longest = max(told, key=lambda each: len(each.caveat) + len(each.definition))
    return longest.at("caveat" if longest.caveat else "definition" if longest.definition else "id")


def _start(content: Content, edition: Edition, made: Geometry, paper: PaperName,
           translations: NullTranslations) -> Iterator[tuple[Place, int, str]]:
    """Page 1 must leave some lines for what is particular to a patient."""
    if made.large:
        return
    room = start_room(edition, made, PAPERS[paper], start_words(translations))
    missing = LEAST_LINES - int(room / made.line)
    if missing > 0:
        decision = content.decision
        longest = max(("about", "audience", "help_now_signs", "help_same_day_signs"),
                      key=lambda name: len(getattr(decision, name)))
        yield decision.at(longest), missing, "start"


def _lists(content: Content, edition: Edition, made: Geometry, paper: PaperName,
           translations: NullTranslations) -> Iterator[tuple[Place, int, str]]:
    """The pages to write on: values and options to weigh, and questions to tick, which in large
    print may take two each; and the page about these pages."""
    pages = 2 if made.large else 1
    held = pages * (PAPERS[paper].height - made.format.top - made.bottom - SPARE)
    used = values_height(edition, made, translations)
    if used > held and content.values:
        yield content.values[-1].at("statement"), _lines_over(used - held, made.line), "values"
    used = visit_height(edition, made, translations)
    if used > held and content.questions:
        yield content.questions[-1].at("question"), _lines_over(used - held, made.line), "visit"
    used = about_height(edition, made, translations)
    if used > held and not made.large:
        longest = max(("not_known", "evidence_method", "funding", "interests"),
                      key=lambda name: len(getattr(content.decision, name)))
        yield content.decision.at(longest), _lines_over(used - held, made.line), "about"


def _lines_over(height: float, line: float) -> int:
    return -int(-height // line)


