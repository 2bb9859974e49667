"""The parts of an .xlsx file around its cells, read with openpyxl: sheets, texts, formats, epoch.

openpyxl's own `load_workbook` is not called: it reads every colour and border, chart and property
of the file, stumbles over what is odd in any of them, and believes what a sheet says of its size.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from openpyxl.packaging.manifest import Manifest
from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.reader.workbook import WorkbookParser
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import Stylesheet
from openpyxl.xml.constants import (
    ARC_CONTENT_TYPES,
    ARC_STYLE,
    ARC_WORKBOOK,
    SHARED_STRINGS,
    SHEET_MAIN_NS,
    XLSM,
    XLSX,
    XLTM,
    XLTX,
)
from openpyxl.xml.functions import fromstring

from sdaid.problems import Place, Problem
from sdaid.sheets.archive import Archive
from sdaid.sheets.guard import inspect
from sdaid.sheets.markup import UnfitFileError, damaged
from sdaid.sheets.texts import Marks, letter_marks, read_texts

ARC_LINKS = "_rels/.rels"
MOST_SHEETS = 1_000
LONGEST_FORMAT = 255  # letters of a number format, as in Excel
STYLES = tuple(f"{{{SHEET_MAIN_NS}}}{name}" for name in ("numFmts", "cellXfs"))
FONTS, FONT = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("fonts", "font"))
EAST_ASIAN_DATES = (*range(27, 37), *range(50, 59))
"""Excel's formats of dates in East Asia by their id (ECMA-376 part 1, 18.8.30), which openpyxl does
not know."""


@dataclass(frozen=True)
class SheetPart:
    """A sheet of the file: its name, where its cells lie, whether it is hidden."""

    name: str
    part: str
    hidden: bool = False


@dataclass(frozen=True)
class Formats:
    """The number format of each style by its number, and the mark of its letters; the styles of
    dates, and of those the ones of hours that may pass 24."""

    codes: Sequence[str] = ()
    marks: Sequence[str] = ()
    dates: Collection[int] = frozenset()
    spans: Collection[int] = frozenset()


@dataclass(frozen=True)
class Book:
    """An opened workbook. Close it, or use it in a `with` statement."""

    file: str
    archive: Archive
    sheets: Sequence[SheetPart]
    texts: Sequence[str]
    text_marks: Marks
    formats: Formats
    epoch: datetime

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.archive.close()

    def tables(self, sheet: SheetPart) -> list[str]:
        """The parts that describe the Excel tables of `sheet`."""
        return self._linked(sheet, "table")

    def comments(self, sheet: SheetPart) -> dict[str, str]:
        """What the comments (“notes”) of `sheet` say, by the address of their cell."""
        found: dict[str, list[str]] = {}
        at: list[str] = []
        for part in self._linked(sheet, "comments"):
            for _ in self.archive.walk(
                    part, {"comment": lambda attributes: at.append(attributes.get("ref", ""))},
                    {"comment": at.clear},
                    lambda piece: found.setdefault(at[-1], []).append(piece) if at else None):
                pass
        return {address: "".join(pieces) for address, pieces in found.items()}

    def _linked(self, sheet: SheetPart, kind: str) -> list[str]:
        """The parts of this kind that belong to `sheet`."""
        links = str(get_rels_path(sheet.part))  # type: ignore[no-untyped-call]
        if links not in self.archive.NameToInfo:
            return []
        with openpyxl_reads(f"its part {links} cannot be read"):
            return [link.target for link in get_dependents(self.archive, links)
                    if _kind(link) == kind and link.TargetMode != "External"]


def open_book(path: Path) -> tuple[Book | None, list[Problem]]:
    """The workbook at `path`, opened, and what is wrong with the file; no book where it stops."""
    archive, problems = inspect(path)
    if archive is None:
        return None, problems
    try:
        return _read_book(path.name, archive), problems
    except UnfitFileError as error:
        archive.close()
        return None, [*problems, error.at(Place(path.name))]


@contextmanager
def openpyxl_reads(stumbled: str) -> Iterator[None]:
    """Where openpyxl stumbles over the file, the file is damaged: `stumbled` tells which part.

    Its warnings are about what is lost in saving; a date outside the calendar, which it warns of
    too, is an error cell.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except UnfitFileError:
            raise
        except Exception as error:
            raise damaged(stumbled) from error


