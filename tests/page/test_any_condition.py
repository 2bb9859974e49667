"""Whatever a workbook says within its limits, its pages hold it: no two words overlap, none leaves
its page or its band, none is missing, bands are of one height, and pages are within their budget.
The finished PDF is read by another library than the one that made it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from sdaid import steps
from sdaid.aid.edition import Document, Edition, Personal
from sdaid.appointments.columns import Appointment
from sdaid.page.paper import FORMATS, PAPERS, POINT
from sdaid.page.render import render
from sdaid.page.sections import BANDS, sections_of
from sdaid.page.strips import band_rows
from sdaid.sheets.values import Cell
from sdaid.workbook.content import Content
from tests.page.budget import large_pages
from tests.page.conditions import PATIENTS, fitting_condition
from tests.page.looking import squeezed

SHORT = int(os.environ.get("SDAID_CONDITIONS", "8"))
LONG = int(os.environ.get("SDAID_CONDITIONS_LONG", "200"))
FIRST = int(os.environ.get("SDAID_CONDITIONS_SEED", "1"))
TODAY = date(2026, 11, 22)
KINDS = [(format_, paper) for format_ in FORMATS for paper in PAPERS]
SOURCE = re.compile(r"\[?\d+[],]")
"""A part of what cites sources, as in “[4, 5]”."""

OVERLAP = 0.6
"""By how many points the boxes of two words of different lines may touch."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        long = metafunc.config.getoption("--long")
        count = LONG if long else SHORT
        metafunc.parametrize("seed", range(FIRST, FIRST + count))


def test_the_pages_of_any_condition_hold_what_it_says(
        seed: int, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Each format and paper with another patient, and the sheet and the blank aid in turn. In the
    short sample, each condition has one of the four in turn."""
    content = fitting_condition(seed, tmp_path)
    press, _ = steps.press(content, steps.Asked(TODAY))
    for number, (format_, paper) in enumerate(KINDS):
        if number != seed % len(KINDS) and not request.config.getoption("--long"):
            continue
        name = list(PATIENTS)[(seed + number) % len(PATIENTS)]
        visit = None if (seed + number) % 5 == 0 else _visit(content, name)
        document = press.document("aid", visit, format_, paper)
        look(render(document), document, f"seed {seed}, {format_}, {paper}, {name}")
        if format_ == "standard":
            sheet = press.document("sheet", visit, format_, paper)
            look(render(sheet), sheet, f"seed {seed}, sheet, {paper}, {name}")


def _visit(content: Content, patient: str) -> SimpleNamespace:
    cells = {"id": "A-1", "patient_id": "P-1", "given_name": "Testa", "family_name": "Example",
             "born": "1961-04-30", "visit_date": "2026-12-01", "visit_time": "09:30",
             "place": "Sample Building, Room 2", "clinician": "Dr Invented",
             "tried": content.options[0].id}
    appointment = Appointment.model_validate(
        {name: Cell(0, 0, value, "text") for name, value in cells.items()})
    facts = {**PATIENTS[patient](content), "age": 65.0}
    return SimpleNamespace(appointment=appointment, facts=facts)


@dataclass(frozen=True)
class Word:
    """A word on a page: its text and box in points, y upwards."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def look(pdf: bytes, document: Document, told: str,
         translations: NullTranslations | None = None) -> None:
    """AssertionError where the pages of an aid or a sheet do not hold all of it in its place."""
    opened = pdfium.PdfDocument(pdf)
    try:
        words = [list(_words(page)) for page in opened]
        heights = [_bands(page, document) for page in opened]
    finally:
        opened.close()
    _inside(words, document, told)
    _apart(words, told)
    _nothing_missing(words, document, told)
    if document.kind == "aid":
        assert len(words) % 2 == 0, f"{told}: {len(words)} pages"
        _in_budget(words, document, told, translations or NullTranslations())
    options = len(document.edition.options)
    banded = [found for found in heights if len(found) >= min(options, 2)]
    if document.format == "standard":
        wanted = sum(name in BANDS for name in sections_of(document, leaf=False, notes=False))
        bands = [found for found in banded if len(found) == options]
        assert len(bands) >= wanted, f"{told}: bands on {len(bands)} pages of {wanted}"
        whole = [height for found in bands[:wanted] for height in found]
        assert max(whole) - min(whole) <= 2.0, f"{told}: bands of {whole}"


def _in_budget(pages: list[list[Word]], document: Document, told: str,
               translations: NullTranslations) -> None:
    """A leaf is added for a blank aid, and for a patient to whom page 1 says that there is more.
    Without one, large print has as many pages as are measured, and one for notes where they are
    odd."""
    more = squeezed(translations.gettext("More that is particular to you"))
    has_leaf = document.personal is None or any(
        more in "".join(word.text for word in words) for words in pages)
    large = document.format == "large-print"
    leaf = has_leaf * (4 if large else 2)
    counted = large_pages(document.edition, document.paper, translations) if large else {}
    whole = sum(counted.values())
    assert len(pages) <= FORMATS[document.format].most_pages + leaf, (
        f"{told}: {len(pages)} pages, {counted}")
    assert not large or has_leaf or len(pages) == whole + whole % 2, (
        f"{told}: {len(pages)} pages, {counted}")


