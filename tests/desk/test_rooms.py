"""The desk keeps to its room."""

from __future__ import annotations

import ast
from pathlib import Path

import sdaid
from sdaid.resources import templates

HERE = Path(sdaid.__file__).parent
OF_OTHERS = {"openpyxl", "pikepdf", "pypdfium2", "weasyprint", "click", "xml", "zipfile"}


def imported(path: Path) -> set[str]:
    """The first words of what a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_the_desk_knows_no_file_formats() -> None:
    """It has xlsx and PDF from the steps alone, and no module of it is long."""
    for path in (HERE / "desk").rglob("*.py"):
        assert not imported(path) & OF_OTHERS, path
        assert len(path.read_text("utf-8").splitlines()) <= 250, path


def test_the_server_is_in_the_desk_alone() -> None:
    """Nothing else knows Starlette or uvicorn."""
    for path in HERE.rglob("*.py"):
        if not path.is_relative_to(HERE / "desk"):
            assert not imported(path) & {"starlette", "uvicorn", "multipart"}, path


def test_pages_load_nothing_from_elsewhere() -> None:
    """No template, style or script names an address of another server, or holds a script or style
    of its own, which the policy of the pages would stop."""
    for path in (templates() / "desk").rglob("*"):
        if path.suffix in (".html", ".css", ".js"):
            text = path.read_text("utf-8")
            assert "http://" not in text, path
            assert "https://" not in text, path
            assert "style=" not in text, path
            assert "<style" not in text, path
            assert not [each for each in text.split("<script")[1:] if "src=" not in each[:20]], path
            assert " on" + "click=" not in text, path
