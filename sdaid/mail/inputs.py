"""What a finished run was made from, found again: each file with its checksum proved, the workbook
still fit for patients, the list read anew."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from sdaid import plans, steps
from sdaid.appointments.columns import Appointment
from sdaid.appointments.profile import DateOrder
from sdaid.appointments.read import checksum
from sdaid.batch.lifts import STATUS
from sdaid.batch.manifest import Manifest
from sdaid.batch.plan import on_our_clocks
from sdaid.problems import CannotGoOnError, ExitCode, Place, problem, stops
from sdaid.standards.check import judge
from sdaid.standards.freshness import overdue
from sdaid.workbook.content import Content


def proved(near: Sequence[Path], named: str, known: str, given: Path | None, option: str) -> Path:
    """A file that a batch was made from, with its checksum proved: where the call says, where the
    manifest says, or by its name in one of the folders `near`. A list may be a folder."""
    places = [given] if given else [Path(named), *(each / Path(named).name for each in near)]
    there = [place for place in places if place.exists()]
    if not there:
        raise CannotGoOnError([problem("mail-input-missing", Place(named), option=option)],
                              ExitCode.UNUSABLE)
    path = next((place for place in there if checksum(place) == known), None)
    if path is None:
        raise CannotGoOnError([problem("mail-input-changed", Place(str(there[0])))],
                              ExitCode.UNUSABLE)
    return path


def fit_content(path: Path, today: date) -> Content:
    """What the workbook says. `CannotGoOnError` where it is not fit for patients today."""
    content, problems = steps.read_workbook(path)
    if content is None:
        raise CannotGoOnError(problems, ExitCode.UNUSABLE)
    late = overdue(content, today)
    unfit = dict.fromkeys([*([late] if late else []), *judge(content, today, found=problems).unfit])
    if unfit:
        raise CannotGoOnError(unfit, ExitCode.UNUSABLE)
    return content


def rows_of(path: Path, content: Content, wanted: Collection[str], made: Manifest,
            profile: Path | None) -> tuple[dict[str, Appointment], frozenset[str]]:
    """The list's appointments that are `wanted`, by id, on the clocks that the aids show; and the
    ids that it has twice."""
    clocks = plans.time_zone(made.zone) if made.zone else None
    listed, problems = steps.read_list(path, content, profile=profile,
                                       dates=DateOrder(made.dates) if made.dates else None)
    if listed is None or stops(problems):
        raise CannotGoOnError(problems, ExitCode.UNUSABLE)
    found: dict[str, Appointment] = {}
    lifted = {each.id for each in made.lifted if each.hold == STATUS}  # the list is the same one
    twice = set()
    for _, appointment, held in listed.rows():
        if not isinstance(appointment, Appointment) or appointment.id not in wanted:
            continue
        if any(each.code == STATUS for each in held) and appointment.id not in lifted:
            continue
        if appointment.id in found:
            twice.add(appointment.id)
        found[appointment.id] = on_our_clocks(appointment, clocks)
    return {name: row for name, row in found.items() if name not in twice}, frozenset(twice)
