"""A telephone number stays on one line, wherever it stands in what patients read."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid.aid.telephones import NO_BREAK, together
from sdaid.page import fonts
from sdaid.page.draw import draw
from sdaid.page.measure import Run, lines, width

NUMBERS = ("000 1111", "+44 (0)20 7946 0000", "(030) 123 456", "0043 1 234 56 78", "555 0100 222")


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_in_a_text_is_not_parted(number: str) -> None:
    """Whatever stands around it; the rest of the text breaks as before."""
    for text in ("Call {} at once.", "اتصل بالرقم {} فورا", "la clínica, {}", "{}"):
        assert together(text.format(number)) == text.format(number.replace(" ", NO_BREAK))


@pytest.mark.parametrize("text", [
    "25 of 100 people", "In 2026 3 people", "1 2 3", "10 20 30 40 50 60 70 80",
    "999 if you", "Version 0.1, 3 May", ""])
def test_amounts_beside_each_other_are_left_alone(text: str) -> None:
    assert together(text) is text


@given(st.text(alphabet="ab 0123456789+()-/,.", max_size=60))
def test_blanks_alone_change(text: str) -> None:
    """No letter is lost, and a text that was joined stays as it is."""
    joined = together(text)
    assert joined.replace(NO_BREAK, " ") == text
    assert together(joined) == joined


@dataclass(frozen=True)
class Note:
    text: str
    more: tuple[str, ...] = ()
    number: int = 0


def test_data_of_texts_are_joined_within() -> None:
    """And are the very same where there is nothing to join."""
    plain = Note("Call us.", ("25 of 100",), 3)
    assert together(plain) is plain
    assert together(Note("000 1111", ("0 1", "a"))) == Note("000\u00a01111", ("0\u00a01", "a"))


@pytest.mark.parametrize("text", ["Please call 000 1111 now", "Por favor llame al 000 1111 ahora"])
def test_a_number_is_measured_as_it_is_drawn(text: str) -> None:
    """Where its first half alone had room, the whole number goes to the next line, on the page and
    in what was measured."""
    before = text[:text.index(" 1111")]
    room = width(before, 12) + 3
    joined = together(text)
    assert lines([Run(text, 12)], room) == lines([Run(joined, 12)], room) == 2
    html = f'<html lang="en"><head><title>x</title></head><body><p>{joined}</p></body></html>'
    pdf = draw(html, styles=("aid.css",), families=fonts.needed_families(html),
               css=f"p {{ font-size: 12pt; width: {room}mm; margin: 0 }}")
    page = pypdfium2.PdfDocument(BytesIO(pdf))[0].get_textpage()
    said = page.get_text_range().splitlines()
    assert [" ".join(each.split()) for each in said][1].startswith("000 1111")
