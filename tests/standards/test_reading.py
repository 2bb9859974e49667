"""The formulas against worked examples that others published, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sdaid.standards.check import judge
from sdaid.standards.passages import passages, sentences
from sdaid.standards.reading import (
    Counts,
    coleman_liau,
    count,
    flesch_kincaid,
    level,
    reading,
    smog,
    terms,
)
from sdaid.standards.syllables import syllables
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
    """Without a formula for the language there is a note, no grade and no warning."""
    content = content_from(SMALL, set_in("Decision", "language", "es", 0))
    found, problems = reading(content, passages(content))
    assert (found.whole, found.options, problems) == (None, (), [])
    assert "Not measured" in found.sentence
    report = judge(content, TODAY)
    assert next(each for each in report.verdicts if each.id == "k21").verdict == "pass"
