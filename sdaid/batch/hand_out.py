"""Hand the jobs to an executor, a few at a time, and take the pages back as they come. Whatever
becomes of a worker, each job ends: drawn, held, or failed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from dataclasses import dataclass
from itertools import islice
from time import monotonic

from sdaid.batch.crew import Crew, lost
from sdaid.batch.work import Drawn, Job, Packed, draw_all

CHUNK_SECONDS = 0.5
"""Work of about this long is handed out at once: long enough to make the handing cheap, short
enough that Ctrl-C, which waits for what is in hand, is answered soon."""

MOST_IN_CHUNK = 100
TOGETHER = 4 * MOST_IN_CHUNK
"""Jobs that are looked at together, so that those of one edition go out one behind the other."""

AHEAD = 2
"""Chunks for each worker that are on their way."""


def by_edition(jobs: Iterator[Job]) -> Iterator[Job]:
    """The same jobs, so many at a time in the order of their language, format and paper: a worker
    that has prepared an edition goes on with it."""
    while some := list(islice(jobs, TOGETHER)):
        yield from sorted(some, key=lambda job: (job.language, job.format, job.paper))


@dataclass
class _Flight:
    """A chunk that is with a worker; `alone` where nothing else was, to see who breaks what."""

    jobs: list[Job]
    alone: bool
    since: float


def drawn(jobs: Iterator[Job], packed: Packed, crew: Crew, stop: Callable[[], bool]
          ) -> Generator[list[tuple[Job, Drawn]]]:
    """The `jobs`, each with its pages, a few at a time as they come, in any order. When `stop` says
    so, no more is handed out and what is in hand is finished. `CannotGoOnError` where the cluster
    is gone."""
    air = _Air(crew, packed)
    try:
        while True:
            while len(air.flying) < crew.hands * AHEAD and not air.suspects and not stop():
                chunk = list(islice(jobs, air.size))
                if not chunk:
                    break
                air.send(chunk)
            if air.suspects and not air.flying and not stop():
                air.send([air.suspects.popleft()], alone=True)
            if not air.flying:
                return
            yield from air.landed()
    finally:
        for future in air.flying:
            future.cancel()
        air.executor.shutdown()
        crew.close()


class _Air:
    """What is on its way. `suspects` were in hand when a worker was lost: they go out one by one,
    so that one that kills its worker is found, and the others are drawn."""

    def __init__(self, crew: Crew, packed: Packed) -> None:
        self.crew, self.packed = crew, packed
        self.executor: Executor = crew.executor()
        self.flying: dict[Future[list[Drawn]], _Flight] = {}
        self.suspects: deque[Job] = deque()
        self.size = 1

    def send(self, jobs: list[Job], *, alone: bool = False) -> None:
        try:
            future = self.executor.submit(draw_all, self.packed, jobs)
        except BrokenExecutor:
            self.executor = self.crew.executor()
            future = self.executor.submit(draw_all, self.packed, jobs)
        self.flying[future] = _Flight(jobs, alone, monotonic())

    def landed(self) -> Iterator[list[tuple[Job, Drawn]]]:
        """Waits for a chunk or more to come back."""
        for future in wait(self.flying, return_when=FIRST_COMPLETED).done:
            flight = self.flying.pop(future)
            try:
                results = future.result()
            except (CancelledError, Exception) as error:
                if self.crew.address and isinstance(error, CancelledError | OSError):
                    raise lost(self.crew.address, error) from error
                if flight.alone:
                    yield [(flight.jobs[0], Drawn(failure=type(error).__name__))]
                else:
                    self.suspects.extend(flight.jobs)
            else:
                self._fit(monotonic() - flight.since)
                yield list(zip(flight.jobs, results, strict=True))

    def _fit(self, seconds: float) -> None:
        if seconds < CHUNK_SECONDS:
            self.size = min(2 * self.size, MOST_IN_CHUNK)
        elif seconds > 4 * CHUNK_SECONDS:
            self.size = max(1, self.size // 2)
