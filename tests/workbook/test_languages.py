"""A workbook holds its texts in several languages, each in columns of its own."""

import dataclasses
from datetime import date
from gettext import NullTranslations

import pytest

from sdaid.aid.compose import Making, compose_edition
from sdaid.aid.wording import Wording
from sdaid.sheets.values import Cell
from sdaid.steps import read_workbook
from sdaid.workbook.carry import carry
from sdaid.workbook.languages import in_language, lacking, languages_of, translations
from sdaid.workbook.signing import attested, signature, words_to_sign
from sdaid.workbook.starter import write_workbook
from tests.build import SMALL, row_of, workbook_from
from tests.languages import marked, translated


def read(path, *changes):
    """The content of the small workbook after these changes, and its problems."""
    def change(texts):
        for each in changes:
            each(texts)

    return read_workbook(workbook_from(SMALL, path, change))


def test_a_content_in_another_language_has_its_cells_and_their_places(tmp_path):
    def translate(texts):
        texts["Decision"][0]["wording"] = {"es": {"about": "Un hipo inventado."}}
        for sheet, field in (("Options", "name"), ("Rules", "message")):
            for number, row in enumerate(texts[sheet], 1):
                row["wording"] = {"es": {field: f"Texto {number}."}}
        for row in texts["Questions"]:
            answers = dict.fromkeys(row.get("extra", {}), "Nada.")
            row["wording"] = {"es": {"question": "¿Qué?", "extra": answers}}

    content, _ = read(tmp_path / "small.xlsx", translate)
    assert content is not None
    assert languages_of(content) == (content.decision.language, "es")
    spanish = in_language(content, "es")
    assert languages_of(spanish) == (spanish.decision.language,) == ("es",)
    assert spanish.decision.about == "Un hipo inventado."
    assert spanish.options[0].name == "Texto 1."
    assert spanish.options[0].at("name").heading == "Name::es"
    assert spanish.options[0].at("name") != content.options[0].at("name")
    assert spanish.rules[0].message == "Texto 1."
    assert spanish.rules[0].place.heading == "Message::es"
    for question in spanish.questions:
        assert question.question == "¿Qué?"
        assert set(question.extra.values()) <= {"Nada."}
    missing = {each.place.heading for each in lacking(content, "es")}
    assert "Name" not in missing
    assert {"Condition", "Short name"} <= missing


class Marked(NullTranslations):
    """Fixed words with marks."""

    def gettext(self, message):
        return marked(message)

    def ngettext(self, singular, plural, n):
        return marked(singular if n == 1 else plural)


AS_THEY_ARE = frozenset({
    "id", "kind", "side", "marks", "decided_by", "limit", "section", "direction",
    "language",  # no words
    "lead", "brief_lead", "compared_lead",  # cut out of a sentence with its marks
    "address", "phone", "people", "short", "text"})  # names, addresses, numbers, citations


def unmarked(value, field=""):
    """Each text of `value` that has no mark, with the field that holds it."""
    if isinstance(value, str):
        return [(field, value)] if value and "«" not in value else []
    if dataclasses.is_dataclass(value):
        return [found for each in dataclasses.fields(value)
                for found in unmarked(getattr(value, each.name), each.name)]
    if isinstance(value, tuple | list):
        return [found for each in value for found in unmarked(each, field)]
    return []


def test_every_printed_text_can_be_translated_but_names_addresses_and_citations(tmp_path):
    content, problems = read(tmp_path / "small.xlsx", translated())
    assert not problems
    assert lacking(content, "es") == []
    edition = compose_edition(in_language(content, "es"),
                              Making(Wording("es", Marked()), date(2026, 1, 1), ""))
    left = unmarked(edition)
    assert {field for field, _ in left} <= AS_THEY_ARE
    sources = {text for source in edition.sources for text in (source.text, source.short)}
    assert {text for field, text in left if field == "text"} <= sources


def test_choices_are_translated_in_their_order_and_asked_in_the_list_as_they_are(tmp_path):
    def ask(texts):
        texts["Patient facts"].append({
            "name": "cup", "question": "Which cup?", "type": "choice", "choices": "red, blue"})

    def answer(choices):
        def change(texts):
            row_of(texts, "Patient facts", "cup")["wording"]["es"]["choices"] = choices
        return change

    content, _ = read(tmp_path / "small.xlsx", ask, translated(), answer("rojo; azul"))
    assert lacking(content, "es") == []
    fact = in_language(content, "es").facts[-1]
    assert fact.choices == ("red", "blue")
    assert [fact.as_printed(each) for each in fact.choices] == ["rojo", "azul"]
    assert content.facts[-1].as_printed("red") == "red"
    content, _ = read(tmp_path / "short.xlsx", ask, translated(), answer("rojo"))
    assert [(each.code, each.place.heading) for each in lacking(content, "es")] == [
        ("translation-choices", "Choices::es")]


