"""Which sheets a workbook has, told without reading one of them."""

from __future__ import annotations

from pathlib import Path

from sdaid.sheets.book import main_part
from sdaid.sheets.guard import inspect
from sdaid.sheets.markup import UnfitFileError


def sheet_names(path: Path) -> tuple[str, ...]:
    """The names of the sheets of the workbook at `path`; none where it cannot be opened."""
    archive, _ = inspect(path)
    if archive is None:
        return ()
    try:
        return tuple(str(each.name) for each in main_part(archive)[0].sheets)
    except UnfitFileError:
        return ()
    finally:
        archive.close()
