"""Whether a workbook's texts fit their places on the pages, whoever the patient is: on each paper
and in each format, counting what the program writes beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from typing import get_args

from sdaid.aid.compose import Making, compose_edition
from sdaid.aid.edition import Edition, PageFormat, PaperName
from sdaid.aid.wording import Wording
from sdaid.page.about import about_height, facts_lines
from sdaid.page.bands import Geometry
from sdaid.page.fitting import Shortage, fitted
from sdaid.page.paper import PAPERS
from sdaid.page.pointers import with_pages
from sdaid.page.sections import SHEET
from sdaid.page.start_room import LEAST_LINES, shared_lines, start_room, start_words
from sdaid.page.strips import band_rows, band_titles
from sdaid.page.writing import SPARE, values_heights, visit_height
from sdaid.problems import Place, Problem, cells_with, problem
from sdaid.workbook.content import Content

PARTS = {
    "what": "summary", "effort": "effort_words", "invasiveness": "invasiveness_words",
    "back_words": "recovery_words", "afterwards": "living_with", "short_name": "short_name",
    "name": "name"}
"""The column of the sheet Options that holds each part of a band."""


@dataclass(frozen=True)
class _Over:
    """By how many lines what stands in a cell is too long, and in which section. Where many texts
    share its page, `shares` has the cell and the lines of each."""

    place: Place
    lines: int
    section: str
    shares: tuple[tuple[Place, int], ...] = ()


def place_problems(content: Content, wording: Wording) -> list[Problem]:
    """A problem for each cell that is too long for its place, with the worst of its places."""
    making = Making(wording, content.decision.content_date, "")
    edition = with_pages(compose_edition(content, making), wording.translations)
    titles = section_titles(wording.translations)
    worst: dict[tuple[Place, bool], tuple[_Over, PageFormat, PaperName]] = {}
    for format_ in get_args(PageFormat):
        for paper in get_args(PaperName):
            for over in _too_long(content, edition, format_, paper, wording.translations):
                key = over.place, bool(over.shares)
                if key not in worst or over.lines > worst[key][0].lines:
                    worst[key] = over, format_, paper
    return [problem("page-full" if over.shares else "place-full", over.place, over=over.lines,
                    section=titles[over.section], paper=paper, format=format_,
                    **({"cells": cells_with(over.shares)} if over.shares else {}))
            for over, format_, paper in worst.values()]


def _too_long(content: Content, edition: Edition, format_: PageFormat, paper: PaperName,
              translations: NullTranslations) -> Iterator[_Over]:
    made, short = fitted(edition, format_, paper, translations, grow=False)
    if not made.large:
        _, of_sheet = fitted(edition, format_, paper, translations, "sheet", grow=False)
        short += tuple(each for each in of_sheet if each.section in SHEET)
    for each in short:
        yield _Over(_place(each, content), each.lines, each.section)
    yield from _start(content, edition, made, paper, translations)
    yield from _lists(content, edition, made, paper, translations)
    yield from _about(content, edition, made, paper, translations)


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
    return _told(option.id, short.row, content)


def _told(option: str, row: str, content: Content) -> Place:
    """The longest text of the figures of an option on a row."""
    longest = max(content.cells[option, row],
                  key=lambda each: len(each.caveat) + len(each.definition))
    return longest.at("caveat" if longest.caveat else "definition" if longest.definition else "id")


def _start(content: Content, edition: Edition, made: Geometry, paper: PaperName,
           translations: NullTranslations) -> Iterator[_Over]:
    """Page 1 must leave some lines for what is particular to a patient."""
    if made.large:
        return
    room = start_room(edition, made, PAPERS[paper], start_words(translations))
    missing = LEAST_LINES - int(room / made.line)
    if missing > 0:
        told, decision = shared_lines(edition, made), content.decision
        own = (("condition", told.title), ("question", told.question), ("about", told.about),
               ("audience", told.audience),
               *zip(("help_now_signs", "help_same_day_signs", "help_out_of_hours_signs"),
                    told.help, strict=True))
        shares = [(decision.at(name), count) for name, count in own]
        rows = band_rows(edition)[0]
        for option, (count, column) in zip(content.options, told.options, strict=True):
            shares.append((_told(option.id, rows[column - 1].id, content) if column else
                           option.at("short_name"), count))
        yield _shared_page("start", shares, missing)


def _about(content: Content, edition: Edition, made: Geometry, paper: PaperName,
           translations: NullTranslations) -> Iterator[_Over]:
    """The page about these pages must hold all that it tells."""
    used = about_height(edition, made, translations)
    if used > (held := _held(made, paper)) and not made.large:
        counts = facts_lines(edition, made, translations)
        shares = [(content.decision.at(name), count) for name, count in zip(
            ("not_known", "evidence_method", "funding", "interests"), counts, strict=False)]
        yield _shared_page("about", shares, _lines_over(used - held, made.line))


def _shared_page(section: str, shares: Sequence[tuple[Place, int]], over: int) -> _Over:
    """What shares a page and has more than a line, at the cell that has most."""
    named = [each for each in shares if each[1] > 1] or list(shares)
    longest = max(named, key=lambda each: each[1])[0]
    return _Over(longest, over, section, tuple(named))


def _lists(content: Content, edition: Edition, made: Geometry, paper: PaperName,
           translations: NullTranslations) -> Iterator[_Over]:
    """The pages to write on: values and options to weigh, and questions to tick. In large print
    each may take two."""
    held = (2 if made.large else 1) * _held(made, paper)
    used = sum(values_heights(edition, made, translations))
    if used > held and content.values:
        yield _Over(content.values[-1].at("statement"), _lines_over(used - held, made.line),
                    "values")
    used = visit_height(edition, made, translations)
    if used > held and content.questions:
        yield _Over(content.questions[-1].at("question"), _lines_over(used - held, made.line),
                    "visit")


def _held(made: Geometry, paper: PaperName) -> float:
    """The height in mm that a page has for its text."""
    return PAPERS[paper].height - made.format.top - made.bottom - SPARE


def _lines_over(height: float, line: float) -> int:
    return -int(-height // line)
