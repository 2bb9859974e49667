"""Which words in prose are chances, relative risks, denials of harm, praise; and which are not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sdaid.problems import Place
from sdaid.standards.check import as_json, judge
from sdaid.standards.passages import Passage, cell_name, passages
from sdaid.standards.prose import prose_problems
from sdaid.standards.report import report_html
from sdaid.workbook.languages import in_language
from tests.build import EXAMPLE, SMALL
from tests.standards.contents import TODAY, cell_of, content_from, set_in


def codes(text: str, *, language: str = "en", option: str = "belt", heading: str = "What it is",
          sheet: str = "Options") -> list[str]:
    place = Place("w.xlsx", "Options", "E5", heading)
    passage = Passage(sheet, heading, option, text, place, language)
    return [each.code for each in prose_problems([passage])]


@pytest.mark.parametrize("text", [
    "It helps 30 % of people.", "It helps 30% of people.", "It helps 30 per cent.",
    "Fifty percent get better.", "Pain falls by 12.5 percentage points.",
    "1 in 5 feel better.", "One in five feel better.", "One in every five feel better.",
    "20 out of 100 feel better.", "Three out of four got better.", "20 of 100 people get better.",
    "9 of the 10 patients got better.", "Half of people get better.",
    "A third of all patients get better.", "Two thirds of the women had less pain.",
    "Pain is 2 points less after that.",
])
def test_a_chance_in_prose_is_found(text: str) -> None:
    """Per cent, one in five, half of people: the sheet Outcomes holds them, not a text."""
    assert codes(text) == ["number-in-prose"]


@pytest.mark.parametrize("text", [
    "You go 2 or 3 times a week for 6 weeks.", "It takes 20 to 60 minutes.",
    "Take 1 tablet in 8 hours.", "One visit in six weeks.", "You take two of the 400 mg tablets.",
    "Half an hour by day.", "Wear it for half of the day.", "From age 18 to 65.",
    "One of two needles is used.", "1 of 3 visits is by phone.", "You may need 2 in 6 months.",
    "Two in three weeks is enough.", "Half your visits are by phone.",
    "Stay for 1 or 2 nights.", "It is the 4th step.", "Most of the belt is cloth.",
    "It is worn at most 8 hours.", "People with 2 or more falls.",
])
def test_minutes_visits_and_doses_are_no_chances(text: str) -> None:
    """Other numbers may stand in prose."""
    assert codes(text) == []


@pytest.mark.parametrize("text", [
    "You are twice as likely to walk.", "Three times more likely to need it again.",
    "It halves the risk.", "The risk is not doubled, it triples the chance.",
    "A relative risk was found.", "A threefold gain.", "It is 2 times as likely.",
    "The hazard ratio is small.",
])
def test_a_relative_risk_is_found(text: str) -> None:
    """Twice as likely as what: how many people it means is missing."""
    assert codes(text) == ["relative-risk"]


@pytest.mark.parametrize(("text", "code"), [
    ("There are no side effects.", "no-harm-claimed"),
    ("It is risk-free.", "no-harm-claimed"),
    ("The belt is safe.", "no-harm-claimed"),
    ("It comes without any risks.", "no-harm-claimed"),
    ("Harm is rare.", "chance-word"),
    ("Bleeding is very unlikely.", "chance-word"),
    ("Most people get better.", "chance-word"),
    ("You should have it.", "advice"),
    ("Few patients have a sore spot.", "chance-word"),
    ("A simple belt.", "persuasive"),
    ("The gold standard.", "persuasive"),
    ("It is the definitive care.", "persuasive"),
    ("The only way to rest.", "persuasive"),
    ("A proven belt.", "persuasive"),
    ("Unfortunately you must rest.", "persuasive"),
])
def test_claims_are_found(text: str, code: str) -> None:
    """Denials of harm, chances in a bare word, and praise."""
    assert codes(text) == [code]


@pytest.mark.parametrize("text", [
    "Wear it only when you stand.", "Rest just after it.", "Not proven in this joint.",
    "No study of harm was found.", "It is not known whether it is safe for you.",
    "Ask whether it is safe to drive.",
])
def test_plain_uses_of_such_words_are_left_alone(text: str) -> None:
    """“Only when”, “not proven” and honest gaps sell nothing."""
    assert codes(text) == []


def test_a_small_study_stays_visible_in_its_caveat() -> None:
    """A caveat may give a study's size and time, the method and the population shares too; its
    effect none of them."""
    for said in ("14 people in one small study.", "25 women at 12 weeks: no clear difference.",
                 "89 people were seen at 2 years, but 102 had it."):
        assert codes(said, heading="Caveat", sheet="Outcomes") == []
    assert codes("11 of 14 people were better.", heading="Caveat") == ["number-in-prose"]
    assert codes("9 of 10 were women.", heading="Population") == []
    for heading in ("Caveat", "Population", "How the evidence was chosen"):
        assert codes("Twice as likely.", heading=heading) == ["relative-risk"]


def test_what_counts_as_the_event_may_be_a_part() -> None:
    """A definition, or the words of an outcome, may say half the pain; not half of people."""
    for heading in ("Definition", "Label", "Those who do", "Those who do not"):
        assert codes("had at least half their pain gone", heading=heading, sheet="Rows") == []
        assert codes("half of people", heading=heading, sheet="Rows") == ["number-in-prose"]
    assert codes("had at least half their pain gone", heading="Caveat") == ["relative-risk"]


@pytest.mark.parametrize("folder", [EXAMPLE, SMALL], ids=lambda each: each.name)
def test_the_shipped_texts_hold_no_chance_and_no_praise(folder: Path) -> None:
    """Neither the example's nor those of the small condition, whose definitions hold parts."""
    assert prose_problems(passages(content_from(folder))) == []


