"""What is kept between runs is found by all that decides the pages, and by nothing else."""

from __future__ import annotations

import ast
import copy
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from gettext import NullTranslations
from pathlib import Path

import pytest

from sdaid.aid.edition import Document, Edition
from sdaid.engine import setting
from sdaid.engine.engine import SHAPES
from sdaid.engine.setting import PACKAGES, Setting
from sdaid.engine.store import Store
from sdaid.resources import folder_sum
from tests.build import ROOT
from tests.engine.conftest import Aid
from tests.page import made

OTHERWISE = {"kind": "sheet", "format": "large-print", "paper": "letter"}


def key(document: Document, translations: NullTranslations | None = None,
        logo: Path | None = None, *, leaf: bool = False) -> str:
    return Setting(document, translations or NullTranslations(), logo, leaf=leaf).key


def test_every_field_of_a_document_counts(aid: Aid) -> None:
    """Kind, format, paper, the leaf, and the sentence on an overdue review; of a patient it is
    nothing else."""
    document = aid()
    assert {each.name for each in fields(Document)} == {*OTHERWISE, "edition", "personal"}
    others = [replace(document, **{name: value})  # type: ignore[arg-type]
              for name, value in OTHERWISE.items()]
    keys = [key(document), key(document, leaf=True), key(aid(overdue="Due.")), *map(key, others)]
    assert len({*keys}) == len(keys)
    assert key(aid(name="Otto Otherman")) == key(document)


@pytest.mark.parametrize("name", [each.name for each in fields(Edition)])
def test_every_field_of_an_edition_counts(aid: Aid, name: str) -> None:
    """Whatever changes in an edition, its pages are made and proved anew."""
    document = aid()
    edition = document.edition
    other = edition.options[:-1] if name == "options" else "something else"
    changed = replace(edition, **{name: other})  # type: ignore[arg-type]
    assert key(replace(document, edition=changed)) != key(document)


def parts(value: object) -> Iterator[object]:
    """All data that an edition is made of."""
    if isinstance(value, tuple | list):
        for each in value:
            yield from parts(each)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from parts(getattr(value, field.name))
    else:
        yield value


def test_every_part_of_an_edition_tells_itself_whole() -> None:
    """No field is left out where data is told as a text, as it is for the key, and none is of a
    type whose text differs from one process to the next."""
    found = list(parts(made.document("hiccups").edition))
    for each in found:
        if is_dataclass(each):
            assert all(field.repr for field in fields(each)), type(each)
            assert type(each).__repr__ is not object.__repr__
        else:
            assert isinstance(each, str | int | float | None), type(each)


def test_fixed_words_count() -> None:
    """Another word in a catalogue, also in one that stands in for it, is another key."""
    document, words = made.document("arabic"), made.press_for("arabic").wording.translations
    changed, behind = copy.copy(words), copy.copy(words)
    changed._catalog = {**vars(words)["_catalog"], "Page": "Leaf"}  # type: ignore[attr-defined]
    behind._fallback = changed  # type: ignore[attr-defined]
    keys = [key(document, each) for each in (words, changed, behind, NullTranslations())]
    assert len({*keys}) == len(keys)
    assert key(document, copy.copy(words)) == keys[0]


def test_a_logo_counts(aid: Aid, tmp_path: Path) -> None:
    """Another picture under the same name is another key."""
    logo, document, keys = tmp_path / "logo.svg", aid(), {key(aid())}
    for text in ("<svg/>", "<svg><g/></svg>"):
        logo.write_text(text, encoding="utf-8")
        keys.add(key(document, None, logo))
    assert len(keys) == 3


@pytest.mark.parametrize("what", ["HERE", "templates", "version", "pango_version"])
def test_the_program_and_its_libraries_count(aid: Aid, monkeypatch: pytest.MonkeyPatch,
                                             tmp_path: Path, what: str) -> None:
    """A changed line of the program, or of a template, or another library, is another key."""
    (tmp_path / "deep").mkdir()
    line = tmp_path / "deep" / "line.py"
    line.write_text("1", encoding="utf-8")
    document = aid()
    before = key(document)
    if what in ("HERE", "templates"):
        monkeypatch.setattr(setting, what, tmp_path if what == "HERE" else lambda: tmp_path)
    else:
        monkeypatch.setattr(setting, what, lambda *_: "0.0.1")
    setting.versions.cache_clear()
    try:
        changed = [key(document)]
        if what in ("HERE", "templates"):
            line.write_text("2", encoding="utf-8")
            setting.versions.cache_clear()
            changed.append(key(document))
        assert len({before, *changed}) == 1 + len(changed)
    finally:
        setting.versions.cache_clear()


def test_every_library_of_the_pages_is_named() -> None:
    """What the rooms that make pages import from elsewhere is in the key with its version."""
    imported = set()
    for room in ("page", "pdf", "engine"):
        for path in (ROOT / "sdaid" / room).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    imported |= {each.name for each in node.names}
                elif isinstance(node, ast.ImportFrom):
                    imported.add(node.module or "")
    libraries = {name.split(".")[0] for name in imported} - {*sys.stdlib_module_names, "sdaid"}
    assert "weasyprint" in libraries
    assert {name.lower() for name in libraries} <= {*PACKAGES}


def test_what_could_run_code_is_not_read(tmp_path: Path) -> None:
    """Whoever writes a pickle that calls something into the folder has it made anew, uncalled."""
    class Calls:
        def __reduce__(self) -> tuple[object, tuple[object, ...]]:
            return Path.touch, (tmp_path / "called",)

    Store(tmp_path, None, ()).made("key", object, Calls)
    assert Store(tmp_path, None, SHAPES).made("key", tuple, lambda: ("anew",)) == ("anew",)
    assert not (tmp_path / "called").exists()


def test_what_python_compiles_counts_for_nothing(tmp_path: Path) -> None:
    """Any process may be writing there, under a name that is gone a moment later."""
    (tmp_path / "page.html").write_text("Page", encoding="utf-8")
    before = folder_sum(tmp_path)
    kept = tmp_path / "deep" / "__pycache__"
    kept.mkdir(parents=True)
    (kept / "page.cpython-311.pyc.1234").write_bytes(b"half")
    assert folder_sum(tmp_path) == before
    (tmp_path / "deep" / "page.html").write_text("Page", encoding="utf-8")
    assert folder_sum(tmp_path) != before
