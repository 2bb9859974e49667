"""What the screens share: the folder, what was read of it, and the work that is under way. It asks
the steps, and keeps what they return while the files are as they were."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from sdaid.desk.folder import Folder, Found, Stamp
from sdaid.desk.handles import Handles
from sdaid.desk.tasks import Progress, Task, Tasks

if TYPE_CHECKING:
    from sdaid.desk.looked import Checked

CLEARED_AFTER = 620.0
"""Seconds without a touch after which nothing of a patient is kept: ten minutes, and the time that
a page may take to tell of a touch."""

RUNS = "outputs/"
"""How the names of runs begin among the files that pages link to."""

MOST_CHECKED = 6
"""How many workbooks are kept that were read."""

PATIENTS = "patients"
"""The first word of the key of a task whose result holds names of patients."""


def now() -> datetime:
    """This moment, as the ledger writes it down."""
    return datetime.now(UTC)


class Work:
    """The work of one desk in `folder`; `today` tells the day, `ledger` where what was made is
    written down."""

    def __init__(self, folder: Path, today: Callable[[], date], ledger: Path | None = None) -> None:
        self.folder = Folder(folder)
        self.today = today
        self.outputs = self.folder.path / "outputs"
        self.ledger = ledger or self.outputs / "ledger.sqlite"
        self.files: Handles[str] = Handles()
        self.patients: Handles[Hashable] = Handles()
        self.waits: Handles[Hashable] = Handles()
        self.looking = Tasks("looking")
        self.making = Tasks("making")
        self.drawing = Tasks("drawing")
        self.ends: Callable[[], object] = lambda: None
        self.forgets: list[Callable[[], object]] = []
        self.leaving = False
        self.made_from = ""
        self.person = ""
        self._checked: dict[tuple[str, Stamp | None, date], Checked] = {}
        self._touched = monotonic()

    # -- files -----------------------------------------------------------------------------

    def named(self, handle: str) -> Path | None:
        """The file of the folder that has this handle, if it is still there."""
        name = self.files.thing(handle)
        return self.folder.file(name) if name else None

    def found(self, handle: str) -> Found | None:
        """The same with its kind and its stamp."""
        name = self.files.thing(handle)
        return next((each for each in self.folder.files() if each.name == name), None)

    def run(self, folder: str) -> str:
        """The handle of the run in the folder of that name in outputs."""
        return self.files.of(f"{RUNS}{folder}")

    # -- what takes longer -----------------------------------------------------------------

    def check(self, path: Path) -> Task:
        """The workbook, read and judged today; its result is a `Checked`."""
        return self.looking.ask(("check", *self._stamped(path)),
                                lambda progress: self.checked_within(path, progress))

    def checked(self, path: Path) -> Checked:
        """The same, waited for, outside the work that is under way."""
        made: Checked = self.check(path).result()
        return made

    def checked_within(self, path: Path, progress: Progress) -> Checked:
        """The same within the work that is under way."""
        from sdaid.desk.looked import check

        key = self._stamped(path)
        if key not in self._checked:
            made = check(path, self.today(), progress)
            while len(self._checked) >= MOST_CHECKED:
                self._checked.pop(next(iter(self._checked)))
            self._checked[key] = made
        return self._checked[key]

    def _stamped(self, path: Path) -> tuple[str, Stamp | None, date]:
        return path.name, self.folder.stamp(path.name), self.today()

    # -- patients --------------------------------------------------------------------------

    def touch(self) -> None:
        """Somebody works here."""
        self.clear_if_left()
        self._touched = monotonic()

    def clear_if_left(self) -> bool:
        """Forget everything of patients where nobody has touched a page for ten minutes."""
        left = monotonic() - self._touched > CLEARED_AFTER
        if left:
            self.clear()
        return left

    def clear(self) -> None:
        """Forget everything of patients. A run under way goes on: it is of the list, not of the
        page."""
        for tasks in (self.looking, self.drawing):
            tasks.drop(lambda key: isinstance(key, tuple) and key[0] == PATIENTS)
        self.patients.forget()
        for each in self.forgets:
            each()

    # -- the end ---------------------------------------------------------------------------

    @property
    def job_runs(self) -> bool:
        """Whether aids are being made."""
        job = self.making.known("job")
        return job is not None and not job.done

    def close(self) -> None:
        """End the desk: what is in hand is finished, and nothing half-written is left."""
        self.clear()
        self.making.close()
        self.drawing.close()
        self.looking.close()
