"""The Spanish of the example, from cell to page: every translated text stands on a paper, and no
English word does, in the aids, the sheet, the book, the letter and the e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

import pypdfium2
import pytest

from sdaid.aid.edition import Document
from sdaid.aid.sources import short_citation
from sdaid.appointments.columns import Appointment
from sdaid.batch.press import Press, own_wording
from sdaid.mail.address import PostalAddress
from sdaid.mail.country import country
from sdaid.mail.letter import Clinic, letter_of, letters_pdf
from sdaid.mail.message import Sender, words
from sdaid.mail.windows import WINDOWS
from sdaid.page.book import book_html
from sdaid.page.html import aid_html
from sdaid.page.render import render
from sdaid.sheets.values import Cell
from sdaid.steps import offered
from sdaid.workbook.languages import in_language
from tests.build import EXAMPLE, translated_cells
from tests.conftest import EXAMPLE_TODAY
from tests.example.test_cell_to_page import example, squeeze
from tests.page import made

ENGLISH = frozenset(re.findall("[a-z]+", """
    the of and to in is you that it was for on are with his they at be this have from by had not
    but what all were we when your said there an each which she do how their if will up other
    about out many then them these so some her would make like him into has look more write go see
    way could people my than first been call who its now find long down day did get made may part
    over new sound take only little work know place year live back give most very after thing our
    just name good sentence man think say great where help through much before line right too mean
    old any same tell boy follow came want show also around form three small set put end does
    another well large must big even such because turn here why ask went men read need land
    different home us move try kind hand picture again change off play spell air away house point
    page letter answer found study studies still learn should world high every near add food
    between own below country plant last school father keep tree never start city earth eye light
    thought head under story saw left few while along might close something seem next hard open
    example begin life always those both paper together got group often run important until
    children side feet car mile night walk white began grow took river four carry state book
    hear stop without second later miss enough eat face watch far really almost let above
    girl sometimes mountain cut young talk soon list song being leave family pain joint needle
    needles nerve nerves treatment surgery trial trials option options less worse better harm
    harms visit clinic clinician source sources number figure difference months weeks days years
    patient decision aid
"""))
"""Frequent words of English, and of this aid's subject, that are no words of Spanish."""

BETWEEN = r"[\s\-\u00ad\u2010\ufffe\x02]*"
"""What may stand between two letters where a line ends."""

LONG = (("aid", "standard"), ("aid", "large-print"), ("book", "standard"))


@cache
def press() -> Press:
    return made.press_of(in_language(example(), "es"), today=EXAMPLE_TODAY)


def documents(kind: str, format_: str = "standard") -> Iterator[Document]:
    """The papers of a patient whose facts make rules speak, of one with other facts, and of
    nobody."""
    if kind != "book":
        content = press().content
        other = {fact.name: fact.choices[-1] if fact.choices else False for fact in content.facts}
        for facts in ({}, other):
            visit = made.visit(content, facts, family_name="Prueba", place="Edificio inventado",
                               clinician="Dra. Muestra")
            yield press().document(kind, visit, format_, "a4")  # type: ignore[arg-type]
    yield press().document(kind, None, format_, "a4")  # type: ignore[arg-type]


def html_of(document: Document) -> str:
    translations = press().wording.translations
    return (book_html(document, translations) if document.kind == "book"
            else aid_html(document, translations).html)


def plain(html: str) -> str:
    """What is written, and what is told of pictures."""
    told = " ".join(re.findall(r'(?:alt|title|aria-label)="([^"]*)"', html))
    return unescape(re.sub(r"<[^<>]*>", " ", html.partition("<body")[2]) + " " + told)


@cache
def written() -> str:
    """All that the aids, the sheet and the book say."""
    kinds = ("aid", "sheet", "book")
    return " ".join(plain(html_of(each)) for kind in kinds for each in documents(kind))


def read_back(pdf: bytes) -> str:
    """The text of a finished PDF with its title."""
    document = pypdfium2.PdfDocument(pdf)
    found = [page.get_textpage().get_text_range() for page in document]
    found.append(document.get_metadata_dict()["Title"])
    document.close()
    return " ".join(found)


