"""In a pseudo-language whose words are 40 % longer, every text of every paper is translated and has
room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pypdfium2 as pdfium
import pytest
from babel.messages.pofile import read_po

from sdaid.aid.edition import Document
from sdaid.aid.sources import short_citation
from sdaid.appointments.columns import Appointment
from sdaid.batch.press import Press
from sdaid.mail.address import PostalAddress
from sdaid.mail.country import country
from sdaid.mail.fill import fill
from sdaid.mail.letter import Clinic, letter_of, letters_pdf
from sdaid.mail.measure import letter_faults, opened
from sdaid.mail.message import Sender, words
from sdaid.mail.windows import WINDOWS
from sdaid.page.book import book_html
from sdaid.page.html import aid_html
from sdaid.page.render import render
from sdaid.sheets.values import Cell
from sdaid.steps import read_workbook
from sdaid.workbook.content import Content
from sdaid.workbook.languages import in_language
from tests.build import ROOT, SMALL, workbook_from
from tests.page import made
from tests.page.test_any_condition import look
from tests.words.pseudo import ASKED, LANGUAGE, PSEUDO, Pseudo, told, translate, untranslated

KINDS = [("aid", "standard", "letter"), ("aid", "large-print", "a4"), ("sheet", "standard", "a4"),
         ("book", "standard", "a4")]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The small condition in the pseudo-language."""
    path = tmp_path_factory.mktemp("pseudo") / "small.xlsx"
    found, problems = read_workbook(workbook_from(SMALL, path, translate))
    assert found is not None, [each.sentence for each in problems]
    return in_language(found, LANGUAGE)


@pytest.fixture(scope="module")
def press(content: Content) -> Iterator[Press]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sdaid.batch.press.own_wording", lambda _language: PSEUDO)
        patch.setattr("sdaid.steps.wording", lambda *_: PSEUDO)
        yield made.press_of(content)


def visit(content: Content) -> SimpleNamespace:
    """A visit of somebody to whom every rule speaks; what the list says has marks too."""
    own = {"given_name": "«Al»", "family_name": "«Bo»", "patient_id": "«P-1»",
           "place": told(made.CELLS["place"]), "clinician": told(made.CELLS["clinician"])}
    return made.visit(content, **own)


def names(content: Content) -> list[str]:
    """What is printed and no language changes: people, clinic, sources, their numbers."""
    found = [content.decision.clinic_name, *content.decision.return_address.split("\n")]
    found += [person.name for person in content.people]
    for source in content.sources:
        found += [source.citation, short_citation(source), source.short,
                  source.address.partition("//")[2]]
    return [each for each in found if each]


def documents(press: Press, kind: str, format_: str, paper: str) -> list[Document]:
    """A document for somebody and for nobody, and a draft that is overdue."""
    someone = press.document(kind, None if kind == "book" else visit(press.content), format_, paper)
    late = told("This is overdue.")
    edition = replace(someone.edition, draft=True, overdue=late, open_problems=(told("Open."),))
    return [someone, press.document(kind, None, format_, paper), replace(
        someone, edition=edition, personal=someone.personal and replace(
            someone.personal, overdue=late))]


@pytest.mark.parametrize(("kind", "format_", "paper"), KINDS)
def test_every_word_of_a_paper_is_translated(press: Press, content: Content, kind: str,
                                             format_: str, paper: str) -> None:
    """Nothing with a letter stands outside of the marks, but names and sources."""
    for document in documents(press, kind, format_, paper):
        html = (book_html(document, Pseudo()) if kind == "book"
                else aid_html(document, Pseudo()).html)
        assert untranslated(html, names(content)) == []


@pytest.mark.parametrize(("kind", "format_", "paper"), KINDS)
def test_longer_words_have_room(press: Press, kind: str, format_: str, paper: str) -> None:
    """No two words overlap, none leaves its page or its place, none is missing. The title that a
    reader shows above the pages is translated too, and nothing else is told of them."""
    document = documents(press, kind, format_, paper)[0]
    pdf = render(document, Pseudo())
    if kind != "book":
        look(pdf, document, f"{kind}, {format_}, {paper}", Pseudo())
    opened = pdfium.PdfDocument(pdf)
    told = opened.get_metadata_dict()
    opened.close()
    assert told["Title"].startswith("«")
    assert not any(told[name] for name in ("Subject", "Keywords", "Author"))


