"""The holds of a plan that a person has lifted, taken off it; and those that may be lifted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sdaid.batch.lifts import LIFTABLE, NEAR, Lift
from sdaid.batch.plan import Entry, Plan, held_by, sentences
from sdaid.batch.reasons import ANOTHER_REASON
from sdaid.problems import Problem, Severity, problem


def take_off_lifted(made: Plan) -> None:
    """Free the entries of `made` whose holds are lifted, say which lifts lapsed because the row has
    changed, and mark what may be lifted."""
    lifting = made.lifting
    for number in lifting.noted():
        entry = made.entries[number]
        told: list[Problem] = []
        for each in entry.problems:
            lift = lifting.lifted(number, each.code)
            lapsed = lifting.lapsed(number, each.code)
            told.append(_told(each, lift) if lift else each)
            if lift:
                made.lifted += (lift,)
            elif lapsed:
                made.warnings.append(problem("lift-lapsed", each.place, found=entry.id,
                                             who=lapsed.by, day=lapsed.on[:10]))
        made.entries[number] = _freed(entry, told)
    for number, entry in enumerate(made.entries):
        if entry.outcome != "make" and (codes := _may_lift(entry)):
            made.entries[number] = replace(entry, may_lift=codes)


def lifts_of(made: Plan, appointments: Iterable[str], by: str, because: str, on: str
             ) -> Iterator[Lift]:
    """The lifts of all that holds `appointments`, about which the plan was asked, `by` a person,
    `because` of a reason, `on` an ISO moment."""
    asked = frozenset(appointments)
    for number in made.lifting.noted():
        entry = made.entries[number]
        if entry.id in asked:
            for code in entry.may_lift:
                yield Lift(entry.id, code, by, because, on, made.lifting.seal(number, code))


def _told(hold: Problem, lift: Lift) -> Problem:
    """The hold as something that a person has settled."""
    return problem("lifted", hold.place, what=hold.says, who=lift.by, day=lift.on[:10],
                   because=lift.because)


def _freed(entry: Entry, problems: list[Problem]) -> Entry:
    """`entry` with these `problems`, some of which tell of lifted holds."""
    lifted = [each for each in problems if each.code == "lifted"]
    if not lifted or entry.outcome == "skip":
        return entry
    return held_by(replace(entry, outcome="make", reason=sentences(lifted)), problems)


def _may_lift(entry: Entry) -> tuple[str, ...]:
    """The codes of what keeps this visit from its aid, if a person may lift each of them."""
    stopping = {each.code for each in entry.problems
                if each.severity is not Severity.WARNING or each.code == NEAR}
    if entry.outcome == "skip" and (entry.reason != ANOTHER_REASON or NEAR not in stopping):
        return ()
    return tuple(sorted(stopping)) if stopping <= set(LIFTABLE) else ()
