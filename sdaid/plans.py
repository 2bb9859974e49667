"""What is asked of a plan, and what its plan tells, between the list and the drawing of aids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, first_few, problem

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sdaid.batch.plan import Plan


def read_named(path: Path) -> tuple[tuple[str, ...], list[Problem]]:
    """The appointments that a file names by their ids; none where it cannot be used."""
    from sdaid.appointments.named_file import read_named as read
    return read(path)


def time_zone(name: str) -> ZoneInfo:
    """The time zone of that name, as in Europe/London. `CannotGoOnError` where there is none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError) as error:
        raise CannotGoOnError([problem("zone-unknown", found=name)], ExitCode.USAGE) from error


def without_facts(made: Plan) -> list[Problem]:
    """A warning of the visits that need an aid and whose patients the file of facts lacks."""
    cells = [entry.cell for entry in made.asked if entry.outcome != "skip"
             and any(each.code == "facts-unknown" for each in entry.problems)]
    place = Place(made.entries[0].place.file) if cells else Place()
    return [problem("facts-lacking", place, count=len(cells), found=first_few(cells))
            ] if cells else []


def absent(named: Iterable[str], known: Set[str], named_in: str) -> list[Problem]:
    """A warning of the `named` ids, from the file `named_in`, that the list does not hold, which
    has those that are `known`. `CannotGoOnError` where it holds none of them."""
    named = tuple(named)
    gone = [name for name in named if name not in known]
    place = Place(named_in)
    if gone and len(gone) == len(named):
        raise CannotGoOnError([problem("only-none", place)], ExitCode.USAGE)
    return [problem("only-absent", place, count=len(gone), found=first_few(gone))] if gone else []


def refuse_overdue(planned: Plan) -> None:
    """`CannotGoOnError` where nothing is left to make because the content will be overdue on the
    days of the visits."""
    late: dict[Problem, list[Problem]] = {}  # each day's problem, with the first of its visits
    for entry in planned.asked:
        visits = [each for each in entry.problems if each.code == "held-visit-late"]
        for each in entry.problems:
            if each.code == "overdue":
                late.setdefault(each, visits)
    if late and all(entry.outcome != "make" for entry in planned.asked):
        raise CannotGoOnError([told for each, visits in late.items() for told in (each, *visits)],
                              ExitCode.UNUSABLE)


def most_of_a_kind(planned: Plan) -> dict[str, int]:
    """How many aids of its commonest format and paper the plan makes in each language."""
    kinds = Counter((entry.language, entry.format, entry.paper) for entry in planned.asked
                    if entry.outcome == "make")
    most: dict[str, int] = {}
    for (language, _, _), count in kinds.items():
        most[language] = max(count, most.get(language, 0))
    return most


def languages_made(planned: Plan) -> list[str]:
    """The languages in which the plan makes aids."""
    return sorted({entry.language for entry in planned.asked if entry.outcome == "make"})


def to_verify(planned: Plan, count: int, seed: int) -> frozenset[str]:
    """The ids of `count` appointments, or all if there are fewer, that get an aid."""
    from random import Random

    ids = [entry.id for entry in planned.asked if entry.outcome == "make"]
    return frozenset(Random(seed).sample(ids, min(count, len(ids))))  # noqa: S311 - no secret


def write_plan(path: Path, planned: Plan) -> None:
    """The plan as an .xlsx for the office to work through. `CannotGoOnError` where there is a
    file, or none can be written."""
    from sdaid.batch.plan_file import write_plan_file

    write_plan_file(path, planned)
