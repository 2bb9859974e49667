"""The evidence book: it tells all, leads to its pages and its sources, and holds any words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pypdfium2.raw as pdfium
import pytest
from lxml import etree
from lxml.html import document_fromstring
from pypdfium2 import PdfDocument

from sdaid.aid.edition import Document, Edition, PageFormat, PaperName
from sdaid.aid.figure import Figure, Verdict
from sdaid.batch.press import Press
from sdaid.page.book import book_html, in_lines, row_entries
from sdaid.page.paper import FORMATS, PAPERS
from sdaid.page.render import render
from tests.book.conftest import Drawn
from tests.page.looking import letters, pages, squeezed, words_of
from tests.page.test_words import Pseudo, without_words

EVERY = [(format_, paper) for format_ in FORMATS for paper in PAPERS]
POINT, PIXEL = 25.4 / 72, 72 / 96
"""A point in mm, and the unit in which a PDF of ours tells the size of type, in points."""


def told(edition: Edition) -> Iterator[str]:
    """Every text that the book has to tell, in order."""
    yield from (edition.title, edition.question, edition.version, edition.about_condition,
                edition.audience, edition.order_reason, *(each.says for each in edition.help))
    for option in edition.options:
        yield from (option.name, option.kind, option.what)
        for rating in (option.effort, option.invasiveness):
            yield from (rating.words, rating.meaning)
        yield from (text for phase in option.phases
                    for text in (phase.weeks, phase.amount, phase.text))
        yield from (text for back in option.back for text in (back.short, back.words))
        yield from (option.back_words, option.afterwards)
        yield from (text for label, words, _ in option.more for text in (label, words))
    yield from edition.rule
    for row in edition.rows:
        yield from (row.label, row.definition, row.help, row.warning)
        for figure in (figure for cell in row.cells for figure in cell):
            yield from (figure.verdict.words, figure.verdict.further, figure.number, figure.caveat)
            yield from (text for pair in figure.book for text in pair)
    for each in edition.questions:
        yield from (each.question, each.for_all, *each.answers)
    yield from (text for pair in (*edition.about, *edition.people, *edition.words)
                for text in pair)
    yield from (text for scale in edition.scales for text in (*scale.steps, scale.rated_by))
    for source in edition.sources:
        yield from (source.text, source.facts, source.payer, source.address)


def test_the_book_tells_everything(edition: Edition, drawn: Drawn) -> None:
    """No text of the edition that belongs into the book is missing or cut."""
    said = words_of(drawn("standard", "a4"))
    assert [text for text in told(edition) if squeezed(text) not in said] == []


@pytest.mark.parametrize(("format_", "paper"), EVERY)
def test_the_contents_lead_to_their_pages(edition: Edition, drawn: Drawn, format_: PageFormat,
                                          paper: PaperName) -> None:
    """Each line of the contents names the page on which its heading stands."""
    shown = pages(drawn(format_, paper))
    lines = {title.strip(" ."): int(number) for title, number in re.findall(
        r"^(.+?)[ .]*\. ?(\d+)\s*$", "\n".join(shown[:2]), re.MULTILINE)}
    names = [option.name for option in edition.options] + [row.label for row in edition.rows]
    assert {"The decision", "Sources", "Words we use", *names} <= lines.keys()
    for title, number in lines.items():
        assert squeezed(title) in squeezed(shown[number - 1]), (title, number)


def test_every_mark_leads_to_its_source(small_press: Press, edition: Edition, drawn: Drawn) -> None:
    """The number behind a figure is that of its source's line, as it is in the aid; and each number
    in the book has one line."""
    content = small_press.content
    citations = {source.id: source.citation for source in content.sources}
    figures = {figure.id: figure for row in edition.rows for cell in row.cells for figure in cell}
    for outcome in content.outcomes:
        cited = {edition.sources[number - 1].text for number in figures[outcome.id].sources}
        assert len(cited) == len(outcome.sources)
        assert all(any(text.startswith(citations[id_]) for text in cited)
                   for id_ in outcome.sources)
    text = words_of(drawn("standard", "a4"))
    body, _, listed = text.rpartition(squeezed("Where nobody is named who paid"))
    marks = {int(number) for mark in re.findall(r"\[([\d,]+)\]", body)
             for number in mark.split(",")}
    assert marks <= {source.number for source in edition.sources}
    for source in edition.sources:
        assert listed.count(f"[{source.number}]{squeezed(source.text)}") == 1


def unstudied(caveat: str = "", **more: Any) -> Figure:
    means = Verdict("no-study", "No number: we found no study")
    return Figure("f", "unknown", means, caveat=caveat, **more)


def test_a_row_of_mostly_unstudied_options_tells_them_together(edition: Edition) -> None:
    """With their caveats; an option of which more is known keeps a place of its own."""
    row = edition.rows[0]
    known = row.cells[1]
    more = unstudied(book=(("More on this", "Somebody asked."),))
    for cells, apart in (
            (((unstudied("Nobody looked."),), known, (unstudied(),)), [1]),
            (((unstudied(),), known, (more,)), [0, 1, 2]),
            (((unstudied(),), known, known), [0, 1, 2])):
        [entry, *_] = row_entries(replace(edition, rows=(replace(row, cells=cells),)))
        assert [option.number - 1 for option, _ in entry.told] == apart
        assert len(entry.told) + len(entry.unstudied) == 3
    [entry] = row_entries(replace(edition, rows=(replace(
        row, cells=((unstudied("Nobody looked."),), known, (unstudied(),))),)))
    assert entry.unstudied_words == "No number: we found no study"
    document = Document("book", "standard", "a4", replace(edition, rows=(entry.row,)))
    assert squeezed("Nobody looked.") in words_of(render(document))


def test_short_facts_share_a_line() -> None:
    """Their order stays, and a long one has a line of its own."""
    facts = (("When", "At 3 weeks."), ("How many", "12"), ("Who was studied", "x" * 60), ("A", "b"))
    assert in_lines(facts) == (facts[:2], facts[2:3], facts[3:])


@pytest.mark.parametrize(("format_", "paper"), EVERY)
def test_nothing_leaves_the_page(drawn: Drawn, format_: PageFormat, paper: PaperName) -> None:
    """Every letter stands within the margins, and none is smaller than its format allows."""
    pdf = drawn(format_, paper)
    for page, letter, (left, bottom, right, top), (width, height) in letters(pdf):
        assert left * POINT > 10, (page, letter)
        assert right * POINT < width * POINT - 10, (page, letter)
        assert bottom * POINT > 5, (page, letter)
        assert top * POINT < height * POINT - 5, (page, letter)
    assert smallest(pdf) >= FORMATS[format_].small - 0.01


def smallest(pdf: bytes) -> float:
    """The size of the smallest type in `pdf`, in points."""
    sizes = set()
    with PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            sizes |= {pdfium.FPDFText_GetFontSize(text, place)
                      for place in range(text.count_chars())
                      if not chr(pdfium.FPDFText_GetUnicode(text, place)).isspace()}
    return min(sizes) * PIXEL


@pytest.mark.parametrize(("format_", "paper"), EVERY)
def test_the_book_can_be_read_aloud(tmp_path: Path, drawn: Drawn, format_: PageFormat,
                                    paper: PaperName) -> None:
    """It is tagged, says its language and title, and keeps the rules of PDF/UA-1."""
    path = tmp_path / "book.pdf"
    path.write_bytes(drawn(format_, paper))
    assert "no failures" in str(page_validation.validate_pdf(str(path), profile="ua1"))
    with pikepdf.open(BytesIO(drawn(format_, paper))) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en"
        assert "/StructTreeRoot" in document.Root
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert "Evidence book" in metadata["dc:title"]


def test_the_same_book_has_the_same_bytes(edition: Edition, drawn: Drawn) -> None:
    """So that its checksum proves it."""
    assert render(Document("book", "standard", "a4", edition)) == drawn("standard", "a4")


LONGEST = "Unbreakable" * 12


@pytest.mark.parametrize(("format_", "paper"), EVERY)
def test_words_without_spaces_stay_on_the_page(edition: Edition, format_: PageFormat,
                                               paper: PaperName) -> None:
    """A name, a label, a word, an address and a caveat that are one long word are broken, and all
    of each is there."""
    option, row = edition.options[0], edition.rows[0]
    figure = replace(row.cells[0][0], caveat=LONGEST, book=((LONGEST[:30], LONGEST),))
    hard = replace(
        edition,
        options=(replace(option, name=LONGEST[:40], short_name=LONGEST[:22], what=LONGEST),
                 *edition.options[1:]),
        rows=(replace(row, label=LONGEST[:40], cells=((figure,), *row.cells[1:])),),
        words=((LONGEST[:40], LONGEST),),
        sources=(replace(edition.sources[0], text=LONGEST, address=LONGEST),
                 *edition.sources[1:]))
    pdf = render(Document("book", format_, paper, hard))
    for page, letter, (left, _, right, _), (width, _) in letters(pdf):
        assert left * POINT > 10, (page, letter)
        assert right * POINT < width * POINT - 10, (page, letter)
    said = words_of(pdf)
    assert said.count(LONGEST) >= 6


@pytest.mark.parametrize("text", ["{{ 7 * 7 }}", "<script>alert(1)</script>", "</style>", "&lt;b",
                                  '"><img src="file:///etc/passwd">', "{page}", "%(name)s"])
def test_hostile_text_is_printed_as_it_is(edition: Edition, text: str) -> None:
    """Markup and template code of a workbook stand in the book as the words they are."""
    texts = [f"{text} {number}" for number in range(8)]
    title, notice, label, caveat, *rest = texts
    figure = replace(edition.rows[0].cells[0][0], caveat=caveat, book=((rest[0], rest[1]),))
    hostile = replace(
        edition, title=title, notice=notice, words=((rest[2], rest[3]),),
        rows=(replace(edition.rows[0], label=label,
                      cells=((figure,), *edition.rows[0].cells[1:])),))
    said = words_of(render(Document("book", "standard", "a4", hostile)))
    assert [each for each in texts if squeezed(each) not in said] == []


@pytest.mark.parametrize(("format_", "paper"), EVERY)
def test_the_longest_foot_stays_clear_of_the_edge(edition: Edition, format_: PageFormat,
                                                  paper: PaperName) -> None:
    """A draft of overdue content, with the longest notice and name of a clinic: all is there, above
    the edge that printers do not reach, and below the text of the page."""
    long = replace(
        edition, draft=True, notice="Notice of a clinic. " * 5, title="Long title " * 8,
        overdue="This content was due for review on 22 November 2026. Ask what has changed.",
        clinic=replace(edition.clinic, name="Clinic name " * 6, phone="555-0100 " * 4))
    pdf = render(Document("book", format_, paper, long))
    for page, letter, (_, bottom, _, top), (_, height) in letters(pdf):
        assert bottom * POINT > 6, (page, letter)
        assert top * POINT < height * POINT - 5, (page, letter)
    assert all("555-0100 555-0100 555-0100 555-0100" in " ".join(text.split())
               for text in pages(pdf))


def test_a_draft_says_so_and_lists_what_is_open(edition: Edition) -> None:
    """On each page, and at its end."""
    draft = replace(edition, draft=True, open_problems=("The review was due.",))
    shown = pages(render(Document("book", "standard", "a4", draft)))
    assert all("DRAFT" in text and "Draft, not for patients." in text for text in shown)
    assert "The review was due." in shown[-1]


@pytest.mark.parametrize("format_", FORMATS)
def test_no_fixed_word_of_the_book_is_left_in_english(edition: Edition, format_: PageFormat
                                                      ) -> None:
    """In a language of Greek letters, with a workbook of digits, no Latin letter is left."""
    options = tuple(replace(option, kind="7") for option in edition.options)
    document = without_words(Document("book", format_, "a4", replace(edition, options=options)))
    assert isinstance(document, Document)
    root = document_fromstring(book_html(document, Pseudo()))
    said = [text for element in root.iter(etree.Element) for text in (
        element.text, element.tail, element.get("alt"), element.get("title"))]
    assert [text for text in said if text and re.search(r"[A-Za-z]", text)] == []
    assert any(text and "λ" in text for text in said)
