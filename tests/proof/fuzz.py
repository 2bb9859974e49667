"""Run as a program: `sdaid check` of workbooks and lists with arbitrary cells.

    python -m tests.proof.fuzz SEED CELLS

Prints, as JSON, how many cells there were, how many checks, the seconds of the longest one, and by
how many MiB the process has grown since the first. Ends with a traceback where a check does.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import signal
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell

from sdaid.appointments.columns import Appointment
from sdaid.cli import cli
from sdaid.cli.common import print_problems
from sdaid.problems import CannotGoOnError
from tests.build import SMALL, workbook_from

LONGEST = 300
"""Seconds after which a check is taken for one that never ends."""

TRICKS = (
    "#N/A", "=1+1", "3/4/26", "99/99/99", "2026-02-31", "0000-00-00", "1E+15", "\u202eabc", "-",
    "_x0000_", "_xD800_", "::", "Name::", "::es", "5 to", "6 months", "9" * 400, "\u0663", "\u00b2",
    "yes", "no", "None", "[", "%", "{found}", "\u0130", "x" * 5000, "a\nb", '"', '""', ",", ";",
    "18..40", ">= 65", "not yes", "A-1", "2026-12-01", "14:30-14:50", "cancelled", "e-mail", "post",
    "N/A", "EXAMPLE, Testa (Mr)", "a@b.example", "1.2E+11", "TRUE", "0.375", "1 in 5", "30 %",
    "guaranteed to cure", "\ufeff", "\u2028", "e\u0301" * 40, "\U00013080", "zwölf", "预约", "ÞÞ",
    "Qzazq", "https://example.org/%zz", "..", "../x", "CON", "'", "<b>", "&amp;", "\\", "$(x)")


class Anything:
    """Arbitrary values of cells, by a seed. `known` are values that mean something elsewhere."""

    def __init__(self, chance: random.Random, known: list[Any]) -> None:
        self.chance, self.known = chance, known
        self.count = 0

    def value(self) -> Any:
        self.count += 1
        chance = self.chance
        makers: tuple[Callable[[], Any], ...] = (
            lambda: chance.choice(TRICKS), lambda: chance.choice(self.known), lambda: None,
            lambda: chance.randint(-10**chance.randint(1, 18), 10**chance.randint(1, 18)),
            lambda: chance.uniform(-1, 1) * 10**chance.randint(-5, 12),
            lambda: date(1900, 1, 1) + timedelta(days=chance.randrange(80_000)),
            lambda: datetime(2026, 1, 1) + timedelta(minutes=chance.randrange(10**6)),
            lambda: clock(chance.randrange(24), chance.randrange(60)),
            lambda: chance.random() < 0.5, self._text)
        return chance.choice(makers)()

    def _text(self) -> str:
        kinds = ((32, 126), (160, 591), (880, 1279), (1424, 1791), (19968, 20200))
        first, last = self.chance.choice(kinds)
        return "".join(chr(self.chance.randint(first, last))
                       for _ in range(self.chance.randrange(60)))


def fuzz_workbook(base: Path, path: Path, chance: random.Random) -> int:
    """Write the workbook `base` with arbitrary cells, and rows below; returns how many."""
    book = load_workbook(base)
    pages = [page for page in book.worksheets if page.max_row > 1]
    known = [cell.value for page in pages for row in page.iter_rows() for cell in row
             if cell.value is not None]
    anything = Anything(chance, known)
    share = chance.choice((0.0, 0.002, 0.02, 0.5))
    for page in pages:
        last, wide = page.max_row, page.max_column
        for row in page.iter_rows(min_row=2):
            for cell in row:
                if not isinstance(cell, MergedCell) and chance.random() < share:
                    _put(cell, anything.value())
        for number in range(chance.choice((0, 0, 3, 40))):
            for column in range(1, wide + 1):
                _put(page.cell(last + 1 + number, column), anything.value())
    book.save(path)
    return anything.count


def _put(cell: Any, value: Any) -> None:
    """A value as openpyxl takes it; what no file can hold is left out."""
    try:
        cell.value = value
    except ValueError:
        cell.value = None


def fuzz_list(path: Path, chance: random.Random, known: list[Any]) -> int:
    """Write a list with arbitrary cells below good headings, as .xlsx or CSV; returns how many."""
    headings = [column.heading for _, column, _, _ in Appointment.columns()]
    chance.shuffle(headings)
    anything = Anything(chance, known)
    good = {"Visit date": "2026-12-01", "Date of birth": "1961-04-30", "Reason": "hiccups"}
    rows = []
    for number in range(chance.choice((5, 100, 400))):
        kept = chance.random()
        rows.append([good.get(heading, f"{heading} {number}") if chance.random() < kept
                     else anything.value() for heading in headings])
    if path.suffix == ".xlsx":
        book = Workbook()
        page = book.worksheets[0]
        for at, row in enumerate([headings, *rows], start=1):
            for column, value in enumerate(row, start=1):
                _put(page.cell(at, column), value)
        book.save(path)
    else:
        quoting = chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
        with path.open("w", encoding=chance.choice(("utf-8", "utf-16", "utf-8-sig")), newline="",
                       errors="replace") as file:
            csv.writer(file, delimiter=chance.choice(",;\t|"), quoting=quoting).writerows(
                [headings, *rows])
        if chance.random() < 0.3:  # a stray quotation mark
            text = path.read_bytes()
            at = chance.randrange(len(text))
            path.write_bytes(text[:at] + b'"' + text[at:])
    return anything.count


def check(workbook: Path, listed: Path) -> float:
    """The seconds that a check takes, which says problems or that all is well."""
    began = time.monotonic()
    signal.alarm(LONGEST)
    try:
        CliRunner().invoke(cli, ["check", str(workbook), str(listed), "--today", "2026-11-22",
                                 "--json"], catch_exceptions=False)
    except CannotGoOnError as error:
        print_problems(error.problems)
    signal.alarm(0)
    return time.monotonic() - began


def main(seed: int, wanted: int, home: Path) -> dict[str, float]:
    good = workbook_from(SMALL, home / "good.xlsx")
    known = [cell.value for page in load_workbook(good).worksheets for row in page.iter_rows()
             for cell in row if cell.value is not None]
    cells = checks = 0
    longest = before = 0.0
    while cells < wanted:
        chance = random.Random(seed * 1_000_003 + checks)
        workbook = home / "workbook.xlsx"
        listed = home / chance.choice(("list.xlsx", "list.csv"))
        cells += fuzz_list(listed, chance, known)
        if checks % 2:
            cells += fuzz_workbook(good, workbook, chance)
        sys.stderr.write(f"check {checks} of seed {seed}\n")
        longest = max(longest, check(workbook if checks % 2 else good, listed))
        checks += 1
        before = before or _grown()
    return {"cells": cells, "checks": checks, "longest": longest, "grown": _grown() - before}


def _grown() -> float:
    """The most memory that the process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        told = main(int(sys.argv[1]), int(sys.argv[2]), Path(folder))
    sys.stdout.write(json.dumps(told) + "\n")
