"""What a run made, as the file manifest.json in its folder: the ground on which everything that is
sent later stands. Ids only, no names."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from dataclasses import field as of_each
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from sdaid.aid.edition import PaperName
from sdaid.appointments.columns import Channel, Format
from sdaid.appointments.profile import DateOrder
from sdaid.batch.folder import FINISHED
from sdaid.batch.lifts import Lift, lift_from
from sdaid.problems import Place, Problem, problem

NAME = FINISHED
SCHEMA = 1

Status = Literal["made", "held", "skipped", "failed"]
DocumentKind = Literal["sheet", "book"]

DATES = ("", *(each.value for each in DateOrder))
WORDS: Mapping[str, Collection[str]] = {
    "status": get_args(Status), "kind": get_args(DocumentKind),
    "format": ("", *(each.value for each in Format)), "paper": ("", *get_args(PaperName)),
    "channel": ("", *(each.value for each in Channel)),
}
"""The words that a manifest may hold in the fields that know few; those of what was not made may be
empty."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A document of a run beside the aids: the sheet of a visit, or an evidence book. While
    `fingerprint` is the same, a book need not be made again; a sheet has that of its aid. Its
    `language` is empty where it was made by a program that knew one language alone."""

    kind: DocumentKind
    file: str
    sha256: str
    pages: int
    format: str
    paper: str
    fingerprint: str = ""
    language: str = ""


@dataclass(frozen=True)
class WorkbookUsed:
    """The workbook of a run, at its whole path. `content_sha256` is of what it says, however it
    was saved."""

    file: str
    sha256: str
    content_version: str
    content_sha256: str
    condition: str


@dataclass(frozen=True)
class ListUsed:
    """The appointment list of a run, at its whole path; whoever reads it again proves its
    checksum first."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Ended:
    """How one appointment ended. `cell` is where the list has it; `file`, `sha256`, `pages` and
    `fingerprint` are those of its aid, empty where none was made. `fingerprint` stands for all
    that went into the aid: while it is the same, the aid need not be made again. `made_from` is
    the id of the run whose workbook and list the aid was made from, where those of this manifest
    would make another aid; it is empty where the aid is what they make. `visit` is the day of the
    visit (ISO), empty where the list tells none that can be read. `beside` are the documents that
    were made beside the aid; with `wants_book` the evidence book goes out with it."""

    id: str
    cell: str
    status: Status
    reason: str = ""
    file: str = ""
    sha256: str = ""
    pages: int = 0
    format: str = ""
    paper: str = ""
    language: str = ""
    channel: str = ""
    fingerprint: str = ""
    made_from: str = ""
    visit: str = ""
    beside: tuple[MadeFile, ...] = ()
    wants_book: bool = False


Part = TypeVar("Part", Ended, MadeFile, ListUsed, WorkbookUsed)


@dataclass(frozen=True)
class Manifest:
    """A run: what went in, and every appointment of its list, in the list's order. `facts` is the
    file of patient facts that was joined to the list, `profile` the clinic's profile of its lists,
    `dates` the order of dates that the call told; `zone` names the clinic's time zone. Each of
    these is empty where the run was given none. `books` are the evidence books, one for each
    language, format and paper of its aids. `translations` are the checksums of what the workbook
    says in each other language of the run's aids, by the language. `lifted` are the
    holds that a person had lifted."""

    program: str
    batch: str
    draft: bool
    today: date
    workbook: WorkbookUsed
    list: ListUsed
    templates_sha256: str
    appointments: tuple[Ended, ...]
    facts: ListUsed | None = None
    zone: str = ""
    profile: ListUsed | None = None
    dates: str = ""
    books: tuple[MadeFile, ...] = ()
    lifted: tuple[Lift, ...] = ()
    translations: Mapping[str, str] = of_each(default_factory=dict)

    def content_of(self, ended: Ended) -> str:
        """The checksum of what the workbook says in the language of an aid."""
        return self.translations.get(ended.language, self.workbook.content_sha256)

    def book_for(self, ended: Ended) -> MadeFile | None:
        """The evidence book that goes out with an aid; None where none does, or none is there."""
        if not ended.wants_book:
            return None
        return next((book for book in self.books
                     if (book.format, book.paper) == (ended.format, ended.paper)
                     and book.language in ("", ended.language)), None)


ENDED = tuple(field.name for field in fields(Ended))


