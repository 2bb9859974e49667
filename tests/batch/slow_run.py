"""A run in a process of its own, to be killed by the tests:

    python -m tests.batch.slow_run WORKBOOK LIST FOLDER WORKERS

Where HELD_UNTIL names a file, aids wait for it, but for those of the first patients.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sdaid import steps
from sdaid.batch.crew import Crew, Here, processes
from tests.batch.presses import OnePage, order, run

if __name__ == "__main__":
    workbook, listed, folder = (Path(each) for each in sys.argv[1:4])
    content, _ = steps.read_workbook(workbook)
    assert content is not None
    hands = int(sys.argv[4])
    crew = processes(hands) if hands > 1 else Crew(Here)
    draw = OnePage(0.01, until=os.environ.get("HELD_UNTIL", ""))
    run(order(listed, content, draw, crew), folder)
