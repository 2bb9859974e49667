"""The lists of the folder: how each is read, and the work of reading and planning them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid import runs
from sdaid.batch.folder import LIFTED
from sdaid.desk.tasks import Progress, Task
from sdaid.desk.work import PATIENTS, Work

if TYPE_CHECKING:
    from sdaid.appointments.first_look import FirstLook
    from sdaid.appointments.profile_file import Answers
    from sdaid.desk.planned import Planned, View
    from sdaid.lists import Reading

OWN_PROFILE = "list-profile.xlsx"
"""The name of the profile that the desk saves where the workbook names none."""


@dataclass
class Lists:
    """The lists of a desk. `profiles` are those that a person chose, by the list's name: the name
    of a file, empty for none; `views` what is shown of each plan."""

    work: Work
    profiles: dict[str, str] = field(default_factory=dict)
    views: dict[tuple[str, str], View] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.work.forgets.append(self.views.clear)

    def reading(self, workbook: Path, listed: Path, progress: Progress) -> Reading:
        """How a list is read: with the profile that a person chose, else the one that the workbook
        names, else one of the folder that fits."""
        from sdaid.lists import Reading

        chosen = self.profiles.get(listed.name)
        if chosen is None:
            chosen = self._fitting(workbook, listed, progress)
        return Reading(profile=self.work.folder.file(chosen) if chosen else None)

    def _fitting(self, workbook: Path, listed: Path, progress: Progress) -> str:
        from sdaid import lists

        content = self.work.checked_within(workbook, progress).content
        profiles = self.work.folder.of_kind("profile")
        if content is None or content.decision.list_profile or not profiles:
            return ""
        look = lists.look_at_list(listed, content, lists.Reading())
        return next((each.name for each in profiles if (path := self.work.folder.file(each.name))
                     and lists.profile_fits(path, look, content)), "")

    def look(self, workbook: Path, listed: Path) -> Task:
        """A first look at the list; its result is a `FirstLook`."""
        from sdaid.desk import planned

        work = self.work
        return work.looking.ask(self._key("look", workbook, listed), lambda progress: planned.look(
            listed, work.checked_within(workbook, progress),
            self.reading(workbook, listed, progress), progress))

    def plan(self, workbook: Path, listed: Path) -> Task:
        """The plan of the list; its result is a `Planned`."""
        from sdaid.desk import planned

        work = self.work
        when = planned.When(work.today(), work.outputs)
        return work.looking.ask(
            self._plan_key(workbook, listed), lambda progress: planned.plan_list(
                listed, work.checked_within(workbook, progress),
                self.reading(workbook, listed, progress), when, progress))

    def _plan_key(self, workbook: Path, listed: Path) -> Hashable:
        """The plan is another one on another day, and when other holds are lifted."""
        lifted = runs.folder_of(self.work.outputs, listed, workbook) / LIFTED
        try:
            stamp = lifted.stat().st_mtime_ns
        except OSError:
            stamp = 0
        return self._key("plan", workbook, listed, self.work.today(), stamp)

    def save(self, workbook: Path, listed: Path, look: FirstLook, answers: Answers) -> str:
        """Save what a person said of the list as its profile, and read the list with it from now
        on; the name of the profile."""
        from sdaid import lists

        content = self.work.checked(workbook).content
        if content is None:
            return ""
        chosen = look.told.profile or content.decision.list_profile or OWN_PROFILE
        several = any(each.code == "sheet-unknown" for each in look.problems)
        told = look.told if several else replace(look.told, sheet="")
        lists.save_answers(self.work.folder.path / Path(chosen).name, told, answers, content)
        self.profiles[listed.name] = Path(chosen).name
        return Path(chosen).name

    def known_plan(self, workbook: Path, listed: Path) -> Planned | None:
        """The plan of the list, if it was made and the files are as they were."""
        task = self.work.looking.known(self._plan_key(workbook, listed))
        if task is None or not task.done or task.future.exception() is not None:
            return None
        made: Planned = task.result()
        return made

    def _key(self, what: str, workbook: Path, listed: Path, *more: Hashable) -> Hashable:
        stamp, chosen = self.work.folder.stamp, self.profiles.get(listed.name)
        profiles = tuple((each.name, each.stamp) for each in self.work.folder.of_kind("profile"))
        return (PATIENTS, what, workbook.name, stamp(workbook.name), listed.name,
                stamp(listed.name), chosen, profiles, *more)
