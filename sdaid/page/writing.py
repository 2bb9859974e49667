"""The pages to write on: how much of each is used, and which has room for what the options cost and
how long they last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from typing import Literal

from sdaid.aid.edition import Edition
from sdaid.aid.option import OptionBand
from sdaid.aid.signs import as_label, as_sentence
from sdaid.page.bands import GAP, Geometry, name_indent
from sdaid.page.measure import Run, lines
from sdaid.page.paper import POINT, Sheet

WRITTEN = 8.2
"""The height of a line to write on, in mm."""

LASTING_COLUMNS = (0.165, 0.36, 0.475)
"""Shares of the page's width, in standard print: the option, how long it lasts, what it costs."""

SPARE = 5.0
"""What must be left on a page, in mm, for it to hold something more."""


KEPT = 1.0
"""What is left on a page that is counted as full, in mm: heights are measured to a hair."""


def sure_questions(translations: NullTranslations) -> tuple[str, ...]:
    """The questions on being sure (the SURE test)."""
    _ = translations.gettext
    return (_("Do I know enough about the good and bad points of each option?"),
            _("Do I know which good and bad points matter most to me?"),
            _("Do I have enough support and advice to choose?"),
            _("Do I feel sure about what is best for me?"))


def decision_steps(translations: NullTranslations) -> tuple[str, ...]:
    """The steps to a decision."""
    _ = translations.gettext
    return (_("Read the pages on the options. Mark what surprises you."),
            _("Fill in “What matters to me”, page {page}. Talk with people you trust, if you "
              "like."),
            _("Bring these pages to your visit, and go through them with your clinician."),
            _("Choose together. You may also take more time, or go on as now and look again "
              "later."))


def values_words(translations: NullTranslations) -> tuple[str, str, str]:
    """The fixed words of the section values that may take more than one line, as its template has
    them: above the table, before the lines to write on, above the options."""
    _ = translations.gettext
    return (_("Mark with a pen how much each of these matters to you. There are no right answers."),
            _("What else matters to me:"), _("You can change your mind at any time."))


def visit_words(translations: NullTranslations) -> tuple[str, str, str, str]:
    """The fixed words of the section visit that may take more than one line, as its template has
    them: above the questions to ask, before my own, above those on being sure, before what was
    decided."""
    _ = translations.gettext
    return (_("Tick what you want to ask. The evidence book has answers, too."),
            _("My own questions:"), _("Tick yes or no. If you tick a no, say so at your visit."),
            _("What we decided, and when we look again:"))


def dots_width(made: Geometry) -> float:
    """The width of five circles to mark, in mm."""
    return 62 * float(made.scale ** 0.5)


def lasting_columns(made: Geometry) -> tuple[float, ...]:
    """The widths of the columns of what lasts how long and costs what in standard print, in mm."""
    return tuple(made.width * share for share in LASTING_COLUMNS)


@dataclass(frozen=True)
class Writing:
    """The lines to write on: what else matters, my own questions, what was decided; and the section
    whose last page has room for what the options cost and how long they last, empty where none has,
    and the evidence book alone tells it."""

    matters: int
    own: int
    decided: int
    lasting_on: Literal["visit", "values", ""]


def writing(edition: Edition, made: Geometry, sheet: Sheet, translations: NullTranslations
            ) -> Writing:
    """How the pages to write on are used. Lines to write on yield before a page more is begun, and
    before there is no room for what the options cost and how long they last."""
    page = sheet.height - made.format.top - made.bottom - KEPT
    values = [(count, *pages_of(values_heights(edition, made, translations, count), page))
              for count in (2, 1)]
    visits = [(counts, *pages_of([visit_height(edition, made, translations, counts)], page))
              for counts in (_most(made), (2, 2), (2, 1), (1, 1))]
    needed = lasting_height(edition, made, translations)
    (own, decided), _, visit_left = min(visits, key=lambda each: (each[1], each[2] < needed))
    on_visit = visit_left >= needed
    matters, _, values_left = min(
        values, key=lambda each: (each[1], each[2] < needed and not on_visit))
    return Writing(matters, own, decided,
                   "visit" if on_visit else "values" if values_left >= needed else "")