def recorded(ended: Ended) -> dict[str, Any]:
    """`ended` as JSON has it. `asdict` copies each text, which takes ten times as long."""
    told = {name: getattr(ended, name) for name in ENDED}
    return told | {"beside": [asdict(each) for each in ended.beside]}


def as_text(manifest: Manifest) -> Iterator[str]:
    """The manifest as JSON, piece by piece, with each appointment on a line of its own."""
    head: dict[str, Any] = {
        "schema": SCHEMA, "program": manifest.program, "batch": manifest.batch,
        "draft": manifest.draft, "today": manifest.today.isoformat(),
        "workbook": asdict(manifest.workbook), "list": asdict(manifest.list),
        "facts": asdict(manifest.facts) if manifest.facts else None, "zone": manifest.zone,
        "profile": asdict(manifest.profile) if manifest.profile else None, "dates": manifest.dates,
        "templates_sha256": manifest.templates_sha256,
        "translations": dict(manifest.translations),
        "books": [asdict(book) for book in manifest.books],
        "lifted": [each.as_told() for each in manifest.lifted],
    }
    opened = json.dumps(head, ensure_ascii=False, indent=1)
    yield opened.removesuffix("\n}") + ',\n "appointments": ['
    for number, ended in enumerate(manifest.appointments):
        yield (",\n  " if number else "\n  ") + json.dumps(recorded(ended), ensure_ascii=False)
    yield "\n ]\n}\n"


def load(folder: Path) -> tuple[Manifest | None, list[Problem]]:
    """The manifest of the run in `folder`; none where it is missing, damaged or of another
    program's making."""
    path = folder / NAME
    place = Place(str(path))
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None, [problem("manifest-missing", place)]
    except OSError as error:
        return None, [problem("file-unreadable", place, why=error.strerror or error)]
    except (ValueError, RecursionError):
        return None, [problem("manifest-damaged", place, why="it is not JSON")]
    if not isinstance(read, dict) or read.get("schema") != SCHEMA:
        found = read.get("schema", "none") if isinstance(read, dict) else "none"
        return None, [problem("manifest-schema", place, found=found, allowed=SCHEMA)]
    try:
        return _understood(read), []
    except (KeyError, TypeError, ValueError) as error:
        return None, [problem("manifest-damaged", place, why=f"{type(error).__name__}: {error}")]


def _understood(read: dict[str, Any]) -> Manifest:
    return Manifest(
        program=read["program"], batch=read["batch"], draft=read["draft"],
        today=date.fromisoformat(read["today"]),
        workbook=_checked(WorkbookUsed(**read["workbook"])),
        list=_checked(ListUsed(**read["list"])), templates_sha256=read["templates_sha256"],
        appointments=tuple(ended_from(each) for each in read["appointments"]),
        facts=_checked(ListUsed(**read["facts"])) if read.get("facts") else None,
        zone=_zone(str(read.get("zone", ""))),
        profile=_checked(ListUsed(**read["profile"])) if read.get("profile") else None,
        dates=_allowed("dates", str(read.get("dates", "")), DATES),
        books=tuple(made_file_from(each) for each in read.get("books", ())),
        lifted=tuple(lift_from(each) for each in read.get("lifted", ())),
        translations={str(language): str(sum_)
                      for language, sum_ in read.get("translations", {}).items()})


def ended_from(read: dict[str, Any]) -> Ended:
    """How an appointment ended, as JSON has it. Raises TypeError or ValueError where it is
    something else."""
    return _checked(Ended(**{**read, "beside": tuple(map(made_file_from, read.get("beside", ())))}))


def made_file_from(read: dict[str, Any]) -> MadeFile:
    """A document beside the aids, as JSON has it. Raises as `ended_from`."""
    return _checked(MadeFile(**read))


def _checked(part: Part) -> Part:
    """`part`. ValueError where a field that knows few words holds another, TypeError where a text
    is none."""
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name in WORDS:
            _allowed(field.name, value, WORDS[field.name])
        elif field.type == "str" and not isinstance(value, str):
            raise TypeError(f"{field.name} is no text")
    return part


def _allowed(name: str, value: str, words: Collection[str]) -> str:
    if value not in words:
        raise ValueError(f"“{value}” is none of the words for {name}")
    return value


def _zone(name: str) -> str:
    """The name of a time zone, or nothing. ValueError where there is no such zone."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name).key if name else ""
    except (LookupError, OSError) as error:
        raise ValueError(f"“{name}” is no time zone") from error