@cache
def drawn(kind: str, format_: str = "standard") -> str:
    return " ".join(read_back(render(each, press().wording.translations))
                    for each in documents(kind, format_))


def english_in(text: str) -> set[str]:
    """The English words of a text in which sources and names are left out."""
    content = press().content
    names = [content.decision.clinic_name, *content.decision.return_address.split("\n")]
    names += [person.name for person in content.people]
    for source in content.sources:
        names += [source.citation, source.short, short_citation(source),
                  re.sub("https?://", "", source.address)]
    for name in sorted(filter(None, names), key=len, reverse=True):
        letters = [re.escape(letter) for letter in squeeze(name)]
        text = re.sub(BETWEEN.join(letters), " ", text)
    return {word for word in re.findall(r"[^\W\d_]+", text.casefold()) if word in ENGLISH}


def letter() -> bytes:
    """The letter to a patient, with the book."""
    cells = made.CELLS | {"family_name": "Prueba", "addressee": "Nadie Prueba",
                          "place": "Edificio inventado"}
    row = Appointment.model_validate(
        {name: Cell(0, 0, value, "text") for name, value in cells.items()})
    address = PostalAddress(row.addressee, "Calle Inventada 1\nVilla", "", country("ES"), "")
    spanish = own_wording("es")
    return letters_pdf([letter_of(row, address, spanish, large=False, with_book=True)],
                       Clinic("Clínica", ("Calle Inventada 2",), "000"), WINDOWS["uk"], "a4",
                       spanish)


def unprinted() -> set[str]:
    """The words for the event of a row whose figures all have words of their own."""
    content = press().content
    return {row.event for row in content.rows if all(
        each.definition for each in content.outcomes if each.row == row.id and each.events)}


def lost(text: str) -> list[tuple[str, str, str]]:
    """The Spanish texts that `text` lacks; sentences may begin with a capital there."""
    there = squeeze(text).casefold()
    return [cell for cell in translated_cells(EXAMPLE / "es") if cell[2] not in unprinted()
            and squeeze(cell[2]).casefold().rstrip(".") not in there]


def test_the_spanish_example_lacks_nothing_but_a_signature() -> None:
    """It is whole, has room, and the check finds nothing in it that no patient may get."""
    _, spanish = offered(example(), EXAMPLE_TODAY).values()
    assert (spanish.language, spanish.lacks, spanish.unfit) == ("es", (), ())
    assert spanish.state == "draft"


def test_every_spanish_text_is_written() -> None:
    """Each cell stands in an aid, the sheet or the book, letter for letter."""
    assert lost(written()) == []


def test_no_english_word_is_written() -> None:
    """In no paper, for whomever it is made."""
    assert english_in(written()) == set()


def test_an_english_word_would_be_found() -> None:
    source = press().content.sources[0].citation
    assert english_in(f"Dolor and {source} the") == {"and", "the"}


def test_the_letter_and_the_e_mail_hold_no_english_word() -> None:
    assert english_in(read_back(letter())) == set()
    for notice in (False, True):
        for by_birth in (False, True):
            said = words(Sender("Clínica", "c@c.example", "000"), own_wording("es"),
                         notice=notice, by_birth=by_birth)
            assert english_in(f"{said.subject} {said.text} {plain('<body>' + said.html)}") == set()


@pytest.mark.parametrize(("kind", "format_"), [
    ("sheet", "standard"), *(pytest.param(*each, marks=pytest.mark.long) for each in LONG)])
def test_no_english_word_is_read_back_from_finished_pages(kind: str, format_: str) -> None:
    assert english_in(drawn(kind, format_)) == set()


@pytest.mark.long
def test_every_spanish_text_is_read_back_from_finished_pages() -> None:
    """From cell to page, through the PDFs of the aids and the book."""
    assert lost(f"{drawn('aid')} {drawn('book')}") == []
