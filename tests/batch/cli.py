"""The command line from outside, for tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.build import ROOT

DAY = "2026-11-22"
QUICK = "tests.batch.quick_cli"


@dataclass(frozen=True)
class Said:
    """How a call ended."""

    code: int
    out: str
    err: str


def sdaid(*words: object, answers: str = "", environment: Mapping[str, str] | None = None,
          program: str = "sdaid") -> Said:
    """Call `sdaid` in a process of its own, as a person at a prompt would."""
    ended = subprocess.run(
        command(*words, program=program), input=answers, capture_output=True, text=True,
        encoding="utf-8",
        cwd=ROOT, env={**os.environ, "NO_COLOR": "1", **(environment or {})}, check=False)
    assert "Traceback" not in ended.stderr, ended.stderr
    return Said(ended.returncode, ended.stdout, ended.stderr)


def quick(*words: object, answers: str = "") -> Said:
    """The same with aids of one page, where it is not the drawing that is proved."""
    return sdaid(*words, answers=answers, program=QUICK)


def command(*words: object, program: str = "sdaid") -> list[str]:
    return [sys.executable, "-m", program, *map(str, words)]


def pdfs(folder: Path) -> set[str]:
    """Every PDF below the folder, by name, but for evidence books, which each run has."""
    return {path.name for path in folder.rglob("*.pdf")
            if not path.name.startswith("evidence-book")}


def everything(folder: Path) -> set[str]:
    """Every file below the folder, hidden ones too."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
