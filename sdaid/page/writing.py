"""The pages to write on: how much of each is used, and which has room for what the options cost and
how long they last."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import NullTranslations
from typing import Literal

from sdaid.aid.edition import Edition
from sdaid.page.bands import GAP, Geometry, name_indent
from sdaid.page.measure import Run, lines
from sdaid.page.paper import POINT, Sheet

WRITTEN = 8.2
"""The height of a line to write on, in mm."""

LASTING_COLUMNS = {False: (0.165, 0.36, 0.475), True: (0.25, 0.33, 0.42)}
"""Shares of the page's width, in standard and in large print (True): the option, how long it lasts,
what it costs."""

SPARE = 5.0
"""What must be left on a page, in mm, for it to hold something more."""


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


def dots_width(made: Geometry) -> float:
    """The width of five circles to mark, in mm."""
    return 62 * float(made.scale ** 0.5)


def lasting_columns(made: Geometry) -> tuple[float, ...]:
    """The widths of the columns of what lasts how long and costs what, in mm."""
    return tuple(made.width * share for share in LASTING_COLUMNS[made.large])


def values_height(edition: Edition, made: Geometry, translations: NullTranslations) -> float:
    """The height in mm of the section values, as it is set."""
    told = max((translations.gettext("page {page}").format(page="00"),
                translations.gettext("evidence book")), key=len)
    room = made.width - dots_width(made) - 4
    rows = [*_rows((each.text for each in edition.values), room, made, told),
            *_rows((each.name for each in edition.options), room - name_indent(made), made)]
    return (_title(made) + _heading(made) + 2 * made.line + 2 * (made.line + 2 * made.scale)
            + sum(rows) + 2 * WRITTEN)


def visit_height(edition: Edition, made: Geometry, translations: NullTranslations) -> float:
    """The height in mm of the section visit, as it is set."""
    asked = sum(_lines(each.question, made.width - 6 * made.scale, made) * made.line + made.scale
                for each in edition.questions)
    sure = sum(_lines(each, made.width - 28, made) * made.line + 0.3
               for each in sure_questions(translations))
    steps = sum(_lines(each, made.width - 6 * made.scale, made)
                for each in decision_steps(translations))
    rules = 4 if made.large else 5
    return (_title(made) + 2 * _heading(made) + asked + sure + (steps + 4) * made.line
            + rules * WRITTEN)


def lasting_height(edition: Edition, made: Geometry) -> float:
    """The height in mm of what the options cost and how long they last."""
    first, *others = lasting_columns(made)
    rows = [max(_lines(option.short_name, first - GAP - name_indent(made), made, bold=True),
                *(_lines(text, room - GAP, made) for text, room in zip(
                    (option.lasts, option.cost), others, strict=True)))
            for option in edition.options]
    return _heading(made) + made.line + sum(
        count * made.line + 0.9 * made.scale for count in rows) + 2.0


def lasting_on(edition: Edition, made: Geometry, sheet: Sheet, translations: NullTranslations
               ) -> Literal["visit", "values", ""]:
    """The section whose last page has room for what the options cost and how long they last; empty
    where none has, and the evidence book alone tells it."""
    page = sheet.height - made.format.top - made.bottom
    needed = lasting_height(edition, made) + SPARE
    if -visit_height(edition, made, translations) % page >= needed:
        return "visit"
    return "values" if -values_height(edition, made, translations) % page >= needed else ""


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
