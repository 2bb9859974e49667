"""What the documents of a run beside its aids are called: sheets of visits, evidence books."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.aid.edition import PageFormat, PaperName
from sdaid.batch.manifest import Ended, MadeFile

if TYPE_CHECKING:
    from hashlib import _Hash

BOOK, SHEET = "evidence-book", "-sheet"
"""How the names of these documents begin and end. An appointment id has neither."""

Kind = tuple[PageFormat, PaperName]


def sheet_name(appointment: str) -> str:
    """The file name of the sheet beside the aid of an appointment."""
    return f"{appointment}{SHEET}.pdf"


def file_name(name: str, kind: Kind, own_paper: str, *, language: str = "", draft: bool = False
              ) -> str:
    """The file name of a document in a format and on a paper. What is not usual is named; the
    usual paper is the workbook's own, and so is the language, which is named where it is another.
    A draft never takes the place of the document."""
    format_, paper = kind
    parts = [name, *([language] if language else []), *([format_] if format_ != "standard" else []),
             *([paper] if paper != own_paper else []), *(["draft"] if draft else [])]
    return f"{'-'.join(parts)}.pdf"


def is_taken(id_: str) -> bool:
    """Whether the aid of an appointment `id_` would have the name of another document."""
    return id_.casefold().startswith(BOOK) or id_.casefold().endswith(SHEET)


def files_of(ended: Iterable[Ended], books: Iterable[MadeFile]) -> dict[str, str]:
    """Every file of a run by its name, and what it is called where it is removed: an aid by its
    appointment, any other by its own name."""
    found = {}
    for each in ended:
        found.update({file.file: Path(file.file).stem for file in each.beside})
        if each.file:
            found[each.file] = each.id
    return found | {book.file: Path(book.file).stem for book in books}


def checksum_of(parts: Sequence[bytes]) -> str:
    """The sha256 of a file in `parts`. The first of several is the start that many files share, and
    most of their bytes: it is gone through once for all of them."""
    first, *others = parts or (b"",)
    total = _gone_through(first).copy() if others else sha256(first)
    for part in others:
        total.update(part)
    return total.hexdigest()


@lru_cache(maxsize=16)
def _gone_through(start: bytes) -> _Hash:
    return sha256(start)


def is_whole(path: Path, known: str) -> bool:
    """Whether the file at `path` is there with the checksum `known`."""
    try:
        return sha256(path.read_bytes()).hexdigest() == known
    except OSError:
        return False
