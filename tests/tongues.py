"""Made-up languages for runs in tests: a workbook with all its texts in each of them, signed, and
templates with a catalogue of every fixed word. Every vowel has an accent of its own language."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from sdaid import resources, steps
from sdaid.batch.press import own_wording
from sdaid.workbook.content import Content
from tests.batch.lists import TODAY
from tests.build import ROOT, SMALL, Change, Rows, workbook_from
from tests.languages import Say, catalogue, translated

VOWELS = "aeiouAEIOU"
SPANISH, FRENCH = "áéíóúÁÉÍÓÚ", "àèîôùÀÈÎÔÙ"
"""How the made-up languages write the vowels."""

PLACES = re.compile(r"(\{[^{}]*\}|%\([^)]*\)[sd]|<[^<>]*>|&\w+;)")
"""What a translator leaves as it is."""

TEMPLATES = "TESTS_TEMPLATES"
"""The environment's name for the folder of templates, in processes of their own."""


def saying(vowels: str) -> Say:
    """Says a text with these vowels."""
    table = str.maketrans(VOWELS, vowels)

    def say(text: str) -> str:
        parts = PLACES.split(text)
        return "".join(part if place % 2 else part.translate(table)
                       for place, part in enumerate(parts))
    return say


LANGUAGES: Mapping[str, Say] = {"es": saying(SPANISH), "fr": saying(FRENCH)}


def templates_in(home: Path) -> Path:
    """A copy of the templates with a catalogue of each made-up language."""
    folder = home / "templates"
    shutil.copytree(ROOT / "templates", folder)
    for language, say in LANGUAGES.items():
        catalogue(folder / "locale", language, say)
    return folder


@contextmanager
def speaking(templates: Path) -> Iterator[None]:
    """The program finds these templates, in this process and those of `tongues_cli`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "_either", lambda *_: templates)
        patch.setenv(TEMPLATES, str(templates))
        own_wording.cache_clear()
        yield
    own_wording.cache_clear()


def listen() -> None:
    """In a process of its own: find the templates that the environment names."""
    if folder := os.environ.get(TEMPLATES):
        resources._either = lambda *_: Path(folder)


def whole(home: Path, change: Change | None = None, *, signed: tuple[str, ...] = ("es", "fr")
          ) -> Change:
    """Gives the small workbook the texts of every made-up language, then makes `change`; a person
    signs the `signed` languages as they are then. The templates must be those of `speaking`."""
    def told(texts: Rows) -> None:
        for language, say in LANGUAGES.items():
            translated(language, say)(texts)
        if change:
            change(texts)

    content = read(workbook_from(SMALL, home / "to-sign.xlsx", told))
    (home / "to-sign.xlsx").unlink()
    words = [each.to_sign for each in steps.offered(content, TODAY).values()
             if each.language in signed and each.fingerprint]

    def sign(texts: Rows) -> None:
        told(texts)
        person = texts["People"][0]
        person["attests"] = ", ".join(filter(None, (person.get("attests", ""), *words)))

    return sign


def workbook_in(path: Path, change: Change | None = None, *, signed: tuple[str, ...] = ("es", "fr")
                ) -> Path:
    """The small workbook in every made-up language, as `whole` changes it."""
    return workbook_from(SMALL, path, whole(path.parent, change, signed=signed))


def tongue_of(text: str) -> str:
    """In which language a text is, by its vowels."""
    counts = {language: sum(map(text.count, set(letters) - set("iI")))  # Babel's months have them
              for language, letters in {"en": VOWELS, "es": SPANISH, "fr": FRENCH}.items()}
    return max(counts, key=lambda language: counts[language])


def read(path: Path) -> Content:
    content, problems = steps.read_workbook(path)
    assert content is not None, problems
    return content
