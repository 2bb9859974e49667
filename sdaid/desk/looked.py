"""What the desk looked at: a workbook, read and judged. The steps do it; here is what they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.desk.tasks import Progress
from sdaid.problems import Problem, Severity

if TYPE_CHECKING:
    from sdaid.offered import Offer
    from sdaid.standards.check import Report
    from sdaid.workbook.content import Content


@dataclass(frozen=True)
class Checked:
    """A workbook: its content, none where it cannot be used; the report on it; every problem;
    what it offers in each of its languages."""

    path: Path
    content: Content | None
    report: Report | None
    problems: tuple[Problem, ...]
    offers: tuple[Offer, ...] = ()

    @property
    def stopping(self) -> tuple[Problem, ...]:
        """What keeps aids from being made."""
        return tuple(each for each in self.problems if each.severity is not Severity.WARNING)

    @property
    def fit(self) -> bool:
        """Whether aids for patients can be made of it."""
        return self.content is not None and not self.stopping

    @property
    def overdue(self) -> bool:
        """Whether the content's review is due."""
        return any(each.code == "overdue" for each in self.problems)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which patients get aids."""
        return tuple(each.language for each in self.offers if each.state == "prints")

    @property
    def not_yet(self) -> tuple[str, ...]:
        """The languages that it says something in, and that no patient gets yet."""
        return tuple(each.language for each in self.offers if each.state != "prints")


def check(path: Path, day: date, progress: Progress) -> Checked:
    """Read the workbook and judge it on `day`, as `sdaid check` does."""
    from sdaid import steps

    progress.at("reading-workbook")
    content, problems = steps.read_workbook(path)
    if content is None:
        return Checked(path, None, None, tuple(problems))
    progress.at("judging")
    report = steps.judged(content, problems, day, printed=True)
    return Checked(path, content, report, report.problems,
                   tuple(steps.offered(content, day).values()))
