"""`sdaid` as it is called, but for aids of one page that take PAGE_SECONDS of pretended work:

    python -m tests.batch.quick_cli WORDS
"""

from __future__ import annotations

import os

import sdaid.batch.press
from sdaid.cli import main
from tests.batch.presses import OnePage

if __name__ == "__main__":
    seconds = float(os.environ.get("PAGE_SECONDS", "0"))
    sdaid.batch.press.Drawing = lambda *_: OnePage(seconds)  # type: ignore[assignment,misc]
    main()
