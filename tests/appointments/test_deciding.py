"""What decides is noticed in other languages too, and stops the list until somebody told."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid import lists
from sdaid.appointments.deciding import TABLE, WHOLE, decides, meant
from sdaid.appointments.headings import DECIDING
from sdaid.appointments.vocabulary import Vocabulary
from sdaid.workbook.content import Content
from tests.appointments.test_profile import write
from tests.batch.lists import line, write_csv

LANGUAGES = {"ar", "de", "es", "fr", "it", "nl", "pl", "pt"}
COLUMNS = {"Language", "Deceased", "Visit cancelled", "Opted out", "Status"}
NAMES = Vocabulary({})
WAYS = (str.upper, str.title, lambda text: text.replace(" ", "_"), lambda text: f" {text} : ",
        lambda text: text.replace(" ", "-"), lambda text: text.replace(" ", "\n"))


def entries() -> Iterator[tuple[str, str]]:
    """Each entry of the table with the column of ours that it means."""
    for columns in tomllib.loads(TABLE.read_text("utf-8")).values():
        for column, found in columns.items():
            yield from ((column, entry) for entry in found)


def test_every_language_has_words_for_each_of_our_columns() -> None:
    read = tomllib.loads(TABLE.read_text("utf-8"))
    assert set(read) == LANGUAGES
    assert {language: set(columns) for language, columns in read.items()} == dict.fromkeys(
        LANGUAGES, COLUMNS)
    assert COLUMNS <= DECIDING


@given(entry=st.sampled_from([*entries()]), way=st.sampled_from(WAYS), beside=st.sampled_from(
    ("", "data", "preferido", "des Patienten", "2")), more=st.sampled_from(("", "x", "ado", "ung")))
def test_a_word_of_the_table_decides_however_it_is_written(
        entry: tuple[str, str], way: object, beside: str, more: str) -> None:
    """In capitals, with signs, beside other words; and no word is read as another of our columns,
    which would leave it out."""
    column, words = entry
    whole = words.startswith(WHOLE)
    heading = words.removeprefix(WHOLE).replace("*", more)
    heading = heading if whole or not beside else f"{heading} {beside}"
    assert callable(way)

    assert column in meant(way(heading))
    assert decides(way(heading))
    if known := NAMES.exact(heading) or NAMES.guess(heading):
        assert known.heading in DECIDING


@pytest.mark.parametrize(("heading", "column"), [
    ("Idioma", "Language"), ("Idioma preferido", "Language"), ("Langue", "Language"),
    ("Sprache", "Language"), ("Muttersprache", "Language"), ("اللغة", "Language"),
    ("Lingua", "Language"), ("Taal", "Language"), ("Język", "Language"), ("Língua", "Language"),
    ("Fallecido", "Deceased"), ("FechaDefunción", "Deceased"), ("Décédé", "Deceased"),
    ("DECEDE LE", "Deceased"), ("Verstorben", "Deceased"), ("Todesdatum", "Deceased"),
    ("Deceduto", "Deceased"), ("Overleden", "Deceased"), ("Zmarły", "Deceased"),
    ("Óbito", "Deceased"), ("متوفى", "Deceased"), ("Cancelada", "Visit cancelled"),
    ("Motivo de anulación", "Visit cancelled"), ("Storniert", "Visit cancelled"),
    ("Annulé", "Visit cancelled"), ("Annullata", "Visit cancelled"),
    ("Geannuleerd", "Visit cancelled"), ("Odwołana", "Visit cancelled"),
    ("Desmarcada", "Visit cancelled"), ("ملغى", "Visit cancelled"),
    ("إلغاء الموعد", "Visit cancelled"), ("Consentimiento", "Opted out"),
    ("Widerspruch", "Opted out"), ("Ne pas contacter", "Opted out"),
    ("Estado de la cita", "Status"), ("Estado", "Status"), ("Statut du RDV", "Status"),
    ("Terminstatus", "Status")])
def test_headings_of_other_languages_are_noticed(heading: str, column: str) -> None:
    assert meant(heading) == (column,)


@pytest.mark.parametrize("heading", [
    "Estado civil", "Stato civile", "Lingual nerve", "Interpreted by", "Annulus size",
    "Presentation", "Reported by", "Méthodes", "Gesprächsnotiz", "Venue", "Consensus",
    "Predecessor", "Tot", "Van", "Totaal", "Sala", "Zimmer", "Chambre", "Habitación", "Médico",
    "Arzt", "Teléfono", "Edad", "Sexo", "الغرفة", "الطبيب", "الهاتف"])
def test_other_words_stop_nothing(heading: str) -> None:
    """Neither English ones that are written nearly alike, nor what is nobody's business here."""
    assert meant(heading) == ()
    assert not decides(heading)


@pytest.mark.parametrize("heading", ["Idioma preferido", "اللغة", "Décédé", "Storniert"])
def test_a_list_stops_until_a_profile_tells(tmp_path: Path, small: Content, heading: str) -> None:
    """The heading is told to be a column of ours, or to be none; until then nothing is planned."""
    path = write_csv(tmp_path / "list.csv", [{**line(1), heading: ""}])
    listed, told, problems = lists.understand_list(path, small, lists.Reading())
    assert listed is None
    assert [(each.code, dict(each.words)["found"]) for each in problems] == [
        ("column-decides", heading)]
    ours = meant(heading)[0]
    assert [each.candidates for each in told.questions] == [(ours,)]
    for number, wanted in enumerate((ours, "does not matter")):
        folder = tmp_path / str(number)
        folder.mkdir()
        profile = write(folder / "profile.xlsx", {heading: wanted})
        listed, _, problems = lists.understand_list(path, small, lists.Reading(profile=profile))
        assert listed is not None, problems


def test_a_title_of_cancelled_visits_stops_a_list_that_does_not_tell_which(
        tmp_path: Path, small: Content) -> None:
    path = write_csv(tmp_path / "list.csv", [line(1)])
    path.write_text("Citas canceladas\n\n" + path.read_text("utf-8"), "utf-8")
    listed, _, problems = lists.understand_list(path, small, lists.Reading())
    assert listed is None
    assert [each.code for each in problems] == ["title-decides"]
