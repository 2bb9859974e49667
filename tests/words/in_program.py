"""Looks through a module for words that would reach a patient past the catalogue.

It knows words by their form, not by their meaning: two of them with a blank between, or one
with the sign that ends a sentence. What stands in `NO_WORDS` is for staff or for the machine.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from tests.words.messages import PLURAL, SIGNS, TRANSLATE, message_faults

NO_WORDS = frozenset({
    "problem", "Place", "getattr", "Markup", "compile", "match", "sub", "split", "fullmatch",
    "search", "get_template", "fill", "Fault", "CannotGoOnError"})
"""Calls whose texts patients do not read: problems, patterns, names of files and fields."""


def program_faults(source: str) -> Iterator[str]:
    """What of a module is not translated, or is put together from parts."""
    tree = ast.parse(source)
    silent = _silent(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in TRANSLATE:
            faults = _call_faults(node)
        elif id(node) in silent:
            continue
        else:
            faults = _parts_faults(node)
        yield from (f"line {getattr(node, 'lineno', 0)}: {fault}" for fault in faults)


def is_wording(text: str) -> bool:
    """Whether a text of the program looks like words for people."""
    return bool(re.search(r"[^\W\d_]{2,}[.,:;?!]? +[^\W\d_]", text)
                or re.search(r"[^\W\d_]{2,}[.:?!]$", text)) and "<" not in text


def _parts_faults(node: ast.AST) -> Iterator[str]:
    """Words without a mark, and texts that are put together."""
    match node:
        case ast.Constant(value=str(text)) if is_wording(text):
            yield f"“{text}” is not marked for translators"
        case ast.JoinedStr(values=values):
            fixed = "".join(str(each.value) for each in values if isinstance(each, ast.Constant))
            if SIGNS.search(fixed):
                yield f"joined {ast.unparse(node)}"
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(between)), attr="join")):
            if SIGNS.search(between) or between == " ":
                yield f"a list joined by “{between}”"
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from _added(node, left, right)
        case ast.AugAssign(op=ast.Add(), value=value):
            yield from _added(node, value)


def _added(node: ast.AST, *sides: ast.expr) -> Iterator[str]:
    if any(isinstance(side, ast.Constant) and isinstance(side.value, str)
           and SIGNS.search(side.value) for side in sides):
        yield f"added {ast.unparse(node)}"


def _call_faults(call: ast.Call) -> Iterator[str]:
    plural = _name(call.func) in PLURAL
    for argument in call.args[:2 if plural else 1]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield from message_faults(argument.value, plural=plural)
        elif not isinstance(argument, ast.Name | ast.Attribute | ast.Subscript | ast.Starred):
            yield f"a message that is put together: {ast.unparse(argument)}"


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else (
        node.attr if isinstance(node, ast.Attribute) else "")


SILENT: dict[type[ast.AST], Callable[..., list[ast.AST]]] = {
    ast.Expr: lambda node: [node] if isinstance(node.value, ast.Constant) else [],
    ast.Call: lambda node: (node.args[:2] if _name(node.func) in TRANSLATE else
                            [node] if _name(node.func) in NO_WORDS else []),
    ast.Raise: lambda node: [node],
    ast.Compare: lambda node: [node],
    ast.AnnAssign: lambda node: [node.annotation],
    ast.Subscript: lambda node: [node] if _name(node.value) == "Literal" else [],
    ast.FunctionDef: lambda node: [node.returns] if node.returns else [],
}
"""Docstrings, messages that are marked, problems, what is compared with, types."""


def _silent(tree: ast.Module) -> set[int]:
    """The nodes that no patient reads."""
    found: set[int] = set()
    for node in ast.walk(tree):
        for part in SILENT.get(type(node), lambda _: [])(node):
            found.update(id(each) for each in ast.walk(part))
    return found