def values_heights(edition: Edition, made: Geometry, translations: NullTranslations,
                   count: int = 2) -> tuple[float, float]:
    """The heights in mm of the two parts of the section values, as they are set: what matters, with
    `count` lines to write on, and where I lean, which stands on one page."""
    told = max((translations.gettext("page {page}").format(page="00"),
                translations.gettext("evidence book")), key=len)
    room = made.width - dots_width(made) - 4
    *above, free = values_words(translations)
    says = sum(_lines(each, made.width, made) for each in above)
    head, pad = _lines(free, room + 2, made) * made.line, 2 * made.scale
    matter = _rows((each.text for each in edition.values), room, made, told)
    lean = _rows((each.name for each in edition.options), room - name_indent(made), made)
    return (_title(made) + says * made.line + made.line + pad + sum(matter) + count * WRITTEN,
            _heading(made) + head + pad + sum(lean))


def visit_height(edition: Edition, made: Geometry, translations: NullTranslations,
                 counts: tuple[int, int] | None = None) -> float:
    """The height in mm of the section visit, as it is set. `counts` are the lines to write on, for
    my own questions and for what was decided; None for the usual ones."""
    asked = sum(_lines(each.question, made.width - 6 * made.scale, made) * made.line + made.scale
                for each in edition.questions)
    sure = sum(_lines(each, made.width - 28, made) * made.line + 0.3
               for each in sure_questions(translations))
    steps = sum(_lines(each, made.width - 6 * made.scale, made)
                for each in decision_steps(translations))
    *across, beside = (visit_words(translations)[place] for place in (0, 1, 3, 2))
    says = _lines(beside, made.width - 28, made) + sum(
        _lines(each, made.width, made) for each in across)
    return (_title(made) + 2 * _heading(made) + asked + sure + (steps + says) * made.line
            + sum(counts or _most(made)) * WRITTEN)


def _most(made: Geometry) -> tuple[int, int]:
    return 2 if made.large else 3, 2


def lasting_height(edition: Edition, made: Geometry, translations: NullTranslations) -> float:
    """The height in mm of what the options cost and how long they last: in large print a paragraph
    an option, else a table."""
    if made.large:
        return _heading(made) + made.line + sum(
            _told_lines(option, made, translations) * made.line + 0.7 * made.scale
            for option in edition.options) + 2.0
    first, *others = lasting_columns(made)
    rows = [max(_lines(option.short_name, first - GAP - name_indent(made), made, bold=True),
                *(_lines(text, room - GAP, made) for text, room in zip(
                    (option.lasts, option.cost), others, strict=True)))
            for option in edition.options]
    return _heading(made) + made.line + sum(
        count * made.line + 0.9 * made.scale for count in rows) + 2.0


def _told_lines(option: OptionBand, made: Geometry, translations: NullTranslations) -> int:
    cost = as_label(translations.gettext("Cost"), translations)
    said = ((as_label(option.short_name, translations), True),
            (as_sentence(option.lasts, translations), False), (cost, True),
            (as_sentence(option.cost, translations), False))
    return lines([Run("", made.format.text, box=name_indent(made)),
                  *(Run(text, made.format.text, bold) for text, bold in said)], made.width)


def pages_of(parts: Sequence[float], page: float) -> tuple[int, float]:
    """How many pages of `page` mm the parts fill, one below the other, and what is left on the
    last. A part that does not fit what is left of a page begins on the next."""
    pages, left = 0, 0.0
    for part in parts:
        if part > left:
            more = max(1, -int(-part // page))
            pages, left = pages + more, more * page
        left -= part
    return pages, left


def _title(made: Geometry) -> float:
    return made.format.head * 1.15 * POINT + 0.6 * made.scale


def _heading(made: Geometry) -> float:
    return made.line + 2.4 * made.scale


def _rows(texts: Iterable[str], room: float, made: Geometry, told: str = "") -> list[float]:
    """The heights of rows with circles beside their words, behind which `told` stands."""
    return [max(lines([Run(text, made.format.text), Run(told, made.format.text)], room)
                * made.line, 5 * made.scale) + 2 * made.scale for text in texts]


def _lines(text: str, room: float, made: Geometry, *, bold: bool = False) -> int:
    return lines([Run(text, made.format.text, bold)], room)
