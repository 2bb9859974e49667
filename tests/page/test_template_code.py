"""The bytecode of templates is kept, and read only while it is that of the same template."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from sdaid.page import template_code
from sdaid.page.template_code import TemplateCode


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which Python keeps bytecode, empty so far."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    return tmp_path / "kept"


def made(text: str, name: str = "name", **settings: bool) -> str:
    """What the template `text` makes in an environment of its own."""
    environment = Environment(loader=DictLoader({"pages/aid.html": text}), autoescape=True,
                              bytecode_cache=TemplateCode(), **settings)  # type: ignore[arg-type]
    return environment.get_template("pages/aid.html").render(name=name)


def count_compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that are compiled from now on."""
    compiled: list[str] = []
    usual = Environment.compile

    def compile_(self: Environment, source: str, *rest: object) -> object:
        compiled.append(source)
        return usual(self, source, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", compile_)
    return compiled


def files(kept: Path) -> list[Path]:
    return [path for path in kept.rglob("*") if path.is_file()]


def test_a_template_is_compiled_once(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process finds what the first one made of a template, and makes the same of it; the
    values that were filled in are not kept."""
    compiled = count_compiled(monkeypatch)
    assert made("Dear {{ name }}", "A & B") == made("Dear {{ name }}", "A & B") == "Dear A &amp; B"
    assert compiled == ["Dear {{ name }}"]
    (file,) = files(kept)
    assert b"Dear" in file.read_bytes()
    assert b"A &" not in file.read_bytes()


def test_a_template_that_was_changed_is_compiled_anew() -> None:
    """What was kept of a template's old text is never printed."""
    assert [made("old"), made("new"), made("old")] == ["old", "new", "old"]


def test_other_settings_compile_anew() -> None:
    """The same text means something else under other settings, and in another jinja."""
    text = "{% if name %}\n<b>{{ name }}</b>{% endif %}"
    assert made(text, trim_blocks=True) == "<b>name</b>"
    assert made(text, trim_blocks=False) == "\n<b>name</b>"


def test_another_jinja_compiles_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier version of jinja made is not for a later one."""
    compiled = count_compiled(monkeypatch)
    made("text")
    monkeypatch.setattr(template_code, "_jinja", lambda: "99.0")
    assert made("text") == "text"
    assert len(compiled) == 2


@pytest.mark.parametrize("at", [0, 40, -1])
def test_a_damaged_file_is_not_read(kept: Path, at: int) -> None:
    """One wrong byte, and the template is compiled and kept anew."""
    made("Dear {{ name }}")
    (file,) = files(kept)
    whole = file.read_bytes()
    spoilt = bytearray(whole)
    spoilt[at] ^= 1
    for wrong in (bytes(spoilt), whole[:at], b""):
        file.write_bytes(wrong)
        assert made("Dear {{ name }}") == "Dear name"
        assert file.read_bytes() == whole


def test_nothing_is_kept_where_python_keeps_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch
                                                    ) -> None:
    """With PYTHONDONTWRITEBYTECODE no file is written."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert made("text") == "text"
    assert not kept.exists()


def test_a_folder_that_cannot_be_written_is_no_fault(kept: Path) -> None:
    """Where nothing can be kept, templates are compiled each time."""
    kept.write_text("no folder")
    assert made("text") == made("text") == "text"
