"""Rules on what the pages say: the condition, the options, the sources, the makers, the blocks.

Texts are judged by what they hold, not by whether the cell is blank: "tbc" or "-" in a cell that
must be filled is as bad as nothing. A blank needed cell is found on reading, before any rule.
"""

from __future__ import annotations

from sdaid.aid.signs import sentences
from sdaid.problems import Place
from sdaid.staff import mark, translate
from sdaid.standards.balance import TWICE
from sdaid.standards.case import (
    Case,
    Finding,
    Wrong,
    all_unfilled,
    first,
    found,
    measured,
    unfilled,
    untreated,
)
from sdaid.standards.freshness import overdue
from sdaid.standards.passages import is_filled, is_question, words_in
from sdaid.standards.words.terms import terms_for

FIVE_YEARS = 60
"""Months. The Ottawa inventory of decision aids puts away what is older than five years."""

STEPS_BLOCK = 'class="steps"'
QUESTIONS_BLOCK = "My own questions"
VALUES_BLOCK = "edition.values"
"""What a page's template holds where the blocks that the program owns are printed."""


def nothing(case: Case) -> Finding:  # noqa: ARG001 - only a person can tell
    """No rule decides."""
    return Finding()


def condition(case: Case) -> Finding:
    decision = case.content.decision
    wrong = unfilled(decision, "condition", "about")
    told = [each for each in sentences(decision.about) if words_in(each) >= 3]
    if not wrong and len(told) < 2:
        wrong.append((decision.at("about"), translate(
            "sentences about the condition: {n}").format(n=len(told))))
    return found([decision.at("condition"), decision.at("about")], wrong)


def question(case: Case) -> Finding:
    decision = case.content.decision
    text = decision.question
    good = is_filled(text) and is_question(text) and words_in(text) >= 4
    if case.edition is not None:
        good = good and case.edition.question == text
    place = decision.at("question")
    return found([place], [] if good else [(place, translate("“{found}” is not a question").format(
        found=text))])


def options(case: Case) -> Finding:
    content = case.content
    wrong = all_unfilled(content.options, "summary", "involves")
    if len(content.options) < 2:
        wrong.append((first(content.options, "id", content), translate("there is one option")))
    if not untreated(content):
        wrong += [(each.at("kind"), translate("no option is of the kind “no treatment”"))
                 for each in content.options[:1]]
    return found([each.at("summary") for each in content.options], wrong)


def living_with(case: Case) -> Finding:
    wrong = [(each.at("living_with"), translate("little is told of “{name}”").format(
        name=each.name))
             for each in case.content.options
             if not is_filled(each.living_with) or words_in(each.living_with) < 4]
    return found([each.at("living_with") for each in case.content.options], wrong)


def equal_detail(case: Case) -> Finding:
    balance = case.balance
    wrong: Wrong = [
        (line.outlier, translate("“{line}” has {most} words for “{longest}” and {least} for "
                                 "“{shortest}”").format(
            line=line.name, most=line.most, longest=line.most_option, least=line.least,
            shortest=line.least_option)) for line in balance.lines if line.unequal]
    if balance.ratio > TWICE:
        most = max(balance.options, key=lambda each: each.words)
        least = min(balance.options, key=lambda each: each.words)
        said = translate("{most} words in all tell of it, {least} of “{name}”")
        wrong.append((most.place, said.format(
            most=most.words, least=least.words, name=least.name)))
    return found([each.place for each in balance.options], wrong)


def cited(case: Case) -> Finding:
    content = case.content
    cells: list[Place] = []
    wrong: Wrong = []
    for record, fields in (
        *((each, ("care_sources", "timing_sources", "cost_sources"))
          for each in content.options),
        *((each, ("sources",)) for each in (*content.effort, *content.recovery)),
        *((each, ("sources",)) for each in measured(content)),
        *((each, ("noticed_sources",)) for each in content.rows if each.noticed is not None),
    ):
        for name in fields:
            named = getattr(record, name)
            cells.append(record.at(name))
            if not named:
                wrong.append((record.at(name), translate("there is no source")))
            unknown = translate("the source “{found}” is not in the sheet Sources")
            wrong += [(record.at(name), unknown.format(found=each))
                      for each in named if each not in content.source]
    wrong += [(each.at("citation"), translate("the source “{found}” has no citation").format(
        found=each.id))
              for each in content.sources if not is_filled(each.citation)]
    return found(cells, wrong)


def dated(case: Case) -> Finding:
    decision = case.content.decision
    wrong = unfilled(decision, "content_version")
    if decision.content_date > case.on:
        wrong.append((decision.at("content_date"),
                      translate("the content date {day} lies after {today}").format(
                          day=decision.content_date, today=case.on)))
    return found([decision.at("content_version"), decision.at("content_date")], wrong)


def update_policy(case: Case) -> Finding:
    decision = case.content.decision
    late = overdue(case.content, case.last_visit)
    wrong: Wrong = []
    if decision.review_months > FIVE_YEARS:
        wrong.append((decision.at("review_months"),
                      translate("{n} months is longer than five years").format(
                          n=decision.review_months)))
    return Finding((decision.at("content_date"), decision.at("review_months")), tuple(wrong),
                   (late,) if late else ())


def money(case: Case) -> Finding:
    content = case.content
    decision = content.decision
    wrong = unfilled(decision, "funding", "interests")
    wrong += all_unfilled(content.people, "interests")
    return found([decision.at("funding"), decision.at("interests"),
                   *(each.at("interests") for each in content.people)], wrong)


def values(case: Case) -> Finding:
    content = case.content
    wrong = all_unfilled(content.values, "statement")
    place = first(content.values, "statement", content)
    printed = case.edition is None or len(case.edition.values) == len(content.values)
    if not content.values or not printed or VALUES_BLOCK not in case.templates["values"]:
        wrong.append((place, translate("the page does not ask what matters most")))
    return found([each.at("statement") for each in content.values], wrong)


def steps(case: Case) -> Finding:
    return _block(case, STEPS_BLOCK, translate("the page has no steps toward a decision"))


def room_for_questions(case: Case) -> Finding:
    return _block(case, QUESTIONS_BLOCK, translate("the page has no room for questions"))


def method(case: Case) -> Finding:
    decision = case.content.decision
    place = decision.at("evidence_method")
    told = is_filled(decision.evidence_method) and len(sentences(decision.evidence_method)) >= 2
    return found([place], [] if told else [
        (place, translate("two sentences or more say how studies were found and picked"))])


def authors(case: Case) -> Finding:
    people = case.content.people
    wrong = all_unfilled(people, "name", "role", "credentials")
    terms = terms_for(case.content.decision.language)
    if not any(terms["named_author"].search(each.role) for each in people):
        place = first(people, "role", case.content)
        if not terms.known and not wrong:
            return Finding((place,), unjudged=mark(
                "no word for an author is known in its language"))
        wrong.append((place, translate("nobody is named as an author")))
    return found([each.at("credentials") for each in people], wrong)


def reading_reported(case: Case) -> Finding:
    place = case.content.decision.at("language")
    if case.reading.whole is None:
        return Finding((place,), unjudged=mark("no formula for its language is known"))
    if case.edition is None:
        return found([place], [])
    printed = " ".join(text for _, text in case.edition.about)
    good = all(each in printed for each in case.reading.formulas)
    why = translate("the aid does not print its reading level")
    return found([place], [] if good else [(place, why)])


def _block(case: Case, block: str, why: str) -> Finding:
    place = Place("the page’s template, visit.html")
    return found([place], [] if block in case.templates["visit"] else [(place, why)])
