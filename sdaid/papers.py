"""The steps of what a run has made: its papers, each proved to be what was made, and all of a kind
in one PDF for the printer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sdaid.problems import CannotGoOnError, ExitCode, Place, Problem, problem

if TYPE_CHECKING:
    from sdaid.batch.manifest import Ended, MadeFile, Manifest

PaperKind = Literal["aid", "sheet", "book"]

MOST_TOGETHER = 200
"""Papers in one PDF for the printer; a run of more has several such PDFs."""


@dataclass(frozen=True)
class Paper:
    """A paper of a run: of the appointment `id`, empty for an evidence book. One that is `older`
    was made from other content than the run's, and must not be handed out."""

    id: str
    kind: PaperKind
    path: Path
    sha256: str
    pages: int
    format: str
    paper: str
    older: bool = False


@dataclass(frozen=True)
class Together:
    """Papers in one PDF, in their order, each from a sheet of its own; those that were left out,
    each with why."""

    pdf: bytes
    papers: tuple[Paper, ...]
    left_out: tuple[tuple[Paper, Problem], ...]


def run_of(folder: Path) -> Manifest:
    """The finished run in `folder`. `CannotGoOnError` where there is none."""
    from sdaid.batch.manifest import load

    made, problems = load(folder)
    if made is None:
        raise CannotGoOnError(problems, ExitCode.UNUSABLE)
    return made


def papers_of(folder: Path, made: Manifest, kind: PaperKind) -> list[Paper]:
    """The papers of a kind that lie in the folder of a run, in the list's order."""
    if kind == "book":
        return [_beside(folder, "", each, older=False) for each in made.books]
    if kind == "aid":
        return [_aid(folder, each) for each in made.appointments if each.file]
    return [_beside(folder, ended.id, each, older=bool(ended.made_from))
            for ended in made.appointments for each in ended.beside if each.kind == kind]


def papers_for(folder: Path, made: Manifest, ended: Ended) -> dict[PaperKind, Paper]:
    """What there is for one appointment: the aid, its sheet, and the evidence book in its format
    and on its paper."""
    found: dict[PaperKind, Paper] = {"aid": _aid(folder, ended)} if ended.file else {}
    for each in ended.beside:
        found[each.kind] = _beside(folder, ended.id, each, older=bool(ended.made_from))
    for book in made.books if ended.file else ():
        if (book.format, book.paper) == (ended.format, ended.paper):
            found["book"] = _beside(folder, "", book, older=False)
    return found


def why_not(paper: Paper) -> Problem | None:
    """Why this paper may not be handed out: its file is not the one that was made, or is of other
    content."""
    from sdaid.batch.documents import is_whole

    place = Place(paper.path.name)
    if paper.older:
        return problem("mail-older", place)
    if not paper.path.is_file():
        return problem("file-missing", place)
    return None if is_whole(paper.path, paper.sha256) else problem("file-changed", place)


def together(papers: Sequence[Paper]) -> Together:
    """These papers in one PDF for the printer, at most `MOST_TOGETHER`, each proved.
    `CannotGoOnError` where none of them may be handed out."""
    from sdaid.mail.pdf import together as put_together

    good, left_out = [], []
    for each in papers[:MOST_TOGETHER]:
        found = why_not(each)
        if found:
            left_out.append((each, found))
        else:
            good.append(each)
    if not good:
        raise CannotGoOnError([found for _, found in left_out] or [problem("print-nothing")],
                              ExitCode.UNUSABLE)
    return Together(put_together(each.path for each in good), tuple(good), tuple(left_out))


def parts(papers: Sequence[Paper]) -> list[Sequence[Paper]]:
    """The papers in as many PDFs as they need."""
    return [papers[start:start + MOST_TOGETHER]
            for start in range(0, len(papers), MOST_TOGETHER)]


def _aid(folder: Path, ended: Ended) -> Paper:
    return Paper(ended.id, "aid", folder / Path(ended.file).name, ended.sha256, ended.pages,
                 ended.format, ended.paper, bool(ended.made_from))


def _beside(folder: Path, appointment: str, made: MadeFile, *, older: bool) -> Paper:
    return Paper(appointment, made.kind, folder / Path(made.file).name, made.sha256, made.pages,
                 made.format, made.paper, older)


def sheets_of(papers: Iterable[Paper]) -> int:
    """Sheets of paper that these papers need, printed on both sides."""
    return sum((each.pages + 1) // 2 for each in papers)
