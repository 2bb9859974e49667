"""The formulas against worked examples that others published, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sdaid.aid.signs import sentences
from sdaid.standards.check import judge
from sdaid.standards.formulas import (
    SPANISH,
    Counts,
    coleman_liau,
    count,
    fernandez_huerta,
    flesch_kincaid,
    smog,
    szigriszt_pazos,
)
from sdaid.standards.passages import is_question, passages
from sdaid.standards.reading import level, reading, terms
from sdaid.standards.syllables import spanish_syllables, syllables
from tests.build import EXAMPLE, SMALL
from tests.standards.contents import TODAY, content_from, set_in

PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."

COLEMAN = (
    "Existing computer programs that measure readability are based largely upon subroutines which "
    "estimate number of syllables, usually by counting vowels. The shortcoming in estimating "
    "syllables is that it necessitates keypunching the prose into the computer. There is no need "
    "to estimate syllables since word length in letters is a better predictor of readability than "
    "word length in syllables. Therefore, a new readability formula was computed that has for its "
    "predictors letters per 100 words and sentences per 100 words. Both predictors can be counted "
    "by an optical scanning device, and thus the formula makes it economically feasible for an "
    "organization such as the U.S. Office of Education to calibrate the readability of all "
    "textbooks for the public school system.")
"""The opening of Coleman and Liau 1975, their own example, as Wikipedia gives it ("Coleman-Liau
index"): 5 sentences, 119 words, 639 letters or digits, grade 14.5."""


@pytest.mark.parametrize(("formula", "counts", "grade", "digits"), [
    # Wikipedia, "Flesch-Kincaid readability tests": 13 words, 24 syllables, grade 11.3
    (flesch_kincaid, Counts(1, 13, 24), 11.3, 1),
    # The same: Green Eggs and Ham, 5.7 words a sentence, 1.02 syllables a word, grade -1.3
    (flesch_kincaid, Counts(1000, 5700, 5814), -1.3, 1),
    # The same: one-syllable words in one-word sentences give the lowest grade there is, -3.40
    (flesch_kincaid, Counts(1, 1, 1), -3.40, 2),
    # The same article, on a sentence of one word of 1 syllable against the definition's constants;
    # and JetBrains Academy, "Readability Score": 137 words, 14 sentences, 210 syllables: 6.31
    (flesch_kincaid, Counts(14, 137, 210), 6.31, 2),
    # JetBrains Academy, the same text: 17 words of three syllables or more in 14 sentences: 9.42
    (smog, Counts(14, 137, 210, 17), 9.42, 2),
    # The npm package smog-formula, its README: 4 such words in 1 sentence: 14.554593
    (smog, Counts(1, 13, 24, 4), 14.554593, 5),
    # Wikipedia, "Coleman-Liau index": 639 letters, 119 words, 5 sentences: 14.5
    (coleman_liau, Counts(5, 119, 0, 0, 639), 14.5, 1),
    # The npm package coleman-liau, its README, the same counts: 14.53042
    (coleman_liau, Counts(5, 119, 0, 0, 639), 14.53042, 3),
    # JetBrains Academy, the same text as above: 687 characters: 10.66
    (coleman_liau, Counts(14, 137, 210, 17, 687), 10.66, 2),
])
def test_a_formula_gives_the_published_grade(
    formula: Callable[[Counts], float], counts: Counts, grade: float, digits: int
) -> None:
    """Counts as published give the grade as published, to its digits."""
    assert formula(counts) == pytest.approx(grade, abs=0.6 * 10 ** -digits)


def test_a_text_is_counted_as_published() -> None:
    """13 words, 24 syllables, 4 of them long: the published counts of the platypus."""
    counts = count(PLATYPUS)
    assert (counts.sentences, counts.words, counts.syllables, counts.polysyllables) == (
        1, 13, 24, 4)


def test_numbers_in_figures_are_left_out() -> None:
    """Coleman and Liau count “100” twice as a word of three letters; here it is none."""
    counts = count(COLEMAN)
    assert (counts.sentences, counts.words, counts.letters) == (5, 119 - 2, 639 - 2 * 3)
    assert round(coleman_liau(counts), 1) == pytest.approx(14.5, abs=0.4)


@pytest.mark.parametrize(("word", "beats"), [
    ("pain", 1), ("used", 1), ("needed", 2), ("takes", 1), ("changes", 2), ("muscles", 2),
    ("table", 2), ("whole", 1), ("settled", 2), ("safely", 2), ("movement", 2), ("sometimes", 2),
    ("period", 3), ("radio", 3), ("serious", 3), ("special", 2), ("medial", 3), ("usual", 3),
    ("trying", 2), ("seeing", 2), ("layer", 2), ("surgeon", 2), ("operation", 4), ("decision", 3),
    ("injection", 3), ("physiotherapy", 6), ("sacroiliac", 5), ("rheumatism", 4), ("people", 2),
    ("every", 2), ("didn't", 2), ("patient's", 2), ("follow-up", 3), ("area", 3), ("eye", 1),
    ("diabetes", 4), ("anaesthesia", 5), ("anxiety", 4), ("science", 2), ("create", 2),
])
def test_syllables_of_words(word: str, beats: int) -> None:
    """Common and clinical words have the syllables that a dictionary gives them."""
    assert syllables(word) == beats


def test_sentences_end_where_readers_stop() -> None:
    """Abbreviations do not end a sentence; the end of a line does."""
    assert sentences("Ask Dr. Example. Then wait\nCome back.") == [
        "Ask Dr. Example.", "Then wait", "Come back."]
    assert sentences("Is it bad? No! “Rest.” Then go.") == [
        "Is it bad?", "No!", "“Rest.", "Then go."]


def test_allowed_terms_are_left_out() -> None:
    """A drug's name does not make a text hard to read once the sheet Words allows it."""
    hard = count("You take methylprednisolone by day.")
    easy = count("You take methylprednisolone by day.", terms(["Methylprednisolone"]))
    assert (hard.words, easy.words) == (5, 4)
    assert flesch_kincaid(easy) < flesch_kincaid(hard)


def test_an_allowed_term_lowers_the_level_of_its_option() -> None:
    """The same, through the sheet Words."""
    texts = [set_in("Options", field, "You take methylprednisolonacetate.", id="sips")
             for field in ("summary", "living_with", "suits", "cost")]

    def hard(sheets: dict[str, list[dict[str, object]]]) -> None:
        for each in texts:
            each(sheets)

    def allowed(sheets: dict[str, list[dict[str, object]]]) -> None:
        hard(sheets)
        sheets["Words"].append({"term": "methylprednisolonacetate", "allowed": "Its name."})

    levels = [judge(content_from(SMALL, each), TODAY).reading.options[1]
              for each in (hard, allowed)]
    assert levels[1].grade < levels[0].grade


def test_the_level_is_the_median_of_three() -> None:
    """Two formulas of three must agree that a text is above a grade."""
    found = level("x", Counts(10, 100, 150, 9, 450))
    assert found is not None
    assert found.grade == sorted(found.grades)[1]
    assert level("x", Counts()) is None


@pytest.mark.parametrize(("times", "code"), [(0, None), (4, "reading-above"),
                                             (6, "reading-hard")])
def test_an_option_that_is_hard_to_read_is_named(times: int, code: str | None) -> None:
    """Above grade 6, and again above grade 8, the option's name is the place of a warning."""
    text = ("Immobilisation necessitates individualised rehabilitation, multidisciplinary "
            "communication and collaborative participation, notwithstanding psychological "
            "considerations. ")
    change = set_in("Options", "living_with", "You wear the belt. " + text * times, id="belt")
    found = [each.code for each in judge(content_from(EXAMPLE, change), TODAY).problems
             if each.code.startswith("reading-") and each.place.heading == "Name"
             and dict(each.words)["what"] == "Pelvic belt"]
    assert found == ([code] if code else [])


def test_jargon_has_plain_words_unless_it_is_explained() -> None:
    """A word of the clinic is named with plain ones, until the sheet Words explains it."""
    text = set_in("Options", "summary", "A firm belt that helps with chronic pain.", id="belt")

    def explained(sheets: dict[str, list[dict[str, object]]]) -> None:
        text(sheets)
        sheets["Words"].append({"term": "Chronic", "plain": "lasting for months"})

    codes = [[each.says for each in judge(content_from(EXAMPLE, change), TODAY).problems
              if each.code == "jargon"] for change in (text, explained)]
    assert codes == [["there is “chronic”; plain words are “lasting”"], []]


def test_other_languages_are_honestly_not_measured() -> None:
    """Without a formula for the language there is a note, no grade and no warning, and a person
    says how it reads."""
    content = content_from(SMALL, set_in("Decision", "language", "ar", 0))
    found, problems = reading(content, passages(content))
    assert (found.whole, found.options, problems) == (None, (), ())
    assert "Not measured" in found.sentence
    report = judge(content, TODAY)
    assert next(each for each in report.verdicts if each.id == "k21").verdict == "open"

    def signed(texts: dict[str, list[dict[str, Any]]]) -> None:
        set_in("Decision", "language", "ar", 0)(texts)
        texts["People"][0]["attests"] = "k20, k21"

    items = {each.id: each for each in judge(content_from(SMALL, signed), TODAY).verdicts}
    assert (items["k20"].verdict, items["k21"].verdict) == ("signed", "signed")


SPANISH_SYLLABLES = {
    "a": 1, "y": 1, "yo": 1, "muy": 1, "hay": 1, "rey": 1, "reyes": 2, "ley": 1, "hoy": 1,
    "ayuda": 3, "mayo": 2, "país": 2, "baúl": 2, "oír": 2, "leer": 2, "guion": 1, "pie": 1,
    "bien": 1, "agua": 2, "aire": 2, "aéreo": 4, "cooperar": 4, "caoba": 3, "teatro": 3,
    "poeta": 3, "día": 2, "río": 2, "había": 3, "vivía": 3, "huía": 2, "continúa": 4,
    "continuo": 3, "ciudad": 2, "cuidado": 3, "viuda": 2, "construir": 2, "cirugía": 4,
    "anestesia": 4, "operación": 4, "medicamento": 5, "articulación": 5, "guerra": 2,
    "guitarra": 3, "pingüino": 3, "averigüéis": 4, "queso": 2, "quien": 1, "aquello": 3,
    "ahora": 3, "prohibir": 2, "búho": 2, "alcohol": 3, "chico": 2, "hueso": 2, "huevo": 2,
    "ahí": 2, "dolor": 2, "rodilla": 3, "espalda": 3, "inyección": 3, "fisioterapia": 5,
    "sacroilíaca": 6, "radiofrecuencia": 5, "vergüenza": 3, "pelvis": 2, "faja": 2, "seis": 1,
    "veintiséis": 3, "fui": 1, "dio": 1, "Raúl": 2, "Uruguay": 3, "estudiáis": 3, "miau": 1}
"""As the Ortografía de la lengua española (2010) divides them: h joins, two closed vowels too."""


@pytest.mark.parametrize(("word", "count"), SPANISH_SYLLABLES.items())
def test_spanish_syllables_are_those_of_its_spelling(word: str, count: int) -> None:
    assert spanish_syllables(word) == count


@pytest.mark.parametrize(("formula", "counts", "score"), [
    # 100 words, 200 syllables, 10 sentences, worked by hand from each formula as published
    (szigriszt_pazos, Counts(10, 100, 200), 206.835 - 62.3 * 2 - 10),
    (fernandez_huerta, Counts(10, 100, 200), 206.84 - 0.60 * 200 - 1.02 * 10),
    # a text of one sentence of one word of one syllable is the easiest there is
    (szigriszt_pazos, Counts(1, 1, 1), 143.535), (fernandez_huerta, Counts(1, 1, 1), 145.82)])
def test_a_spanish_formula_gives_its_score(
    formula: Callable[[Counts], float], counts: Counts, score: float
) -> None:
    assert formula(counts) == pytest.approx(score)


@pytest.mark.parametrize(("score", "band"), [
    (100, "muy fácil"), (80, "muy fácil"), (79.9, "bastante fácil"), (65, "bastante fácil"),
    (64.9, "normal"), (55, "normal"), (54.9, "algo difícil"), (40, "algo difícil"),
    (39.9, "muy difícil"), (-10, "muy difícil")])
def test_a_score_has_the_band_that_inflesz_gives_it(score: float, band: str) -> None:
    assert SPANISH.band(score) == band


@pytest.mark.parametrize(("text", "codes"), [
    ("No le duele. Va a la cama y ya está bien. " * 4, set()),
    ("La intervención quirúrgica mínimamente invasiva requiere hospitalización. " * 5,
     {"ease-cell", "ease-hard"}),
    ("El médico examina su espalda con cuidado y le explica los ejercicios de las primeras "
     "semanas. " * 4, {"ease-above"})])
def test_a_spanish_text_is_measured_by_its_own_formulas(text: str, codes: set[str]) -> None:
    """Short words are easy, long ones are not; the report and the aid name scale and formulas."""
    def spanish(texts: dict[str, list[dict[str, Any]]]) -> None:
        set_in("Decision", "language", "es", 0)(texts)
        set_in("Options", "involves", text, id="bell")(texts)

    content = content_from(SMALL, spanish)
    own = tuple(each for each in passages(content) if each.text.strip() == text.strip())
    found, problems = reading(replace(content, options=tuple(
        option for option in content.options if option.id == "bell")), own)
    assert {each.code for each in problems if each.code.startswith(("ease", "reading"))} == codes
    assert "INFLESZ" in found.sentence
    assert "Szigriszt-Pazos" in found.sentence
    assert "Fernández Huerta" in found.sentence


@pytest.mark.parametrize(("text", "count"), [
    ("هل يؤلم؟ نعم. قليلا.", 3), ("疼吗？不疼。", 2), ("¿Duele? No. ¡Ya!", 3),
    ("यह ठीक है। वह भी।", 2), ("Vea al Dr. Sí. La Dra. Paz viene.", 2), ("Look at No. 5. Yes.", 2),
    ("One… two", 1), ("One.\ntwo", 2)])
def test_sentences_end_as_their_script_ends_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(("text", "asks"), [
    ("What now?", True), ("ماذا الآن؟", True), ("现在怎么办？", True), ("Τι τώρα\u037e", True),
    ("What now.", False), ("¿Qué", False), ("", False)])
def test_a_question_has_the_mark_of_its_script(text: str, asks: bool) -> None:
    assert is_question(text) is asks
