"""The code that leads to the evidence book, read back from the page as a telephone reads it."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
import zxingcpp

from sdaid.page.render import render
from sdaid.workbook.content import Content
from tests.build import Rows
from tests.page import made

LONGEST = "https://clinic.example/" + "books/" * 16 + "!"
PRINTED = 300 / 72
"""Dots of a usual printer for each point."""


def content_with(name: str, place: str) -> Content:
    """The content of a condition whose book is at `place`, without a problem on any paper."""
    def change(texts: Rows) -> None:
        texts["Decision"][0]["book_from"] = place

    return made.content_of(name, change)


def codes(place: str, format_: str) -> list[str]:
    """What the codes of an aid say whose book is at `place`, printed in grey."""
    content = content_with("hiccups", place)
    press = made.press_of(content)
    drawn = render(press.document("aid", made.visit(content), format_, "letter"),
                   press.wording.translations)
    document = pdfium.PdfDocument(drawn)
    try:
        return [code.text for page in document for code in zxingcpp.read_barcodes(
            page.render(scale=PRINTED, grayscale=True).to_pil())]
    finally:
        document.close()


@pytest.mark.parametrize(("place", "format_"), [
    ("https://clinic.example/b", "standard"), (LONGEST, "standard"), (LONGEST, "large-print")])
def test_the_code_says_where_the_book_is(place: str, format_: str) -> None:
    assert len(LONGEST) == 120  # the limit of the cell
    assert codes(place, format_) == [place]


def test_what_is_no_web_address_has_no_code() -> None:
    assert codes("Ask the clinic for it, 555-0100.", "standard") == []


def test_a_full_page_has_room_for_the_code() -> None:
    """It stands beside the last facts, and so takes no line more than they do."""
    content_with("example", "https://clinic.example/sacroiliac")
