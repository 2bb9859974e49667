"""Every fixed word goes through gettext."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from gettext import NullTranslations

import pytest
from lxml import etree
from lxml.html import document_fromstring

from sdaid.page.html import aid_html
from sdaid.page.render import render
from tests.page import made
from tests.page.looking import SKIPPED


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


@pytest.mark.parametrize("layout", ["standard", "large-print"])
@pytest.mark.parametrize("blank", [False, True])
def test_no_fixed_word_is_left_in_english(layout: str, blank: bool) -> None:
    """In a language of Greek letters, with an aid of digits, no Latin letter is left."""
    document = without_words(made.document("hiccups", format_=layout, blank=blank))
    if document.personal:
        document = replace(document, personal=replace(document.personal, id="7"))
    root = document_fromstring(aid_html(document, Pseudo()).html)
    said = [text for element in root.iter(etree.Element) for text in (
        element.text, element.tail, element.get("alt"), element.get("title"))]
    assert [text for text in said if text and re.search(r"[A-Za-z]", text)] == []
    assert any(text and "λ" in text for text in said)


def test_translated_aid_is_drawn() -> None:
    """The pseudo language makes a whole PDF, with the fonts that it needs."""
    assert render(made.document("hiccups"), Pseudo()).startswith(b"%PDF")