def test_patients_speak_for_themselves() -> None:
    """What a value or a question says in the patient's voice claims nothing; a figure does."""
    for sheet, heading in (("Values", "Statement"), ("Patient facts", "Question"),
                           ("Questions", "Question")):
        assert codes("I want a good chance that it usually works. Is it safe?", sheet=sheet,
                     heading=heading, option="") == []
        assert codes("I want a chance of 1 in 5.", sheet=sheet, heading=heading,
                     option="") == ["number-in-prose"]


def test_what_to_do_in_an_emergency_is_no_advice() -> None:
    """Under “When to get help at once” patients are told what to do, chances all the same not."""
    said = "You should go to hospital. Do not delay."
    assert codes(said, sheet="Decision", heading="When to get help at once", option="") == []
    assert codes("It happens to 1 in 5 people.", sheet="Decision", option="",
                 heading="When to get help at once") == ["number-in-prose"]


@pytest.mark.parametrize(("sheet", "heading"), [
    ("Outcomes", "Caveat"), ("Questions", "Answer"), ("Rules", "Message"), ("Scales", "Meaning"),
    ("Effort", "In words"), ("Recovery", "In words"), ("Words", "Plain words"),
    ("Decision", "About the condition"), ("Outcomes", "Compared with")])
def test_no_printed_text_may_hold_a_chance(sheet: str, heading: str) -> None:
    """Caveats, answers, rule messages, scales and plain words are looked through like options."""
    assert codes("It helps 1 of 5 people.", sheet=sheet, heading=heading) == ["number-in-prose"]
    assert codes("It usually helps.", sheet=sheet, heading=heading) == ["chance-word"]


def test_the_same_words_are_told_once() -> None:
    """A share of people who get better is a figure, and no bare word beside it."""
    assert codes("Half of all patients get better.") == ["number-in-prose"]
    assert codes("The belt is safe.") == ["no-harm-claimed"]


def test_a_per_cent_sign_is_found_in_every_language() -> None:
    """English words are looked for in English, signs everywhere."""
    assert codes("Aide 30 %.", language="fr") == ["number-in-prose"]
    assert codes("C'est simple.", language="fr") == []


def test_texts_for_all_options_may_speak_of_no_harm() -> None:
    """What denies harm must speak of an option, or answer for all of them."""
    assert codes("No study found no harm.", option="") == []
    assert codes("There is no risk.", option="", sheet="Decision") == []
    assert codes("There is no risk.", option="", sheet="Questions",
                 heading="Answer for all options") == ["no-harm-claimed"]


def test_translations_are_read_beside_the_english() -> None:
    """A per cent sign in a column headed `What it is::es` is found there."""
    content = content_from(SMALL)
    bell = content.options[2]
    origin = replace(bell.origin, cells=(
        *bell.origin.cells, ("summary::es", "T4", "What it is::es")))
    bell = bell.model_copy(update={"origin": origin,
                                   "wording": {"es": {"summary": "Ayuda al 30 %."}}})
    content = replace(content, options=(*content.options[:2], bell))
    assert judge(content, TODAY).unfit == ()
    assert ("number-in-prose", "Options!T4") in [
        (each.code, cell_name(each.place)) for each in judge(in_language(content, "es"),
                                                             TODAY).unfit]


BY_WORDS = {"reading-age", "no-numbers-in-prose", "no-relative-risk", "unknown-is-unknown",
            "neutral-words", "agreement", "texts", "order", "sponsors", "written"}


def test_a_workbook_in_another_language_passes_nothing_that_needs_words() -> None:
    """It says “not checked”, in the report and as a warning at its language, which can be accepted;
    a per cent sign fails in any language."""
    icelandic = set_in("Decision", "language", "is", 0)

    def with_a_share(texts: dict[str, list[dict[str, Any]]]) -> None:
        icelandic(texts)
        set_in("Options", "summary", "Hjálpar 30 %.", id="bell")(texts)

    report = judge(content_from(SMALL, icelandic), TODAY)
    verdicts = {each.id: each.verdict for each in report.others}
    assert {name for name, verdict in verdicts.items() if verdict == "not checked"} == BY_WORDS
    assert [(cell_name(each.place), dict(each.words)["found"]) for each in report.warnings
            if each.code == "language-not-checked"] == [(cell_of("Decision", "language"), "is")]
    html = report_html(report)
    assert html.count('<span class="word not checked">not checked</span>') == len(BY_WORDS)
    assert "not checked" in json.dumps(as_json(report))
    failed = {each.id: each.verdict for each in judge(
        content_from(SMALL, with_a_share), TODAY).others}
    assert failed["no-numbers-in-prose"] == "fail"
    assert failed["neutral-words"] == "not checked"


def test_a_translation_without_a_table_is_said_in_its_own_check() -> None:
    """The English is checked by its words, and another language says that it is not."""
    content = content_from(SMALL)
    bell = content.options[2].model_copy(update={"wording": {
        "is": {"summary": "Bregst aldrei.", "name": "Bjalla"}, "en-GB": {"summary": "A bell."}}})
    content = replace(content, options=(*content.options[:2], bell))
    for language, found in (("en", []), ("en-GB", []), ("is", ["is"])):
        report = judge(in_language(content, language), TODAY)
        assert [dict(each.words)["found"] for each in report.warnings
                if each.code == "language-not-checked"] == found
        verdicts = {each.id: each.verdict for each in report.others}
        assert (verdicts["neutral-words"] == "not checked") is bool(found)
        assert any(each.code == "unjudged-k21" for each in report.warnings) is bool(found)
