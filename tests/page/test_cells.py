"""The order of what a cell says, and what its page says of that which it leaves out."""

from __future__ import annotations

from gettext import NullTranslations
from typing import get_args

import pytest

from sdaid.aid.figure import FewWords, Figure, FigureMark, Verdict
from sdaid.page.cells import Level, in_few_words, pieces
from sdaid.page.keys import key

BLINDED = Figure(
    id="blinded", kind="difference",
    verdict=Verdict("no-clear-difference", "No clear difference", "No clear difference.",
                    "A gain is possible."),
    number="1 point less pain than with salt water. From 0.3 more pain to 2.2 less.",
    range="From 0.3 more pain to 2.2 less.", lead="1 point less",
    size="63 people were studied, at 6 months.", caveat="Only women.",
    certainty="We are not sure of this.", study="The maker or seller paid.",
    sure_in_band="We are not sure of this.", study_in_band="The maker or seller paid.",
    few=FewWords(number="1 point less pain than with salt water. From 0.3 more pain to 2.2 less.",
                 range="From 0.3 more pain to 2.2 less.", size="63 people, at 6 months.",
                 sure="How sure: low.", study="The maker or seller paid."),
    design="Blind study:", marks=("blinded", "maker-paid", "low"), sources=(4,))
COUNT = Figure(
    id="count", kind="count", verdict=Verdict("chance-unknown", "Chance? Not known",
                                              "Chance? Not known."),
    number="51 of 100 people had it. 49 did not.", lead="51 of 100",
    size="It happened to 50 of 99 people.", compared="With exercise alone, it was 49 of 100.",
    compared_lead="49 of 100.", caveat="Both did exercise.",
    study="The maker or seller did not pay.", study_in_band="The maker or seller did not pay.",
    few=FewWords(number="51 of 100 people had it. 49 did not.", size="50 of 99 people.",
                 compared="With exercise alone: 49 of 100."),
    marks=("open", "not-graded"), sources=(7,))

LEVELS = get_args(Level)


def said(figure: Figure, level: Level, *, apart: bool = True) -> list[str]:
    return [piece.text for piece in pieces(figure, level, apart=apart)]


@pytest.mark.parametrize("level", LEVELS)
def test_a_cell_ends_with_the_details_of_its_study(level: Level) -> None:
    """Meaning, number with its range, caveat; then, quiet and together, how many and when, how sure
    and who paid."""
    for figure in (BLINDED, in_few_words(BLINDED, sized=True)):
        told = pieces(figure, level)
        order = [figure.verdict.sentence, figure.lead, figure.range, figure.caveat, figure.size]
        texts = [piece.text for piece in told]
        assert [text for text in texts if text in order] == order
        behind = told[texts.index(figure.caveat) + 1:]
        assert {piece.kind for piece in behind} <= {"quiet", "mark", "cite"}
        assert [piece.starts for piece in behind] == ["details", *[""] * (len(behind) - 1)]
        assert behind[-1].text == "[4]"


@pytest.mark.parametrize("level", LEVELS)
def test_an_own_count_stands_between_its_number_and_that_of_others(level: Level) -> None:
    """So that nobody takes it for the count of another group, or of what the caveat names."""
    for figure in (COUNT, in_few_words(COUNT, sized=True)):
        texts = said(figure, level)
        place = texts.index(figure.size)
        assert texts[place - 1].endswith("49 did not.")
        assert texts[place + 1].startswith("With exercise alone")
        assert texts.index(figure.caveat) > place


def test_a_study_of_a_pair_begins_with_its_label() -> None:
    """In words, set in bold; where all is in letters, with its letter, unless both run on in one
    paragraph: there it stands with the other letters. It is told once."""
    for level in ("whole", "brief"):
        first = pieces(BLINDED, level)[0]
        assert (first.kind, first.text) == ("lead", "Blind study:")
    first, *others = pieces(BLINDED, "letters")
    assert (first.kind, first.text) == ("mark", "blinded")
    assert "blinded" not in [piece.text for piece in others]
    run_on = said(BLINDED, "letters", apart=False)
    assert run_on[0] == "No clear difference."
    assert run_on[-4:] == ["blinded", "maker-paid", "low", "[4]"]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("marks", "says"), [
    ({"not-graded"}, "Where not said: how sure not graded."),
    ({"not-graded", "payer-unknown"}, "Where not said: payer not known, how sure not graded."),
    ({"payer-unknown"}, "Where not said: payer not known."),
    ({"low"}, ""),
])
def test_a_page_says_what_is_not_told(level: Level, marks: set[FigureMark], says: str) -> None:
    """That a figure was not graded, and that nobody says who paid, whether the page has whole
    sentences, few words or letters. Where there are letters, none tells that others paid: there the
    page says alone that no maker is known."""
    if level == "letters":
        graded = "not-graded" not in marks
        says = "Where not said: no maker known." if graded else (
            "Where not said: no maker known, how sure not graded.")
    parts = key({level: marks}, NullTranslations(), squares=False)
    told = [words for part in parts for letter, words in part if not letter]
    assert told == ([says] if says else [])
