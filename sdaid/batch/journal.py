"""What a run has made so far: a line for each aid, so that a run that was killed goes on where it
stopped. At the end the manifest takes its place; a folder without one is not finished."""

from __future__ import annotations

import json
from collections.abc import Iterable, Set
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import IO, Self

from sdaid.batch.folder import JOURNAL, cannot_write, sync, write_whole
from sdaid.batch.manifest import (
    NAME,
    Ended,
    MadeFile,
    Manifest,
    as_text,
    ended_from,
    load,
    made_file_from,
    recorded,
)
from sdaid.problems import CannotGoOnError, ExitCode, Place, first_few, problem
from sdaid.staff import mark, translate

OTHER_PLACE = mark("choose another folder with --output, or move that one away")


class Journal:
    """The journal of a run folder. `before` holds, by id, how appointments ended in earlier runs,
    each aid with the run that it was made from; `books` are the evidence books that they made, by
    file; `decision` is the condition whose aids the folder holds, empty where it is new."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.before: dict[str, Ended] = {}
        self.books: dict[str, MadeFile] = {}
        self.decision = ""
        manifest, found = load(folder)
        if manifest:
            self.decision = manifest.workbook.condition
            self.before = {each.id: _made_from(each, manifest.batch)
                           for each in manifest.appointments}
            self.books = {book.file: book for book in manifest.books}
        elif found[0].code == "manifest-schema":
            raise CannotGoOnError(found, ExitCode.CANNOT_WRITE)
        self._read_lines()
        self._file: IO[str] | None = None
        self._one_by_one = Lock()  # books are noted by a thread of their own

    def refuse_other(self, decision: str, ids: Set[str], today: date, *, same_list: bool) -> None:
        """`CannotGoOnError` where the folder holds the aids of another decision, or of another
        list: one that has none of its appointments, or fewer than half of those whose visit is
        today or later. With `same_list` a person has said that the list is the same one."""
        found, do = "", OTHER_PLACE
        if self.decision and self.decision != decision:
            found = f"“{self.decision}”"
        elif self.before and not same_list:
            found = self._other_list(ids, today)
            do = translate("{do}; if it is the same list, corrected, say --same-list").format(
                do=translate(OTHER_PLACE))
        if found:
            raise CannotGoOnError(
                [problem("folder-other-list", Place(str(self.folder)), found=found, do=do)],
                ExitCode.CANNOT_WRITE)

    def _other_list(self, ids: Set[str], today: date) -> str:
        """Why the list with `ids` is not that of the folder; empty where it may be."""
        coming = [each.id for each in self.before.values()
                  if each.file and (not each.visit or each.visit >= today.isoformat())]
        gone = [name for name in coming if name not in ids]
        if self.before.keys().isdisjoint(ids):
            found = translate("none of its appointments is in this one")
        elif 2 * len(gone) > len(coming):
            found = translate("{n} of its {of} coming visits are in this one").format(
                n=len(coming) - len(gone), of=len(coming))
        else:
            return ""
        return translate("{found}; the aids of these would go: {ids}").format(
            found=found, ids=first_few(gone)) if gone else found

    def start(self, decision: str) -> None:
        """Go on from what was made before. From now on the folder is not finished."""
        path = self.folder / JOURNAL
        lines = [json.dumps({"decision": decision}),
                 *(json.dumps({"book": asdict(book)}) for book in self.books.values()),
                 *(json.dumps(recorded(each)) for each in self.before.values())]
        write_whole(path, (f"{line}\n".encode() for line in lines))
        try:
            (self.folder / NAME).unlink(missing_ok=True)
            self._file = path.open("a", encoding="utf-8")
        except OSError as error:
            raise cannot_write(path, error) from error

    def add(self, made: Iterable[Ended], run: str) -> None:
        """Note aids of the run of that id; their files are whole."""
        self._note(*(recorded(each) | {"made_from": each.made_from or run} for each in made))

    def add_book(self, book: MadeFile) -> None:
        """Note an evidence book; its file is whole."""
        self._note({"book": asdict(book)})

    def _note(self, *told: dict[str, object]) -> None:
        assert self._file is not None  # noqa: S101 - start comes first
        try:
            with self._one_by_one:
                self._file.write("".join([f"{json.dumps(each)}\n" for each in told]))
                self._file.flush()
        except OSError as error:
            raise cannot_write(self.folder / JOURNAL, error) from error

    def finish(self, manifest: Manifest) -> None:
        """The run is done: write its manifest, and drop the journal."""
        write_whole(self.folder / NAME, (piece.encode() for piece in as_text(manifest)))
        self._close()
        (self.folder / JOURNAL).unlink(missing_ok=True)
        sync(self.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._close()

    def _close(self) -> None:
        if self._file is not None:
            file, self._file = self._file, None
            file.close()

    def _read_lines(self) -> None:
        try:
            lines = (self.folder / JOURNAL).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return
        for line in lines.splitlines():
            try:
                told = json.loads(line)
                if "decision" in told:
                    self.decision = told["decision"]
                elif "book" in told:
                    book = made_file_from(told["book"])
                    self.books[book.file] = book
                else:
                    ended = ended_from(told)
                    self.before[ended.id] = ended
            except (ValueError, TypeError):
                continue  # the run was killed while it wrote this line


def _made_from(ended: Ended, run: str) -> Ended:
    """`ended` with the run that its aid was made from said, be it the present one."""
    return replace(ended, made_from=ended.made_from or run) if ended.file else ended
