"""What a worker does: it draws the aids that it is handed, and gives their bytes back. It writes
no file."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sdaid.aid.edition import Document, PageFormat, PaperName
from sdaid.appointments.scheduled import Scheduled
from sdaid.batch.fast import FastDrawing, Pages
from sdaid.batch.press import Press
from sdaid.problems import CannotGoOnError, Problem


@dataclass(frozen=True)
class Job:
    """One aid to draw; `number` is that of its entry in the plan. With `verify` the fast way's
    pages are compared with the plain way's. With `sheet` the sheet is drawn too. Its `language`
    names the press; without one it is the workbook's own."""

    number: int
    visit: Scheduled
    format: PageFormat
    paper: PaperName
    fingerprint: str = ""
    verify: bool = False
    sheet: bool = False
    language: str = ""


@dataclass(frozen=True)
class Drawn:
    """An aid's pages; or the problems that hold it, or `failure`, the kind of error, which names
    no patient. `stops` are problems of the machine, which concern every aid. `parts`, `way`,
    `compared` and `differs` are those of `sdaid.batch.fast.Pages`."""

    parts: tuple[bytes, ...] = ()
    pages: int = 0
    problems: tuple[Problem, ...] = ()
    failure: str = ""
    stops: tuple[Problem, ...] = ()
    way: str = ""
    compared: bool = False
    differs: tuple[str, ...] = ()
    sheet: bytes = b""
    sheet_pages: int = 0


@dataclass(frozen=True)
class Packed:
    """A press, pickled once for the whole run; `checksum` is the coordinator's."""

    content: bytes
    checksum: str


def pack(press: Press) -> Packed:
    """The press as it is sent to workers."""
    return Packed(pickle.dumps(press.unmade()), press.checksum)  # a worker proves its own


def draw_all(packed: Packed, jobs: Sequence[Job]) -> list[Drawn]:
    """The pages of `jobs`, in their order. One that fails does not stop the others."""
    press, stops = _unpacked(packed)
    if stops:
        return [Drawn(stops=stops) for _ in jobs]
    languages = [job.language or press.language for job in jobs]
    drawn: dict[int, Drawn] = {}
    for language in dict.fromkeys(languages):
        numbers = [number for number, each in enumerate(languages) if each == language]
        drawn |= zip(numbers, _draw(press.of(language), [jobs[number] for number in numbers]),
                     strict=True)
    return [drawn[number] for number in range(len(jobs))]


def _draw(press: Press, jobs: Sequence[Job]) -> list[Drawn]:
    """The pages of jobs of one language, in their order."""
    composed = [_composed(press, job) for job in jobs]
    if isinstance(press.draw, FastDrawing):
        press.draw.prepare([each for each in composed if isinstance(each, Document)])
    return [each if isinstance(each, Drawn) else draw_one(press, job, each)
            for job, each in zip(jobs, composed, strict=True)]


def _composed(press: Press, job: Job) -> Document | Drawn:
    """What is to be drawn for a job. An error that nobody foresaw is named by its kind alone, for
    its text may hold what the list says of a patient."""
    try:
        return press.document("aid", job.visit, job.format, job.paper)
    except Exception as error:
        return Drawn(failure=type(error).__name__)


def draw_one(press: Press, job: Job, document: Document) -> Drawn:
    """The pages of one job; errors are told as by `_composed`."""
    try:
        made = _pages(press, job, document)
        pages = 0 if made.problems else made.count or page_count(made.pdf)
        drawn = Drawn(made.parts, pages, tuple(made.problems), way=made.way,
                      compared=made.compared, differs=made.differs)
        return _with_sheet(press, job, drawn) if job.sheet and not made.problems else drawn
    except CannotGoOnError as error:
        return Drawn(stops=tuple(error.problems))
    except Exception as error:
        return Drawn(failure=type(error).__name__)


def _with_sheet(press: Press, job: Job, drawn: Drawn) -> Drawn:
    made = _pages(press, job, press.document("sheet", job.visit, job.format, job.paper))
    if made.problems:
        return Drawn(problems=tuple(made.problems))
    return replace(drawn, sheet=made.pdf, sheet_pages=made.count or page_count(made.pdf),
                   differs=(*drawn.differs, *made.differs))


def _pages(press: Press, job: Job, document: Document) -> Pages:
    draw = press.draw
    if not isinstance(draw, FastDrawing):
        pdf, problems = draw(document)
        return Pages((pdf,), problems)
    return draw.verified(document) if job.verify else draw.pages(document)


@lru_cache(maxsize=1)
def _unpacked(packed: Packed) -> tuple[Press, tuple[Problem, ...]]:
    """The press of this process, and why it must not be used: other templates, another program."""
    from sdaid.problems import problem

    press: Press = pickle.loads(packed.content)  # noqa: S301 - from our own coordinator
    same = press.checksum == packed.checksum
    return press, () if same else (problem("worker-differs"),)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    from pypdfium2 import PdfDocument

    with PdfDocument(pdf) as opened:
        return len(opened)
