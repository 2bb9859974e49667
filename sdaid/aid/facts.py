"""What rules say, and the facts they rest on: in words, for a patient and for a blank aid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from sdaid.aid.messages import AskedFact, RuleMessage
from sdaid.aid.sources import SourceList
from sdaid.aid.wording import Wording
from sdaid.sheets.values import fold
from sdaid.workbook.columns import NN_, Effect, Fact, FactType, Option, OptionKind
from sdaid.workbook.content import Content
from sdaid.workbook.rules import AGE, Condition, FactValue, Rule

MessageKind = Literal["caution", "ask-about", "may-not-suit", "note"]

KINDS: dict[Effect, MessageKind] = {
    Effect.MAY_NOT_SUIT: "may-not-suit", Effect.ASK_ABOUT: "ask-about",
    Effect.CAUTION: "caution", Effect.NOTE: "note"}
"""What a rule can do, in the order in which a page tells it: what may not suit first."""

ORDER = tuple(KINDS.values())


def kind_labels(wording: Wording) -> dict[MessageKind, str]:
    """The short label of each kind of message."""
    _ = wording.translations.gettext
    return {"may-not-suit": _("May not suit"), "ask-about": _("Ask about"),
            "caution": _("Take care"), "note": _("Note")}


def can_try(option: Option) -> bool:
    """Whether one can say of an option that a patient tried it; nobody tries no treatment."""
    return option.kind is not OptionKind.NO_TREATMENT


def possible_marks(option: Option, content: Content, wording: Wording) -> tuple[str, ...]:
    """The words of all marks that a patient can have at an option; a note is no mark."""
    _ = wording.translations.gettext
    can = {KINDS[rule.effect] for rule in content.rules if rule.option == option.id}
    labels = kind_labels(wording)
    tried = (_("Tried"),) if can_try(option) else ()
    return (*tried, *(labels[kind] for kind in ORDER if kind in can and kind != "note"))


def rule_messages(content: Content, wording: Wording, sources: SourceList
                  ) -> tuple[RuleMessage, ...]:
    """What each rule says, in the workbook's order of rules."""
    numbers = {option.id: number for number, option in enumerate(content.options, 1)}
    labels = kind_labels(wording)
    return tuple(
        RuleMessage(place, numbers[rule.option], KINDS[rule.effect], labels[KINDS[rule.effect]],
                    rule.message, sources.numbers(rule.sources))
        for place, rule in enumerate(content.rules))


def told_first(message: RuleMessage) -> tuple[int, int, int]:
    """The order in which messages are told: by kind, then by option, then by rule."""
    return ORDER.index(message.kind), message.option, message.rule


def because(rule: Rule, facts: Mapping[str, FactValue | None], content: Content,
            wording: Wording) -> tuple[str, ...]:
    """The facts on which the rule rests for this patient, a sentence each."""
    _ = wording.translations.gettext
    asked = {fact.name: fact for fact in content.facts}
    said = []
    for condition in rule.conditions:
        value = facts[condition.fact]
        if condition.fact == AGE:
            said.append(wording.counted(
                NN_("You will be {age} year old at your visit.",
                    "You will be {age} years old at your visit."),
                value if isinstance(value, float) else 0, age=answer(value, wording)))
        elif value is True and asked[condition.fact].told:
            said.append(asked[condition.fact].told)
        else:
            said.append(_("{question} {answer}.").format(
                question=asked[condition.fact].question, answer=answer(
                    asked[condition.fact].as_printed(value) if isinstance(value, str) else value,
                    wording)))
    return tuple(said)


def answer(value: FactValue | None, wording: Wording) -> str:
    """A patient's answer in words."""
    _ = wording.translations.gettext
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, float):
        return wording.number(value)
    if isinstance(value, date):
        return wording.day(value)
    return wording.sentence_case(str(value))


def asked_facts(content: Content, wording: Wording, sources: SourceList) -> tuple[AskedFact, ...]:
    """Each fact once, as the blank aid asks it, with what rules say of which answer; the age first,
    where a rule asks for it. A rule on several facts stands at the last of them, and names all."""
    _ = wording.translations.gettext
    messages = rule_messages(content, wording, sources)
    facts = {fact.name: fact for fact in content.facts}
    then: dict[str, dict[str, list[RuleMessage]]] = {}
    order = [AGE, *facts]
    for rule, message in zip(content.rules, messages, strict=True):
        if rule.conditions:
            at = max((each.fact for each in rule.conditions), key=order.index)
            then.setdefault(at, {}).setdefault(_if(rule, at, facts, wording), []).append(message)
    told = {name: tuple((words, tuple(sorted(each, key=told_first)))
                        for words, each in groups.items()) for name, groups in then.items()}
    age = [AskedFact(_("How old will you be at your visit?"), (), told[AGE])] if AGE in told else []
    return (*age, *(AskedFact(fact.question, _boxes(fact, wording), told.get(fact.name, ()))
                    for fact in content.facts))


def _boxes(fact: Fact, wording: Wording) -> tuple[str, ...]:
    _ = wording.translations.gettext
    if fact.type is FactType.YES_NO:
        return _("Yes"), _("No"), _("I do not know")
    if fact.type is FactType.CHOICE:
        return (*(wording.sentence_case(choice) for choice in fact.as_asked),
                _("I do not know"))
    return ()


def _if(rule: Rule, at: str, facts: Mapping[str, Fact], wording: Wording) -> str:
    """Under which answers the rule speaks: those to the question it stands at, then the others."""
    _ = wording.translations.gettext
    own = [each for each in rule.conditions if each.fact == at]
    others = [each for each in rule.conditions if each.fact != at]
    wanted = _("If {answer}:").format(answer=wanted_answer(own[0], facts.get(at), wording))
    if not others:
        return wanted
    rest = wording.listed([
        _("{question} {answer}").format(
            question=_("Your age:") if each.fact == AGE else facts[each.fact].question,
            answer=wanted_answer(each, facts.get(each.fact), wording)) for each in others])
    return _("If {answer}, and {others}:").format(
        answer=wanted_answer(own[0], facts.get(at), wording), others=rest)


def wanted_answer(condition: Condition, fact: Fact | None, wording: Wording) -> str:
    """The answers under which the condition holds; `fact` is None for the age."""
    _ = wording.translations.gettext
    if condition.kind == "range" or fact is None:
        return range_words(condition, wording)
    if fact.type is FactType.YES_NO:
        wanted = ("yes" in condition.values) != condition.negated
        return _("yes") if wanted else _("no")
    return wording.any_of([fact.as_printed(choice) for choice in fact.choices
                           if (fold(choice) in condition.values) != condition.negated])


def range_words(condition: Condition, wording: Wording) -> str:
    """A range of numbers or dates in words, as in “65 or more”."""
    _ = wording.translations.gettext
    low, high = (_end(end, wording) for end in (condition.low, condition.high))
    if condition.low is not None and condition.low == condition.high:
        told = low
    elif not high:
        told = (_("more than {low}") if condition.low_open else _("{low} or more")).format(low=low)
    elif not low:
        told = (_("less than {high}") if condition.high_open else _("{high} or less")).format(
            high=high)
    else:
        told = _("{low} to {high}").format(low=low, high=high)
    return _("not {range}").format(range=told) if condition.negated else told


def _end(end: float | date | None, wording: Wording) -> str:
    if end is None:
        return ""
    return wording.day(end) if isinstance(end, date) else wording.number(end)