def test_a_word_that_is_only_allowed_is_not_printed_and_needs_no_translation(tmp_path):
    def allow(texts):
        texts["Words"].append({"term": "hic", "allowed": "Everybody says so."})

    content, _ = read(tmp_path / "small.xlsx", allow, translated())
    assert lacking(content, "es") == []
    assert in_language(content, "es").words[-1].term == "hic"


def test_a_translation_of_what_is_printed_as_it_stands_is_named(tmp_path):
    def translate(texts):
        texts["Sources"][0]["wording"] = {"es": {"citation": "Una cita."}}
        texts["Options"][0]["wording"] = {"es": {"effort": "2"}}
        texts["Decision"][0]["wording"] = {"es": {"phone": "000"}}

    content, problems = read(tmp_path / "small.xlsx", translate)
    assert content is not None
    assert {(each.code, each.place.sheet) for each in problems} == {
        ("translation-unread", sheet) for sheet in ("Decision", "Options", "Sources")}


def test_a_text_that_was_changed_after_it_was_translated_is_named_wherever_it_is_carried(tmp_path):
    made = workbook_from(SMALL, tmp_path / "made.xlsx", translated())
    carried, problems = carry(made)
    assert carried is not None
    assert not problems
    carried.rows["Options"][1]["summary"] = "Another summary, which nobody has translated."
    carried.rows["Questions"].reverse()
    write_workbook(tmp_path / "next.xlsx", carried.rows, carried.extra, carried.made)
    content, _ = read_workbook(tmp_path / "next.xlsx")
    assert content is not None
    found = lacking(content, "es")
    assert [(each.code, each.place.heading) for each in found] == [
        ("translation-old", "What it is::es")]
    assert "Another summary" in found[0].sentence
    # translated anew, it is another translation, of which nothing is remembered
    carried.rows["Options"][1]["extra"]["What it is::es"] = "Otra cosa."
    write_workbook(tmp_path / "last.xlsx", carried.rows, carried.extra, carried.made)
    content, _ = read_workbook(tmp_path / "last.xlsx")
    assert content is not None
    assert lacking(content, "es") == []


def test_every_text_stands_beside_its_translation_with_both_cells(tmp_path):
    content, _ = read(tmp_path / "small.xlsx", translated())
    pairs = list(translations(content, "es"))
    assert all(each.told.replace("«", "").replace("»", "") == each.text for each in pairs
               if each.field != "People.role" and each.text != "Not known.")
    assert all(each.target != each.place for each in pairs)
    assert len({each.target for each in pairs}) == len(pairs)


@pytest.mark.parametrize("typed", [
    "translation es 0a1b2c3d4e5f", "Translation  ES  0A1B2C3D4E5F", "translation: es, k1",
    "translation es 0a1b 2c3d 4e5f", "q6; translation es 0a1b2c3d4e5f\nK12", "translation es",
    "translation es 0a1b2c3d4e5"])
def test_a_signed_translation_is_read_however_it_is_typed_or_named(typed, tmp_path):
    def sign(texts):
        texts["People"][0]["attests"] = typed

    content, problems = read(tmp_path / "small.xlsx", translated(), sign)
    signed = [each for person in content.people for each in person.attests
              if signature(each)] if content else []
    if "0a1b2c3d4e5f" in typed.casefold().replace(" ", ""):
        assert signed == [words_to_sign("es", "0a1b2c3d4e5f")]
    else:
        assert [each.code for each in problems] == ["not-signed"]


def test_a_signature_of_a_language_that_the_workbook_does_not_have_is_named(tmp_path):
    def sign(texts):
        texts["People"][0]["attests"] = "translation fr 0a1b2c3d4e5f"

    content, problems = read(tmp_path / "small.xlsx", translated(), sign)
    assert content is not None
    assert [each.code for each in problems] == ["signed-no-language"]


def test_ids_beside_a_signature_are_read_as_before():
    cell = Cell(1, 1, "Q6, translation pt-BR 0a1b2c3d4e5f, content", "text")
    assert attested(cell) == ("q6", "translation pt-br 0a1b2c3d4e5f", "content")
