"""What an aid costs, every way side by side in one run, as a table.

    python -m benchmarks.batch                          the whole measurement
    python -m benchmarks.batch --count 100 --command 100 500 --workers 500    a shorter one

Rounds of each way take turns, so that whatever else the machine does falls on all of them. Drawing
is told in the seconds in which the processors worked for an aid, as the middle of the rounds with
the lowest and the highest. The plain way and Chromium draw a few aids a round, the fast way its
share of all.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, sleep

from benchmarks.chromium import Chromium, installed
from benchmarks.command import cold_start, through_the_command
from benchmarks.people import content_of, people
from benchmarks.typst_pages import installed as installed_typst
from benchmarks.typst_pages import typst_pages
from sdaid.aid.edition import Document, PageFormat
from sdaid.batch.crew import get_ready
from sdaid.batch.hand_out import MOST_IN_CHUNK
from sdaid.engine.engine import Engine
from sdaid.page.errors import PageError
from sdaid.page.render import render
from sdaid.pdf.compare import compare

ROUNDS, FEW_ROUNDS = 5, 3
LOOP = 500_000
"""Rounds of an empty loop that a worker takes at once."""

COLD = "fast way, empty folder, preparing and proof included"

COMPARED = 3
"""Aids that are compared with the plain way's."""

EXAMPLE = Path(__file__).resolve().parent.parent / "inputs" / "sacroiliac.xlsx"


