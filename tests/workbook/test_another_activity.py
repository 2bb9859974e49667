"""A fifth activity of recovery is one line of the declaration, as CONTRIBUTING promises."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2

from tests.build import ROOT, SMALL, Rows, workbook_from

LINE = '    DRIVING = N_("driving")\n'
ADDED = '    SPORT = N_("sport")\n'


def with_sport(texts: Rows) -> None:
    """Each option says of sport that nobody has looked."""
    like: dict[str, Any] = {"activity": "sport", "status": "not studied",
                            "words": "Nobody has looked at sport.", "sources": "makers"}
    texts["Recovery"] += [{**like, "option": option["id"]} for option in texts["Options"]]


def test_a_line_more_is_an_activity_more(tmp_path: Path) -> None:
    """The check asks for it, and the aid prints it with the others, from that line alone."""
    for folder in ("sdaid", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder,
                        ignore=shutil.ignore_patterns("__pycache__"))
    declaration = tmp_path / "sdaid" / "workbook" / "columns.py"
    text = declaration.read_text(encoding="utf-8")
    assert text.count(LINE) == 1
    declaration.write_text(text.replace(LINE, LINE + ADDED), encoding="utf-8")

    def sdaid(*words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "sdaid", *map(str, words), "--today", "2026-11-22"],
            env={**os.environ, "PYTHONPATH": str(tmp_path)}, cwd=tmp_path, check=False,
            capture_output=True, text=True)

    lacking = sdaid("check", workbook_from(SMALL, tmp_path / "old.xlsx"))
    assert "there is no recovery of “wait” for sport" in lacking.stderr
    whole = workbook_from(SMALL, tmp_path / "new.xlsx", with_sport)
    made = sdaid("render", whole, "--blank", "--output", tmp_path / "out")
    assert made.returncode == 0, made.stderr
    [pdf] = (tmp_path / "out").rglob("*.pdf")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    assert any(text.count("Sport") == 3 and text.count("Driving") == 3 for text in pages)
