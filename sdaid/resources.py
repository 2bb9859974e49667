"""Where the files that ship with the program lie: in the installed package, or in a checkout."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent


def templates() -> Path:
    """The folder of HTML, CSS and wording catalogues."""
    return _either("templates", "templates")


def example() -> Path:
    """The folder of the example's texts, one TOML file a sheet."""
    return _either("example", "inputs/sacroiliac")


def _either(installed: str, checkout: str) -> Path:
    inside = HERE / installed
    return inside if inside.is_dir() else HERE.parent / checkout
