"""Looks through a template for words that would reach a patient past the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from jinja2 import Environment, nodes

from tests.words.messages import LETTER, PLURAL, SIGNS, TRANSLATE, message_faults

READ = frozenset({"alt", "title", "aria-label", "placeholder", "content", "summary", "label"})
"""Attributes that are read out or shown."""

VALUE = "\ufffc"
"""Stands for a value that the template prints."""


def template_faults(source: str, *, html: bool = True) -> Iterator[str]:
    """What of a template is not translated, or joins what is: text with letters or the signs of a
    sentence outside of gettext, and messages that are not written out."""
    environment = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True,
                              lstrip_blocks=True, autoescape=html)
    tree = environment.parse(source)
    yield from _calls(tree)
    flat = "".join(_flat(tree))
    if html:
        reader = _Reader()
        reader.feed(flat)
        yield from reader.faults
    else:
        yield from (f"text “{line.strip()}”" for line in flat.split("\n") if _says(line))


def style_faults(source: str) -> Iterator[str]:
    """Words that a style sheet prints."""
    for content in re.findall(r"content:\s*([^;}]+)", re.sub(r"/\*.*?\*/", "", source, flags=re.S)):
        for text in re.findall(r'"([^"]*)"', content):
            if LETTER.search(text):
                yield f"content: “{text}”"


def _says(text: str) -> bool:
    return bool(SIGNS.search(text.replace(VALUE, "")))


def _flat(node: nodes.Node) -> Iterator[str]:
    """A template's text, its branches one behind the other, with a sign for each value."""
    if isinstance(node, nodes.Output):
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                yield part.data
            else:
                yield VALUE
                yield from (word for word in _printed(part) if SIGNS.search(word))
    elif not isinstance(node, nodes.Expr):
        for child in node.iter_child_nodes():
            yield from _flat(child)


def _printed(node: nodes.Node) -> Iterator[str]:
    """Texts that an expression can print as they stand."""
    if isinstance(node, nodes.Const):
        yield from [node.value] if isinstance(node.value, str) else []
    elif isinstance(node, nodes.CondExpr):
        yield from _printed(node.expr1)
        yield from _printed(node.expr2) if node.expr2 else []
    elif isinstance(node, nodes.Concat | nodes.Add | nodes.Or):
        for child in node.iter_child_nodes():
            yield from _printed(child)
    elif isinstance(node, nodes.Filter):
        yield from _printed(node.args[0]) if node.name == "join" and node.args else []
        yield from _printed(node.node) if node.node is not None else []
    elif isinstance(node, nodes.MarkSafe | nodes.MarkSafeIfAutoescape):
        yield from _printed(node.expr)


def _calls(tree: nodes.Template) -> Iterator[str]:
    for call in tree.find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        if name not in TRANSLATE:
            continue
        for argument in call.args[:2 if name in PLURAL else 1]:
            if isinstance(argument, nodes.Const):
                yield from message_faults(str(argument.value), plural=name in PLURAL)
            else:
                yield f"line {call.lineno}: a message that is not written out"


class _Reader(HTMLParser):
    """Finds texts and attributes with words of their own. Styles are no text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("style", "script")
        self.faults += [f"{tag} {name}=“{value}”" for name, value in attrs
                        if name in READ and value and _says(value)]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not self.silent and _says(text):
            self.faults.append(f"text “{text}”")
