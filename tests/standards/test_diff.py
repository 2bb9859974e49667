"""What two editions of a workbook say differently to a patient."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sdaid.standards.diff import EVERYTHING, as_lines, compare
from sdaid.steps import read_workbook
from sdaid.workbook.content import Content
from tests.build import SMALL, Change, workbook_from
from tests.languages import translated
from tests.standards.contents import content_from, set_in

Texts = dict[str, list[dict[str, Any]]]
OLD = content_from(SMALL)


def test_the_same_workbook_reads_the_same() -> None:
    """No change, one plain line."""
    assert as_lines(compare(OLD, content_from(SMALL))) == [
        "A patient would read nothing differently."]


def test_a_moved_row_is_no_change() -> None:
    """Rows are matched by name: moving outcomes, sources or recoveries changes nothing."""
    def moved(texts: Texts) -> None:
        for sheet in ("Outcomes", "Sources", "Recovery", "Scales", "Words", "Rules"):
            texts[sheet].reverse()

    changes = compare(OLD, content_from(SMALL, moved))
    assert (changes.numbers, changes.wording, changes.unseen) == ((), (), ())


@pytest.mark.parametrize(("change", "about", "where", "before", "after"), [
    (set_in("Outcomes", "events", 60, id="sips-fewer"), "Slow sips of water",
     "Clearly fewer hiccups", "58 of 116 people", "60 of 116 people"),
    (set_in("Outcomes", "status", "not studied", id="sips-sore"), "Slow sips of water",
     "Sore throat", "none reported", "not studied"),
    (set_in("Outcomes", "low", -0.9, id="sips-bother"), "Slow sips of water",
     "How much they bother you", "(0.9 better to 2.3 better)", "(0.9 worse to 2.3 better)"),
    (set_in("Outcomes", "horizon", "5 weeks", id="wait-fewer"), "Wait and see",
     "Clearly fewer hiccups", "at 3 weeks", "at 5 weeks"),
    (set_in("Options", "effort", 2, id="bell"), "The hiccup bell", "Effort (0-5)", "1", "2"),
    (set_in("Rows", "denominator", 1000, id="sleep"), EVERYTHING,
     "Row “Nights without hiccups”: Out of", "100", "1000"),
    (set_in("Decision", "review_months", 6, 0), EVERYTHING, "Review interval (months)", "12",
     "6"),
])
def test_a_changed_number_comes_first(
    change: Change, about: str, where: str, before: str, after: str
) -> None:
    """It is told by option and row, in words, with its cell, and is no change of wording."""
    changes = compare(OLD, content_from(SMALL, change))
    found = next(each for each in changes.numbers if not each.where.endswith("what it means"))
    assert (found.about, found.where) == (about, where)
    assert before in found.before
    assert after in found.after
    assert "!" in found.cell
    assert changes.wording == ()
    assert as_lines(changes)[0] == f"Numbers: {len(changes.numbers)}"


def test_a_verdict_that_changed_is_told_whatever_changed_it() -> None:
    """Another smallest difference changes what figures of several options mean."""
    changes = compare(OLD, content_from(SMALL, set_in("Rows", "noticed", 2.5, id="bother")))
    found = [each for each in changes.numbers if each.where.endswith("what it means")]
    assert [(each.about, each.before, each.after) for each in found] == [
        ("Slow sips of water", "Less bother, but it may be too little to notice.",
         "Less bother, but on average less than most people notice.")]


def test_the_range_of_a_count_and_an_answer_for_all_are_told() -> None:
    """What has a new column is compared too."""
    ranged = compare(OLD, content_from(SMALL, set_in("Outcomes", "high", 40, id="wait-fewer")))
    assert "(range 18 to 40 of 100)" in ranged.numbers[0].after
    answered = compare(OLD, content_from(SMALL, set_in("Questions", "for_all", "No.", 1)))
    assert [(each.about, each.after) for each in answered.wording] == [(EVERYTHING, "No.")]


@pytest.mark.parametrize(("change", "about", "where", "before", "after"), [
    (set_in("Options", "summary", "A bell.", id="bell"), "The hiccup bell", "What it is",
     "A clinician rings an invented bell on your chest.", "A bell."),
    (set_in("Outcomes", "caveat", "Nobody looked.", id="sips-sore"), "Slow sips of water",
     "Sore throat: Caveat", None, "Nobody looked."),
    (set_in("Values", "statement", "I like it.", row="effort"), EVERYTHING, "What may matter",
     "", "I like it."),
    (set_in("Sources", "citation", "Another.", id="makers"), EVERYTHING,
     "Source “makers”: Citation", None, "Another."),
])
def test_changed_wording_is_told_apart(
    change: Change, about: str, where: str, before: str | None, after: str
) -> None:
    """Both texts stand side by side, by option."""
    changes = compare(OLD, content_from(SMALL, change))
    assert changes.numbers == ()
    found = next(each for each in changes.wording if each.after == after)
    assert (found.about, found.where) == (about, where)
    assert before is None or found.before == before


def test_what_no_patient_sees_is_told_only_when_asked_for() -> None:
    """The reasons for a visit are not printed, and an attestation is not either."""
    changes = compare(OLD, content_from(SMALL, set_in("Decision", "visit_reasons", "other", 0)))
    assert (changes.numbers, changes.wording) == ((), ())
    assert as_lines(changes) == ["A patient would read nothing differently."]
    assert any("other" in line for line in as_lines(changes, everything=True))


def test_a_new_option_is_told_once() -> None:
    """Its outcomes and recoveries are part of the news."""
    def without_bell(texts: Texts) -> None:
        texts["Options"].pop()
        for sheet in ("Outcomes", "Recovery", "Effort", "Rules"):
            texts[sheet] = [each for each in texts[sheet] if each.get("option") != "bell"]

    gone = compare(OLD, content_from(SMALL, without_bell))
    assert [each.after for each in gone.wording if each.where == "The option as a whole"] == [""]
    come = compare(content_from(SMALL, without_bell), OLD)
    assert [each.about for each in come.wording if each.where == "The option as a whole"] == [
        "The hiccup bell"]
    assert (come.numbers, gone.numbers) == ((), ())


def test_another_order_of_options_is_told() -> None:
    """The order is printed, so a patient reads it differently."""
    changes = compare(OLD, content_from(SMALL, lambda texts: texts["Options"].reverse()))
    [found] = changes.wording
    assert found.where == "The order of the options"
    assert found.after.startswith("The hiccup bell")


def test_a_rule_for_other_patients_is_told() -> None:
    """The message is the same, those who read it are not."""
    def older(texts: Texts) -> None:
        texts["Rules"][0]["extra"] = {"age": ">= 70"}

    [found] = compare(OLD, content_from(SMALL, older)).wording
    assert found.where == "What some patients are told"
    assert "if age is at least 70" in found.after


def test_a_changed_answer_is_told_at_its_option() -> None:
    """An answer stands in the column of its option."""
    def answered(texts: Texts) -> None:
        texts["Questions"][0]["extra"]["bell"] = "Yes, for one night."

    [found] = compare(OLD, content_from(SMALL, answered)).wording
    assert (found.about, found.after) == ("The hiccup bell", "Yes, for one night.")


def test_another_id_of_a_figure_is_no_news_to_a_patient() -> None:
    """An outcome is known by its option and row too; its id is not printed."""
    changes = compare(OLD, content_from(SMALL, set_in("Outcomes", "id", "new", id="sips-fewer")))
    assert (changes.numbers, changes.wording) == ((), ())
    assert [(each.before, each.after) for each in changes.unseen] == [("sips-fewer", "new")]


def test_a_lost_outcome_is_a_number() -> None:
    """A figure that is no longer told is the first thing to know."""
    def lost(texts: Texts) -> None:
        texts["Outcomes"] = [each for each in texts["Outcomes"] if each["id"] != "sips-fewer"]

    [found] = compare(OLD, content_from(SMALL, lost)).numbers
    assert found.before.startswith("58 of 116 people")
    assert found.after == ""


def in_spanish(folder: Path, change: Change | None = None) -> Content:
    """The content with its texts in a made-up Spanish too, after `change`, read from a file in
    `folder`."""
    def told(texts: Texts) -> None:
        translated("es")(texts)
        if change:
            change(texts)

    path = workbook_from(SMALL, folder / f"{len(list(folder.iterdir()))}.xlsx", told)
    content, problems = read_workbook(path)
    assert content is not None, problems
    return content


def test_a_changed_translation_is_told_in_its_language(tmp_path: Path) -> None:
    """A text, an answer and a rule's message: each with its own cell, and apart from the English,
    in which nothing differs."""
    def other(texts: Texts) -> None:
        texts["Options"][2]["wording"]["es"]["summary"] = "Una campana."
        texts["Rules"][0]["wording"]["es"]["message"] = "Otra cosa."
        answers = texts["Questions"][0]["wording"]["es"]["extra"]
        answers[next(iter(answers))] = "Otra respuesta."

    old, new = in_spanish(tmp_path), in_spanish(tmp_path, other)
    changes = compare(old, new)
    assert (changes.numbers, changes.wording, changes.unseen) == ((), (), ())
    [summary] = [each for each in changes.translations["es"] if each.after == "Una campana."]
    assert summary.where == "What it is"
    assert summary.before.startswith("«")
    assert new.options[2].at("summary::es").cell in summary.cell
    after = {each.after for each in changes.translations["es"]}
    assert "Otra respuesta." in after
    assert any(each.endswith("Otra cosa.") for each in after)
    assert "Wording in es: 4" in "\n".join(as_lines(changes))


def test_what_differs_for_everybody_is_told_once(tmp_path: Path) -> None:
    """A source that is printed as it stands in every language."""
    changes = compare(in_spanish(tmp_path), in_spanish(
        tmp_path, set_in("Sources", "citation", "Another citation.", id="cup-trial")))
    assert len(changes.wording) == 1
    assert not changes.translations


def test_a_language_that_is_new_or_gone_is_one_line(tmp_path: Path) -> None:
    """With how many texts it has."""
    spanish, (english, _) = in_spanish(tmp_path), read_workbook(
        workbook_from(SMALL, tmp_path / "english.xlsx"))
    assert english is not None
    [found] = compare(english, spanish).translations["es"]
    assert found.where == "The language es"
    assert found.after.endswith(" texts")
    [found] = compare(spanish, english).translations["es"]
    assert (found.before[-6:], found.after) == (" texts", "")


def test_json_holds_the_changes() -> None:
    """The same, for programs."""
    changes = compare(OLD, content_from(SMALL, set_in("Options", "effort", 2, id="bell")))
    made = json.loads(json.dumps(changes.as_json()))
    assert made["numbers"][0]["after"] == "2"
