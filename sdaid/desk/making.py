"""To make the aids of a planned list, in the steps of `sdaid render`, while pages come and go."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.desk.tasks import Progress
from sdaid.problems import CannotGoOnError, Problem

if TYPE_CHECKING:
    from sdaid.batch.run import Left
    from sdaid.batch.walk import Made
    from sdaid.desk.planned import Planned
    from sdaid.runs import How
    from sdaid.standards.check import Report

KEY = "job"
"""The key of the one task that makes aids."""


@dataclass(frozen=True)
class Finished:
    """How a run ended: its folder, every appointment that got no aid, what became of earlier aids.
    `stopped` where a person stopped it, `problems` where it could not go on, `said` what was said
    before them."""

    folder: Path
    counts: Counter[str]
    unmade: tuple[tuple[str, str, str], ...] = ()
    left: Left | None = None
    stopped: bool = False
    problems: tuple[Problem, ...] = ()
    said: tuple[str, ...] = ()


@dataclass
class Making:
    """The aids of a planned list that are being made. `made` are those that ended, `said` is what
    comes before a problem."""

    planned: Planned
    report: Report
    how: How
    made: list[Made] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def make(self, progress: Progress) -> Finished:
        """Make them. However it ends is told, and what was finished is whole."""
        from sdaid import runs
        from sdaid.batch.run import Interrupted

        folder = runs.folder_of(self.how.output, self.planned.listed.path,
                                self.planned.content.path)
        try:
            left = self._run(progress)
        except Interrupted:
            return Finished(folder, self._counts(), stopped=True)
        except CannotGoOnError as error:
            return Finished(folder, self._counts(), problems=tuple(error.problems),
                            said=tuple(self.said))
        ended = [each.ended for each in sorted(self.made, key=lambda each: each.number)]
        unmade = tuple((each.id, each.status, each.reason) for each in ended
                       if each.status in ("held", "failed"))
        return Finished(folder, self._counts(), unmade, left)

    def _run(self, progress: Progress) -> Left:
        from sdaid import plans, runs, steps
        from sdaid.editions import refuse_second_edition

        planned, how = self.planned, self.how
        progress.at("preparing")
        content = planned.content
        refuse_second_edition(
            how.ledger, content, planned.asked.today, how.clock, self.said.append, languages={
                content.decision.language, *plans.languages_made(planned.plan)})
        plans.refuse_overdue(planned.plan)
        folder = runs.folder_of(how.output, planned.listed.path, content.path)
        press, _ = steps.press(content, planned.asked, self.report.problems,
                               runs.languages_needed(folder, planned.plan))
        press = steps.quick_press(press, plans.most_of_a_kind(planned.plan))
        wanted = {number for number, entry in enumerate(planned.plan.entries)
                  if entry.outcome == "make"}
        with runs.begun(planned.listed, planned.plan, press, planned.asked, how) as run:
            for each in run.make(lambda: progress.stops):
                if progress.stage != "making":
                    progress.at("making", len(wanted))
                self.made.append(each)
                progress.done += each.number in wanted
            return run.left

    def _counts(self) -> Counter[str]:
        found = Counter(str(each.ended.status) for each in self.made)
        found["there"] = sum(each.ended.status == "made" and not each.new for each in self.made)
        return found
