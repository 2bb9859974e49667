"""The doors of this package: an appointment list of any kind in, the same records out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sdaid.appointments.columns import APPOINTMENTS, Appointment, PartlyRead
from sdaid.problems import Place, Problem, problem, stops
from sdaid.sheets.columns import Sheet
from sdaid.sheets.device import NO_FILE, is_device
from sdaid.sheets.lines import StreamedRow

Row = tuple[int, Appointment | PartlyRead | None, list[Problem]]
"""A row's number, its appointment or what can be read of it, its own problems. None for a line that
is no row of the list."""

Rows = Callable[[], Iterable[Row]]
"""Reads the list from its start, each time it is called, in flat memory."""

BOOKS = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".numbers")
TEXTS = (".csv", ".tsv", ".tab", ".txt")
FHIR = (".json", ".ndjson", ".jsonl")
ARCHIVES = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff",
            b"\x1f\x8b")


@dataclass(frozen=True)
class AppointmentList:
    """A list that can be used: read it with `rows`; `sha256` is of its file. `facts` is the file
    of patient facts that was joined to it, with its sha256."""

    path: Path
    sha256: str
    rows: Rows
    facts: tuple[Path, str] | None = None

    @property
    def unchanged(self) -> bool:
        """Whether the files still hold what they held when they were first read."""
        used = [(self.path, self.sha256), *([self.facts] if self.facts else [])]
        return all(checksum(path) == known for path, known in used)


def read_list(path: Path, facts: Mapping[str, str]) -> tuple[AppointmentList | None, list[Problem]]:
    """The appointment list at `path`, and the problems of it as a whole; none where it cannot be
    used. `facts` maps headings of patient facts to their names. A row's problems come with it."""
    problems, rows = _stream(path, APPOINTMENTS, facts)
    if stops(problems):
        return None, problems
    first = _Once(rows)

    def again() -> Iterator[Row]:
        for number, record, found in first.take() or _stream(path, APPOINTMENTS, facts)[1]:
            yield (number, record if isinstance(record, Appointment | PartlyRead) else None,
                   found)

    return AppointmentList(path, checksum(path), again), problems


class _Once:
    """The rows that were opened while the list was looked through, for the first reader."""

    def __init__(self, rows: Iterator[StreamedRow]) -> None:
        self._rows: Iterator[StreamedRow] | None = rows

    def take(self) -> Iterator[StreamedRow] | None:
        rows, self._rows = self._rows, None
        return rows


def stream_table(path: Path, sheet: Sheet, extra: Mapping[str, str]
                 ) -> tuple[list[Problem], Iterator[StreamedRow]]:
    """The problems of an .xlsx or CSV table as a whole, and its rows in flat memory."""
    if found := _unreadable(path):
        return [found], iter(())
    if _kind(path) == "text":
        from sdaid.appointments.delimited import stream_text

        return stream_text(path, sheet, extra)
    from sdaid.sheets.reading import stream_sheet

    return stream_sheet(path, sheet, extra)


def checksum(path: Path) -> str:
    """The sha256 of a file, or of a folder's files one after another."""
    total = sha256()
    for each in sorted(path.iterdir()) if path.is_dir() else [path]:
        if each.is_file():
            with each.open("rb") as file:
                while piece := file.read(1 << 20):
                    total.update(piece)
    return total.hexdigest()


def _stream(path: Path, sheet: Sheet, facts: Mapping[str, str]
            ) -> tuple[list[Problem], Iterator[StreamedRow]]:
    if (path.is_dir() or _kind(path) == "fhir") and not _unreadable(path):
        from sdaid.appointments.fhir import stream_fhir

        return stream_fhir(path)
    return stream_table(path, sheet, facts)


def _unreadable(path: Path) -> Problem | None:
    """What the system says where the file cannot be opened at all."""
    place = Place(path.name)
    if is_device(path):
        return problem("file-unreadable", place, why=NO_FILE)
    try:
        if not path.is_dir():
            with path.open("rb") as file:
                file.read(1)
    except FileNotFoundError:
        return problem("file-missing", place)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name or place cannot be used"
        return problem("file-unreadable", place, why=why)
    return None


def _kind(path: Path) -> str:
    """book, text or fhir: by the name, but what is an archive inside is no text."""
    ending = path.suffix.lower()
    if ending in BOOKS or path.name.startswith("~$") or is_device(path):
        return "book"
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except (OSError, ValueError):
        return "book"
    if start.startswith(ARCHIVES):
        return "book"
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if ending in FHIR or (ending not in TEXTS and text.startswith((b"{", b"["))):
        return "fhir"
    if text.lower().startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        return "book"
    return "text"
