"""What an aid costs, every way side by side in one run.

    python -m benchmarks.batch                 the whole measurement: 1,000 invented patients
    python -m benchmarks.batch --count 200     a shorter one

Rounds of each way take turns, so that whatever else the machine does falls on all of them. A ratio
is of the seconds in which the processors worked for the aids of a round; it is given as the middle
of the rounds, with the lowest and the highest. The plain way and Chromium draw a few aids a round,
the fast way its share of all.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, sleep

from benchmarks.chromium import Chromium, installed
from benchmarks.people import TODAY, as_list, content_of, people
from benchmarks.typst_pages import installed as installed_typst
from benchmarks.typst_pages import typst_pages
from sdaid.aid.edition import Document, PageFormat
from sdaid.engine.engine import Engine
from sdaid.page import fonts
from sdaid.page.draw import draw
from sdaid.page.errors import PageError
from sdaid.page.render import STYLES, render
from sdaid.pdf.compare import compare

ROUNDS = 5
CHUNK, LOOP = 10, 500_000
"""Aids, and rounds of an empty loop, that a worker takes at once."""

ROOT = Path(__file__).resolve().parent.parent

ONE_PATIENT = """
from pathlib import Path
from benchmarks.people import content_of, people
from sdaid.page.render import render
render(next(people(content_of(Path({workbook!r})), 1)))
"""


def main() -> None:
    asked = _asked()
    content = content_of(asked.workbook)
    every = list(people(content, asked.count, asked.seed))
    kinds = {repr((each.particulars, each.tried_says, each.unknown, each.marks))
             for each in (aid.personal for aid in every) if each}
    print(f"{len(every)} patients, {len(kinds)} different combinations of facts, "
          f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with TemporaryDirectory() as folder:
        plain, chromium, cold, warm = _side_by_side(asked, every, Path(folder))
        print(_line("plain way", plain))
        if chromium:
            print(_line("warm Chromium", chromium))
        print(_line("fast way, cold cache", cold))
        print(_line("fast way, warm cache", warm))
        print(_ratios("fast, cold, against plain", plain, cold))
        print(_ratios("fast, warm, against plain", plain, warm))
        if chromium:
            print(_ratios("fast, cold, against Chromium", chromium, cold))
            print(_ratios("fast, warm, against Chromium", chromium, warm))
        _large_print(asked, Path(folder))
        if installed_typst():
            print(_line("typst, pages 2 and 3 alone", [
                _own(typst_pages, every[:2]) for _ in range(ROUNDS)]))
        for count in asked.command:
            print(_command(asked, count))
        if asked.workers:
            _workers(asked, Path(folder))
        if asked.memory:
            print(_memory(every, asked.memory, Path(folder)))
        if asked.verify:
            _verify(every, asked.verify, asked.seed, Path(folder))
    print(f"cold start to the first PDF for one patient, plain way: {_cold_start(asked):.1f} s")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workbook", type=Path, default=ROOT / "inputs" / "sacroiliac.xlsx")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=2, help="plain and Chromium aids a round")
    parser.add_argument("--workers", action="store_true", help="also 1 and 2 workers")
    parser.add_argument("--command", type=int, nargs="*", default=[1000],
                        help="also so many through the command, with an empty folder")
    parser.add_argument("--memory", type=int, default=0, help="also memory after so many aids")
    parser.add_argument("--verify", type=int, default=3, help="compare so many aids with plain")
    return parser.parse_args()


def _side_by_side(asked: argparse.Namespace, every: Sequence[Document], folder: Path
                  ) -> tuple[list[float], list[float], list[float], list[float]]:
    """Seconds an aid of each round, every way. The fast way works in a process of its own that has
    loaded its libraries; with the filled folder in another one, which has seen no aid yet."""
    plain, chromium, cold, warm = [], [], [], []
    shares = [range(turn, len(every), ROUNDS) for turn in range(ROUNDS)]
    _own(render, every[:1])  # libraries are loaded before anything is measured
    with _processes(asked, 1) as own:
        for turn, share in enumerate(shares):
            cold.append(own.submit(_fast, asked, folder, share).result())
            plain.append(_own(render, [every[at] for at in share[:asked.each]]))
            _say(f"round {turn + 1}: cold {1000 * cold[-1]:.1f} ms, plain {1000 * plain[-1]:.0f}")
        print(own.submit(_ways, folder).result())
    with ExitStack() as stack:
        own = stack.enter_context(_processes(asked, 1))
        browser = stack.enter_context(Chromium()) if installed() else None
        if browser:
            browser.draw(every[0])
        for turn, share in enumerate(shares):
            warm.append(own.submit(_fast, asked, folder, share).result())
            if browser:
                chromium.append(_wall(browser.draw, [every[at] for at in share[:asked.each]]))
            _say(f"round {turn + 1}: warm {1000 * warm[-1]:.1f} ms")
    return plain, chromium, cold, warm


@contextmanager
def _processes(asked: argparse.Namespace, count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that have loaded what they need, and know the aids, but have drawn none of them."""
    with ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_start,
                             initargs=(asked,)) as pool:
        list(pool.map(_waits, [0.5] * count))
        yield pool


def _start(asked: argparse.Namespace) -> None:
    draw("<!DOCTYPE html><html lang=en><title>x</title><body><p>Start</p></body></html>",
         styles=STYLES, families=(fonts.MAIN,))
    _all(asked.workbook, asked.count, asked.seed)


def _waits(seconds: float) -> None:
    """Long enough that each process gets one of these."""
    sleep(seconds)


def _fast(asked: argparse.Namespace, folder: Path, share: range, shared: Path | None = None
          ) -> float:
    """Processor seconds an aid, in a process that keeps its engine."""
    every = _all(asked.workbook, asked.count, asked.seed)
    return _own(_engine(folder, shared).draw, [every[at] for at in share])


