"""A small form with a column of every type, and files made for it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from openpyxl import Workbook
from pydantic import BeforeValidator

from sdaid.problems import Problem
from sdaid.sheets.columns import Column, Record, Sheet
from sdaid.sheets.reading import read_sheets
from sdaid.sheets.values import Date, Id, Ids, MaybeNumber, MaybeWhole, Text, YesNo, choice
from sdaid.workbook.columns import Step


class Colour(StrEnum):
    RED = "red"
    DARK_BLUE = "dark blue"


class Kite(Record):
    """A row of the sheet Kites."""

    id: Annotated[Id, Column("Id", "A short name.")]
    name: Annotated[Text, Column("Name", "Any.", aliases=("kite name",), limit=20,
                                 translatable=True)]
    pull: Annotated[Step, Column("Pull (0-5)", "How hard it pulls.")]
    colour: Annotated[Colour | None, BeforeValidator(choice(Colour)), Column(
        "Colour", "Its colour.")] = None
    flown: Annotated[Date | None, Column("First flown", "When.")] = None
    n: Annotated[MaybeWhole, Column("n", "How many had it.")] = None
    of: Annotated[MaybeWhole, Column("N", "Of how many.")] = None
    share: Annotated[MaybeNumber, Column("Share", "Of 100.")] = None
    likes: Annotated[Ids, Column("Goes with", "Other kites.", refers="Kites")] = ()
    safe: Annotated[YesNo, Column("Safe", "Yes or no.")] = True
    note: Annotated[Text, Column("Note", "Anything.")] = ""


class Club(Record):
    """The sheet Club: a name and a value in each row."""

    name: Annotated[Text, Column("Club name", "Any.", translatable=True)]
    members: Annotated[MaybeWhole, Column("Members", "How many.")] = None


OPEN_XML = "http://schemas.openxmlformats.org/"

KITES = Sheet("Kites", Kite, "One kite a row.", aliases=("Kite list",))
CLUB = Sheet("Club", Club, "Whose kites.", layout="values")
TALKS = Sheet("Talks", Kite, "Kites with an opinion of each other.", extra="Kites",
              may_be_empty=True)

HEADINGS = ("Id", "Name", "Pull (0-5)")
GOOD = ("albatross", "Albatross", 3)


def kites(*rows: Sequence[Any], headings: Sequence[Any] = HEADINGS) -> list[Sequence[Any]]:
    """The rows of a sheet of kites, below its headings."""
    return [headings, *rows]


def with_column(heading: str, value: Any) -> list[Sequence[Any]]:
    """A good kite with one more column."""
    return kites((*GOOD, value), headings=(*HEADINGS, heading))


def write(path: Path, sheets: Mapping[str, Iterable[Sequence[Any]]] | list[Sequence[Any]],
          change: Callable[[Any], object] | None = None) -> Path:
    """Write `sheets` (rows by name; or the rows of Kites alone), then `change` the workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in ({"Kites": sheets} if isinstance(sheets, list) else sheets).items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    if change:
        change(book)
    book.save(path)
    return path


def rewrite(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Change the XML of one part of the file at `path`; a part that is not there is empty."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts.get(part, b"").decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path


def share_texts(path: Path) -> Path:
    """Store the texts of the first sheet as Excel and LibreOffice do: once, in a part apart."""
    texts: list[str] = []

    def shared(match: re.Match[str]) -> str:
        texts.append(match[2])
        return f'<c{match[1]} t="s"><v>{len(texts) - 1}</v></c>'

    rewrite(path, "xl/worksheets/sheet1.xml", lambda xml: re.sub(
        r'<c([^>]*) t="inlineStr"><is>(.*?)</is></c>', shared, xml))
    rewrite(path, "xl/sharedStrings.xml", lambda _: (
        f'<sst xmlns="{OPEN_XML}spreadsheetml/2006/main">'
        + "".join(f"<si>{text}</si>" for text in texts) + "</sst>"))
    rewrite(path, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(
        "</Relationships>", '<Relationship Id="texts" Target="sharedStrings.xml" '
        f'Type="{OPEN_XML}officeDocument/2006/relationships/sharedStrings"/></Relationships>'))
    return rewrite(path, "[Content_Types].xml", lambda xml: xml.replace(
        "</Types>", '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'))


def read(path: Path, *sheets: Sheet) -> tuple[list[Any], list[Problem]]:
    """The records of the first of `sheets` (Kites), and the problems."""
    chosen = sheets or (KITES,)
    records, _, problems = read_sheets(path, chosen, lambda sheet, found: {
        kite.name: kite.id for kite in found["Kites"] if isinstance(kite, Kite)})
    return records.get(chosen[0].name, []), problems


def told(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    """(code, cell) of each problem."""
    return [(each.code, each.place.cell) for each in problems]
