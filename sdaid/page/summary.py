"""The clinician's summary of a run, drawn: one line for each patient. Ids only, no names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import NullTranslations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sdaid.aid.edition import PaperName
from sdaid.page import fonts
from sdaid.page.draw import draw
from sdaid.page.errors import PageError
from sdaid.page.styles import paper_css
from sdaid.problems import problem
from sdaid.resources import templates

STYLE = "../summary/summary.css"


@dataclass(frozen=True)
class Spoken:
    """A rule that applies to this patient: about which option, the mark that the aid has for it,
    and its cell."""

    option: str
    effect: str
    cell: str


@dataclass(frozen=True)
class SummaryLine:
    """One patient of the run: the visit in words, ids, what they tried, what the rules say, which
    facts are not known; the language of the aid, where it is not the workbook's own."""

    visit: str
    appointment: str
    patient: str
    tried: tuple[str, ...]
    spoken: tuple[Spoken, ...]
    unknown: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True)
class Summary:
    """What the summary says beside its lines."""

    language: str
    condition: str
    question: str
    version: str
    paper: PaperName
    lines: Sequence[SummaryLine]


def draw_summary(summary: Summary, translations: NullTranslations) -> bytes:
    """The summary as a tagged PDF. Raises `PageError` where a letter has no font."""
    environment = Environment(
        loader=FileSystemLoader(templates()), autoescape=True, undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
    environment.install_gettext_translations(  # type: ignore[attr-defined]
        translations, newstyle=True)
    html = environment.get_template("summary/summary.html").render(summary=summary)
    if missing := fonts.missing_glyphs(html):
        raise PageError(problem("held-glyphs", found=missing[:5], do=fonts.remedy(missing)))
    return draw(html, styles=(STYLE,), css=paper_css(summary.paper),
                families=fonts.needed_families(html))