def main() -> None:
    asked = _asked()
    every = list(people(content_of(asked.workbook), asked.count, asked.seed))
    kinds = {repr((each.particulars, each.tried_says, each.unknown, each.marks))
             for each in (aid.personal for aid in every) if each}
    print(f"{len(every)} patients, {len(kinds)} different combinations of facts, "
          f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start\n")
    print("| what | measured |\n|---|---|")
    start = perf_counter()
    with TemporaryDirectory() as folder:
        for told in (_side_by_side(asked, every, Path(folder)),
                     _large_print(asked, Path(folder)), _workers(asked, Path(folder)),
                     through_the_command(asked.workbook, asked.command, asked.seed),
                     cold_start(asked.workbook), _compared(every, asked.seed, Path(folder))):
            for name, measured in told:
                print(f"| {name} | {measured} |", flush=True)
    print(f"\nAll this took {perf_counter() - start:.0f} s; load {os.getloadavg()[0]:.1f} at the "
          f"end.")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workbook", type=Path, default=EXAMPLE)
    parser.add_argument("--count", type=int, default=1000, help="aids that are drawn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=2, help="plain and Chromium aids a round")
    parser.add_argument("--command", type=int, nargs="*", default=[1000, 20_000],
                        help="so many through the command, each with an empty folder")
    parser.add_argument("--workers", type=int, nargs="+", default=[1000, 5000],
                        help="so many aids, in hundreds, drawn by two workers and by one")
    return parser.parse_args()


Told = Iterator[tuple[str, str]]
"""Lines of the table: what was measured, and the figures."""


def _side_by_side(asked: argparse.Namespace, every: Sequence[Document], folder: Path) -> Told:
    """Seconds an aid of each round, every way. The fast way works in a process of its own that has
    loaded its libraries; with the filled folder in another one, which has seen no aid yet."""
    ways: dict[str, list[float]] = {}
    shares = [range(turn, len(every), ROUNDS) for turn in range(ROUNDS)]
    _own(render, every[:1])  # libraries are loaded before anything is measured
    with ExitStack() as stack:
        first = stack.enter_context(_processes(asked, 1, asked.count))
        browser = stack.enter_context(Chromium()) if installed() else None
        if browser:
            browser.draw(every[0])
        for turn, share in enumerate(shares):
            some = [every[at] for at in share[:asked.each]]
            ways.setdefault("plain way", []).append(_own(render, some))
            if browser:
                ways.setdefault("warm Chromium, by the clock", []).append(
                    _wall(browser.draw, some))
            if installed_typst():
                ways.setdefault("typst, pages 2 and 3 alone", []).append(_own(typst_pages, some))
            ways.setdefault(COLD, []).append(first.submit(_fast, asked, folder, share).result())
            _say(f"round {turn + 1} of {ROUNDS}")
        with _processes(asked, 1, asked.count) as second:
            ways["fast way, filled folder"] = [
                second.submit(_fast, asked, folder, share).result() for share in shares]
        drawn = first.submit(_drawn, folder).result()
    plain = ways["plain way"]
    for name, rounds in ways.items():
        yield name, (f"{1000 * median(rounds):.1f} ms an aid ({1000 * min(rounds):.1f} to "
                     f"{1000 * max(rounds):.1f}); all rounds {sum(plain) / sum(rounds):.1f} times "
                     f"as quick as plain")
    yield "ways of the fast way's aids", drawn
    engine, some = Engine(folder / "compiled"), every[:60]
    engine.prepare(some)
    sizes = [len(engine.draw(aid)) for aid in some]
    yield "size of a file", (f"{sum(sizes) / len(sizes) / 1000:.0f} kB in the mean of {len(sizes)} "
                             f"({min(sizes) / 1000:.0f} to {max(sizes) / 1000:.0f})")


@contextmanager
def _processes(asked: argparse.Namespace, processes: int, count: int
               ) -> Iterator[ProcessPoolExecutor]:
    """Processes that have loaded what a run's workers load while its list is read, and know `count`
    aids, but have drawn none of them."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_start,
                             initargs=(asked, count)) as pool:
        list(pool.map(_waits, [0.5] * processes))
        yield pool


def _start(asked: argparse.Namespace, count: int) -> None:
    get_ready()
    _all(asked.workbook, count, asked.seed)


def _waits(seconds: float) -> None:
    """Long enough that each process gets one of these."""
    sleep(seconds)


def _fast(asked: argparse.Namespace, folder: Path, share: range) -> float:
    """Processor seconds an aid, in a process that keeps its engine."""
    every = _all(asked.workbook, asked.count, asked.seed)
    return _own(_engine(folder, None).draw, [every[at] for at in share])


def _drawn(folder: Path) -> str:
    engine = _engine(folder, None)
    return f"{engine.fast} fast, plain {dict(engine.plain) or 0}"


@cache
def _all(workbook: Path, count: int, seed: int) -> list[Document]:
    return list(people(content_of(workbook), count, seed))


@cache
def _engine(folder: Path, shared: Path | None) -> Engine:
    return Engine(folder / "compiled", shared)


def _say(text: str) -> None:
    print(f"  {text}", file=sys.stderr, flush=True)


def _own(draw: Callable[[Document], bytes], aids: Sequence[Document]) -> float:
    """Processor seconds an aid. Aids that the plain way cannot draw either count as drawn."""
    return _each(draw, aids, process_time)


def _wall(draw: Callable[[Document], bytes], aids: Sequence[Document]) -> float:
    """Seconds an aid by the clock, for work that another process does."""
    return _each(draw, aids, perf_counter)


def _each(draw: Callable[[Document], bytes], aids: Sequence[Document],
          clock: Callable[[], float]) -> float:
    spent, drawn = 0.0, 0
    for aid in aids:
        start = clock()
        try:
            draw(aid)
        except PageError:
            continue
        spent, drawn = spent + clock() - start, drawn + 1
    return spent / max(1, drawn)


def _large_print(asked: argparse.Namespace, folder: Path) -> Told:
    """Large print against standard, both once their pages are shared and seen."""
    engine, content = Engine(folder / "compiled"), content_of(asked.workbook)
    spent = {}
    formats: tuple[PageFormat, ...] = ("standard", "large-print")
    for format_ in formats:
        some = list(people(content, min(200, asked.count), asked.seed, format_))
        engine.prepare(some)
        for aid in some:
            engine.draw(aid)
        spent[format_] = min(_own(engine.draw, some) for _ in range(FEW_ROUNDS))
    yield "large print, all texts seen", (
        f"{1000 * spent['large-print']:.2f} ms an aid, standard {1000 * spent['standard']:.2f}: "
        f"{spent['large-print'] / spent['standard']:.2f} times")


def _workers(asked: argparse.Namespace, folder: Path) -> Told:
    """1 and 2 workers in turn, by the clock, as a run has them: new processes, compiled work, a
    folder where they share what they lay out, and chunks of a run's size, each prepared at once.
    And a loop that does nothing, which tells what the machine itself has for two."""
    rates: dict[int, list[tuple[float, ...]]] = {1: [], 2: []}
    for turn in range(FEW_ROUNDS):
        for workers, found in rates.items():
            found.append(_rates(asked, folder, workers))
        _say(f"workers, round {turn + 1} of {FEW_ROUNDS}")
    for place, name in enumerate((*(f"{count} aids from the first on" for count in asked.workers),
                                  "empty loops")):
        one, two = ([rate[place] for rate in rates[workers]] for workers in (1, 2))
        ratios = [more / fewer for fewer, more in zip(one, two, strict=True)]
        yield f"two workers against one: {name}", (
            f"{median(two):.0f} a second against {median(one):.0f}: {median(ratios):.2f} times "
            f"({min(ratios):.2f} to {max(ratios):.2f})")


def _rates(asked: argparse.Namespace, folder: Path, workers: int) -> tuple[float, ...]:
    """Aids a second of new processes, from the first aid to the last of each count that is asked
    for; and empty loops a second."""
    count = max(asked.workers)
    chunks = [range(at, min(at + MOST_IN_CHUNK, count)) for at in range(0, count, MOST_IN_CHUNK)]
    with _processes(asked, workers, count) as pool, TemporaryDirectory() as place:
        shared = Path(place) if workers > 1 else None
        start, drawn, after = perf_counter(), 0, dict[int, float]()
        for some in pool.map(partial(_chunk, asked, folder, count, shared), chunks):
            drawn += some
            after[drawn] = perf_counter() - start
        loops = [LOOP] * 100
        return (*(each / after[each] for each in asked.workers),
                len(loops) / _timed(lambda: list(pool.map(_loop, loops))))


def _chunk(asked: argparse.Namespace, folder: Path, count: int, shared: Path | None, share: range
           ) -> int:
    """Draw some of `count` aids as a worker does, and tell how many."""
    every, engine = _all(asked.workbook, count, asked.seed), _engine(folder, shared)
    some = [every[at] for at in share]
    engine.prepare(some)
    return len([engine.draw(each) for each in some])


def _timed(work: Callable[[], object]) -> float:
    """Seconds by the clock."""
    start = perf_counter()
    work()
    return perf_counter() - start


def _loop(count: int) -> int:
    return sum(number & 1 for number in range(count))


def _compared(every: Sequence[Document], seed: int, folder: Path) -> Told:
    import random

    engine = Engine(folder / "compiled")
    found = [compare(render(aid), engine.draw(aid))
             for aid in random.Random(seed).sample(list(every), COMPARED)]
    yield f"{COMPARED} aids compared with the plain way", "; ".join(
        "; ".join(each) or "the same" for each in found)


if __name__ == "__main__":
    main()
