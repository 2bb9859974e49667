"""Rules that the program itself owns, proved by altering the edition's data or a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from sdaid.aid.compose import Making, compose_edition
from sdaid.aid.edition import Edition
from sdaid.aid.figure import Figure
from sdaid.aid.wording import wording
from sdaid.resources import templates
from sdaid.standards.check import OWN_BLOCKS, judge
from sdaid.standards.ipdas import ITEMS
from sdaid.standards.stands import ITEMS as PLACES
from tests.build import SMALL, Rows, row_of
from tests.standards.contents import TODAY, content_from

CONTENT = content_from(SMALL)
LEVEL = judge(CONTENT, TODAY).reading.sentence
PAGES = {name: (templates() / "pages" / f"{name}.html").read_text(encoding="utf-8")
         for name in OWN_BLOCKS}


def composed() -> Edition:
    return compose_edition(CONTENT, Making(wording("en", templates() / "locale"), TODAY, LEVEL))


def failed(edition: Edition | None = None, pages: Mapping[str, str] | None = None) -> set[str]:
    report = judge(CONTENT, TODAY, edition=edition, pages=pages)
    return {each.id for each in report.verdicts if each.verdict == "fail"}


def with_figures(edition: Edition, change: Mapping[str, Figure]) -> Edition:
    """`edition` with other figures, by id."""
    return replace(edition, rows=tuple(replace(row, cells=tuple(
        tuple(change.get(figure.id, figure) for figure in cell) for cell in row.cells))
        for row in edition.rows))


def figure_of(edition: Edition, name: str) -> Figure:
    return next(figure for row in edition.rows for cell in row.cells for figure in cell
                if figure.id == name)


def test_the_small_condition_and_its_edition_pass() -> None:
    """What the program makes of it keeps its own rules."""
    assert failed(composed()) == set()


def test_an_array_in_another_denominator_fails_k7() -> None:
    """One icon array out of 1000 in a row out of 100 mixes denominators."""
    edition = composed()
    figure = figure_of(edition, "sips-fewer")
    assert figure.array is not None
    mixed = replace(figure, array=replace(figure.array, of=1000))
    report = judge(CONTENT, TODAY, edition=with_figures(edition, {figure.id: mixed}))
    [found] = report.unfit
    assert (found.code, found.place.sheet, found.place.heading) == ("ipdas-k7", "Rows", "Out of")
    assert "100, 1000" in found.says


def test_an_unsaid_other_time_fails_k6() -> None:
    """A figure measured at another time than its row's says when."""
    edition = composed()
    silent = replace(figure_of(edition, "bell-sleep"), when="")
    assert failed(with_figures(edition, {silent.id: silent})) == {"k6"}


def test_one_time_is_said_once_for_figures_told_together() -> None:
    """The first figure of a cell says a time that all of it share; without that, K6 fails."""
    def later(texts: Rows) -> None:
        for name in ("bell-bother-blinded", "bell-bother-open"):
            row_of(texts, "Outcomes", name)["horizon"] = "6 months"

    content = content_from(SMALL, later)
    edition = compose_edition(content, Making(wording("en", templates() / "locale"), TODAY, LEVEL))
    first, second = (figure_of(edition, f"bell-bother-{name}") for name in ("blinded", "open"))
    assert (first.when, second.when) == ("Measured at 6 months.", "")
    assert not judge(content, TODAY, edition=edition).unfit
    silent = with_figures(edition, {first.id: replace(first, when="")})
    assert [each.code for each in judge(content, TODAY, edition=silent).unfit] == ["ipdas-k6"] * 2


def test_an_aid_without_values_fails_k9() -> None:
    """A page that asks nothing does not ask what matters most."""
    assert failed(replace(composed(), values=())) == {"k9"}


def test_an_aid_without_its_reading_level_fails_k21() -> None:
    """The level is printed with the names of its formulas."""
    edition = composed()
    about = tuple((label, text) for label, text in edition.about if text != LEVEL)
    assert failed(replace(edition, about=about)) == {"k21"}


def test_an_aid_with_another_question_fails_q2() -> None:
    """The decision question that is printed is the workbook's."""
    assert failed(replace(composed(), question="")) == {"q2"}


@pytest.mark.parametrize(("page", "block", "items"), [
    ("values", "edition.values", {"k9"}), ("visit", 'class="steps"', {"k10"}),
    ("visit", "My own questions", {"k11"})])
def test_a_template_without_its_block_fails(page: str, block: str, items: set[str]) -> None:
    """Taking the block out of its page breaks the item that asks for it, and no other."""
    assert block in PAGES[page]
    assert failed(pages={**PAGES, page: PAGES[page].replace(block, "")}) == items


def test_the_report_says_where_each_item_stands() -> None:
    """What qualifies and certifies an aid stands in the aid itself; quality items may stand in
    the book; what only people can attest stands on no page."""
    report = judge(CONTENT, TODAY, edition=composed())
    places = {each.id: each.stands for each in report.verdicts}
    decided = {item.id for item in ITEMS if item.decided_by != "H"}
    assert {name for name, place in places.items() if place} == decided == set(PLACES)
    assert all(place.startswith("aid, page") for name, place in places.items()
               if name[0] in "qc")
    assert places["q2"] == "aid, page 1"
    assert places["k4"] == "book"


def test_pages_follow_what_the_aid_has() -> None:
    """Where two headline rows leave a page empty, the pages behind it are counted without it."""
    edition = composed()
    one_page = replace(edition, rows=tuple(
        row for row in edition.rows if row.id in ("fewer", "sore")))
    places = {each.id: each.stands
              for each in judge(CONTENT, TODAY, edition=one_page).verdicts}
    assert places["k9"] == "aid, page 5"
