"""Who signs a translation reads both languages side by side, texts and fixed words."""

from __future__ import annotations

import page as validation
import pytest

from sdaid.standards.report import report_html
from sdaid.standards.side_by_side import side_by_side
from sdaid.steps import judged, read_workbook
from sdaid.workbook.languages import translations
from tests.build import SMALL, workbook_from
from tests.languages import catalogue, translated
from tests.standards.commands import sdaid
from tests.standards.contents import TODAY
from tests.standards.test_report import pages_of


def test_every_text_and_every_fixed_word_stands_beside_its_translation(tmp_path):
    content, _ = read_workbook(workbook_from(SMALL, tmp_path / "made.xlsx", translated()))
    assert content is not None
    folder = catalogue(tmp_path, say=lambda text: f"«{text}»")
    pairs = side_by_side(content, "es", folder, "translation es 0a1b2c3d4e5f", ())
    html = report_html(judged(content, (), TODAY, language="es"), pairs)
    for each in translations(content, "es"):
        assert escaped(each.text) in html
        assert escaped(each.told) in html
        assert each.target.cell in html
    assert "translation es 0a1b2c3d4e5f" in html
    assert len(pairs.words) > 200
    assert all(f"«{pair.text.split(' / ')[0]}" in pair.told for pair in pairs.words)
    assert 'lang="es"' in html


def escaped(text):
    return text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;").replace(
        ">", "&gt;").replace('"', "&#34;")


def british(text):
    """Another kind of English, for which the program has its words."""
    return text.replace("e", "ë", 1)


@pytest.mark.parametrize("whole", [True, False])
def test_the_report_of_a_language_is_written_where_nothing_is_missing(whole, tmp_path):
    def leave(texts):
        translated("en-GB", british)(texts)
        if not whole:
            del texts["Options"][0]["wording"]["en-GB"]["cost"]

    book = workbook_from(SMALL, tmp_path / "made.xlsx", leave)
    pdf = tmp_path / "report.pdf"
    said = sdaid("check", book, "--language", "en-GB", "--report", pdf)
    assert pdf.exists() is whole
    if whole:
        text = " ".join(pages_of(pdf.read_bytes()))
        assert "The translation" in text
        assert "translation en-GB" in text
        assert "translation en-GB" in said.out
        found = validation.validate_pdf(str(pdf), profile="ua1")
        assert found.failures == [], str(found)
    else:
        assert said.code == 1
