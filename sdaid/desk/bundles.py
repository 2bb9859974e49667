"""What of a run can be printed at once: all papers of a kind in one PDF for the printer, or in
several where there are many or of two sizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.page.paper import PAPERS
from sdaid.papers import Paper, PaperKind, papers_of, parts, sheets_of

if TYPE_CHECKING:
    from sdaid.batch.manifest import Manifest

KINDS: tuple[PaperKind, ...] = ("aid", "sheet", "book")
ALL = "all"
"""Stands for every format."""


@dataclass(frozen=True)
class Bundle:
    """All papers of a kind, format and paper size, or `part` of them (from 1, `of` so many): how
    many there are, the sheets they need, and how many are left out for their older content."""

    kind: PaperKind
    format: str
    paper: str
    part: int
    of: int
    count: int
    sheets: int
    older: int


def bundles_of(folder: Path, made: Manifest) -> list[Bundle]:
    """Those of the run in `folder`: of each kind and paper in the list's order, and large print
    alone where it is not all of it; each book; in several parts where there are many."""
    found = []
    papers = {kind: papers_of(folder, made, kind) for kind in KINDS}
    for kind, paper in product(KINDS, PAPERS):
        formats = sorted({each.format for each in _of(papers[kind], ALL, paper)}, reverse=True)
        wanted = formats if kind == "book" else [
            *([ALL] if formats else []), *(formats[1:] and ["large-print"])]
        for format_ in wanted:
            some = parts(_of(papers[kind], format_, paper))
            found += [Bundle(kind, format_, paper, number, len(some), len(part), sheets_of(part),
                             sum(each.older for each in part))
                      for number, part in enumerate(some, 1)]
    return found


def sizes_of(bundles: Sequence[Bundle]) -> int:
    """On how many sizes of paper they are."""
    return len({each.paper for each in bundles})


def next_of(bundles: Sequence[Bundle], number: int) -> Bundle | None:
    """What is printed after the one of this number, of the same kind and format."""
    here = bundles[number]
    return next((each for each in bundles[number + 1:] if each.kind == here.kind and (
        here.kind == "book" or each.format == here.format)), None)


def chosen(folder: Path, made: Manifest, kind: PaperKind, format_: str, paper: str) -> list[Paper]:
    """The papers of a kind, format and size."""
    return _of(papers_of(folder, made, kind), format_, paper)


def _of(papers: Sequence[Paper], format_: str, paper: str) -> list[Paper]:
    return [each for each in papers if each.paper == paper and format_ in (ALL, each.format)]
