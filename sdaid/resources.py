"""Where the files that ship with the program lie: in the installed package, or in a checkout; and
what stands for them."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parent


def templates() -> Path:
    """The folder of HTML, CSS and wording catalogues."""
    return _either("templates", "templates")


def example() -> Path:
    """The folder of the example's texts, one TOML file a sheet."""
    return _either("example", "inputs/sacroiliac")


def text_sum(*parts: str) -> str:
    """The sha256 of texts, one behind the other."""
    total = sha256()
    for part in parts:
        total.update(part.encode("utf-8", "surrogatepass"))
        total.update(b"\0")
    return total.hexdigest()


def folder_sum(folder: Path) -> str:
    """The sha256 of every file in `folder` by its name, but of those in which Python, which any
    process may be writing, keeps what it compiled."""
    files = sorted(Path(base, name) for base, _, names in os.walk(folder) for name in names
                   if Path(base).name != "__pycache__")
    return text_sum(*(f"{path.relative_to(folder).as_posix()} "
                      f"{sha256(path.read_bytes()).hexdigest()}" for path in files))


def _either(installed: str, checkout: str) -> Path:
    inside = HERE / installed
    return inside if inside.is_dir() else HERE.parent / checkout
