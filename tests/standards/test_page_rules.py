"""Rules that the program itself owns, proved by altering the aid's data or a template."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sdaid.aid.aid import Aid
from sdaid.aid.compose import Edition, blank
from sdaid.aid.wording import wording
from sdaid.resources import templates
from sdaid.standards.check import judge
from tests.build import EXAMPLE
from tests.standards.contents import TODAY, content_from

CONTENT = content_from(EXAMPLE)
LEVEL = judge(CONTENT, TODAY).reading.sentence


def blank_aid() -> Aid:
    edition = Edition("standard", "a4", wording("en", templates() / "locale"), TODAY, LEVEL)
    return blank(CONTENT, edition)


def failed(aid: Aid | None = None, template: str | None = None) -> set[str]:
    report = judge(CONTENT, TODAY, aid=aid, template=template)
    return {each.id for each in report.verdicts if each.verdict == "fail"}


def test_the_example_and_its_blank_aid_pass() -> None:
    """What the program makes of the example keeps its own rules."""
    assert failed(blank_aid()) == set()


def test_an_array_in_another_denominator_fails_k7() -> None:
    """One icon array out of 1000 in a row out of 100 mixes denominators."""
    aid = blank_aid()
    group = next(each for each in aid.pictures if each.id == "clearly-better")
    card = next(each for each in group.cards if each.figures[0].array)
    array = card.figures[0].array
    assert array is not None
    mixed = replace(card, figures=(replace(card.figures[0], array=replace(array, of=1000)),))
    groups = tuple(replace(each, cards=tuple(mixed if one is card else one for one in each.cards))
                   if each is group else each for each in aid.pictures)
    report = judge(CONTENT, TODAY, aid=replace(aid, pictures=groups))
    [found] = report.unfit
    assert (found.code, found.place.sheet, found.place.heading) == ("ipdas-k7", "Rows", "Out of")
    assert "100 and 1000" in found.says


def test_an_unmarked_other_time_fails_k6() -> None:
    """A figure measured at another time than its row's must carry its mark."""
    aid = blank_aid()
    groups = tuple(replace(group, cards=tuple(replace(card, figures=tuple(
        replace(figure, short=(), marks=(), details=()) for figure in card.figures))
        for card in group.cards)) for group in aid.pictures)
    assert failed(replace(aid, pictures=groups)) == {"k6"}


def test_an_aid_without_values_fails_k9() -> None:
    """A page that asks nothing does not ask what matters most."""
    assert failed(replace(blank_aid(), values=())) == {"k9"}


def test_an_aid_without_its_reading_level_fails_k21() -> None:
    """The level is printed with the names of its formulas."""
    aid = blank_aid()
    about = tuple((label, text) for label, text in aid.about if text != LEVEL)
    assert failed(replace(aid, about=about)) == {"k21"}


def test_an_aid_with_another_question_fails_q2() -> None:
    """The decision question that is printed is the workbook's."""
    assert failed(replace(blank_aid(), question="")) == {"q2"}


@pytest.mark.parametrize(("block", "items"), [
    ("aid.values", {"k9"}), ("steps-to", {"k10"}), ("My questions for the visit", {"k11"})])
def test_a_template_without_its_block_fails(block: str, items: set[str]) -> None:
    """Taking the block out of the values page breaks the item that asks for it, and no other."""
    shipped = (templates() / "pages" / "values.html").read_text(encoding="utf-8")
    assert block in shipped
    assert failed(template=shipped.replace(block, "")) == items