def _words(page: pdfium.PdfPage) -> Iterator[Word]:
    text = page.get_textpage()
    letters, box = "", [1e9, 1e9, -1e9, -1e9]
    for place in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, place))
        blank = letter.isspace() or letter in "\x00\x02\ufffe\u00ad"
        part = None if blank else text.get_charbox(place)
        if part and letters and (abs(part[1] - box[1]) > 8 or part[0] > box[2] + 8):
            yield Word(letters, *box)
            letters, box = "", [1e9, 1e9, -1e9, -1e9]
        if part is None:
            if letters:
                yield Word(letters, *box)
            letters, box = "", [1e9, 1e9, -1e9, -1e9]
            continue
        letters += letter
        box = [min(box[0], part[0]), min(box[1], part[1]),
               max(box[2], part[2]), max(box[3], part[3])]
    if letters:
        yield Word(letters, *box)


def _inside(pages: list[list[Word]], document: Document, told: str) -> None:
    sheet, margin = PAPERS[document.paper], FORMATS[document.format].side / POINT - 2
    for number, words in enumerate(pages, start=1):
        for word in words:
            beyond = (word.left < margin or word.right > sheet.width / POINT - margin
                      or word.bottom < 12 or word.top > sheet.height / POINT - 12)
            assert not beyond, f"{told}, page {number}: “{word.text}” leaves the page"


def _apart(pages: list[list[Word]], told: str) -> None:
    for number, words in enumerate(pages, start=1):
        in_order = sorted(words, key=lambda word: word.left)
        for place, one in enumerate(in_order):
            for other in in_order[place + 1:]:
                if other.left >= one.right - OVERLAP:
                    break
                across = min(one.right, other.right) - other.left
                down = min(one.top, other.top) - max(one.bottom, other.bottom)
                assert across <= OVERLAP or down <= OVERLAP, (
                    f"{told}, page {number}: “{one.text}” and “{other.text}” overlap")


def _nothing_missing(pages: list[list[Word]], document: Document, told: str) -> None:
    """Every text that the aid or the sheet must say is on its pages."""
    margins, sheet = FORMATS[document.format], PAPERS[document.paper]
    head, foot = (sheet.height - margins.top) / POINT, margins.bottom / POINT
    shown = [word.text for words in pages for word in words if foot <= word.bottom <= head]
    # the reader may put the sources of one column between two words of the next
    said = "\n".join(re.sub(r"\W", "", "".join(words)) for words in (
        shown, [word for word in shown if not SOURCE.fullmatch(word)]))
    for texts in _must_say(document):
        ways = (texts,) if isinstance(texts, str) else texts
        assert any(re.sub(r"\W", "", squeezed(text)) in said for text in ways), (
            f"{told}: “{ways[0]}” is missing")


def _must_say(document: Document) -> Iterator[str | tuple[str, ...]]:
    """Texts; several where any one of them will do: a sentence, and the same in few words."""
    edition, whole = document.edition, document.kind == "aid"
    large = document.format == "large-print"
    yield edition.order_reason
    for option in edition.options:
        yield from (option.short_name if large else option.name, option.what, option.back_words,
                    option.effort.words, option.invasiveness.words)
    firsts, others = band_rows(edition)
    for row in (*firsts, *others) if whole else firsts:
        yield row.label
        for figure in (figure for cell in row.cells for figure in cell):
            yield from (figure.verdict.words, figure.verdict.further,
                        tuple(number.removesuffix(span) for number, span in (
                            (figure.number, figure.range), (figure.few.number, figure.few.range))),
                        (figure.range, figure.few.range),
                        (figure.compared, figure.few.compared), figure.measured,
                        (figure.when, figure.size, figure.few.when) if figure.when else "",
                        figure.caveat)
    if whole:
        yield from _said_to_all(edition)
        yield from (_said_to_one(document.personal) if document.personal else _asked(edition))


def _said_to_all(edition: Edition) -> Iterator[str]:
    for option in edition.options:
        yield option.afterwards
        yield from (back.short for back in option.back)
    yield from (edition.title, edition.question, edition.about_condition, edition.audience)
    yield from (text for help_ in edition.help for text in (help_.call, help_.when))
    yield from (value.text for value in edition.values)
    yield from (question.question for question in edition.questions)
    yield from (text for pair in edition.about for text in pair)
    yield from (source.short for source in edition.sources if source.cited)
    yield from (text for pair in edition.key for text in pair)


def _said_to_one(personal: Personal) -> Iterator[str]:
    for group in personal.particulars:
        yield group.because
        yield from (message.message for message in group.messages)
    yield from personal.unknown
    yield personal.tried_says


def _asked(edition: Edition) -> Iterator[str]:
    for fact in edition.asked:
        yield fact.question
        yield from (message.message for _, messages in fact.then for message in messages)


def _bands(page: pdfium.PdfPage, document: Document) -> list[float]:
    """The heights of a page's bands in points: between the lines that run across the whole page,
    cell by cell, below the head and above the foot."""
    across: dict[int, float] = {}
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = each.get_bounds()
        if 1.3 < top - bottom < 3.0:
            middle = round((bottom + top) / 2)
            across[middle] = across.get(middle, 0.0) + right - left
    width, height = page.get_size()
    foot = FORMATS[document.format].bottom / POINT - 1
    lines = sorted((y for y, length in across.items()
                    if length > 0.85 * width and foot < y < height - 80), reverse=True)
    return [float(upper - lower) for upper, lower in pairwise(lines)]
