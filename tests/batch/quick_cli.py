"""`sdaid` as it is called, but for aids of one page:

    python -m tests.batch.quick_cli WORDS

Where HELD_UNTIL names a file, aids wait for it, but for those of the first patients.
"""

from __future__ import annotations

import os

import sdaid.batch.press
from sdaid.cli import main
from tests.batch.presses import OnePage

if __name__ == "__main__":
    draw = OnePage(until=os.environ.get("HELD_UNTIL", ""))
    sdaid.batch.press.Drawing = lambda *_: draw  # type: ignore[assignment,misc]
    main()
