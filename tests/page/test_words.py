"""Every fixed word goes through gettext."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from gettext import NullTranslations

import pytest
from lxml import etree
from lxml.html import document_fromstring

from sdaid.aid.aid import Figure
from sdaid.page.html import aid_html, sheets
from sdaid.page.render import render_aid
from sdaid.resources import templates
from tests.page import samples
from tests.page.looking import SKIPPED

LOCALE = templates() / "locale"


class Pseudo(NullTranslations):
    """A language in which every letter is a Greek one."""

    def gettext(self, message: str) -> str:
        parts = re.split(r"(%\(\w+\)s|\{\w+\})", message)
        return "".join(part if part[:1] in ("%", "{") else re.sub(r"[A-Za-z]", "λ", part)
                       for part in parts)


def without_words(value: object, name: str = "") -> object:
    """`value` with every text that is printed made of digits."""
    if isinstance(value, str):
        keep = name in SKIPPED - {"alt", "meaning"}
        return value if keep else "".join("7" if c.isalpha() else c for c in value)
    if isinstance(value, tuple):
        return tuple(without_words(each, name) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{part.name: without_words(getattr(value, part.name), part.name)
                                 for part in fields(value)})
    return value


@pytest.mark.parametrize("name", ["seven", "blank"])
@pytest.mark.parametrize("layout", ["standard", "large-print"])
def test_no_fixed_word_is_left_in_english(name: str, layout: str) -> None:
    """In a language of Greek letters, with an aid of digits, no Latin letter is left."""
    aid = replace(getattr(samples, name)(), format=layout, draft=True)
    aid = replace(without_words(aid), overdue="7")
    if aid.reader:
        aid = replace(aid, reader=replace(aid.reader, id="7"))
    root = document_fromstring(aid_html(aid, sheets(aid), Pseudo()))
    said = [text for element in root.iter(etree.Element) for text in (
        element.text, element.tail, element.get("alt"), element.get("title"))]
    assert [text for text in said if text and re.search(r"[A-Za-z]", text)] == []
    assert any(text and "λ" in text for text in said)


def test_translated_aid_is_drawn() -> None:
    """The pseudo language makes a whole PDF, with the fonts that it needs."""
    assert render_aid(samples.three(), Pseudo()).startswith(b"%PDF")


def said_of(figure: Figure) -> str:
    """The text of an aid of which every figure says the same as `figure`."""
    aid = samples.three()
    doing = tuple(replace(each, phases=tuple(
        replace(phase, amount="2 visits a week") for phase in (*each.phases, *each.phases)))
        for each in aid.effort)
    aid = replace(aid, effort=doing, pictures=tuple(replace(group, cards=tuple(
        replace(card, figures=(figure,)) for card in group.cards)) for group in aid.pictures))
    return " ".join(document_fromstring(aid_html(aid, sheets(aid))).text_content().split())


def test_each_sentence_ends_before_the_next_begins() -> None:
    """What a cell says without a full stop gets one where more follows."""
    marks = ("Low back pain in general", "Ask (“Is it mine?”)", "Paid for by the maker")
    for figure in (samples.unknown("x"), samples.count("x", 51)):
        said = said_of(replace(figure, short=("brief extra pain",), marks=marks,
                               details=(("When", "at 3 months"),)))
        assert ("Low back pain in general. Ask (“Is it mine?”) Paid for by the maker. When: at 3 "
                "months" in said)
        assert figure.kind == "count" or "brief extra pain. Low back" in said
        assert "2 visits a week. [2] Weeks" in said
