"""How a sheet is declared: a pydantic model whose fields carry a `Column` each.

One declaration drives the reader, the starter workbook, the reference in `docs` and the tests.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict
from pydantic_core import core_schema

from sdaid.problems import Place


@dataclass(frozen=True)
class Column:
    """What a person sees of one column.

    `limit` is the most characters that its place on the page holds; `refers` names the sheet whose
    ids are allowed; `width` is in Excel's characters; `printed` tells whether a patient can see it;
    `needed_where` says in which rows a column that may be blank must be filled. A column that is
    not `offered` is read where a list has it, and stands in no new sheet.
    """

    heading: str
    help: str
    aliases: tuple[str, ...] = ()
    limit: int | None = None
    translatable: bool = False
    refers: str | None = None
    width: int = 16
    printed: bool = True
    offered: bool = True
    needed_where: str = ""


@dataclass(frozen=True)
class Origin:
    """Where a record was read: file and sheet by name, row from 1, letter and heading by field.
    `elsewhere` are fields that came from another file."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    cells: tuple[tuple[str, str, str], ...] = ()  # (field, cell such as "F12", heading)
    elsewhere: tuple[tuple[str, Place], ...] = ()
    typed: tuple[str, ...] = ()  # its ids with capitals, as they were typed

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object
                                     ) -> core_schema.CoreSchema:
        """Taken as it is: it was made here and not typed, and every sheet's model holds one."""
        return core_schema.is_instance_schema(cls)

    def at(self, field: str = "") -> Place:
        """The place of `field` in this record; of the row's first cell without one."""
        for name, place in self.elsewhere:
            if name == field:
                return place
        for name, cell, heading in self.cells:
            if name == field:
                return Place(self.file, self.sheet, cell, heading)
        return Place(self.file, self.sheet, f"A{self.row}" if self.row else "")


class Record(BaseModel):
    """One row of a sheet, typed. `extra` holds the columns that another sheet names (an option's
    answers, a fact's conditions) by that id; `wording` the translated cells by language, field."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True,
                              defer_build=True)

    origin: Origin = Origin()
    extra: dict[str, str] = {}
    wording: dict[str, dict[str, str]] = {}

    RESERVED: ClassVar[frozenset[str]] = frozenset({"origin", "extra", "wording"})

    @classmethod
    def columns(cls) -> tuple[tuple[str, Column, bool, Any], ...]:
        """Each column as (field, what a person sees of it, whether it must be filled, its type)."""
        return _columns(cls)

    def at(self, field: str = "") -> Place:
        """Where `field` was read; its row and heading where there is no such column."""
        place = self.origin.at(field)
        if place.heading or not field:
            return place
        headings = {name: column.heading for name, column, _, _ in self.columns()}
        row = f"row {self.origin.row}" if self.origin.row else ""
        return replace(place, cell=row, heading=headings.get(field, field))


@cache
def _columns(model: type[Record]) -> tuple[tuple[str, Column, bool, Any], ...]:
    return tuple((name, mark, field.is_required(), field.annotation)
                 for name, field in model.model_fields.items()
                 for mark in field.metadata if isinstance(mark, Column))


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file.

    `layout` "table" has headings in a row and one record a row; "values" has a name and a value in
    each row and is one record. `extra` names the sheet whose ids head further columns; where they
    are `conditions`, no filled column may go unread, for its row would then hold for more.
    `partial` is what is kept of a row that makes no record; a row of which none but the fields
    `spare` cannot be read is a record without these, beside its problem.
    """

    name: str
    model: type[Record]
    purpose: str
    layout: Literal["table", "values"] = "table"
    extra: str | None = None
    conditions: bool = False
    aliases: tuple[str, ...] = ()
    may_be_empty: bool = False
    partial: type[Record] | None = None
    spare: frozenset[str] = frozenset()

    def part(self, given: Mapping[str, Any], faulty: Collection[str],
             context: Mapping[str, Any] | None = None) -> Record | None:
        """What can be read of a row in which the fields `faulty` cannot."""
        if self.partial is None:
            return None
        if faulty and self.spare.issuperset(faulty):
            return self.model.model_validate(
                {name: value for name, value in given.items() if name not in faulty},
                context=context)
        return self.partial.model_validate({
            name: value for name, value in given.items()
            if name in self.partial.model_fields and name not in faulty}, context=context)
