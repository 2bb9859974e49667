"""In which encoding a text file is written, found by looking through all of it in flat memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sdaid.problems import Place, Problem, problem
from sdaid.sheets.markup import UnfitFileError

LONGEST_LINE = 1 << 20
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))


def encoding_of(path: Path) -> tuple[str, list[Problem]]:
    """Python's name of the file's encoding, and a warning where it was only assumed. Raises
    `UnfitFileError` where it is none of UTF-8, UTF-16 and Windows-1252, or a mix of them."""
    with path.open("rb") as file:
        head = file.read(4096)
        file.seek(0)
        for mark, name in MARKS:
            if head.startswith(mark):
                return (name, []) if name == "utf-16" else _eight_bits(file, name, path)
        if wide := _wide(head):
            return wide, []
        if b"\0" in head:
            raise UnfitFileError("list-kind", found="a file of an unknown kind")
        return _eight_bits(file, "utf-8", path)


def _wide(head: bytes) -> str:
    """UTF-16 without a mark shows by the zero byte beside each plain letter."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 6 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 6 and not odd else ""


def _eight_bits(file: IO[bytes], name: str, path: Path) -> tuple[str, list[Problem]]:
    utf = other = 0
    for number, line in enumerate(_lines(file), start=1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            utf = utf or number
        except UnicodeDecodeError:
            other = other or number
            if _undefined(line):
                raise UnfitFileError("csv-encoding", found=number,
                                     tried="UTF-8 or Windows-1252") from None
    if other and utf:
        raise UnfitFileError("csv-mixed", found=other, other=utf)
    if other:
        return "cp1252", [problem("csv-assumed", Place(path.name), found=other)]
    return name, []


def _undefined(line: bytes) -> bool:
    try:
        line.decode("cp1252")
    except UnicodeDecodeError:
        return True
    return False


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise UnfitFileError("list-kind", found="a file with a line of over a million letters")
        yield line
