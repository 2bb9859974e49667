"""Whether the options, the people and the values are told in a way that can be: kinds with their
steps, ways back, order, interests. Most of it is a matter of judgement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sdaid.problems import Place, Problem, first_few, problem
from sdaid.sheets.values import DAYS, TimeUnit, fold
from sdaid.standards.agreement import same_name
from sdaid.standards.passages import cell_name, is_filled
from sdaid.standards.words.terms import Terms, terms_for
from sdaid.workbook.columns import (
    Activity,
    FactType,
    Option,
    OptionKind,
    Recovery,
    RecoveryStatus,
    Side,
)
from sdaid.workbook.content import Content

INVASIVE = (OptionKind.INJECTION, OptionKind.PROCEDURE, OptionKind.SURGERY)
"""Kinds that go into the body."""

UNDONE = (RecoveryStatus.NONE_NEEDED, RecoveryStatus.DOES_NOT_APPLY)
SEVERAL = 3
FAR = 10
"""A way back that is so many times longer than an option's others is probably a slip."""

REVIEWED = frozenset({"k14", "k15"})
"""Items that only people outside the team can attest."""

ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s/.]+\.[^\s]+|(?:doi:?\s*)?10\.\d{4,9}/\S+|"
    r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?|(?:pmid|pmcid|isbn|nct|isrctn)[:\s]*[\w-]+",
    re.IGNORECASE)


def plausible_problems(content: Content) -> list[Problem]:
    """What can hardly be as it stands, each at its cell."""
    terms = terms_for(content.decision.language)
    problems = [*_names(content), *_order(content, terms), *_people(content, terms),
                *_values(content), *_addresses(content), *_facts(content)]
    for option in content.options:
        own = [each for each in content.recovery if each.option == option.id]
        problems += [*_kind(option, [*_invasiveness(option, terms), *_way_back(option, own)]),
                     *_effort(option, content)]
        problems += _far(own)
    return problems


def _names(content: Content) -> list[Problem]:
    problems: list[Problem] = []
    for field in ("name", "short_name"):
        seen: dict[str, Place] = {}
        for option in content.options:
            problems += same_name(seen, getattr(option, field), option.at(field))
    return problems


def _kind(option: Option, found: list[Problem]) -> list[Problem]:
    """Where several cells contradict an option's kind, the kind is the odd one: told once."""
    if len(found) < SEVERAL:
        return found
    return [problem("kind-other", option.at("kind"), found=option.kind.value,
                    cells=first_few((cell_name(each.place) for each in found), 5))]


def _invasiveness(option: Option, terms: Terms) -> list[Problem]:
    """What goes into the body is invasive, in its step and in words; no treatment is not."""
    problems = []
    if option.kind in INVASIVE and option.invasiveness == 0:
        problems.append(problem("kind-step", option.at("invasiveness"), found=0,
                                kind=option.kind.value, other=cell_name(option.at("kind"))))
    elif option.kind is OptionKind.NO_TREATMENT and option.invasiveness > 0:
        problems.append(problem("kind-step", option.at("invasiveness"),
                                found=option.invasiveness, kind=option.kind.value,
                                other=cell_name(option.at("kind"))))
    said = terms["not_invasive"].search(option.invasiveness_words)
    if option.kind in INVASIVE and said:
        problems.append(problem("kind-words", option.at("invasiveness_words"), found=said[0],
                                kind=option.kind.value, other=cell_name(option.at("kind"))))
    return problems


def _way_back(option: Option, own: Sequence[Recovery]) -> list[Problem]:
    """An operation has something to get back from, and no treatment has nothing."""
    if option.kind is OptionKind.SURGERY:
        wrong = [each for each in own if each.status in UNDONE
                 and each.activity in (Activity.NORMAL_DAY, Activity.PHYSICAL_WORK)]
    elif option.kind is OptionKind.NO_TREATMENT:
        wrong = [each for each in own if each.status is RecoveryStatus.KNOWN
                 and (each.end or 0) > 0]
    else:
        return []
    return [problem("kind-recovery", each.at("status"), found=each.status.value,
                    kind=option.kind.value, other=cell_name(option.at("kind"))) for each in wrong]


