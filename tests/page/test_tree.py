"""Pages are read as a browser reads them, whichever parser reads them."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest
import weasyprint

from sdaid.page.book import book_html
from sdaid.page.html import aid_html
from sdaid.page.tree import tree_of
from tests.page import made

Told = tuple[object, ...]


def told(element: Element) -> Told:
    """All that an element holds, in it and below. Blanks between blocks print nothing."""
    return (element.tag, dict(element.attrib), _seen(element.text),
            [(told(child), _seen(child.tail)) for child in element])


def _seen(text: str | None) -> str:
    return re.sub(r"^\s*\n\s*$", "", text or "")


def as_html(html: str) -> Element:
    root: Element = weasyprint.HTML(string=html).etree_element
    return root


@pytest.mark.parametrize("name", ["hiccups", "arabic"])
@pytest.mark.parametrize(("kind", "format_", "blank"), [
    ("aid", "standard", False), ("aid", "large-print", False), ("aid", "standard", True),
    ("sheet", "standard", False), ("book", "standard", True)])
def test_what_the_templates_write_is_the_same_tree_for_both_parsers(
        name: str, kind: str, format_: str, blank: bool) -> None:
    """None of the shipped templates needs the slow one."""
    document = made.document(name, kind, format_, blank=blank)
    translations = made.press_for(name).wording.translations
    html = (book_html(document, translations, None) if kind == "book"
            else aid_html(document, translations).html)
    root = tree_of(html)
    assert root is not None
    assert told(root) == told(as_html(html))


@pytest.mark.parametrize("body", [
    "<table><tr><td>x</td></tr></table>", "<p>one<div>two</div></p>", "<p>one<p>two",
    "<p>a&nbsp;b</p>", "<p>one<br>two</b></p>", "<ul><li>one<li>two</ul>", "<p title=x>y</p>"])
def test_what_html_reads_otherwise_is_left_to_its_parser(body: str) -> None:
    """A table without a tbody, paragraphs that end by themselves, named letters, tags that are not
    closed."""
    html = f'<html lang="en"><head><title>x</title></head><body>{body}</body></html>'
    assert tree_of(html) is None
