"""Run as a program: `sdaid` in a fork for each call, which kills itself at a given point.

Reads a call a line from standard input, as JSON: its `words`, `at` (the point of
`tests.mail.killed` at which it dies; 0: never), and `out`, a file for what it says. Answers with a
line: its exit code (minus the signal that ended it), and how many points it passed (0 where it
died).
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import weasyprint  # noqa: F401 - loaded once for all calls

import sdaid.batch.fast
import sdaid.batch.press
from sdaid.aid.edition import Document
from sdaid.batch.journal import Journal
from sdaid.batch.manifest import Ended, Manifest
from sdaid.cli import main
from sdaid.problems import Problem
from tests.batch.presses import written
from tests.mail import killed


@dataclass(frozen=True)
class EditionPage:
    """Draws one page that names the patient and the edition of the workbook."""

    def __call__(self, document: Document) -> tuple[bytes, list[Problem]]:
        told = document.personal
        said = f"{told.name}, {told.born}, {told.id}, " if told else ""
        pdf = pikepdf.new()
        pdf.add_blank_page()
        written(pdf.pages[0], f"{said}{document.edition.version}")
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue(), []


def watch() -> None:
    """Count the points of `tests.mail.killed`, and those of a run's journal."""
    add, finish = Journal.add, Journal.finish

    def added(self: Journal, made: Iterable[Ended], run: str) -> None:
        killed.point()
        add(self, made, run)
        killed.point()

    def finished(self: Journal, manifest: Manifest) -> None:
        killed.point()
        finish(self, manifest)
        killed.point()

    Journal.add, Journal.finish = added, finished  # type: ignore[method-assign]
    killed.watch()


def call(words: Sequence[str], at: int, out: str, tell: int) -> None:
    """One call, in a process of its own, which ends here."""
    code: object = 1
    try:
        file = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, 1)
        os.dup2(file, 2)
        sys.argv = ["sdaid", *words]
        killed.left = at
        watch()
        main()
    except SystemExit as ended:
        code = ended.code
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
    os.write(tell, str(killed.passed).encode())
    os._exit(code if isinstance(code, int) else 1)


def answer(line: str) -> str:
    asked = json.loads(line)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        call(asked["words"], asked["at"], asked["out"], writing)
    os.close(writing)
    passed = os.read(reading, 32)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    return json.dumps([os.waitstatus_to_exitcode(status), int(passed or 0)])


if __name__ == "__main__":
    sdaid.batch.press.Drawing = lambda *_: EditionPage()  # type: ignore[assignment,misc]
    for asked_line in sys.stdin:
        sys.stdout.write(answer(asked_line) + "\n")
        sys.stdout.flush()
