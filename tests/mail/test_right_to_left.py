"""Letters of a language that runs to the left: mirrored, proved, and read back."""

from __future__ import annotations

import re
from pathlib import Path

import page as validation
import pytest

from sdaid.mail.address import PostalAddress
from sdaid.mail.identity import Identity, words_of
from sdaid.mail.letter import clinic_of, letter_of, letters_pdf
from sdaid.mail.measure import in_reading_order, letter_faults, opened
from sdaid.mail.message import Sender, words
from sdaid.mail.windows import WINDOWS
from tests.page import made


def letter(window: str, *, large: bool = False) -> tuple[bytes, tuple[str, ...]]:
    """The letter of the Arabic patient, and its address."""
    press = made.press_for("arabic")
    row = made.visit(press.content, **made.IN_ARABIC).appointment
    address = PostalAddress("تجربة مثال", "1 Nowhere Lane\nTestville", "LS1 4AP", None)
    told = letter_of(row, address, press.wording, large=large, with_book=True)
    return letters_pdf([told], clinic_of(press.content), WINDOWS[window], "a4",
                       press.wording), told.address


@pytest.mark.parametrize("window", ["din-b", "uk", "us"])
@pytest.mark.parametrize("large", [False, True])
def test_an_arabic_letter_is_proved(tmp_path: Path, window: str, large: bool) -> None:
    """The address stands in the window as it was set, the text ends with the reference on the page,
    and the file is PDF/UA-1."""
    pdf, address = letter(window, large=large)
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf)
    with opened(path) as pages:
        assert len(pages) == 1
        assert letter_faults(pages, 0, WINDOWS[window], address, "A-1001") == []
    report = validation.validate_pdf(path, profile="ua1")
    assert [(each.rule_id, each.message) for each in report.failures] == []


def test_an_arabic_letter_is_read_in_order() -> None:
    """Its lines come back as they were written, with the numbers in them."""
    with opened(letter("din-b")[0]) as pages:
        text = " ".join(pages.text(0).split())
    for said in ("قبل زيارتك", "تاريخ الميلاد 30 أبريل 1961، رقم الملف P-2001",
                 "وهي تعرض الخيارات التي يمكن الحديث عنها في", "اتصل بنا: 000 0000."):
        assert said in text
    assert text.endswith("A-1001")


def test_every_page_of_an_arabic_aid_is_its_patients() -> None:
    """Name, date of birth and id are read back from each page, as before it is sent."""
    press = made.press_for("arabic")
    row = made.visit(press.content, **made.IN_ARABIC).appointment
    identity = Identity.of(row, press.wording)
    other = Identity.of(made.visit(press.content, given_name="أخرى", family_name="مثال",
                                   patient_id="P-2002").appointment, press.wording)
    with opened(made.pdf("arabic")) as pages:
        read = [words_of(pages.text(number)) for number in range(len(pages))]
    assert all(identity.is_on(words) and identity.has_id(words) for words in read)
    assert not any(other.is_on(words) for words in read)


def test_no_latin_word_is_in_an_arabic_letter_or_email() -> None:
    """Addresses, ids and the name of a format apart."""
    press = made.press_for("arabic")
    pdf, address = letter("din-b")
    with opened(pdf) as pages:
        told = pages.text(0)
    own = " ".join([*address, *clinic_of(press.content).lines, "P-2001", "A-1001"])
    sender = Sender("عيادة", "clinic@example.org", "000 0000")
    for notice in (False, True):
        said = words(sender, press.wording, notice=notice, by_birth=True)
        assert 'lang="ar" dir="rtl"' in said.html
        told += f" {said.subject} {said.text}"
    allowed = {*re.findall("[A-Za-z]+", own), "PDF"}
    assert set(re.findall("[A-Za-z]+", told)) <= allowed


@pytest.mark.parametrize(("seen", "read"), [
    ("Testa Example", "Testa Example"), ("1001-A :انمقر", "رقمنا: 1001-A"),
    (".1111 000 مقرلاب لصتا", "اتصل بالرقم 1111 000."), ("31 .100", "31 .100"),
    ("31 .100 لك نم", "من كل 100. 31"), ("]1, 2[ .)ءيش ال( اذك", "كذا (لا شيء). [1, 2]")])
def test_a_line_is_put_in_reading_order(seen: str, read: str) -> None:
    """Runs that run to the left are turned round, with their brackets; numbers, ids and citations
    keep their order."""
    assert in_reading_order(seen) == read
