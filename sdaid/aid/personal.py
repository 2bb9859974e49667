"""What is particular to one patient: the rules that speak, what they tried, what we do not know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sdaid.aid.aid import Mark, Remark
from sdaid.aid.figures import Teller
from sdaid.aid.wording import Wording
from sdaid.sheets.values import fold
from sdaid.workbook.columns import Effect, Fact, FactType
from sdaid.workbook.content import Content
from sdaid.workbook.rules import AGE, Condition, FactValue, Rule

TRIED = "tried"


def remark_words(effect: Effect, wording: Wording) -> str:
    """How a remark begins on the first page."""
    _ = wording.translations.gettext
    return {
        Effect.ASK_ABOUT: _("Ask about this"),
        Effect.CAUTION: _("Take care"),
        Effect.MAY_NOT_SUIT: _("May not suit you"),
        Effect.NOTE: _("Note"),
    }[effect]


def possible_marks(wording: Wording) -> dict[str, Mark]:
    """The labels that can stand at the head of an option's column, by what they stand for, in
    order. They are short, for the column is narrow; a note stands on the first page alone."""
    _ = wording.translations.gettext
    return {
        TRIED: Mark("tried", _("Tried")),
        Effect.CAUTION.value: Mark("caution", _("Take care")),
        Effect.ASK_ABOUT.value: Mark("ask-about", _("Ask about")),
        Effect.MAY_NOT_SUIT.value: Mark("may-not-suit", _("May not suit")),
    }


def marks(option: str, remarks: Iterable[Remark], tried: Iterable[str], teller: Teller
          ) -> tuple[Mark, ...]:
    """The labels at the head of an option's column, each once."""
    said = {remark.kind for remark in remarks if remark.option == option}
    said |= {"tried"} if option in tried else set()
    return tuple(each for each in possible_marks(teller.wording).values() if each.kind in said)


def remarks_for(facts: Mapping[str, FactValue | None], teller: Teller) -> tuple[Remark, ...]:
    """What the rules say to a patient with these facts, in the order of options, then of rules."""
    content = teller.content
    spoken = [rule for rule in content.rules if rule.speaks(facts)]
    return tuple(_remark(rule, _because(rule, facts, content, teller.wording), teller)
                 for rule in _by_option(spoken, content))


def remarks_for_anyone(teller: Teller) -> tuple[Remark, ...]:
    """Every rule, as something to tell the clinician: for an aid that names no patient."""
    content = teller.content
    return tuple(_remark(rule, _condition_words(rule, content, teller.wording), teller)
                 for rule in _by_option(content.rules, content))


def unknown_facts(
    facts: Mapping[str, FactValue | None], content: Content
) -> tuple[str, ...]:
    """The questions behind facts that a rule asks for and the list leaves blank."""
    asked = {condition.fact for rule in content.rules for condition in rule.conditions}
    return tuple(fact.question for fact in content.facts
                 if fact.name in asked and facts.get(fact.name) is None)


def _by_option(rules: Iterable[Rule], content: Content) -> list[Rule]:
    order = {option.id: number for number, option in enumerate(content.options)}
    return sorted(rules, key=lambda rule: order[rule.option])


def _remark(rule: Rule, why: str, teller: Teller) -> Remark:
    return Remark(rule.option, rule.effect.value.replace(" ", "-"),
                  remark_words(rule.effect, teller.wording), rule.message, why,
                  teller.source_numbers(rule.sources))


def _because(
    rule: Rule, facts: Mapping[str, FactValue | None], content: Content, wording: Wording
) -> str:
    """The facts on which the rule rests, as questions with this patient's answers."""
    _ = wording.translations.gettext
    asked = {fact.name: fact for fact in content.facts}
    parts = []
    for condition in rule.conditions:
        value = facts[condition.fact]
        if condition.fact == AGE:
            parts.append(_("You will be {age} years old at your visit.").format(
                age=_answer(value, wording)))
        else:
            parts.append(_("{question} {answer}.").format(
                question=asked[condition.fact].question,
                answer=_answer(value, wording)))
    return " ".join(parts)


def _answer(value: FactValue | None, wording: Wording) -> str:
    _ = wording.translations.gettext
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, float):
        return wording.number(value)
    if isinstance(value, date):
        return wording.day(value)
    text = str(value)
    return text[:1].upper() + text[1:]


def _condition_words(rule: Rule, content: Content, wording: Wording) -> str:
    """The rule's conditions as questions and the answers that count."""
    _ = wording.translations.gettext
    asked = {fact.name: fact for fact in content.facts}
    parts = []
    for condition in rule.conditions:
        if condition.fact == AGE:
            parts.append(_("Your age: {answer}.").format(
                answer=_range_words(condition, wording)))
            continue
        fact = asked[condition.fact]
        parts.append(_("{question} {answer}.").format(
            question=fact.question, answer=_wanted(condition, fact, wording)))
    return " ".join(parts)


def _wanted(condition: Condition, fact: Fact, wording: Wording) -> str:
    """The answers of `fact` under which the condition holds."""
    _ = wording.translations.gettext
    if condition.kind == "range":
        return _range_words(condition, wording)
    if fact.type is FactType.YES_NO:
        wanted = ("yes" in condition.values) != condition.negated
        return _("Yes") if wanted else _("No")
    choices = [choice for choice in fact.choices
               if (fold(choice) in condition.values) != condition.negated]
    told = _(" or ").join(choices)
    return told[:1].upper() + told[1:]


def _range_words(condition: Condition, wording: Wording) -> str:
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
