"""A run in several made-up languages in a process of its own, to be killed by the tests:

    python -m tests.batch.tongues_run WORKBOOK LIST FOLDER WORKERS
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from sdaid import steps
from sdaid.batch.crew import Crew, Here, processes
from sdaid.batch.run import Order
from tests.batch.lists import TODAY
from tests.batch.presses import OnePage, listed_and_planned, run
from tests.tongues import listen, read

listen()

if __name__ == "__main__":
    workbook, path, folder = (Path(each) for each in sys.argv[1:4])
    content = read(workbook)
    press, _ = steps.press(content, steps.Asked(TODAY))
    quick = replace(press, draw=OnePage(0.005), others=tuple(
        replace(each, draw=OnePage(0.005)) for each in press.others))
    listed, planned = listed_and_planned(path, content)
    hands = int(sys.argv[4])
    run(Order(planned, listed, quick, lambda _: processes(hands) if hands > 1 else Crew(Here)),
        folder)
