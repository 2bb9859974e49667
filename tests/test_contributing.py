"""What CONTRIBUTING says of changes that stand in one place each, done to a copy of the house."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.build import EXAMPLE, ROOT, SMALL, Rows, workbook_from

Call = Callable[..., subprocess.CompletedProcess[str]]

TIPS = '<section class="tips"><h2 id="tips">{{ _("Tips of the clinic") }}</h2></section>\n'


def edit(house: Path, file: str, old: str, new: str) -> None:
    """Put `new` for the one `old` in a file of the copy."""
    text = (house / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (house / file).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the program, to be changed."""
    for folder in ("sdaid", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder,
                        ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.fixture
def python(house: Path) -> Call:
    """Python with the copy of the program, and these tests."""
    def call(*words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *map(str, words)], cwd=house, check=False, capture_output=True,
            text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join((str(house), str(ROOT)))})

    return call


@pytest.fixture
def sdaid(python: Call) -> Call:
    """The command of the copy."""
    return lambda *words: python("-m", "sdaid", *words, "--today", "2026-11-22")


def with_sport(texts: Rows) -> None:
    """Each option says of sport that nobody has looked."""
    like: dict[str, Any] = {"activity": "sport", "status": "not studied",
                            "words": "Nobody has looked at sport.",
                            "sources": texts["Recovery"][0]["sources"]}
    texts["Recovery"] += [{**like, "option": option["id"]} for option in texts["Options"]]


def to_ten(texts: Rows) -> None:
    """Both scales go on to ten, and one option takes the highest step."""
    texts["Scales"] += [{"scale": scale, "step": step, "meaning": f"Step {step} of {scale}",
                         "rated_by": "The authors of this test"}
                        for scale in ("effort", "invasiveness") for step in range(6, 11)]
    texts["Options"][-1] |= {"invasiveness": 10}


def pages_of(folder: Path) -> list[pypdfium2.PdfPage]:
    [pdf] = folder.rglob("*.pdf")
    return list(pypdfium2.PdfDocument(pdf))


def text_of(page: pypdfium2.PdfPage) -> str:
    return page.get_textpage().get_text_range()


def test_a_line_more_is_an_activity_more(house: Path, sdaid: Call) -> None:
    """The check asks for it, and the aid prints it with the others, from that line alone. Five
    activities have room beside seven options too."""
    driving = '    DRIVING = N_("driving")\n'
    edit(house, "sdaid/workbook/columns.py", driving, driving + '    SPORT = N_("sport")\n')
    lacking = sdaid("check", workbook_from(SMALL, house / "old.xlsx"))
    assert "there is no recovery of “wait” for sport" in lacking.stderr
    whole = workbook_from(SMALL, house / "new.xlsx", with_sport)
    made = sdaid("render", whole, "--blank", "--output", house / "out")
    assert made.returncode == 0, made.stderr
    assert any(text.count("Sport") == 3 and text.count("Driving") == 3
               for text in map(text_of, pages_of(house / "out")))
    seven = workbook_from(EXAMPLE, house / "seven.xlsx", with_sport)
    checked = sdaid("check", seven)
    assert checked.returncode == 0, checked.stderr


def test_a_section_more_another_order_longer_scales_and_another_paper(
        house: Path, python: Call, sdaid: Call) -> None:
    """The new section has a page of its own, last; what one decides stands before what one fills
    in; references to pages follow; the highest step is drawn; the paper has its size."""
    (house / "templates" / "pages" / "tips.html").write_text(TIPS, encoding="utf-8")
    edit(house, "sdaid/aid/edition.py", '"visit", "about"]', '"visit", "about", "tips"]')
    edit(house, "sdaid/page/sections.py", '"life", "values", "visit", "about")',
         '"life", "visit", "values", "about", "tips")')
    edit(house, "sdaid/page/paper.py", "most_pages=8)", "most_pages=10)")
    edit(house, "sdaid/workbook/columns.py", "\nSTEPS = 5\n", "\nSTEPS = 10\n")
    edit(house, "sdaid/workbook/columns.py", '    LETTER = "letter"\n',
         '    LETTER = "letter"\n    LEGAL = "legal"\n')
    edit(house, "sdaid/aid/edition.py", '"letter"]', '"letter", "legal"]')
    edit(house, "sdaid/page/paper.py", '    "letter": Sheet(',
         '    "legal": Sheet(215.9, 355.6, 1.1),\n    "letter": Sheet(')
    written = python("-c", "from tests.test_contributing import *\n"
                     "workbook_from(SMALL, Path('ten.xlsx'), to_ten)")
    assert written.returncode == 0, written.stderr
    made = sdaid("render", "ten.xlsx", "--blank", "--paper", "legal", "--output", "out")
    assert made.returncode == 0, made.stderr
    pages = pages_of(house / "out")
    texts = [text_of(page) for page in pages]
    found = {title: next(number for number, text in enumerate(texts, 1)
                         if any(line.startswith(title) for line in text.splitlines()))
             for title in ("For my visit", "What matters to me", "About these pages",
                           "Tips of the clinic")}
    assert [*found.values()] == sorted(found.values())
    assert f"Fill in “What matters to me”, page {found['What matters to me']}" in "".join(
        " ".join(text.split()) for text in texts)
    assert len(pages) == 10
    assert any("10" in text and "Step 10 of invasiveness" in " ".join(text.split())
               for text in texts)
    assert {tuple(round(side / 72 * 25.4, 1) for side in page.get_size()) for page in pages} == {
        (215.9, 355.6)}
