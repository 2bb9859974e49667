"""The zip archive of an .xlsx file, none of whose parts is handed out before it was looked at."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import IO, Any, Self
from zipfile import BadZipFile, ZipFile, ZipInfo

from sdaid.sheets.markup import End, Start, Take, UnfitFileError, damaged, parse

LARGEST_WHOLE = 30_000_000  # bytes of a part that is read at once: no list of styles is as long
MOST_ELEMENTS = 500_000  # of a part that is read at once; the largest styles of Excel hold fewer
MOST = {"element": MOST_ELEMENTS, "xf": 64_000, "numFmt": 10_000, "definedName": 20_000,
        "sheet": 1_000, "Override": 12_000, "Default": 12_000, "Relationship": 12_000}
"""How often an element may stand in a part that is read at once: styles as often as Excel allows,
and otherwise what is read within seconds."""
HEAD = 1 << 16  # the first element, which names the namespaces, lies within
STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"


class Archive(ZipFile):
    """An archive whose parts are refused where they hold a document type, entities, endless tags
    or deep nesting, and read as if the file were of the usual (“transitional”) kind where it is
    “strict”: openpyxl knows that one alone."""

    def __init__(self, path: Any) -> None:
        super().__init__(path)
        self._sound: set[str] = set()
        self._small: set[str] = set()  # of the sound parts those that may be read at once

    def walk(self, part: str, starts: Mapping[str, Start], ends: Mapping[str, End] | None = None,
             text: Take | None = None, most: Mapping[str, int] | None = None) -> Iterator[None]:
        """Like `markup.parse`, for a part of the archive, which is known to be sound afterwards."""
        if part not in self.NameToInfo:
            raise damaged(f"its part {part} is missing")
        try:
            with _Part(super().open(part)) as source:
                yield from parse(source, starts, ends or {}, text, most)
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise damaged(f"its part {part} cannot be read") from error
        self._sound.add(part)

    def check(self, part: str, largest: int = LARGEST_WHOLE) -> None:
        """Refuse a part that is not sound, or too large to be read at once. Raises
        UnfitFileError."""
        if part in self._small:
            return
        if part in self.NameToInfo and self.NameToInfo[part].file_size > largest:
            raise UnfitFileError("file-bomb", why=f"over {largest:,} bytes in {part}")
        for _ in self.walk(part, {}, most=MOST):
            pass
        self._small.add(part)

    def open(self, name: str | ZipInfo, mode: Any = "r", pwd: bytes | None = None, *,
             force_zip64: bool = False) -> Any:
        """The part `name`, to be read in pieces. Raises UnfitFileError."""
        part = name.filename if isinstance(name, ZipInfo) else name
        if part not in self._sound:
            self.check(part)
        return _Part(super().open(name, mode, pwd, force_zip64=force_zip64))

    def read(self, name: str | ZipInfo, pwd: bytes | None = None) -> bytes:
        """The whole part `name`. Raises UnfitFileError."""
        self.check(name.filename if isinstance(name, ZipInfo) else name)
        return super().read(name, pwd)


class _Part:
    """A part that is read in pieces, its namespaces those of the usual kind."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._head = STRICT.sub(TRANSITIONAL, source.read(HEAD))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def read(self, size: int = -1) -> bytes:
        """The next `size` bytes, or more at the very start; all that is left without a size."""
        if not self._head:
            return self._source.read(size)
        head, self._head = self._head, b""
        return head if size >= 0 else head + self._source.read()

    def close(self) -> None:
        self._source.close()
