"""The evidence books in a run's folder, made again only where they have changed."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from sdaid.batch.documents import BOOK, Kind, file_name, is_whole
from sdaid.batch.folder import write_whole
from sdaid.batch.manifest import MadeFile
from sdaid.batch.press import Press
from sdaid.batch.work import page_count
from sdaid.problems import CannotGoOnError, ExitCode


def make_book(press: Press, kind: Kind, folder: Path, known: Mapping[str, MadeFile], *,
              own: str) -> MadeFile:
    """The evidence book of a format and paper in `folder`, in the language of the press: the one of
    an earlier run where it is the same, otherwise a new one. `own` is the workbook's language,
    which names no file. `CannotGoOnError` where it cannot be drawn or written."""
    language = press.language
    name = file_name(BOOK, kind, press.content.decision.paper.value,
                     language=language if language != own else "")
    mark, there = press.book_fingerprint(*kind), known.get(name)
    if there and there.fingerprint == mark and is_whole(folder / name, there.sha256):
        return there
    pdf, problems = press.book(*kind)
    if problems:
        raise CannotGoOnError(problems, ExitCode.UNUSABLE)
    write_whole(folder / name, pdf)
    return MadeFile("book", name, sha256(pdf).hexdigest(), page_count(pdf), *kind, mark, language)
