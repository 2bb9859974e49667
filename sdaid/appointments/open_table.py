"""What kind of file a list is, told by its first bytes rather than by its name, and the table that
it holds."""

from __future__ import annotations

from pathlib import Path

from sdaid.appointments.book_table import open_sheet
from sdaid.appointments.delimited import open_text
from sdaid.appointments.headings import heading_line
from sdaid.appointments.html_table import open_html
from sdaid.appointments.profile import Profile
from sdaid.appointments.table import Table
from sdaid.appointments.vocabulary import Vocabulary
from sdaid.problems import Place, Problem, problem
from sdaid.sheets.columns import Sheet
from sdaid.sheets.device import is_device

BOOKS = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".numbers")
TEXTS = (".csv", ".tsv", ".tab", ".txt")
FHIR = (".json", ".ndjson", ".jsonl")
ARCHIVES = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff",
            b"\x1f\x8b")
MARKUP = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<head", b"<style", b"<div",
          b"<body", b"<!--")
"""How a page of HTML begins that a system calls .xls."""

XML = b"<?xml"


def kind_of(path: Path) -> str:
    """book, text, markup or fhir: by the first bytes, and by the name where they do not tell."""
    if path.name.startswith("~$") or is_device(path):
        return "book"
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(ARCHIVES):
        return "book"
    plain = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    ending = path.suffix.lower()
    if plain.lower().startswith((XML, *MARKUP)):
        return "book" if plain.lower().startswith(XML) else "markup"
    if ending in FHIR or (ending not in TEXTS and plain.startswith((b"{", b"["))):
        return "fhir"
    return "book" if ending in BOOKS and not _is_text(plain) else "text"


def open_table(path: Path, sheet: Sheet, names: Vocabulary, profile: Profile
               ) -> tuple[Table | None, list[Problem]]:
    """The table in the file at `path`, and what is wrong with the file as a whole. Raises
    `UnfitFileError`."""
    kind = kind_of(path)
    if kind == "markup":
        return open_html(path), [problem("html-named-book", Place(path.name))]
    if kind == "book":
        return open_sheet(path, sheet, profile.sheet,
                          lambda rows: heading_line(rows, names, profile) is not None)
    told = dict(profile.columns)
    text, problems = open_text(path, lambda each: told.get(each) or names.exact(each))
    if path.suffix.lower() in BOOKS:
        problems.append(problem("csv-named-book", Place(path.name), found=path.suffix))
    return text, problems


def _is_text(start: bytes) -> bool:
    """Whether the file begins as a text with several lines or cells does."""
    return any(sign in start for sign in (b",", b";", b"\t", b"|")) and not any(
        byte < 9 or 14 <= byte < 32 for byte in start)
