"""The command line from outside, for tests."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.build import ROOT

DAY = "2026-11-22"
QUICK = "tests.batch.quick_cli"


@dataclass(frozen=True)
class Said:
    """How a call ended."""

    code: int
    out: str
    err: str


def sdaid(*words: object, answers: str = "", environment: Mapping[str, str] | None = None,
          program: str = "sdaid") -> Said:
    """Call `sdaid` in a process of its own, as a person at a prompt would."""
    ended = subprocess.run(
        command(*words, program=program), input=answers, capture_output=True, text=True,
        encoding="utf-8",
        cwd=ROOT, env={**os.environ, "NO_COLOR": "1", **(environment or {})}, check=False)
    assert "Traceback" not in ended.stderr, ended.stderr
    return Said(ended.returncode, ended.stdout, ended.stderr)


def quick(*words: object, answers: str = "") -> Said:
    """The same with aids of one page, where it is not the drawing that is proved."""
    return sdaid(*words, answers=answers, program=QUICK)


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
            while len(pdfs(out)) < 2 or len(list(go.parent.glob(f"{go.name}-*"))) < workers:
                assert started.poll() is None, started.communicate()
                time.sleep(0.01)
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
