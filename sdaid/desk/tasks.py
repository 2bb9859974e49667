"""Work that takes longer than a page may: it goes on in a thread while the page says how far it
has come, and is found again when the page was closed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

SOON = 1.2
"""Seconds that a screen waits before it says what it waits for."""

MOST_KEPT = 12
"""How many results are kept; the oldest goes."""


@dataclass
class Progress:
    """How far a task has come: `done` of `of` (0: not known); `stage` is a word of the template
    `waiting.html`. The task looks at `stops` and ends early where it is true."""

    stage: str = ""
    done: int = 0
    of: int = 0
    stops: bool = False
    began: float = field(default_factory=monotonic)

    def at(self, stage: str, of: int = 0) -> None:
        """The next stage begins."""
        self.stage, self.done, self.of, self.began = stage, 0, of, monotonic()

    @property
    def seconds_left(self) -> int | None:
        """About how long it still takes; None while nobody can tell."""
        if not self.done or not self.of:
            return None
        return round((monotonic() - self.began) / self.done * (self.of - self.done))


@dataclass
class Task:
    """One piece of work. `result` waits; it raises what the work raised."""

    key: Hashable
    future: Future[Any]
    progress: Progress

    @property
    def done(self) -> bool:
        return self.future.done()

    def done_soon(self) -> bool:
        """Whether it is done, or is so in a moment."""
        try:
            self.future.exception(SOON)
        except TimeoutError:
            return False
        return True

    def result(self) -> Any:
        return self.future.result()


class Tasks:
    """Tasks of one kind, one at a time. What was asked for under a key is not done twice."""

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._tasks: dict[Hashable, Task] = {}
        self._lock = threading.Lock()

    def ask(self, key: Hashable, work: Callable[[Progress], object]) -> Task:
        """The task of that key; it begins, or waits for its turn, where there is none yet."""
        with self._lock:
            found = self._tasks.pop(key, None)
            if found is None:
                progress = Progress()
                found = Task(key, self._pool.submit(work, progress), progress)
            self._tasks[key] = found
            self._forget_oldest()
        return found

    @property
    def busy(self) -> bool:
        """Whether any of them is under way, or waits for its turn."""
        return any(not task.done for task in list(self._tasks.values()))

    def known(self, key: Hashable) -> Task | None:
        return self._tasks.get(key)

    def asked_for(self) -> list[Hashable]:
        """The keys of the tasks that are under way or kept."""
        return list(self._tasks)

    def drop(self, like: Callable[[Hashable], bool]) -> None:
        """Forget the tasks with such keys; those under way are told to stop."""
        with self._lock:
            for key in [each for each in self._tasks if like(each)]:
                self._tasks.pop(key).progress.stops = True

    def close(self) -> None:
        """End: what is in hand is finished, what waits is dropped."""
        with self._lock:
            for each in self._tasks.values():
                each.progress.stops = True
        self._pool.shutdown(cancel_futures=True)

    def _forget_oldest(self) -> None:
        done = [key for key, task in self._tasks.items() if task.done]
        for key in done[:max(0, len(self._tasks) - MOST_KEPT)]:
            del self._tasks[key]
