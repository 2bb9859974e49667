"""Pages are read as a browser reads them, whichever parser reads them."""

from __future__ import annotations

import ctypes.util
import re
from xml.etree.ElementTree import Element

import pytest
import weasyprint

from sdaid.page.book import book_html
from sdaid.page.draw import draw
from sdaid.page.fonts import MAIN
from sdaid.page.html import aid_html
from sdaid.page.tree import styles_as_classes, tree_of
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


STYLED = """<head><title>x</title></head><body>
<h1 style="height:20mm">One</h1><h1 style="height:20mm">Two</h1>
<section class="bands"><p class="title" style="margin-top:5mm">Over a rule of two classes</p>
<table><colgroup><col style="width:30.5mm"/><col/></colgroup><tbody><tr><th style="width:40%">a</th>
<td>b</td></tr></tbody></table></section>
<ol style="padding-inline-start:9mm"><li>item</li></ol><ul><li>item</li></ul></body>"""


def test_styles_of_elements_look_the_same_as_rules() -> None:
    """The same page comes of them as where each element keeps its own: tags without quotes are
    left to the parser that keeps it."""
    kept, moved = (draw(f"<html lang={language}>{STYLED}</html>", styles=("aid.css",),
                        families=(MAIN,)) for language in ("en", '"en"'))
    assert tree_of(f"<html lang=en>{STYLED}</html>") is None
    assert kept == moved


def test_elements_with_the_same_style_share_a_class() -> None:
    """One rule for each style, none for what could end a rule."""
    ending = STYLED.replace("</body>", '<p style="width:1mm} p { color:red">x</p></body>')
    root = tree_of(f'<html lang="en">{ending}</html>')
    assert root is not None
    rules = styles_as_classes(root).splitlines()
    assert len(rules) == 5
    assert [each.get("class") for each in root.iter("h1")] == ["style-0", "style-0"]
    assert [each.get("class") for each in root.iter("p")] == ["title style-1", None]
    assert [each.get("style") for each in root.iter() if "style" in each.attrib] == [
        "width:1mm} p { color:red"]


def test_loading_the_library_leaves_the_search_for_libraries_as_it_was() -> None:
    """Other parts of the process find theirs as before."""
    search = ctypes.util.find_library
    draw(f'<html lang="en">{STYLED}</html>', styles=(), families=(MAIN,))
    assert ctypes.util.find_library is search
