"""What the columns of a new sheet are like, from its declaration: format, dropdown, help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from types import NoneType
from typing import Any, get_args

from sdaid.sheets.columns import Column, Sheet

YES_NO = ("yes", "no")
LISTS = "Lists"
"""The hidden sheet: the choices behind the dropdowns, and the columns a workbook was made with."""

MADE_WITH = "columns of "
"""Before a sheet's name, the head of the column that lists that sheet's headings there."""

TEXT, GENERAL, DATE, TIME = "@", "General", "yyyy-mm-dd", "hh:mm"


@dataclass(frozen=True)
class ExtraColumn:
    """A column that another sheet names: an option's answers, a fact's conditions or values.

    `choices` make a dropdown; with `strict` nothing else may be typed.
    """

    key: str
    help: str
    choices: tuple[str, ...] = ()
    strict: bool = False
    number_format: str = TEXT
    width: int = 24


@dataclass(frozen=True)
class FormColumn:
    """One column of a new sheet. `key` is its field, or what an `extra` column is named for."""

    key: str
    column: Column
    needed: bool
    number_format: str
    choices: tuple[str, ...]
    strict: bool
    extra: bool = False


def form_columns(sheet: Sheet, extra: Sequence[ExtraColumn], *, extra_first: bool,
                 known: Mapping[str, Sequence[str]]) -> list[FormColumn]:
    """The columns of `sheet` from left to right; `known` holds ids of sheets of another file."""
    own = []
    for field, column, needed, kind in sheet.model.columns():
        if not column.offered:
            continue
        fixed = _choices(kind)
        offered = fixed or tuple(known.get(column.refers or "", ()))
        own.append(FormColumn(field, column, needed, number_format(kind), offered, bool(fixed)))
    named = [
        FormColumn(each.key, Column(each.key, each.help, width=each.width), needed=False,
                   number_format=each.number_format, choices=each.choices, strict=each.strict,
                   extra=True)
        for each in extra
    ]
    return [*named, *own] if extra_first else [*own, *named]


def number_format(kind: Any) -> str:
    """Excel's format of a column of this type. Text keeps leading zeros and “3-4” as typed."""
    plain = _plain(kind)
    if plain in (int, float):
        return GENERAL
    return {date: DATE, time: TIME}.get(plain, TEXT)


def _choices(kind: Any) -> tuple[str, ...]:
    plain = _plain(kind)
    if plain is bool:
        return YES_NO
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return tuple(each.value for each in plain)
    return ()


def _plain(kind: Any) -> Any:
    """The type in `kind`, without “or None”."""
    inner = [each for each in get_args(kind) if each is not NoneType]
    return inner[0] if NoneType in get_args(kind) else kind
