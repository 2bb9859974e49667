"""What is one patient's own: the head of each page, what is particular to them, their marks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from sdaid.aid.compose import Making, overdue
from sdaid.aid.edition import Personal
from sdaid.aid.facts import because, can_try, kind_labels, told_first
from sdaid.aid.messages import Mark, Particular, RuleMessage
from sdaid.aid.telephones import together
from sdaid.aid.wording import Wording
from sdaid.appointments.scheduled import Scheduled
from sdaid.workbook.content import Content
from sdaid.workbook.rules import FactValue


def compose_personal(scheduled: Scheduled, content: Content, making: Making,
                     messages: Sequence[RuleMessage]) -> Personal:
    """What is this patient's own in the aid of one visit. `messages` are those of the workbook's
    rules (`rule_messages`), in their order."""
    appointment, wording = scheduled.appointment, making.wording
    _ = wording.translations.gettext
    spoken = [message for rule, message in zip(content.rules, messages, strict=True)
              if rule.speaks(scheduled.facts)]
    tried = {option.id for option in content.options
             if option.id in appointment.tried and can_try(option)}
    last_day = max(making.today, appointment.visit_date)
    return Personal(
        appointment=appointment.id,
        name=_("{given} {family}").format(
            given=appointment.given_name, family=appointment.family_name).strip(),
        born=wording.day(appointment.born),
        id=appointment.patient_id,
        visit=wording.moment(appointment.visit_date, appointment.visit_time),
        place=appointment.place,
        clinician=appointment.clinician,
        marks=tuple(_marks(option.id in tried, number, spoken, wording)
                    for number, option in enumerate(content.options, 1)),
        particulars=_particulars(spoken, scheduled.facts, content, wording),
        tried_says=_tried(tried, content, wording),
        unknown=_unknown(scheduled.facts, content),
        overdue=overdue(content, last_day, wording),
        open_problems=_open_problems(content, last_day, making))


def _marks(tried: bool, option: int, spoken: Iterable[RuleMessage], wording: Wording
           ) -> tuple[Mark, ...]:
    """The marks at an option, each once, in the order in which they are told; a note stands on the
    first page alone."""
    _ = wording.translations.gettext
    said = {message.kind for message in spoken if message.option == option}
    marks = [Mark(kind, words) for kind, words in kind_labels(wording).items()
             if kind in said and kind != "note"]
    return (*([Mark("tried", _("Tried"))] if tried else []), *marks)


def _tried(tried: Collection[str], content: Content, wording: Wording) -> str:
    _ = wording.translations.gettext
    names = [option.name for option in content.options if option.id in tried]
    return _("You have already tried: {options}. Say how it went.").format(
        options=wording.listed(names)) if names else ""


def _particulars(
    spoken: Iterable[RuleMessage], facts: Mapping[str, FactValue | None], content: Content,
    wording: Wording,
) -> tuple[Particular, ...]:
    """The messages grouped by what they rest on; groups with what may not suit come first."""
    _ = wording.translations.gettext
    groups: dict[tuple[str, ...], list[RuleMessage]] = {}
    for message in spoken:
        reasons = because(content.rules[message.rule], facts, content, wording)
        groups.setdefault(reasons, []).append(message)
    made = [_group(wording.sentences(reasons), tuple(messages))
            for reasons, messages in groups.items()]
    return tuple(sorted(made, key=lambda group: told_first(group.messages[0])))


@lru_cache(5_000)
def _group(reasons: str, messages: tuple[RuleMessage, ...]) -> Particular:
    return together(Particular(reasons, tuple(sorted(messages, key=told_first))))


def _unknown(facts: Mapping[str, FactValue | None], content: Content) -> tuple[str, ...]:
    """The questions behind facts that a rule asks for and the list leaves blank."""
    asked = {condition.fact for rule in content.rules for condition in rule.conditions}
    return tuple(fact.question for fact in content.facts
                 if fact.name in asked and facts.get(fact.name) is None)


def _open_problems(content: Content, last_day: date, making: Making) -> tuple[str, ...]:
    """What a draft lists beside the edition's: that the content is overdue on the visit's day,
    where it is not so today."""
    if not making.draft or not making.today <= content.review_due < last_day:
        return ()
    _ = making.wording.translations.gettext
    return (_("The content is due for review on {day}, before this visit.").format(
        day=making.wording.day(content.review_due)),)
