"""What the command line prints: problems, plans and results, for people or as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from sdaid.batch.plan import Entry
from sdaid.batch.run import Made
from sdaid.problems import Problem, Severity

COLOURS = {Severity.UNREADABLE: "red", Severity.HELD: "yellow", Severity.WARNING: None}


def problem_lines(problems: Iterable[Problem]) -> list[tuple[str, Severity | None]]:
    """One line a problem, below the name of its sheet; each with its severity for colour."""
    lines: list[tuple[str, Severity | None]] = []
    for title, group in groupby(problems, key=lambda each: (each.place.file, each.place.sheet)):
        name = ", ".join(part for part in title if part)
        if name:
            lines.append((name, None))
        for each in group:
            where = each.place.cell or ""
            heading = f" {each.place.heading}" if each.place.heading else ""
            said = f"{where}{heading}: " if where or heading else ""
            lines.append((f"  {each.severity.value:<10} {said.strip()} {each.says}; {each.do}."
                          .replace("  ", " ", 0), each.severity))
    return lines


def counts(problems: Iterable[Problem]) -> str:
    """How many problems of each severity there are, in words."""
    found = Counter(each.severity for each in problems)
    parts = [f"{found[severity]} {severity.value}" for severity in Severity if found[severity]]
    return ", ".join(parts) or "no problems"


def plan_lines(entries: Sequence[Entry]) -> list[str]:
    """The plan: counts first, then one line for each appointment. Ids only, no names."""
    found = Counter(entry.outcome for entry in entries)
    lines = [f"{found['make']} to make, {found['hold']} held, {found['skip']} skipped, "
             f"{len(entries)} in all"]
    for entry in entries:
        said = f": {entry.reason}" if entry.reason else ""
        lines.append(f"  {entry.outcome:<5} {entry.id} ({entry.format}, {entry.paper}){said}")
    return lines


def result_lines(made: Sequence[Made], folder: str) -> list[str]:
    """How the run ended: counts that add up, then every appointment that was not made."""
    done = [each for each in made if each.file]
    found = Counter(each.entry.outcome for each in made if not each.file)
    lines = [f"{len(done)} made in {folder}, {found['hold']} held, {found['skip']} skipped, "
             f"{len(made)} in all"]
    lines += [f"  {each.entry.outcome} {each.entry.id}: {each.entry.reason}"
              for each in made if not each.file]
    return lines


def entry_json(entry: Entry, file: str = "") -> dict[str, object]:
    """One appointment for machines: its id and what became of it, no names."""
    return {
        "id": entry.id, "outcome": entry.outcome, "reason": entry.reason,
        "cell": entry.place.cell, "format": entry.format, "paper": entry.paper, "file": file,
        "problems": [each.as_json() for each in entry.problems],
    }
