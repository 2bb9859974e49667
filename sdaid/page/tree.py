"""HTML as a tree of elements, for WeasyPrint: the same tree as its own parser gives, many times
sooner.

What the templates write is XML but for the elements that have no end tag, and expat reads XML. HTML
that it would read otherwise than a browser is left to the parser of HTML.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError, fromstring

VOID = re.compile(r"<(area|base|br|col|hr|img|input|link|meta|wbr)\b([^<>]*?)\s*/?>")
"""An element that has no end tag."""

BLOCKS = frozenset({"address", "article", "aside", "blockquote", "div", "dl", "figure", "footer",
                    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol",
                    "p", "pre", "section", "table", "ul"})
"""What ends a paragraph in HTML, although its end tag follows later."""

PLAIN = re.compile(r"[\w\s:;.%-]*", re.ASCII)
"""What the style attributes of the templates hold: names and sizes."""


def tree_of(html: str) -> Element | None:
    """The root of the document, None where it takes a parser of HTML to read it."""
    try:
        root = fromstring(VOID.sub(r"<\1\2/>", html))  # noqa: S314 - no DTD: its text is escaped
    except ParseError:
        return None
    rows_alone = root.find(".//table/tr") is not None  # HTML puts a tbody around them
    ended = any(each.tag in BLOCKS for paragraph in root.iter("p") for each in paragraph.iter()
                if each is not paragraph)
    whole = [each.tag for each in root] == ["head", "body"]
    return root if whole and not rows_alone and not ended else None


def styles_as_classes(root: Element) -> str:
    """Gives each element with a style attribute a class instead, and returns the style sheet that
    says what these classes mean, above all other rules. WeasyPrint works out once what elements
    under the same rules look like, and what is in them, but anew for each style attribute."""
    names: dict[str, str] = {}
    for element in root.iter():
        style = element.get("style", "")
        if style and PLAIN.fullmatch(style):
            del element.attrib["style"]
            name = names.setdefault(style, f"style-{len(names)}")
            element.set("class", f"{element.get('class', '')} {name}".strip())
    return "\n".join(f".{name}:not(#style) {{ {style} }}" for style, name in names.items())
