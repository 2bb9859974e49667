"""What stands in for a text that is not written: in every printed cell, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid.problems import Severity
from sdaid.standards.check import judge
from sdaid.standards.passages import cell_name, is_filled, printed_texts
from sdaid.standards.prose import unwritten
from sdaid.standards.words.placeholders import SHORT, WITHIN, placeholder_in
from sdaid.workbook.columns import SHEETS
from sdaid.workbook.languages import in_language
from tests.build import EXAMPLE, SMALL
from tests.standards.contents import TODAY, cell_of, content_from, set_in

FOUND = (
    "TBC", "tbc", "tbd.", "TBA", "T.B.C.", "xxx", "x", "XX", "After xx weeks.", "£XX.xx", "???",
    "?",
    "What is it??", "Ask Dr Testa (?)", "Ask Dr Testa [?]", "see leaflet", "See the leaflet.",
    "A needle. See leaflet.", "See above for details.", "see below", "Not yet (see notes).",
    "as above", "As above.", "Same as above, but at night.", "as below", "ditto", "same",
    "lorem ipsum dolor", "The risk is #REF! in all.", "#N/A", "Take #VALUE! a day.", "#NAME?",
    "...",
    "…", "A belt that …", "A belt that ...", "… and then", "insert text here", "Insert name here.",
    "[insert name]", "<clinic name>", "{{name}}", "Add text here", "Text to follow",
    "Dose to follow.",
    "Price to be confirmed.", "to be confirmed", "To be added", "The date (to be agreed)", "-", "–",
    "—", "n/a", "N/A", "n.a.", "NA", "not applicable", ".", "___", "Rest for ___ days.", "TODO",
    "TODO: ask", "A belt FIXME", "to do", "later", "pending", "placeholder", "your text here",
    "Sample text", "citation needed", "Text goes here", "Click to enter text", "blank", "test",
    "asdf", "dummy text", "under construction", "Coming soon", "01632 xxx xxx", "* * *", "A (TBC).",
    "Cost: TBC", "TBC by the team", "n/k")

LEFT = (
    "X-ray", "An X-ray guides it.", "Factor X", "The XX chromosome", "None", "None.", "Nobody",
    "No.",
    "Not known", "Not known.", "Not stated", "Not studied yet.", "For bleeding see “Serious harm”.",
    "Counted another way; see “A set amount”.", "See the leaflet in the box for the dose.",
    "The pain is as before.", "Wear it as above the hip.", "What happens, from start to end?",
    "Bring a list to be checked.", "A note to your doctor.", "To be done at home.", "Same day.",
    "To be confirmed by a scan.", "Add your name here on the form.", "You get a text message.",
    "The sample is tested.", "Tests come first.", "5", "0", "1.2", "A4", "en", "a",
    "Example Clinic",
    "Example. Not for clinical use: no clinician has signed it.", "Later you can swim.",
    "https://example.org/?id=xx1", "Author A, Writer B, … Last C. A title. 2019.", "See a doctor.",
    "Emergency: call.\n\nThe same day: ring.", "0.5-1 hour", "Ask your pharmacist.", "Type 2",
    "Is it done by day, or at night?", "It may be put off (see a doctor first).", "Pending the "
    "result you wait at home.", "Stitches, drain and so on", "Do as above all suits you.")


@pytest.mark.parametrize("text", FOUND)
def test_a_stand_in_is_found(text: str) -> None:
    """Alone in its cell, or within a text."""
    assert placeholder_in(text)
    assert placeholder_in(f"  {text} ")


@pytest.mark.parametrize("text", LEFT)
def test_a_text_is_left_alone(text: str) -> None:
    """References to a row of the page, X-rays, typed unknowns, instructions stand for nothing."""
    assert placeholder_in(text) == ""


@given(st.sampled_from(FOUND), st.sampled_from(["", "A belt. ", "Ask us: "]))
def test_looking_for_hints_first_loses_nothing(stand_in: str, before: str) -> None:
    """What the pattern finds is found with the quick look before it, too."""
    text = before + stand_in
    if WITHIN.search(text):
        assert placeholder_in(text)
    assert len(stand_in) < SHORT


def test_the_shipped_texts_hold_none() -> None:
    """Neither the example nor the small condition."""
    for folder in (EXAMPLE, SMALL):
        assert unwritten(content_from(folder), []) == []


def printed_columns() -> Iterator[tuple[str, str]]:
    """Every column of text that a patient can see, as (sheet, field), from the declaration."""
    for sheet in SHEETS:
        for field, column, _, kind in sheet.model.columns():
            text = kind is str or (isinstance(kind, type) and issubclass(kind, str)
                                   and not issubclass(kind, Enum))
            if column.printed and not column.refers and text:
                yield sheet.name, field


@pytest.mark.parametrize(("sheet", "field"), list(printed_columns()), ids="-".join)
@pytest.mark.parametrize("stand_in", ["TBC", "Ask. ??? Then go."])
def test_a_stand_in_stops_in_every_printed_column(sheet: str, field: str, stand_in: str) -> None:
    """Whatever the declaration calls printed: the cell is named, and a draft alone is made."""
    content = content_from(SMALL, set_in(sheet, field, stand_in, 0))
    unfit = judge(content, TODAY).unfit
    assert cell_of(sheet, field) in {cell_name(each.place) for each in unfit}
    here = {each.code for each in unfit if cell_name(each.place) == cell_of(sheet, field)}
    assert len(here - {"ipdas-c1"}) == 1  # that tells of the length of the cell alone


def test_the_columns_are_those_of_the_declaration() -> None:
    """Texts that no patient reads are not among them, all sheets that patients read are."""
    columns = set(printed_columns())
    assert len(columns) > 50
    assert {sheet for sheet, _ in columns} == {sheet.name for sheet in SHEETS} - {"Accepted"}
    assert ("Decision", "return_address") in columns
    assert ("Options", "id") not in columns


def test_answers_choices_and_translations_are_printed_too() -> None:
    """An option's answer, a fact's choices, a text in another language."""
    def answered(texts: dict[str, list[dict[str, Any]]]) -> None:
        texts["Questions"][0]["extra"]["bell"] = "see leaflet"
        texts["Patient facts"][0]["choices"] = "one, TBC"

    content = content_from(SMALL, answered)
    option = content.options[1]
    origin = replace(option.origin, cells=(
        *option.origin.cells, ("summary::es", "T3", "What it is::es")))
    option = option.model_copy(update={"origin": origin,
                                       "wording": {"es": {"summary": "xxx"}}})
    content = replace(content, options=(content.options[0], option, *content.options[2:]))
    found = {each.place.heading: each for each in unwritten(content, [])}
    assert set(found) == {"bell", "Choices"}
    spanish = {each.place.heading: each for each in unwritten(in_language(content, "es"), [])}
    assert "What it is::es" in spanish
    assert {each.severity for each in found.values()} == {Severity.UNFIT}
    assert ("T3", "xxx") in {
        (place.cell, text) for place, text in printed_texts(in_language(content, "es"))}


@pytest.mark.parametrize("text", ["", " ", "TBC", "-", "not known", "Unknown.", "xxx", "n/a"])
def test_what_must_be_told_is_not_told_by_a_stand_in(text: str) -> None:
    """A cell that an item needs says nothing by a stand-in, and nothing by “not known”."""
    assert not is_filled(text)


def test_a_text_with_a_stand_in_within_it_says_something() -> None:
    """It is found as a stand-in, and not as a missing text as well."""
    assert is_filled("A belt (TBC).")
