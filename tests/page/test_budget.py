"""Aids keep their number of pages, in each format and on each paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from gettext import NullTranslations

import pytest

from sdaid.aid.edition import PaperName
from sdaid.batch.press import Press
from sdaid.page.html import aid_html
from sdaid.page.paper import FORMATS, PAPERS
from sdaid.page.writing import values_words, visit_words
from sdaid.resources import templates
from sdaid.workbook.languages import in_language
from tests.page import made
from tests.page.budget import large_pages


@cache
def spanish() -> Press:
    return made.press_of(in_language(made.press_for("example").content, "es"))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ["example", "spanish", "hiccups"])
def test_an_aid_has_as_many_pages_as_its_format_allows(name: str, paper: PaperName) -> None:
    """Without an added leaf. Large print is measured: drawing it takes long, and
    tests/page/test_any_condition.py proves that as many pages are drawn."""
    press = spanish() if name == "spanish" else made.press_for(name)
    counted = large_pages(press.edition, paper, press.wording.translations)
    assert sum(counted.values()) <= FORMATS["large-print"].most_pages, counted
    blank = aid_html(press.document("aid", None, "standard", paper),
                     press.wording.translations)
    assert blank.pages <= FORMATS["standard"].most_pages + 2  # with its leaf


@pytest.mark.parametrize(("name", "words"), [("values", values_words), ("visit", visit_words)])
def test_words_that_are_measured_are_those_of_the_template(
        name: str, words: Callable[[NullTranslations], tuple[str, ...]]) -> None:
    """The room for lines to write on is reckoned with the sentences that the page prints."""
    template = (templates() / "pages" / f"{name}.html").read_text("utf-8")
    assert all(f'_("{each}")' in template for each in words(NullTranslations()))
