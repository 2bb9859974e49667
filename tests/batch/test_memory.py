"""A worker that draws all night needs no more memory than one that drew for a while."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.build import ROOT

PROGRAM = """
import sys
from pathlib import Path
from sdaid import steps
from dataclasses import replace
from sdaid.batch.fast import fast_draw
from sdaid.batch.work import Job, draw_all, pack
from sdaid.batch.plan import scheduled
from tests.batch.lists import TODAY, line, write_csv

workbook, path, (count, first) = Path(sys.argv[1]), Path(sys.argv[2]), map(int, sys.argv[3:5])
content, _ = steps.read_workbook(workbook)
press, _ = steps.press(content, steps.Asked(TODAY))
if sys.argv[5] == "fast":
    press = replace(press, draw=fast_draw(press.draw, count))
packed = pack(press)
write_csv(path, (line(number, work=("", "outdoors")[number % 2]) for number in range(count)))
listed, _ = steps.read_list(path, content)
for number, visit in enumerate(scheduled(listed.rows, content)):
    (drawn,) = draw_all(packed, [Job(number, visit, "standard", "a4")])
    assert drawn.parts, drawn
    if number + 1 in (first, count):
        print(int(Path("/proc/self/statm").read_text().split()[1]) * 4096)
"""


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux's /proc")
@pytest.mark.parametrize(("way", "count", "first"), [("fast", 5000, 500), ("plain", 300, 100)])
def test_memory_of_a_worker_is_flat(tmp_path: Path, small_workbook: Path, way: str, count: int,
                                    first: int) -> None:
    """From the first some to the last aid it grows by less than a tenth. The plain way, of which a
    run draws few, takes a hundred times as long."""
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(small_workbook), str(tmp_path / "list.csv"),
         str(count), str(first), way], cwd=ROOT, capture_output=True, text=True, check=True)

    early, late = map(int, said.stdout.split())

    assert late < early * 1.1
