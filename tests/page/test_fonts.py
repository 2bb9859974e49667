"""Fonts come from packages, and a letter that none holds is found before it is a box."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import page as validation
import pikepdf
import pytest

from sdaid.aid.edition import Document
from sdaid.page import fonts
from sdaid.page.errors import PageError
from sdaid.page.render import render
from tests.page.looking import pages, squeezed
from tests.page.made import document


@pytest.mark.parametrize("name", [
    "Zoë Señor-Übergröße", "Łukasz Šťastný", "Nguyễn Thị Ánh", "Ελένη Δείγμα", "Пример Иванов",
    "أمثلة تجربة"])
def test_names_of_many_scripts_can_be_set(name: str) -> None:
    """Latin with every accent, Greek, Cyrillic and Arabic are set by the fonts that we require."""
    assert fonts.missing_glyphs(name) == ""


def test_missing_letters_are_told_once_in_order() -> None:
    """Letters without a font are named; blanks and what can be set are not."""
    assert fonts.missing_glyphs("a \u1200b\u1200\U00013000 c") == "\u1200\U00013000"


def test_remedy_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a script that a package holds, the remedy is the command that installs it."""
    monkeypatch.setattr(fonts.Family, "files", lambda self: ())
    assert fonts.remedy("漢") == "install it with “pip install justmytype-intl-cjk”"
    assert "fontpkg-noto-sans-thai" in fonts.remedy("ไ")
    assert "pip" not in fonts.remedy("\U00013000")


def sheet_of(name: str) -> Document:
    """The sheet of a patient of this name."""
    made = document("hiccups", "sheet")
    assert made.personal is not None
    return replace(made, personal=replace(made.personal, name=name))


def test_a_letter_of_no_font_holds_the_document() -> None:
    """A name that no font can set stops the document: it is never printed as a box."""
    with pytest.raises(PageError, match="no font here can set"):
        render(sheet_of("Testa \U00013000"))


def test_only_our_fonts_are_in_the_file() -> None:
    """A name in another script adds its font from its package, and every font is embedded."""
    with pikepdf.open(BytesIO(render(sheet_of("Пример أمثلة")))) as pdf:
        found = [font for page in pdf.pages for font in page.Resources.Font.values()]
        names = {str(font.BaseFont).split("+")[1] for font in found}
    assert {name.rsplit("-Bold", 1)[0].rsplit("-Italic", 1)[0] for name in names} == {
        "Aid-Atkinson", "Aid-Sans", "Aid-Arabic"}


@pytest.mark.parametrize("name", ["Пример Иванов", "Nguyễn Thị Ánh", "أمثلة تجربة"])
def test_names_of_many_scripts_stay_accessible(name: str, tmp_path: Path) -> None:
    """A name in a font beside the main one leaves the file PDF/UA, and can be read in its text."""
    path = tmp_path / "sheet.pdf"
    path.write_bytes(render(sheet_of(name)))
    report = validation.validate_pdf(path, profile="ua1")
    assert [(each.rule_id, each.message) for each in report.failures] == []
    if name[0] < "\u0590":  # letters that run to the left come in another order
        assert squeezed(name) in squeezed(pages(path.read_bytes())[0]).replace("\u2060", "")
