"""A list as the desk sees it: how it was read, and what becomes of each visit, with the names that
this screen alone shows. It is kept while somebody looks, and is then forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.desk.looked import Checked
from sdaid.desk.tasks import Progress
from sdaid.problems import (
    CATALOGUE,
    CannotGoOnError,
    ExitCode,
    Place,
    Problem,
    Severity,
    problem,
)
from sdaid.staff import translate

if TYPE_CHECKING:
    from sdaid.appointments.first_look import FirstLook
    from sdaid.appointments.read import AppointmentList, Row
    from sdaid.appointments.understood import Understood
    from sdaid.batch.plan import Entry, Plan
    from sdaid.lists import Reading
    from sdaid.steps import Asked
    from sdaid.workbook.content import Content

PAGE = 100
"""Visits on one page of the plan."""


@dataclass(frozen=True)
class When:
    """The day on which a list is planned, and where its run goes."""

    today: date
    output: Path


@dataclass(frozen=True, slots=True)
class Who:
    """Whose a row is, as the list tells it; empty where it does not."""

    name: str
    born: str
    when: str


@dataclass(frozen=True)
class Planned:
    """A list that can be used, its plan, and whose each entry of the plan is. `problems` are of the
    list as a whole, `folder` is where its run lies."""

    content: Content
    listed: AppointmentList
    told: Understood
    problems: tuple[Problem, ...]
    plan: Plan
    asked: Asked
    folder: Path
    people: tuple[Who, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many are to make, held and skipped."""
        return Counter(entry.outcome for entry in self.plan.entries)

    def reasons(self, outcome: str) -> list[tuple[str, int]]:
        """Why visits are held or skipped: the word of each reason with its count, the commonest
        first. What is said of it is in `reason_says`."""
        found = Counter(word for entry in self.plan.entries if entry.outcome == outcome
                        for word in reasons_of(entry))
        return found.most_common()

    def lines(self, view: View) -> list[tuple[Entry, Who]]:
        """The entries that `view` asks for, with whose they are."""
        return [(entry, who) for entry, who in zip(self.plan.entries, self.people, strict=True)
                if view.shows(entry, who)]


@dataclass(frozen=True)
class View:
    """Which visits a person wants to see. `search` is looked for in names and ids; it is a
    patient's, and so never stands in an address."""

    outcome: str = ""
    reason: str = ""
    search: str = ""

    def shows(self, entry: Entry, who: Who) -> bool:
        return (self.outcome in ("", entry.outcome)
                and (not self.reason or self.reason in reasons_of(entry))
                and all(word in f"{who.name} {entry.id}".casefold()
                        for word in self.search.casefold().split()))


def reasons_of(entry: Entry) -> tuple[str, ...]:
    """Why an entry is held, as codes of the catalogue; or why it is skipped, in words."""
    if entry.outcome == "skip":
        return (entry.reason,)
    return tuple(dict.fromkeys(each.code for each in entry.problems
                               if each.severity is not Severity.WARNING))


class _Any(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def reason_says(word: str) -> str:
    """A reason in words that fit every visit held or skipped for it."""
    kind = CATALOGUE.get(word)
    return translate(kind.says).format_map(_Any(guess="")) if kind else word


@dataclass
class _People:
    """Goes along while the list is planned, and notes whose each row is."""

    content: Content
    progress: Progress
    people: list[Who] = field(default_factory=list)

    def along(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            if self.progress.stops:
                raise CannotGoOnError([], ExitCode.INTERRUPTED)
            visit = row[1]
            if visit is not None:
                clock = visit.visit_time.strftime("%H:%M") if visit.visit_time else ""
                self.people.append(Who(
                    f"{visit.given_name} {visit.family_name}".strip(),
                    visit.born.isoformat() if visit.born else "",
                    f"{visit.visit_date or ''} {clock}".strip()))
                self.progress.done += 1
            yield row


def look(path: Path, checked: Checked, reading: Reading, progress: Progress) -> FirstLook:
    """A first look at the list, as it is read with `reading`."""
    from sdaid import lists

    progress.at("reading-list")
    return lists.look_at_list(path, _content(checked), reading)


def plan_list(path: Path, checked: Checked, reading: Reading, when: When, progress: Progress
              ) -> Planned:
    """Read the list and plan it as `sdaid render` does, for the visits from today on, with the
    holds that are lifted. `CannotGoOnError` where it cannot be used."""
    from sdaid import holds, lists, runs, steps
    from sdaid.batch.wishes import Window

    content = _content(checked)
    progress.at("reading-list")
    listed, told, problems = lists.understand_list(path, content, reading)
    if listed is None:
        raise CannotGoOnError(problems, ExitCode.UNUSABLE)
    folder = runs.folder_of(when.output, path, content.path)
    asked = holds.with_lifts(folder, steps.Asked(when.today, window=Window(when.today)))
    progress.at("planning")
    people = _People(content, progress)
    planned = steps.plan_run(lambda: people.along(iter(listed.rows())), content, asked)
    if not planned.entries:
        raise CannotGoOnError([problem("list-no-rows", Place(path.name))], ExitCode.UNUSABLE)
    return Planned(content, listed, told, tuple(problems), planned, asked, folder,
                   tuple(people.people))


def _content(checked: Checked) -> Content:
    if checked.content is None:
        raise CannotGoOnError(checked.problems, ExitCode.UNUSABLE)
    return checked.content