def _effort(option: Option, content: Content) -> list[Problem]:
    """An option that asks for visits or minutes is not one without effort."""
    phases = [each for each in content.effort if each.option == option.id
              and ((each.visits or 0) > 0 or (each.minutes or 0) > 0)]
    if option.effort > 0 or not phases:
        return []
    return [problem("effort-none", option.at("effort"), other=cell_name(phases[0].at("words")))]


def _far(own: Sequence[Recovery]) -> list[Problem]:
    """A way back many times longer than all the others of its option."""
    days = {id(each): (each.end or 0) * DAYS[each.unit] for each in own if each.unit is not None}
    problems = []
    for each in own:
        others = [found for key, found in days.items() if key != id(each) and found > 0]
        if id(each) in days and others and days[id(each)] > FAR * max(others) and (
                each.unit in (TimeUnit.YEAR, TimeUnit.MONTH)):
            problems.append(problem("recovery-far", each.at("unit"), option=each.option,
                                    found=f"{each.end:g} {each.unit}" if each.unit else "",
                                    allowed=f"{max(others):g} days"))
    return problems


def _order(content: Content, terms: Terms) -> list[Problem]:
    """The options stand in the order that the sheet Decision claims."""
    reason = content.decision.order_reason
    place = content.decision.at("order_reason")
    slack = 1 if terms["roughly"].search(reason) else 0
    for pattern, field, sign in terms.orders:
        if not pattern.search(reason):
            continue
        for before, after in pairwise(content.options):
            if sign * (getattr(before, field) - getattr(after, field)) > slack:
                return [problem("order-other", after.at(field), found=getattr(after, field),
                                theirs=getattr(before, field), first=before.name,
                                other=cell_name(place))]
        return []
    if terms["alphabet"].search(reason):
        for before, after in pairwise(content.options):
            if fold(before.name) > fold(after.name):
                return [problem("order-other", after.at("name"), found=after.name,
                                theirs=before.name, first=before.name, other=cell_name(place))]
    return []


def _people(content: Content, terms: Terms) -> list[Problem]:
    """Whose interests are told in one place and denied in another; who reviews their own work."""
    problems = []
    decision = content.decision
    gains = [each for each in content.people
             if is_filled(each.interests) and not terms["none"].match(each.interests)]
    if gains and terms["none"].match(decision.interests):
        problems.append(problem("interests-other", decision.at("interests"),
                                found=decision.interests, name=gains[0].name,
                                other=cell_name(gains[0].at("interests"))))
    authors = {fold(each.name): each for each in content.people
               if terms["author"].search(each.role)}
    for each in content.people:
        wrote = authors.get(fold(each.name))
        outside = terms["outside"].search(each.role) or (
            each is not wrote and terms["reviewer"].search(each.role))
        signs = REVIEWED & set(each.attests)
        if wrote is not None and (outside or signs):
            problems.append(problem(
                "reviewer-author", each.at("attests" if signs else "role"), name=each.name,
                other=cell_name(wrote.at("role"))))
    return problems


def _values(content: Content) -> list[Problem]:
    """The page asks what matters about benefits and about harms."""
    sides = {row.id: row.side for row in content.rows}
    asked = {sides[each.row] for each in content.values if each.row in sides}
    if not content.values:
        return []
    return [problem("values-side", content.values[0].at("row"), side=side.value)
            for side in Side if side not in asked and side in sides.values()]


def _facts(content: Content) -> list[Problem]:
    """A fact that no rule asks for: its rules may have been lost."""
    asked = {each.fact for rule in content.rules for each in rule.conditions}
    return [problem("fact-unused", fact.at("name"), found=fact.name) for fact in content.facts
            if fact.name not in asked and fact.type is not FactType.TEXT]


def _addresses(content: Content) -> list[Problem]:
    return [problem("address-other", source.at("address"), found=source.address)
            for source in content.sources
            if source.address and not ADDRESS.fullmatch(source.address.strip())]
