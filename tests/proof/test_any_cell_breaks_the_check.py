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
PARTS = 4
"""The many are done in so many tests, for several processes."""

MOST_GROWTH = 300
"""MiB that a process may grow by from its first check to its last, of files of any size."""


@pytest.mark.parametrize(("seed", "cells"), [
    pytest.param(0, SAMPLE, id="some"),
    *(pytest.param(seed, -(-CELLS // PARTS), id=f"part {seed}", marks=pytest.mark.long)
      for seed in range(1, PARTS + 1))])
def test_any_cells_give_problems(seed: int, cells: int) -> None:
    """`SDAID_CELLS` is how many arbitrary cells are checked."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.proof.fuzz", str(seed), str(cells)], cwd=ROOT,
        capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    assert told["cells"] >= cells
    assert told["grown"] < MOST_GROWTH
