"""Which Patient a FHIR reference means: contained, relative, absolute or urn:uuid."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from sdaid.staff import mark

Resource = dict[str, Any]

RELATIVE = re.compile(r"[A-Z][A-Za-z]+/[A-Za-z0-9\-.]{1,64}")
HALF = re.compile("[\ud800-\udfff]")
VERSION = re.compile(r"/_history/[^/]+$")


def parsed(text: str) -> Any:
    """JSON, in which half a character, as “\\ud800” is one, stands as the mark for what cannot be
    read. Raises ValueError."""
    read = json.loads(text, parse_constant=_refuse)
    return _mended(read) if "\\ud" in text.lower() else read


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _mended(read: Any) -> Any:
    if isinstance(read, str):
        return HALF.sub("\ufffd", read)
    if isinstance(read, dict):
        return {_mended(name): _mended(each) for name, each in read.items()}
    return [_mended(each) for each in read] if isinstance(read, list) else read


class Patients(Protocol):
    """Where the Patients of a list are found."""

    @property
    def some(self) -> bool:
        """Whether there is any Patient."""
        ...

    def find(self, reference: str, base: str) -> Resource | str:
        """The resource that `reference` means in an entry whose address is `base`; in words why
        none or no single one is."""
        ...


def plain(reference: str) -> str:
    """A reference without the version that it may name."""
    return VERSION.sub("", reference)


NOT_HERE = mark("its Patient is not in the list")
SEVERAL = mark("two different Patients have the id that it names")


class BundlePatients:
    """The resources of a Bundle by their addresses, and by type and id."""

    def __init__(self, entries: Iterable[tuple[str, Resource]]) -> None:
        self._by_address: dict[str, list[Resource]] = {}
        self._by_id: dict[str, list[Resource]] = {}
        self.some = False
        for address, resource in entries:
            kind = resource.get("resourceType")
            if kind not in ("Patient", "Practitioner", "Location"):
                continue
            self.some = self.some or kind == "Patient"
            _keep(self._by_address, plain(address), resource)
            if isinstance(resource.get("id"), str):
                _keep(self._by_id, f"{kind}/{resource['id']}", resource)

    def find(self, reference: str, base: str) -> Resource | str:
        reference = plain(reference)
        if not RELATIVE.fullmatch(reference):
            return only(self._by_address.get(reference, []))
        root = base.rsplit("/", 2)[0] if base.startswith(("http://", "https://")) else ""
        here = self._by_address.get(f"{root}/{reference}", []) if root else []
        return only(here or self._by_id.get(reference, []))


class ExportedPatients:
    """Where the line of each Patient of a bulk export starts; the lines stay in the files."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files
        self._starts: dict[str, tuple[int, int]] = {}
        self._differing: set[str] = set()

    @property
    def some(self) -> bool:
        return bool(self._starts)

    def note(self, id_: str, file: int, start: int, line: bytes) -> None:
        """The Patient `id_` is the `line` at `start` of the file of that number."""
        known = self._starts.setdefault(id_, (file, start))
        if known != (file, start) and self._line(*known).strip() != line.strip():
            self._differing.add(id_)

    def find(self, reference: str, base: str) -> Resource | str:  # noqa: ARG002 - one server
        kind, _, id_ = plain(reference).rpartition("/")
        if not kind.endswith("Patient") or id_ not in self._starts:
            return NOT_HERE
        if id_ in self._differing:
            return SEVERAL
        read = parsed(self._line(*self._starts[id_]).decode("utf-8-sig"))
        return read if isinstance(read, dict) else NOT_HERE

    def _line(self, file: int, start: int) -> bytes:
        with self._files[file].open("rb") as opened:
            opened.seek(start)
            return opened.readline()


def _keep(kept: dict[str, list[Resource]], key: str, resource: Resource) -> None:
    """Keep each different resource once; the same one often comes with every page of a search."""
    if key and resource not in kept.setdefault(key, []):
        kept[key].append(resource)


def several(resources: Iterable[Resource]) -> list[Resource]:
    """Each different resource once. What they say is compared: an id may be missing, or not be
    one resource's alone."""
    found: list[Resource] = []
    for each in resources:
        if each not in found:
            found.append(each)
    return found


def only(found: list[Resource]) -> Resource | str:
    if len(found) == 1:
        return found[0]
    return SEVERAL if found else NOT_HERE
