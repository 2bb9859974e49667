"""Lists of systems that nobody has met: read back to the visits that they were written from, or
refused or held. Never to others."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from sdaid.appointments.columns import Appointment
from sdaid.appointments.profile import Wanted
from sdaid.appointments.read import read_list
from sdaid.appointments.statuses import Status
from sdaid.problems import Severity
from tests.appointments.systems import Visit, visits, write_list

SHORT = 250
LONG = int(os.environ.get("SDAID_LISTS", "50000"))
"""How many lists the long proof reads; set SDAID_LISTS for another number."""

PARTS = 10


def read_back(folder: Path, seed: int) -> str:
    """What became of the list that `seed` makes: read whole, in part, or refused. Fails where a
    visit was read that nobody wrote."""
    random = Random(seed)
    known = visits(random)
    path = write_list(folder, random, known)
    listed, _, problems = read_list(path, Wanted())
    if listed is None:
        assert problems, seed
        path.unlink()
        return "refused"
    going = []
    for _, record, found in listed.rows():
        held = any(each.severity is not Severity.WARNING for each in found)
        if isinstance(record, Appointment) and not held and not record.cancelled \
                and not record.deceased and record.status is Status.BOOKED:
            going.append(_as_read(record, made_id=listed.understood.made_ids))
    path.unlink()
    truth = [_as_known(each, made_id=listed.understood.made_ids) for each in known if each.booked]
    wrong = [each for each in going if each not in truth]
    assert not wrong, f"list {seed}: {wrong} was read; known are {truth}"
    return "whole" if len(set(going)) == len(set(truth)) else "in part"


def _as_read(record: Appointment, *, made_id: bool) -> tuple[object, ...]:
    clock = record.visit_time.replace(second=0) if record.visit_time else None
    return ("" if made_id else record.id, record.patient_id,
            f"{record.given_name} {record.family_name}".casefold(), record.born,
            record.visit_date, clock)


def _as_known(visit: Visit, *, made_id: bool) -> tuple[object, ...]:
    return ("" if made_id else visit.id, visit.patient_id,
            f"{visit.given_name} {visit.family_name}".casefold(), visit.born, visit.day,
            visit.clock)


def test_no_list_is_read_as_other_visits(tmp_path: Path) -> None:
    """Five hundred systems; and most of what they write is read, so that this proves something."""
    became = Counter(read_back(tmp_path, seed) for seed in range(SHORT))

    assert sum(became.values()) == SHORT
    assert became["whole"] > SHORT // 4
    assert became["refused"] < SHORT * 3 // 4


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_no_list_of_very_many_is_read_as_other_visits(tmp_path: Path, part: int) -> None:
    """Fifty thousand systems, or as many as SDAID_LISTS says."""
    seeds = range(SHORT + part, SHORT + LONG, PARTS)
    became = Counter(read_back(tmp_path, seed) for seed in seeds)

    assert sum(became.values()) == len(seeds)
