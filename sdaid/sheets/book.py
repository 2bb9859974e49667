"""The parts of an .xlsx file around its cells: sheets, shared texts, number formats, the epoch."""

from __future__ import annotations

import posixpath
import re
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self
from zipfile import BadZipFile, ZipFile

from sdaid.problems import Place, Problem
from sdaid.sheets.guard import inspect
from sdaid.sheets.markup import (
    LINKS,
    MAIN,
    RELATIONS,
    End,
    Start,
    UnfitFileError,
    damaged,
    parse,
)

LONGEST_TEXT = 32_768
"""Characters kept of a cell's text: one more than Excel's own limit, so that more is noticed."""

MOST_SHEETS = 1_000
MOST_STYLES = 70_000
MOST_TEXT_BYTES = 500_000_000

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mmss.0", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys([*range(27, 37), *range(50, 59)], "yyyy-mm-dd"),
}
"""Excel's number formats by their id (ECMA-376 part 1, 18.8.30); the East Asian ones are dates."""

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """`text` with the characters that the format writes as _x0007_; half a character (a lone
    surrogate) becomes U+FFFD."""
    return ESCAPED.sub(_character, text) if "_x" in text else text


def _character(escaped: re.Match[str]) -> str:
    letter = chr(int(escaped[1], 16))
    return "\ufffd" if "\ud800" <= letter <= "\udfff" else letter


class Texts:
    """The file's shared texts in one block of bytes: a million names cost no million objects."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("Q", [0])

    def add(self, text: str) -> None:
        self._bytes += text.encode()
        self._ends.append(len(self._bytes))
        if len(self._bytes) > MOST_TEXT_BYTES:
            raise UnfitFileError("file-bomb", why=f"over {MOST_TEXT_BYTES:,} bytes of text")

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self._ends) - 1:
            raise damaged("a cell names a text that is not there")
        return self._bytes[self._ends[number]:self._ends[number + 1]].decode()


class Collector:
    """Joins the pieces of one text, and keeps no more than `LONGEST_TEXT` of it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.open = False

    def take(self, piece: str) -> None:
        if self.open and self.length < LONGEST_TEXT:
            self.pieces.append(piece[:LONGEST_TEXT - self.length])
            self.length += len(self.pieces[-1])

    def clear(self) -> None:
        self.pieces.clear()
        self.length = 0
        self.open = False

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@dataclass(frozen=True)
class SheetPart:
    """A sheet of the file: its name, where its cells lie, whether it is hidden."""

    name: str
    part: str
    hidden: bool = False


