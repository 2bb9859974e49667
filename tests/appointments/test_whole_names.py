"""One column of whole names is split as its profile says, or as every row of it agrees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdaid.appointments.columns import Appointment
from sdaid.appointments.name_column import OPEN_TITLES, split_name
from sdaid.appointments.profile import NameOrder, Profile
from sdaid.appointments.understood import How, Understood
from sdaid.sheets.values import fold
from tests.appointments.values import codes, read_row, surveyed

WORDS = st.text("abcdefghijklmnopqrstuvwxyzàéøß'", min_size=2, max_size=9).map(
    str.capitalize).filter(lambda word: fold(word) not in OPEN_TITLES)


def name_of(understood: Understood, name: str) -> tuple[str, str] | str:
    made = read_row(understood, name=name, given_name=None, family_name=None)
    return (made.given_name, made.family_name) if isinstance(made, Appointment) else made


@pytest.mark.parametrize(("names", "order", "first"), [
    (["EXAMPLE, Testa (Mr)", "BLANK, Nemo (Dr)"], NameOrder.FAMILY_COMMA_GIVEN,
     ("Testa", "EXAMPLE")),
    (["Example, Testa Ana", "Mononym", "De la Sample, Ulla"], NameOrder.FAMILY_COMMA_GIVEN,
     ("Testa Ana", "Example")),
    (["Mr Testa Example", "Mrs Ana Maria Blank"], NameOrder.GIVEN_FAMILY, ("Testa", "Example")),
    (["Testa Example", "Nemo BLANK"], NameOrder.GIVEN_FAMILY, ("Testa", "Example")),
    (["EXAMPLE Testa", "DE LA BLANK Nemo Odo"], NameOrder.FAMILY_GIVEN, ("Testa", "EXAMPLE")),
    (["Testa EXAMPLE", "Nemo BLANK"], NameOrder.GIVEN_FAMILY, ("Testa", "EXAMPLE")),
    (["Example", "Blank"], NameOrder.SINGLE, ("", "Example"))])
def test_a_way_that_holds_for_every_row_is_guessed(
        names: list[str], order: NameOrder, first: tuple[str, str]) -> None:
    """It is shown as a guess; titles are left out, and a single word is a whole name."""
    understood, problems = surveyed({"name": names})

    assert not problems
    assert understood.names
    assert (understood.names.order, understood.names.how) == (order, How.GUESSED)
    assert name_of(understood, names[0]) == first
    assert all(isinstance(name_of(understood, each), tuple) for each in names)


@pytest.mark.parametrize("names", [
    ["EXAMPLE, Testa", "Nemo Blank"], ["EXAMPLE Testa", "Nemo BLANK"], ["Example, Testa, Ana"]])
def test_where_no_way_holds_a_profile_is_asked_for(names: list[str]) -> None:
    """The list is refused once, at the heading, with the cell that is unlike the others."""
    _, problems = surveyed({"name": names})

    assert codes(problems) == [("names-unclear", "A1")]
    assert f"A{len(names) + 1}" in problems[0].sentence
    assert "Testa" not in problems[0].sentence


def test_names_that_tell_nothing_of_their_order_are_asked_about() -> None:
    """“Testa Example” and “Example Testa” look alike to whoever does not know them."""
    _, problems = surveyed({"name": ["Testa Example", "Mr Nemo Blank", "Ulla"]})

    assert codes(problems) == [("names-unproved", "A1")]


def test_a_profile_says_how_names_are_put_together() -> None:
    """A row that is not so is held, and the others are read."""
    understood, problems = surveyed({"name": ["Example Testa", "Blank, Nemo", "Example Ana Lea"]},
                                    Profile(names=NameOrder.FAMILY_GIVEN))

    assert not problems
    assert name_of(understood, "Example Testa") == ("Testa", "Example")
    assert name_of(understood, "Blank, Nemo") == "name-odd"
    assert name_of(understood, "Example Ana Lea") == "name-odd"  # which of them are the family's?


@pytest.mark.parametrize(("given_name", "family_name", "expected"), [
    ("(no given name)", "Mononym", ("", "Mononym")), ("Mononym", "single name", ("Mononym", "")),
    (None, "Mononym", "missing"), ("no given name", "no family name",
                                   ("no given name", "no family name"))])
def test_people_with_one_name_alone_can_be_had(
        given_name: str | None, family_name: str, expected: tuple[str, str] | str) -> None:
    """Where somebody says so; a blank cell may be a forgotten one."""
    made = read_row(Understood(), given_name=given_name, family_name=family_name)

    assert (made if isinstance(made, str) else (made.given_name, made.family_name)) == expected


@given(people=st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=3), WORDS), min_size=1),
       order=st.sampled_from([NameOrder.FAMILY_COMMA_GIVEN, NameOrder.GIVEN_FAMILY]),
       title=st.sampled_from(["", " (Mr)", " (Mrs)"]))
def test_every_name_is_printed_with_all_its_words(
        people: list[tuple[list[str], str]], order: NameOrder, title: str) -> None:
    """Given name first, whichever way the list puts them."""
    for given_names, family in people:
        given_name = " ".join(given_names)
        text = (f"{family}, {given_name}" if order is NameOrder.FAMILY_COMMA_GIVEN
                else f"{given_name} {family}") + title
        parts = split_name(text, order)
        if order is NameOrder.GIVEN_FAMILY or "," not in given_name:
            assert parts
            assert " ".join(parts).strip() == f"{given_name} {family}"


@given(names=st.lists(st.text("AEab ,.-()[]MrsDé'’\n", max_size=16), max_size=6),
       order=st.sampled_from([None, *NameOrder]))
def test_any_cell_of_names_is_split_or_refused(names: list[str], order: NameOrder | None) -> None:
    """Without an error, and no letter is invented."""
    understood, _ = surveyed({"name": [each for each in names if each.strip()]},
                             Profile(names=order))

    for each in filter(str.strip, names):
        made = name_of(understood, each)
        if isinstance(made, tuple):
            assert set("".join(made)) <= set(each) | {" "}
