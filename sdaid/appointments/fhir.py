"""Lists as FHIR R4 JSON: a Bundle of Appointments with their Patients, or a bulk export, in which
each line of a file (or of a folder's files) is one resource."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sdaid.appointments.columns import PartlyRead
from sdaid.appointments.fhir_patients import (
    BundlePatients,
    ExportedPatients,
    Patients,
    Resource,
    parsed,
)
from sdaid.appointments.fhir_visit import visit
from sdaid.problems import Place, Problem, problem
from sdaid.sheets.columns import Origin
from sdaid.sheets.lines import StreamedRow
from sdaid.sheets.markup import UnfitFileError
from sdaid.staff import mark, translate

MOST_BUNDLE_BYTES = 500_000_000
"""A Bundle is read at once; more than this comes as a bulk export."""

BUNDLES = ("searchset", "collection")


def stream_fhir(path: Path) -> tuple[list[Problem], Iterator[StreamedRow]]:
    """The problems of the list as a whole, and its Appointments one after another."""
    place = Place(path.name)
    try:
        if path.is_dir() or _is_bulk(path):
            return _stream_export(path)
        return _stream_bundle(path)
    except UnfitFileError as error:
        return [error.at(place)], iter(())
    except OSError as error:
        return [problem("file-unreadable", place, why=error.strerror or error)], iter(())


def _is_bulk(path: Path) -> bool:
    """Whether the first line is a whole resource that is not a Bundle."""
    with path.open("rb") as file:
        first = file.readline(1 << 20)
    if path.suffix.lower() in (".ndjson", ".jsonl"):
        return True
    try:
        read = json.loads(first.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    several = path.stat().st_size > len(first.rstrip()) + len("\ufeff".encode()) + 2
    return several and isinstance(read, dict) and read.get("resourceType") in (
        "Appointment", "Patient")


def _stream_bundle(path: Path) -> tuple[list[Problem], Iterator[StreamedRow]]:
    if path.stat().st_size > MOST_BUNDLE_BYTES:
        raise UnfitFileError("list-kind", found="a Bundle of over 500 MB")
    bundle = _json(path.read_bytes())
    if not isinstance(bundle, dict) or not isinstance(bundle.get("resourceType"), str):
        raise UnfitFileError("fhir-damaged", why="it names no resource type")
    if bundle["resourceType"] != "Bundle":
        raise UnfitFileError("fhir-single", found=_kind(bundle["resourceType"]))
    if bundle.get("type") == "message":
        raise UnfitFileError("fhir-message", found=_event(bundle))
    if bundle.get("type") not in BUNDLES:
        raise UnfitFileError("fhir-bundle-type", found=_code(bundle.get("type")))
    entries = [each for each in _list(bundle.get("entry")) if isinstance(each, dict)]
    resources = [(str(each.get("fullUrl") or ""), each.get("resource")) for each in entries]
    wanted = [(number, url, each) for number, (url, each) in enumerate(resources, start=1)
              if isinstance(each, dict) and each.get("resourceType") == "Appointment"]
    patients = BundlePatients((url, each) for url, each in resources if isinstance(each, dict))
    problems = _whole(path, bool(wanted), patients.some or any(
        each.get("contained") for _, _, each in wanted))
    if any(isinstance(link, dict) and link.get("relation") == "next"
           for link in _list(bundle.get("link"))):
        problems.append(problem("fhir-paging", Place(path.name), found=len(wanted),
                                total=_total(bundle.get("total"))))
    return problems, (_row(number, Place(path.name, f"entry {number}"), each, patients, url)
                      for number, url, each in wanted)


def _stream_export(path: Path) -> tuple[list[Problem], Iterator[StreamedRow]]:
    """The lines are read twice: once for where each Patient stands, once for the Appointments."""
    files = sorted(each for each in path.iterdir() if each.suffix.lower() in (".ndjson", ".jsonl")
                   ) if path.is_dir() else [path]
    if not files:
        raise UnfitFileError("list-kind", found="a folder without .ndjson files")
    patients = ExportedPatients(files)
    appointments = False
    for at, (_, start, line) in _lines(files):
        read = _resource(line)
        if isinstance(read, dict):
            appointments = appointments or read.get("resourceType") == "Appointment"
            if read.get("resourceType") == "Patient" and isinstance(read.get("id"), str):
                patients.note(read["id"], at, start, line)
    return _whole(path, appointments, patients.some), _exported(files, patients)


def _exported(files: list[Path], patients: ExportedPatients) -> Iterator[StreamedRow]:
    for at, (number, _, line) in _lines(files):
        read = _resource(line)
        place = Place(files[at].name, f"line {number}")
        if isinstance(read, str):
            nothing = PartlyRead(origin=Origin(place.file, place.sheet))
            yield number, nothing, [problem("fhir-line", place, why=read)]
        elif read.get("resourceType") == "Appointment":
            yield _row(number, place, read, patients)


def _lines(files: list[Path]) -> Iterator[tuple[int, tuple[int, int, bytes]]]:
    """Each line that holds something: its file, its number, where it starts, its bytes."""
    for at, path in enumerate(files):
        with path.open("rb") as file:
            number, start = 0, 0
            while line := file.readline(1 << 22):
                number += 1
                if line.strip():
                    yield at, (number, start, line)
                start += len(line)


def _resource(line: bytes) -> Resource | str:
    """The resource of a line; in words why it is none."""
    try:
        read = _json(line)
    except UnfitFileError:
        return mark("it is not JSON, or the file ends within it")
    if not isinstance(read, dict) or not isinstance(read.get("resourceType"), str):
        return mark("it names no resource type")
    return read


def _row(number: int, place: Place, appointment: Resource, patients: Patients, base: str = ""
         ) -> StreamedRow:
    record, problems = visit(appointment, place, patients, base)
    return number, record, problems


def _whole(path: Path, appointments: bool, patients: bool) -> list[Problem]:
    if not appointments:
        return [problem("fhir-no-appointments", Place(path.name))]
    return [] if patients else [problem("fhir-no-patients", Place(path.name))]


def _kind(value: str) -> str:
    """The type of a resource; whatever else stands there may be anything."""
    return value if re.fullmatch(r"[A-Z][A-Za-z]{1,40}", value) else "…"


def _event(bundle: Resource) -> str:
    """What a message is about, by the code in its header."""
    for each in _list(bundle.get("entry")):
        header = each.get("resource") if isinstance(each, dict) else None
        if isinstance(header, dict) and header.get("resourceType") == "MessageHeader":
            event = header.get("eventCoding")
            return _code(event.get("code") if isinstance(event, dict) else None)
    return "…"


def _code(value: Any) -> str:
    """A code as FHIR has them; whatever else stands there may be somebody's name."""
    is_code = isinstance(value, str) and re.fullmatch(r"[a-z-]{1,30}", value)
    return str(value) if is_code else "…"


def _total(value: Any) -> object:
    return value if type(value) is int and 0 <= value < 10**9 else translate("an unknown number")


def _list(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else ()


def _json(content: bytes) -> Any:
    try:
        return parsed(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        why = translate("line {line}: {found}").format(
                line=error.lineno, found=error.msg) if isinstance(error, json.JSONDecodeError) \
            else mark("it is not UTF-8, or nested too deeply")
        raise UnfitFileError("fhir-damaged", why=why) from None
