"""Make what the plan says, one aid after the other, each written whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sdaid.aid.aid import Aid
from sdaid.aid.compose import Edition, compose
from sdaid.aid.wording import Wording
from sdaid.batch.folder import write_whole
from sdaid.batch.plan import Entry, held_by
from sdaid.problems import Problem
from sdaid.workbook.content import Content


@dataclass(frozen=True)
class Press:
    """What every aid of a run shares. `draw` makes an aid's PDF, or says what keeps it from
    being made."""

    content: Content
    wording: Wording
    today: date
    reading_level: str
    draw: Callable[[Aid], tuple[bytes, list[Problem]]]


@dataclass(frozen=True)
class Made:
    """How one appointment ended: its entry, held if its pages failed, and its file if made."""

    entry: Entry
    file: Path | None = None


def make(entries: list[Entry], press: Press, folder: Path) -> Iterator[Made]:
    """Make the aids of `entries` into `folder`, in order; skipped and held ones come back as they
    are. One that fails does not stop the others."""
    for entry in entries:
        if entry.outcome != "make":
            yield Made(entry)
            continue
        pdf, problems = press.draw(aid_of(entry, press))
        if problems:
            yield Made(held_by(entry, [*entry.problems, *(
                replace(each, one_row=True) for each in problems)]))
            continue
        path = folder / f"{entry.id}.pdf"
        write_whole(path, pdf)
        yield Made(entry, path)


def aid_of(entry: Entry, press: Press) -> Aid:
    """What the aid of `entry` says."""
    edition = Edition(format=entry.format, paper=entry.paper, wording=press.wording,
                      today=press.today, reading_level=press.reading_level)
    return compose(press.content, entry.scheduled, edition)
