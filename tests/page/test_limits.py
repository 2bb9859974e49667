"""Where every text stands at its limit, an aid in large print has the pages that its format allows,
and they hold it; the check says what to shorten where it has more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sdaid.page.fits import place_problems
from sdaid.page.fitting import fitted
from sdaid.page.paper import FORMATS, PAPERS
from sdaid.page.render import render
from tests.page import made
from tests.page.budget import large_pages
from tests.page.limits import condition_at_limits, shortened, too_long
from tests.page.test_any_condition import look

WIDE = 60
"""Letters of the longest line in large print."""

MOST = FORMATS["large-print"].most_pages


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        long = metafunc.config.getoption("--long")
        metafunc.parametrize("seed", range(1, 13 if long else 2))


def test_large_print_with_every_text_at_its_limit_is_within_its_pages(
        seed: int, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """With seven options, for a patient of whom everything is known. Both papers are counted; in
    the short sample one of them is drawn."""
    content = condition_at_limits(seed, 7, tmp_path)
    press = made.press_of(content)
    for number, paper in enumerate(PAPERS):
        counted = large_pages(press.edition, paper, press.wording.translations)
        assert sum(counted.values()) <= MOST, f"seed {seed}, {paper}: {counted}"
        if number == seed % 2 or request.config.getoption("--long"):
            document = press.document("aid", made.visit(content), "large-print", paper)
            pdf = render(document, press.wording.translations)
            look(pdf, document, f"seed {seed} at its limits, {paper}")


def test_an_aid_that_is_too_long_says_what_to_shorten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each problem names texts, and how many lines of them must go; then a page less is filled."""
    press = made.press_for("example")
    monkeypatch.delitem(PAPERS, "letter")  # where other texts would have to go
    counted = sum(large_pages(press.edition, "a4", press.wording.translations).values())
    shorter = replace(FORMATS["large-print"], most_pages=counted - 1)
    monkeypatch.setitem(FORMATS, "large-print", shorter)
    fitted.cache_clear()
    content = press.content
    for _attempt in range(4):
        found = [each for each in place_problems(content, press.wording)
                 if each.code == "aid-long"]
        if not found:
            break
        for each in found:
            words = dict(each.words)
            assert (words["format"], words["allowed"]) == ("large-print", str(counted - 1))
            assert int(words["pages"]) > counted - 1
            assert int(words["over"]) > 0
        content = shortened(content, dict(cut for each in found for cut in too_long(each)),
                            WIDE)
    fitted.cache_clear()
    assert content is not press.content, "nothing was found too long"
    assert not found
