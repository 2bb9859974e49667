"""The command line in this process, for tests: what it prints, and the code it exits with."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import Any
from unittest.mock import patch

from sdaid.cli import main

DAY = "2026-11-22"


@dataclass(frozen=True)
class Said:
    """How a call ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Written(StringIO):
    """A stream that keeps what is written, in UTF-8."""

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "utf-8"


class Terminal(Written):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


def sdaid(*words: object, day: str = DAY, terminal: bool = False) -> Said:
    """Call `sdaid` on `day`; with `terminal` as a person at a screen would."""
    given = ["sdaid", *map(str, words), *(["--today", day] if day else [])]
    out, err = (Terminal(), Terminal()) if terminal else (Written(), Written())
    code: object = None
    with (patch.object(sys, "argv", given), redirect_stdout(out), redirect_stderr(err),
          patch("sdaid.cli.steady_streams"), patch("sdaid.cli.end_by_signals")):
        # the streams and the signals of this process are the test run's
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    assert isinstance(code, int)
    return Said(int(code), out.getvalue(), err.getvalue())
