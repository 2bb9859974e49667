"""The sign-off pack: what stands in it, on paper, and for people who do not see it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import page as validation
import pypdfium2
import pytest

from sdaid.standards.check import Report, judge
from sdaid.standards.passages import cell_name
from sdaid.standards.report import report_html, report_pdf
from tests.build import EXAMPLE, SMALL
from tests.standards.contents import TODAY, content_from, set_in

Texts = dict[str, list[dict[str, Any]]]


def troubled(texts: Texts) -> None:
    """A workbook with every verdict there is, on letter paper."""
    set_in("Decision", "funding", "tbc", 0)(texts)
    set_in("Decision", "paper", "letter", 0)(texts)
    set_in("Options", "summary", "The best bell <b>of all</b>, which {{ halves }} the risk.",
           id="bell")(texts)
    set_in("People", "attests", "q6, k16", name="Testa Author")(texts)
    texts["Accepted"].append({"code": "persuasive", "cell": "Options!E4", "who": "Testa Author",
                              "said": "The best bell <b>of all</b>, which {{ halves }} the risk.",
                              "reason": "It is the bell's <i>name</i>.", "accepted_on": TODAY})


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, each run of white space one blank."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        texts = []
        for number in range(len(document)):
            with closing(document[number]) as sheet, closing(sheet.get_textpage()) as words:
                texts.append(" ".join(words.get_text_bounded().split()))
        return texts


def sizes_of(pdf: bytes) -> set[tuple[int, ...]]:
    """The sizes of its pages in millimetres."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return {tuple(round(side / 72 * 25.4) for side in document.get_page_size(number))
                for number in range(len(document))}


@pytest.fixture(scope="module")
def example() -> tuple[Report, bytes]:
    report = judge(content_from(EXAMPLE), TODAY)
    return report, report_pdf(report)


@pytest.fixture(scope="module")
def trouble() -> tuple[Report, bytes]:
    report = judge(content_from(SMALL, troubled), TODAY)
    return report, report_pdf(report)


@pytest.mark.parametrize("which", [
    pytest.param("example", marks=pytest.mark.long), "trouble"])
def test_the_pack_is_pdf_ua(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """No rule of PDF/UA-1 fails."""
    _, pdf = request.getfixturevalue(which)
    path = tmp_path / "pack.pdf"
    path.write_bytes(pdf)
    found = validation.validate_pdf(str(path), profile="ua1")
    assert found.failures == [], str(found)


def test_every_verdict_number_and_signature_line_is_on_paper(
    example: tuple[Report, bytes]
) -> None:
    """Items, rules, figures, sources, lines to sign: nothing of the report is left out."""
    report, pdf = example
    text = " ".join(pages_of(pdf))
    squeezed = text.replace(" ", "")
    assert report.summary in text
    for verdict in report.verdicts:
        assert f"{verdict.id.upper()}{verdict.text}".replace(" ", "") in squeezed
    for rule in report.others:
        assert rule.text.replace(" ", "") in squeezed
    for line in report.evidence:
        assert line.says.replace(" ", "") in squeezed
        assert cell_name(line.place) in squeezed
    for source in report.sources:
        assert source.id in squeezed
    for level in report.reading.options:
        assert f"{level.grade:.1f}" in text
    opens = sum(each.verdict == "open" for each in report.verdicts)
    assert text.count("What was done, when, with whom") == opens
    assert "Maker." in text


def test_what_stops_printing_stands_on_the_first_page(trouble: tuple[Report, bytes]) -> None:
    """The verdict and each unfit problem with its cell come before all else."""
    report, pdf = trouble
    first = pages_of(pdf)[0]
    assert "fails 1 of the 25" in first
    for problem in report.unfit:
        assert cell_name(problem.place) in first


def test_signed_and_accepted_are_shown_with_name_and_day(trouble: tuple[Report, bytes]) -> None:
    """Who stands for what is read in the pack."""
    _, pdf = trouble
    text = " ".join(pages_of(pdf))
    assert "Signed by Testa Author, 2026-11-22" in text
    assert "Accepted by Testa Author on 2026-11-22: It is the bell's <i>name</i>." in text


def test_workbook_text_is_text(trouble: tuple[Report, bytes]) -> None:
    """Markup and braces of the workbook are printed as they are typed."""
    report, _ = trouble
    html = report_html(report)
    assert "<i>name</i>" not in html
    assert "&lt;i&gt;name&lt;/i&gt;" in html


def test_the_pack_follows_the_workbooks_paper(
    example: tuple[Report, bytes], trouble: tuple[Report, bytes]
) -> None:
    """A4 and letter, in millimetres; the evidence lies on its side."""
    assert sizes_of(example[1]) == {(210, 297), (297, 210)}
    assert sizes_of(trouble[1]) == {(216, 279), (279, 216)}


def test_the_same_report_makes_the_same_bytes(trouble: tuple[Report, bytes]) -> None:
    """Nothing of the clock is in the pack but the day it is asked for."""
    report, pdf = trouble
    assert report_pdf(report) == pdf


def test_verdicts_differ_without_colour(trouble: tuple[Report, bytes]) -> None:
    """Each verdict is a word, and each class of box has its own fill or frame."""
    report, _ = trouble
    html = report_html(report)
    for verdict, word in (("pass", "passes"), ("fail", "fails"), ("open", "open"),
                          ("signed", "signed")):
        assert f'<span class="word {verdict}">{word}</span>' in html


def test_every_verdict_is_listed_with_its_cells() -> None:
    """The committee sees what the aid says of each figure, and from which cells that follows."""
    html = report_html(judge(content_from(SMALL), TODAY))
    section = html.split("What each figure means")[1].split("<section")[0]
    assert "Less bother, but it may be too little to notice." in section
    assert "1.6 points better than no cup (0.9 better to 2.3 better)" in section
    assert "Outcomes!I7, J7, Rows!R3" in section
    assert section.count("<tr>") == len(content_from(SMALL).outcomes) + len(
        content_from(SMALL).rows)
