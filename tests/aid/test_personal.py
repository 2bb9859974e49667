"""What is particular to a patient: what rules say, on which fact, and what is not known."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from sdaid.aid.compose import Making
from sdaid.aid.edition import Personal
from sdaid.aid.facts import asked_facts, rule_messages
from sdaid.aid.personal import compose_personal
from sdaid.aid.sources import SourceList
from sdaid.appointments.columns import Appointment
from sdaid.appointments.scheduled import Scheduled
from sdaid.workbook.content import Content
from tests.aid.known import ENGLISH

TODAY = date(2026, 11, 22)
NOTHING: dict[str, Any] = {"age": 30.0, "trouble-swallowing": None, "work": None}


def personal(content: Content, tried: tuple[str, ...] = (), **facts: Any) -> Personal:
    """What is the own of Testa Example, of whom these facts are known."""
    appointment = Appointment.model_construct(
        id="A-1", patient_id="P-1", given_name="Testa", family_name="Example",
        born=date(1950, 2, 3), visit_date=date(2026, 12, 1), visit_time=time(9, 30),
        place="Room 1", clinician="Dr Nobody", tried=tried)
    named = {name.replace("_", "-"): value for name, value in facts.items()}
    return compose_personal(Scheduled(appointment, {**NOTHING, **named}), content,
                            Making(ENGLISH, TODAY, ""),
                            rule_messages(content, ENGLISH, SourceList(content, ENGLISH)))


def test_what_rests_on_one_fact_is_told_once(small: Content) -> None:
    """The fact in words, then the options that it touches; what may not suit comes first."""
    own = personal(small, age=76.0, trouble_swallowing=True)
    assert [(each.because, [(message.option, message.label) for message in each.messages])
            for each in own.particulars] == [
        ("You have trouble swallowing.", [(2, "May not suit")]),
        ("You will be 76 years old at your visit.", [(3, "Take care")])]
    assert own.particulars[0].messages[0].sources == (1,)


def test_two_conditions_give_two_reasons(small: Content) -> None:
    """A rule on age and on work tells both, and no rule speaks for half of it."""
    own = personal(small, age=35.0, trouble_swallowing=False, work="bell-ringing")
    assert [each.because for each in own.particulars] == [
        "You will be 35 years old at your visit. What sort of work do you do? Bell-ringing."]
    assert personal(small, age=70.0, work="outdoors").particulars[0].because == (
        "You will be 70 years old at your visit.")


def test_a_blank_fact_fires_nothing_and_is_named(small: Content) -> None:
    """What the list does not say is asked for, never guessed."""
    own = personal(small)
    assert own.particulars == ()
    assert own.unknown == ("Do you have trouble swallowing?", "What sort of work do you do?")


def test_marks_name_what_is_said_of_an_option_once_each(small: Content) -> None:
    """Tried and taking care stand together; a note stays on the first page. Nobody tries no
    treatment."""
    own = personal(small, ("bell", "wait"), age=76.0, work="at a desk")
    assert [[mark.words for mark in marks] for marks in own.marks] == [
        [], [], ["Tried", "Take care"]]
    assert own.tried_says == "You have already tried: The hiccup bell. Say how it went."


def test_the_head_has_two_identifiers_and_the_visit(small: Content) -> None:
    """Pages come apart, so each can be told whose it is."""
    own = personal(small)
    assert (own.name, own.id, own.born) == ("Testa Example", "P-1", "February 3, 1950")
    assert own.visit == "Tuesday, December 1, 2026, 9:30 AM"


def test_a_blank_aid_asks_each_fact_once(small: Content) -> None:
    """With boxes, and with what follows from which answer; a rule on two facts names both."""
    asked = asked_facts(small, ENGLISH, SourceList(small, ENGLISH))
    assert [each.question for each in asked] == [
        "How old will you be at your visit?", "Do you have trouble swallowing?",
        "What sort of work do you do?"]
    assert asked[1].answers == ("Yes", "No", "I do not know")
    told = {words: [message.message for message in messages]
            for each in asked for words, messages in each.then}
    assert set(told) == {"If 65 or more:", "If yes:", "If at a desk:",
                         "If outdoors or bell-ringing, and Your age: 18 to 64:"}
    assert sum(map(len, told.values())) == len(small.rules)


@pytest.mark.parametrize(("field", "value"), [("place", "Room 1"), ("clinician", "Dr Nobody")])
def test_where_and_whom_are_the_lists(small: Content, field: str, value: str) -> None:
    """As they stand in the list."""
    assert getattr(personal(small), field) == value
