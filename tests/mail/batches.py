"""Finished batches for the tests of the mailing: a real workbook, list and manifest, and small PDFs
in the place of aids, each page with its patient's identifiers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from sdaid.batch import manifest
from sdaid.batch.documents import BOOK, file_name
from sdaid.batch.folder import write_whole
from sdaid.batch.manifest import Ended, ListUsed, MadeFile, Manifest, WorkbookUsed
from tests.build import SMALL, list_from, workbook_from

TODAY = date(2026, 11, 22)
WITH_DEFAULTS = {
    "reason": "hiccups", "visit_date": date(2026, 12, 1), "born": date(1950, 2, 3),
    "given_name": "Testa", "address": "1 Nowhere Lane\nTestville", "postcode": "LS1 4AP",
    "country": "GB", "channel": "post",
}


def noon() -> datetime:
    """The moment that ledgers of the tests write down."""
    return datetime(2026, 11, 22, 12, tzinfo=UTC)


def patient(number: int, **cells: Any) -> dict[str, Any]:
    """A row of the list: an invented patient with an id of their own, and `cells`."""
    return {**WITH_DEFAULTS, "id": f"A-{number:04d}", "patient_id": f"P-{number:04d}",
            "family_name": f"Sample{number:04d}", **cells}


def small_aid(row: dict[str, Any], pages: int = 4, *, wide: tuple[int, ...] = (1, 2),
              size: tuple[float, float] = (595.28, 841.89)) -> bytes:
    """A PDF of `pages` pages, landscape where `wide` names them, each with the row's identifiers
    and its own page number."""
    with pikepdf.new() as made:
        font = made.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
        for number in range(pages):
            turned = number in wide
            made.add_blank_page(page_size=size[::-1] if turned else size)
            page = made.pages[-1]
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            said = (f"{row['born']} {row['given_name']} {row['family_name']} {row['patient_id']} "
                    f"aid page {number + 1} of {pages}")
            page.contents_add(f"BT /F1 12 Tf 60 60 Td ({said}) Tj ET".encode())
            page.contents_coalesce()
        out = BytesIO()
        made.save(out, deterministic_id=True)
    return out.getvalue()


@dataclass
class Made:
    """A batch on the disk, and the rows that it was made from."""

    folder: Path
    workbook: Path
    list: Path
    rows: dict[str, dict[str, Any]]
    aids: dict[str, bytes] = field(default_factory=dict)


def finished_batch(
    home: Path, rows: list[dict[str, Any]], *, batch: str = "batch-1", draft: bool = False,
    content: str = "c" * 64, version: str = "0.1", change: Callable[[Any], None] | None = None,
    status: Callable[[dict[str, Any]], tuple[str, str]] = lambda row: ("made", ""),
    aid: Callable[[dict[str, Any]], bytes] = small_aid,
) -> Made:
    """A batch of `rows` in `home`/`batch`. `status` gives (status, reason) of a row, `change` edits
    the workbook's texts. Where a row wants the book, there is one of five pages."""
    home.mkdir(parents=True, exist_ok=True)
    folder = home / batch
    folder.mkdir(mode=0o700)
    workbook = workbook_from(SMALL, home / f"{batch}.xlsx", change)

    def listed(texts: Any) -> None:
        texts["Appointments"] = rows

    list_ = list_from(SMALL, home / f"{batch}-list.xlsx", listed)
    ended, aids = [], {}
    for number, row in enumerate(rows, start=2):
        outcome, reason = status(row)
        name = f"{row['id']}.pdf" if outcome == "made" else ""
        if name:
            aids[row["id"]] = aid(row)
            write_whole(folder / name, aids[row["id"]])
        ended.append(Ended(
            id=row["id"], cell=f"A{number}", status=outcome,  # type: ignore[arg-type]
            reason=reason, file=name,
            sha256=sha256(aids[row["id"]]).hexdigest() if name else "", pages=4 if name else 0,
            format=row.get("format", "standard"), paper=row.get("paper", "a4"),
            language=row.get("language", "en"), channel=row.get("channel", "desk"),
            wants_book=bool(row.get("wants_book"))))
    write_manifest(folder, Manifest(
        program="0.1.0", batch=batch, draft=draft, today=TODAY,
        workbook=WorkbookUsed(str(workbook), sum_of(workbook), version, content, "made-up hiccups"),
        list=ListUsed(str(list_), sum_of(list_)), templates_sha256="t" * 64,
        appointments=tuple(ended), books=tuple(_books(folder, ended))))
    return Made(folder, workbook, list_, {row["id"]: row for row in rows}, aids)


def _books(folder: Path, ended: list[Ended]) -> Iterator[MadeFile]:
    """The evidence books of those who want one, five pages each."""
    for format_, paper, language in sorted({(each.format, each.paper, each.language)
                                            for each in ended if each.wants_book}):
        size = (612.0, 792.0) if paper == "letter" else (595.28, 841.89)
        which = "book" if language == "en" else f"book {language}"
        pdf = small_aid({"born": "", "given_name": "The", "family_name": "evidence",
                         "patient_id": which}, 5, wide=(), size=size)
        name = file_name(BOOK, (format_, paper), "a4",  # type: ignore[arg-type]
                         language="" if language == "en" else language)
        write_whole(folder / name, pdf)
        yield MadeFile("book", name, sha256(pdf).hexdigest(), 5, format_, paper, language=language)


def write_manifest(folder: Path, made: Manifest) -> None:
    text = "".join(manifest.as_text(made))
    write_whole(folder / manifest.NAME, text.encode("utf-8"))


def sum_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
