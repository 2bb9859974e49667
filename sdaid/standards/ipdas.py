"""The 35 items of IPDAS v4.0 (International Patient Decision Aid Standards) for treatment
decisions: what each asks, in our own words, and who decides it.

Class A is decided by rule, from the workbook, or from the aid where one is given; class P is
flagged and then signed by a named person; class H only a named person can attest, in the column
Attests of the sheet People. Items for tests and screening alone (C7-C10, K24-K28) are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sdaid.problems import Place, Problem, problem
from sdaid.staff import mark, translate
from sdaid.standards import counted, told
from sdaid.standards.case import Case, Finding
from sdaid.standards.stands import stands
from sdaid.workbook.columns import Person

Class = Literal["A", "P", "H"]
Outcome = Literal["pass", "fail", "open", "signed"]


@dataclass(frozen=True)
class Item:
    """One published criterion. `rule` decides class A, and flags class P; `todo` says what helps
    where it fails or is open."""

    id: str
    text: str
    decided_by: Class
    todo: str
    rule: Callable[[Case], Finding] = told.nothing


@dataclass(frozen=True)
class Verdict:
    """What was found for one item: the cells that decided, why, and what to do. `by` names who
    signed it, and when; `stands` the pages that say it."""

    id: str
    text: str
    decided_by: Class
    verdict: Outcome
    cells: tuple[Place, ...]
    why: str
    todo: str
    by: str = ""
    stands: str = ""


STUDY = ("Where a study has shown it, the person who vouches for it puts {id} under Attests in "
         "the sheet People; none yet is a common and honest answer")
ATTEST = "The person who knows it puts {id} under Attests in the sheet People, with the date"

UNSIGNED = mark("nobody has signed it")

ITEMS: tuple[Item, ...] = (
    Item("q1", "Says what condition the decision is about", "A",
         "describe the condition in two sentences or more", told.condition),
    Item("q2", "Says that there is a decision to make, and which", "A",
         "ask the decision as a question", told.question),
    Item("q3", "Describes the options, going on as now among them", "A",
         "describe what each option is and involves; one is of the kind “no treatment”",
         told.options),
    Item("q4", "Tells the good points of each option", "A",
         "add an outcome for a benefit row, with its number or why there is none",
         counted.good_points),
    Item("q5", "Tells the bad points of each option", "A",
         "add an outcome for a harm row, with its number or why there is none",
         counted.bad_points),
    Item("q6", "Tells what living with the result is like", "P",
         "Fill “Living with the result” for each option; then a person who knows puts q6 under "
         "Attests in the sheet People", told.living_with),
    Item("c1", "Tells good and bad points in equal detail", "A",
         "bring the options closer in length", told.equal_detail),
    Item("c2", "Cites its evidence", "A",
         "name a source of the sheet Sources, with its citation", told.cited),
    Item("c3", "Gives its date of publication", "A",
         "set the version, and a content date that is not in the future", told.dated),
    Item("c4", "Says how and when it is updated", "A",
         "look through the content again within its review interval, five years at most",
         told.update_policy),
    Item("c5", "Says how sure the numbers are", "A",
         "fill the certainty, or the range", counted.certain),
    Item("c6", "Says who paid for it, and what its makers gain", "A",
         "say who paid and who gains; type None if nobody", told.money),
    Item("k1", "Tells what happens without treatment", "A",
         "give the option without treatment an outcome in every row, at the row's horizon",
         counted.without_treatment),
    Item("k2", "Lets good and bad points be compared across options", "A",
         "fill what the other options have", counted.no_gaps),
    Item("k3", "Gives the chances of good and bad outcomes", "A",
         "give one benefit and one harm as a number at least", counted.chances),
    Item("k4", "Says of which people the numbers are", "A",
         "say who was studied", counted.population),
    Item("k5", "Gives event rates", "A",
         "give how many of how many people had it", counted.event_rates),
    Item("k6", "Compares chances over the same time", "A",
         "give the row one horizon, or mark it as not comparable", counted.same_time),
    Item("k7", "Compares chances with the same denominator", "A",
         "count a row out of 100, or the whole of it out of 1000", counted.same_denominator),
    Item("k8", "Shows chances in more than one way", "A",
         "give the headline row its words and one number at least", counted.several_views),
    Item("k9", "Asks what matters most to the patient", "A",
         "give statements to weigh in the sheet Values", told.values),
    Item("k10", "Shows steps toward a decision", "A",
         "put the block of steps back into the page", told.steps),
    Item("k11", "Has room for questions to ask at the visit", "A",
         "put the lines for questions back into the page", told.room_for_questions),
    Item("k12", "Patients were asked what they need", "H", ATTEST),
    Item("k13", "Clinicians were asked what patients need", "H", ATTEST),
    Item("k14", "Patients outside the team reviewed it", "H", ATTEST),
    Item("k15", "Professionals outside the team reviewed it", "H", ATTEST),
    Item("k16", "Patients facing the decision tried it", "H", ATTEST),
    Item("k17", "Clinicians tried it with patients", "H", ATTEST),
    Item("k18", "Says how the evidence was chosen", "P",
         "Say how studies were looked for and picked; then the person who did it puts k18 under "
         "Attests in the sheet People", told.method),
    Item("k19", "Says how good the evidence is", "A",
         "choose the certainty; “not graded” is one", counted.graded),
    Item("k20", "Names its authors and their training", "A",
         "fill the person's role and credentials; one is an author", told.authors),
    Item("k21", "Reports its reading level", "A",
         "print the level with the names of its formulas", told.reading_reported),
    Item("k22", "A study shows that choices fit what matters to patients", "H", STUDY),
    Item("k23", "A study shows that patients know more", "H", STUDY),
)


def verdicts(case: Case) -> tuple[tuple[Verdict, ...], list[Problem]]:
    """The verdict on each item, in order, and a problem for each cell that fails one."""
    made: list[Verdict] = []
    problems: list[Problem] = []
    for item in ITEMS:
        finding = item.rule(case)
        if finding.unjudged:
            verdict, found = _attested(replace(item, decided_by="P", todo=ATTEST), finding, case)
        elif item.decided_by == "A":
            verdict, found = _decided(item, finding)
        else:
            verdict, found = _attested(item, finding, case)
        made.append(replace(verdict, stands=stands(item.id, case.edition)))
        problems += found
    return tuple(made), problems


def _decided(item: Item, finding: Finding) -> tuple[Verdict, list[Problem]]:
    found = [problem(f"ipdas-{item.id}", place, why=why, do=item.todo)
             for place, why in finding.wrong] + list(finding.problems)
    if not found:
        return Verdict(item.id, item.text, "A", "pass", finding.cells, "", ""), []
    return Verdict(item.id, item.text, "A", "fail", tuple(each.place for each in found),
                   dict(found[0].words).get("why", found[0].says), item.todo), found


def _attested(item: Item, finding: Finding, case: Case) -> tuple[Verdict, list[Problem]]:
    people = signers(item.id, case)
    todo = translate(item.todo).format(id=item.id)
    if people and not finding.wrong:
        by = "; ".join(f"{each.name}, {each.signed_on.isoformat()}" for each in people)
        return Verdict(item.id, item.text, item.decided_by, "signed",
                       tuple(each.at("attests") for each in people), "", "", by), []
    first = case.content.people[0].at("attests") if case.content.people else Place(
        case.content.path.name, "People")
    places: Sequence[tuple[Place, str]] = finding.wrong or ((first, UNSIGNED),)
    why = places[0][1]
    if finding.unjudged:
        why = translate("no rule decides it: {why}").format(why=translate(finding.unjudged))
        places = [(place, why) for place in finding.cells]
    code = f"ipdas-{item.id}" if not finding.unjudged else f"unjudged-{item.id}"
    found = problem(code, places[0][0], why=f"{translate(item.text).lower()}: {translate(why)}",
                    do=todo[0].lower() + todo[1:])
    return Verdict(item.id, item.text, item.decided_by, "open",
                   finding.cells if finding.cells and not finding.wrong
                   else tuple(place for place, _ in places), why, todo), [found]


def signers(item: str, case: Case) -> list[Person]:
    """Who puts their name to an item, on a day that has come."""
    return [each for each in case.content.people
            if item in each.attests and each.signed_on <= case.on]
