"""Where patients' words are made: all else that the program says is for staff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.build import ROOT

TEMPLATES = ("pages", "book", "letter/letter.html", "letter/letter-sheet.html", "mail")
"""Templates that patients read. The others are for staff: the report, the summary, and what goes to
the print office with the letters."""

STYLES = ("css", "book/book.css", "book/book-large-print.css", "letter/letter.css")
"""How these look."""

PROGRAM = (
    "aid", "mail/letter.py", "mail/message.py", "page/bands.py", "page/book.py", "page/cells.py",
    "page/filters.py", "page/fits.py", "page/fitting.py", "page/html.py", "page/sections.py",
    "page/start.py", "page/start_room.py", "page/strips.py", "page/writing.py")
"""Modules that put patients' words together. The others of `page` draw them, and the others of
`mail` speak to the office."""


def patient_templates() -> list[Path]:
    return [path for path in _files(ROOT / "templates", TEMPLATES)
            if path.suffix in (".html", ".txt")]


def patient_styles() -> list[Path]:
    return list(_files(ROOT / "templates", STYLES))


def patient_modules() -> list[Path]:
    return [path for path in _files(ROOT / "sdaid", PROGRAM) if path.suffix == ".py"]


def _files(folder: Path, names: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        path = folder / name
        assert path.exists(), f"{path} has moved: name its new place"
        yield from [path] if path.is_file() else sorted(each for each in path.rglob("*")
                                                        if each.is_file())
