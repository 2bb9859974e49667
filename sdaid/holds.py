"""The steps of holds that a person may lift: read which are lifted, lift more, hold them again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.problems import CannotGoOnError, ExitCode, Problem, Severity, problem
from sdaid.staff import translate

if TYPE_CHECKING:
    from sdaid.appointments.read import AppointmentList
    from sdaid.batch.lifts import Lift, Lifts
    from sdaid.batch.plan import Plan
    from sdaid.steps import Asked
    from sdaid.workbook.content import Content

LONGEST_NAME, LONGEST_REASON = 80, 200
"""Characters of who lifts a hold, and of why."""

TELLING = ("given_name", "family_name", "patient_id", "born")
"""What of a row tells whose it is."""


@dataclass(frozen=True)
class LiftWish:
    """Whose holds a person lifts, by appointment id, `by` whom, `because` of what, at which moment
    (ISO); and whose lifted holds are to hold again. With `seen` no other holds than those with
    these codes are lifted: what a person has not seen stays."""

    lift: tuple[str, ...] = ()
    by: str = ""
    because: str = ""
    on: str = ""
    again: tuple[str, ...] = ()
    seen: frozenset[str] | None = None


def with_lifts(folder: Path, asked: Asked) -> Asked:
    """What is asked for, with the holds that are lifted in the run's `folder`. `CannotGoOnError`
    where its record of them cannot be used."""
    from sdaid.batch.lifts import read_lifts

    return replace(asked, lifts=read_lifts(folder))


def lift(folder: Path, listed: AppointmentList, content: Content, asked: Asked, wish: LiftWish, *,
         dry_run: bool = False) -> Asked:
    """Lift holds, or hold again, in the run's `folder`; what is asked for, with the lifts as they
    are now. `CannotGoOnError` where one may not be lifted, and then none is. A `dry_run` writes
    nothing down."""
    from sdaid import steps
    from sdaid.batch.folder import claimed
    from sdaid.batch.lifts import read_lifts, write_lifts

    _refuse_words(wish)
    with nullcontext() if dry_run else claimed(folder):
        before = read_lifts(folder)
        without = before.without(wish.again)
        planned = steps.plan_run(listed.rows, content, replace(
            asked, only=(), named=(), lifts=replace(without, asked=frozenset(wish.lift))))
        after = without.with_new(_new_lifts(planned, before, wish))
        if after.every != before.every and not dry_run:
            write_lifts(folder, after)
    return replace(asked, lifts=after)


def _new_lifts(planned: Plan, before: Lifts, wish: LiftWish) -> list[Lift]:
    """The lifts that are wished for. `CannotGoOnError` with all that keeps any from being made."""
    from sdaid.batch.lifted import lifts_of
    from sdaid.sheets.values import guess

    entries = {entry.id: entry for entry in planned.entries}
    lifted = {each.id for each in before.every}
    found = [problem("lift-unknown", found=name, guess=guess(name, entries))
             for name in (*wish.lift, *wish.again) if name not in entries and name not in lifted]
    found += [problem("lift-none", found=name) for name in wish.again
              if name in entries and name not in lifted]
    for name in wish.lift:
        entry = entries.get(name)
        if entry and entry.outcome == "make":
            found.append(problem("lift-nothing", found=name))
        elif entry and not entry.may_lift:
            why = "; ".join(each.says for each in entry.problems
                            if each.severity is not Severity.WARNING) or entry.reason
            found.append(problem("lift-refused", entry.place, found=name, why=why))
    found += _naming(planned, wish)
    if found:
        raise CannotGoOnError(found, ExitCode.USAGE)
    return [each for each in lifts_of(planned, wish.lift, wish.by.strip(), wish.because.strip(),
                                      wish.on)
            if wish.seen is None or each.hold in wish.seen]


def _refuse_words(wish: LiftWish) -> None:
    """`CannotGoOnError` where it is not said, in a line of some length, who lifts holds and why."""
    found = []
    for what, text, limit in (("who", wish.by, LONGEST_NAME), ("why", wish.because, LONGEST_REASON)
                              ) if wish.lift else ():
        said = text.strip()
        why = translate("is blank") if not said else translate("is too long") if (
            len(said) > limit) else "" if said.isprintable() else translate(
            "has a line end or a sign that cannot be printed")
        if why:
            found.append(problem("lift-words", what=what, found=why,
                                 allowed=translate(
                "a line of at most {n} characters").format(n=limit)))
    if found:
        raise CannotGoOnError(found, ExitCode.USAGE)


def _naming(planned: Plan, wish: LiftWish) -> Iterator[Problem]:
    """What a person says of a hold and must not, as it tells whose it is."""
    from sdaid.sheets.values import fold

    for number in planned.lifting.noted():
        entry = planned.entries[number]
        if entry.id not in wish.lift:
            continue
        said = planned.lifting.said(number)
        telling = {fold(str(said.get(name, ""))) for name in TELLING} - {""}
        for what, text in (("who", wish.by), ("why", wish.because)):
            told = f" {fold(text)} "
            if any(f" {word} " in told for word in telling):
                yield problem("lift-name", what=what, found=entry.id)
