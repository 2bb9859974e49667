"""What the screens share: the folder, what was read of it, and the work that is under way. It asks
the steps, and keeps what they return while the files are as they were."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from sdaid.desk.folder import Folder, Found
from sdaid.desk.handles import Handles
from sdaid.desk.tasks import Task, Tasks

if TYPE_CHECKING:
    from sdaid.desk.looked import Checked

CLEARED_AFTER = 600.0
"""Seconds without a touch after which nothing of a patient is kept."""

PATIENTS = "patients"
"""The first word of the key of a task whose result holds names of patients."""


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
        self.looking = Tasks("looking")
        self.making = Tasks("making")
        self.ends: Callable[[], object] = lambda: None
        self.leaving = False
        self._touched = monotonic()
        self._lock = threading.Lock()

    # -- files -----------------------------------------------------------------------------

    def named(self, handle: str) -> Path | None:
        """The file of the folder that has this handle, if it is still there."""
        name = self.files.thing(handle)
        return self.folder.file(name) if name else None

    def found(self, handle: str) -> Found | None:
        """The same with its kind and its stamp."""
        name = self.files.thing(handle)
        return next((each for each in self.folder.files() if each.name == name), None)

    # -- what takes longer -----------------------------------------------------------------

    def check(self, path: Path) -> Task:
        """The workbook, read and judged today; its result is a `Checked`."""
        from sdaid.desk.looked import check

        day = self.today()
        return self.looking.ask(("check", path.name, self.folder.stamp(path.name), day),
                                lambda progress: check(path, day, progress))

    def checked(self, path: Path) -> Checked:
        """The same, waited for."""
        made: Checked = self.check(path).result()
        return made

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
        self.looking.drop(lambda key: isinstance(key, tuple) and key[0] == PATIENTS)
        self.patients.forget()

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
        self.looking.close()
