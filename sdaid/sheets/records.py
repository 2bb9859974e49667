"""From the cells of one row to one typed record, and to everything that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BeforeValidator, ValidationError
from pydantic_core import PydanticCustomError

from sdaid.problems import CATALOGUE, Place, Problem, problem
from sdaid.sheets.columns import Origin, Record, Sheet
from sdaid.sheets.headings import Heading
from sdaid.sheets.looks import Notice, look_notices
from sdaid.sheets.values import (
    TURNING,
    Bounded,
    Cell,
    allowed,
    clean,
    identifier,
    identifiers,
    letters,
    number,
    plain_text,
    shown,
)

Entry = tuple[Heading, Cell]
"""What a cell is for, and the cell, which may be blank."""

LONGEST = 2_000
"""Characters allowed in a text whose column names no limit of its own."""

SAFE_NUMBER = 10**15
"""From here on Excel may have changed the last digits of a number."""

USUAL, SHORT = 1_000, 60
"""How many texts of further columns, and of how many letters, are remembered: most say one of few
things, such as yes or no."""

TURNED = re.compile(f"[{''.join(map(chr, TURNING))}]")
SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)


@dataclass(frozen=True)
class _Field:
    """What the cells of one column are held against."""

    allowed: str = "text"
    limit: int | None = LONGEST
    words: bool = True
    counts: bool = False
    numbers: bool = False
    condition: bool = False
    ids: bool = False
    read: Callable[[Cell], Any] = plain_text


class RecordMaker:
    """Makes the records of one sheet; `place` names the file and the sheet, `context` is what its
    validators are told."""

    def __init__(self, place: Place, sheet: Sheet,
                 context: Mapping[str, Any] | None = None) -> None:
        self.context = context
        self.looks = False  # whether the look of cells counts too, as it does in a workbook
        self.place = place
        self.sheet = sheet
        self.model = sheet.model
        self.fields: dict[str, _Field] = {}
        limits = {name: column.limit for name, column, _, _ in sheet.model.columns()}
        for name, limit in limits.items():
            marks = sheet.model.model_fields[name].metadata
            read: Any = next((mark.func for mark in marks
                              if isinstance(mark, BeforeValidator)), None)
            words = sheet.model.model_fields[name].annotation in (str, tuple[str, ...])
            counts = isinstance(read, Bounded) and read.low == 0 and read.high >= 100
            numbers = read is number or isinstance(read, Bounded)
            self.fields[name] = _Field(allowed(marks), limit or (LONGEST if words else None),
                                       words, counts, numbers, read=read or plain_text,
                                       ids=read in (identifier, identifiers))
        self.further = _Field(condition=sheet.conditions)
        self._with_ids = {name for name, each in self.fields.items() if each.ids}
        self._usual: dict[str, str] = {}  # texts of further columns that are in order, as read

    def make(self, row: int, entries: Sequence[Entry]) -> tuple[Record | None, list[Problem]]:
        """The record of `row`, and its problems from left to right. Where it makes no record, what
        the sheet keeps of such a row, or None."""
        given: dict[str, Any] = {}
        extra: dict[str, str] = {}
        wording: dict[str, dict[str, str]] = {}
        found: list[Problem] = []
        unread: set[str] = set()
        for heading, cell in entries:
            kind = cell.kind
            if kind == "blank":
                continue
            further = heading.extra and kind == "text" and not heading.language and not self.looks
            if further and (usual := self._usual.get(cell.value)) is not None:
                extra[heading.key] = usual
                continue
            notices = self._notices(heading, cell)
            found += notices
            if kind in ("error", "formula"):
                unread.add(heading.key)
            elif heading.extra or heading.language:
                try:
                    text = plain_text(cell)
                except PydanticCustomError as error:
                    unread.add(heading.key)
                    found.append(self._refused(error.type, error.context or {}, heading, cell))
                    continue
                kept = wording.setdefault(heading.language, {}) if heading.language else extra
                kept[heading.key] = text
                if further and not notices and len(text) <= SHORT and len(self._usual) < USUAL:
                    self._usual[cell.value] = text
            else:
                given[heading.key] = cell
        given |= {"origin": self._origin(row, entries), "extra": extra, "wording": wording}
        faulty = set(unread)
        try:
            record: Record | None = self.model.model_validate(given, context=self.context)
        except ValidationError as error:
            found += self._mapped(error, entries, unread)
            faulty |= fields_of(error)
        if faulty:
            record = self.sheet.part(given, faulty, self.context)
        found.sort(key=lambda each: each.place.position)
        return record, found

    def in_doubt(self, row: int, entries: Sequence[Entry]) -> Record | None:
        """What is kept of a row whose cells may not be its own: the id by which it is named."""
        given: dict[str, Any] = {heading.key: cell for heading, cell in entries
                                 if heading.key == "id" and cell.kind == "text"}
        given["origin"] = self._origin(row, entries)
        try:
            return self.sheet.part(given, (), self.context)
        except ValidationError as error:
            return self.sheet.part(given, fields_of(error), self.context)

    def takes(self, heading: Heading, cell: Cell) -> bool:
        """Whether `cell` can stand below `heading`."""
        try:
            self._field(heading).read(cell)
        except PydanticCustomError:
            return False
        return True

    def _at(self, heading: Heading, cell: Cell) -> Place:
        return Place(self.place.file, self.place.sheet, cell.address, heading.text)

    def _origin(self, row: int, entries: Iterable[Entry]) -> Origin:
        return Origin(self.place.file, self.place.sheet, row, tuple([
            (f"{heading.key}::{heading.language}" if heading.language else heading.key,
             f"{letters(cell.column)}{cell.row}", heading.text) for heading, cell in entries]),
            typed=tuple([
                 word for heading, cell in entries if heading.key in self._with_ids
                 and not heading.extra and cell.kind == "text" and not cell.value.islower()
                 for word in re.split(r"[,;\s]+", clean(cell.value)) if word]))

    def _field(self, heading: Heading) -> _Field:
        return self.further if heading.extra else self.fields.get(heading.key, self.further)

    def _notices(self, heading: Heading, cell: Cell) -> list[Problem]:
        """What can be said of a cell without knowing whether its value fits."""
        against = self._field(heading)
        if cell.kind == "text":
            found = text_notices(cell.value, against)
            if not found and not self.looks:
                return []
        elif cell.kind == "number":
            found = _number_notices(cell, against)
        elif cell.kind == "error":
            found = [("error-cell", {"found": cell.value, "allowed": against.allowed})]
        else:
            found = [("formula-no-value", {})] if cell.kind == "formula" else []
        if self.looks:
            found += look_notices(cell, words=against.words, numbers=against.numbers,
                                  counts=against.numbers and against.allowed.startswith("a whole"),
                                  condition=against.condition)
        return [problem(code, self._at(heading, cell), **words) for code, words in found]

    def _mapped(self, error: ValidationError, entries: Sequence[Entry], unread: set[str]
                ) -> list[Problem]:
        """pydantic's errors as problems of the catalogue, by their type."""
        own = {heading.key: (heading, cell) for heading, cell in entries
               if not heading.extra and not heading.language}
        found = []
        for each in error.errors(include_url=False, include_input=False):
            entry = own.get(str(each["loc"][0]))
            # a column that is not there is a problem of the header row, told once
            if entry is None or entry[0].key in unread:
                continue
            found.append(self._refused(each["type"], each.get("ctx", {}), *entry))
        return found

    def _refused(self, code: str, words: dict[str, Any], heading: Heading, cell: Cell) -> Problem:
        place = self._at(heading, cell)
        if code == "missing":
            return problem("blank", place, allowed=self._field(heading).allowed)
        if code not in CATALOGUE:
            return problem("not-text", place, found=shown(cell))
        return problem(code, place, **{name: word for name, word in words.items()
                                       if name != "code"})


def fields_of(error: ValidationError) -> set[str]:
    """The fields that a row's error is about."""
    return {str(each["loc"][0]) for each in error.errors(include_url=False, include_input=False)
            if each["loc"]}


def text_notices(text: str, against: _Field) -> list[Notice]:
    """What can be said of a text without knowing whether its value fits."""
    found: list[Notice] = []
    if not text.isascii() and TURNED.search(text):
        found.append(("direction-marks", {}))
    if against.words and "+" in text and SHORTENED.fullmatch(text.strip()):
        found.append(("id-damaged", {"found": text}))
    if against.limit and len(text) > against.limit:
        length = len(clean(text))
        if length > against.limit:
            found.append(("too-long", {"found": length, "allowed": against.limit}))
    return found


def _number_notices(cell: Cell, against: _Field) -> list[Notice]:
    if against.words and abs(cell.value) >= SAFE_NUMBER:
        return [("id-damaged", {"found": shown(cell)})]
    if against.counts and 0 < cell.value < 1 and "%" not in cell.number_format:
        return [("looks-fraction", {"found": shown(cell), "allowed": "100 or 1000"})]
    return []
