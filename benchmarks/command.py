"""What `sdaid render` costs as a whole, from nothing to the finished folder."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.people import TODAY, as_list, content_of

ROOT = Path(__file__).resolve().parent.parent

CALL = """
import json, re, resource, sys
from pathlib import Path
from sdaid.cli import cli
try:
    cli()
finally:
    used = [[each.ru_utime + each.ru_stime, each.ru_maxrss / 1024] for each in map(
        resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))]
    status = Path("/proc/self/status")
    if status.exists():
        used[0][1] = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) / 1024
    print(json.dumps(used), file=sys.stderr)
"""
"""The command, which then tells of itself and of its workers the seconds of processors and the most
memory in MiB. Its own is the kernel's mark since the program began: `ru_maxrss` would count what
the process had that started it."""

ONE_PATIENT = """
from pathlib import Path
from benchmarks.people import content_of, people
from sdaid.page.render import render
render(next(people(content_of(Path({workbook!r})), 1)))
"""


@dataclass(frozen=True)
class Spent:
    """A call: how many aids, seconds by the clock, seconds of processors and MiB at most of the
    coordinator and of its workers, and which way the aids went."""

    count: int
    clock: float
    coordinator: float
    workers: float
    memory: tuple[float, float]
    ways: str


def through_the_command(workbook: Path, counts: Sequence[int], seed: int
                        ) -> Iterator[tuple[str, str]]:
    """`sdaid render` of CSV lists of so many patients, everything included, each with an empty
    folder; and what one more aid costs, from the first and the last of them."""
    calls = []
    for count in counts:
        calls.append(each := _call(workbook, count, seed))
        yield f"{count} through the command, from nothing", (
            f"{each.clock:.1f} s by the clock, {count / each.clock:.0f} a second; "
            f"{each.coordinator + each.workers:.1f} s of processors; {each.ways}")
        yield f"{count} through the command: memory at most", (
            f"coordinator {each.memory[0]:.0f} MiB, a worker {each.memory[1]:.0f} MiB")
    if len(calls) > 1:
        first, last = calls[0], calls[-1]
        more = last.count - first.count
        yield "one more aid through the command", (
            f"{1000 * (last.clock - first.clock) / more:.2f} ms by the clock; processors: "
            f"coordinator {1000 * (last.coordinator - first.coordinator) / more:.2f} ms, workers "
            f"{1000 * (last.workers - first.workers) / more:.2f} ms")


def _call(workbook: Path, count: int, seed: int) -> Spent:
    with TemporaryDirectory() as place:
        path = Path(place) / "list.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(as_list(content_of(workbook), count, seed))
        start = perf_counter()
        said = subprocess.run(
            [sys.executable, "-c", CALL, "render", str(workbook), str(path), "--output", place,
             "--today", TODAY.isoformat()], capture_output=True, cwd=ROOT, text=True,
            check=False,
            env={**os.environ, "XDG_CACHE_HOME": f"{place}/caches", "LANGUAGE": "en"})
        clock = perf_counter() - start
        ways = next((line.strip() for line in said.stdout.splitlines() if "fast way" in line), "")
        if not ways:  # some patients of a long list may be held, which is no fault here
            sys.exit(said.stdout + said.stderr)
        own, workers = json.loads(said.stderr.splitlines()[-1])
        return Spent(count, clock, own[0], workers[0], (own[1], workers[1]), ways)


def cold_start(workbook: Path) -> Iterator[tuple[str, str]]:
    """From nothing to the first PDF of one patient, by the clock."""
    start = perf_counter()
    subprocess.run([sys.executable, "-c", ONE_PATIENT.format(workbook=str(workbook))], check=True,
                   cwd=ROOT)
    yield "one patient, from nothing to the PDF, plain way", f"{perf_counter() - start:.1f} s"