def test_translators_have_every_message(press: Press) -> None:
    """What the pages ask the catalogue for, translators find in it."""
    for kind in ("aid", "sheet", "book"):
        for document in documents(press, kind, "standard", "a4"):
            book_html(document, PSEUDO.translations) if kind == "book" else aid_html(
                document, PSEUDO.translations)
    with (ROOT / "templates" / "locale" / "sdaid.pot").open("rb") as file:
        known = {each.id for each in read_po(file)}
    assert {*ASKED} - known == set()
    assert len(ASKED) > 150


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("window", ["din-b", "uk"])
def test_a_letter_is_translated_and_has_room(content: Content, window: str, large: bool) -> None:
    """The letter's words, longer by 40 %, end on its page, and the window shows the address."""
    cells = made.CELLS | {"addressee": "«Somebody Else»", "given_name": "«Testa»",
                          "family_name": "«Example»", "place": "«Room»", "patient_id": "«P-1»"}
    row = Appointment.model_validate(
        {name: Cell(0, 0, value, "text") for name, value in cells.items()})
    address = PostalAddress(row.addressee, "1 Lane\n«Town»", "", country("GB"), "")
    letter = letter_of(row, address, PSEUDO, large=large, with_book=True)
    clinic = Clinic("«Clinic»", ("«1 Lane»",), "000")
    frame = WINDOWS[window]
    html = fill("letter/letter.html", PSEUDO.translations, letters=[letter], clinic=clinic,
                window=frame, page=(210, 297), language="es", direction="ltr",
                body_right=22, sizes=[{"size": 11, "pitch": 13, "top": 50}])
    assert untranslated(html, ["1 Lane", row.id]) == []
    pdf = letters_pdf([letter], clinic, frame, "a4", PSEUDO)
    with opened(pdf) as pages:
        assert len(pages) == 1
        assert letter_faults(pages, 0, frame, letter.address, letter.id) == []


@pytest.mark.parametrize("notice", [False, True])
@pytest.mark.parametrize("by_birth", [False, True])
@pytest.mark.parametrize("phone", ["", "000"])
def test_an_email_is_translated(notice: bool, by_birth: bool, phone: str) -> None:
    """Subject and text, as text and as HTML."""
    said = words(Sender("«Clinic»", "clinic@clinic.example", phone), PSEUDO, notice=notice,
                 by_birth=by_birth)
    assert untranslated(f"<p>{said.subject}</p>") == []
    assert untranslated(f"<p>{said.text}</p>") == []
    assert untranslated(said.html) == []


def test_what_is_not_translated_is_found() -> None:
    """A word outside of the marks, in a text or told of a picture, is found; a name is not."""
    assert untranslated("<p>«One» two</p>") == ["two"]
    assert untranslated('<p>«One»<img alt="two"></p>') == ["two"]
    assert untranslated("<p>«One «two»» 3, Ann</p>", ["Ann"]) == []


def test_longer_is_longer() -> None:
    """Words grow by 40 %, places and markup stay."""
    text = "Every word of this sentence, {n} of %(all)s, <b>grows</b> longer."
    grown = told(text)
    assert "{n}" in grown
    assert "%(all)s" in grown
    assert "<b>" in grown
    words = [sum(map(str.isalpha, each)) - 4 for each in (text, grown)]  # the places
    assert 1.35 < words[1] / words[0] < 1.45


def test_the_workbook_is_translated_whole(tmp_path: Path) -> None:
    """The test's own translation leaves no printed text out."""
    from sdaid.workbook.languages import lacking

    found, _ = read_workbook(workbook_from(SMALL, tmp_path / "small.xlsx", translate))
    assert found is not None
    assert lacking(found, LANGUAGE) == []
