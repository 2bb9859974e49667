"""Pages that many texts share, whose problem names them all, and words that grow where there is
room."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sdaid import steps
from sdaid.page.fitting import TEXTS, fitted
from sdaid.problems import Problem
from tests.build import SMALL, Change, Rows, workbook_from
from tests.page import made


def problems_of(folder: Path, change: Change) -> list[Problem]:
    path = workbook_from(SMALL, folder / "full.xlsx", change)
    return [each for each in steps.read_workbook(path)[1] if each.code == "page-full"]


def long(letters: int) -> str:
    return ("Mmmmm " * letters)[:letters - 1] + "m"


def fill_the_first_page(texts: Rows) -> None:
    texts["Decision"][0] |= {"about": long(600), "audience": long(400),
                             "help_now_signs": long(320), "help_same_day_signs": long(320)}


def fill_the_last_page(texts: Rows) -> None:
    texts["Decision"][0] |= {"not_known": long(800), "evidence_method": long(800)}
    texts["Sources"] += [texts["Sources"][0] | {"id": f"more{number}"} for number in range(100)]
    texts["Rules"][0]["sources"] = ", ".join(f"more{number}" for number in range(100))


@pytest.mark.parametrize(("change", "names"), [
    (fill_the_first_page, {"about", "audience", "help_now_signs", "help_same_day_signs"}),
    (fill_the_last_page, {"not_known", "evidence_method"})])
def test_a_page_that_is_too_full_names_every_text_on_it(
        tmp_path: Path, change: Change, names: set[str]) -> None:
    """A clinic sees what shares the page, how long each is, and by how much they are too long."""
    found, = problems_of(tmp_path, change)
    decision = made.content_of("hiccups").decision
    told = dict(re.findall(r"Decision!(\w+) \((\d+)\)", dict(found.words)["cells"]))
    cells = {decision.at(name).cell for name in names}
    assert cells <= set(told)
    assert all(int(told[cell]) > 1 for cell in cells)
    assert found.place.cell in cells
    assert int(dict(found.words)["over"]) > 0


def test_words_are_larger_where_all_bands_of_a_page_hold_them() -> None:
    """In standard print alone; a longer text of one option takes the larger size from all, and no
    limit is lower than it was."""
    press = made.press_for("hiccups")
    translations = press.wording.translations
    geometry, short = fitted(press.edition, "standard", "a4", translations)
    assert not short
    assert geometry.texts["options"] == max(TEXTS)
    assert geometry.grown("options").format.text == max(TEXTS)
    assert geometry.format.text == 12
    first, *others = press.edition.options
    longer = replace(press.edition, options=(replace(first, what=long(250)), *others))
    fuller, short = fitted(longer, "standard", "a4", translations)
    assert not short
    assert fuller.texts.get("options", 12) < max(TEXTS)
    large, _ = fitted(press.edition, "large-print", "a4", translations)
    assert not large.texts