def _ways(folder: Path) -> str:
    engine = _engine(folder, None)
    return f"made fast {engine.fast}, plain {dict(engine.plain)}"


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


def _line(name: str, rounds: Sequence[float]) -> str:
    return (f"{name:24} {1000 * median(rounds):9.1f} ms an aid  "
            f"({1000 * min(rounds):.1f} to {1000 * max(rounds):.1f})")


def _ratios(name: str, slow: Sequence[float], quick: Sequence[float]) -> str:
    ratios = [one / other for one, other in zip(slow, quick, strict=True)]
    whole = sum(slow) / sum(quick)
    return (f"{name:30} {median(ratios):7.1f} times  ({min(ratios):.1f} to {max(ratios):.1f}), "
            f"all rounds together {whole:.1f}")


def _workers(asked: argparse.Namespace, folder: Path) -> None:
    """1 and 2 workers in turn, by the clock, with compiled work and, as in a run, a folder where
    they share what they lay out: from the first aid on, once more when they have seen them all,
    and a loop that does nothing, which tells what the machine itself has for two."""
    rates: dict[int, list[tuple[float, ...]]] = {1: [], 2: []}
    for turn in range(ROUNDS):
        for workers, found in rates.items():
            found.append(_rates(asked, folder, workers))
            _say(f"round {turn + 1}, {workers} worker(s): {found[-1][0]:.0f}, then "
                 f"{found[-1][1]:.0f} aids a second; {found[-1][2]:.0f} loops a second")
    for place, name in enumerate(("from the first aid on", "once all was seen", "empty loops")):
        one, two = ([rate[place] for rate in rates[workers]] for workers in (1, 2))
        ratios = [more / fewer for fewer, more in zip(one, two, strict=True)]
        print(f"{name}: 1 worker {median(one):.0f} a second, 2 workers {median(two):.0f}: "
              f"{median(ratios):.2f} times  ({min(ratios):.2f} to {max(ratios):.2f})")


def _rates(asked: argparse.Namespace, folder: Path, workers: int) -> tuple[float, ...]:
    """Aids a second of new processes, of the same ones when they have seen all aids, and empty
    loops a second."""
    chunks = [range(at, min(at + CHUNK, asked.count)) for at in range(0, asked.count, CHUNK)]
    with _processes(asked, workers) as pool, TemporaryDirectory() as place:
        shared = Path(place) if workers > 1 else None

        def draw_all() -> object:
            return list(pool.map(_fast, *zip(*((asked, folder, each, shared) for each in chunks),
                                             strict=True)))

        loops = [LOOP] * 100
        return (asked.count / _timed(draw_all), asked.count / _timed(draw_all),
                len(loops) / _timed(lambda: list(pool.map(_loop, loops))))


def _large_print(asked: argparse.Namespace, folder: Path) -> None:
    """Large print against standard, both once their pages are shared and seen."""
    engine, content = Engine(folder / "compiled"), content_of(asked.workbook)
    spent = {}
    formats: tuple[PageFormat, ...] = ("standard", "large-print")
    for format_ in formats:
        some = list(people(content, 200, asked.seed, format_))
        engine.prepare(some)
        for aid in some:
            engine.draw(aid)
        spent[format_] = _own(engine.draw, some)
    print(f"large print {1000 * spent['large-print']:.1f} ms an aid, standard "
          f"{1000 * spent['standard']:.1f}: {spent['large-print'] / spent['standard']:.2f} times")


def _command(asked: argparse.Namespace, count: int) -> str:
    """`sdaid render` of a CSV list, from nothing, everything included."""
    with TemporaryDirectory() as place:
        path = Path(place) / "list.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(as_list(content_of(asked.workbook), count, asked.seed))
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
        said = subprocess.run(
            [sys.executable, "-m", "sdaid", "render", str(asked.workbook), str(path), "--output",
             place, "--today", TODAY.isoformat(), "--json", "--quiet"], capture_output=True,
            cwd=ROOT, check=True, env={**os.environ, "XDG_CACHE_HOME": f"{place}/caches"})
        spent, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        own = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return (f"{count} through the command, cold: {spent:.1f} s by the clock, {own:.1f} s of "
                f"processors, {count / spent:.0f} a second; {json.loads(said.stdout)['ways']}")


def _timed(work: Callable[[], object]) -> float:
    """Seconds by the clock."""
    start = perf_counter()
    work()
    return perf_counter() - start


def _loop(count: int) -> int:
    return sum(number & 1 for number in range(count))


def _memory(every: Sequence[Document], most: int, folder: Path) -> str:
    """The most memory after a tenth of `most` aids, and after all."""
    engine, peaks = Engine(folder / "compiled"), {}
    for number in range(most):
        try:
            engine.draw(every[number % len(every)])
        except PageError:
            continue
        if number + 1 in (most // 10, most):
            peaks[number + 1] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return "memory: " + ", ".join(f"{peak:.0f} MiB at most after {number} aids"
                                  for number, peak in peaks.items())


def _verify(every: Sequence[Document], count: int, seed: int, folder: Path) -> None:
    import random

    engine = Engine(folder / "compiled")
    for aid in random.Random(seed).sample(list(every), count):
        try:
            differences = compare(render(aid), engine.draw(aid))
        except PageError:
            continue
        who = aid.personal.appointment if aid.personal else "nobody"
        print(f"{who}: {'; '.join(differences) or 'the same pages both ways'}")


def _cold_start(asked: argparse.Namespace) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, "-c", ONE_PATIENT.format(workbook=str(asked.workbook))],
                   check=True, cwd=ROOT)
    return perf_counter() - start


if __name__ == "__main__":
    main()
