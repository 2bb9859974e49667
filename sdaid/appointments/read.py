"""The doors of this package: an appointment list of any kind in, the same records out."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sdaid.appointments.columns import APPOINTMENTS, Appointment, PartlyRead
from sdaid.appointments.profile import Wanted
from sdaid.appointments.understood import Understood
from sdaid.problems import Place, Problem, problem, stops
from sdaid.sheets.columns import Sheet
from sdaid.sheets.device import NO_FILE, is_device
from sdaid.sheets.headings import find_headings
from sdaid.sheets.lines import StreamedRow, row_by_row
from sdaid.sheets.markup import UnfitFileError
from sdaid.sheets.records import RecordMaker
from sdaid.staff import mark

if TYPE_CHECKING:
    from sdaid.appointments.list_table import ListTable

Row = tuple[int, Appointment | PartlyRead | None, list[Problem]]
"""A row's number, its appointment or what can be read of it, its own problems. None for a line that
is no row of the list."""

Rows = Callable[[], Iterable[Row]]
"""Reads the list from its start, each time it is called, in flat memory."""

@dataclass(frozen=True)
class AppointmentList:
    """A list that can be used: read it with `rows`; `sha256` is of its file. `facts` is the file
    of patient facts that was joined to it, with its sha256, `profile` the clinic's profile, `dates`
    the order of dates that the call told."""

    path: Path
    sha256: str
    rows: Rows
    understood: Understood
    facts: tuple[Path, str] | None = None
    profile: tuple[Path, str] | None = None
    dates: str = ""

    @property
    def unchanged(self) -> bool:
        """Whether the files still hold what they held when they were first read."""
        used = [(self.path, self.sha256), self.facts, self.profile]
        return all(checksum(each[0]) == each[1] for each in used if each)


def read_list(path: Path, wanted: Wanted
              ) -> tuple[AppointmentList | None, Understood, list[Problem]]:
    """The appointment list at `path`, what was understood of it, and the problems of it as a
    whole; no list where it cannot be used. A row's problems come with it."""
    if unreadable := _unreadable(path):
        return None, Understood(path.name), [unreadable]
    if path.is_dir() or _kind(path) == "fhir":
        from sdaid.appointments.fhir import stream_fhir

        told = Understood(path.name, kind="FHIR", language=wanted.language)
        problems, rows = stream_fhir(path)
        first = _Once(rows)

        def fhir() -> Iterator[StreamedRow]:
            return first.take() or stream_fhir(path)[1]

        return _usable(path, fhir, told, problems)
    return _read_table(path, wanted)


def _read_table(path: Path, wanted: Wanted
                ) -> tuple[AppointmentList | None, Understood, list[Problem]]:
    made, told, problems = understand(path, wanted)
    return _usable(path, made.rows if made else None, told, problems)


def understand(path: Path, wanted: Wanted
               ) -> tuple[ListTable | None, Understood, list[Problem]]:
    """The list that is a table at `path`, what was understood of it, and what is wrong with it as a
    whole, which may stop it; none where it has no headings, or is no table."""
    if unreadable := _unreadable(path):
        return None, Understood(path.name), [unreadable]
    if path.is_dir() or _kind(path) == "fhir":
        return None, Understood(path.name), [problem("list-fhir", Place(path.name))]
    from sdaid.appointments.list_table import understand_table
    from sdaid.appointments.open_table import open_table
    from sdaid.appointments.vocabulary import Vocabulary

    names = Vocabulary(wanted.facts)
    try:
        table, problems = open_table(path, APPOINTMENTS, names, wanted.profile)
        if table is None:
            return None, Understood(path.name), problems
        made, told, found = understand_table(table, names, wanted)
    except UnfitFileError as error:
        return None, Understood(path.name), [error.at(Place(path.name))]
    return made, told, problems + found


def _usable(path: Path, rows: Callable[[], Iterator[StreamedRow]] | None, told: Understood,
            problems: list[Problem]) -> tuple[AppointmentList | None, Understood, list[Problem]]:
    if rows is None or stops(problems):
        return None, told, problems

    def again() -> Iterator[Row]:
        for number, record, found in rows():
            known = record if isinstance(record, Appointment | PartlyRead) else None
            yield number, _named(known) if known and told.made_ids else known, found

    return AppointmentList(path, checksum(path), again, told), told, problems


def _named(visit: Appointment | PartlyRead) -> Appointment | PartlyRead:
    """The visit with an id made from patient and day, so that it stays the same visit when its
    time is moved."""
    if not visit.patient_id or visit.visit_date is None:
        return visit.model_copy(update={"id": ""})
    bare = "".join(visit.patient_id.split()).casefold()
    made = sha256(f"{bare} {visit.visit_date.isoformat()}".encode()).digest()
    return visit.model_copy(update={"id": f"V-{b32encode(made)[:12].decode()}"})


class _Once:
    """The rows that were opened while the list was looked through, for the first reader."""

    def __init__(self, rows: Iterator[StreamedRow]) -> None:
        self._rows: Iterator[StreamedRow] | None = rows

    def take(self) -> Iterator[StreamedRow] | None:
        rows, self._rows = self._rows, None
        return rows


def stream_table(path: Path, sheet: Sheet, extra: Mapping[str, str]
                 ) -> tuple[list[Problem], Iterator[StreamedRow]]:
    """The problems of an .xlsx or CSV table other than a list as a whole, and its rows in flat
    memory."""
    if unreadable := _unreadable(path):
        return [unreadable], iter(())
    if _kind(path) != "text":
        from sdaid.sheets.reading import stream_sheet

        return stream_sheet(path, sheet, extra)
    from sdaid.appointments.delimited import open_text
    from sdaid.sheets.headings import SEARCHED, Names, unheaded

    try:
        text, problems = open_text(path, Names(sheet, extra).match)
        early = text.early(SEARCHED)
        headings, found = find_headings(text.place, early, sheet, extra)
        if not headings.row:
            return problems + found, iter(())
        look = text.look(headings)
    except UnfitFileError as error:
        return [error.at(Place(path.name))], iter(())
    header = next(row for row in early if row[0].row == headings.row)
    problems += found + unheaded(text.place, headings, header, look.last)
    maker = RecordMaker(text.place, sheet)
    return problems, row_by_row(text.lines(headings, look), headings, maker)


def checksum(path: Path) -> str:
    """The sha256 of a file, or of a folder's files one after another."""
    total = sha256()
    for each in sorted(path.iterdir()) if path.is_dir() else [path]:
        if each.is_file():
            with each.open("rb") as file:
                while piece := file.read(1 << 20):
                    total.update(piece)
    return total.hexdigest()


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
        why = getattr(error, "strerror", None) or mark("its name or place cannot be used")
        return problem("file-unreadable", place, why=why)
    return None


def _kind(path: Path) -> str:
    from sdaid.appointments.open_table import kind_of

    return kind_of(path)
