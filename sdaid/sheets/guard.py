"""What kind of file is this? Answered before anything is unpacked, in little time and memory."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import IO, NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from sdaid.problems import Place, Problem, problem
from sdaid.sheets.archive import Archive
from sdaid.sheets.device import NO_FILE, is_device
from sdaid.sheets.markup import UnfitFileError, damaged

MOST_PARTS = 10_000
MOST_DIRECTORY = 2_000_000  # bytes of the zip's table of contents
MOST_UNPACKED = 2_000_000_000  # a full list of a million rows unpacks to less
DENSEST = 100  # times smaller when packed; real sheets pack 5 to 25 times
SMALL = 10_000_000  # bytes unpacked below which the density does not matter

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_START = b"PK\x03\x04"
ZIP_EMPTY = b"PK\x05\x06"
PROTECTED = "EncryptedPackage".encode("utf-16-le")
OLD_BOOK = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
OTHER_STARTS = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf'\x1c", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
)
OTHER_PARTS = (
    ("xl/workbook.bin", "an Excel binary workbook (.xlsb)"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("Index/Document.iwa", "an Apple Numbers document"),
)
ODF = "application/vnd.oasis.opendocument"


def inspect(path: Path) -> tuple[Archive | None, list[Problem]]:
    """The opened archive of an .xlsx that is safe to read, and what is wrong with the file.

    The caller closes the archive. None where one of the problems stops everything.
    """
    place = Place(path.name)
    if path.name.startswith("~$"):
        return None, [problem("file-locked", place)]
    if is_device(path):
        return None, [problem("file-unreadable", place, why=NO_FILE)]
    try:
        with path.open("rb") as file:
            _check_start(file)
            _check_directory(file)
        archive = _archive(path)
    except FileNotFoundError:
        return None, [problem("file-missing", place)]
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name or place cannot be used"
        return None, [problem("file-unreadable", place, why=why)]
    except UnfitFileError as error:
        return None, [error.at(place)]
    return archive, [problem("macros-ignored", place)] if _holds_macros(archive) else []


def _archive(path: Path) -> Archive:
    try:
        archive = Archive(path)
    except (BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise damaged("its zip archive cannot be read") from error
    try:
        _check_parts(archive)
    except UnfitFileError:
        archive.close()
        raise
    return archive


def _check_start(file: IO[bytes]) -> None:
    """Say what a file is that is not a zip archive."""
    start = file.read(4096)
    if not start.startswith((ZIP_START, ZIP_EMPTY)):
        _refuse_other(file, start)


def _refuse_other(file: IO[bytes], start: bytes) -> NoReturn:
    if not start.strip(b"\0 \t\r\n"):
        raise damaged("it is empty")
    if start.startswith(OLE):
        file.seek(0)
        head = file.read(1 << 20)
        if PROTECTED in head:
            raise UnfitFileError("file-password")
        kind = ("an old Excel workbook (.xls)" if any(name in head for name in OLD_BOOK)
                else "an old Office document")
        raise UnfitFileError("file-not-xlsx", found=kind)
    for sign, kind in OTHER_STARTS:
        if start.startswith(sign):
            raise UnfitFileError("file-not-xlsx", found=kind)
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<table")):
        raise UnfitFileError("file-not-xlsx", found="a web page")
    if text.startswith((b"<?xml", b"<")):
        raise UnfitFileError("file-not-xlsx", found="an XML file")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in start:
        raise UnfitFileError("file-not-xlsx", found="a text file (such as CSV)")
    raise UnfitFileError("file-not-xlsx", found="a file of an unknown kind")


def _check_directory(file: IO[bytes]) -> None:
    """Refuse an archive whose table of contents alone would fill the memory."""
    size = file.seek(0, os.SEEK_END)
    tail_at = max(0, size - 66_000)
    file.seek(tail_at)
    tail = file.read()
    file.seek(0)
    at = tail.rfind(ZIP_EMPTY)
    if at < 0 or len(tail) - at < 22:
        raise damaged("the end of the file is missing")
    (length,) = struct.unpack_from("<L", tail, at + 12)
    if tail[max(0, at - 20):at].startswith(b"PK\x06\x07") and at >= 76:
        (length,) = struct.unpack_from("<Q", tail, at - 76 + 40)
    if length > MOST_DIRECTORY:
        raise UnfitFileError("file-bomb", why="its table of contents is too long")


def _check_parts(archive: ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS:
        raise UnfitFileError("file-bomb", why=f"{len(parts):,} parts")
    _check_package(archive, parts, names)
    if len(names) < len(parts):
        raise damaged("it holds two parts of one name")
    for part in parts:
        if part.flag_bits & 1:
            raise UnfitFileError("file-password")
        if part.filename.startswith("/") or ".." in part.filename.replace("\\", "/").split("/"):
            raise damaged("it names files outside itself")
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise damaged("it is packed in a way that no spreadsheet program uses")
        if part.file_size > SMALL and part.file_size > DENSEST * part.compress_size:
            raise UnfitFileError("file-bomb", why=f"{part.file_size:,} bytes in one part")
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > DENSEST * packed):
        raise UnfitFileError("file-bomb", why=f"{unpacked:,} bytes")


def _check_package(archive: ZipFile, parts: list[ZipInfo], names: set[str]) -> None:
    """Say what a zip archive is that is not a workbook."""
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        try:
            with ZipFile.open(archive, "mimetype") as part:  # which is no XML
                kind = part.read().decode("ascii", "replace")
        except (BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
            raise damaged("its zip archive cannot be read") from error
        if kind.startswith(ODF):
            sheet = "spreadsheet" in kind
            raise UnfitFileError("file-not-xlsx", found="an OpenDocument spreadsheet (.ods)"
                                 if sheet else "an OpenDocument file")
    for name, kind in OTHER_PARTS:
        if name in names:
            raise UnfitFileError("file-not-xlsx", found=kind)
    if "[Content_Types].xml" not in names:
        if any(part.flag_bits & 1 for part in parts):
            raise UnfitFileError("file-password")
        raise UnfitFileError("file-not-xlsx", found="a zip archive")


def _holds_macros(archive: ZipFile) -> bool:
    return any(name.casefold().endswith("vbaproject.bin") for name in archive.namelist())
