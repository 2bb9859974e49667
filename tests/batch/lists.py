"""Invented appointment lists for tests, as rows of texts, in every kind of file that is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from sdaid import steps
from sdaid.batch.plan import Plan
from sdaid.workbook.content import Content

TODAY = date(2026, 11, 22)

Line = Mapping[str, str]

HEADINGS = ("Appointment id", "Patient id", "Given name", "Family name", "Date of birth",
            "Visit date", "Reason")


def line(number: int, **changed: str) -> dict[str, str]:
    """An invented visit that gets an aid, by heading; keyword names are headings with “_”."""
    made = {"Appointment id": f"A-{number:04}", "Patient id": f"P-{number:04}",
            "Given name": f"Testa{number}", "Family name": f"Example{number}",
            "Date of birth": f"{1940 + number % 60}-0{1 + number % 9}-1{number % 9}",
            "Visit date": "2026-12-01", "Reason": "hiccups"}
    for name, text in changed.items():
        made[name.replace("_", " ").capitalize()] = text
    return made


def as_csv(lines: Iterable[Line], separator: str = ",") -> str:
    """The lines with a row of all their headings."""
    lines = list(lines)
    headings = list(dict.fromkeys(name for each in lines for name in each)) or list(HEADINGS)
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, delimiter=separator, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue()


def write_csv(path: Path, lines: Iterable[Line]) -> Path:
    path.write_text(as_csv(lines), encoding="utf-8", newline="")
    return path


def planned(path: Path, content: Content, facts: Path | None = None, **asked: object) -> Plan:
    """The plan of the list at `path`, which must be usable."""
    listed, problems = steps.read_list(path, content, facts)
    assert listed is not None, problems
    return steps.plan_run(listed.rows, content,
                          steps.Asked(TODAY, **asked))  # type: ignore[arg-type]


def outcomes(plan: Plan) -> dict[str, str]:
    """What becomes of each appointment, by its id."""
    return {entry.id: entry.outcome for entry in plan.entries}


def codes(plan: Plan, appointment: str) -> set[str]:
    """The codes of the problems of one appointment."""
    (entry,) = [entry for entry in plan.entries if entry.id == appointment]
    return {each.code for each in entry.problems}
