"""The steps of papers that are made alone: for a patient at the desk, or for nobody. The command
line and the desk take the same ones."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.problems import Problem

if TYPE_CHECKING:
    from sdaid.aid.edition import Document, DocumentKind
    from sdaid.appointments.columns import Appointment
    from sdaid.appointments.read import Rows
    from sdaid.batch.plan import Plan
    from sdaid.batch.press import Press
    from sdaid.ledger.enter import Single
    from sdaid.ledger.ledger import Ledger
    from sdaid.steps import Asked
    from sdaid.workbook.content import Content

Files = Mapping["DocumentKind", Path]
"""Where the aid goes that is made alone, and the sheet beside it where one is asked for."""

MOST_AGAIN = 1_000
"""How often the aid of one appointment may be made alone."""


def files_of(name: str, content: Content, asked: Asked, output: Path, language: str, *,
             sheet: bool) -> Files:
    """The files of a paper in a language, called `name`: an appointment's id, or that of
    nobody."""
    from sdaid import steps
    from sdaid.batch.documents import file_name, sheet_name

    path = output / file_name(
        name, (asked.format, steps.paper(asked, content)), content.decision.paper.value,
        language=language if language != content.decision.language else "", draft=asked.draft)
    return {"aid": path, "sheet": path.with_name(sheet_name(path.stem))} if sheet else {"aid": path}


def refuse_places(files: Files) -> None:
    """`CannotGoOnError` where one of the files would take another's place."""
    from sdaid.batch.folder import refuse_place

    for path in files.values():
        refuse_place(path)


def free_files(files: Files, pdfs: Sequence[bytes]) -> Files:
    """The `files` for these PDFs; with a number behind their name where there are others, as for
    an aid that is made once more. No file is overwritten but by what it holds already.
    `CannotGoOnError` where they would lie in the folder of a list's run."""
    from sdaid.batch.folder import refuse_place

    for number in range(1, MOST_AGAIN):
        tail = "" if number == 1 else f"-{number}"
        named = {kind: path.with_name(f"{path.stem}{tail}{path.suffix}")
                 for kind, path in files.items()}
        there = [path for path in named.values() if os.path.lexists(path)]
        if not there:
            refuse_places(named)
        if not there or all(path.is_file() and not path.is_symlink() and path.read_bytes() == pdf
                            for path, pdf in zip(named.values(), pdfs, strict=True)):
            return named
    refuse_place(files["aid"])
    return files


def plan_single(visit: Appointment, content: Content, asked: Asked) -> tuple[Plan, Rows]:
    """The plan of the one visit of a patient at the desk, and the visit as a list of one.
    `CannotGoOnError` where the content will be overdue on its day."""
    from sdaid import plans, steps

    rows: Rows = lambda: [(1, visit, [])]  # noqa: E731 - a list of one
    planned = steps.plan_run(rows, content, asked)
    plans.refuse_overdue(planned)
    return planned, rows


def drawn(press: Press, documents: Sequence[Document]) -> tuple[list[bytes], list[Problem]]:
    """The PDFs of all `documents`, or what keeps the first of them from being made."""
    pdfs = []
    for document in documents:
        pdf, problems = press.draw(document)
        if problems:
            return [], problems
        pdfs.append(pdf)
    return pdfs, []


def note_edition(ledger: Ledger, content: Content, press: Press, single: Single) -> None:
    """Write down that papers are made of this content, the whole workbook's, by the press of their
    language; for a patient, at the desk. Drafts are not written down."""
    from sdaid.editions import note_editions

    if not press.draft:
        note_editions(ledger, content, [press.language],
                      desk=press.today if single.visit else None)


def write_files(files: Files, pdfs: Sequence[bytes], single: Single, press: Press, ledger: Ledger
                ) -> None:
    """Write papers that are made alone, by the press of their language. The ledger knows of each
    before it is there, so that none is ever handed out of which it does not know."""
    from sdaid.batch.folder import make_folder, write_whole
    from sdaid.ledger.enter import enter_single

    make_folder(files["aid"].parent)
    for (kind, path), pdf in zip(files.items(), pdfs, strict=True):
        enter_single(ledger, path, pdf, replace(single, kind=kind), press)
        write_whole(path, pdf)
