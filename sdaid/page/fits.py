"""Whether a workbook's texts fit their places on the pages, whoever the patient is: on each paper
and in each format, counting what the program writes beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from gettext import NullTranslations

from sdaid.aid.compose import Making, compose_edition
from sdaid.aid.edition import Edition, PageFormat, PaperName
from sdaid.aid.wording import Wording
from sdaid.page.about import about_height, facts_lines
from sdaid.page.bands import Geometry
from sdaid.page.fitting import fitted
from sdaid.page.length import large_pages
from sdaid.page.needs import Shortage
from sdaid.page.paper import FORMATS, PAPERS
from sdaid.page.pointers import with_pages
from sdaid.page.sections import SHEET
from sdaid.page.shares import ABOUT, PARTS, Shared, longest_told
from sdaid.page.start_room import LEAST_LINES, start_room, start_words
from sdaid.page.strips import band_titles
from sdaid.page.writing import SPARE, values_heights, visit_height
from sdaid.problems import Place, Problem, cells_with, problem
from sdaid.workbook.content import Content


@dataclass(frozen=True)
class _Over:
    """By how many lines what stands in a cell is too long, and in which section. Where many texts
    share its page, `shares` has the cell and the lines of each. `pages` are those of the whole
    aid, where it has too many."""

    place: Place
    lines: int
    section: str
    shares: tuple[tuple[Place, int], ...] = ()
    pages: int = 0

    @property
    def code(self) -> str:
        return "aid-long" if self.pages else "page-full" if self.shares else "place-full"


def place_problems(content: Content, wording: Wording) -> list[Problem]:
    """A problem for each cell that is too long for its place, with the worst of its places."""
    making = Making(wording, content.decision.content_date, "")
    edition = with_pages(compose_edition(content, making), wording.translations)
    titles = section_titles(wording.translations)
    worst: dict[tuple[Place, str], tuple[_Over, PageFormat, PaperName]] = {}
    for format_ in FORMATS:
        for paper in PAPERS:
            for over in _too_long(content, edition, format_, paper, wording.translations):
                key = over.place, over.code
                if key not in worst or over.lines > worst[key][0].lines:
                    worst[key] = over, format_, paper
    return [problem(over.code, over.place, over=over.lines,
                    section=titles[over.section], paper=paper, format=format_,
                    **({"cells": cells_with(over.shares)} if over.shares else {}),
                    **({"pages": over.pages, "allowed": FORMATS[format_].most_pages}
                       if over.pages else {}))
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
    if made.large and not short:
        yield from _length(content, edition, made, paper, translations)


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
    return longest_told(option.id, short.row, content)


def _start(content: Content, edition: Edition, made: Geometry, paper: PaperName,
           translations: NullTranslations) -> Iterator[_Over]:
    """Page 1 must leave some lines for what is particular to a patient."""
    if made.large:
        return
    room = start_room(edition, made, PAPERS[paper], start_words(translations))
    missing = LEAST_LINES - int(room / made.line)
    if missing > 0:
        shared = Shared(content, edition, made, translations)
        yield _shared_page("start", [*shared.first(), *shared.known()], missing)


def _length(content: Content, edition: Edition, made: Geometry, paper: PaperName,
            translations: NullTranslations) -> Iterator[_Over]:
    """An aid has no more pages than its format allows: else one problem for each that must go, in
    the sections where this costs the fewest lines, and whose texts have so many to give."""
    parts = large_pages(edition, made, paper, translations)
    pages = sum(part.pages for part in parts.values())
    if pages <= made.format.most_pages:
        return
    shared = Shared(content, edition, made, translations)
    found = sorted((part.lines > sum(lines - 1 for _, lines in shares), part.lines, name, shares)
                   for name, part in parts.items()
                   if part.lines and (shares := shared.of(name, part.options)))
    for _none, count, name, shares in found[:pages - made.format.most_pages]:
        section = "start" if name in ("first", "known") else name
        yield replace(_shared_page(section, shares, count), pages=pages)


def _about(content: Content, edition: Edition, made: Geometry, paper: PaperName,
           translations: NullTranslations) -> Iterator[_Over]:
    """The page about these pages must hold all that it tells."""
    used = about_height(edition, made, translations)
    if used > (held := _held(made, paper)) and not made.large:
        counts = facts_lines(edition, made, translations)
        shares = [(content.decision.at(name), count)
                  for name, count in zip(ABOUT, counts, strict=False)]
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
