"""Whatever a workbook in Arabic says within its limits, its pages hold it: what is measured has
room when it is drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from sdaid import steps
from sdaid.page.paper import FORMATS
from sdaid.page.render import render
from tests.page import conditions, test_any_condition
from tests.page.test_any_condition import KINDS, TODAY, _apart, _inside, _visit, _words

WORDS = ("علاج", "مختلق", "بسيط", "طويل", "قصير", "المشي", "الراحة", "الركبة", "التنفس", "ليلة",
         "أسبوع", "الماء", "صغير", "دافئ", "ببطء", "في", "من", "إلى", "و10", "لا", "(أو)", "كل يوم",
         "للمستشفيات", "فورًا", "يُلاحَظ", "بالاستعمالات")
TOUCHING = 0.18
"""By how many ems the boxes of words of two lines may touch: a letter with a tail and one with a
mark seldom stand below each other."""

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    long = metafunc.config.getoption("--long")
    metafunc.parametrize("seed", range(1, 41 if long else 2))


def test_the_pages_of_any_arabic_condition_have_room(
        seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No text leaves its place or its page, and no two words overlap, on each paper and in each
    format."""
    monkeypatch.setattr(conditions, "WORDS", WORDS)
    monkeypatch.setattr(conditions, "LETTERS", LETTERS)
    decision = conditions.Condition._decision

    def in_arabic(made: conditions.Condition) -> dict[str, Any]:
        return {**decision(made), "language": "ar"}

    monkeypatch.setattr(conditions.Condition, "_decision", in_arabic)
    content = conditions.fitting_condition(seed, tmp_path)
    press, _ = steps.press(content, steps.Asked(TODAY))
    for number, (format_, paper) in enumerate(KINDS):
        name = list(conditions.PATIENTS)[(seed + number) % len(conditions.PATIENTS)]
        monkeypatch.setattr(test_any_condition, "OVERLAP", TOUCHING * FORMATS[format_].text)
        told = f"seed {seed}, {format_}, {paper}, {name}"
        document = press.document("aid", _visit(content, name), format_, paper)
        opened = pdfium.PdfDocument(render(document, press.wording.translations))
        words = [[word for word in _words(page) if len(word.text) > 1] for page in opened]
        opened.close()
        leaf = 4 if format_ == "large-print" else 2
        assert len(words) <= FORMATS[format_].most_pages + leaf, told
        _inside(words, document, told)
        _apart(words, told)
