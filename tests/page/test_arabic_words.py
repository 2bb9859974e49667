"""From cell to page in Arabic: every translated text is printed, and no English word is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from html import unescape

import pytest

from sdaid.aid.edition import Document
from sdaid.mail.measure import opened
from sdaid.page.book import book_html
from sdaid.page.html import aid_html
from sdaid.sheets.values import TimeUnit
from tests.build import ARABIC, translated_cells
from tests.page import made

UNPRINTED = {("Words", "term", "جرس الفواق"), ("Rows", "event", "أصيبوا بالتهاب الحلق")}
"""A term that may stand as it is, so that the book does not explain it; the words of a row whose
only count has words of its own."""


def documents() -> Iterator[Document]:
    """Papers that hold between them whatever the Arabic texts can say: aids of patients with other
    facts, a blank one, and the book."""
    press = made.press_for("arabic")
    for facts in ({}, {"work": press.content.facts[1].choices[-1]}):
        visit = made.visit(press.content, facts, **made.IN_ARABIC)
        yield press.document("aid", visit, "standard", "a4")
    yield made.document("arabic", blank=True)
    yield made.document("arabic", "book")


def html_of(document: Document) -> str:
    translations = made.press_for("arabic").wording.translations
    if document.kind == "book":
        return book_html(document, translations)
    return aid_html(document, translations).html


@cache
def written() -> str:
    """The texts of the papers as they are written, without markup."""
    return " ".join(words(html_of(document)) for document in documents())


def words(html: str) -> str:
    text = unescape(re.sub(r"<[^<>]*>", "", html.partition("<body")[2]))
    return re.sub(r"[\u00ad\u2066-\u2069]", "", text)


def squeezed(text: str) -> str:
    """`text` without what the end of a line can change, and without vowel signs."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKC", text)
                    if unicodedata.category(letter) != "Mn")
    return re.sub(r"[^\w]", "", plain)


@cache
def printed() -> str:
    """The texts of the aid of one patient, of a blank one and of the book, read back."""
    found = []
    for pdf in (made.pdf("arabic"), made.pdf("arabic", blank=True), made.pdf("arabic", "book")):
        with opened(pdf) as pages:
            found += [pages.text(number) for number in range(len(pages))]
    return squeezed(" ".join(found))


def test_every_arabic_cell_is_written() -> None:
    """Each text of the Arabic condition stands in an aid or the book, letter for letter."""
    there = " ".join(written().split())
    assert [cell for cell in translated_cells(ARABIC, "، ") if cell not in UNPRINTED
            and " ".join(cell[2].rstrip(".").split()) not in there] == []


def test_every_arabic_cell_is_read_back() -> None:
    """Each word of these texts comes out of the PDFs as it was typed."""
    lost = [cell for cell in translated_cells(ARABIC, "، ")
            if cell not in UNPRINTED and cell[0] != "Rules"
            for word in cell[2].split() if squeezed(word) not in printed()]
    assert lost == []


def test_whole_sentences_are_read_back() -> None:
    """A text on one line is read in its order."""
    decision = made.press_for("arabic").content.decision
    for text in (decision.question, decision.order_reason, decision.audience, decision.notice,
                 "اتصل بالرقم 000 1111 فورًا إذا تعذر عليك التنفس"):
        assert squeezed(text) in printed()


def test_no_latin_word_is_in_arabic_papers() -> None:
    """Names, ids, sources and marks apart, every word is Arabic."""
    content = made.press_for("arabic").content
    own = " ".join((
        "P-2001", *(person.name for person in content.people), *content.decision.content_version,
        *(f"{source.citation} {source.short} {source.address}" for source in content.sources)))
    allowed = set(re.findall(r"[A-Za-z]+", own))
    found = {word for word in re.findall(r"\b[A-Za-z]+\b(?!…)", written()) if word not in allowed}
    assert found == set()


@pytest.mark.parametrize(("number", "said"), [
    (0.5, "0.5 يوم"), (1, "يوم واحد"), (2, "يومين"), (3, "3 أيام"), (10, "10 أيام"),
    (11, "11 يومًا"), (99, "99 يومًا"), (100, "100 يوم"), (103, "103 أيام")])
def test_arabic_nouns_follow_their_number(number: float, said: str) -> None:
    """All six forms of Arabic, and fractions, which have that of a hundred."""
    wording = made.press_for("arabic").wording
    assert wording.span(number, number, TimeUnit.DAY) == said


def test_digits_are_western() -> None:
    """Numbers, dates and times have the digits that Babel gives the locale “ar”."""
    assert not re.search("[\u0660-\u0669\u06f0-\u06f9]", written())
