"""What the command line prints: problems, plans and results, for people or as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

from sdaid.problems import Problem, Severity, first_few, problem
from sdaid.staff import mark, mark_n, translate, translate_n

if TYPE_CHECKING:
    from sdaid.batch.manifest import Manifest
    from sdaid.batch.plan import Entry, Plan
    from sdaid.batch.run import Left
    from sdaid.batch.walk import Made

COLOURS = {Severity.UNREADABLE: "red", Severity.STOPPED: "red", Severity.HELD: "yellow",
           Severity.WARNING: None}


COUNTED = {
    Severity.UNREADABLE: mark_n("{n} unreadable", "{n} unreadable"),
    Severity.STOPPED: mark_n("{n} stopped", "{n} stopped"),
    Severity.UNFIT: mark_n("{n} unfit", "{n} unfit"),
    Severity.HELD: mark_n("{n} held", "{n} held"),
    Severity.WARNING: mark_n("{n} warning", "{n} warnings")}
"""How problems of each severity are counted: one, and several."""


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
            severity = translate(each.severity.value)
            lines.append((f"  {severity:<10} {said.strip()} {each.says}; {each.do}."
                          .replace("  ", " ", 0), each.severity))
    return lines


def counts(problems: Iterable[Problem]) -> str:
    """How many problems of each severity there are, in words; items that wait for people apart."""
    every = list(problems)
    people = sum(each.for_people for each in every)
    found = Counter(each.severity for each in every if not each.for_people)
    parts = [counted(found[severity], COUNTED[severity])
             for severity in Severity if found[severity]]
    if people:
        parts.append(counted(people, mark_n("{n} item that needs people",
                               "{n} items that need people")))
    return ", ".join(parts) or translate("no problems")


def counted(number: int, forms: tuple[str, str]) -> str:
    """A number of things, as in “1 sheet” and “2 sheets”; in the `forms` stands `{n}` for it."""
    return translate_n(*forms, number).format(n=number)


def plan_lines(planned: Plan) -> list[str]:
    """The plan: counts first, then one line for each appointment. Ids only, no names."""
    entries = planned.asked
    found = Counter(entry.outcome for entry in entries)
    lines = [translate("{make} to make, {hold} held, {skip} skipped, {all} in all").format(
        make=found["make"], hold=found["hold"], skip=found["skip"], all=len(entries))]
    lines += language_lines(entry.language for entry in entries if entry.outcome == "make")
    several = len({entry.language for entry in entries}) > 1
    return lines + [_entry_line(entry, several=several) for entry in entries]


OUTCOMES = {"make": mark("make"), "hold": mark("hold"), "skip": mark("skip")}


def held_lines(planned: Plan) -> list[str]:
    """The appointments that the plan holds, and no others."""
    return [_entry_line(entry) for entry in planned.asked if entry.outcome == "hold"]


def _entry_line(entry: Entry, *, several: bool = False) -> str:
    """What becomes of an entry, with its language where the plan has `several`."""
    said = f": {entry.reason}" if entry.reason else ""
    form = ", ".join(filter(None, (entry.language if several else "", entry.format, entry.paper)))
    outcome = translate(OUTCOMES[entry.outcome])
    return f"  {outcome:<5} {entry.id} ({form}){said}"


def language_lines(languages: Iterable[str]) -> list[str]:
    """How many aids there are in each of several languages, in a line; nothing for one."""
    found = Counter(languages)
    return ["  " + ", ".join(translate("{n} in {language}").format(n=count, language=language)
                             for language, count in found.most_common())
            ] if len(found) > 1 else []


def result_line(made: Sequence[Made], folder: str) -> str:
    """How the run ended: counts that add up."""
    found = result_counts(made)
    if found["there"]:
        return translate(
            "{made} made in {folder} ({there} of them were there already), {held} held, "
            "{skipped} skipped, {failed} failed, {all} in all").format(folder=folder, **found)
    return translate("{made} made in {folder}, {held} held, {skipped} skipped, {failed} failed, "
                     "{all} in all").format(folder=folder, **found)


STATUSES = {"made": mark("made"), "held": mark("held"), "skipped": mark("skipped"),
            "failed": mark("failed")}


def unmade_lines(made: Iterable[Made]) -> list[str]:
    """Every appointment that was not made."""
    return [f"  {translate(STATUSES[each.ended.status])} {each.ended.id}: {each.ended.reason}"
            for each in made if not each.ended.file]


def result_counts(made: Sequence[Made]) -> dict[str, int]:
    """How many ended in each way; `there` are those made that an earlier run had made already."""
    found = Counter(each.ended.status for each in made)
    there = sum(each.ended.status == "made" and not each.new for each in made)
    return {status: found[status] for status in ("made", "held", "skipped", "failed")} | {
        "there": there, "all": len(made)}


def ways(made: Sequence[Made]) -> dict[str, object]:
    """How many aids this run drew the fast way, and how many the plain way, by reason; `warning`
    where none went the fast way that should have."""
    from sdaid.batch.fast import FAST

    found = Counter(each.way for each in made if each.way)
    warning = _none_fast(made)
    return {"fast": found.pop(FAST, 0), "plain": dict(sorted(found.items())),
            **({"warning": warning} if warning else {})}


def way_lines(made: Sequence[Made]) -> list[str]:
    """The same for people; nothing where the aids were too few for the fast way."""
    from sdaid.batch.fast import FAST, FEW_AIDS

    found = Counter(each.way for each in made if each.way not in ("", FEW_AIDS))
    if not found:
        return []
    fast = found.pop(FAST, 0)
    why = ", ".join(f"{count} for {reason}" for reason, count in sorted(found.items()))
    warning = _none_fast(made)
    said = translate("{fast} drawn the fast way, {plain} the plain way").format(
        fast=fast, plain=found.total())
    return [f"  {said}" + (f" ({why})" if why else ""), *([f"  {warning}"] if warning else [])]


def _none_fast(made: Sequence[Made]) -> str:
    """A warning where the fast way was on and no aid went it; empty else."""
    from sdaid.batch.fast import FAST, FEW_AIDS

    ways = dict.fromkeys(each.way for each in made if each.way not in ("", FEW_AIDS))
    if not ways or FAST in ways:
        return ""
    return problem("fast-none", why="; ".join(ways)).sentence


def verified(made: Sequence[Made]) -> dict[str, object]:
    """How many aids of the fast way were compared with the plain way, and which differed how."""
    return {"compared": sum(each.compared for each in made),
            "differ": {each.ended.id: list(each.differs) for each in made if each.differs}}


def verified_line(made: Sequence[Made], seed: int) -> str:
    """The same for people, in a line, with the seed that picked them."""
    compared = sum(each.compared for each in made)
    differ = sum(bool(each.differs) for each in made)
    if differ:
        return "  " + translate(
            "{n} of the fast way compared with the plain way (seed {seed}): {differ} differ"
        ).format(n=compared, seed=seed, differ=differ)
    return "  " + translate(
        "{n} of the fast way compared with the plain way (seed {seed}): no difference").format(
            n=compared, seed=seed)


def differing_lines(made: Sequence[Made]) -> list[str]:
    """Every aid that the fast way drew differently, and what to do."""
    return [f"  differs {each.ended.id}: "
            + problem("fast-differs", why="; ".join(each.differs)).sentence
            for each in made if each.differs]


def removed_lines(left: Left) -> list[str]:
    """The appointments whose aids a run took out of its folder."""
    return ["  " + translate("removed {id}: it gets no aid any more").format(id=name)
            for name in left.removed]


def older_lines(left: Left) -> list[str]:
    """The aids of a run's folder that are not what its workbook and list make today."""
    if not left.older:
        return []
    older = translate_n(
        "{n} aid in the folder is not what would be made today: {ids}; render the whole list "
        "before it is sent",
        "{n} aids in the folder are not what would be made today: {ids}; render the whole list "
        "before they are sent", len(left.older))
    unwanted = translate(
        "{id}: the visit gets no aid any more ({why}), but its earlier aid is still in the folder; "
        "do not hand it out: render the whole list, which removes it")
    return ["  " + older.format(n=len(left.older), ids=first_few(left.older)),
            *("  " + unwanted.format(id=name, why=why) for name, why in left.unwanted)]


def entry_json(entry: Entry) -> dict[str, object]:
    """One appointment of the plan for machines: its id and what becomes of it, no names."""
    return {
        "id": entry.id, "outcome": entry.outcome, "reason": entry.reason, "cell": entry.cell,
        "language": entry.language, "format": entry.format, "paper": entry.paper,
        "problems": [each.as_json() for each in entry.problems],
    }


def book_lines(told: Manifest) -> list[str]:
    """The evidence books in the run's folder, in a line; nothing where it has none."""
    names = ", ".join(book.file for book in told.books)
    said = translate_n("with {n} evidence book: {files}", "with {n} evidence books: {files}",
                       len(told.books))
    return ["  " + said.format(n=len(told.books), files=names)] if names else []


def made_json(made: Made) -> dict[str, object]:
    """One appointment of a finished run for machines: as the manifest has it."""
    return asdict(made.ended) | {"new": made.new}
