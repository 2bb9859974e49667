"""What is particular to a patient: the rules that speak, why, and what is not known."""

from __future__ import annotations

from sdaid.aid.figures import Teller
from sdaid.aid.personal import marks, remarks_for, remarks_for_anyone, unknown_facts


def test_a_rule_speaks_with_its_reason_and_source(teller: Teller) -> None:
    """The remark names the option, what to do, and the facts it rests on."""
    remarks = remarks_for({"age": 76.0, "trouble-swallowing": True, "work": None}, teller)
    assert [(each.option, each.kind, each.words) for each in remarks] == [
        ("sips", "may-not-suit", "May not suit you"), ("bell", "caution", "Take care")]
    assert remarks[0].why == "Do you have trouble swallowing? Yes."
    assert remarks[1].why == "You will be 76 years old at your visit."
    assert remarks[0].sources == (1,)


def test_two_conditions_give_two_reasons(teller: Teller) -> None:
    """A rule on age and on work tells both."""
    remarks = remarks_for({"age": 35.0, "trouble-swallowing": False, "work": "bell-ringing"},
                          teller)
    assert [each.why for each in remarks] == [
        "You will be 35 years old at your visit. What sort of work do you do? Bell-ringing."]


def test_a_blank_fact_fires_nothing_and_is_named(teller: Teller) -> None:
    """What the list does not say is asked for, never guessed."""
    facts = {"age": 30.0, "trouble-swallowing": None, "work": None}
    assert remarks_for(facts, teller) == ()
    assert unknown_facts(facts, teller.content) == (
        "Do you have trouble swallowing?", "What sort of work do you do?")


def test_a_blank_aid_asks_for_every_rule(teller: Teller) -> None:
    """Without a patient, each rule is something to tell, with the answers that count."""
    remarks = remarks_for_anyone(teller)
    assert len(remarks) == len(teller.content.rules)
    assert {each.why for each in remarks} == {
        "Do you have trouble swallowing? Yes.", "Your age: 65 or more.",
        "Your age: 18 to 64. What sort of work do you do? Outdoors or bell-ringing.",
        "What sort of work do you do? At a desk."}


def test_marks_name_what_is_said_of_an_option_once_each(teller: Teller) -> None:
    """The head of a column says that the option was tried and what was remarked; notes stay on
    the first page."""
    remarks = remarks_for({"age": 76.0, "trouble-swallowing": True, "work": "at a desk"}, teller)
    assert [each.words for each in marks("bell", remarks, ("bell",), teller)] == [
        "Tried", "Take care"]
    assert marks("wait", remarks, (), teller) == ()
