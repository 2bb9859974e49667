"""What the files of a clinic's folder are, told from their sheets and first bytes alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

FileKind = Literal["workbook", "list", "profile", "other"]

TABLES = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".htm", ".html", ".xls", ".json", ".ndjson")
"""The endings that a workbook, a list or a profile has."""

DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself."""


def kind_of_file(path: Path) -> FileKind:
    """What the file at `path` most likely is; reading it tells whether it can be used."""
    from sdaid.appointments.profile_file import COLUMNS, LIST
    from sdaid.sheets.names import sheet_names

    if path.suffix.lower() not in TABLES:
        return "other"
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return "list"
    names = set(sheet_names(path))
    if not names:
        return "other"
    if {"Decision", "Options"} <= names:
        return "workbook"
    return "profile" if {LIST.name, COLUMNS.name} <= names else "list"