def main_part(archive: Archive) -> tuple[Any, Any]:
    """openpyxl's parser of the list of sheets, and the list of the file's parts. Raises
    `UnfitFileError`."""
    archive.check(ARC_LINKS)
    with openpyxl_reads("the list of its sheets cannot be read"):
        package: Any = Manifest.from_tree(_tree(archive, ARC_CONTENT_TYPES))
        parts = [package.find(kind) for kind in (XLSX, XLSM, XLTX, XLTM)]
        main = next((part.PartName.lstrip("/") for part in parts if part), ARC_WORKBOOK)
        parser: Any = WorkbookParser(archive, main, keep_links=False)
        parser.parse()
    return parser, package


def _read_book(file: str, archive: Archive) -> Book:
    parser, package = main_part(archive)
    with openpyxl_reads("the list of its sheets cannot be read"):
        sheets = [part for part in (_sheet_part(sheet, parser.rels) for sheet in parser.sheets)
                  if part]
    if not sheets:
        raise damaged("it holds no sheet")
    if len(sheets) > MOST_SHEETS:
        raise UnfitFileError("file-bomb", why=f"over {MOST_SHEETS:,} sheets")
    texts: Sequence[str] = ()
    marks: Marks = {}
    listed = package.find(SHARED_STRINGS)
    if listed:
        texts, marks = read_texts(archive, listed.PartName.lstrip("/"))
    return Book(file, archive, sheets, texts, marks, _read_formats(archive), parser.wb.epoch)


def _tree(archive: Archive, part: str) -> Any:
    return fromstring(archive.read(part))


def _sheet_part(sheet: Any, links: dict[str, Any]) -> SheetPart | None:
    """Where `sheet` lies; None for a sheet that is one chart, which holds no cells."""
    link = links.get(sheet.id)
    if link is None or link.TargetMode == "External":
        raise damaged(f"its sheet “{sheet.name}” is not there")
    if _kind(link) != "worksheet":
        return None
    return SheetPart(sheet.name, link.target, sheet.state != "visible")


def _kind(link: Any) -> str:
    return str(link.Type).rpartition("/")[2]


def _read_formats(archive: Archive) -> Formats:
    if ARC_STYLE not in archive.NameToInfo:
        return Formats()
    with openpyxl_reads(f"its part {ARC_STYLE} cannot be read"):
        tree = _tree(archive, ARC_STYLE)
        fonts = [letter_marks(font) for font in tree.iterfind(f"{FONTS}/{FONT}")]
        for element in [each for each in tree if each.tag not in STYLES]:
            tree.remove(element)  # fonts, fills and borders: oddities abound
        if any(len(each.get("formatCode", "")) > LONGEST_FORMAT for each in tree.iter()):
            raise damaged(f"a number format has over {LONGEST_FORMAT} letters")
        styles: Any = Stylesheet.from_tree(tree)
        ids = [style.numFmtId for style in styles.cell_styles]
        marks = [fonts[style.fontId] if 0 <= style.fontId < len(fonts) else ""
                 for style in styles.cell_styles]
        own = styles.number_formats
        codes = ["yyyy-mm-dd" if number in EAST_ASIAN_DATES
                 else BUILTIN_FORMATS.get(number, "General") if number < BUILTIN_FORMATS_MAX_SIZE
                 else own[number - BUILTIN_FORMATS_MAX_SIZE] for number in ids]
    dates = {style for style, number in enumerate(ids) if number in EAST_ASIAN_DATES}
    return Formats(codes, marks, styles.date_formats | dates, styles.timedelta_formats)