@dataclass
class Book:
    """An opened workbook. Close it, or use it in a `with` statement."""

    file: str
    archive: ZipFile
    sheets: list[SheetPart] = field(default_factory=list)
    texts: Texts = field(default_factory=Texts)
    formats: list[str] = field(default_factory=list)
    epoch_1904: bool = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.archive.close()

    def parse(self, part: str, starts: Mapping[str, Start], ends: Mapping[str, End] | None = None,
              text: Callable[[str], object] | None = None, *,
              spaces: tuple[str, ...] = MAIN) -> Iterator[None]:
        """Like `markup.parse`, for a part of the file."""
        if part not in self.archive.NameToInfo:
            raise damaged(f"its part {part} is missing")
        try:
            with self.archive.open(part) as source:
                yield from parse(source, starts, ends or {}, text, spaces=spaces)
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise damaged(f"its part {part} cannot be read") from error

    def parse_all(self, part: str, starts: Mapping[str, Start],
                  ends: Mapping[str, End] | None = None,
                  text: Callable[[str], object] | None = None, *,
                  spaces: tuple[str, ...] = MAIN) -> None:
        """Like `parse`, to the end at once."""
        for _ in self.parse(part, starts, ends, text, spaces=spaces):
            pass

    def links(self, part: str) -> dict[str, tuple[str, str]]:
        """What `part` links to inside the file: (kind, part) by id."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, tuple[str, str]] = {}

        def link(attributes: dict[str, str]) -> None:
            target = attributes.get("Target", "")
            if attributes.get("TargetMode") != "External" and target:
                inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, inside)

        if listed in self.archive.NameToInfo:
            self.parse_all(listed, {"Relationship": link}, spaces=RELATIONS)
        return found


def open_book(path: Path) -> tuple[Book | None, list[Problem]]:
    """The workbook at `path`, opened, and what is wrong with the file; no book where it stops."""
    archive, problems = inspect(path)
    if archive is None:
        return None, problems
    book = Book(path.name, archive)
    try:
        _read_parts(book)
    except UnfitFileError as error:
        archive.close()
        return None, [*problems, error.at(Place(path.name))]
    return book, problems


def _read_parts(book: Book) -> None:
    main = [part for kind, part in book.links("").values() if kind == "officeDocument"]
    if not main:
        raise damaged("it does not say where its sheets are")
    links = book.links(main[0])
    _read_sheets(book, main[0], links)
    for kind, part in links.values():
        if kind == "sharedStrings":
            _read_texts(book, part)
        elif kind == "styles":
            _read_formats(book, part)


def _read_sheets(book: Book, main: str, links: dict[str, tuple[str, str]]) -> None:
    def properties(attributes: dict[str, str]) -> None:
        book.epoch_1904 = attributes.get("date1904", "0") in ("1", "true")

    def sheet(attributes: dict[str, str]) -> None:
        link = next((attributes[f"{space} id"] for space in LINKS if f"{space} id" in attributes),
                    "")
        kind, part = links.get(link, ("", ""))
        hidden = attributes.get("state", "visible") != "visible"
        if kind == "worksheet":  # a sheet that is one chart holds no cells
            book.sheets.append(SheetPart(attributes.get("name", ""), part, hidden))
        elif not kind:
            raise damaged(f"its sheet “{attributes.get('name', '')}” is not there")
        if len(book.sheets) > MOST_SHEETS:
            raise UnfitFileError("file-bomb", why=f"over {MOST_SHEETS:,} sheets")

    book.parse_all(main, {"workbookPr": properties, "sheet": sheet})
    if not book.sheets:
        raise damaged("it holds no sheet")


def _read_texts(book: Book, part: str) -> None:
    found = Collector()
    phonetic = False  # how Japanese text is spoken stands beside the text itself

    def opened(_: dict[str, str]) -> None:
        found.open = not phonetic

    def closed() -> None:
        found.open = False

    def speech(_: dict[str, str]) -> None:
        nonlocal phonetic
        phonetic = True

    def speech_ends() -> None:
        nonlocal phonetic
        phonetic = False

    def ends() -> None:
        book.texts.add(unescape(found.text))
        found.clear()

    book.parse_all(part, {"t": opened, "rPh": speech},
                   {"t": closed, "rPh": speech_ends, "si": ends}, found.take)


def _read_formats(book: Book, part: str) -> None:
    own: dict[str, str] = {}
    styles: list[str] = []
    inside = False

    def own_format(attributes: dict[str, str]) -> None:
        own.setdefault(attributes.get("numFmtId", ""), attributes.get("formatCode", "")[:255])

    def cell_styles(_: dict[str, str]) -> None:
        nonlocal inside
        inside = True

    def cell_styles_end() -> None:
        nonlocal inside
        inside = False

    def style(attributes: dict[str, str]) -> None:
        if inside:
            styles.append(attributes.get("numFmtId", "0"))
        if len(styles) > MOST_STYLES:
            raise UnfitFileError("file-bomb", why=f"over {MOST_STYLES:,} styles")

    book.parse_all(part, {"numFmt": own_format, "cellXfs": cell_styles, "xf": style},
                   {"cellXfs": cell_styles_end})
    built_in = {str(number): code for number, code in BUILT_IN.items()}
    book.formats = [own.get(number) or built_in.get(number, "General") for number in styles]
