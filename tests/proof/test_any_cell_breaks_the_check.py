"""What must not happen: cells of a workbook or a list, whatever is in them, end `sdaid check` in a
traceback, without an end, or in ever more memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.build import ROOT

CELLS = int(os.environ.get("SDAID_CELLS", "1000000"))
SAMPLE = 10_000
MOST_GROWTH = 300
"""MiB that a process may grow by from its first check to its last, of files of any size."""


@pytest.mark.parametrize("cells", [
    pytest.param(SAMPLE, id="some"), pytest.param(CELLS, id="many", marks=pytest.mark.long)])
def test_any_cells_give_problems(cells: int) -> None:
    """`SDAID_CELLS` is how many arbitrary cells are checked."""
    done = subprocess.run([sys.executable, "-m", "tests.proof.fuzz", "1", str(cells)], cwd=ROOT,
                          capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    assert told["cells"] >= cells
    assert told["grown"] < MOST_GROWTH
