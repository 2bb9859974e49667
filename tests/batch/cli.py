"""The command line from outside, for tests: in this process, which has all of it loaded, or in one
of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from tests.batch.presses import OnePage
from tests.build import ROOT
from tests.standards import commands
from tests.standards.commands import DAY, Said
from tests.waiting import until

__all__ = ["DAY", "Said"]

QUICK = "tests.batch.quick_cli"
PLAIN = {"NO_COLOR": "1"}


def sdaid(*words: object, answers: str = "") -> Said:
    """Call `sdaid` in this process, as a person at a prompt would, who gives `answers`."""
    with (chdir(ROOT), patch.dict(os.environ, PLAIN), patch.object(sys, "stdin",
                                                                   StringIO(answers))):
        return commands.sdaid(*words, day="")


def quick(*words: object, answers: str = "") -> Said:
    """The same with aids of one page, where it is not the drawing that is proved."""
    with patch("sdaid.batch.press.Drawing", lambda *_: OnePage()):
        return sdaid(*words, answers=answers)


def alone(*words: object, answers: str = "", program: str = "sdaid") -> Said:
    """The same in a process of its own, for what hangs on that."""
    ended = subprocess.run(
        command(*words, program=program), input=answers, capture_output=True, text=True,
        encoding="utf-8", cwd=ROOT, env={**os.environ, **PLAIN}, check=False)
    assert "Traceback" not in ended.stderr, ended.stderr
    return Said(ended.returncode, ended.stdout, ended.stderr)


def stopped(*words: object, out: Path, stop: Callable[[subprocess.Popen[str]], None],
            workers: int = 1, stdout: int = subprocess.PIPE) -> Said:
    """How a run into `out` ends to which `stop` happens in its midst: the aids of P-0001 and
    P-0002 are there, the first two of its list, and each worker has another in hand, which it goes
    on with only afterwards. No time is guessed, however busy the machine is."""
    go = out.with_name(f"{out.name}-go")
    with subprocess.Popen(
            command(*words, "--output", out, "--workers", workers, program=QUICK), cwd=ROOT,
            stdout=stdout, stderr=subprocess.PIPE, text=True, start_new_session=True,
            env={**os.environ, "HELD_UNTIL": str(go)}) as started:
        try:
            until(lambda: started.poll() is not None or (
                len(pdfs(out)) >= 2 and len(list(go.parent.glob(f"{go.name}-*"))) >= workers))
            assert started.poll() is None, started.communicate()
            stop(started)
        finally:
            go.touch()
        said, told = started.communicate()
    assert "Traceback" not in told, told
    return Said(started.returncode, said or "", told)


def command(*words: object, program: str = "sdaid") -> list[str]:
    return [sys.executable, "-m", program, *map(str, words)]


def pdfs(folder: Path) -> set[str]:
    """Every PDF below the folder, by name, but for evidence books, which each run has."""
    return {path.name for path in folder.rglob("*.pdf")
            if not path.name.startswith("evidence-book")}


def everything(folder: Path) -> set[str]:
    """Every file below the folder, hidden ones too."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
