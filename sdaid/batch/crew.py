"""Who does the drawing: this process, several on this machine, or a Dask cluster. The run knows an
executor and no more."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process, resource_tracker, util
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from sdaid.problems import CannotGoOnError, ExitCode, problem

P = ParamSpec("P")
T = TypeVar("T")

FEW = 8
"""Below so many aids, starting processes takes longer than it saves."""

LONG_LIST = 20_000
"""Bytes from which on a list has certainly more visits than that."""


@dataclass(frozen=True)
class Crew:
    """Gives an executor, and a new one where the old one broke; `hands` is how many work at once.
    `close` ends what the crew opened; it can be called again and again. `address` is a cluster's,
    empty on this machine."""

    executor: Callable[[], Executor]
    hands: int = 1
    close: Callable[[], object] = lambda: None
    address: str = ""


class Here(Executor):
    """Does the work at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # the future carries it, as any executor's does
            future.set_exception(error)
        return future


def crew(aids: int, workers: int | None = None, scheduler: str = "", early: Early | None = None
         ) -> Crew:
    """Who draws so many aids: the cluster where a scheduler is named, else `workers` processes
    (None: one a core), those that were started `early` first, else this process, where they are
    few."""
    if scheduler:
        return cluster(scheduler)
    hands = workers or os.cpu_count() or 1
    return Crew(Here) if hands == 1 or aids < FEW else processes(hands, early)


def processes(hands: int, early: Early | None = None) -> Crew:
    """Processes of this machine. They are started anew and not forked, as Pango has threads."""
    return Crew(lambda: (early and early.taken()) or _pool(hands), hands)


def _pool(hands: int) -> ProcessPoolExecutor:
    _start_tracker()
    return ProcessPoolExecutor(hands, get_context("spawn"), initializer=_settle)


class Early:
    """Processes that load what drawing needs while a list is still read and planned: a second or
    two that its aids would wait for. `close` ends them where nobody took them."""

    def __init__(self, hands: int) -> None:
        self._pool: ProcessPoolExecutor | None = _pool(hands)
        with _undisturbed():
            for _ in range(hands):
                self._pool.submit(get_ready)

    @classmethod
    def of(cls, appointments: Path, workers: int | None) -> Early | None:
        """As many as a run of this list would have; None where it may be a short one, which this
        process draws alone."""
        hands = workers or os.cpu_count() or 1
        long = appointments.is_file() and appointments.stat().st_size >= LONG_LIST
        return cls(hands) if hands > 1 and long else None

    def taken(self) -> ProcessPoolExecutor | None:
        """The processes, for the first who asks."""
        pool, self._pool = self._pool, None
        return pool

    def close(self) -> None:
        if pool := self.taken():
            workers = list((pool._processes or {}).values())
            pool.shutdown(wait=False, cancel_futures=True)
            for each in workers:
                each.terminate()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Processes that are started meanwhile never hear of Ctrl-C, nor of a terminal that is closed:
    they could not answer before `_settle`."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def get_ready() -> None:
    """Load what drawing needs: libraries, templates with English words and, for a letter that is
    drawn, style sheets and fonts; and work out which version of all that it is."""
    from gettext import NullTranslations

    from sdaid.batch import work  # noqa: F401 - loaded, not called
    from sdaid.engine import engine  # noqa: F401 - the same
    from sdaid.engine.setting import versions
    from sdaid.page import fonts
    from sdaid.page.draw import draw
    from sdaid.page.html import page_environment
    from sdaid.page.pdfium import page_count
    from sdaid.page.render import STYLES

    versions()
    pages = page_environment(NullTranslations())
    for name in pages.list_templates(filter_func=lambda name: name.startswith("pages/")):
        pages.get_template(name)
    page_count(draw("<html lang='en'><head><title>A</title></head><body>A</body></html>",
                    styles=STYLES, families=(fonts.MAIN,)))


def _start_tracker() -> None:
    """Start Python's own process that cleans up after the others, so that it outlives a terminal
    that is closed: it lets Ctrl-C pass, but not SIGHUP."""
    if hasattr(signal, "SIGHUP") and threading.current_thread() is threading.main_thread():
        before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
        try:
            resource_tracker.ensure_running()
        finally:
            signal.signal(signal.SIGHUP, before)


def _settle() -> None:
    """A worker leaves Ctrl-C, and a terminal that is closed, to the coordinator, and ends with it,
    however that ended. When its work is done it ends at once: to take down what it has laid out
    would take half a second, for which the run would wait."""
    util.Finalize(None, os._exit, args=(0,), exitpriority=-1000)
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            connection.wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def cluster(address: str) -> Crew:
    """The workers of an existing Dask cluster. `CannotGoOnError` where it cannot be reached."""
    try:
        import distributed
    except ImportError:
        raise CannotGoOnError([problem("cluster-missing")], ExitCode.MACHINE) from None
    if address.startswith("tls") and not _has_certificates(distributed):
        raise CannotGoOnError([problem("cluster-tls", found=address)], ExitCode.MACHINE)
    connect: Any = distributed.Client
    client: Any = None

    def executor() -> Executor:
        nonlocal client
        try:
            client = client or connect(address, timeout=10, set_as_default=False)
            made: Executor = client.get_executor(pure=False)
        except (OSError, ValueError) as error:
            raise lost(address, error) from error
        return made

    executor()
    return Crew(executor, max(1, sum(client.nthreads().values())), client.close, address)


def _has_certificates(distributed: Any) -> bool:
    """Whether Dask's configuration names what its tls needs."""
    return distributed.Security().get_connection_args("client").get("ssl_context") is not None


def lost(address: str, error: BaseException) -> CannotGoOnError:
    """What to say where the cluster does not answer."""
    return CannotGoOnError([problem("scheduler-lost", found=address, why=type(error).__name__)],
                           ExitCode.MACHINE)
