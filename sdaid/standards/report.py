"""The sign-off pack: the report as pages for the clinic's committee."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from gettext import NullTranslations
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from sdaid.problems import Place
from sdaid.resources import templates
from sdaid.staff import mark, staff_language, translate, translations
from sdaid.standards.check import Report
from sdaid.standards.meanings import rule_sentences
from sdaid.standards.passages import cell_name
from sdaid.standards.side_by_side import SideBySide

if TYPE_CHECKING:
    from jinja2 import Environment

CELLS_SHOWN = 3

PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (mark("Q: is it a decision aid"), tuple(f"q{number}" for number in range(1, 7))),
    (mark("C: can it be relied on"), tuple(f"c{number}" for number in range(1, 7))),
    (mark("K: what it tells, and how"), tuple(f"k{number}" for number in range(1, 12))),
    (mark("K: how it was made"), tuple(f"k{number}" for number in range(12, 24))),
)


def report_html(report: Report, pairs: SideBySide | None = None) -> str:
    """The pack as one HTML document, with a translation side by side where its language is none of
    the workbook's own. Its text is escaped; nothing of it is markup or a link."""
    verdicts = {each.id: each for each in report.verdicts}
    parts = [(translate(title), [verdicts[item] for item in items if item in verdicts])
             for title, items in PARTS]
    topics = [(topic, list(lines))
              for topic, lines in groupby(report.evidence, key=lambda each: each.topic)]
    meanings = [(row, list(lines))
                for row, lines in groupby(report.meanings, key=lambda each: each.row)]
    most = max((each.words for each in report.balance.options), default=1)
    return _environment(translations()).get_template("report/report.html").render(
        report=report, pairs=pairs, staff_language=staff_language(), parts=parts, topics=topics,
        most=most, meanings=meanings, rule=rule_sentences(report.language),
        people=[each for each in report.verdicts if each.decided_by != "A"],
        warnings=[each for each in report.warnings
                  if each.code not in {f"ipdas-{item.id}" for item in report.verdicts}])


def report_pdf(report: Report, pairs: SideBySide | None = None) -> bytes:
    """The pack as a tagged PDF/UA-1, on the workbook's paper. Raises what drawing raises."""
    from sdaid.page.draw import draw  # loads WeasyPrint when it draws
    from sdaid.page.fonts import needed_families

    html = report_html(report, pairs)
    return draw(html, styles=("../report/report.css", f"../report/{report.paper}.css"),
                families=needed_families(html))


@cache
def _environment(words: NullTranslations) -> Environment:
    """The report's templates in the language of `words`."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(loader=FileSystemLoader(templates()), autoescape=True,
                       undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                       extensions=["jinja2.ext.i18n"])
    made.install_gettext_translations(words)  # type: ignore[attr-defined]
    made.globals["N_"] = mark
    made.filters.update(cells=_cells, cell=cell_name, share=_share, capitalize_first=_capital,
                        page_of=_page_of)
    return made


def _cells(places: Sequence[Place]) -> str:
    """The first few cells, each sheet named once: “Outcomes!F5, F6, F9 and 41 more”."""
    unique = list(dict.fromkeys(places))
    names = [place.cell if before and place.cell and place.sheet == before.sheet
             else cell_name(place)
             for before, place in zip([None, *unique], unique, strict=False)]
    shown = ", ".join(names[:CELLS_SHOWN])
    left = len(names) - CELLS_SHOWN
    return translate("{cells} and {n} more").format(cells=shown, n=left) if left > 0 else shown


def _page_of(text: str) -> Markup:
    """A text with the page's number for “§” and the count of pages for “¶”."""
    return Markup(str(escape(text)).replace("§", '<span class="page-number"></span>')  # noqa: S704
                  .replace("¶", '<span class="page-count"></span>'))


def _share(part: float, whole: float) -> str:
    """A bar's length in per cent of its room."""
    return f"{100 * part / whole:.1f}%" if whole else "0%"


def _capital(text: str) -> str:
    """The text with a capital at its start, the rest as it is."""
    return text[:1].upper() + text[1:]
